"""What is told of updates: that a stick brings one, and why the last one did not come about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from koyradesk import __version__
from koyradesk.i18n import N_
from koyradesk.updates import places
from ui.notice import Action

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koyradesk.exchange.sticks import Stick
    from koyradesk.updates.running import Ended
    from ui.window import Window

_TOPIC = "update"


def tell(window: Window, drives: Iterable[Stick]) -> bool:
    """Tells of the newest version that these sticks bring, with the key to it; whether there is one.

    While a meeting is written down nothing is told: it can wait until the stick is put in again, or is looked for.
    """
    window.notice.withdraw(_TOPIC)
    found = places.newest((file, one.name) for one in drives for file in one.updates)
    if found is None or window.here.place in ("sitting", "update"):
        return found is not None
    voice = window.kit.voice
    sentence = N_("The pen drive {name} is in: it brings Koyradesk {version}.")
    see = Action(voice(N_("Look into it")), partial(_look, window, found.file))
    window.notice.remark(_TOPIC, voice(sentence, name=found.place, version=voice.digits(found.version)), see)
    return True


def _look(window: Window, file: Path) -> None:
    window.go("update")
    window.updating.look(file)


def tell_ended(window: Window) -> None:
    """Tells why the last update did not come about; that one did is told by what is new."""

    def told(ended: Ended | None) -> None:
        if ended is None or not ended.why:
            return
        voice = window.kit.voice
        sentence = N_("Koyradesk was not updated to {version}. {why} Version {installed} stands as it was.")
        said = voice(
            sentence,
            version=voice.digits(ended.version),
            why=voice(ended.why),
            installed=voice.digits(__version__),
        )
        window.notice.remark(_TOPIC, said, Action(voice(N_("Try once more")), partial(window.go, "update")))

    window.kit.worker.ask(window.kit.book.updating.ended, told, otherwise=lambda _: None)
