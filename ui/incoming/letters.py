"""The letters of a list, as lines; a scan is dropped on the line of its letter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from koyradesk.i18n import N_
from koyradesk.incoming.shapes import Line
from ui.incoming import drops
from ui.memo_book.register import Column, Register
from ui.say import Voice


def columns(voice: Voice) -> tuple[Column, ...]:
    """What the cells of a line are."""
    return (
        Column(voice(N_("Number")), 66),
        Column(voice(N_("Received")), 88),
        Column(voice(N_("Sender")), 1.1),
        Column(voice(N_("Memo number")), 1.1),
        Column(voice(N_("Subject")), 1.4),
        Column(voice(N_("Scan")), 40),
        Column(voice(N_("State")), 124),
    )


class Letters(Register[Line]):
    """The register; files that are dropped on a letter are its scans."""

    #: Files for a letter: its id, the files.
    given = Signal(str, object)

    def __init__(self, look: Any, columns: Any, name: str) -> None:
        super().__init__(look, columns, name, tall=2)
        self.setAcceptDrops(True)
        self.setDragDropMode(Register.DragDropMode.DropOnly)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self.rows.thing_at(index)
        if drops.paths(event.mimeData()) and line is not None and line.letter is not None:
            # The line on which it would fall is seen.
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        line = self.rows.thing_at(self.indexAt(event.position().toPoint()))
        files = drops.paths(event.mimeData())
        if files and line is not None and line.letter is not None:
            event.acceptProposedAction()
            self.given.emit(line.letter.id, files)
