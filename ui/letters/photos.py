"""The photos of a letter, each with its caption: dropped here or chosen, shown small, in their order."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.fields import LineField
from ui.fields.flow import flow
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.letters import Photo

#: The side of a small picture, in logical pixels.
SIDE = 64


class PhotoCard(QFrame):
    """Takes files; a button for who has no mouse."""

    given = Signal(object)
    removed = Signal(str)
    captioned = Signal(str, str)
    #: A caption is being typed.
    typing = Signal(str, str)
    #: A photo is to go so many places further down.
    moved = Signal(str, int)
    #: A small picture is wanted: the photo.
    wanted = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._photos: tuple[Photo, ...] | None = None
        self._rows: dict[str, _Row] = {}
        self._frozen = False
        #: Files were given: the caret goes to the caption of the first photo that comes of them.
        self._awaits = False
        name = voice(N_("Photos"))
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.setAcceptDrops(True)
        self.hint = Text(role="muted")
        self.refusal = Text(role="error")
        self.refusal.hide()
        self.choose = Button(voice(N_("Add photos")), look, icon="image")
        self.choose.clicked.connect(self.ask)
        self._list = QVBoxLayout()
        self._list.setSpacing(STEP)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, GAP)
        stack.setSpacing(STEP)
        stack.addWidget(Text(name, "strong"))
        stack.addWidget(self.hint)
        stack.addLayout(self._list)
        stack.addWidget(self.refusal)
        stack.addLayout(flow(self.choose))
        self.show_photos((), frozen=False)

    def show_photos(self, photos: tuple[Photo, ...], *, frozen: bool) -> None:
        """The photos that are there now; those that stay keep their field and the caret."""
        self._frozen = frozen
        self.choose.setVisible(not frozen)
        hint = N_(
            "Drop photos here, or add their files. They stand on the paper in this order; Alt and an arrow move one."
        )
        self.hint.say(self._voice(hint))
        self.hint.setVisible(not frozen and not photos)
        wanted = {one.id for one in photos}
        for gone in [one for one in self._rows if one not in wanted]:
            held = self._rows.pop(gone)
            self._list.removeWidget(held)
            held.hide()
            held.deleteLater()
        fresh: list[_Row] = []
        for place, one in enumerate(photos):
            if one.id not in self._rows:
                made = self._rows[one.id] = _Row(self._voice, self._look, one)
                fresh.append(made)
                made.caption.left.connect(partial(self._captioned, one.id))
                made.caption.confirmed.connect(partial(self._next, one.id))
                made.caption.typed.connect(partial(self.typing.emit, one.id))
                made.moved.connect(partial(self.moved.emit, one.id))
                made.taking.clicked.connect(partial(self.removed.emit, one.id))
                self.wanted.emit(one)
            held = self._rows[one.id]
            self._list.insertWidget(place, held)
            held.show_photo(one, place + 1, self._voice, frozen=frozen)
        self._photos = photos
        if fresh and self._awaits:
            self._awaits = False
            caret = QApplication.focusWidget()
            if caret is None or self.isAncestorOf(caret):
                # Where one types elsewhere already, the caret stays.
                fresh[0].caption.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, photo: str) -> None:
        """Enter goes from caption to caption, and from the last one to the button for more."""
        order = [one.id for one in self._photos or ()]
        after = order[order.index(photo) + 1 :] if photo in order else []
        held = self._rows[after[0]].caption if after else self.choose
        held.setFocus(Qt.FocusReason.TabFocusReason)

    def put(self, photo: str, jpeg: bytes) -> None:
        """The small picture of a photo."""
        if photo in self._rows:
            self._rows[photo].put(jpeg)

    def refuse(self, sentence: str) -> None:
        """Why a photo was not taken; "" for nothing."""
        self.refusal.say(sentence)
        self.refusal.setVisible(bool(sentence))

    def unsaved(self) -> list[tuple[str, str]]:
        """Captions that were typed and are not written yet."""
        return [(one, held.caption.marked()) for one, held in self._rows.items() if held.is_other()]

    def _captioned(self, photo: str) -> None:
        held = self._rows.get(photo)
        if held is not None and held.is_other():
            self.captioned.emit(photo, held.caption.marked())

    def ask(self) -> None:
        """Asks for files."""
        dialog = dialogs.for_photos(self, self._voice, dialogs.documents())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self.give([Path(one) for one in paths]))
        self._dialog: QFileDialog = dialog
        dialogs.show(dialog)

    def give(self, paths: list[Path]) -> None:
        """Files are to be put in."""
        self.refuse("")
        if paths and not self._frozen:
            self._awaits = True
            self.given.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._frozen and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.give([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


class _Row(QWidget):
    """One photo: small, its caption, a way out. Alt and an arrow move it."""

    moved = Signal(int)

    def __init__(self, voice: Voice, look: Tokens, photo: Photo) -> None:
        super().__init__()
        self.setAccessibleName(photo.name)
        self.picture = QLabel()
        self.picture.setFixedSize(QSize(SIDE, SIDE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(photo.name)
        self.caption = LineField(voice(N_("Caption")), look, hint=voice(N_("What is to be seen, where and when")))
        self.name = Text(photo.name, "small")
        self.taking = Button(voice(N_("Take the photo out")), look, role="quiet", icon="x")
        self._stored = ""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.caption)
        words.addWidget(self.name)
        across = row(self.picture)
        across.addLayout(words, 1)
        across.addWidget(self.taking, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)

    def show_photo(self, photo: Photo, place: int, voice: Voice, *, frozen: bool) -> None:
        self._stored = photo.caption
        if not self.caption.hasFocus():
            self.caption.show_marked(photo.caption)
        self.caption.set_frozen(frozen)
        self.taking.setVisible(not frozen)
        self.caption.setAccessibleName(voice(N_("Caption of photo {number}"), number=place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier and not self.caption.frozen:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def is_other(self) -> bool:
        return self.caption.marked() != self._stored and not self.caption.frozen

    def put(self, jpeg: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(jpeg)
        ratio = self.devicePixelRatioF()
        side = round(SIDE * ratio)
        small = pixmap.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        small.setDevicePixelRatio(ratio)
        self.picture.setPixmap(small)
