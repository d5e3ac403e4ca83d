"""The editor of one letter: its two steps at the left, the live page at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from koyradesk.paper_key import PaperKey
from ui.editor.frame import EditorFrame
from ui.editor.paper_side import PaperSide
from ui.edits import Taken
from ui.kit import Kit
from ui.letters.beside import LetterActs
from ui.letters.issue import LetterIssue
from ui.letters.kinds import NAMES
from ui.letters.session import LetterSession
from ui.letters.title_bar import STEPS, LetterBar
from ui.letters.ways import Ways
from ui.letters.words import WordsStep
from ui.names import file_name
from ui.parts import Button, row
from ui.say import Voice
from ui.session import Session
from ui.theme import Tokens


class LetterSide(PaperSide):
    """The right side of a letter's editor."""

    def __init__(self, voice: Voice, look: Tokens, draw: Callable[..., None]) -> None:
        super().__init__(voice)
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.printing.clicked.connect(partial(self.wanted.emit, "print"))
        ways = Ways(voice, look)
        ways.wanted.connect(self.wanted)
        self._stand(look, draw, ways, row(1, self.printing))


class LetterEditor(EditorFrame):
    """One letter open for typing."""

    #: The letter was put into the bin in another window.
    lost = Signal(str)
    #: The way it is to be given out, its key, the name of its file.
    give_asked = Signal(str, object, str)
    #: The letter that a reply answers is to be opened: its id.
    edit_asked = Signal(str)

    session: LetterSession | None
    acts: LetterActs
    bar: LetterBar
    _topic = "letter editor"

    def __init__(self, kit: Kit) -> None:
        voice, look = kit.voice, kit.look
        name, text = voice(N_("The letter being written")), voice(N_("The text of the letter"))
        steps = [step for step, _ in STEPS]
        super().__init__(kit, name, text, LetterBar(voice, look), LetterSide(voice, look, kit.draw), steps)

    # Opening and closing

    def _take(self, record: str) -> Taken:
        return self._kit.book.letters.take(record)

    def _session(self, taken: Taken) -> LetterSession:
        return LetterSession(self._worker, self._kit.book.letters, taken)

    def _close(self, old: Any) -> None:
        super()._close(old)
        old.worded.disconnect()
        self.acts.close()

    def _lose(self, record: str, name: str) -> None:
        self.lost.emit(record)

    # Steps

    def _made(self, name: str) -> QWidget:
        if name == "words":
            words = WordsStep(self._held, self._voice, self._look)
            self.acts.wire_words(words)
            words.letter_asked.connect(self.edit_asked)
            return words
        issue = LetterIssue(self._held, self._voice, self._look)
        self.acts.wire_issue(issue)
        issue.print_asked.connect(lambda _: self._give("print"))
        return issue

    def _next_step(self) -> None:
        self._to_step(1)

    def _step_before(self) -> None:
        self._to_step(0)

    def _places(self, ref: Ref) -> Iterable[int]:
        words = editing.kind_of(ref.record) == "letter" and ref.field != "distribution_heading"
        return (0, 1) if words else (1, 0)

    # What the session says

    def _overflowed(self) -> None:
        self.told.emit(self._voice(N_("Too much was copied at once: nothing was put in. Copy less at a time.")), None)

    def _tell(self) -> None:
        self.bar.show_letter(self._held.letter)

    def _lived(self, life: object) -> None:
        # What lies with the letter, photos say, is on its page.
        self._held.refresh()
        super()._lived(life)

    # The paper

    def _acts(self, session: Session) -> LetterActs:
        assert isinstance(session, LetterSession)
        return LetterActs(self._kit, session)

    @property
    def key(self) -> PaperKey:
        """The letter that is open."""
        return PaperKey(self._held.letter.kind, letter=self._held.id)

    def _give(self, way: str) -> None:
        """Hands out the paper as it is stored: what leaves the desk can be made again."""
        if self.session is None:
            return
        self._leave_field()
        letter, key = self.session.letter, self.key
        to = plain(letter.to or letter.committee)[:60]
        name = file_name(self._voice(NAMES[letter.kind]), to, letter.memo().number)
        self.session.when_stored(lambda: self.give_asked.emit(way, key, name))

    # The text

    def _leave_field(self) -> None:
        super()._leave_field()
        if self.session is not None:
            self.session.leave(self.session.facts_ref)
            self.acts.write_captions()

    @property
    def _held(self) -> LetterSession:
        assert self.session is not None
        return self.session
