"""The ways to type as commands of the box that finds all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from koyradesk.i18n import N_
from ui.finding.commands import Command
from ui.typing.button import WaysButton
from ui.typing.method import TURN
from ui.typing.ways import KINDS

#: Other words that people have for them.
_ALSO = {
    "english": N_("typing keyboard Latin letters"),
    "phonetic": N_("typing keyboard Avro by sound Bengali Bangla"),
    "bijoy": N_("typing keyboard Unicode layout Bengali Bangla"),
    "unibijoy": N_("typing keyboard UniBijoy layout Bengali Bangla"),
    "national": N_("typing keyboard Jatiya layout Bengali Bangla"),
}


def _button(window: Any) -> WaysButton | None:
    found: WaysButton | None = window.status.findChild(WaysButton)
    return found


def _choose(way: str) -> Callable[[Any], object]:
    def does(window: Any) -> None:
        button = _button(window)
        if button is not None:
            button.typing.choose(way)

    return does


def _there(window: Any) -> bool:
    return _button(window) is not None


def _show_keys(window: Any) -> None:
    button = _button(window)
    if button is not None:
        button.sheet_asked.emit()


COMMANDS: tuple[Command, ...] = (
    *(
        Command(
            kind.title,
            _choose(kind.name),
            "keyboard",
            TURN if kind.name == "phonetic" else "",
            _ALSO[kind.name],
            _there,
        )
        for kind in KINDS
    ),
    Command(N_("Show the keys"), _show_keys, "keyboard", "", N_("keyboard layout Avro Bijoy Jatiya"), _there),
)
