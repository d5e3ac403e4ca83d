"""The editor of one meeting: its four steps at the left, the live page at the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.bank.field_bank import FieldBank
from ui.bank.learner import Learner
from ui.editor.acts import PaperActs
from ui.editor.beside import Beside
from ui.editor.frame import EditorFrame
from ui.editor.steps import STEPS
from ui.editor.title_bar import TitleBar
from ui.editor.undo_offer import UndoOffer
from ui.edits import Life, Taken
from ui.kit import Kit
from ui.notice import Action
from ui.raster import Paper
from ui.session import Session


class Editor(EditorFrame):
    """One meeting open for typing."""

    #: The action of something told would do something else by now.
    overtaken = Signal(object)
    #: The meeting was put into the bin in another window: its id and what it is called.
    lost = Signal(str, str)
    #: The paper as it is stored, and what its file is to be called.
    print_asked = Signal(object, str)
    pdf_asked = Signal(object, str)
    picture_asked = Signal(object, str)
    #: The letter that an item started from is to be opened: its id.
    edit_asked = Signal(str)
    #: The clipboard is to be read as minutes.
    minutes_asked = Signal()
    #: The papers of the meeting are to be shown: its id and name.
    papers_asked = Signal(str, str)
    #: How the papers of a committee look is to be set: its name.
    layout_asked = Signal(str)
    #: Notes are to be taken in the meeting.
    sitting_asked = Signal()

    bar: TitleBar
    beside: Beside

    def __init__(self, kit: Kit) -> None:
        voice, look = kit.voice, kit.look
        name, text = voice(N_("The meeting being edited")), voice(N_("The text of the meeting"))
        steps = [step.name for step in STEPS]
        super().__init__(kit, name, text, TitleBar(voice, look), Beside(voice, look, kit.draw), steps)
        self._learner = Learner(kit)
        self.sentences = FieldBank(self, kit)
        self.moved.connect(lambda _, ref: self.sentences.leave(ref))
        self._offer = UndoOffer(voice, self._undo)
        self._offer.made.connect(self.told)
        self._offer.overtaken.connect(self.overtaken)
        self.bar.layout_asked.connect(lambda: self.layout_asked.emit(self._held.meeting.committee))
        self.bar.sitting_asked.connect(self.sitting_asked)
        self.beside.kind_chosen.connect(self._show_kind)

    def _keys(self) -> None:
        super()._keys()
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+M"), self, self.show_sentences, context=inside)

    def show_sentences(self) -> None:
        """Shows what the sentence bank has for the field that is typed in."""
        self.sentences.ask(self._focus)

    # Opening and closing

    def _take(self, record: str) -> Taken:
        return self._kit.book.edits.take(record)

    def _session(self, taken: Taken) -> Session:
        made = Session(self._worker, self._kit.book.edits, self._kit.book.preview, taken)
        self._learner.teach(made)
        return made

    def _show(self, session: Session, step: str, ref: Ref | None) -> None:
        self.beside.offer_correction(session.life.correction is not None)
        super()._show(session, step, ref)

    def _close(self, old: Session) -> None:
        self._offer.end()
        self._learner.leave(old)
        self.sentences.leave()
        super()._close(old)

    def _lose(self, record: str, name: str) -> None:
        self.lost.emit(record, name)

    # Steps

    def _show_step(self, index: int) -> None:
        super()._show_step(index)
        # Who came is seen on the sign-sheet, everything else on the minutes.
        if self.session is not None and self.session.kind in ("attendance", "minutes"):
            self.beside.show_kind("attendance" if self._names[index] == "attendance" else "minutes")

    def _made(self, name: str) -> QWidget:
        made = STEPS[self._names.index(name)].make(self._held, self._voice, self._look)
        self._connect_step(made)
        return made

    def _connect_step(self, step: Any) -> None:
        acts = self.acts
        for signal, job in (
            ("told", lambda sentence: self.told.emit(sentence, None)),
            ("removed", self._offer.make),
            ("letter_asked", self.edit_asked.emit),
            ("print_asked", self._print_kind),
            ("correction_asked", acts.print_correction),
            ("number_asked", acts.number),
            ("sign_asked", acts.sign),
            ("attach_asked", acts.attach),
            ("void_asked", acts.void),
            ("kind_shown", self.beside.show_kind),
            ("scan_asked", acts.show_scan),
            ("scan_removed", acts.take_out),
            ("sent", acts.despatch),
            ("acknowledged", acts.acknowledge),
            ("taken_back", acts.take_back),
            ("papers_asked", lambda: self.papers_asked.emit(self._held.id, self.bar.title.plain)),
        ):
            if hasattr(step, signal):
                getattr(step, signal).connect(job)

    def _places(self, ref: Ref) -> Iterable[int]:
        kind = editing.kind_of(ref.record)
        return sorted(range(len(STEPS)), key=lambda index: kind not in STEPS[index].kinds)

    # What the session says

    def _overflowed(self) -> None:
        sentence = N_(
            "What was copied is too long to be put in here, so nothing was changed. Copy it in smaller parts, or open "
            "the whole of it as minutes."
        )
        self.told.emit(self._voice(sentence), Action(self._voice(N_("Open as minutes")), self.minutes_asked.emit))

    def _changed(self, refs: frozenset[Ref] | None) -> None:
        self._offer.end()
        if any(ref.record.startswith("correction.") and ref.field != "place" for ref in refs or ()):
            # What is typed there stands on a paper of its own.
            self.beside.show_kind("correction")
        super()._changed(refs)

    def _tell(self) -> None:
        self.bar.show_meeting(self._held.meeting)

    def _lived(self, life: Life) -> None:
        self.beside.offer_correction(life.correction is not None)
        super()._lived(life)

    def _leads(self, ref: Ref) -> bool:
        return ref.record != self._held.id

    # The paper

    def _acts(self, session: Session) -> PaperActs:
        made = PaperActs(self._kit, session)
        made.given.connect(self._given)
        return made

    def _show_kind(self, kind: str) -> None:
        if self.session is not None:
            self.session.show_kind(kind)

    def _print_kind(self, kind: str) -> None:
        self.beside.show_kind(kind)
        self._give("print")

    def _give(self, way: str) -> None:
        if self.session is not None:
            self._leave_field()
            self.acts.give(way)

    def _given(self, paper: Paper, name: str, way: str) -> None:
        {"print": self.print_asked, "pdf": self.pdf_asked, "picture": self.picture_asked}[way].emit(paper, name)

    @property
    def _held(self) -> Session:
        assert self.session is not None
        return self.session
