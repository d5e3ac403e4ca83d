"""Step 1, the facts: when and where the committee met, who took the chair, how the paper begins and ends.

What changes from month to month stands on top. What hardly ever does lies folded below, its content told in one line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from koyradesk import editing, layout
from koyradesk.bengali import dates
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import Meeting, Paragraph, Ref
from koyradesk.moving import Move, month
from ui.editor.completing import completing
from ui.editor.fold import Fold
from ui.editor.layouts import LayoutChoice, in_words
from ui.editor.period import PeriodField
from ui.editor.rows import Cell, Rows, Shape
from ui.editor.step import Step
from ui.fields import DateField, Form, Labelled, LineField, MarkedField
from ui.fields.ghost import GhostField
from ui.parts import Text, card
from ui.say import Voice
from ui.theme import Tokens

if TYPE_CHECKING:
    from koyradesk.pasting import Pasted
    from ui.session import Session

_OPENING = Shape(
    "paragraph",
    N_("Opening paragraph"),
    (Cell("text", N_("Opening paragraph"), lines=True, hint=N_("What the minutes begin with"), banked=True),),
    add=N_("Paragraph"),
    empty=N_("The minutes begin with the table of decisions. Add a paragraph if something is to stand before it."),
    breaks=True,
)


class FactsStep(Step):
    """The first step."""

    #: Something was done that Undo takes back, as a sentence.
    removed = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice(N_("Facts")))
        self._voice, self._look = voice, look
        style = layout.resolve(session.meeting.layout).date_style
        self.date = DateField(voice(N_("Date")), look, voice, style=style, hint=voice(N_("25/11/2026")))
        self.stack.addWidget(self._when())
        self.stack.addWidget(self._chair())
        self.opening = Rows(self, voice, look, _OPENING, place=self._paragraphs)
        self.stack.addWidget(self._words())
        self.office = self._fold(N_("Letterhead"), self._office, "letterhead", "website")
        self.committee = self._fold(N_("Committee and month"), self._committee, "committee", "period")
        self.layouts = self._fold(N_("Look of the paper"), self._layouts)
        self.choice: LayoutChoice | None = None
        self.stack.addStretch(1)
        self.refresh(None)

    def first(self) -> None:
        """Into the date: with it a new meeting begins."""
        self.go(Ref(self.session.id, "date_text"))
        self.date.line.selectAll()

    def rebuild(self) -> None:
        self.opening.rebuild()
        if self.choice is not None:
            self.choice.show_layout(self.session.meeting.layout)
            self.choice.set_frozen(self.session.frozen)

    def tell(self, refs: frozenset[Ref] | None) -> None:
        meeting, voice = self.session.meeting, self._voice
        if refs is not None and all(ref.record != meeting.id for ref in refs):
            return
        lines = [plain(one) for one in (*meeting.office.lines, meeting.office.website) if one.strip()]
        self.office.say(" · ".join(lines) or voice(N_("Nothing is printed at the head")))
        named = [plain(meeting.committee), voice.month(meeting.period)]
        self.committee.say(" · ".join(one for one in named if one) or voice(N_("No committee named")))
        self.layouts.say(in_words(layout.resolve(meeting.layout), voice)[0])

    # The cards

    def _line(self, field: str, label: str, *, hint: str = "") -> LineField:
        words = completing(self.session, "meeting", field)
        made = LineField(self._voice(label), self._look, hint=self._voice(hint) if hint else "", words=words)
        return self.hold(Ref(self.session.id, field), made)

    def _lines(self, field: str, label: str, *, breaks: bool = False) -> MarkedField:
        made = MarkedField(self._voice(label), self._look, breaks=breaks)
        return self.hold(Ref(self.session.id, field), made)

    def _fold(self, title: str, build: Callable[[], QWidget], *fields: str) -> Fold:
        made = Fold(self._voice(title), self._look, build)
        self.folded |= {Ref(self.session.id, field): made for field in fields}
        self.stack.addWidget(made)
        return made

    def _when(self) -> QWidget:
        voice = self._voice
        form = Form(voice(N_("Meeting")))
        form.add(voice(N_("Date")), self.hold(Ref(self.session.id, "date_text"), self.date))
        form.add(voice(N_("Time")), self._line("time", N_("Time")), beside=True)
        form.add(voice(N_("Venue")), self._line("place", N_("Venue")), width=2)
        form.add(voice(N_("Title")), self._lines("title", N_("Title")), width=2)
        form.add(voice(N_("Attendance")), self._line("attendance_note", N_("Attendance")), width=2)
        return card(form, name=voice(N_("Meeting")))

    def _chair(self) -> QWidget:
        voice = self._voice
        form = Form(voice(N_("Chair")))
        self.chair = self._line("chair_name", N_("Name"))
        self.chair.chosen.connect(self._fill_chair)
        form.add(voice(N_("Name")), self.chair)
        form.add(voice(N_("Designation")), self._line("chair_designation", N_("Designation")), beside=True)
        form.add(voice(N_("Place")), self._line("chair_place", N_("Place")), width=2)
        return card(Text(voice(N_("Chair")), "strong"), form, name=voice(N_("Chair")))

    def _words(self) -> QWidget:
        voice = self._voice
        ref = Ref(self.session.id, "closing")
        field = GhostField(voice(N_("Closing")), self._look, breaks=True)
        self.session.offers.attach(field, ref, voice)
        closing = Labelled(voice(N_("Closing")), self.hold(ref, field))
        heading = Text(voice(N_("Opening and closing")), "strong")
        return card(heading, self.opening, closing, name=voice(N_("Opening and closing")))

    def _office(self) -> QWidget:
        voice = self._voice
        form = Form(voice(N_("Letterhead")))
        form.add(voice(N_("Lines at the head of the paper")), self._lines("letterhead", N_("Letterhead"), breaks=True))
        form.add(voice(N_("Website")), self._line("website", N_("Website")))
        return form

    def _committee(self) -> QWidget:
        voice = self._voice
        form = Form(voice(N_("Committee and month")))
        form.add(voice(N_("Committee")), self._line("committee", N_("Committee")), width=2)
        self.period = PeriodField(voice(N_("Month")), self._look, voice)
        form.add(voice(N_("Month")), self.hold(Ref(self.session.id, "period"), self.period))
        self._month = self.session.meeting.period
        self.period.entered.connect(self._note_month)
        self.period.left.connect(self._move_sentences)
        return form

    def _layouts(self) -> QWidget:
        self.choice = LayoutChoice(self._voice, self._look, self.session.meeting.layout)
        self.choice.chosen.connect(self._choose_layout)
        self.choice.set_frozen(self.session.frozen)
        return self.choice

    # What is done

    def _fill_chair(self, name: str) -> None:
        """A known person takes the chair: the rest of what is known of them follows."""
        known = self.session.words.person(name)
        if known is None or self.session.frozen:
            return
        meeting = self.session.meeting
        for field, text in (("chair_designation", known.designation), ("chair_place", known.place)):
            if text:
                # As if typed: who signs for the chair follows, too.
                meeting = editing.put(meeting, Ref(meeting.id, field), escape(text))
        self.session.change(meeting)

    def _note_month(self) -> None:
        self._month = self.session.meeting.period

    def _move_sentences(self) -> None:
        """The month was put right: the sentences that name it say the right one, too, as an edit of its own."""
        meeting = self.session.meeting
        old, new = (dates.parse_period(period) for period in (self._month, meeting.period))
        self._note_month()
        if old is None or new is None or old == new or self.session.frozen:
            return
        move = Move(month(date(*old, 1)), month(date(*new, 1)), same=True)
        moved = replace(
            meeting,
            title=move.title(meeting.title),
            opening=tuple(replace(one, text=move.text(one.text)) for one in meeting.opening),
            closing=move.text(meeting.closing),
            distribution=replace(meeting.distribution, heading=move.text(meeting.distribution.heading)),
        )
        if moved != meeting:
            self.session.change(moved)
            sentence = N_("The title and the sentences that named {old} now say {new}.")
            self.removed.emit(self._voice(sentence, old=self._voice.month(_iso(old)), new=self._voice.month(_iso(new))))

    def _choose_layout(self, name: str) -> None:
        self.session.change(replace(self.session.meeting, layout=name))

    def _paragraphs(self, pasted: Pasted, record: str) -> tuple[Meeting, str]:
        """The lines of a list as paragraphs behind the one it was pasted into; an empty one makes room for them."""
        held = self.session.meeting
        rows = [" ".join(cell for cell in cells if cell) for cells in pasted.rows]
        texts = rows or [f"{one.label} {one.text}".strip() for one in pasted.lines]
        fresh = [Paragraph(text, self.session.mint("paragraph")) for text in texts if text]
        return editing.insert(held, fresh, record), (fresh[-1].id if fresh else record)


def _iso(period: tuple[int, int]) -> str:
    return f"{period[0]:04}-{period[1]:02}"
