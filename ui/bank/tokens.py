"""Slots as people see and type them: ‹তারিখ› instead of {day}."""

from __future__ import annotations

import re

from koyradesk.bank import SLOTS, Filled
from koyradesk.markup import escape
from ui.say import Voice

_SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile("‹([^‹›]*)›")


def shown(text: str, voice: Voice) -> str:
    """A sentence with its slots by their names."""
    return _SLOT.sub(lambda slot: token(slot[1], voice) if slot[1] in SLOTS else slot[0], text)


def token(slot: str, voice: Voice) -> str:
    """A slot by its name."""
    return f"‹{voice(SLOTS[slot])}›"


def typed(text: str, voice: Voice) -> str:
    """The sentence that was typed. What stands between the marks and names no slot is left as it is, in braces."""
    slots = {voice(name): slot for slot, name in SLOTS.items()}
    return _TOKEN.sub(lambda one: f"{{{slots.get(' '.join(one[1].split()), one[1])}}}", text)


def marked(filled: Filled, voice: Voice) -> str:
    """A filled sentence with what is open in it bold, by its name."""
    parts, at = [], 0
    for stop in filled.stops:
        parts += [escape(filled.text[at : stop.start]), f"<b>{escape(token(stop.slot, voice))}</b>"]
        at = stop.end
    return "".join((*parts, escape(filled.text[at:])))


def spoken(filled: Filled, voice: Voice) -> str:
    """The same for a screen reader."""
    parts, at = [], 0
    for stop in filled.stops:
        parts += [filled.text[at : stop.start], voice(SLOTS[stop.slot])]
        at = stop.end
    return "".join((*parts, filled.text[at:]))
