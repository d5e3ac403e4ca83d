"""The frame of the window, its screens, and the way about them. What they do with the office is the window's matter.

The window stands before anything is imported or made that is not on its first screen.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import rail
from ui.kit import Kit
from ui.notice import Notice
from ui.room import Room
from ui.status import StatusLine
from ui.tabbing import Reads
from ui.today import Today
from ui.trail import Trail, Where

if TYPE_CHECKING:
    from koyradesk.model import Ref
    from ui.beginning.screen import BeginningScreen
    from ui.bin_screen import BinScreen
    from ui.book import Reviewed
    from ui.clashes import Clashes
    from ui.decisions.screen import DecisionsScreen
    from ui.directory.screen import DirectoryScreen
    from ui.district.screen import DistrictScreen
    from ui.editor.editor import Editor
    from ui.editor.starting import Starting
    from ui.exchange.screen import ExchangeScreen
    from ui.field_history import FieldHistory
    from ui.figures.screen import FiguresScreen
    from ui.finding.finding import Finding
    from ui.finding.marks import Marks
    from ui.help.desk import Handbook
    from ui.housekeeping import Housekeeping
    from ui.incoming.screen import IncomingScreen
    from ui.keys_screen import Keys
    from ui.layout_screen import LayoutScreen
    from ui.letters.place import LettersPlace
    from ui.meeting_list import MeetingList
    from ui.meetings_screen import MeetingsScreen
    from ui.memo_book.screen import MemoBookScreen
    from ui.opened_file import OpenedFile
    from ui.presses import Presses
    from ui.printing import Printing
    from ui.quiet import Welcome
    from ui.reading import Reading
    from ui.registers.screen import RegisterScreen
    from ui.remarks import Remarks
    from ui.restoring.screen import RestoreScreen
    from ui.review import Review
    from ui.session import Session
    from ui.settings import Settings
    from ui.sitting.screen import SittingScreen
    from ui.updating.screen import UpdateScreen
    from ui.written import Written

#: Narrower than this (1366 pixels at 125 % are 1093), the columns give the paper what they can spare.
_NARROW = 1200
#: Under this width the rail is of icons alone.
_BARE = 1000
#: Where the screens of places are kept; those of letters are in ``letters``.
_KEPT = {
    "today": "today",
    "meetings": "meetings",
    "edit": "editor",
    "new": "starting",
    "begin": "beginning",
    "settings": "settings",
    "bin": "bin",
    "keys": "keys",
    "layout": "layouts",
    "memos": "memo_book",
    "register": "register",
    "decisions": "decisions",
    "reports": "figures",
    "upazilas": "district",
    "people": "directory",
    "exchange": "exchange",
    "incoming": "incoming",
    "sitting": "sitting",
    "restore": "restoring",
    "update": "updating",
}
#: Screens that are no places of the rail, and the place they belong to.
_BELONGS = {
    "edit": "meetings",
    "sitting": "meetings",
    "new": "meetings",
    "begin": "today",
    "bin": "settings",
    "restore": "settings",
    "update": "settings",
    "layout": "settings",
    "register": "decisions",
    "upazilas": "reports",
    "keys": "help",
    **dict.fromkeys(("letter", "new-paper", "reminders"), "letters"),
}

#: Screens that may wait for the picture of a page.
_BUSY = ("editor", "beginning", "layouts", "letters", "memo_book", "incoming", "figures", "district")

W = TypeVar("W", bound=QWidget)


class Screens(Reads):
    """Rail, notice, one screen at a time, status line."""

    #: It was painted for the first time.
    stood = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._painted = False
        voice, look = kit.voice, kit.look
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Koyradesk")))
        self.rail = rail.Rail(voice, look)
        self.notice = Notice(voice, look)
        self.status = StatusLine(voice, look)
        self.screens = QStackedWidget()
        self.screens.setAccessibleName(voice(N_("Content")))
        self.rail.search.textChanged.connect(self._fit_rail)
        self._trail = Trail(Where("today"))
        # From outside in: what is put into another widget later is styled and measured anew, with all that is in it.
        self._lay_out()
        self.today = self._add("today", Today(voice, look, presses=bool(kit.memory.text("pressing"))))

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.addWidget(self.notice)
        content.addWidget(Room(self.screens, self.notice), 1)
        middle = QHBoxLayout()
        middle.addWidget(self.rail)
        middle.addLayout(content, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        for layout in (content, middle, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Once what stands in it is painted, too.
            QTimer.singleShot(0, self.stood.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()
        if self.has("meetings"):
            self.meetings.set_narrow(self._is_narrow())

    def _fit_rail(self) -> None:
        # Without the names of the places there is room for the screens beside it; a search is still seen.
        bare = self.width() < _BARE and not self.rail.search.text()
        self.rail.setFixedWidth(rail.BARE if bare else rail.NARROW if self._is_narrow() else rail.USUAL)

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW

    # What the screens use, made when it is first wanted

    @cached_property
    def printing(self) -> Printing:
        from ui.printing import Printing

        return Printing(self, self.kit, self.notice)

    @cached_property
    def file(self) -> OpenedFile:
        from ui.opened_file import OpenedFile

        made = OpenedFile(self, self.kit, self.printing)
        self.wire("file", made)
        return made

    @property
    def held_file(self) -> Reviewed | None:
        """An opened file that waits to be saved."""
        return self.file.held if self.has("file") else None

    @cached_property
    def housekeeping(self) -> Housekeeping:
        from ui.housekeeping import Housekeeping

        return Housekeeping(self, self.kit, self.notice, self.printing)

    @cached_property
    def past(self) -> FieldHistory:
        from ui.field_history import FieldHistory

        return FieldHistory(self)

    @cached_property
    def handbook(self) -> Handbook:
        from ui.help.desk import Handbook

        return Handbook(cast("Any", self))

    @cached_property
    def finding(self) -> Finding:
        from ui.finding.finding import Finding

        return Finding(cast("Any", self))

    @cached_property
    def marks(self) -> Marks:
        from ui.finding.marks import Marks

        return Marks(cast("Any", self))

    @cached_property
    def clashes(self) -> Clashes:
        from ui.clashes import Clashes

        return Clashes(self)

    @cached_property
    def presses(self) -> Presses:
        from ui.presses import Presses

        return Presses(self)

    @cached_property
    def remarks(self) -> Remarks:
        from ui.remarks import Remarks

        return Remarks(self.kit, self.notice, self.edit)

    # The screens, most of them made when they are first seen

    @cached_property
    def meetings(self) -> MeetingsScreen:
        from ui.meetings_screen import MeetingsScreen

        made = self._add("meetings", MeetingsScreen(self.kit, self.printing))
        made.set_narrow(self._is_narrow())
        return made

    @property
    def list(self) -> MeetingList:
        return self.meetings.list

    @property
    def reading(self) -> Reading:
        return self.meetings.reading

    @cached_property
    def welcome(self) -> Welcome:
        from ui.quiet import Welcome

        return self._add("welcome", Welcome(self.kit.voice, self.kit.look))

    @cached_property
    def review(self) -> Review:
        return self._add("review", self.file.screen)

    @cached_property
    def settings(self) -> Settings:
        from ui.settings import Settings

        kit = self.kit
        person = kit.memory.text("person")
        return self._add("settings", Settings(kit.voice, kit.look, kit.book.folder, kit.scheme, person))

    @cached_property
    def restoring(self) -> RestoreScreen:
        from ui.restoring.screen import RestoreScreen

        return self._add("restoring", RestoreScreen(self.kit, self.printing))

    @cached_property
    def updating(self) -> UpdateScreen:
        from ui.updating.screen import UpdateScreen

        return self._add("updating", UpdateScreen(self.kit, self.printing))

    @cached_property
    def bin(self) -> BinScreen:
        from ui.bin_screen import BinScreen

        return self._add("bin", BinScreen(self.kit))

    @cached_property
    def keys(self) -> Keys:
        from ui.keys_screen import Keys

        return self._add("keys", Keys(self.kit.voice, self.kit.look))

    @cached_property
    def memo_book(self) -> MemoBookScreen:
        from ui.memo_book.screen import MemoBookScreen

        return self._add("memo_book", MemoBookScreen(self.kit, self.printing))

    @cached_property
    def incoming(self) -> IncomingScreen:
        from ui.incoming.screen import IncomingScreen

        return self._add("incoming", IncomingScreen(self.kit, self.printing))

    @cached_property
    def directory(self) -> DirectoryScreen:
        from ui.directory.screen import DirectoryScreen

        return self._add("directory", DirectoryScreen(self.kit))

    @cached_property
    def exchange(self) -> ExchangeScreen:
        from ui.exchange.screen import ExchangeScreen

        return self._add("exchange", ExchangeScreen(self.kit, self.printing))

    @cached_property
    def figures(self) -> FiguresScreen:
        from ui.figures.screen import FiguresScreen

        return self._add("figures", FiguresScreen(self.kit, self.printing))

    @cached_property
    def district(self) -> DistrictScreen:
        from ui.district.screen import DistrictScreen

        return self._add("district", DistrictScreen(self.kit, self.printing))

    @cached_property
    def decisions(self) -> DecisionsScreen:
        from ui.decisions.screen import DecisionsScreen

        return self._add("decisions", DecisionsScreen(self.kit))

    @cached_property
    def register(self) -> RegisterScreen:
        from ui.registers.screen import RegisterScreen

        return self._add("register", RegisterScreen(self.kit, self.printing))

    @cached_property
    def layouts(self) -> LayoutScreen:
        from ui.layout_screen import LayoutScreen

        return self._add("layouts", LayoutScreen(self.kit))

    @cached_property
    def starting(self) -> Starting:
        from ui.editor.starting import Starting

        return self._add("starting", Starting(self.kit.voice, self.kit.look))

    @cached_property
    def beginning(self) -> BeginningScreen:
        from ui.beginning.screen import BeginningScreen

        return self._add("beginning", BeginningScreen(self.kit))

    @cached_property
    def editor(self) -> Editor:
        from ui.editor.editor import Editor

        made = self._add("editor", Editor(self.kit))
        self.wire("unwritten", made.unwritten)
        return made

    @cached_property
    def sitting(self) -> SittingScreen:
        from ui.sitting.screen import SittingScreen

        # What a full disk keeps the editor from writing is not taken out a second time.
        return self._add("sitting", SittingScreen(self.kit, self.editor.unwritten))

    @cached_property
    def letters(self) -> LettersPlace:
        from ui.letters.place import LettersPlace

        return LettersPlace(cast("Any", self))

    def has(self, screen: str) -> bool:
        """Whether a screen was made already."""
        return screen in self.__dict__

    def _add(self, name: str, screen: W) -> W:
        self.screens.addWidget(screen)
        self.wire(name, screen)
        return screen

    def wire(self, name: str, screen: Any) -> None:
        """Called once for each screen, to connect what it asks for."""

    def show_opening(self) -> None:
        """Says that there is nothing to see yet; the next place that is shown takes its room."""
        from ui.quiet import Nothing

        quiet = self._add("opening", Nothing())
        quiet.say(self.kit.voice(N_("Opening the office …")))
        self.screens.setCurrentWidget(quiet)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return (
            (self.has("meetings") and self.reading.paper.busy())
            or (self.has("review") and self.review.paper.busy())
            or any(self.has(name) and getattr(self, name).busy() for name in _BUSY)
        )

    # Going about

    def go(self, place: str) -> None:
        """To a place of the rail, to "new" or to "bin"; of the figures to the side that was seen last. "help" opens
        beside the place one is at."""
        if place == "help":
            self.handbook.begin()
            return
        self.go_to(Where((self.kit.memory.text(place) or place) if place == "reports" else place))

    def go_to(self, where: Where) -> None:
        """To a place in all its parts."""
        self.notice.clear()
        self._trail.go(where)
        self.show_place(self._trail.here)

    def edit(self, meeting: str, step: str = "", ref: Ref | None = None) -> None:
        """Opens a meeting, or a letter, for typing, at a step or in a field; a letter that came in where it is kept."""
        record, field = ref or ("", "")
        place = {"letter": "letter", "incoming": "incoming"}.get(meeting.partition(".")[0], "edit")
        self.go_to(Where(place, meeting, step, record, field))

    def lay_out(self, committee: str = "") -> None:
        """To the layout of a committee's papers."""
        self.layouts.want(committee)
        self.go("layout")

    def show_register(self, obligation: str) -> None:
        """To the register of what a decision asks of its parties."""
        self.go_to(Where("register", obligation))

    def back(self) -> None:
        """To where one came from."""
        where = self._trail.back()
        if where is not None:
            # What was done there is no news here: a draft under "it is signed" would be believed.
            self.notice.clear()
            self.show_place(where)
        elif self._trail.here.place in ("edit", "letter"):
            self.go("meetings" if self._trail.here.place == "edit" else "letters")

    @property
    def here(self) -> Where:
        """Where the user is."""
        return self._trail.here

    @property
    def editing(self) -> bool:
        """Whether a meeting is open for typing."""
        return self.has("editor") and self.screens.currentWidget() is self.editor

    @property
    def session(self) -> Session | None:
        """What is being written: a meeting, or a letter."""
        if self.editing:
            return self.editor.session
        if self.here.place == "sitting" and self.has("sitting"):
            return self.sitting.session
        found: Session | None = self.letters.session if self.here.place == "letter" and self.has("letters") else None
        return found

    @property
    def written(self) -> Written | None:
        """What has a history and may clash: what ``session`` writes, or a letter that came in."""
        if self.here.place == "incoming" and self.has("incoming"):
            return self.incoming.written
        return self.session

    def to_field(self, ref: Ref) -> None:
        """To a field of what is being written."""
        if self.here.place == "incoming":
            self.incoming.letter.writing.go(ref)
        elif self.editing:
            self.editor.go(ref)
        elif self.session is not None:
            self.letters.go(ref)

    def show_place(self, where: Where) -> None:
        """Shows a place as it is now."""
        if self.has("marks"):
            self.marks.look(where.meeting if where.place in ("edit", "letter") else "")
        if self.has("past"):
            self.past.leave()
        if self.editing and where.place != "edit":
            self.editor.let_go()
        if self.has("sitting") and where.place != "sitting":
            self.sitting.let_go()
        # Nothing stands beside a meeting that runs.
        self.rail.setVisible(where.place != "sitting")
        if self.has("letters") and where.place != "letter":
            self.letters.leave()
        self.mark_place()
        self.screens.setCurrentWidget(self._screen(where.place))
        if where.place == "edit":
            self.kit.memory.keep("last", where.text())
            self.editor.open(where.meeting, where.step, where.ref)
        elif where.place == "letter":
            self.letters.show_place(where)
        elif where.place == "sitting":
            self.kit.memory.keep("last", where.text())
            self.sitting.open(where.meeting, where.ref)
        else:
            if self.has("letters"):
                self.letters.show_place(where)
            if where.place == "register":
                self.register.show_obligation(where.meeting)
            if where.place == "incoming":
                self.incoming.show_letter(where.meeting)
            if where.place == "begin":
                self.beginning.ask(where.meeting)
            self.first()
            if self.has("clashes"):
                self.clashes.look()

    def mark_place(self) -> None:
        """Marks in the rail where the user is."""
        self.rail.here(_BELONGS.get(self.here.place, self.here.place))

    def pause(self) -> None:
        """Ends the typing for a moment: another window goes on with it."""
        if self.editing:
            self.editor.let_go()
        if self.has("sitting"):
            self.sitting.let_go()
        if self.has("letters"):
            self.letters.leave()

    def first(self) -> None:
        """Puts the keyboard where the screen on show begins."""
        self.screens.currentWidget().first()  # type: ignore[attr-defined]

    def edited(self, step: str, ref: Ref | None) -> None:
        """The caret moved in the meeting or letter being edited."""
        record, field = ref or ("", "")
        self._trail.go(Where(self.here.place, self.here.meeting, step, record, field))
        self.kit.memory.keep("last", self.here.text())

    def _screen(self, place: str) -> QWidget:
        if place in ("letters", "letter", "new-paper", "reminders"):
            return self.letters.screen(place)
        if place == "meetings" and self.held_file:
            return self.review
        if place in ("today", "meetings") and not self.has_meetings():
            return self.welcome
        kept: QWidget = getattr(self, _KEPT[place])
        return kept

    def has_meetings(self) -> bool:
        """Whether there is anything to show in the places of meetings."""
        raise NotImplementedError
