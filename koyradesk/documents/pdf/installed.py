"""Fonts installed on this PC, by family name: an office may print in its own (Nikosh, say); it is always embedded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

#: Name records: typographic family and style where given, else family and style.
_FAMILY, _STYLE, _WIDE_FAMILY, _WIDE_STYLE = 1, 2, 16, 17
#: OS/2 fsType: the maker forbids embedding (bit 1 alone). OpenType specification, "OS/2".
_FORBIDDEN = 0x0002
_MAY_EMBED = 0x000C
#: Letters without which no Bengali paper can be set.
_BENGALI = {ord(letter) for letter in "কয়রা্"}


class _Face(NamedTuple):
    """A font file that can be embedded, by the names it gives itself."""

    family: str
    style: str
    path: Path


def folders() -> list[Path]:
    """Where this system keeps fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [Path(local, "Microsoft", "Windows", "Fonts"), Path(os.environ.get("WINDIR", "C:\\Windows"), "Fonts")]
    data = os.environ.get("XDG_DATA_HOME", str(home / ".local" / "share"))
    return [Path(data, "fonts"), home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def find(family: str) -> tuple[Path, Path] | None:
    """The files of a family's regular and bold face; the regular one for both where there is no bold. None: not here.

    Only fonts with TrueType outlines whose maker allows embedding count: others could not stand in a PDF.
    """
    faces: dict[str, Path] = {}
    for face in _faces():
        if face.family.casefold() == family.casefold():
            faces.setdefault(face.style.casefold(), face.path)
    regular = next((faces[style] for style in ("regular", "normal", "book", "roman") if style in faces), None)
    if regular is None:
        return None
    return regular, faces.get("bold", regular)


@cache
def families() -> tuple[str, ...]:
    """The installed families that can stand in a paper and have Bengali letters, by name."""
    found = set()
    for face in _faces():
        if face.family not in found and set(hb.Face(hb.Blob.from_file_path(str(face.path))).unicodes) >= _BENGALI:
            found.add(face.family)
    return tuple(name for name in sorted(found) if find(name) is not None)


@cache
def _faces() -> tuple[_Face, ...]:
    # Looked through once: each font of the system is opened for its names.
    found = ((path, _named(path)) for path in _files())
    return tuple(_Face(*named, path) for path, named in found if named)


def _files() -> Iterator[Path]:
    for folder in folders():
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(".ttf"):
                    yield Path(root, name)


def _named(path: Path) -> tuple[str, str] | None:
    """Family and style of a font file that can be embedded; None for any other file."""
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError):
        return None
    if not face.glyph_count or "glyf" not in face.table_tags or "fvar" in face.table_tags or not _may_embed(face):
        return None
    family = face.get_name(_WIDE_FAMILY) or face.get_name(_FAMILY)
    style = face.get_name(_WIDE_STYLE) or face.get_name(_STYLE) or "Regular"
    return (family, style) if family else None


def _may_embed(face: hb.Face) -> bool:
    table = bytes(face.reference_table("OS/2").data)
    kind = int.from_bytes(table[8:10], "big") if len(table) >= 10 else 0
    return not kind & _FORBIDDEN or bool(kind & _MAY_EMBED)
