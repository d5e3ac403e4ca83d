"""The parts of the place of exchange, each made when it is first seen: most visits need the record alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.exchange.hand import OFFICES, WAYS

if TYPE_CHECKING:
    from ui.decisions.side import Side
    from ui.exchange.acts import Acts
    from ui.exchange.beginning import Beginning
    from ui.exchange.clash_page import ClashPage
    from ui.exchange.offices_page import OfficesPage
    from ui.exchange.shapes import Page
    from ui.exchange.ways_page import WaysPage
    from ui.kit import Kit

W = TypeVar("W", bound=Any)


class Places(QWidget):
    """What the screen has of them; it says the rest."""

    _kit: Kit
    acts: Acts
    page: Page | None
    #: The whole: its tabs, the first words, what was written twice. And what the tabs turn.
    stack: QStackedWidget
    pages: QStackedWidget
    side: Side
    _transfers: QWidget
    minutes_asked: Any

    @cached_property
    def offices(self) -> OfficesPage:
        from ui.exchange.offices_page import OfficesPage

        made, acts = OfficesPage(self._kit), self.acts
        self.pages.addWidget(made)
        made.card_asked.connect(acts.print_card)
        made.named.connect(acts.call)
        made.copy_asked.connect(acts.copy_card)
        made.asked.connect(acts.show_office)
        made.add_asked.connect(acts.add_office)
        made.revoke_asked.connect(acts.ask_revoke)
        made.give_room(whole=self.side.isHidden())
        return self._filled(made)

    @cached_property
    def ways(self) -> WaysPage:
        from ui.exchange.ways_page import WaysPage

        made, acts = WaysPage(self._kit), self.acts
        self.pages.addWidget(made)
        made.add_asked.connect(acts.add_way)
        made.change_asked.connect(acts.change_way)
        made.test_asked.connect(acts.test_way)
        made.remove_asked.connect(acts.remove_way)
        return self._filled(made)

    @cached_property
    def clashes(self) -> ClashPage:
        from ui.exchange.clash_page import ClashPage

        made, acts = ClashPage(self._kit.voice, self._kit.look), self.acts
        self.stack.addWidget(made)
        made.settle_asked.connect(acts.settle)
        made.keep_asked.connect(acts.keep_printed)
        made.part_asked.connect(acts.part)
        made.left.connect(self.leave_clashes)
        made.meeting_asked.connect(lambda whole, ref: self.minutes_asked.emit(whole, "items", ref))
        return self._filled(made)

    @cached_property
    def beginning(self) -> Beginning:
        from ui.exchange.beginning import Beginning

        made, acts = Beginning(self._kit.voice, self._kit.look), self.acts
        self.stack.addWidget(made)
        made.card_asked.connect(acts.print_card)
        made.named.connect(acts.call)
        made.stick_asked.connect(acts.to_stick)
        made.file_asked.connect(acts.choose_file)
        made.add_asked.connect(acts.add_office)
        return self._filled(made)

    def leave_clashes(self) -> None:
        """Back to the record."""
        raise NotImplementedError

    def _filled(self, made: W) -> W:
        """Shows from the first how things are."""
        if self.page is not None:
            made.show_page(self.page)
        return made

    def _show_page(self, page: Page) -> None:
        """How things are now, in all that was made."""
        for name in ("clashes", "offices", "beginning", "ways"):
            if name in self.__dict__:
                getattr(self, name).show_page(page)

    def _give_room(self, *, whole: bool) -> None:
        if "offices" in self.__dict__:
            self.offices.give_room(whole=whole)

    def _seen(self, name: str) -> bool:
        """Whether one of them is on show."""
        return name in self.__dict__ and self.stack.currentWidget() is self.__dict__[name]

    def _page_at(self, tab: int) -> QWidget:
        """What a tab shows."""
        return self.offices if tab == OFFICES else self.ways if tab == WAYS else self._transfers
