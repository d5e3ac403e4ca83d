"""What the window shows once an office, or a committee of it, has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.beginning.making import Begun


def show(window: Any, made: Begun) -> None:
    """The notice, ready to be printed; without one the place from which one came."""
    voice = window.kit.voice
    window.look()
    if window.here.place != "begin":
        # Somebody went elsewhere meanwhile, and is not called back.
        return
    # Back from there does not lead into what is done.
    window._trail.back()
    if made.notice:
        window.edit(made.notice, "words")
        window.notice.tell(
            voice(N_("The notice stands. Ctrl P prints it; every text of it can be changed at the left."))
        )
        return
    if made.committee:
        window.go("new")
        window.notice.tell(voice(N_("The committee is there with its members. Enter begins its first meeting.")))
        return
    window.go("meetings")
    window.notice.tell(voice(N_("The office is there. Ctrl N begins the first meeting.")))
