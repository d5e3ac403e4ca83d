"""File names for what is taken away and for what others are to show: in words that Windows allows."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Not allowed in a Windows name, and control characters.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
#: Windows allows 255 UTF-16 units for a name; e-mail programs and sticks less. Room is left for an ending.
_LONGEST = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in "123456789¹²³")}
#: What a double click starts instead of showing it, on Windows or elsewhere.
_STARTS = re.compile(
    "appimage|application|appref-ms|appx|bat|chm|cmd|com|cpl|desktop|dll|exe|gadget|hta|img|inf|iso|jar|js|jse|lnk|mht|"
    "mhtml|msc|msi|msix|msp|ps1|py|pyw|reg|scf|scr|settingcontent-ms|sh|svg|url|vb|vbe|vbs|vhd|vhdx|website|wsf|wsh|xll",
    re.IGNORECASE,
)


def file_name(*parts: str) -> str:
    """The parts joined by hyphens as a name without its ending; empty parts are left out."""
    clean = [" ".join(_FORBIDDEN.sub(" ", nfc(part)).split()).strip(" .-") for part in parts]
    name = "-".join(part for part in clean if part)[:_LONGEST].rstrip(" .-")
    # What stands behind the first dot does not help.
    if not name or name.partition(".")[0].rstrip().lower() in _RESERVED:
        return f"koyradesk-{name}".rstrip("-")
    return name


def shown_as(name: str, blob: str) -> str:
    """The name under which a file of the records is given to another program to show: its own one, and the beginning
    of its hash ``blob``, so that two of one name do not stand in each other's way.

    Raises:
        UserError: it would be started and not shown; who sent it may not be who it seems to be.
    """
    # Neither folders of Windows nor of others are part of it.
    held = PurePosixPath(name.replace("\\", "/"))
    ending = file_name(held.suffix.removeprefix(".")) if held.suffix else ""
    if _STARTS.fullmatch(ending):
        raise UserError(
            N_(
                "“{name}” is a program or starts one: it is not opened from here. Ask who sent it for a PDF or a photo."
            ),
            name=name,
        )
    return f"{file_name(held.stem)}-{blob[:8]}" + (f".{ending}" if ending else "")


def beside(path: Path) -> Path:
    """A name like that of ``path`` that nothing in its folder has."""
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in range(2, 1000))
    return next((one for one in names if not one.exists()), path)
