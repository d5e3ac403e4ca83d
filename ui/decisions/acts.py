"""What one does in the place of decisions: report, set a rule, close, put off, look things up, take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui import other_programs
from ui.decisions.shapes import Asked, Matter, Proof, Step, Story
from ui.decisions.shown import matter_shown
from ui.kit import Kit
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.obligations.lineage import Link
    from koyradesk.obligations.shapes import Measure, Rule, Task
    from ui.decisions.decide_panel import Decided, DecidePanel
    from ui.decisions.jobs import Followed
    from ui.decisions.report_panel import ReportPanel, Told
    from ui.decisions.rule_panel import RulePanel
    from ui.decisions.screen import DecisionsScreen
    from ui.decisions.story_panel import StoryPanel

Pairs = list[tuple[Matter, "Task"]]


class Acts(QObject):
    """Belongs to the screen; its panels are made when they are first wanted."""

    def __init__(self, screen: DecisionsScreen, kit: Kit) -> None:
        super().__init__(screen)
        self._screen, self._kit = screen, kit
        self._voice, self._worker = kit.voice, kit.worker
        #: What was written here, and what was taken back: the newest last.
        self._done: list[Step] = []
        self._undone: list[Step] = []
        #: What the panel on show is about.
        self._rows: Pairs = []
        self._about: list[Matter] = []
        self._offered: Action | None = None

    # The panels

    @cached_property
    def reporting(self) -> ReportPanel:
        from ui.decisions.report_panel import ReportPanel

        made = ReportPanel(self._voice, self._kit.look)
        made.asked.connect(self._report)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def ruling(self) -> RulePanel:
        from ui.decisions.rule_panel import RulePanel

        made = RulePanel(self._voice, self._kit.look)
        made.asked.connect(self._set_rule)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def deciding(self) -> DecidePanel:
        from ui.decisions.decide_panel import DecidePanel

        made = DecidePanel(self._voice, self._kit.look)
        made.asked.connect(self._decide)
        made.dropped.connect(self._screen.close_side)
        return made

    @cached_property
    def telling(self) -> StoryPanel:
        from ui.decisions.story_panel import StoryPanel

        made = StoryPanel(self._voice, self._kit.look)
        made.proof_asked.connect(self._open_proof)
        made.proof_dropped.connect(self._drop_proof)
        made.link_asked.connect(self._to_link)
        return made

    def _shows(self, panel: str) -> bool:
        side = self._screen.side
        return side.isVisible() and panel in self.__dict__ and side.panel is self.__dict__[panel]

    def _types_in(self, panel: str) -> bool:
        """Is somebody at work in a panel? Its key, pressed there, would empty it."""
        side = self._screen.side
        return self._shows(panel) and side.isAncestorOf(QApplication.focusWidget() or self._screen.table)

    # Reports

    def tell_or_rule(self) -> None:
        """Enter on a line without rows: its rule is missing, or it is closed and its story is told."""
        matter = self._screen.table.matter()
        if matter is not None and matter.obligation.closed is not None:
            self.log()
        elif matter is not None and not matter.tasks:
            self.rule()
        else:
            self.tell()

    def tell(self) -> None:
        """Reports on the marked rows; a decision of one row needs no opening."""
        if not self._types_in("reporting"):
            self._tell()

    def _tell(self) -> None:
        rows = self._wanted_rows()
        if not rows:
            return
        self._rows = rows
        matter, task = rows[0]
        measure = matter.obligation.measure
        same = all(one.obligation.measure == measure for one, _ in rows)
        page = self._screen.page
        reporter = page.held.get(task.party, "") if page and len(rows) == 1 else ""
        self.reporting.begin(measure.kind if same else "yes_no", measure.target, reporter, self._today)
        self._screen.side.show_panel(self.reporting, self._voice(N_("Write progress")), *self._of_rows(rows))
        self.reporting.first()

    def _wanted_rows(self) -> Pairs:
        table, voice = self._screen.table, self._voice
        rows = table.marked_rows()
        for whole in table.marked_wholes():
            # All who still have to tell of it: what is there already is not told anew.
            rows += [(whole, one) for one in whole.tasks if one.period == whole.period and _is_open(whole, one)]
        matter = table.matter()
        if not rows and matter is not None and matter.tasks:
            newest = [one for one in matter.tasks if one.period == matter.period]
            left = [one for one in newest if not one.is_settled(matter.obligation.measure)]
            if len(newest) > 1:
                table.choose(matter.id, (left or newest)[0].id)
                table.setFocus()
                sentence = N_("Choose the rows that were told of. Space marks several.")
                self._screen.told.emit(voice(sentence), None)
                return []
            rows = [(matter, newest[0])]
        return rows

    def _of_rows(self, rows: Pairs) -> tuple[str, str]:
        """What a panel says of the rows it is about: the decision, and whose they are."""
        matters = {one.id: one for one, _ in rows}
        about = _text(next(iter(matters.values()))) if len(matters) == 1 else ""
        if len(rows) == 1:
            return about, plain(rows[0][1].name)
        return about, self._voice(N_("{count} rows at once"), count=len(rows))

    def _report(self, told: Told) -> None:
        pairs = [(one.id, task.id) for one, task in self._rows]
        job = partial(
            self._followed.report,
            pairs,
            on=told.on,
            value=told.value,
            done=told.done,
            text=told.text,
            reporter=told.reporter,
            channel=told.channel,
            files=told.files,
        )
        self._ask(job, partial(self._reported, len(pairs)), self.reporting.refuse)

    def _reported(self, count: int, step: Step) -> None:
        sentence = N_("The report was written.") if count == 1 else N_("{count} reports were written.")
        self._wrote(step, self._voice(sentence, count=count))
        self._next_row()

    def _next_row(self) -> None:
        """On to the next row of the same decision that is not done; where there is none, the panel closes."""
        matter, last = self._rows[-1]
        table = self._screen.table
        table.let_go()
        told = {task.id for _, task in self._rows}
        ids = [task.id for task in matter.tasks]
        rest = matter.tasks[ids.index(last.id) + 1 :] if last.id in ids else ()
        left = [one for one in rest if one.id not in told and _is_open(matter, one)]
        if left and table.choose(matter.id, left[0].id):
            self._tell()
        else:
            self._screen.close_side()

    # Rules

    def rule(self) -> None:
        """The rule of the chosen decision."""
        matter = self._screen.table.matter()
        if matter is not None and not self._types_in("ruling"):
            self._about = [matter]
            job = partial(self._followed.asked, matter.id)
            self._worker.ask(job, partial(self._show_rule, matter), topic="decision asked")

    def _show_rule(self, matter: Matter, asked: Asked | None) -> None:
        if asked is None:
            self._screen.renew()
            return
        self.ruling.show_asked(asked)
        self._screen.side.show_panel(self.ruling, self._voice(N_("Rule")), _text(matter))
        self.ruling.first()

    def _set_rule(self, rule: Rule | None, measure: Measure) -> None:
        job = partial(self._followed.set_rule, self._about[0].id, rule, measure)
        sentence = N_("The rule is kept.") if rule else N_("The rule was taken away.")
        self._ask(job, partial(self._decided, self._voice(sentence)), self.ruling.refuse)

    # What the committee decides

    def decide(self) -> None:
        """Closes, puts off or opens again what is marked: decisions as wholes, or rows."""
        table = self._screen.table
        if self._types_in("deciding"):
            return
        rows = table.marked_rows()
        self._rows = rows
        self._about = [] if rows else table.matters()
        if not rows and not self._about:
            return
        first = rows[0][1].closed if rows else self._about[0].obligation.closed
        self.deciding.begin(closed=first is not None, rows=bool(rows), today=self._today)
        if rows:
            about, count = self._of_rows(rows)
        else:
            many = len(self._about)
            about = _text(self._about[0]) if many == 1 else ""
            # Enter closes it: how far it is stands before the eyes of who presses it.
            count = (
                self._how_far(self._about[0]) if many == 1 else self._voice(N_("{count} decisions at once"), count=many)
            )
        self._screen.side.show_panel(self.deciding, self._voice(N_("The committee decides")), about, count)
        self.deciding.first()
        of = {one.id for one, _ in rows} | {one.id for one in self._about}
        self._worker.ask(partial(self._followed.meetings, list(of)), self.deciding.offer, topic="decision meetings")

    def _how_far(self, matter: Matter) -> str:
        shown = matter_shown(matter, self._today, self._voice)
        return " · ".join(part for part in (shown.cells[3], shown.pill) if part)

    def _decide(self, decided: Decided) -> None:
        followed, voice = self._followed, self._voice
        whole = [one.id for one in self._about]
        rows = [(one.id, task.id) for one, task in self._rows] if not whole else []
        job: Callable[[], Step]
        if decided.act == "reopen":
            job, sentence = partial(followed.reopen, whole, rows), N_("It is open again.")
        elif decided.act == "extend":
            assert decided.on is not None
            job = partial(followed.extend, whole, decided.on, meeting=decided.meeting)
            sentence = N_("It is put off.")
        else:
            outcome: Any = decided.act
            job = partial(followed.close, whole, rows, on=decided.on or self._today, outcome=outcome,
                          meeting=decided.meeting, reason=decided.reason)  # fmt: skip
            sentence = N_("It is closed.")
        self._ask(job, partial(self._decided, voice(sentence)), self.deciding.refuse)

    def _decided(self, sentence: str, step: Step) -> None:
        self._screen.table.let_go()
        self._screen.close_side()
        self._wrote(step, sentence)

    # Looking up

    def log(self) -> None:
        """Everything that was told of the chosen decision."""
        matter = self._screen.table.matter()
        if matter is not None:
            job = partial(self._followed.story, matter.id)
            self._worker.ask(job, partial(self._show_story, True), topic="decision story")

    def _show_story(self, come: bool, story: Story | None) -> None:
        if story is None:
            self._screen.close_side()
            return
        self._about = [story.matter]
        self.telling.show_story(story)
        if come:
            self._screen.side.show_panel(self.telling, self._voice(N_("What was told")), _text(story.matter))
            self.telling.first()
        else:
            self._screen.side.say_about(_text(story.matter))

    def _open_proof(self, proof: Proof) -> None:
        self.telling.refuse(None)
        job = partial(self._followed.proof_file, proof, other_programs.folder())
        self._worker.ask(job, other_programs.show, otherwise=self.telling.refuse)

    def _drop_proof(self, proof: Proof) -> None:
        said = self._voice(N_("{name} is taken out of the report."), name=proof.evidence.name)
        self._ask(partial(self._followed.drop_proof, proof), lambda step: self._wrote(step, said), self.telling.refuse)

    def _to_link(self, link: Link) -> None:
        if link.letter:
            self._screen.go_to(link.letter, None)
        elif link.meeting:
            self._screen.go_to(link.meeting, Ref(link.decision, "text") if link.decision else None)

    def to_minutes(self) -> None:
        """To the chosen decision in its minutes."""
        matter = self._screen.table.matter()
        if matter is not None and matter.obligation.meeting:
            self._screen.go_to(matter.obligation.meeting, Ref(matter.obligation.decision, "text"))

    def moved(self) -> None:
        """Another line is chosen: what only shows follows it; what is being typed stays with what it is about."""
        matter = self._screen.table.matter()
        if self._shows("telling") and matter is not None and [one.id for one in self._about] != [matter.id]:
            self.renewed()

    def renewed(self) -> None:
        """Something was written, or another line is chosen."""
        matter = self._screen.table.matter()
        if self._shows("telling") and matter is not None:
            job = partial(self._followed.story, matter.id)
            self._worker.ask(job, partial(self._show_story, False), topic="decision story")

    # Written and taken back

    def undo(self) -> None:
        """Takes back what was written here last."""
        if self._done:
            job = partial(self._followed.take_back, self._done.pop())
            self._worker.ask(job, partial(self._taken_back, self._undone, N_("It was taken back.")))

    def redo(self) -> None:
        """Writes again what was taken back last."""
        if self._undone:
            job = partial(self._followed.take_back, self._undone.pop())
            self._worker.ask(job, partial(self._taken_back, self._done, N_("It is written again.")))

    def _taken_back(self, onto: list[Step], sentence: str, step: Step) -> None:
        if step.names:
            onto.append(step)
        if step.left:
            sentence = N_("What was written since stayed as it is; the rest was taken back.")
        self._screen.told.emit(self._voice(sentence), None)
        self._screen.renew()

    def _wrote(self, step: Step, sentence: str) -> None:
        self._done.append(step)
        self._undone.clear()
        if self._offered is not None:
            self._screen.overtaken.emit(self._offered)
        self._offered = Action(self._voice(N_("Take it back")), self.undo)
        self._screen.told.emit(sentence, self._offered)
        self._screen.renew()

    def _ask(
        self, job: Callable[[], Step], then: Callable[[Step], None], otherwise: Callable[[UserError], None]
    ) -> None:
        self._worker.ask(job, then, otherwise=otherwise)

    @property
    def _followed(self) -> Followed:
        return self._kit.book.followed

    @property
    def _today(self) -> date:
        page = self._screen.page
        return page.on if page else date.today()


def _text(matter: Matter) -> str:
    return " ".join(plain(matter.told.text or matter.told.topic).split())


def _is_open(matter: Matter, task: Task) -> bool:
    return not task.is_settled(matter.obligation.measure)
