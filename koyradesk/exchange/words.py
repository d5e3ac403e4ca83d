"""How the exchange is told to people."""

from __future__ import annotations

from collections.abc import Mapping

from koyradesk.bengali.digits import to_bengali
from koyradesk.exchange.shapes import Role, State
from koyradesk.i18n import N_, translate

#: What a transfer's state is called.
STATES: Mapping[State, str] = {
    "made": N_("waiting to be sent"),
    "sending": N_("being sent"),
    "sent": N_("sent, not acknowledged yet"),
    "acknowledged": N_("acknowledged"),
    "taken": N_("taken"),
    "held": N_("held back"),
    "known": N_("known already"),
    "failed": N_("not sent"),
}
#: What is said of what was sent so long ago that it counts as lost.
OVERDUE = N_("sent long ago and never acknowledged: it goes once more with the next sending")
#: What an office is to us.
ROLES: Mapping[Role, str] = {
    "own": N_("our own"),
    "above": N_("above us"),
    "below": N_("below us"),
    "beside": N_("beside us"),
    "": N_("not said yet"),
}
#: What is counted in a bundle, the weightiest first; all else comes with it.
KINDS: Mapping[str, str] = {
    "meeting": N_("minutes: {count}"),
    "letter": N_("letters: {count}"),
    "obligation": N_("decisions to follow: {count}"),
    "progress": N_("reports: {count}"),
    "key": N_("keys: {count}"),
    "attachment": N_("photos and files: {count}"),
}


def counts(found: Mapping[str, int], language: str) -> str:
    """What is in a bundle, by kind, in words."""
    told = [
        translate(sentence, language, count=_digits(found[kind], language))
        for kind, sentence in KINDS.items()
        if found.get(kind)
    ]
    if told:
        return ", ".join(told)
    if found:
        return translate(N_("smaller changes: {count}"), language, count=_digits(sum(found.values()), language))
    return translate(N_("an acknowledgement"), language)


def code(receipt: str, language: str) -> str:
    """The nine digits of a receipt in groups of three."""
    return _digits(" ".join(receipt[at : at + 3] for at in range(0, len(receipt), 3)), language)


def _digits(value: int | str, language: str) -> str:
    return to_bengali(value) if language == "bn" else str(value)
