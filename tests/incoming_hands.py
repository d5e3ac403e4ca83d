"""Hands for incoming letters on the screen: an office with four of them, a letter opened, a scan dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import incoming_office as office
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from koyradesk.incoming import keeping, rows
from koyradesk.store import Store
from ui import fonts
from ui.stage import Stage

TODAY = date.today()


def filled(data: Path) -> list[str]:
    """Four letters of the last days and a meeting to come; the ids of the letters."""
    with Store.open(data) as store:
        office.meeting(store, TODAY + timedelta(days=5))
        made = []
        for at in range(4):
            typed = {
                "sender": office.SENDERS[at],
                "subject": office.SUBJECTS[at],
                "number": f"০৫.৪৪.৯৯০১.০০০.০৬.০০১.২৬-{at + 100}",
                "received": TODAY - timedelta(days=3 - at),
                "date": TODAY - timedelta(days=9 - at),
                "due": TODAY - timedelta(days=1) if at == 0 else None,
                "marked": "উপজেলা কৃষি কর্মকর্তা" if at == 0 else "",
            }
            made.append(keeping.enter(store, typed, issue=411 + at, today=TODAY, by="করিম").letter.id)
    return made


@contextmanager
def at_the_register(app, place: Path) -> Iterator[Stage]:
    """The window, where letters are that came in."""
    fonts.load()
    made = Stage(app, place, "bn", "light", 1.0)
    made.window.activateWindow()
    made.window.go("incoming")
    made.settle()
    yield made
    made.end()


def asked(stage, job):
    found = []
    stage.window.kit.worker.ask(lambda: job(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def letters(stage) -> tuple:
    return asked(stage, lambda store: rows.of_year(store, TODAY.year))


def opened(stage, record):
    stage.window.incoming.letter_asked.emit(record)
    stage.settle()
    return stage.window.incoming.letter


def picture(folder: Path, name: str = "scan.png") -> Path:
    Image.new("L", (400, 560), 200).save(folder / name)
    return folder / name


def drop(widget, at, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)
