"""File names for what is taken away: committee, month, memo number, in words that Windows allows."""

from __future__ import annotations

import re

from koyradesk.bengali.text import nfc

#: Not allowed in a Windows name, and control characters.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
#: Windows allows 255 UTF-16 units for a name; e-mail programs and sticks less. Room is left for an ending.
_LONGEST = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


def file_name(*parts: str) -> str:
    """The parts joined by hyphens as a name without its ending; empty parts are left out."""
    clean = [" ".join(_FORBIDDEN.sub(" ", nfc(part)).split()).strip(" .-") for part in parts]
    name = "-".join(part for part in clean if part)[:_LONGEST].rstrip(" .-")
    if not name or name.lower() in _RESERVED:
        return f"koyradesk-{name}".rstrip("-")
    return name
