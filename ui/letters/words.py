"""Step 1 of a letter, its words: to whom, on what, what it says. What nobody typed is worded by the layout."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.model import Ref
from koyradesk.paper_key import TO_ONE
from ui.editor.completing import completing, going_on
from ui.editor.prose import Prose
from ui.editor.step import Step
from ui.fields import DateField, Form, Labelled, LineField, MarkedField
from ui.letters.photos import PhotoCard
from ui.letters.session import WORDED, LetterSession
from ui.parts import Button, Chip, Text, card, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

#: The texts that the layout words: their labels and what is told under them.
_TEXTS = (
    ("subject", N_("Subject"), ""),
    ("reference", N_("Reference"), ""),
    ("body", N_("What it says"), N_("Enter begins a new paragraph. What the paper lists stands after the first.")),
    ("enclosures", N_("Enclosures"), N_("One to a line.")),
)
_FACTS = (("date_text", N_("New date")), ("time", N_("New time")), ("place", N_("New place")))


class Wording(QWidget):
    """A text that the layout words, with a mark and a way back where somebody changed it by hand."""

    usual_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens, label: str, hint: str, field: MarkedField) -> None:
        super().__init__()
        self.field = field
        self.setAccessibleName(label)
        self.mark = Chip(look, voice(N_("Changed by hand")), "wait")
        self.back = Button(voice(N_("Back to the usual wording")), look, role="small", icon="undo-2")
        self.back.clicked.connect(self.usual_asked)
        self.label = Text(label, "muted")
        self.label.setBuddy(field)
        above = row(self.label, self.mark, self.back, spacing=STEP)
        above.setStretch(0, 1)
        for one in (self.mark, self.back):
            above.setAlignment(one, Qt.AlignmentFlag.AlignVCenter)
            policy = one.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            one.setSizePolicy(policy)
        note = Text(hint, "small")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF // 2)
        stack.addLayout(above)
        stack.addWidget(field)
        stack.addWidget(note)
        # Not before it stands in something: alone it would be a window for a moment, and take the keyboard with it.
        note.setVisible(bool(hint))
        self.show_by_hand(False, frozen=False)

    def show_by_hand(self, by_hand: bool, *, frozen: bool) -> None:
        """Whether somebody changed it."""
        self.mark.setVisible(by_hand)
        self.back.setVisible(by_hand and not frozen)


class WordsStep(Step):
    """The first step."""

    session: LetterSession
    #: Photos to put in; one to take out; a caption to write.
    photos_given = Signal(object)
    #: The letter that a reply answers is to be opened: its id.
    letter_asked = Signal(str)
    photo_removed = Signal(str)
    caption_typed = Signal(str, str)
    photo_moved = Signal(str, int)
    photo_wanted = Signal(object)

    def __init__(self, session: LetterSession, voice: Voice, look: Tokens) -> None:
        super().__init__(session, voice(N_("The words of the letter")))
        self._voice, self._look = voice, look
        self._wordings: dict[str, Wording] = {}
        self._facts: dict[str, LineField | DateField] = {}
        kind = session.letter.kind
        if kind == "postponement":
            self.stack.addWidget(self._new_day())
        self.photos: PhotoCard | None = None
        if kind == "return":
            self.photos = PhotoCard(voice, look)
            self.photos.given.connect(self.photos_given)
            self.photos.removed.connect(self.photo_removed)
            self.photos.captioned.connect(self.caption_typed)
            self.photos.moved.connect(self.photo_moved)
            self.photos.wanted.connect(self.photo_wanted)
            self.photos.typing.connect(lambda photo, text: session.begin(Ref(photo, "note"), text))
            self.stack.addWidget(self.photos)
        self.stack.addWidget(card(*self._texts(kind), name=voice(N_("The words of the letter"))))
        self.stack.addStretch(1)
        session.worded.connect(self._tell_by_hand)
        self.refresh(None)

    def _texts(self, kind: str) -> list[QWidget]:
        voice, session = self._voice, self.session
        label = voice(N_("To"))
        words = completing(session, "recipient", "text")
        to = Prose(label, self._look, hint=voice(N_("Office or post, and place")))
        to.ends = going_on(words)
        hint = N_("This name is looked for among those who carry out decisions: its late ones are listed by it.")
        made: list[QWidget] = []
        if kind not in ("notice", "postponement", "cancellation"):
            made.append(
                Labelled(label, self.hold(Ref(session.id, "to"), to), hint=voice(hint) if kind in TO_ONE else "")
            )
        else:
            to.deleteLater()
        if kind == "reply":
            answered = Button(voice(N_("Open the letter that it answers")), self._look, role="small", icon="inbox")
            answered.clicked.connect(lambda: self.letter_asked.emit(session.letter.of))
            made.append(answered)
        for name, text, under in _TEXTS:
            field = MarkedField(voice(text), self._look, breaks=name != "subject")
            wording = Wording(voice, self._look, voice(text), voice(under) if under else "", field)
            wording.usual_asked.connect(partial(self._usual, name))
            self._wordings[name] = wording
            self.hold(Ref(session.id, name), field)
            made.append(wording)
        return made

    def _new_day(self) -> QWidget:
        """The new day, hour and place; without any, the meeting is put off until further notice."""
        voice = self._voice
        form = Form(voice(N_("The new day")))
        for place, (name, label) in enumerate(_FACTS):
            words = completing(self.session, "meeting", name) if name != "date_text" else None
            field = (
                DateField(voice(label), self._look, voice)
                if name == "date_text"
                else LineField(voice(label), self._look, words=words)
            )
            field.typed.connect(partial(self.session.type_fact, name))
            field.left.connect(lambda: self.session.leave(self.session.facts_ref))
            field.locked.connect(self.session.tell_locked)
            field.undo_asked.connect(self.session.undo)
            field.redo_asked.connect(self.session.redo)
            field.entered.connect(lambda: self.session.focused.emit(Ref(self.session.id, "body")))
            self._facts[name] = field
            form.add(voice(label), field, beside=place == 1, width=2 if place == 2 else 1)
        hint = Text(voice(N_("Left empty, the meeting is put off and its new day is told later.")), "small")
        return card(Text(voice(N_("The new day")), "strong"), form, hint, name=voice(N_("The new day")))

    # What it shows

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        super().refresh(refs)
        if refs is None or self.session.facts_ref in refs:
            for name, field in self._facts.items():
                field.show_marked(self.session.fact(name))
                if field.frozen != self.session.frozen:
                    field.set_frozen(self.session.frozen)

    def tell(self, refs: frozenset[Ref] | None) -> None:
        self._tell_by_hand()
        if refs is None and self.photos is not None:
            self.photos.show_photos(self.session.life.photos, frozen=self.session.frozen)

    def _tell_by_hand(self) -> None:
        for name in WORDED:
            if name in self._wordings:
                self._wordings[name].show_by_hand(self.session.by_hand(name), frozen=self.session.frozen)

    def _usual(self, name: str) -> None:
        self.session.back_to_usual(name)
        self._wordings[name].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> None:
        """Where the keyboard begins: what is likely to be typed first."""
        if self._facts:
            self._facts["date_text"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.photos is not None and not self.session.life.photos and not self.session.frozen:
            self.photos.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go(Ref(self.session.id, "body"), 0)
