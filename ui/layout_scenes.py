"""Scenes of the tour in which an office sets how its papers look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.editor_scenes import keys, letters
from ui.layouts.columns import ColumnsControl
from ui.layouts.controls import NumberControl
from ui.layouts.rows import RowsControl

if TYPE_CHECKING:
    from ui.layouts.draft import Draft
    from ui.layouts.entry import Entry
    from ui.stage import Stage


def _open(stage: Stage) -> None:
    stage.window.notice.clear()
    stage.window.go("layout")


def _entry(stage: Stage, path: str) -> Entry:
    form = stage.window.layouts.form
    assert form is not None
    return form.go(path)


def _draft(stage: Stage) -> Draft:
    draft = stage.window.layouts.draft
    assert draft is not None
    return draft


def _columns(stage: Stage) -> None:
    """A column less, and another wider."""
    control = _entry(stage, "table.columns").control
    assert isinstance(control, ColumnsControl)
    control.remove(1)
    control.strip.setFocus(Qt.FocusReason.TabFocusReason)
    keys("Down", "Left", "Left")(stage)


def _facts(stage: Stage) -> None:
    control = _entry(stage, "facts.rows").control
    assert isinstance(control, RowsControl)
    control.shift(1, -1)
    _draft(stage).put("facts.style", "table")


def _logo(stage: Stage) -> None:
    picture = QImage(240, 240, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#006a4e"))
    painter.drawEllipse(10, 10, 220, 220)
    painter.setBrush(QColor("#f42a41"))
    painter.drawEllipse(70, 70, 100, 100)
    painter.end()
    path = stage.folder / "লোগো.png"
    picture.save(str(path))
    _entry(stage, "letterhead.logo")
    stage.window.layouts.files.take_logo(path)


def _wrong(stage: Stage) -> None:
    """A margin that no paper has."""
    control = _entry(stage, "page.left").control
    assert isinstance(control, NumberControl)
    control.field.selectAll()
    letters("৫০০")(stage)


def _sentence(stage: Stage) -> None:
    """The subject of a notice that no longer tells of which meeting."""
    control: Any = _entry(stage, "notice.subject").control
    control.field.selectAll()
    letters("সভা আহ্বান")(stage)


def _numbered(stage: Stage) -> None:
    _entry(stage, "numbering.decision")
    _draft(stage).put("numbering.decision", "(ক)")


def _given_up(stage: Stage) -> None:
    _draft(stage).to_kept()
    stage.window.notice.clear()


ACTS = (
    ("layout", (_open,)),
    ("layout-columns", (_columns,)),
    ("layout-facts", (_facts,)),
    ("layout-logo", (_logo,)),
    ("layout-numbering", (_numbered,)),
    ("layout-wrong", (_wrong,)),
    ("layout-sentence", (_sentence,)),
    ("layout-left", (lambda stage: stage.window.go("today"),)),
    ("layout-back", (_open, _given_up)),
)
