"""The handbook of one window: which page is shown, how one came there, and back to the work with Esc."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk.handbook import Block, Run, Spot, contents
from koyradesk.i18n import N_
from ui.help import places, words
from ui.help.pane import HelpPane
from ui.help.setting import BUTTON, PICTURE, Setting
from ui.help.sight import Ring, Shown, in_sight

if TYPE_CHECKING:
    from ui.window import Window

#: So many pictures are kept as they were drawn.
_PICTURES = 24
_CONTENTS, _NEWS, _FOUND, _LARGE = "contents", "news", "found", "picture"


class Seen(NamedTuple):
    """What the pane shows: a page, or one of those that are made here; ``text`` is what was typed, or a picture."""

    kind: str
    spot: Spot = Spot("")
    text: str = ""
    #: How far down it was left.
    down: int = 0


class Handbook(QObject):
    """Belongs to a window; its pane is made when it is first asked for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        self._here = Seen(_CONTENTS)
        self._behind: list[Seen] = []
        #: Where the keyboard was in the work.
        self._left: QWidget | None = None
        self._shown: dict[str, Shown] = {}
        self._drawn: dict[tuple[str, int, float], QImage] = {}
        self._setting = False

    @cached_property
    def pane(self) -> HelpPane:
        window = self._window
        made = HelpPane(window, window.rail, window.status, self._kit.voice, self._kit.look)
        made.closed.connect(self.leave)
        made.wanted.connect(self._want)
        made.typed.connect(self._search)
        made.resized.connect(self._renew)
        made.view.followed.connect(self.follow)
        made.set_wide(self._kit.memory.text("help") == "wide")
        return made

    @cached_property
    def ring(self) -> Ring:
        made = Ring(self._window, self._kit.look)
        made.going.timeout.connect(self._ring_gone)
        return made

    @property
    def is_open(self) -> bool:
        return "pane" in self.__dict__ and not self.pane.isHidden()

    @property
    def here(self) -> Seen:
        """What the pane shows."""
        return self._here

    # Coming and going

    def begin(self) -> None:
        """Opens the page of the place one is at; from within the help, its contents."""
        if self._within():
            self.show_contents()
        else:
            self.show_spot(contents().spot(places.here(self._window)))

    def show_spot(self, spot: Spot) -> None:
        """Opens a page, at a heading."""
        self._open(Seen("page", spot))

    def show_contents(self) -> None:
        """Opens the list of contents."""
        self._open(Seen(_CONTENTS))

    def show_news(self) -> None:
        """Opens what is new."""
        self._open(Seen(_NEWS))

    def print_keys(self) -> None:
        """The sheet of shortcuts for the wall goes to a printer."""
        from ui.help.sheet import TITLE, set_sheet

        kit, name = self._kit, self._kit.voice(TITLE)
        job = partial(set_sheet, kit.book)
        kit.worker.ask(job, lambda paper: self._window.printing.ask_printer(paper, name), topic="sheet of keys")

    def leave(self) -> None:
        """Closes it: the keyboard is where it was."""
        if self.is_open:
            self.pane.hide()
            self._to_work()

    def give_way(self) -> bool:
        """Esc, which nothing in the work wanted: closes it where it is open."""
        was = self.is_open
        self.leave()
        return was

    def moved(self, place: str) -> None:
        """The user went to another place: where all of that would be covered, the help goes."""
        if self.is_open and (self.pane.wide or place == "keys"):
            self.pane.hide()

    def take_over(self, old: Handbook) -> None:
        """Goes on where another window was: after a change of language or colours."""
        if old.is_open:
            self._behind = old._behind
            self._open(old._here, remember=False)

    def _within(self) -> bool:
        focus = QApplication.focusWidget()
        return self.is_open and focus is not None and self.pane.isAncestorOf(focus)

    def _open(self, seen: Seen, *, remember: bool = True) -> None:
        pane = self.pane
        # By a click, the rail's button would look as if one had gone somewhere.
        self._window.mark_place()
        if not self._within():
            self._left = QApplication.focusWidget()
        if self.is_open and remember and self._here[:3] != seen[:3]:
            self._behind.append(self._here._replace(down=pane.view.verticalScrollBar().value()))
        elif not self.is_open:
            self._behind = []
        self._here = seen
        if seen.kind != _FOUND:
            pane.search.clear()
        self._setting = True
        pane.set_wide(seen.kind == _LARGE or self._kit.memory.text("help") == "wide")
        pane.place()
        pane.show()
        pane.raise_()
        self._setting = False
        self._renew()
        if seen.kind != _FOUND:
            # As a menu would take it: what is being typed there goes on afterwards.
            pane.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _to_work(self) -> None:
        left = self._left
        if left is not None and self._is_there(left) and left.isVisible():
            left.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.first()

    def _is_there(self, widget: QWidget) -> bool:
        """A widget may be gone by now; asked itself, it could not even say so."""
        return any(one is widget for one in self._window.findChildren(QWidget))

    def _want(self, want: str) -> None:
        if want == "back":
            if self._behind:
                self._open(self._behind.pop(), remember=False)
        elif want == "contents":
            self.show_contents()
        elif want == "news":
            self.show_news()
        elif want == "work":
            self._to_work()
        elif want == "keys":
            self._window.go("keys")
        elif want == "widened":
            self._kit.memory.keep("help", "wide" if self.pane.wide else "")

    def _search(self, typed: str) -> None:
        if typed:
            # Letter by letter it is one page.
            self._open(Seen(_FOUND, text=typed), remember=self._here.kind != _FOUND)
        elif self._here.kind == _FOUND:
            self._want("back")
            self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def _blocks(self, seen: Seen) -> tuple[Block, ...] | list[Block]:
        voice = self._kit.voice
        if seen.kind == "page":
            return contents().page(seen.spot.slug).blocks
        if seen.kind == _NEWS:
            return words.news(voice)
        if seen.kind == _FOUND:
            return words.found(seen.text, voice)
        if seen.kind == _LARGE:
            caption = next((run.text for block in self._of_picture(seen) for run in block.runs), "")
            return [Block("picture", (Run(caption),), path=seen.text)]
        return words.contents_page(voice)

    def _of_picture(self, seen: Seen) -> list[Block]:
        return [block for block in contents().page(seen.spot.slug).blocks if block.path == seen.text]

    def _renew(self) -> None:
        """Puts down what is shown, for the width there is."""
        if self._setting or not self.is_open:
            return
        pane, seen, voice = self.pane, self._here, self._kit.voice
        self._shown = in_sight(self._window, pane) if seen.kind == "page" and not pane.wide else {}
        says = partial(words.in_english, voice) if seen.kind == "page" else (lambda _: "")
        width = pane.width_of_picture if seen.kind == _LARGE else pane.width_of_page
        setting = Setting(self._kit.look, width, self._shown.keys(), says)
        page = setting.put(self._blocks(seen))
        pane.view.show_page(page)
        pane.view.setAccessibleName(self._title(seen))
        pane.back.setEnabled(bool(self._behind))
        for path, width in page.pictures.items():
            self._draw(path, width)
        if seen.down:
            pane.view.verticalScrollBar().setValue(seen.down)
        elif seen.spot.anchor and seen.kind == "page":
            pane.view.to(seen.spot.anchor)

    def _title(self, seen: Seen) -> str:
        voice = self._kit.voice
        if seen.kind in ("page", _LARGE):
            return contents().page(seen.spot.slug).title
        return voice({_NEWS: N_("What is new"), _FOUND: N_("What was found")}.get(seen.kind, N_("Contents")))

    def _draw(self, path: str, width: int) -> None:
        """A picture as sharp as the screen is, drawn where nobody waits for it."""
        ratio = self.pane.devicePixelRatioF()
        key = (path, width, ratio)
        if key in self._drawn:
            self.pane.view.put_picture(path, self._drawn[key])
            return
        job = partial(drawn, contents().folder / path, width, ratio, self._kit.look.field_line)
        self._kit.worker.ask(job, partial(self._put, key))

    def _put(self, key: tuple[str, int, float], picture: QImage) -> None:
        self._drawn[key] = picture
        while len(self._drawn) > _PICTURES:
            del self._drawn[next(iter(self._drawn))]
        if self.is_open:
            self.pane.view.put_picture(key[0], picture)

    # Where links lead

    def follow(self, link: str) -> None:
        """A link was taken: to a page, to a button in sight, to a picture."""
        if link.startswith(BUTTON):
            self._point(link.removeprefix(BUTTON))
        elif link.startswith(PICTURE):
            if self._here.kind == _LARGE:
                self._want("back")
            else:
                self._open(Seen(_LARGE, self._here.spot, link.removeprefix(PICTURE)))
        elif spot := contents().follow(link, self._here.spot.slug):
            self.show_spot(spot)

    def _point(self, name: str) -> None:
        """Shows where in the window something is."""
        shown = self._shown.get(name)
        if shown is None or not self._is_there(shown.widget) or not shown.widget.isVisible():
            return
        place = self.ring.show_around(shown)
        if self._covers(place):
            self.pane.step_aside(True)

    def _covers(self, place: QRect) -> bool:
        return self.pane.geometry().intersects(place)

    def _ring_gone(self) -> None:
        self.pane.step_aside(False)


def drawn(path: Path, width: int, ratio: float, edge: str) -> QImage:
    """A picture of the handbook, so many logical pixels wide, with a line around it: it is light also in the dark."""
    held = QImage(str(path))
    if held.isNull():
        # One that is being made anew while the page is shown.
        held = QImage(1, 1, QImage.Format.Format_RGB32)
        held.fill(QColor(edge))
    made = held.scaledToWidth(max(1, round(width * ratio)), Qt.TransformationMode.SmoothTransformation)
    made = made.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setPen(QPen(QColor(edge), max(1, round(ratio))))
    painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
