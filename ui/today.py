"""The first page: the day in both calendars, what is late or due, the next meetings, unfinished papers, the year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.overview import Overview, Upcoming
from ui.book import Opened
from ui.meeting_list import MeetingList, Row, name_of
from ui.parts import Button, Chip, Label, Text, card, empty, row, rule, steady_bar
from ui.say import Voice
from ui.theme import GAP, HALF, ROOM, STEP, Tokens
from ui.trail import Where
from ui.year_grid import YearGrid

if TYPE_CHECKING:
    from ui.exchange.shapes import Brief
    from ui.exchange.today_strip import TodayStrip
    from ui.incoming.jobs import Brief as Mail
    from ui.incoming.today_strip import MailStrip
    from ui.pressing import Pressing, PressingList

#: The list of papers takes at least so many pixels before it scrolls, if it has the rows.
_LEAST = 168
#: And so many coming meetings; a page lower than this shows only the next.
_AHEAD, _LOW = 2, 640

#: Places in which a meeting is worked on.
_RESUMED = ("edit", "sitting")


class Today(QScrollArea):
    """Where the day begins; everything on it leads to the thing itself."""

    new_asked = Signal()
    edit_asked = Signal(str)
    #: The sign-sheet of a meeting is to be printed: its row.
    sheet_asked = Signal(object)
    #: Back to the meeting and the field where the last day ended.
    resume_asked = Signal(object)
    #: Something late (True) or due this week is to be seen among the decisions, by its id; "" for all of them.
    matter_asked = Signal(str, bool)
    #: What was done for something is to be written in: its id.
    progress_asked = Signal(str)
    reminders_asked = Signal()
    #: A meeting of today begins: its id.
    sitting_asked = Signal(str)
    #: To the exchange: to send what waits ("send"), or to see ("").
    exchange_asked = Signal(str)
    #: To the letters that came in and are past their day.
    mail_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens, *, presses: bool = False) -> None:
        """``presses``: something was late or due when the program was left; its room is kept until the store tells
        what."""
        super().__init__()
        self._voice, self._look = voice, look
        self.pressing: PressingList | None = None
        self.exchange: TodayStrip | None = None
        self.mail: MailStrip | None = None
        self._pressing = card(name=voice(N_("What is late and what is due")))
        self._last: Where | None = None
        self._day: Overview[Row] | None = None
        self._shown = 0
        self.setAccessibleName(voice(N_("Today")))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        self.title, self.calendars = Text(role="title"), Text(role="muted")
        self.making = Button(
            voice(N_("New meeting")), look, role="primary", icon="plus", keys="Ctrl+N", owns_keys=False
        )
        self.making.clicked.connect(self.new_asked)
        self.resuming = Button(voice(N_("Go on where you were")), look, icon="history")
        self.resuming.clicked.connect(self._resume)
        self.resuming.hide()

        self.papers = MeetingList(voice, look, name=voice(N_("Papers to finish")), grouped=False)
        self.papers.clicked.connect(lambda index: self._open_paper(index.row()))
        self.papers.opened.connect(self.edit_asked)
        self.count = Chip(look, name=voice(N_("Papers to finish")))
        self.no_papers = Text(voice(N_("No draft is open, and nothing waits for a signature.")), "muted")
        self._papers_head = row(Text(voice(N_("Papers to finish")), "heading"), self.count)
        self._papers = card(name=voice(N_("Papers to finish")))
        _put(self._papers, self._papers_head, self.no_papers, self.papers)
        stack = self._papers.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.setStretchFactor(self.papers, 1)
        stack.addStretch(0)

        self._coming = card(name=voice(N_("Next meetings")))
        self._next = QVBoxLayout()
        self._next.setSpacing(STEP)
        _put(self._coming, Text(voice(N_("Next meetings")), "heading"), self._next)

        self.year = YearGrid(voice, look)
        self.year.opened.connect(self.edit_asked)
        self.year.fitted.connect(self._fit_papers)
        # Behind what is being laid out now, which may be this very fitting.
        self.papers.widened.connect(self._fit_papers, Qt.ConnectionType.QueuedConnection)
        self.year.selectionModel().currentChanged.connect(self._follow)
        self.span = Text(role="small")
        self.span.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._year = card(name=voice(N_("Meetings of this year")))
        head = row(Label(voice(N_("Meetings of this year")), "heading"), *self._legend(), self.span)
        _put(self._year, head, self.year)
        # Not measured before there is a year to be shown.
        self._year.hide()
        self._lay_out(presses=presses)

    def _legend(self) -> list[QWidget]:
        """What the two kinds of tick in the year mean."""
        made: list[QWidget] = []
        for tone, words in (("good", N_("signed")), ("held", N_("held, not signed yet"))):
            meaning = self._voice(words)
            made += [Chip(self._look, "✓", tone, name=meaning), Label(meaning, "said")]
        made[0].setContentsMargins(GAP, 0, 0, 0)
        return made

    def _lay_out(self, *, presses: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.calendars)
        head = self._head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addLayout(words, 1)
        head.addWidget(self.resuming)
        head.addWidget(self.making)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(GAP)
        self._left.addWidget(self._pressing)
        self._right.addWidget(self._coming)
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        cards.addLayout(self._left, 4)
        cards.addLayout(self._right, 3)
        inside = QWidget()
        inside.setAccessibleName(self.accessibleName())
        # Before there is anything in it to be measured.
        self.setWidget(inside)
        stack = self._stack = QVBoxLayout(inside)
        stack.setContentsMargins(ROOM, GAP, STEP, GAP)
        stack.setSpacing(GAP)
        stack.addLayout(head)
        stack.addLayout(cards)
        stack.addWidget(self._year)
        stack.addStretch(1)
        self._part(presses=presses)

    def _part(self, *, presses: bool) -> None:
        """Where something presses, that stands at the left; else the papers do."""
        self._pressing.setVisible(presses)
        (self._right if presses else self._left).addWidget(self._papers)

    def first(self) -> None:
        """Where the keyboard begins: at what is late or due, else at the unfinished papers, if any."""
        target: QWidget = self.papers if self.papers.isVisibleTo(self) else self.making
        if not self._pressing.isHidden():
            # Not below it: the page would scroll away from it.
            target = (self.pressing and self.pressing.first_name()) or self.making
            self.verticalScrollBar().setValue(0)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_office(self, office: Opened) -> None:
        """The office as it is on this day."""
        day = self._day = office.day
        voice = self._voice
        self.title.say(voice(N_("Today, {date}"), date=voice.date(day.today)))
        names = {"weekday": voice.weekday(day.today), "bangla": voice.bangla_date(day.today)}
        self.calendars.say(voice(N_("{weekday} · {bangla} of the Bangla calendar"), **names))
        self._show_papers(day)
        self._show_coming(day)
        first, last = voice.month(day.months[0]), voice.month(day.months[-1])
        self.span.say(voice(N_("{first} to {last}"), first=first, last=last))
        if day.year or not self._year.isHidden():
            self.year.show_day(day)
        self._year.setVisible(bool(day.year))
        self._fit_papers()
        self.offer(self._last, office)

    def offer(self, last: Where | None, office: Opened) -> None:
        """Offers to go on at the place where the work ended last, if its meeting is still there, or in a letter."""
        self._last = last
        found = next((one for one in office.rows if last and last.place in _RESUMED and one.id == last.meeting), None)
        letter = last is not None and last.place == "letter"
        self.resuming.setVisible(found is not None or letter)
        if found is not None or letter:
            name = name_of(found, self._voice) if found else self._voice(N_("The letter being written"))
            self.resuming.setToolTip(name)
            self.resuming.setAccessibleDescription(name)

    def _resume(self) -> None:
        if self._last is not None:
            self.resume_asked.emit(self._last)

    def _follow(self, index: QModelIndex) -> None:
        """Scrolls to the month the arrow keys went to."""
        if self.year.hasFocus():
            place = self.year.visualRect(index).center()
            seen = self.year.viewport().mapTo(self.widget(), place)
            self.ensureVisible(0, seen.y(), 0, ROOM + GAP)

    # Papers to finish

    def _show_papers(self, day: Overview[Row]) -> None:
        held = self.papers.current()
        papers = (*day.drafts, *day.awaiting)
        self.papers.rows.fill(papers)
        if held is None or not self.papers.choose(held.id):
            self.papers.setCurrentIndex(self.papers.rows.index(0))
        self.papers.setVisible(bool(papers))
        self.no_papers.setVisible(not papers)
        self.count.say(self._voice.digits(len(papers)), "wait" if papers else "good")
        self._fit_papers()

    def _open_paper(self, place: int) -> None:
        if found := self.papers.rows.thing_at(self.papers.rows.index(place)):
            self.edit_asked.emit(found.id)

    def _fit_papers(self) -> None:
        page = self.maximumViewportSize().height()
        others = self._year.sizeHint().height() if self._year.isVisibleTo(self) else 0
        beside = self._coming.heightForWidth(self._coming.width())
        frame = self._papers_head.sizeHint().height() + STEP + 2 * GAP
        rest = self._head.sizeHint().height() + 4 * GAP
        for strip in (self.exchange, self.mail):
            if strip is not None and not strip.isHidden():
                rest += strip.sizeHint().height() + GAP
        presses = not self._pressing.isHidden()
        # What stands in the same column takes its part.
        above = beside + GAP if presses else 0
        # As high as its rows where the page has room for them or the card beside it is as high anyway.
        room = max(_LEAST, page - others - rest - frame - above, 0 if presses else beside - frame)
        tall = HALF
        for index in range(self.papers.rows.rowCount()):
            row = self.papers.sizeHintForRow(index)
            # However many more there are, the list scrolls; it ends with a whole row, not with half a word.
            if tall > HALF and tall + row > room:
                break
            tall += row
        self.papers.setFixedHeight(tall)
        if presses:
            high = max(above + frame + tall, page - others - rest)
            # The card's margins and its hairline: a line that has two pixels less may need a row more.
            edge = 2 * (GAP + 1)
            width = self._pressing.width() - edge
            if self.pressing is not None:
                high = max(high, self.pressing.least(width) + edge)
            self._pressing.setFixedHeight(high)
            if self.pressing is not None:
                self.pressing.fit(width, high - edge)

    # What waits to be sent, what came in

    def show_exchange(self, brief: Brief) -> None:
        """What there is to do in the exchange, under the day; nothing where there is nothing."""
        from ui.exchange.today_strip import TodayStrip, worth

        if self.exchange is None and worth(brief):
            made = self.exchange = TodayStrip(self._voice, self._look)
            made.asked.connect(self.exchange_asked)
            self._stack.insertWidget(1, made)
        if self.exchange is not None:
            self.exchange.show_brief(brief)
            self._fit_papers()

    def show_mail(self, brief: Mail) -> None:
        """The letters that are past their day, under the day."""
        from ui.incoming.today_strip import MailStrip

        if self.mail is None and brief.late:
            made = self.mail = MailStrip(self._voice, self._look)
            made.asked.connect(self.mail_asked)
            self._stack.insertWidget(1, made)
        if self.mail is not None:
            self.mail.show_brief(brief)
            self._fit_papers()

    # What is late, what is due

    def show_pressing(self, shown: Pressing) -> None:
        """What is late and what is due within seven days."""
        from ui.pressing import PressingList

        if self.pressing is not None and self.pressing.shown == shown:
            return
        presses = bool(shown.late or shown.week)
        if presses and self.pressing is None:
            made = self.pressing = PressingList(self._voice, self._look)
            _put(self._pressing, made)
            made.asked.connect(self.matter_asked)
            made.all_asked.connect(partial(self.matter_asked.emit, ""))
            made.progress_asked.connect(self.progress_asked)
            made.reminders_asked.connect(self.reminders_asked)
        if self.pressing is not None:
            now = self.focusWidget()
            held = now is not None and self.pressing.isAncestorOf(now)
            self.pressing.show_things(shown)
            if held and presses:
                self.first()
        if presses is self._pressing.isHidden():
            self._part(presses=presses)
        self._fit_papers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._day is not None and self._shown != self._ahead():
            self._show_coming(self._day)
        self._fit_papers()

    # The next meetings

    def _ahead(self) -> int:
        """So many coming meetings leave room for the year below them."""
        return _AHEAD if self.maximumViewportSize().height() >= _LOW else 1

    def _show_coming(self, day: Overview[Row]) -> None:
        self._shown = self._ahead()
        empty(self._next)
        if not day.ahead:
            self._next.addWidget(Text(self._voice(N_("No date is set for a next meeting yet.")), "muted"))
        for index, coming in enumerate(day.ahead[: self._ahead()]):
            if index:
                self._next.addWidget(rule())
            self._show_one(coming, primary=not index)
        self._next.addStretch(1)
        # Qt shows what is new a moment later and counts no room for it until then: the card beside would be too low.
        for one in self._coming.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            one.show()

    def _show_one(self, coming: Upcoming[Row], *, primary: bool) -> None:
        voice, look, meeting = self._voice, self._look, coming.meeting
        name = name_of(meeting, voice)
        when = {0: N_("today"), 1: N_("tomorrow")}.get(coming.days, N_("in {days} days"))
        left = Chip(look, voice(when, days=coming.days), "good" if coming.days else "wait", name=name)
        opening = Button(voice(N_("Open")), look, role="primary" if primary else "")
        opening.setAccessibleDescription(name)
        opening.clicked.connect(partial(self.edit_asked.emit, meeting.id))
        sheet = Button(voice(N_("Print sign-sheet")), look)
        sheet.setAccessibleDescription(name)
        sheet.clicked.connect(partial(self.sheet_asked.emit, meeting))
        head = row(Text(name, "strong"), left)
        head.setStretch(0, 1)
        head.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        self._next.addLayout(head)
        facts = [voice.date(meeting.date) if meeting.date else meeting.date_text, meeting.time, meeting.place]
        self._next.addWidget(Text(" · ".join(fact for fact in facts if fact), "muted"))
        beside = []
        if not coming.days:
            noting = Button(voice(N_("Take notes")), look, icon="pencil", keys="F11", owns_keys=False)
            noting.setAccessibleDescription(name)
            noting.clicked.connect(partial(self.sitting_asked.emit, meeting.id))
            beside.append(noting)
        self._next.addLayout(row(opening, sheet, *beside, 1))


def _put(frame: QFrame, *inside: QWidget | QHBoxLayout | QVBoxLayout) -> None:
    stack = frame.layout()
    assert isinstance(stack, QVBoxLayout)
    for one in inside:
        if isinstance(one, QWidget):
            stack.addWidget(one)
        else:
            stack.addLayout(one)
