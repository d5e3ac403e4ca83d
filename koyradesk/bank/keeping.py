"""What the office itself says of sentences: starred, edited, hidden, written anew. Kept as records, so all PCs know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from koyradesk import committees, records
from koyradesk.bank.shapes import SORTS, Sentence
from koyradesk.bank.slots import SLOTS
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Store

#: A sentence that is longer is a text.
LONGEST = 600
_BRACES = pattern(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the office's about a sentence; ``only`` names the committee it is kept for."""

    record: str
    of: str
    sort: str
    text: str = ""
    only: str = ""
    starred: bool = False
    hidden: bool = False


def kept(store: Store) -> tuple[Kept, ...]:
    """All of them."""
    names = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    return tuple(
        Kept(
            row["id"],
            row["of"],
            row["sort"],
            row["text"],
            names.get(row["committee"] or "", ""),
            row["starred"],
            row["hidden"],
        )
        for row in store.rows("sentence")
        if row["sort"] in SORTS
    )


def laid_over(sentences: Iterable[Sentence], every: Iterable[Kept]) -> list[Sentence]:
    """The sentences as the office wants them, with those it wrote itself."""
    kept = {(one.sort, one.of): one for one in every}
    made = []
    for one in sentences:
        said = kept.pop((one.sort, one.of), None)
        made.append(one if said is None else _over(one, said))
    for said in kept.values():
        # Written here; or learnt where the minutes are, or brought by another program, and not known to this one.
        if said.text or not _is_standing(said.of):
            fields = SORTS[said.sort][1]
            made.append(_over(Sentence(said.of, said.sort, said.of, fields), replace(said, text=said.text or said.of)))
    # What was edited into another that is there as well is that one.
    found: dict[tuple[str, str], Sentence] = {}
    for one in made:
        key = (one.sort, one.text)
        if key not in found or (one.starred, bool(one.record)) > (found[key].starred, bool(found[key].record)):
            found[key] = one
    return list(found.values())


def _over(one: Sentence, said: Kept) -> Sentence:
    changed = bool(said.text) and said.text != one.text
    return replace(
        one,
        text=said.text or one.text,
        starred=said.starred,
        hidden=said.hidden,
        record=said.record,
        only=said.only,
        was=one.text if changed else "",
    )


def _is_standing(of: str) -> bool:
    return of.isascii() and "." in of


def star(store: Store, one: Sentence, on: bool, *, by: str) -> Changed:
    """Offers a sentence before all others, or like others again."""
    return _write(store, one, by, starred=on, **({"hidden": False} if on else {}))


def hide(store: Store, one: Sentence, on: bool, *, by: str) -> Changed:
    """Offers a sentence no more, or again."""
    return _write(store, one, by, hidden=on, **({"starred": False} if on else {}))


def edit(store: Store, one: Sentence, text: str, *, by: str) -> Changed:
    """Offers other words in the place of a sentence; its own again where they are the same or none.

    Raises:
        UserError: the text is too long, or names a slot that does not exist.
    """
    text = examined(text) if text.strip() else ""
    return _write(store, one, by, text="" if text == (one.was or one.text) and one.source != "own" else text)


def add(store: Store, sort: str, text: str, *, by: str, committee: str = "") -> Changed:
    """A sentence of the office's own, for one committee (by name) or for all.

    Raises:
        UserError: there is no text, it is too long, or names a slot that does not exist.
    """
    text = examined(text)
    of = next(iter(committees.called(store, committee)), None) if committee else None
    record = records.derived("sentence", store.office, sort, text)
    fields: dict[str, Any] = {"of": text, "sort": sort, "text": text, "committee": of, "hidden": False}
    return store.write([Change(record, {**fields, "deleted": False})], by=by)


def examined(text: str) -> str:
    """A sentence as it is kept.

    Raises:
        UserError: it cannot be kept.
    """
    text = tidy(text)
    if not text:
        raise UserError(N_("There is no sentence to keep. Write one."))
    if len(text) > LONGEST:
        raise UserError(N_("This is too long for one sentence. Keep it shorter than {most} letters."), most=LONGEST)
    for slot in _BRACES.findall(text):
        if slot not in SLOTS:
            raise UserError(N_("“{slot}” is none of the places that can be filled in."), slot=slot)
    return text


def _write(store: Store, one: Sentence, by: str, **fields: Any) -> Changed:
    record = one.record or records.derived("sentence", store.office, one.sort, one.of)
    every: Mapping[str, Any] = {"of": one.of, "sort": one.sort, **fields, "deleted": False}
    return store.write([Change(record, dict(every))], by=by)
