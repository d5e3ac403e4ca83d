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
        self.screen, self.kit, self._printing = screen, kit, printing

    @cached_property
    def carrying(self) -> Carrying:
        """What carries in the background, one for all windows."""
        from ui.exchange.carrying import of

        made = of(self.kit)
        made.moved.connect(self.screen.show_progress)
        made.rested.connect(self.screen.renew)
        return made

    def _beside(self, panel: Any, title: str, about: str = "") -> None:
        self.screen.work()
        self.screen.side.show_panel(panel, title, about)
        panel.first()

    def ask_book(self, job: Any, then: Any, otherwise: Any = None) -> None:
        """Asks the book; a refusal is told, where nobody says ``otherwise``."""
        self.kit.worker.ask(job, then, otherwise=otherwise or self.screen.refused.emit)

    def tell(self, sentence: str, action: Action | None = None) -> None:
        """Says what was done, and shows how it stands now."""
        self.screen.told.emit(sentence, action)
        self.screen.renew()
