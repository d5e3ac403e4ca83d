"""The place of letters in a window: its screens, made when they are first seen, and what they want done."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from koyradesk.i18n import N_
from koyradesk.model import Letter, Meeting, Ref
from ui.letter_book import PaperRow
from ui.letters.batch import Reminders
from ui.letters.editor import LetterEditor
from ui.letters.screen import PapersScreen
from ui.letters.starting import NewPaper
from ui.letters.ways import Giving
from ui.meeting_list import Row
from ui.notice import Action
from ui.trail import Where

if TYPE_CHECKING:
    from ui.window import Window

W = TypeVar("W", bound=QWidget)

#: The places of a window that are screens of this one.
PLACES = ("letters", "letter", "new-paper", "reminders")


class LettersPlace(QObject):
    """Belongs to a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        #: The meeting that was chosen where a new paper was asked for.
        self._likely = ""
        self.giving = Giving(window.kit, window.printing, window)
        self.giving.told.connect(window.notice.tell)
        self.giving.refused.connect(window.refuse)

    # The screens

    @cached_property
    def papers(self) -> PapersScreen:
        made = self._shown(PapersScreen(self._kit))
        made.new_asked.connect(self.begin)
        made.batch_asked.connect(partial(self._window.go, "reminders"))
        made.edit_asked.connect(self.open)
        made.unwanted.connect(self._delete)
        made.give_asked.connect(self._give)
        made.set_narrow(self._window._is_narrow())
        return made

    @cached_property
    def editor(self) -> LetterEditor:
        window = self._window
        made = self._shown(LetterEditor(self._kit))
        made.left.connect(window.back)
        made.told.connect(window.notice.tell)
        made.refused.connect(window.refuse)
        made.moved.connect(window.edited)
        made.history_asked.connect(lambda ref: window.past.ask(ref))
        made.find_asked.connect(lambda: window.marks.ask())
        made.shown.connect(lambda: window.clashes.look())
        made.give_asked.connect(partial(self._give_from_editor))
        made.lost.connect(self._lost)
        made.edit_asked.connect(window.edit)
        made.unwritten.state.connect(window.tell_edit_state)
        made.unwritten.failing.connect(lambda error: window.remarks.tell_failing(error))
        made.unwritten.refused.connect(window.refuse)
        made.unwritten.set_aside.connect(self._set_aside)
        return made

    @cached_property
    def starting(self) -> NewPaper:
        window = self._window
        made = self._shown(NewPaper(self._kit))
        made.begun.connect(self._begun)
        made.meeting_asked.connect(partial(self._to_meeting))
        made.sheet_wanted.connect(self._sheet)
        made.dropped.connect(window.back)
        made.refused.connect(window.refuse)
        made.told.connect(window.notice.tell)
        return made

    @cached_property
    def reminders(self) -> Reminders:
        window = self._window
        made = self._shown(Reminders(self._kit, window.printing))
        made.left.connect(window.back)
        made.refused.connect(window.refuse)
        made.told.connect(window.notice.tell)
        return made

    def _shown(self, screen: W) -> W:
        self._window.screens.addWidget(screen)
        return screen

    def has(self, screen: str) -> bool:
        return screen in self.__dict__

    def screen(self, place: str) -> QWidget:
        """The screen of one of the places."""
        names = {"letters": "papers", "letter": "editor", "new-paper": "starting", "reminders": "reminders"}
        found: QWidget = getattr(self, names[place])
        return found

    # Going about

    def show_place(self, where: Where) -> None:
        """One of the places is shown, or left."""
        if where.place != "letter":
            self.leave()
        if where.place == "letter":
            self.editor.open(where.meeting, where.step, where.ref)
        elif where.place == "new-paper":
            self.starting.ask(where.meeting, self._likely, where.step)
        elif where.place == "reminders":
            self.reminders.ask()

    def leave(self) -> None:
        """Seals what was typed."""
        if self.has("editor"):
            self.editor.let_go()

    def begin(self) -> None:
        """A new paper; of a meeting, where that is being written or the list shows only its papers."""
        meeting = self._likely = ""
        here = self._window.here
        if here.place == "meetings":
            row = self._window.meetings.list.current()
            self._likely = row.id if row else ""
        elif here.place == "edit":
            meeting = here.meeting
        elif here.place == "letters" and self.has("papers"):
            meeting = self.papers.meeting
        self._window.go_to(Where("new-paper", meeting))

    def begin_kind(self, kind: str, likely: str) -> None:
        """A new paper of a kind; of which meeting is asked, ``likely`` first."""
        self._likely = likely
        self._window.go_to(Where("new-paper", "", kind))

    def show_meeting(self, meeting: str, name: str) -> None:
        """The papers of one meeting."""
        self._window.go("letters")
        self.papers.show_meeting(meeting, name)
        self.papers.first()

    def open(self, paper: PaperRow) -> None:
        """A letter in its editor, any other paper in its meeting."""
        if paper.key.letter:
            self._window.edit(paper.key.letter, "issue" if paper.state in ("signed", "despatched") else "words")
        else:
            self._to_meeting(paper.key.meeting)

    def _to_meeting(self, meeting: str) -> None:
        self._window.edit(meeting, "issue")

    def _begun(self, letter: str) -> None:
        # Back from there leads to where the paper was asked for.
        self._window._trail.back()
        if self.has("papers"):
            self.papers.choose(letter)
        self._window.edit(letter, "words")

    def _sheet(self, meeting: str) -> None:
        row = next((one for one in self._window.rows if one.id == meeting), Row(meeting, ""))
        self._window.printing.ask_sheet(row)

    # What is written

    def renew(self) -> None:
        """Something was written, here or in another window."""
        if self.has("papers"):
            self.papers.renew()

    def look(self) -> None:
        """Something was written in another window, perhaps to the letter being written."""
        if self.has("editor"):
            self.editor.look()

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return (self.has("papers") and self.papers.busy()) or (self.has("editor") and self.editor.busy())

    def written(self) -> bool:
        """Writes all that was typed and waits for it; False where the disk does not take it."""
        return not self.has("editor") or self.editor.written()

    def take_over(self, old: LettersPlace) -> None:
        """Goes on where another window was."""
        if old.has("editor") and not old.editor.unwritten.settled():
            self.editor.unwritten.inherit(old.editor.unwritten)

    def _give(self, way: str, key: Any, name: str) -> None:
        held = self.papers.reading.paper.held
        if held is not None and way in ("print", "pdf", "picture"):
            self.giving.give_paper(way, name, held)
        else:
            self.giving.give(way, key, name)

    def _give_from_editor(self, way: str, key: Any, name: str) -> None:
        self.giving.give(way, key, name, self.editor._not_done)

    def _delete(self, paper: PaperRow) -> None:
        self._kit.worker.ask(
            partial(self._kit.book.letters.delete, paper.key.letter), lambda _: self._in_bin(paper.record)
        )

    def _in_bin(self, letter: str) -> None:
        voice = self._kit.voice
        undo = Action(voice(N_("Bring back")), partial(self._undelete, letter))
        self._window._trail.forget(letter)
        self._window.notice.tell(voice(N_("The letter is in the bin.")), undo)

    def _undelete(self, letter: str) -> None:
        self._kit.worker.ask(partial(self._kit.book.letters.undelete, letter), lambda _: None)

    def _lost(self, letter: str) -> None:
        """The letter being written was put into the bin in another window."""
        self._window._trail.forget(letter)
        self._window.go("letters")
        self._in_bin(letter)

    def _set_aside(self, texts: Any, letter: Letter) -> None:
        about = Meeting(id=letter.id, committee=letter.committee, period=letter.period)
        self._window.remarks.tell_kept(texts, about)

    @property
    def session(self) -> Any:
        """The letter that is being written."""
        return self.editor.session if self.has("editor") else None

    def go(self, ref: Ref) -> bool:
        """To a field of the letter."""
        return self.editor.go(ref)
