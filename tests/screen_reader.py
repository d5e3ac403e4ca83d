"""What a screen reader is told of the window: its tree of AT-SPI, read over D-Bus as Orca reads it.

``dbus-run-session -- python tests/screen_reader.py FOLDER LANGUAGE SCHEME`` plays every scene of the tour on the screen
it finds, and writes what was told of each beside its picture.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE, _TEXT, _VALUE = (f"org.a11y.atspi.{name}" for name in ("Accessible", "Text", "Value"))
#: In seconds: a scene that is not read by then never will be, and is named with where it stands.
_HANGS = 300
#: Bits of ``Atspi.StateType``.
_STATES = {3: "checkable", 4: "checked", 7: "editable", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one thing: ``above`` are the roles and names on the way down to it."""

    above: tuple[str, ...]
    role: str
    name: str
    description: str
    states: tuple[str, ...]
    #: None where it has none.
    text: str | None
    value: float | None


class Bus:
    """The bus of assistive technology; many questions are under way at once."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=30).body
        session.close()
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def ask(self, questions: Iterable[Any]) -> list[Any]:
        """The answers in the order of the questions; None where there is none."""
        sent = []
        for question in questions:
            serial = next(self._bus.outgoing_serial)
            self._bus.send(question, serial=serial)
            sent.append(serial)
        wanted, answers = set(sent), {}
        while wanted:
            came = self._bus.receive(timeout=60)
            serial = came.header.fields.get(HeaderFields.reply_serial)
            if serial in wanted:
                wanted.discard(serial)
                good = came.header.message_type == MessageType.method_return
                answers[serial] = came.body if good else None
        return [answers[serial] for serial in sent]

    def program(self) -> tuple[str, str]:
        """The one program on the bus."""
        registry = DBusAddress(_ROOT, "org.a11y.atspi.Registry", _ACCESSIBLE)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            (children,) = self.ask([new_method_call(registry, "GetChildren")])
            if children and children[0]:
                name, path = children[0][0]
                return name, path
            # Qt goes there by itself, when it has heard that somebody listens.
            time.sleep(0.05)
        raise LookupError("the program does not stand on the bus")

    def tree(self, of: tuple[str, str]) -> Iterator[Told]:
        """All that is told below one thing, level by level."""
        level: list[tuple[tuple[str, ...], tuple[str, str]]] = [((), of)]
        while level:
            answers = iter(self.ask(question for _, one in level for question in _questions(*one)))
            below = []
            for above, _ in level:
                name, description, role, states, text, value, children = (next(answers) for _ in range(7))
                if name is None or role is None:
                    # It went while it was read.
                    continue
                told = Told(
                    above,
                    role[0],
                    name[0][1],
                    description[0][1] if description else "",
                    _states(states),
                    text[0] if text else None,
                    value[0][1] if value else None,
                )
                yield told
                if "showing" not in told.states and told.role != "application":
                    # A place that is not open: it is read when it is.
                    continue
                way = (*above, f"{told.role} “{told.name[:40]}”")
                below += [(way, tuple(child)) for child in (children[0] if children else ())]
            level = below


def _questions(name: str, path: str) -> Iterator[Any]:
    thing = DBusAddress(path, name, _ACCESSIBLE)
    yield Properties(thing).get("Name")
    yield Properties(thing).get("Description")
    yield new_method_call(thing, "GetRoleName")
    yield new_method_call(thing, "GetState")
    yield new_method_call(DBusAddress(path, name, _TEXT), "GetText", "ii", (0, -1))
    yield Properties(DBusAddress(path, name, _VALUE)).get("CurrentValue")
    yield new_method_call(thing, "GetChildren")


def _states(answer: Any) -> tuple[str, ...]:
    low, high = answer[0] if answer else (0, 0)
    bits = low | high << 32
    return tuple(name for bit, name in _STATES.items() if bits >> bit & 1)


def main(folder: str, language: str, scheme: str) -> None:
    """Plays the scenes; writes their pictures and ``told.json``."""
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.tour import walk

    app = QApplication([*sys.argv[:1], *theme.STYLE])
    told: dict[str, list[dict[str, Any]]] = {}
    bus = Bus()

    def look(scene: Any) -> None:
        faulthandler.dump_traceback_later(_HANGS, exit=True)
        told[scene.name] = [asdict(one) for one in _read(app, bus)]

    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    faulthandler.dump_traceback_later(_HANGS, exit=True)
    for path in walk(Path(folder), scale, [language], [scheme], look=look):
        sys.stdout.write(f"{path}\n")
    faulthandler.cancel_dump_traceback_later()
    bus.close()
    Path(folder, "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _read(app: Any, bus: Bus) -> list[Told]:
    """The tree as it stands; the program answers meanwhile, as it must for a reader in another process."""
    found: list[Told] = []
    failed: list[BaseException] = []

    def read() -> None:
        try:
            found.extend(bus.tree(bus.program()))
        except (LookupError, OSError) as error:
            failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    while reader.is_alive():
        app.processEvents()
        reader.join(0.001)
    if failed:
        raise failed[0]
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
