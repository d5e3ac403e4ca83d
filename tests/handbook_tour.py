"""What the tour tells about the handbook: at every scene F1 knows a page, and no picture has aged."""

from __future__ import annotations

from handbook_pictures import PICTURES, aged
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk.handbook import contents
from ui.help import places
from ui.scenes import Scene
from ui.screens import Screens
from ui.stage import Stage


class Looks:
    """Looks at each scene while it stands. ``wrong`` is what was found."""

    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self.wrong: list[str] = []
        #: The places at which F1 was pressed.
        self.pressed: set[str] = set()
        self._pictures = {scene: name for name, scene in PICTURES.items()}

    def stage(self, *given: object) -> Stage:
        """In the place of the tour's own: the one that is looked at."""
        self.stages.append(Stage(*given))  # type: ignore[arg-type]
        return self.stages[-1]

    def look(self, scene: Scene) -> None:
        stage = self.stages[-1]
        if QApplication.activeModalWidget() is not None or stage.program.refusal is not None:
            return
        shown = scene.shows(stage) if scene.shows else stage.window
        if scene.name in self._pictures and (told := aged(self._pictures[scene.name], shown)):
            self.wrong.append(told)
        if not isinstance(shown, Screens) or (shown.has("handbook") and shown.handbook.is_open):
            return
        here = places.here(shown)
        if not all(map(contents().helps, (here[0], here[-1]))):
            self.wrong.append(f"{scene.name}: no page helps at {here}")
        elif here[0] not in self.pressed and shown is stage.window:
            self.pressed.add(here[0])
            self._press(scene, stage, here)

    def _press(self, scene: Scene, stage: Stage, here: list[str]) -> None:
        """F1, and back."""
        window, handbook = stage.window, stage.window.handbook
        window.activateWindow()
        focus, where = QApplication.focusWidget(), window.here
        named = repr(focus)
        QTest.keyClick(focus or window, Qt.Key.Key_F1)
        QApplication.processEvents()
        spot, view = handbook.here.spot, handbook.pane.view
        wanted = contents().helps(here[0])
        heading = contents().page(spot.slug).anchors.get(spot.anchor) or contents().page(spot.slug).title
        top = view.cursorForPosition(QPoint(20, 14)).block()
        while not top.text():
            top = top.next()
        said = top.text().replace("\u00a0", " ")
        if not handbook.is_open or spot.slug != wanted or not view.hasFocus():
            self.wrong.append(f"{scene.name}: F1 opened {spot} at {here}")
        # The end of a page cannot come to the top.
        bar = view.verticalScrollBar()
        if said != heading and (bar.value() < bar.maximum() or heading not in view.toPlainText()):
            self.wrong.append(f"{scene.name}: F1 shows “{said}”, not “{heading}”")
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        if handbook.is_open or QApplication.focusWidget() is not focus or window.here != where:
            self.wrong.append(f"{scene.name}: Escape led from {named} to {QApplication.focusWidget()} at {window.here}")
        stage.settle()
