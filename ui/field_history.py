"""The history of the field that is being typed in: asked for, shown beside the text, put back from."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from koyradesk.model import Ref
from ui.history_panel import HistoryPanel

if TYPE_CHECKING:
    from ui.screens import Screens


class FieldHistory(QObject):
    """Belongs to a window; its panel is made when it is first asked for."""

    def __init__(self, window: Screens) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        self._ref: Ref | None = None

    @cached_property
    def panel(self) -> HistoryPanel:
        made = HistoryPanel(self._window, self._window.status.height(), self._kit.voice, self._kit.look)
        made.restore_asked.connect(self.restore)
        made.settle_asked.connect(self.settle)
        made.closed.connect(self._back)
        return made

    def ask(self, ref: Ref) -> None:
        """Shows the history of a field of what is being written."""
        written = self._window.written
        if written is None:
            return
        self._ref = ref
        job = partial(self._kit.book.keeping.history, ref, fixed=written.frozen)
        # What is being typed there belongs to its history, too.
        written.when_stored(lambda: self._kit.worker.ask(job, self.panel.show_past, topic="history"))

    def restore(self, ref: Ref, text: str) -> None:
        """Puts an older text back: an edit like any other."""
        self.leave()
        written = self._window.written
        if written is not None:
            written.type(ref, text)
            written.leave(ref)
            self._window.to_field(ref)

    def settle(self, ref: Ref, value: object) -> None:
        """Lets one of several texts stand alone."""
        self.leave()
        written = self._window.written
        if written is not None:
            job = partial(self._kit.book.keeping.settle, written.id, ref, value)
            written.do(job, lambda _: self._back(), otherwise=self._kit.worker.refused.emit)

    def leave(self) -> None:
        """Another place: the panel goes."""
        if "panel" in self.__dict__:
            self.panel.hide()

    def _back(self) -> None:
        if self._window.written is not None and self._ref is not None:
            self._window.to_field(self._ref)
