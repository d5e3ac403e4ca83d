"""What taking in has shown and a person has to see, in words. For the worker's thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from koyradesk.differences import difference
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.exchange.shapes import Bearer, Remark
from ui.places import field_in_words

if TYPE_CHECKING:
    from koyradesk.exchange.duplicates import Duplicate
    from koyradesk.exchange.late import Late
    from koyradesk.store import Store
    from ui.say import Voice


def late(store: Store, found: Iterable[Late], voice: Voice) -> tuple[Remark, ...]:
    """What another PC wrote into papers that were signed meanwhile."""
    from koyradesk import keepers
    from koyradesk.history import said

    made = []
    for one in found:
        record, field = one.ref
        printed = "" if one.added else said(store, record, field, one.printed)
        later = said(store, record, field, one.late)
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
                keepers.whole(store, record),
                (difference(printed, printed), difference(printed, later)),
                " · ".join(part for part in (one.by, when) if part),
                one,
            )
        )
    return tuple(made)


def duplicates(found: Iterable[Duplicate], voice: Voice) -> tuple[Remark, ...]:
    """Memo numbers that two papers have."""
    told = voice(
        N_(
            "Both papers may be out already. Give one of them another number, or make one void with a reason, and tell "
            "whoever has it."
        )
    )
    made = []
    for one in found:
        bearers = tuple(
            Bearer(
                plain(bearer.title) or voice(N_("Entry of the paper register")),
                " · ".join(
                    part
                    for part in (
                        voice.date(bearer.date) if bearer.date else "",
                        bearer.by,
                        voice.moment(bearer.when.astimezone()) if bearer.when else "",
                    )
                    if part
                ),
                bearer.paper,
            )
            for bearer in one.bearers
        )
        made.append(Remark("duplicate", one.number, told, bearers=bearers))
    return tuple(made)
