"""The place of exchange: how it stands, the record of transfers, offices and keys, ways; one thing at a time beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtGui import QShowEvent as _Shown
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.decisions.side import Side
from ui.exchange.acts import Acts
from ui.exchange.cards import Cards
from ui.exchange.clash_strip import ClashStrip
from ui.exchange.hand import OFFICES, RECORD, WAYS
from ui.exchange.places import Places
from ui.exchange.record import Record, Shown
from ui.exchange.stick_bar import StickBar
from ui.kit import Kit
from ui.memo_book.register import Headings
from ui.parts import Button, Tabs, Text, row, rule
from ui.quiet import Nothing
from ui.theme import GAP, HALF, ROOM, STEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.exchange.shapes import Found, Page
    from ui.printing import Printing

#: Lower than this, a panel takes the room of the cards.
_LOW = 600
#: And lower than this, what is told above or below the record does.
_TIGHT = 500


class ExchangeScreen(Places):
    """Shows a page of the exchange; every act is followed by a new look at it."""

    told = Signal(str, object)
    refused = Signal(object)
    #: To the paper in which something was written twice: meeting or letter, step, field.
    minutes_asked = Signal(str, str, object)
    #: To another place, where what came in can be seen.
    went = Signal(str)
    #: How it stands in brief, for what the rail, the status line and the first page tell.
    stood = Signal(object)
    #: Something else is begun: what was told before has been read.
    moved_on = Signal()
    #: It is on show: what was told elsewhere is told here now.
    came = Signal()

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        name = voice(N_("Exchange"))
        self.setAccessibleName(name)
        self.setAcceptDrops(True)
        self.page: Page | None = None
        self._coming = False
        #: It was opened just now: what presses most is to be seen first.
        self._opened = False
        #: Done when the first page is there.
        self._wanted: Callable[[], object] | None = None
        self.title, self.who = Text(name, "title"), Text(role="muted")
        self.copying = Button(voice(N_("Take by pen drive")), look, keys="Ctrl+S", shows_keys=False)
        self.mailing = Button(voice(N_("Send by e-mail")), look, keys="Ctrl+M", shows_keys=False)
        self.taking = Button(voice(N_("Take in a file")), look, keys="Ctrl+I", shows_keys=False)
        self.sending = Button(voice(N_("Send now")), look, role="primary", keys="Ctrl+Return", shows_keys=False)
        self.tabs = Tabs(name)
        self.tabs.offer(map(voice, (N_("Transfers"), N_("Offices and keys"), N_("Ways"))), self)
        self.cards = Cards(voice)
        self.stick = StickBar(voice, look)
        self.record = Record(voice, look)
        self.nothing = Nothing()
        self.nothing.say(voice(N_("Nothing went out and nothing came in yet.")))
        self.strip = ClashStrip(voice, look)
        self.side = Side(voice, look)
        self.sticks: tuple[Found, ...] = ()
        #: Whether the messages that were folded into one are all to be seen.
        self._unfolded = False
        #: What came in by itself and was offered.
        self._offered: tuple[Path, ...] = ()
        self._build()
        self.acts = Acts(self, kit, printing)
        self._connect()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.who)
        head = row(self.copying, self.mailing, self.taking, self.sending)
        head.insertLayout(0, words, 1)
        for one in (self.copying, self.mailing, self.taking, self.sending):
            head.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        listed = QFrame()
        listed.setProperty("role", "card")
        listed.setAccessibleName(self.record.accessibleName())
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, HALF, 1, HALF)
        inside.setSpacing(0)
        inside.addWidget(Headings(self._kit.look, self.record))
        inside.addWidget(rule())
        inside.addWidget(self.record, 1)
        self.record.setObjectName("lines")
        self.listed = QStackedWidget()
        self.listed.setAccessibleName(self.record.accessibleName())
        self.listed.addWidget(self.nothing)
        self.listed.addWidget(listed)
        transfers = QWidget()
        transfers.setAccessibleName(self.record.accessibleName())
        under = QVBoxLayout(transfers)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(STEP)
        under.addWidget(self.cards)
        under.addWidget(self.stick)
        under.addWidget(self.listed, 1)
        under.addWidget(self.strip)
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(self.accessibleName())
        self._transfers = transfers
        self.pages.addWidget(transfers)
        middle = row(self.pages, self.side, spacing=STEP)
        middle.setStretch(0, 1)
        self.side.hide()
        work = self._work = QWidget()
        work.setAccessibleName(self.accessibleName())
        inner = QVBoxLayout(work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(STEP)
        inner.addLayout(head)
        inner.addWidget(self.tabs)
        inner.addLayout(middle, 1)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, GAP, ROOM, STEP)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        acts = self.acts
        self.tabs.currentChanged.connect(self._turn)
        self.copying.clicked.connect(acts.to_stick)
        self.mailing.clicked.connect(lambda: acts.mailing.ask())
        self.taking.clicked.connect(acts.choose_file)
        self.sending.clicked.connect(acts.send_now)
        self.record.asked.connect(acts.show_transfer)
        self.record.clicked.connect(lambda index: self.record.open(index))
        self.stick.take_asked.connect(acts.take_from)
        self.stick.write_asked.connect(acts.write_on)
        self.stick.receipt_asked.connect(acts.print_receipt)
        self.strip.settle_asked.connect(acts.settle)
        self.strip.asked.connect(self.show_clashes)
        seeing = QShortcut(QKeySequence("Ctrl+D"), self._work, self._see_clashes)
        seeing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.stick.more_asked.connect(self._unfold)
        self.side.dropped.connect(self.close_side)
        self.side.turned.connect(self._fit)
        self.stick.turned.connect(self._fit)

    # Where the keyboard is

    def first(self) -> None:
        """Where the keyboard begins."""
        self._coming = self.page is None
        if self._seen("beginning"):
            self.beginning.first()
        elif self._seen("clashes"):
            self.clashes.first()
        elif self.tabs.currentIndex() == OFFICES:
            self.offices.first()
        elif self.tabs.currentIndex() == WAYS:
            self.ways.first()
        elif self.listed.currentIndex():
            self.record.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sending.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        self.moved_on.emit()
        self.side.hide()
        self.pages.setCurrentWidget(self._page_at(self.tabs.currentIndex()))
        self._fit()
        self.first()

    def show_tab(self, index: int) -> None:
        """To one of the three pages."""
        self.stack.setCurrentWidget(self._work)
        self.tabs.setCurrentIndex(index)

    def show_clashes(self) -> None:
        """What needs a look, side by side."""
        self.moved_on.emit()
        self.stack.setCurrentWidget(self.clashes)
        self.clashes.first()

    def _see_clashes(self) -> None:
        if self.strip.wanted:
            self.show_clashes()

    def _unfold(self) -> None:
        self._unfolded = True
        self._fit()
        self.strip.seeing.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_clashes(self) -> None:
        """Back to the record."""
        self.stack.setCurrentWidget(self._work)
        self.first()

    # What is shown

    def when_there(self, act: Callable[[], object]) -> None:
        """Does something as soon as there is a page."""
        if self.page is not None:
            act()
        else:
            self._wanted = act

    def renew(self) -> None:
        """Asks anew for everything, where it is looked at."""
        if self.isVisible():
            job = partial(self._kit.book.exchange.page, self._kit.voice)
            self._kit.worker.ask(job, self._take, topic="exchange")

    def _take(self, found: tuple[Page, list[Shown]]) -> None:
        page, rows = found
        self.page = page
        voice = self._kit.voice
        others = page.others
        many = N_("{count} offices")
        whom = (others[0].name or others[0].office) if len(others) == 1 else voice(many, count=len(others))
        self.who.say(f"{page.name} → {whom}" if others else page.name)
        self.cards.show_page(page, self.sticks)
        self.record.show_record(rows)
        self.listed.setCurrentIndex(1 if rows else 0)
        self.stick.show_page(page)
        self._offer_inbox(page)
        self.strip.show_page(page)
        self._fit()
        self._show_page(page)
        self.sending.setEnabled(bool(others))
        # Where a way carries it, nobody carries it by hand.
        self.mailing.setVisible(bool(others) and not any(one.kind != "imap" for one in page.ways))
        fresh = not (others or page.transfers or page.ways)
        if not self._seen("clashes"):
            began = fresh and self.side.isHidden() and not (page.clashes or page.remarks or self.stick.presses)
            shown: QWidget = self.beginning if began else self._work
            # The keyboard is not left behind.
            self._coming |= self.side.isHidden() and self.stack.currentWidget() is not shown
            self.stack.setCurrentWidget(shown)
        if self._opened and self.side.isHidden() and self.stack.currentWidget() is self._work:
            self._show_pressing(page)
        elif self._coming and self.isVisible() and self.side.isHidden():
            self.first()
        self._coming = self._opened = False
        self.acts.renewed()
        self.stood.emit(page.brief)
        if self._wanted is not None:
            act, self._wanted = self._wanted, None
            act()

    def _show_pressing(self, page: Page) -> None:
        """What waits, wherever one was when this place was left; the keyboard on what is done with it."""
        self.show_tab(RECORD)
        waits = next((one for one in (*page.held, *page.waiting)), None)
        if waits is not None:
            self.record.choose(waits.id)
        if self.stick.presses and not self.stick.taking.isHidden():
            target: QWidget = self.stick.taking
        elif page.held or not (page.waiting or page.unsent or page.unanswered):
            self.first()
            return
        else:
            target = self.sending if page.ways else self.copying
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_inbox(self, page: Page) -> None:
        """What came in by itself is offered, unless a stick is being spoken of."""
        shown = self.stick.stick
        of_inbox = shown is not None and not shown.name
        if page.inbox and (self.stick.isHidden() or of_inbox) and self._offered != page.inbox:
            self._offered = page.inbox
            self.stick.offer_inbox(page.inbox)
        elif of_inbox and not page.inbox:
            self.stick.hide()

    def show_progress(self, bundle: str, done: int, total: int) -> None:
        """A bundle is under way."""
        self.cards.show_progress(done, total)

    def show_sticks(self, sticks: tuple[Found, ...]) -> None:
        """Other sticks are in than before."""
        self.sticks = sticks
        if self.page is not None:
            self.cards.show_page(self.page, sticks)

    def work(self) -> None:
        """From the first words to the pages themselves: something is to be shown beside them."""
        # The keyboard is not left behind.
        self._coming |= self._seen("beginning")
        self.stack.setCurrentWidget(self._work)

    def to_stick(self) -> None:
        """Something lies on a stick for this office: one key looks into it, unless something else is being done."""
        types = self.stack.currentWidget() is self._work and isinstance(self.focusWidget(), QLineEdit)
        if self.side.isHidden() and not types and not self._seen("clashes"):
            self.show_tab(RECORD)
            self.stick.taking.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, bundle: str) -> None:
        """A transfer becomes the chosen one as soon as the page that has it is there."""

        def there(_: bool) -> None:
            self.record.choose(bundle)

        self._kit.worker.ask(bool, there)

    def close_side(self) -> None:
        """Back to what stands beside it."""
        self.side.hide()
        self.acts.left()
        if self.page is not None and not (self.page.others or self.page.transfers or self.page.ways):
            self.renew()
        self.first()

    def _fit(self) -> None:
        """In a low window a panel takes the room of the cards; beside it there is none for our own card."""
        alone = self.side.isHidden()
        told = self.strip.wanted or not self.stick.isHidden()
        self.cards.setVisible(self.height() >= _LOW or (alone and not (told and self.height() < _TIGHT)))
        # One message takes the room of one line; the others are folded into it.
        several = self.strip.wanted and not self.stick.isHidden()
        self._unfolded &= several
        self.strip.setVisible(alone and self.strip.wanted and (self._unfolded or not several))
        self.strip.give_room(roomy=self.height() >= _LOW)
        self.stick.fold(1 if alone and several and not self._unfolded else 0)
        self._give_room(whole=alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: _Shown) -> None:
        super().showEvent(event)
        self._opened = True
        self.renew()
        self.acts.sticks.look(busy=True)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_side()
        else:
            super().keyPressEvent(event)

    # A file let fall here is taken in.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            event.acceptProposedAction()
            self.acts.review_path(url.toLocalFile())
