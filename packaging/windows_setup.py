"""The installer and the zip for a stick, from a folder that windows_payload made."""

from __future__ import annotations

import os
import subprocess
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import release
from say import SetupError
from windows_parts import DATA

#: The folders that are wholly ours; what lies beside them is deleted file by file.
_FOLDERS = ("packages", "program", "licences")
_LANGUAGES = {"bn": "BENGALI", "en": "ENGLISH"}
#: Bengali as it is spoken in Bangladesh, as Windows counts languages.
_BENGALI = "2117"
_NSIS = Path("/usr/share/nsis/Contrib/Language files")
#: The picture that NSIS shows beside a page, in pixels, and the accent of the light theme on it.
_SIDE, _GREEN = (164, 314), "#006A4E"
#: Starts the program on the data that lie beside it on the stick.
_ON_A_STICK = b'@start "" "%~dp0pythonw.exe" -X utf8 -m ui.app --data "%~dp0data" %*\r\n'


def make(payload: Path, target: Path, work: Path, *, small: bool = True, called: str = "") -> Path:
    """Makes the installer of a payload; ``small`` takes a minute longer and half of the room."""
    called = called or release.version()
    work.mkdir(parents=True, exist_ok=True)
    names = release.files(payload)
    (work / "files.nsh").write_text(_files(payload, names), encoding="utf-8")
    (work / "words.nsh").write_text(_words(called), encoding="utf-8")
    _language(work)
    _picture(work / "side.bmp")
    size = sum((payload / name).stat().st_size for name in names) // 1024
    defined = {"VERSION": called, "OUT": target, "SOURCE": DATA, "WORK": work, "SIZE_KB": size}
    if small:
        defined["LZMA"] = 1
    moment = release.moment()
    os.utime(DATA / "koyradesk.ico", (moment, moment))
    done = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in defined.items()),
         str(DATA / "koyradesk.nsi")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(moment), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode:
        raise SetupError(f"makensis refused: {done.stdout[-2000:]}")
    return target


def make_zip(payload: Path, target: Path) -> Path:
    """The same files for a stick, with a starter that keeps the data beside them."""
    then = datetime.fromtimestamp(release.moment(), UTC)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        own = {"Koyradesk.cmd": _ON_A_STICK}
        for name in sorted([*release.files(payload), *own]):
            entry = zipfile.ZipInfo(f"Koyradesk/{name}", then.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, own.get(name) or (payload / name).read_bytes())
    return target


def _picture(target: Path) -> None:
    """What stands beside the first and the last page: the program's sign on its green, instead of NSIS's computer."""
    # The environment of the tests brings it.
    from PIL import Image

    side = Image.new("RGB", _SIDE, _GREEN)
    with Image.open(DATA / "koyradesk.ico") as icon:
        sign = icon.convert("RGBA").resize((96, 96), Image.Resampling.LANCZOS)
    side.paste(sign, ((_SIDE[0] - 96) // 2, (_SIDE[1] - 96) // 3), sign)
    side.save(target)


def _files(payload: Path, names: list[str]) -> str:
    """What is put down, in a fixed order, and what is deleted again: last the list, which tells whose folder it is."""
    put, folder = ["!macro PUT_FILES home"], ""
    for name in sorted(names, key=lambda one: (one.rpartition("/")[0], one)):
        inside, _, own = name.rpartition("/")
        if inside != folder:
            folder = inside
            put.append('SetOutPath "${home}\\' + folder.replace("/", "\\") + '"')
        put.append(f'File "/oname={_escaped(own)}" "{_escaped(str(payload / name))}"')
    beside = sorted((one for one in names if "/" not in one), key=lambda one: (one == release.LIST, one))
    files = ["!macro DELETE_FILES home", *('Delete "${home}\\' + _escaped(one) + '"' for one in beside)]
    folders = ["!macro DELETE_FOLDERS home", *('RMDir /r "${home}\\' + one + '"' for one in _FOLDERS)]
    return "\n".join([*put, "!macroend", *files, "!macroend", *folders, "!macroend", ""])


def _escaped(text: str) -> str:
    return text.replace("$", "$$")


def _table() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


def _words(called: str) -> str:
    """Our own sentences as NSIS wants them."""
    places = {"{INSTDIR}": "$INSTDIR", "{DATA}": "${DATA}", "{VERSION}": called}
    lines = []
    for language, sentences in _table()["own"].items():
        for name, sentence in sentences.items():
            for place, value in places.items():
                sentence = sentence.replace(place, value)
            lines.append(f'LangString {name} ${{LANG_{_LANGUAGES[language]}}} "{sentence}"')
    return "\n".join([*lines, ""])


def _language(work: Path) -> None:
    """The Bengali language of NSIS, which brings none: its English one, with our words where they are seen."""
    table = _table()
    ours = {f"# ^{name}": text for name, text in table["nlf"]["bn"].items()}
    lines = (_NSIS / "English.nlf").read_text(encoding="utf-8-sig").splitlines()
    for at, line in enumerate(lines):
        if line in ours:
            lines[at + 1] = ours.pop(line)
        elif line == "# Language ID":
            lines[at + 1] = _BENGALI
        elif line.startswith("# Codepage"):
            lines[at + 1] = "1200"
    if ours:
        raise SetupError(f"NSIS has no words called {', '.join(ours)}.")
    (work / "Bengali.nlf").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    strings = [f'${{LangFileString}} {name} "{text}"' for name, text in table["mui"]["bn"].items()]
    head = '!insertmacro LANGFILE "Bengali" "Bengali" "বাংলা" "Bangla"'
    (work / "Bengali.nsh").write_text("\n".join([head, *strings, ""]), encoding="utf-8-sig")
