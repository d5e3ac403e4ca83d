"""The program on a folder, begun as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.tour import Stage


@contextmanager
def begun(qapp: QApplication, folder: Path) -> Iterator[Callable[..., Stage]]:
    """Opens windows, of a language and at a scale, as often as it is asked; all end with it."""
    fonts.load()
    stages: list[Stage] = []

    def made(language: str = "bn", scale: float = 1.0) -> Stage:
        stages.append(Stage(qapp, folder, language, "light", scale))
        stages[-1].window.activateWindow()
        return stages[-1]

    yield made
    for stage in stages:
        stage.end()
