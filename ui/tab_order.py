"""Where Tab goes: through a window as it is read, whatever came into it when.

Qt goes in the order in which widgets were made, and is told of every exception. Here cards, rows and chips come and go
all the time, so the order is read off the layouts at each press of Tab.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QTabBar,
    QWidget,
)

#: What is inside these is theirs.
_WHOLE = (QAbstractSpinBox, QComboBox, QTabBar)
#: Logical pixels kept free around what is scrolled to.
_AIR = 12


def step(window: QWidget, *, forward: bool) -> bool:
    """Tab or Shift+Tab in a window: on through it as it is read. Says whether there was anywhere to go."""
    here = window.focusWidget()
    stops = [one for one in _walk(window, here) if one is here or (_stops(one) and not _covered(window, one))]
    if not stops or stops == [here]:
        return False
    at = stops.index(here) if here in stops else -1 if forward else 0
    found = stops[(at + (1 if forward else -1)) % len(stops)]
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    bring(found)
    return True


def _covered(window: QWidget, one: QWidget) -> bool:
    """Does something stand over a widget that one can go to as well?"""
    place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    return any(
        over.geometry().contains(place) and not _holds(over, one) and any(map(_stops, _walk(over, None)))
        for over in _free(window)
        if not over.isHidden()
    )


def _stops(one: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return one.focusPolicy() & tab == tab and one.isEnabled() and one.focusProxy() is None and not one.isHidden()


def _walk(widget: QWidget, here: QWidget | None) -> Iterator[QWidget]:
    """A widget and what can be seen in it, as it is read; and ``here``, though it may just have been hidden."""
    yield widget
    for child in _inside(widget):
        if not child.isWindow() and (not child.isHidden() or (here is not None and _holds(child, here))):
            yield from _walk(child, here)


def _holds(one: QWidget, other: QWidget) -> bool:
    return one is other or one.isAncestorOf(other)


def _inside(widget: QWidget) -> Iterable[QWidget]:
    if isinstance(widget, _WHOLE):
        return ()
    if isinstance(widget, QScrollArea):
        return [held] if (held := widget.widget()) is not None else ()
    if isinstance(widget, QAbstractScrollArea):
        return _as_seen(widget.viewport(), ())
    if isinstance(widget, QSplitter):
        return [widget.widget(index) for index in range(widget.count())]
    # What stands freely in it, over the rest perhaps, comes last.
    return chain(_laid(widget.layout()), _free(widget))


def _free(widget: QWidget) -> list[QWidget]:
    """What no layout of a widget places."""
    return _as_seen(widget, list(_laid(widget.layout())))


def _as_seen(widget: QWidget, without: Iterable[QWidget]) -> list[QWidget]:
    children = [one for one in widget.children() if isinstance(one, QWidget) and one not in without]
    return sorted(children, key=lambda one: (one.y(), one.x()))


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    for one in _placed(layout) if layout is not None else ():
        if isinstance(one, QLayout):
            yield from _laid(one)
        else:
            yield one


def _placed(layout: QLayout) -> list[QWidget | QLayout]:
    """What a layout places, in its order.

    It is asked of each widget and each layout where it stands. ``itemAt`` would leave Python objects behind for items
    that Qt deletes; what Qt then makes in the same memory, an event perhaps, is then taken for one of them.
    """
    around = layout.parentWidget()
    near = (*(around.children() if around is not None else ()), *layout.children())
    found = [one for one in near if isinstance(one, QWidget | QLayout) and layout.indexOf(one) >= 0]
    if isinstance(layout, QGridLayout):
        # Row and column come first in what it tells.
        return sorted(found, key=lambda one: cast("tuple[int, ...]", layout.getItemPosition(layout.indexOf(one)))[:2])
    return sorted(found, key=layout.indexOf)


def bring(widget: QWidget) -> None:
    """Into view, in whatever scrolls around it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, _AIR, _AIR)
        around = around.parentWidget()
