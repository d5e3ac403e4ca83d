"""Everything that was told of an obligation: report by report with its proofs, and the decisions of the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.obligations import words
from koyradesk.obligations.lineage import How, Link
from ui.decisions.shapes import Entry, Proof, Story
from ui.line_list import Line, LineList, Lines
from ui.parts import Text
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

if TYPE_CHECKING:
    from ui.decisions.shapes import Matter

Thing = Entry | Proof | Link
#: What a meeting did with the matter.
_HOW: dict[How, str] = {
    "source": N_("came from elsewhere"),
    "decided": N_("decided"),
    "carried": N_("spoken of"),
    "extended": N_("put off"),
    "done": N_("carried out"),
    "dropped": N_("no longer wanted"),
    "reissued": N_("decided anew"),
}
#: Characters of a decision.
_LONGEST = 200


class StoryPanel(QWidget):
    """Enter on a proof opens its file, on another decision goes to its minutes; Delete takes a proof out."""

    proof_asked = Signal(object)
    #: It is to be taken out of its report.
    proof_dropped = Signal(object)
    #: A decision of the same matter, by its link.
    link_asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("What was told")))
        self.state = Text()
        self.list: LineList[Thing] = LineList(look, Lines(), voice(N_("What was told")))
        self.list.setObjectName("lines")
        self.list.asked.connect(self._open)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._drop)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        #: Why a file could not be opened.
        self.wrong = Text(role="error")
        self.wrong.hide()
        self.hint = Text(
            voice(N_("Enter opens a file, or goes to the minutes of another decision. Delete takes a file out.")),
            "small",
        )
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.state)
        stack.addWidget(self.list, 1)
        stack.addWidget(self.wrong)
        stack.addWidget(self.hint)

    def refuse(self, error: UserError | None) -> None:
        """Why a file could not be opened; None for nothing."""
        self.wrong.say(self._voice.refusal(error) if error else "")
        self.wrong.setVisible(error is not None)

    def show_story(self, story: Story) -> None:
        """All of it, the newest report first."""
        voice = self._voice
        self.refuse(None)
        said: list[Line[Thing]] = []
        if story.entries:
            count = len(story.entries)
            said.append(Line(voice(N_("1 report") if count == 1 else N_("{count} reports"), count=count)))
        for entry in story.entries:
            said.append(self._entry(story.matter, entry))
            said += [self._proof(one) for one in entry.proofs]
        if len(story.line) > 1:
            said.append(Line(voice(N_("The matter from its beginning"))))
            said += [self._link(one) for one in story.line]
        self.list.rows.show_lines(said)
        self.list.setVisible(bool(said))
        self.hint.setVisible(any(one.proofs for one in story.entries) or len(story.line) > 1)
        if not self.list.show_at(self.list.rows.find(lambda one: isinstance(one, Proof))):
            self.list.show_at(self.list.rows.find(lambda _: True))
        self.state.say(self._state(story))

    def first(self) -> None:
        """Where the keyboard begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state(self, story: Story) -> str:
        voice, of = self._voice, story.matter.obligation
        said = []
        if of.extended:
            sentence = N_("Put off to {day} ({meeting}).") if story.extended_in else N_("Put off to {day}.")
            said.append(voice(sentence, day=voice.date(of.extended), meeting=story.extended_in))
        if of.closed:
            outcome = words.outcome_words(of.outcome or "done", voice.language)
            sentence = (
                N_("Closed on {day}: {outcome} ({meeting}).") if story.closed_in else N_("Closed on {day}: {outcome}.")
            )
            said.append(voice(sentence, day=voice.date(of.closed), outcome=outcome, meeting=story.closed_in))
            if of.reason.strip():
                said.append(plain(of.reason))
        if not story.entries:
            said.append(voice(N_("Nobody has told anything of it yet.")))
        return " ".join(said)

    def _entry(self, matter: Matter, entry: Entry) -> Line[Thing]:
        voice, language, report = self._voice, self._voice.language, entry.report
        measure = matter.obligation.measure
        value = words.value_words(measure, report.value, language)
        pill = words.status_words("done", language) if report.done else value
        how = words.report_words(report, language)
        by = voice(N_("told by {name}"), name=report.reporter) if report.reporter.strip() else ""
        period = voice.month(entry.period) if entry.period else ""
        facts = " · ".join(part for part in (how, by, period, value if report.done else "") if part)
        below = tuple(part for part in (escape(facts), " ".join(report.text.split())) if part)
        spoken = ", ".join(part for part in (plain(entry.name), pill, facts, plain(report.text)) if part)
        return Line(plain(entry.name), entry, pill, "good" if report.done else "quiet", below, spoken)

    def _proof(self, proof: Proof) -> Line[Thing]:
        voice = self._voice
        name = voice(N_("Proof: {name}"), name=proof.evidence.name)
        gone = voice(N_("not come")) if proof.awaited else voice(N_("The file is gone"))
        pill, tone = ("", "") if proof.there else (gone, "wait" if proof.awaited else "late")
        caption = (proof.evidence.caption,) if proof.evidence.caption.strip() else ()
        return Line(name, proof, pill, tone, caption, ", ".join(part for part in (name, pill) if part))

    def _link(self, link: Link) -> Line[Thing]:
        voice = self._voice
        text = " ".join(plain(link.text).split()) or plain(link.title)
        when = voice.date(link.day) if link.day else voice.month(link.period)
        below = tuple(escape(part) for part in (" · ".join(filter(None, (plain(link.committee), when))),) if part)
        pill = voice(_HOW[link.how])
        return Line(text[:_LONGEST], link, pill, "quiet", below, ", ".join(filter(None, (text, pill, *below))))

    def _drop(self) -> None:
        if isinstance(thing := self.list.now(), Proof):
            self.proof_dropped.emit(thing)

    def _open(self, thing: Thing) -> None:
        if isinstance(thing, Proof):
            self.proof_asked.emit(thing)
        elif isinstance(thing, Link):
            self.link_asked.emit(thing)
