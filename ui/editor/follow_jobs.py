"""What the editor asks about the obligations of a meeting: jobs for the worker's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from koyradesk.obligations.shapes import Measure, Rule
from ui.decisions.shapes import Asked

if TYPE_CHECKING:
    from koyradesk.carrying import Carried, Open
    from koyradesk.incoming.shapes import Incoming
    from koyradesk.model import Meeting
    from koyradesk.obligations.closing import How, Minuted
    from koyradesk.obligations.shapes import Obligation
    from koyradesk.store import Change, Changed
    from ui.book import Book


@dataclass(frozen=True, slots=True)
class Following:
    """What is followed of a meeting: what its items carry (by item), the rules of its decisions and the sentences among
    them that say what was decided of an earlier one (by decision). ``open``: what can be carried; None: not asked.
    ``came``: the letters that items started from (by item)."""

    carried: Mapping[str, tuple[Carried, ...]] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    sentences: frozenset[str] = frozenset()
    open: tuple[Open, ...] | None = None
    came: Mapping[str, Incoming] = field(default_factory=dict)


class FollowJobs:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def read(self, meeting: str, *, whole: bool) -> Following:
        """What is followed of a meeting; ``whole``: with what it could carry."""
        from koyradesk import carrying, meetings
        from koyradesk.incoming import rows
        from koyradesk.obligations import minuted

        store, standing = self._book.store, self._book.followed.standing()
        found = meetings.get(store, meeting)
        days = {one.id: one.due for item in found.items for one in item.decisions}
        rules = {
            decision: Asked(of.rule, of.measure, of.begun, days.get(decision))
            for decision, of in standing.of_decisions(days).items()
        }
        said = {one.sentence for one in minuted.decided(store, found.id).values() if one.outcome != "reissued"}
        return Following(
            carrying.carried_by(store, found, standing=standing),
            rules,
            frozenset(said & days.keys()),
            carrying.open_decisions(store, found, standing=standing) if whole else None,
            rows.of_items(store, [one.id for one in found.items]),
        )

    def set_rule(self, meeting: str, decision: str, rule: Rule | None, measure: Measure) -> Meeting:
        """Sets by which rule a decision obliges. A day is the decision's own, which its paper knows of as well: both
        are one step. Returns the meeting as it is then."""
        from koyradesk import editing, meetings
        from koyradesk.obligations import rules, writing

        store, of = self._book.store, self._of(decision)
        held = grown = meetings.get(store, meeting)
        changes: list[Change] = []
        if rule is not None and rule.kind == "date":
            if rule.on is not None:
                rules.refuse(rule, measure, of.begun)
                grown = editing.put(held, Ref(decision, "due"), rule.on.isoformat())
            if of.kept or measure != Measure():
                changes = writing.ruling(store, of, Rule(), measure)
        elif rule is not None:
            changes = writing.ruling(store, of, rule, measure)
        else:
            if of.rule is not None and of.rule.kind == "date":
                grown = editing.put(held, Ref(decision, "due"), "")
            if of.kept:
                changes = writing.ruling(store, of, None, Measure())
        saved = meetings.write(store, grown, by=self._book.by, base=held, beside=changes)
        self._book.wrote(saved.changed.kinds)
        return saved.meeting

    def decide(self, meeting: str, obligation: Carried, how: How, to: date | None) -> Minuted:
        """The meeting decides of what it carries."""
        from koyradesk.obligations import closing

        standing = self._book.followed.standing()
        of = self._carried(obligation)
        done = closing.decide(self._book.store, meeting, of, how, to=to, standing=standing, by=self._book.by)
        self._book.wrote(done.changed.kinds)
        return done

    def take_back(self, meeting: str, obligation: Carried) -> Changed:
        """Takes back what the meeting decided of it."""
        from koyradesk.obligations import closing

        changed = closing.take_back(self._book.store, meeting, self._carried(obligation), by=self._book.by)
        self._book.wrote(changed.kinds)
        return changed

    def _carried(self, one: Carried) -> Obligation:
        """What is carried: a decision of ours, or what came from elsewhere and has none."""
        if one.of.decision:
            return self._of(one.of.decision)
        found = self._book.followed.standing().get([one.of.obligation])
        if not found:
            raise UserError(N_("This came from elsewhere, and was taken back there."))
        return found[0]

    def _of(self, decision: str) -> Obligation:
        found = self._book.followed.standing().of_decisions([decision])
        if decision not in found:
            raise UserError(N_("This decision is not there any more: it was taken out of its meeting."))
        return found[decision]
