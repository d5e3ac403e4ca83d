"""The three cards over the record: what waits to be sent, what waits to be taken, how far others have everything."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.exchange.shapes import Partner
from koyradesk.i18n import N_
from ui.exchange import words
from ui.exchange.shapes import Found, Page
from ui.parts import Text, card
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, restyle


class Told(NamedTuple):
    """What a card says. ``tone``: "good" for all is well, "wait" for something to do, "" for nothing."""

    head: str
    below: str
    tone: str = ""


class _Card(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.name = Text(name, "muted")
        self.head = Text(role="total")
        self.below = Text(role="small")
        frame = card(name=name)
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(GAP, STEP, GAP, STEP)
        inside.setSpacing(0)
        for text in (self.name, self.head, self.below):
            inside.addWidget(text)
        inside.addStretch(1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(frame)

    def tell(self, told: Told) -> None:
        self.head.say(told.head)
        self.below.say(told.below)
        restyle(self.head, "tone", told.tone)
        self.setAccessibleDescription(f"{told.head}. {told.below}")


class Cards(QWidget):
    """All three side by side."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("How the exchange stands")))
        self.sending = _Card(voice(N_("Waiting to be sent")))
        self.taking = _Card(voice(N_("Waiting to be taken")))
        self.known = _Card(voice(N_("What they have")))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(STEP + HALF)
        for one in (self.sending, self.taking, self.known):
            across.addWidget(one, 1)

    def show_page(self, page: Page, sticks: tuple[Found, ...]) -> None:
        """How it stands now."""
        self.sending.tell(sending(self._voice, page))
        self.taking.tell(taking(self._voice, page, sticks))
        self.known.tell(known(self._voice, page))

    def show_progress(self, done: int, total: int) -> None:
        """A bundle is under way: so much of it lies there."""
        voice = self._voice
        sentence = N_("being sent: {done} of {total}")
        self.sending.below.say(voice(sentence, done=words.size(voice, done), total=words.size(voice, total)))


def sending(voice: Voice, page: Page) -> Told:
    """What waits to be sent."""
    waiting = page.waiting
    if waiting:
        one, many = N_("1 file"), N_("{count} files")
        head = voice(one if len(waiting) == 1 else many, count=len(waiting))
        total = words.size(voice, sum(one.size for one in waiting))
        carried = any(one.id in page.standing for one in waiting)
        goes = N_("goes when the internet is back") if carried else N_("take it by pen drive")
        return Told(head, f"{total} · {voice(goes)}", "wait")
    if page.unsent:
        # Papers and reports are what people count; what else there is comes with them.
        head, *more = words.counted(voice, page.unsent_counts) or [voice(N_("Something signed"))]
        yet = voice(N_("not in a file yet: send it, or take it by pen drive"))
        return Told(head, f"{', '.join(more)} · {yet}" if more else yet, "wait")
    if page.unanswered:
        return Told(voice(N_("An acknowledgement")), voice(N_("write them a file: it says that theirs was taken")))
    return Told(voice(N_("Nothing")), voice(N_("everything that is signed was sent")) if page.others else "")


def taking(voice: Voice, page: Page, sticks: tuple[Found, ...]) -> Told:
    """What waits to be taken in."""
    lying = sum(len(one.files) for one in sticks)
    one, many = N_("1 file"), N_("{count} files")
    if lying:
        on = voice(N_("on the pen drive {name}"), name=next(one.name for one in sticks if one.files))
        return Told(voice(one if lying == 1 else many, count=lying), on, "wait")
    if count := len(page.inbox):
        return Told(
            voice(one if count == 1 else many, count=count), voice(N_("came in by itself: look into it")), "wait"
        )
    if held := page.held:
        head = voice(one if len(held) == 1 else many, count=len(held))
        return Told(head, voice(N_("held: see the reason in the list")), "wait")
    last = max((one.heard for one in page.partners if one.heard), default=None)
    told = voice(N_("last heard: {when}"), when=words.when(voice, last, page.now)) if last else ""
    return Told(voice(N_("Nothing")), told)


def known(voice: Voice, page: Page) -> Told:
    """How far the others acknowledged what was sent to them."""
    others = tuple(one for one in page.others if one.sent or one.acknowledged)
    receipt = next((one.receipt for one in page.transfers if one.out and one.state == "acknowledged"), "")
    last = voice(N_("last receipt: {code}"), code=words.groups(receipt, voice)) if receipt else ""
    if not others:
        if any(one.out for one in page.transfers):
            return Told(voice(N_("Not known yet")), voice(N_("they say so with the next file they send")))
        return Told(voice(N_("Nothing yet")), voice(N_("the first file begins it")))
    if len(others) > 1:
        whole = sum(one.all_acknowledged for one in others)
        sentence = N_("{whole} of {count} offices have everything")
        tone = "good" if whole == len(others) else ""
        return Told(voice(sentence, whole=whole, count=len(others)), last, tone)
    return _of_one(voice, page, others[0], last)


def _of_one(voice: Voice, page: Page, other: Partner, last: str) -> Told:
    if other.acknowledged is None:
        return Told(voice(N_("Not known yet")), voice(N_("they say so with the next file they send")))
    until = words.day(voice, other.acknowledged, page.now)
    if other.all_acknowledged:
        return Told(voice(N_("Everything up to {day}"), day=until), last, "good")
    return Told(voice(N_("Up to {day}"), day=until), last)
