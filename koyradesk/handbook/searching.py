"""What is found in the handbook: sections that hold all the words, folded as everywhere in the program."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from koyradesk.bengali.text import search_key
from koyradesk.handbook.contents import Contents, Spot

#: So much of a section is shown around what was found.
_BEFORE, _LONG = 30, 130


class Hit(NamedTuple):
    """A section that was found: the title of its page, its own heading ("" for the top of the page), its words."""

    spot: Spot
    title: str
    heading: str
    excerpt: str


class _Section(NamedTuple):
    spot: Spot
    title: str
    heading: str
    text: str
    named: str
    key: str


_sections: WeakKeyDictionary[Contents, list[_Section]] = WeakKeyDictionary()


def search(book: Contents, typed: str, most: int = 30) -> list[Hit]:
    """The sections with all the words typed: those named so first, then in the order of the handbook."""
    words = search_key(typed).split()
    if not words:
        return []
    if book not in _sections:
        _sections[book] = [one for slug in book.slugs for one in _of(book, slug)]
    found = [
        (sum(word not in section.named for word in words), number, section)
        for number, section in enumerate(_sections[book])
        if all(word in section.key for word in words)
    ]
    return [
        Hit(section.spot, section.title, section.heading, _excerpt(section.text, words))
        for _, _, section in sorted(found, key=lambda row: row[:2])[:most]
    ]


def _of(book: Contents, slug: str) -> list[_Section]:
    page = book.page(slug)
    made: list[tuple[str, str, list[str]]] = [("", "", [])]
    for block in page.blocks:
        if block.kind == "heading" and block.level > 1:
            made.append((block.anchor, block.text, []))
        elif block.kind != "heading":
            made[-1][2].append(block.text)
    return [
        _Section(Spot(slug, anchor), page.title, heading, text := " ".join(texts),
                 search_key(f"{page.title} {heading}"), search_key(f"{page.title} {heading} {text}"))
        for anchor, heading, texts in made
    ]  # fmt: skip


def _excerpt(text: str, words: list[str]) -> str:
    """The words around the first that was found."""
    parts = text.split()
    keys = [search_key(part) for part in parts]
    at = next((place for place, key in enumerate(keys) if any(word in key for word in words)), 0)
    first = last = at
    while first > 0 and sum(map(len, parts[first - 1 : at])) + at - first < _BEFORE:
        first -= 1
    while last < len(parts) and len(" ".join(parts[first : last + 1])) < _LONG:
        last += 1
    shown = " ".join(parts[first:last])
    return ("… " if first else "") + shown + (" …" if last < len(parts) else "")
