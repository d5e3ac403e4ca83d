"""What taking in has shown and a person has to see, in words. For the worker's thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from koyradesk.differences import difference
from koyradesk.i18n import N_
from ui.exchange.shapes import Remark
from ui.places import field_in_words

if TYPE_CHECKING:
    from koyradesk.exchange.late import Late
    from koyradesk.store import Store
    from ui.say import Voice


def late(store: Store, found: Iterable[Late], voice: Voice) -> tuple[Remark, ...]:
    """What another PC wrote into papers that were signed meanwhile."""
    from koyradesk.history import said

    made = []
    for one in found:
        record, field = one.ref
        printed = "" if one.added else said(store, record, field, one.printed)
        later = said(store, record, field, one.late)
        above = next((part for part in (record, *store.above(record)) if part.startswith(("meeting.", "letter."))), "")
        about = " · ".join(part for part in (one.number, field_in_words(one.ref, voice)) if part)
        when = voice.moment(one.when.astimezone()) if one.when else voice(N_("at an unknown time"))
        sentence = N_(
            "The paper stays as it was signed. Whoever wants the later words makes a correction, or says it in the "
            "next meeting."
        )
        made.append(
            Remark(
                "late",
                about,
                voice(sentence),
                above,
                (difference(printed, printed), difference(printed, later)),
                " · ".join(part for part in (one.by, when) if part),
                one,
            )
        )
    return tuple(made)
