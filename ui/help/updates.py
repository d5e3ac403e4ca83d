"""What is told once after an update: that the program is new, with the way to what it brought. Light: it is asked at
every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk import __version__
from koyradesk.i18n import N_
from koyradesk.updates import noted
from ui.notice import Action

if TYPE_CHECKING:
    from ui.window import Window

#: What the window remembers the version by that it saw last.
_SEEN = "version"


def tell(window: Window) -> None:
    """Tells it where another version was seen last in this data folder; never at the first start."""
    memory, voice = window.kit.memory, window.kit.voice
    if noted(window.kit.book.folder):
        from ui.updating.news import tell_ended

        tell_ended(window)
    seen = memory.text(_SEEN)
    if seen == __version__:
        return
    memory.keep(_SEEN, __version__)
    if not seen:
        return
    from koyradesk.news import since

    if since(seen, __version__):
        sentence = voice(N_("Koyradesk is new: version {version}."), version=voice.digits(__version__))
        action = Action(voice(N_("See what is new")), lambda: window.handbook.show_news())
        window.notice.remark("news", sentence, action, good=True)
