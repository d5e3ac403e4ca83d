"""What the place of decisions asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.decisions.shapes import Asked, Filters, Held, Matter, Page, Proposed, Step

if TYPE_CHECKING:
    from koyradesk.merge import Version
    from koyradesk.obligations.closing import Closed
    from koyradesk.obligations.shapes import Channel, Measure, Obligation, Rule, Task
    from koyradesk.obligations.standing import Standing
    from koyradesk.store import Changed, Store
    from ui.book import Book
    from ui.decisions.listing import Listing
    from ui.decisions.shapes import Proof, Story

#: So many of the meetings of a committee are offered as the one that decided.
_MEETINGS = 12


class Followed:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._kept: tuple[tuple[int, date], Standing] | None = None
        self._listed: tuple[Standing, Listing] | None = None

    # What stands

    def standing(self) -> Standing:
        """What is followed, on the day to go by; read once until something is written or the day is another."""
        from koyradesk.obligations.standing import Standing

        edition = (self._book.edition, self._book.today())
        if self._kept is None or self._kept[0] != edition:
            self._kept = edition, Standing(self._store, edition[1])
        return self._kept[1]

    def known_standing(self) -> Standing | None:
        """The same, where it was read already and nothing was written since."""
        return self._kept[1] if self._kept is not None and self._kept[0][0] == self._book.edition else None

    def listing(self, filters: Filters) -> Page:
        """What is listed under some filters; what is late first, then what is due first."""
        return self._listing().page(filters)

    def late(self) -> int:
        """How many obligations are late."""
        return self._listing().late

    def matter(self, obligation: str) -> Matter | None:
        """One obligation with all its tasks, those of periods long closed too; None where it is gone."""
        return self._listing().whole(obligation)

    def story(self, obligation: str) -> Story | None:
        """Everything that was told of an obligation, and the line of decisions it stands in."""
        from ui.decisions.log import story

        matter = self.matter(obligation)
        return None if matter is None else story(self._store, self.standing(), matter)

    def proof_file(self, proof: Proof, folder: Path) -> Path:
        """A proof as a file that other programs can open.

        Raises:
            UserError: it vanished from the disk, or is damaged.
        """
        from ui.decisions.log import proof_file

        return proof_file(self._store, proof, folder)

    def drop_proof(self, proof: Proof) -> Step:
        """Takes a proof out of its report."""
        from koyradesk.obligations import writing

        return self._write(partial(writing.drop_proof, self._store, proof.evidence.id, by=self._book.by))

    def asked(self, obligation: str) -> Asked | None:
        """What an editor of its rule needs; None where it is gone."""
        found = self._obligation(obligation)
        if found is None:
            return None
        own = None
        if found.decision and (row := self._store.row(found.decision)):
            own = row["due"]
        return Asked(found.rule, found.measure, found.begun, own, self.propose(found))

    def propose(self, of: Obligation) -> tuple[Proposed, ...]:
        """The rules that the words of an obligation speak of; none where it has that rule already."""
        from koyradesk.obligations import proposing

        told = self.standing().told([of])[of.id]
        found = (
            Proposed(one.rule, one.measure or of.measure, one.quote) for one in proposing.propose(told.text, of.begun)
        )
        return tuple(one for one in found if (one.rule, one.measure) != (of.rule, of.measure))

    def meetings(self, of: Sequence[str]) -> tuple[Held, ...]:
        """The newest meetings of the committees of some obligations: one of them closes or puts off."""
        from koyradesk.obligations import closing

        found = self.standing().get(of)
        committees = {one.committee for one in found if one.committee}
        since = max((one.begun for one in found if one.begun), default=date.min)
        if not committees:
            return ()
        rows = self._store.rows("meeting", committee=committees, only=("title", "period", "date"))
        later = [row for row in rows if row["date"] is None or row["date"] >= since]
        newest = sorted(later, key=lambda row: row["date"] or date.max, reverse=True)[:_MEETINGS]
        return tuple(
            Held(
                row["id"],
                row["title"],
                row["period"],
                row["date"],
                any(closing.may_minute(self._store, row["id"], one) for one in found),
            )
            for row in newest
        )

    # What is written

    def set_rule(self, obligation: str, rule: Rule | None, measure: Measure | None = None) -> Step:
        """Sets by which rule and how much it obliges."""
        from koyradesk.obligations import writing

        of = self._one(obligation)
        return self._write(lambda: writing.set_rule(self._store, of, rule, measure, by=self._book.by))

    def report(
        self,
        tasks: Sequence[tuple[str, str]],
        *,
        on: date,
        value: int | None = None,
        done: bool = False,
        text: str = "",
        reporter: str = "",
        channel: Channel = "",
        files: Sequence[Path] = (),
    ) -> Step:
        """What was told of some tasks (obligation and task, by their ids), in one go; the files prove each."""
        from koyradesk.obligations import proofs, writing

        given = proofs.given(files)
        return self._write(
            *(
                lambda of=of, those=those: writing.report(
                    self._store,
                    of,
                    those,
                    on=on,
                    value=value,
                    done=done,
                    text=text,
                    reporter=reporter,
                    channel=channel,
                    proofs=given,
                    by=self._book.by,
                )
                for of, those in self._grouped(tasks)
            )
        )

    def close(
        self,
        obligations: Sequence[str],
        tasks: Sequence[tuple[str, str]] = (),
        *,
        on: date,
        outcome: Closed = "done",
        meeting: str = "",
        reason: str = "",
    ) -> Step:
        """The committee closes obligations as wholes, and single tasks of others; minutes of the meeting that are not
        signed yet say so of the wholes."""
        from koyradesk.obligations import closing, writing

        standing, by = self.standing(), self._book.by
        close = partial(closing.close, self._store, meeting=meeting, on=on, reason=reason, standing=standing, by=by)
        pairs = [(one, task) for one, those in self._grouped(tasks) for task in those]
        jobs: list[Callable[[], Changed]] = [partial(close, one, outcome) for one in standing.get(obligations)]
        if pairs:
            jobs.append(lambda: writing.close_tasks(self._store, pairs, on=on, outcome=outcome, meeting=meeting, by=by))
        return self._write(*jobs)

    def extend(self, obligations: Sequence[str], to: date, *, meeting: str = "") -> Step:
        """The committee puts obligations off to a day; minutes of the meeting that are not signed yet say so."""
        from koyradesk.obligations import closing

        standing = self.standing()
        extend = partial(closing.extend, self._store, meeting=meeting, standing=standing, by=self._book.by)
        return self._write(*(partial(extend, one, to) for one in standing.get(obligations)))

    def reopen(self, obligations: Sequence[str], tasks: Sequence[tuple[str, str]] = ()) -> Step:
        """Takes back that obligations, or single tasks, were closed, with the sentence of minutes not signed yet."""
        from koyradesk.obligations import closing, writing

        store, by = self._store, self._book.by
        closed = [one for one in self.standing().get(obligations) if one.closed is not None]
        jobs: list[Callable[[], Changed]] = [partial(closing.reopen, store, one, by=by) for one in closed]
        those = [task for _, every in self._grouped(tasks) for task in every]
        if those:
            jobs.append(partial(writing.reopen_tasks, store, those, by=by))
        return self._write(*jobs)

    def take_back(self, step: Step) -> Step:
        """Writes the values that were before a step; what that does is a step that can itself be taken back."""
        from koyradesk.obligations import undoing

        store, left = self._store, 0
        names: list[Version] = []
        kinds: set[str] = set()
        with store.together():
            for name in reversed(step.names):
                group = store.step(name)
                if group is None:
                    continue
                changes, stayed = undoing.inverse(store, group)
                left += stayed
                if changed := store.write(changes, by=self._book.by, undoes=name):
                    names.append(self._name(changed))
                    kinds |= changed.kinds
        self._book.wrote(frozenset(kinds))
        return Step(tuple(names), left)

    def _write(self, *jobs: Callable[[], Changed]) -> Step:
        """All of it or nothing."""
        names: list[Version] = []
        kinds: set[str] = set()
        with self._store.together():
            for job in jobs:
                if changed := job():
                    names.append(self._name(changed))
                    kinds |= changed.kinds
        self._book.wrote(frozenset(kinds))
        return Step(tuple(names))

    def _name(self, changed: Changed) -> Version:
        return next(self._store.steps(changed.records)).name

    def _grouped(self, tasks: Sequence[tuple[str, str]]) -> list[tuple[Obligation, list[Task]]]:
        """The tasks by their obligations; what is gone meanwhile is left out."""
        wanted: dict[str, set[str]] = {}
        for of, task in tasks:
            wanted.setdefault(of, set()).add(task)
        standing = self.standing()
        every = standing.get(wanted)
        known = standing.tasks(every)
        return [(one, [task for task in known[one.id] if task.id in wanted[one.id]]) for one in every]

    def _obligation(self, obligation: str) -> Obligation | None:
        """One by its id, also that of a decision nobody set a rule for."""
        found = self.standing().get([obligation])
        return found[0] if found else self._listing().unruled_one(obligation)

    def _one(self, obligation: str) -> Obligation:
        from koyradesk.errors import UserError
        from koyradesk.i18n import N_

        found = self._obligation(obligation)
        if found is None:
            raise UserError(N_("This decision is not there any more: it was taken out of its meeting."))
        return found

    def _listing(self) -> Listing:
        from ui.decisions.listing import Listing

        standing = self.standing()
        if self._listed is None or self._listed[0] is not standing:
            self._listed = standing, Listing(self._store, standing)
        return self._listed[1]

    @property
    def _store(self) -> Store:
        return self._book.store


__all__ = ["Filters", "Followed", "Matter", "Page"]
