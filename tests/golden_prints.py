"""What is kept of a golden paper: a sha256 of all that a reader gets, and enough of it in the clear to tell what moved.

The sha256 is not of the file's bytes. Streams are taken uncompressed (zlib packs differently on other systems), a font
as what each code shows (glyphs of the bundled font, where, how wide, for which text: HarfBuzz may write the same
outlines into a subset in another way; ``shaping`` holds them against the bundled font's), a picture as its size (the
test's pictures are written by libjpeg). All numbers on a page come from font units and the layout by IEEE arithmetic.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import shaping
from golden_papers import KINDS, PAPERS, Golden, rendered
from pikepdf import Array, Dictionary, Stream

FOLDER = Path(__file__).parent / "data" / "golden"
#: Parts of the file, each with its own short hash.
_SHORT = 12

Print = dict[str, Any]


@cache
def lines(paper: Golden) -> list[list[shaping.Line]]:
    """The lines of a paper as they stand in its file, read once for all tests."""
    return shaping.lines(rendered(paper)[1].pdf)


def fingerprint(paper: Golden) -> Print:
    """Of a paper's PDF: sha256, pages, hashes of its parts; of each page its text's hash and where its lines stand."""
    with pikepdf.open(BytesIO(rendered(paper)[1].pdf)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        parts = {
            "contents": "\n".join(_content(page) for page in pdf.pages),
            "fonts": repr([(name, *_font(font)) for name, font in sorted(shaping.fonts(pdf).items())]),
            "structure": repr(_plain(pdf.Root.StructTreeRoot.K, numbers)),
            "rest": repr(list(_rest(pdf))),
        }
    pages = lines(paper)
    whole = "\0".join(parts.values())
    return {
        "sha256": hashlib.sha256(whole.encode()).hexdigest(),
        "pages": len(pages),
        "parts": {name: _short(text) for name, text in parts.items()},
        "page": [{"text": _short("\n".join(line.text() for line in page)), "lines": _places(page)} for page in pages],
    }


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]


def _content(page: pikepdf.Page) -> str:
    streams = page.obj.Contents
    found = [one.read_bytes() for one in (streams if isinstance(streams, Array) else [streams])]
    return f"{[round(float(edge), 2) for edge in page.MediaBox]} {b' '.join(found).decode('ascii')}"


def _font(font: shaping.Embedded) -> Iterator[object]:
    yield font.file
    for code, text in sorted(font.texts.items()):
        yield code, text, font.widths[code], tuple(tuple(part) for part in font.parts[code])


def _plain(one: Any, pages: dict[tuple[int, int], int]) -> object:
    """An element of the structure as it reads, with the pages by their numbers."""
    if isinstance(one, Dictionary):
        if one.objgen in pages:
            return f"page {pages[one.objgen]}"
        return {key: _plain(one[key], pages) for key in sorted(one.keys()) if key not in ("/P", "/Type")}
    if isinstance(one, Array):
        return [_plain(each, pages) for each in one]
    return str(one)


def _rest(pdf: pikepdf.Pdf) -> Iterator[object]:
    yield str(pdf.Root.Lang), str(pdf.docinfo.get("/Title", "")), pdf.Root.Metadata.read_bytes().decode()
    with pdf.open_outline() as outline:
        yield [(one.title, len(one.children)) for one in outline.root]
    for name, picture in sorted(pdf.pages[0].Resources.get("/XObject", {}).items()):
        assert isinstance(picture, Stream)
        yield name, int(picture.Width), int(picture.Height), str(picture.ColorSpace)


def _places(page: list[shaping.Line]) -> dict[str, str]:
    """Where the lines begin, in whole points: by how far in, then from the top down."""
    found: dict[int, list[int]] = {}
    for line in page:
        found.setdefault(round(line.x), []).append(round(line.y))
    return {str(x): " ".join(map(str, sorted(heights, reverse=True))) for x, heights in sorted(found.items())}


def moved(old: Print, new: Print) -> list[str]:
    """What differs between two prints, in words."""
    found = []
    if old["pages"] != new["pages"]:
        found.append(f"{new['pages']} pages, not {old['pages']}")
    for number, (was, now) in enumerate(zip(old["page"], new["page"], strict=False), 1):
        if was["text"] != now["text"]:
            found.append(f"page {number} says something else")
        for x in sorted({*was["lines"], *now["lines"]}, key=int):
            before, after = was["lines"].get(x, "nothing"), now["lines"].get(x, "nothing")
            if before != after:
                found.append(f"page {number}, lines {x} points from the left: at {after}, not {before}")
    changed = [name for name, one in new["parts"].items() if old["parts"].get(name) != one]
    return [*found, *([f"differs in its {', '.join(changed)}"] if changed else [])]


def path(kind: str) -> Path:
    """Where the prints of a kind are kept."""
    return FOLDER / f"{kind}.json"


def kept(paper: Golden) -> Print | None:
    """The print that was kept of a paper."""
    file = path(paper.kind)
    held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found: Print | None = held.get(paper.case, {}).get(paper.layout)
    return found


def keep() -> list[str]:
    """Keeps the prints of all papers as they are now; tells what changed."""
    told = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        found: dict[str, dict[str, Print]] = {}
        for paper in PAPERS:
            if paper.kind == kind:
                now, was = fingerprint(paper), kept(paper)
                found.setdefault(paper.case, {})[paper.layout] = now
                if was is None or was["sha256"] != now["sha256"]:
                    told.append(f"{paper}: {'; '.join(moved(was, now)) if was else 'new'}")
        path(kind).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return told
