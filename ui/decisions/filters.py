"""What narrows the list: how it stands, of which committee, for which office, of which fiscal year, in which words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from koyradesk.i18n import N_
from koyradesk.obligations import words
from ui.decisions.choices import Choices
from ui.decisions.shapes import STATES, Filters, Page, State
from ui.fields import LineField
from ui.fields.flow import Flow
from ui.kit import Kit
from ui.letters.menus import pick
from ui.memo_book.register import fitted
from ui.parts import Button
from ui.theme import STEP, TYPE

_NAMES: dict[State, str] = {
    "open": N_("Open {count}"),
    "late": N_("Late {count}"),
    "week": N_("This week {count}"),
    "unruled": N_("No rule set {count}"),
}
#: Milliseconds of a pause in typing; how wide the name of a committee or an office may get on its button.
_PAUSE, _WIDE = 160, 200
_TALL = 28
#: Under which the filters are kept in the window's memory.
_KEY = "decisions"


class FilterBar(QWidget):
    """Tells when somebody wants another list. What was chosen is kept between starts, but for the words."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self._page: Page | None = None
        self.filters = _read(kit.memory.text(_KEY))
        self.setAccessibleName(voice(N_("What is listed")))
        first = [(state, voice(_NAMES[state], count="…") if state in _NAMES else "") for state in STATES]
        self.states = Choices(voice(N_("How it stands")), look, first)
        self.states.say("closed", voice(N_("Settled")))
        self.states.pill("week").setToolTip(voice(N_("Due today or in the next six days")))
        self.committee = Button("", look, role="small")
        self.office = Button("", look, role="small")
        self.year = Button("", look, role="small")
        self.words = LineField(voice(N_("Search in the decisions")), look, hint=voice(N_("Search")))
        self.words.setFixedWidth(150)
        # Without words: with them, the filters would take another line.
        self.clearing = Button("", look, role="small", icon="x")
        self.clearing.setAccessibleName(voice(N_("Show everything open")))
        self.clearing.setToolTip(self.clearing.accessibleName())
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        across = Flow(self, across=STEP, down=STEP)
        # Where one looks for words stands beside the title: here it would take another line.
        for one in (self.states, self.committee, self.office, self.year, self.clearing):
            across.addWidget(one)
            if isinstance(one, Button):
                one.setFixedHeight(_TALL)
        self.states.setSizePolicy(self.committee.sizePolicy())
        self.states.changed.connect(self._state)
        self.committee.clicked.connect(self._pick_committee)
        self.office.clicked.connect(self._pick_office)
        self.year.clicked.connect(self._pick_year)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self._search)
        self.clearing.clicked.connect(self.clear)
        for place, state in enumerate(STATES, 1):
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, partial(self.go, state),
                      context=Qt.ShortcutContext.WindowShortcut)  # fmt: skip
        QShortcut(QKeySequence("Ctrl+F"), self.words, self.words.setFocus, context=Qt.ShortcutContext.WindowShortcut)
        self._say()

    def show_page(self, page: Page) -> None:
        """The numbers, and what can be chosen."""
        self._page = page
        self._say()

    def go(self, state: State) -> None:
        """Lists what stands so."""
        self.states.choose(state)
        self._set(state=state)

    def clear(self) -> None:
        """Lists everything that is open."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._set(**asdict(Filters()))
        self.states.begin()

    def narrows(self) -> bool:
        """Whether more than the state is chosen."""
        return self.filters != Filters(self.filters.state)

    def _state(self, state: str) -> None:
        self.go(next(one for one in STATES if one == state))

    def _search(self) -> None:
        if self.words.text().strip() != self.filters.words:
            self._set(words=self.words.text().strip())

    def _set(self, **fields: object) -> None:
        self.filters = replace(self.filters, **fields)  # type: ignore[arg-type]
        kept = asdict(self.filters) | {"words": ""}
        self._kit.memory.keep(_KEY, json.dumps(kept))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        voice, page, filters = self._kit.voice, self._page, self.filters
        for state, name in _NAMES.items():
            count = page.counts.get(state, 0) if page else 0
            tone = "late" if state == "late" and count else ""
            self.states.say(state, voice(name, count=count if page else "…"), tone)
        self.states.choose(filters.state)
        committees = dict(page.committees) if page else {}
        offices = dict(page.offices) if page else {}
        every = voice(N_("All committees"))
        self._show(self.committee, committees.get(filters.committee, every) if filters.committee else every,
                   voice(N_("Committee")))  # fmt: skip
        every = voice(N_("All offices"))
        self._show(self.office, offices.get(filters.office, every) if filters.office else every, voice(N_("Office")))
        every = voice(N_("All years"))
        year = words.year_words(filters.year, voice.language) if filters.year else every
        self._show(self.year, year, voice(N_("Fiscal year")))
        self.clearing.setVisible(self.narrows())

    def _show(self, button: Button, told: str, name: str) -> None:
        button.setText(f"{fitted(told, TYPE.small, False, _WIDE, 1)} ▾")
        button.setAccessibleName(f"{name}: {told}")
        button.setToolTip(told)
        button.updateGeometry()

    # The menus

    def _pick_committee(self) -> None:
        self._pick(self.committee, self._page.committees if self._page else (), N_("All committees"),
                   self.filters.committee, lambda one: self._set(committee=one))  # fmt: skip

    def _pick_office(self) -> None:
        self._pick(self.office, self._page.offices if self._page else (), N_("All offices"), self.filters.office,
                   lambda one: self._set(office=one))  # fmt: skip

    def _pick_year(self) -> None:
        years = self._page.years if self._page else ()
        language = self._kit.voice.language
        every = [(str(one), words.year_words(one, language)) for one in years]
        now = str(self.filters.year) if self.filters.year else ""
        self._pick(self.year, every, N_("All years"), now, lambda one: self._set(year=int(one or 0)))

    def _pick(
        self,
        button: Button,
        every: Sequence[tuple[str, str]],
        none: str,
        now: str,
        take: Callable[[str], object],
    ) -> None:
        self.menu: QMenu = pick(button, [("", self._kit.voice(none)), *every], take, now)


def _read(text: str) -> Filters:
    """What was kept; the usual where it was not, or by another program."""
    try:
        held = json.loads(text) if text else {}
        return Filters(
            next((one for one in STATES if one == held.get("state")), "open"),
            str(held.get("committee", "")),
            str(held.get("office", "")),
            int(held.get("year", 0)),
        )
    except (ValueError, TypeError, AttributeError):
        return Filters()
