"""Who carries out which decision of an agenda item, and how naming someone changes that. Pure.

An item lists its implementers. As long as no decision names any of them, all of them carry out every decision. A
decision that names some is carried out by those, and by whoever of the list no decision names; one that names nobody
beside others that do is carried out by everyone.
"""

from __future__ import annotations

from collections.abc import Iterable

from koyradesk import editing
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Mint


def tied(item: AgendaItem) -> bool:
    """Whether decisions of the item name who carries them out."""
    return any(one.implementers for one in item.decisions)


def for_all(item: AgendaItem) -> tuple[Assignment, ...]:
    """The implementers no decision names: they carry out every one."""
    named = {index for one in item.decisions for index in one.implementers}
    return tuple(one for index, one in enumerate(item.implementers) if index not in named)


def named(item: AgendaItem, decision: Decision) -> tuple[Assignment, ...]:
    """Those a decision names itself."""
    return tuple(item.implementers[index] for index in decision.implementers)


def whom(item: AgendaItem, decision: Decision) -> tuple[Assignment, ...]:
    """All who carry out a decision, in the order of the item."""
    if not decision.implementers:
        return item.implementers
    wanted = {one.id for one in (*named(item, decision), *for_all(item))}
    return tuple(one for one in item.implementers if one.id in wanted)


def enlist(meeting: Meeting, item: str, names: Iterable[str], mint: Mint) -> Meeting:
    """More implementers of an item, for all its decisions; who is listed already is not listed twice."""
    return _listed(meeting, item, names, mint)[0]


def bind(meeting: Meeting, decision: str, names: Iterable[str], mint: Mint) -> Meeting:
    """Those named carry out a decision. Nobody else's work changes by it.

    Where everyone carried out every decision, the others keep whom they had, and this one has the new ones besides.
    """
    above = editing.parent(meeting, decision)
    before: AgendaItem = editing.part(meeting, above)
    grown, wanted = _listed(meeting, above, names, mint)
    if len(before.decisions) == 1 and not tied(before):
        return grown
    held: Decision = editing.part(meeting, decision)
    own = named(before, held) if tied(before) else before.implementers
    grown = editing.assign(grown, decision, [*(one.id for one in own), *wanted])
    return grown if tied(before) else _keep(grown, before, decision)


def release(meeting: Meeting, decision: str, assignment: str) -> Meeting:
    """Someone no longer carries out a decision; whom no other decision names leaves the item."""
    item: AgendaItem = editing.part(meeting, editing.parent(meeting, decision))
    held: Decision = editing.part(meeting, decision)
    own = [one.id for one in named(item, held)]
    elsewhere = {one.id for other in item.decisions if other.id != decision for one in named(item, other)}
    if assignment not in own or assignment not in elsewhere:
        return editing.remove(meeting, assignment)
    return editing.assign(meeting, decision, [one for one in own if one != assignment])


def decide(meeting: Meeting, item: str, after: str | None, mint: Mint, **values: object) -> tuple[Meeting, str]:
    """A new decision behind another (None: at the head, "": at the end). Returns its id.

    Whoever carried out the only decision so far still carries out that one: the new one asks for names of its own.
    """
    before: AgendaItem = editing.part(meeting, item)
    made = mint("decision")
    grown = editing.add(meeting, "decision", made, under=item, after=after, **values)
    if len(before.decisions) == 1 and not tied(before):
        grown = _keep(grown, before, made)
    return grown, made


def _keep(meeting: Meeting, before: AgendaItem, but: str) -> Meeting:
    """Every decision of an item but one names those it had ``before``."""
    for one in before.decisions:
        if one.id != but:
            meeting = editing.assign(meeting, one.id, [other.id for other in before.implementers])
    return meeting


def _listed(meeting: Meeting, item: str, names: Iterable[str], mint: Mint) -> tuple[Meeting, list[str]]:
    """The item with these implementers in its list, and their ids."""
    found = []
    for name in names:
        known: tuple[Assignment, ...] = editing.part(meeting, item).implementers
        same = next((one.id for one in known if _as_said(one.name) == _as_said(name)), "")
        if not same:
            same = mint("assignment")
            meeting = editing.add(meeting, "assignment", same, under=item, name=nfc(name.strip()))
        found.append(same)
    return meeting, found


def _as_said(name: str) -> str:
    return " ".join(nfc(plain(name)).split()).casefold()
