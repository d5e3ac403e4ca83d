"""Fields in which two texts stand against each other: marked where they are, told once, settled in their history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.notice import Action
from ui.places import ref_in_words

if TYPE_CHECKING:
    from koyradesk.conflicts import Conflict
    from ui.screens import Screens
    from ui.written import Written

_TOPIC = "clash: "


class Clashes(QObject):
    """Belongs to a window; looks at what is being written there."""

    def __init__(self, window: Screens) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        self._told: frozenset[Ref] = frozenset()

    def look(self) -> None:
        """Something was written, or another meeting is shown."""
        written = self._window.written
        if written is None:
            self._tell(())
            return
        record = written.id
        self._kit.worker.ask(
            partial(self._kit.book.keeping.conflicts, record), partial(self._found, written, record), topic="clashes"
        )

    def _found(self, written: Written, record: str, found: tuple[Conflict, ...]) -> None:
        if written is self._window.written and written.id == record:
            written.contest(frozenset(one.ref for one in found))
            self._tell(tuple(one for one in found if not written.closed(one.ref.record)))

    def _tell(self, found: tuple[Conflict, ...]) -> None:
        """Each is told once, until it is settled or the meeting is left."""
        voice, notice = self._kit.voice, self._window.notice
        refs = frozenset(one.ref for one in found)
        for one in found:
            if one.ref not in self._told:
                sentence = voice(
                    N_(
                        "{field} was changed in another window meanwhile. Both texts are kept; choose the one to stand."
                    ),
                    field=ref_in_words(one.ref, voice),
                )
                see = Action(voice(N_("See both")), partial(self._window.past.ask, one.ref))
                notice.remark(f"{_TOPIC}{one.ref}", sentence, see)
        for ref in self._told - refs:
            notice.withdraw(f"{_TOPIC}{ref}")
        self._told = refs
