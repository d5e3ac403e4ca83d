"""What the first page showed when the program was left: at the next start it stands at once, and the store is opened
behind it.

It is kept in a file beside the database and belongs to one state of it: where the database was written to since, or is
another, the window waits for the store as if nothing had been kept. Whatever is in the file, the store's answer takes
its place.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QJsonDocument

from koyradesk import disk
from koyradesk.overview import lasting, overview
from koyradesk.store import place
from ui.book import Opened, State
from ui.meeting_list import STATES, Row

_FILE = "window.json"
#: Another number means other contents.
_VERSION = 1


def keep(folder: Path, office: Opened, last: str) -> None:
    """Keeps of an office whose store is closed, its meetings newest first, what the first page shows on this day or a
    later one; ``last`` is the meeting it offers to go on with. A folder that cannot be written costs only the sooner
    start."""
    target = folder / _FILE
    text = "" if office.trouble else _written(folder, office, last)
    with suppress(OSError):
        if not text:
            disk.unlink(target, missing_ok=True)
        elif not target.exists() or target.read_bytes() != text.encode():
            beside = target.with_suffix(".part")
            # Not flushed: what a power cut leaves of it is read as nothing.
            beside.write_bytes(text.encode())
            disk.replace(beside, target)


def read(folder: Path, today: date) -> Opened | None:
    """The office as it was left, on this day; None where nothing was kept, or the database is not the one it is of."""
    try:
        # Qt is there already; Python's own reader would have to be brought in.
        held = QJsonDocument.fromJson((folder / _FILE).read_bytes()).toVariant()
        state = place.state(folder)
        if held["version"] != _VERSION or state is None or held["state"] != list(state):
            return None
        if today < date.fromisoformat(held["day"]):
            # Of the days before that one not everything was kept.
            return None
        rows = tuple(_row(*one) for one in held["rows"])
        backup = datetime.fromisoformat(held["backup"]) if held["backup"] else None
        office = State(str(held["office"]), int(held["meetings"]), backup)
        return Opened(rows, office, overview(rows, today), today, whole=False)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _written(folder: Path, office: Opened, last: str) -> str:
    """What the file says; "" where there is nothing to say."""
    import json

    state, day = place.state(folder), office.day.today
    kept = lasting(office.rows, day)
    if not kept or state is None:
        return ""
    kept += tuple(row for row in office.rows if row.id == last and row not in kept)
    backup = office.state.backup
    held = {
        "version": _VERSION,
        "state": state,
        "day": day.isoformat(),
        "office": office.state.office,
        "meetings": office.state.meetings,
        "backup": backup.isoformat() if backup else "",
        "rows": [_cells(row) for row in kept],
    }
    return json.dumps(held, ensure_ascii=False)


def _cells(row: Row) -> tuple[str, ...]:
    when = row.date.isoformat() if row.date else ""
    return (
        *(row.id, row.committee, row.period, when, row.date_text, row.number, row.state, row.title, row.time),
        row.place,
    )


def _row(*cells: str) -> Row:
    """Raises ValueError, TypeError or KeyError for what ``_cells`` never wrote."""
    record, committee, period, when, date_text, number, state, title, time, where = map(_text, cells)
    STATES[state]
    day = date.fromisoformat(when) if when else None
    return Row(record, committee, period, day, date_text, number, state, title, time=time, place=where)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
