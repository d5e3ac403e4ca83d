"""Undo and redo by the journal: the newest edit of a meeting or letter that this office's PC made, and taking it back.

Taking back is an edit like any other, marked with what it takes back, so that it can itself be taken back (redo), also
after the program was closed. A number once given, a signature and the beginning of a meeting are no edits to undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from koyradesk import keepers
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.merge import Version
from koyradesk.model import Ref
from koyradesk.obligations import minuted
from koyradesk.store import Change, Changed, Group, Store

#: What happened to a record: "returned" came out of the bin, "moved" stands elsewhere among its siblings.
How = Literal["removed", "returned", "made", "changed", "moved"]

#: The most telling first.
_ORDER: tuple[How, ...] = ("removed", "returned", "made", "changed", "moved")
_KINDS = ("meeting", "item", "decision")
#: What relabelling writes; it follows from another change of the same step.
_LABELS = {"serial", "label"}
#: A step that wrote one of these into a memo gave a number, signed, or made a number void.
_STAYS = {"number", "file", "issue", "state", "reason", "pdf", "hash"}


@dataclass(frozen=True, slots=True)
class Touched:
    """A record of a step: what happened to it, and the names of the fields that were written."""

    record: str
    how: How
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What was written together: in which meeting, by whom, when by this PC's clock.

    ``n`` is its place in the journal, ``name`` what ``undoes`` of another step says; ``stays``: it gave or voided a
    number, or signed, and is told about instead of being taken back.
    """

    meeting: str
    n: int
    name: Version
    by: str
    when: datetime
    touched: tuple[Touched, ...]
    stays: bool
    undoes: Version | None

    @property
    def about(self) -> Touched:
        """The record that tells most about it: what came or went before what changed, an item before its parts."""

        def rank(one: Touched) -> tuple[bool, int, int]:
            kind = one.record.partition(".")[0]
            label = one.how == "changed" and set(one.fields) <= _LABELS
            return label, _ORDER.index(one.how), _KINDS.index(kind) if kind in _KINDS else len(_KINDS)

        return min(self.touched, key=rank)


@dataclass(frozen=True, slots=True)
class Reverted:
    """What taking a step back has changed, and the fields ``left`` as they are because they were written since."""

    step: Step
    changed: Changed
    left: tuple[Ref, ...] = ()


def last(store: Store, meeting: str, before: int | None = None) -> Step | None:
    """The newest step of a meeting and its parts that is not taken back yet; None where nothing is left to undo.

    ``before``: only what stands before that place in the journal, to go past a step that stays.
    """
    undone: set[Version] = set()
    for group, takes_back in _walk(store, meeting):
        if takes_back and group.undoes is not None:
            undone.add(group.undoes)
        elif group.name not in undone:
            if meeting in group.made:
                return None
            if (before is None or group.n < before) and _does_something(store, meeting, group):
                return _step(meeting, group)
    return None


def undone(store: Store, meeting: str) -> Step | None:
    """The newest taking back that can be taken back itself (redone); None once something else was edited since."""
    redone: set[Version] = set()
    for group, takes_back in _walk(store, meeting):
        if group.name in redone:
            continue
        if takes_back:
            return _step(meeting, group)
        if group.undoes is None:
            return None
        redone.add(group.undoes)
    return None


def revert(store: Store, step: Step, *, by: str) -> Reverted:
    """Writes the values that each field had before a step; what it made goes to the bin, what it removed comes back.

    A field that was written since, here or elsewhere, is left as it is and told.

    Raises:
        UserError: signed minutes stand against it, or the step gave a number, which stays; the disk. Nothing changed.
    """
    group = store.step(step.name)
    changes, left = _inverse(store, step.meeting, group) if group else ([], [])
    keepers.of(step.meeting).refuse_frozen(store, step.meeting, changes)
    if step.stays:
        raise UserError(
            N_(
                "A number once given stays, and so does what was done with it; the last step is not taken back. To put "
                "a number out of use, make it void and say why."
            )
        )
    changed = store.write(changes, by=by, undoes=step.name)
    return Reverted(step, changed, tuple(Ref(*one) for one in left))


def _walk(store: Store, meeting: str) -> Iterator[tuple[Group, bool]]:
    """The groups of a meeting, newest first, each with whether it takes an edit back (a redo takes none back)."""
    backs: dict[Version, bool] = {}
    under = store.under(meeting)
    own = frozenset(_own(store, under))
    # What was reported is told by nothing else, and there is much of it.
    for group in store.steps([*own, *(one for one in under if one.startswith("obligation."))]):
        if not _is_of(group, own, alone=meeting.startswith("incoming.")):
            continue
        # A chain of undoing and redoing one thing can be long; each link is looked up once.
        chain: list[Version] = []
        at: Group | None = group
        while at is not None and at.undoes is not None and at.name not in backs:
            chain.append(at.name)
            at = store.step(at.undoes)
        back = at is not None and backs.get(at.name, False)
        for name in reversed(chain):
            back = not back
            backs[name] = back
        yield group, backs.get(group.name, False)


def _does_something(store: Store, meeting: str, group: Group) -> bool:
    """Would taking it back change anything, or is there anything to tell?"""
    changes, left = _inverse(store, meeting, group)
    return bool(left) or any(_differs(store, change) for change in changes)


def _own(store: Store, under: Iterable[str]) -> Iterator[str]:
    """What a meeting or letter is made of. What follows its decisions (obligations, what was reported) is no part."""
    for record in under:
        kind = record.partition(".")[0]
        if kind == "attachment":
            above = (store.row(record) or {"of": None})["of"] or ""
            kind = above.partition(".")[0]
        if kind not in minuted.FOLLOWING:
            yield record


def _is_of(group: Group, own: frozenset[str], *, alone: bool) -> bool:
    """Is a step one of a meeting? A rule that was set for a decision of it is; what was reported on it, or what a later
    meeting decided of it, is not for its editor to take back. ``alone``: neither is what wrote into anything else, as
    what starts from a letter that came in does."""
    touched = [one.record for one in group.operations]
    if alone:
        return all(record in own for record in touched)
    if any(record in own for record in touched):
        return True
    following = all(record.partition(".")[0] in minuted.FOLLOWING for record in touched)
    return following and any("rule" in one.set and one.record.startswith("obligation.") for one in group.operations)


def _inverse(store: Store, meeting: str, group: Group) -> tuple[list[Change], list[tuple[str, str]]]:
    """What takes a step back: in the meeting, and in the obligations it decided on, which are of others."""
    changes, left = store.inverse(group, _own(store, store.under(meeting)))
    return changes + minuted.inverse(store, group), left


def _differs(store: Store, change: Change) -> bool:
    row = store.row(change.record)
    return row is None or any(row[name] != value for name, value in change.set.items())


def _step(meeting: str, group: Group) -> Step:
    first = group.operations[0]
    touched = []
    stays = False
    for one in group.operations:
        values = {name: write.value for name, write in one.set.items()}
        how: How = "changed"
        if one.record in group.made:
            how = "made"
        elif "deleted" in values:
            how = "removed" if values["deleted"] else "returned"
        elif "rank" in values and values.keys() <= {"rank", *_LABELS}:
            how = "moved"
        touched.append(Touched(one.record, how, tuple(values)))
        if one.record.startswith("memo.") and _STAYS & values.keys():
            # A memo that is made as a draft without a number gives none.
            stays |= how != "made" or bool(values.get("number")) or values.get("state", "draft") != "draft"
    when = datetime.fromisoformat(first.wall)
    return Step(meeting, group.n, group.name, first.by, when, tuple(touched), stays, group.undoes)
