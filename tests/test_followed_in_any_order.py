"""Whatever two PCs of one office do about what is followed, in any order: no report is lost, no row stands twice, both
tell the same once they exchanged, and so do tables made anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from followed import GROUP, OFFICES, TODAY, directory, meeting, nfc
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from offices import opened

from koyradesk import meetings, undoing
from koyradesk.directory import twins
from koyradesk.directory import writing as directory_writing
from koyradesk.directory.names import key
from koyradesk.errors import UserError
from koyradesk.model import Assignment, Meeting
from koyradesk.obligations import closing, filling, writing
from koyradesk.obligations.shapes import Measure, Obligation, Rule, Task
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change, Store

NAMES = (*OFFICES, GROUP, nfc("মৎস্য দপ্তর"), nfc("নতুন দপ্তর"))
PCS = st.integers(0, 1)
#: Which of what there is: taken modulo how many there are.
PLACES = st.integers(0, 30)
#: The clock of a PC may have been set back.
CLOCKS = st.sampled_from((TODAY, TODAY, date(2026, 10, 5), date(2020, 1, 1)))
RULES = st.sampled_from(
    (
        Rule("recurring"),
        Rule("recurring", every=3, after=5),
        Rule("date", date(2026, 11, 1)),
        Rule("month", month="2026-12"),
        Rule("next_meeting"),
        Rule("standing"),
        Rule("information"),
        None,
    )
)
MEASURES = st.sampled_from((Measure(), Measure("count", 9, "টি"), Measure("percent", 50), None))


class TwoDesks(RuleBasedStateMachine):
    """Two PCs, two meetings, and everything that can be done to what the first one decided."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        first = opened(self.folder / "one")
        self.pcs = (first, opened(self.folder / "two", office=first.office))
        directory(first)
        self.first = meeting(
            first,
            ("এক", date(2026, 11, 1), [GROUP]),
            ("দুই", None, [OFFICES[0], "নতুন দপ্তর"]),
            ("তিন", date(2026, 12, 1), ["মৎস্য দপ্তর"]),
        )
        self.next = meeting(first, ("পরে", None, [OFFICES[1]]), held=date(2026, 10, 10))
        self.told = 0

    @initialize(signed=st.booleans())
    def begins(self, signed) -> None:
        if signed:
            self.signs(0, "signed")
            self.opens_rows(0, TODAY)
        self.exchange()

    def teardown(self) -> None:
        self.exchange()
        found = [seen(store) for store in self.pcs]
        assert found[0] == found[1]
        for store in self.pcs:
            assert store.check().ok
            store.rebuild()
            assert seen(store) == found[0]
            store.close()
        shutil.rmtree(self.folder)

    def tried(self, act: Callable[[Store], object], pc: int) -> None:
        """What is refused in words is no fault."""
        with suppress(UserError):
            act(self.pcs[pc])

    def followed(self, pc: int, place: int, clock: date) -> tuple[Standing, Obligation, list[Task]] | None:
        standing = Standing(self.pcs[pc], clock)
        every = list(standing.of_decisions(row["id"] for row in self.pcs[pc].rows("decision")).values())
        if not every:
            return None
        one = every[place % len(every)]
        return standing, one, list(standing.tasks([one])[one.id])

    @rule()
    def exchange(self) -> None:
        first, second = self.pcs
        ahead = list(first.operations())
        first.receive(second.operations())
        second.receive(ahead)

    @rule(pc=PCS, place=PLACES, clock=CLOCKS, of=RULES, measure=MEASURES)
    def rules(self, pc, place, clock, of, measure) -> None:
        if found := self.followed(pc, place, clock):
            self.tried(lambda store: writing.set_rule(store, found[1], of, measure, by="ক"), pc)

    @rule(pc=PCS, place=PLACES)
    def reports_on_all(self, pc, place) -> None:
        self.reports(pc, place, TODAY, slice(None), None, done=False)

    @rule(
        pc=PCS, place=PLACES, clock=CLOCKS, some=st.slices(4), value=st.sampled_from((None, 3, 50)), done=st.booleans()
    )
    def reports(self, pc, place, clock, some, value, done) -> None:
        if (found := self.followed(pc, place, clock)) and (rows := found[2][some]):
            self.told += 1
            said = {"on": clock, "value": value, "done": done, "text": f"বলা {self.told}", "by": "ক"}
            self.tried(lambda store: writing.report(store, found[1], rows, **said), pc)

    @rule(pc=PCS, place=PLACES, some=st.slices(4), value=st.sampled_from((0, 1, 7, True, False, None)))
    def fills(self, pc, place, some, value) -> None:
        if found := self.followed(pc, place, TODAY):

            def fill(store: Store) -> None:
                cells = [(row, filling.checked(found[1], row, value)) for row in found[2][some]]
                filling.write(store, found[1], cells, on=TODAY, by="ক")

            self.tried(fill, pc)

    @rule(pc=PCS, place=PLACES, clock=CLOCKS, outcome=st.sampled_from(("done", "dropped")))
    def closes(self, pc, place, clock, outcome) -> None:
        if found := self.followed(pc, place, clock):
            how = {"on": clock, "outcome": outcome, "standing": found[0], "by": "ক"}
            self.tried(lambda store: writing.close(store, found[1], **how), pc)

    @rule(pc=PCS, place=PLACES, some=st.slices(4), again=st.booleans())
    def closes_or_reopens_rows(self, pc, place, some, again) -> None:
        if not (found := self.followed(pc, place, TODAY)):
            return
        pairs = [(found[1], row) for row in found[2][some]]
        if again:
            self.tried(lambda store: writing.reopen_tasks(store, [row for _, row in pairs], by="ক"), pc)
        else:
            self.tried(lambda store: writing.close_tasks(store, pairs, on=TODAY, by="ক"), pc)

    @rule(pc=PCS, place=PLACES)
    def reopens(self, pc, place) -> None:
        if (found := self.followed(pc, place, TODAY)) and found[1].closed:
            self.tried(lambda store: closing.reopen(store, found[1], by="ক"), pc)

    @rule(pc=PCS, place=PLACES, to=st.sampled_from((date(2026, 12, 31), date(2027, 3, 3))))
    def puts_off(self, pc, place, to) -> None:
        if found := self.followed(pc, place, TODAY):
            self.tried(lambda store: writing.extend(store, found[1], to, standing=found[0], by="ক"), pc)

    @rule(pc=PCS, place=PLACES, how=st.sampled_from(("done", "dropped", "extended", "reissued")))
    def decides(self, pc, place, how) -> None:
        if not (found := self.followed(pc, place, TODAY)):
            return
        if closing.may_minute(self.pcs[pc], self.next.id, found[1]):
            more = {"to": date(2027, 1, 1), "standing": found[0], "by": "ক"}
            self.tried(lambda store: closing.decide(store, self.next.id, found[1], how, **more), pc)

    @rule(pc=PCS, place=PLACES)
    def takes_back(self, pc, place) -> None:
        if found := self.followed(pc, place, TODAY):
            self.tried(lambda store: closing.take_back(store, self.next.id, found[1], by="ক"), pc)

    @rule(pc=PCS, clock=CLOCKS)
    def opens_rows(self, pc, clock) -> None:
        writing.open_rows(self.pcs[pc], Standing(self.pcs[pc], clock), by="ক")

    @rule(pc=PCS, later=st.booleans(), again=st.booleans())
    def undoes(self, pc, later, again) -> None:
        which = (self.next if later else self.first).id

        def undo(store: Store) -> None:
            step = undoing.undone(store, which) if again else undoing.last(store, which)
            if step is not None:
                undoing.revert(store, step, by="ক")

        self.tried(undo, pc)

    @rule(pc=PCS, later=st.booleans(), back=st.booleans())
    def bins(self, pc, later, back) -> None:
        act = meetings.undelete if back else meetings.delete
        self.tried(lambda store: act(store, (self.next if later else self.first).id, by="ক"), pc)

    @rule(pc=PCS, later=st.booleans(), day=st.sampled_from((date(2026, 9, 1), date(2026, 11, 20), None)))
    def moves(self, pc, later, day) -> None:
        self.edits(pc, (self.next if later else self.first).id, lambda held: replace(held, date=day))

    @rule(pc=PCS, names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True), due=st.none() | st.just(TODAY))
    def rewrites(self, pc, names, due) -> None:
        def edit(held: Meeting) -> Meeting:
            item, *others = held.items
            decisions = tuple(replace(one, text=f"{one.text}!", due=due, implementers=()) for one in item.decisions)
            bound = tuple(Assignment("", name) for name in names)
            return replace(held, items=(replace(item, decisions=decisions, implementers=bound), *others))

        self.edits(pc, self.first.id, edit)

    def edits(self, pc: int, record: str, edit: Callable[[Meeting], Meeting]) -> None:
        self.tried(lambda store: meetings.save(store, edit(meetings.get(store, record)), by="ক"), pc)

    @rule(pc=PCS, state=st.sampled_from(("signed", "draft", "void")))
    def signs(self, pc, state) -> None:
        store = self.pcs[pc]
        row = next(iter(store.rows("memo", meeting=self.first.id)), {"id": store.new_id("memo")})
        store.write([Change(row["id"], {"meeting": self.first.id, "kind": "minutes", "state": state})], by="ক")

    @rule(
        pc=PCS,
        act=st.sampled_from(("add", "same", "rename", "delete", "undelete", "join", "leave", "merge", "separate")),
        place=PLACES,
        other=PLACES,
        name=st.sampled_from(NAMES),
        day=st.none() | st.just(date(2026, 10, 15)),
    )
    def changes_the_directory(self, pc, act, place, other, name, day) -> None:
        rows = self.pcs[pc].rows("party", deleted=None)
        party, group = rows[place % len(rows)]["id"], next(row["id"] for row in rows if row["many"])
        acts: dict[str, Callable[[Store], object]] = {
            "add": lambda store: directory_writing.add(store, name, by="ক"),
            "same": lambda store: directory_writing.same(store, party, name, by="ক"),
            "rename": lambda store: directory_writing.change(store, party, name=f"{name} ২", by="ক"),
            "delete": lambda store: directory_writing.delete(store, party, by="ক"),
            "undelete": lambda store: directory_writing.undelete(store, party, by="ক"),
            "join": lambda store: directory_writing.join(store, group, party, since=day, by="ক"),
            "leave": lambda store: directory_writing.leave(store, group, party, until=day, by="ক"),
            "merge": lambda store: twins.merge(store, party, rows[other % len(rows)]["id"], by="ক"),
            "separate": lambda store: twins.separate(store, party, by="ক"),
        }
        self.tried(acts[act], pc)

    @invariant()
    def nothing_is_lost_or_twice(self) -> None:
        for store in self.pcs:
            seen(store)


def seen(store: Store) -> set[object]:
    """How everything stands, as far as a decision is still there."""
    standing = Standing(store, TODAY)
    every = standing.of_decisions(row["id"] for row in store.rows("decision"))
    rows = standing.tasks(every.values())
    told = set()
    for of in every.values():
        called = [(row.period, row.party or key(row.name)) for row in rows[of.id]]
        assert len(called) == len(set(called)), "a party has two rows"
        told |= {one.id for row in rows[of.id] for one in row.reports}
    for one in store.rows("progress"):
        of = store.row(store.row(one["task"])["obligation"])["decision"]
        assert of not in every or one["id"] in told, "a report is lost"
    mine = {(of.id, row) for of in standing.open for row in standing.tasks([of])[of.id] if row.closed is None}
    assert {(of.id, row) for of, row in standing.open_tasks()} == mine
    return {(of, rows[of.id]) for of in every.values()}


TestTwoDesks = TwoDesks.TestCase
TestTwoDesks.settings = settings(max_examples=20, stateful_step_count=25)
