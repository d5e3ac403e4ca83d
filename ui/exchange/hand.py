"""What all acts of the place of exchange have: the screen, the worker, the panel beside, what carries behind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.exchange.carrying import Carrying
    from ui.exchange.screen import ExchangeScreen
    from ui.kit import Kit
    from ui.notice import Action
    from ui.printing import Printing

RECORD, OFFICES, WAYS = range(3)


class Hand(QObject):
    """Belongs to the screen."""

    def __init__(self, screen: ExchangeScreen, kit: Kit, printing: Printing) -> None:
        super().__init__(screen)
        self._screen, self._kit, self._printing = screen, kit, printing
        self.screen, self.kit = screen, kit

    @cached_property
    def carrying(self) -> Carrying:
        """What carries in the background, one for all windows."""
        from ui.exchange.carrying import of

        made = of(self._kit)
        made.moved.connect(self._screen.show_progress)
        made.rested.connect(self._screen.renew)
        return made

    def _beside(self, panel: Any, title: str, about: str = "") -> None:
        self._screen.work()
        self._screen.side.show_panel(panel, title, about)
        panel.first()

    def ask_book(self, job: Any, then: Any) -> None:
        """Asks the book; a refusal is told."""
        self._ask(job, then)

    def tell(self, sentence: str, action: Action | None = None) -> None:
        """Says what was done, and shows how it stands now."""
        self._done(sentence, action)

    def _ask(self, job: Any, then: Any, otherwise: Any = None) -> None:
        self._kit.worker.ask(job, then, otherwise=otherwise or self._screen.refused.emit)

    def _done(self, sentence: str, action: Action | None = None) -> None:
        self._screen.told.emit(sentence, action)
        self._screen.renew()
