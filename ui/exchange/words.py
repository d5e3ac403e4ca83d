"""What the place of exchange says of transfers, offices and sizes, in the voice of the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from koyradesk.exchange.shapes import Partner, Role, State, Transfer
from koyradesk.i18n import N_
from ui.exchange.lying import Lying
from ui.exchange.shapes import Brief, Standing
from ui.say import Voice

#: The way of what the mail program of this PC took.
MAIL = "mail program"
#: What is told of a bundle's contents: kind of record, one of it, many of it. The rest is counted together.
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("meeting", N_("1 set of minutes"), N_("{count} sets of minutes")),
    ("letter", N_("1 letter"), N_("{count} letters")),
    ("obligation", N_("1 decision"), N_("{count} decisions")),
    ("progress", N_("1 progress report"), N_("{count} progress reports")),
    ("attachment", N_("1 photo or file"), N_("{count} photos and files")),
    ("key", N_("1 key"), N_("{count} keys")),
)
_DIRECTIONS = N_("1 direction"), N_("{count} directions")
_OTHERS = N_("1 small change"), N_("{count} small changes")
#: What the chip of a transfer says, and its tone.
_STATES: Mapping[State, tuple[str, str]] = {
    "made": (N_("Waiting"), "wait"),
    "sending": (N_("Being sent"), "wait"),
    "sent": (N_("Sent"), "held"),
    "acknowledged": (N_("They have it"), "good"),
    "taken": (N_("Taken in"), "good"),
    "held": (N_("Held: see why"), "late"),
    "known": (N_("Known already"), "quiet"),
    "failed": (N_("Not sent"), "late"),
}
#: What it says where a person is needed before it goes on.
_NEEDS = {"asking": (N_("Asks you"), "wait"),
          "refused": (N_("Refused: see why"), "late"),
          "overdue": (N_("No answer yet"), "wait")}  # fmt: skip
#: What a transfer's state means, and what there is to do.
_MEANS: Mapping[State, str] = {
    "made": N_("It is made and waits. Take it by pen drive, or send it when the internet is back."),
    "sending": N_("It is on its way. Whatever breaks off goes on where it stopped."),
    "sent": N_("It lies where they fetch it. They acknowledge it with the next file they send."),
    "acknowledged": N_("They took it in and said so. There is nothing left to do."),
    "taken": N_("It is taken in. The next file you send them acknowledges it."),
    "held": N_("It was not taken in, and nothing in it was opened."),
    "known": N_("All that is in it was here already. Nothing was changed."),
    "failed": N_("It could not be sent."),
}
ROLES: Mapping[Role, str] = {
    "above": N_("Above us (district)"),
    "below": N_("Below us (upazila)"),
    "beside": N_("Beside us"),
    "own": N_("A PC of this office"),
    "": N_("Not known yet"),
}

#: What another office may be said to be.
_CHOSEN: tuple[Role, ...] = ("above", "below", "beside")


def roles(voice: Voice) -> list[tuple[str, str]]:
    """What another office may be said to be to us, with its words."""
    return [(one, voice(ROLES[one])) for one in _CHOSEN]


def groups(digits: str, voice: Voice, size: int = 3) -> str:
    """Digits as they are read out: ৪৮১ ৭৩০ ২২৬."""
    return voice.digits(" ".join(digits[at : at + size] for at in range(0, len(digits), size)))


def number(digits: str, voice: Voice) -> str:
    """The thirty digits of a key as they stand on its card: two lines of three groups."""
    return "\n".join(groups(digits[at : at + 15], voice, 5) for at in (0, 15)).strip()


def size(voice: Voice, count: int) -> str:
    """How much it is: ৪৩ কি.বা."""
    if count >= 1_000_000:
        tenth = f"{count / 1_000_000:.1f}".removesuffix(".0")
        return voice(N_("{count} MB"), count=voice.digits(tenth))
    return voice(N_("{count} KB"), count=max(1, round(count / 1000)) if count else 0)


def lies(voice: Voice, lying: Lying) -> str:
    """How much lies in a folder or on a stick."""
    one, many = N_("1 file lies there, {size}"), N_("{count} files lie there, {size}")
    return voice(one if lying.files == 1 else many, count=lying.files, size=size(voice, lying.size))


def when(voice: Voice, moment: datetime, now: datetime) -> str:
    """A moment as people name it; the year only where it is another."""
    moment, now = moment.astimezone(), now.astimezone()
    if (now.date() - moment.date()).days in (0, 1) or moment.year != now.year:
        return voice.lately(moment, now)
    return f"{day(voice, moment, now)} {voice.clock(moment)}"


def day(voice: Voice, moment: datetime, now: datetime) -> str:
    """A day; the year only where it is another."""
    said = voice.date(moment.astimezone().date())
    return said.rpartition(" ")[0] if moment.astimezone().year == now.astimezone().year else said


def counted(voice: Voice, counts: Mapping[str, int], *, directs: bool = False) -> list[str]:
    """What is in a bundle, kind by kind. ``directs``: it comes from above, whose decisions are directions."""
    told, rest = [], dict(counts)
    for kind, one, many in _KINDS:
        count = rest.pop(kind, 0)
        if kind == "obligation" and directs:
            one, many = _DIRECTIONS
        if count:
            told.append(voice(one if count == 1 else many, count=count))
    left = sum(rest.values())
    if left and not told:
        told.append(voice(_OTHERS[left != 1], count=left))
    return told


def contents(voice: Voice, transfer: Transfer, *, directs: bool = False) -> str:
    """What is in a bundle, on one line."""
    told = counted(voice, transfer.counts, directs=directs)
    if told:
        return ", ".join(told)
    if transfer.state == "held":
        return voice(N_("A file that was not taken in") if transfer.name else N_("A file that is not understood"))
    return voice(N_("Acknowledgement only"))


def what(voice: Voice, transfer: Transfer, *, named: bool, directs: bool) -> str:
    """What it was and with whom; ``named``: there are several offices one could mean."""
    inside = contents(voice, transfer, directs=directs)
    if not transfer.out:
        return voice(N_("{what} · from {office}"), office=transfer.name, what=inside) if transfer.name else inside
    return voice(N_("{what} · to {office}"), office=transfer.name, what=inside) if named and transfer.name else inside


def way(voice: Voice, name: str) -> str:
    """By which way; the ways have names of the office's own."""
    if name == MAIL:
        return voice(N_("Own e-mail"))
    return voice(N_("Pen drive, file")) if name in ("file", "stick", "") else name


def state(voice: Voice, transfer: Transfer, stands: Standing | None = None) -> tuple[str, str]:
    """What its chip says, and the tone of that; ``stands``: how it stands with its way while it waits."""
    said, tone = _STATES[transfer.state]
    if stands is not None and stands.how in _NEEDS:
        said, tone = _NEEDS[stands.how]
    return voice(said), tone


def means(voice: Voice, transfer: Transfer, stands: Standing | None = None) -> str:
    """What its state means and what there is to do."""
    if stands is not None and stands.how == "overdue":
        return voice(N_("It was sent long ago, and they have not said that they have it. It goes once more with the "
                        "next file. Or phone them and read them the receipt code."))  # fmt: skip
    if transfer.out and transfer.state == "sent" and transfer.way == MAIL:
        return voice(N_("It went to the mail program. It waits until they acknowledge it: that comes with the next "
                        "file they send. If nobody pressed “Send” there, send it again."))  # fmt: skip
    return voice(_MEANS[transfer.state])


class Matters(NamedTuple):
    """What there is to do, each in a sentence, "" where there is nothing."""

    sending: str
    arrived: str
    held: str
    clashes: str


def matters(voice: Voice, brief: Brief) -> Matters:
    """What there is to do in the exchange, as every place says it."""

    def many(count: int, one: str, more: str) -> str:
        return voice(one if count == 1 else more, count=count) if count else ""

    sending = many(brief.bundles, N_("1 file waits to be sent"), N_("{count} files wait to be sent"))
    if brief.unsent and not sending:
        sending = voice(N_("Something signed waits to be sent"))
    return Matters(
        sending,
        many(brief.arrived, N_("1 file came in"), N_("{count} files came in")),
        many(brief.held, N_("1 file is held"), N_("{count} files are held")),
        many(brief.clashes, N_("1 matter was written twice"), N_("{count} matters were written twice")),
    )


def partner_state(voice: Voice, partner: Partner) -> tuple[str, str]:
    """How far an office has what is for it: a word and its tone."""
    if partner.sent is None and partner.acknowledged is None and partner.heard is None:
        return voice(N_("Nothing exchanged yet")), "quiet"
    if partner.all_acknowledged:
        return voice(N_("Has everything")), "good"
    if partner.unsent:
        return voice(N_("Something is to be sent")), "wait"
    return voice(N_("Not known whether it arrived")), "held"
