"""A page of the handbook, read from the little of Markdown that its pages use. Pure.

Anything else is refused by a test (``Page.strange``): a page is shown as it is written or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from koyradesk.bengali.digits import to_bengali

_HELD = frozenset({"Ctrl", "Alt", "Shift"})
#: What stands on the caps of keys that are more than a letter.
_NAMED = _HELD | {
    *("Tab", "Space", "Enter", "Esc", "Backspace", "Delete", "Insert", "Home", "End", "PgUp", "PgDn"),
    *"↑↓←→",
    *(f"F{number}" for number in range(1, 13)),
}
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<link>[^)\s]+)\)|(?<!\w)(?P<key>Enter|Esc)(?!\w)"
)
_PICTURE = re.compile(r"!\[(?P<words>[^\]]+)\]\((?P<path>[^)\s]+)\)$")
_HEADING = re.compile(r"(?P<marks>#{1,3}) (?P<words>.+)$")
_PLACES = re.compile(r"<!-- at: (?P<places>[^>]+?) -->$")
_ITEM = re.compile(r"(?P<deep> *)(?P<mark>[*-]|[0-9০-৯]+\.) +(?P<words>.+)$")
_ROW = re.compile(r"\|.*\|$")
_BETWEEN = re.compile(r"\|(\s*:?-+:?\s*\|)+$")
#: Marks of Markdown that no page uses, at the beginning of a line and within words.
_STRANGE = re.compile(r"#{4}|>|~~~|\s*<|===|---|\+ ")
_LEFT = re.compile(r"\*\*|`|\]\(|<!--|\]\[|<[a-zA-Z/]")


class Run(NamedTuple):
    """A stretch of text. ``kind``: "" words, "key" the caps of keys, "code" what is typed or read as it stands."""

    text: str
    bold: bool = False
    kind: str = ""
    link: str = ""


Runs = tuple[Run, ...]


class Block(NamedTuple):
    """``kind``: "heading", "text", "item", "table" or "picture"."""

    kind: str
    runs: Runs = ()
    #: Of a heading 1 to 3, of an item how deep it stands.
    level: int = 0
    #: Of an item what stands before it: "•", "২.".
    mark: str = ""
    #: Of a heading, for links; and the places of the window it helps at.
    anchor: str = ""
    places: tuple[str, ...] = ()
    #: Of a table; the first row is its head.
    rows: tuple[tuple[Runs, ...], ...] = ()
    #: Of a picture, from the folder of the handbook on; its runs say what is seen.
    path: str = ""

    @property
    def text(self) -> str:
        """Its words alone."""
        cells = [cell for row in self.rows for cell in row] or [self.runs]
        return " ".join("".join(run.text for run in cell) for cell in cells)


class Page(NamedTuple):
    """``slug`` names its file; ``strange`` are the lines that are none of what a page may hold."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    strange: tuple[str, ...] = ()

    @property
    def anchors(self) -> dict[str, str]:
        """The heading of each anchor."""
        return {block.anchor: block.text for block in self.blocks if block.anchor}

    def anchor(self, place: str) -> str:
        """Where a place of the window begins; "" for the top."""
        return next((block.anchor for block in self.blocks if place in block.places), "")

    @property
    def links(self) -> list[str]:
        return [run.link for block in self.blocks for cell in _cells(block) for run in cell if run.link]


def _cells(block: Block) -> Iterator[Runs]:
    yield block.runs
    for row in block.rows:
        yield from row


def anchor_of(heading: str) -> str:
    """A heading as links name it, on the web as here: its letters, with hyphens for blanks."""
    kept = "".join(sign for sign in heading.lower() if sign in " -_" or unicodedata.category(sign)[0] in "LMN")
    return kept.strip().replace(" ", "-")


def read(slug: str, text: str) -> Page:
    """A page from its file's text."""
    blocks: list[Block] = []
    strange: list[str] = []
    for chunk in _chunks(text):
        made = list(_blocks(chunk))
        strange += [line for line in chunk if _STRANGE.match(line) and not _PLACES.match(line)]
        strange += [run.text for block in made for cell in _cells(block) for run in cell if _LEFT.search(run.text)]
        blocks += made
    title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), slug)
    return Page(slug, title, tuple(_apart(blocks)), tuple(strange))


def _chunks(text: str) -> Iterator[list[str]]:
    """Lines that stand together; a heading, an item and a row begin one of their own."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        if held and (_alone(line) or _ITEM.match(line) or _alone(held[-1]) or _is_row(held[-1]) != _is_row(line)):
            yield held
            held = []
        if line.strip():
            held.append(line)


def _alone(line: str) -> bool:
    return not line.strip() or any(shape.match(line) for shape in (_HEADING, _PICTURE, _PLACES))


def _is_row(line: str) -> bool:
    return _ROW.match(line) is not None


def _blocks(chunk: list[str]) -> Iterator[Block]:
    first = chunk[0]
    if found := _PLACES.match(first):
        yield Block("places", places=tuple(found["places"].split()))
    elif found := _HEADING.match(first):
        named = runs(found["words"])
        plain = "".join(run.text for run in named)
        yield Block("heading", named, len(found["marks"]), anchor=anchor_of(plain))
    elif found := _PICTURE.match(first):
        yield Block("picture", (Run(found["words"]),), path=found["path"])
    elif _ROW.match(first):
        rows = [line for line in chunk if not _BETWEEN.match(line)]
        yield Block("table", rows=tuple(tuple(runs(cell) for cell in _split(line)) for line in rows))
    elif found := _ITEM.match(first):
        mark = "•" if found["mark"] in "*-" else to_bengali(found["mark"])
        words = " ".join([found["words"], *(line.strip() for line in chunk[1:])])
        yield Block("item", runs(words), 1 + len(found["deep"]) // 2, mark)
    else:
        yield Block("text", runs(" ".join(line.strip() for line in chunk)))


def _split(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _apart(blocks: list[Block]) -> Iterator[Block]:
    """Places go to the heading they stand under; a second heading of the same words gets another anchor."""
    seen: dict[str, int] = {}
    held: Block | None = None
    for block in blocks:
        if block.kind == "places" and held is not None and held.kind == "heading":
            held = held._replace(places=(*held.places, *block.places))
            continue
        if held is not None:
            yield held
        held = block
        if block.anchor:
            times = seen[block.anchor] = seen.get(block.anchor, -1) + 1
            held = block._replace(anchor=f"{block.anchor}-{times}" if times else block.anchor)
    if held is not None:
        yield held


def runs(text: str) -> Runs:
    """A line of words with its marks taken as what they mean."""
    made: list[Run] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            made.append(Run(text[at : found.start()]))
        at = found.end()
        if found["code"]:
            made.append(_code(found["code"]))
        elif found["bold"]:
            # Bold may hold a key, and a link may be bold.
            made += [run._replace(bold=True) for run in runs(found["bold"])]
        elif found["link"]:
            made += [run._replace(link=found["link"]) for run in runs(found["words"])]
        else:
            made.append(Run(found["key"], kind="key"))
    return (*made, Run(text[at:])) if at < len(text) else tuple(made)


def _code(text: str) -> Run:
    """`Ctrl+K` and `Ctrl K` are keys; `upozila` is what is typed."""
    parts = re.split(r"[ +]", text) if not text.endswith(("+", " ")) else [*text[:-2].split("+"), text[-1]]
    held = any(part in _HELD for part in parts[:-1])
    if all(part in _NAMED or (held and len(part) == 1) for part in parts):
        return Run(" ".join(parts), kind="key")
    return Run(text, kind="code")
