"""The scans of a signed paper: a place to drop a file on, and what is kept with the paper already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, RADIUS, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.memos import Scan


class ScanBox(QFrame):
    """A dashed frame that takes files, with a button for who has no mouse."""

    #: A file was dropped or chosen.
    given = Signal(Path)
    #: The scan with this id is to be shown, or taken out.
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._over = False
        self._scans: tuple[Scan, ...] = ()
        self._rows: list[QWidget] = []
        self._dialog: QFileDialog | None = None
        name = voice(N_("Scan of the signed copy"))
        self.setAccessibleName(name)
        self.setAcceptDrops(True)
        self.words = Text(role="muted")
        self.choose = Button(voice(N_("Choose a file")), look, icon="paperclip")
        self.choose.clicked.connect(self.ask)
        self.list = QVBoxLayout()
        self.list.setSpacing(STEP)
        across = row(self.words, self.choose, spacing=GAP)
        across.setStretch(0, 1)
        across.setAlignment(self.choose, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP + 4, GAP, STEP + 4)
        stack.setSpacing(STEP)
        stack.addLayout(self.list)
        stack.addLayout(across)

    def say(self, sentence: str) -> None:
        """What a file dropped here will be."""
        self.words.say(sentence)

    def show_scans(self, scans: tuple[Scan, ...]) -> None:
        """The scans kept with the paper."""
        if scans == self._scans:
            return
        self._scans = scans
        for held in self._rows:
            held.hide()
            self.list.removeWidget(held)
            held.deleteLater()
        self._rows = [self._row(scan) for scan in scans]
        for made in self._rows:
            self.list.addWidget(made)

    def _row(self, scan: Scan) -> QWidget:
        voice, look = self._voice, self._look
        made = QWidget()
        made.setAccessibleName(scan.name)
        words = Text(f"{scan.name} · {size_in_words(scan.size, voice)}")
        opening = Button(voice(N_("Open the scan")), look, role="quiet", icon="file-text")
        removing = Button(voice(N_("Take the scan out")), look, role="quiet", icon="x")
        opening.clicked.connect(lambda: self.opened.emit(scan.id))
        removing.clicked.connect(lambda: self.removed.emit(scan.id))
        across = row(words, opening, removing)
        across.setStretch(0, 1)
        across.setContentsMargins(0, 0, 0, 0)
        made.setLayout(across)
        return made

    def ask(self) -> None:
        """Asks for a file."""
        dialog = QFileDialog(self, self._voice(N_("Scan of the signed copy")), dialogs.documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self._voice(N_("Scans (*.pdf *.jpg *.jpeg *.png)"))
        dialog.setNameFilters([kinds, self._voice(N_("All files (*)"))])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.given.emit(Path(path)))
        self._dialog = dialog
        dialogs.show(dialog)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.given.emit(Path(url.toLocalFile()))

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.accent if self._over else look.field_line), look.ring if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(look.accent_soft) if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def size_in_words(size: int, voice: Voice) -> str:
    """Bytes as people read them."""
    if size < 1_000_000:
        return voice(N_("{number} kB"), number=max(1, round(size / 1000)))
    return voice(N_("{number} MB"), number=voice.digits(f"{size / 1_000_000:.1f}"))
