"""How a list that is taken in is told: what becomes of each of its rows, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from ui.line_list import Line
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.directory.importing import Difference, Preview
    from koyradesk.directory.importing import Line as Taken

#: The tones of what can become of a row.
TONES = {"new": "good", "same": "quiet", "changed": "held", "unclear": "wait", "skipped": "quiet", "refused": "wait"}
#: In this order they stand in the tabs.
ORDER = ("unclear", "refused", "new", "changed", "same", "skipped")


def lines(preview: Preview, voice: Voice) -> list[Line[Taken]]:
    """The rows of the list as the table shows them."""
    return [line(one, voice) for one in preview.lines]


def line(one: Taken, voice: Voice) -> Line[Taken]:
    from koyradesk.directory.importing import STATES

    number, state, about = voice.digits(one.number), voice(STATES[one.state]), told(one, voice)
    spoken = ", ".join(part for part in (number, one.name, about, state) if part)
    return Line(one.name, one, state, TONES[one.state], (number, about), spoken)


def told(one: Taken, voice: Voice) -> str:
    """What a row changes, asks, or why it cannot be."""
    if one.why is not None:
        return voice.refusal(one.why)
    if one.questions:
        names = "; ".join(f"“{question.name}”" for question in one.questions)
        return voice(N_("Asked about: {names}"), names=names)
    parts = [difference(each, voice) for each in one.differences if not (one.state == "new" and each.field == "name")]
    if one.also:
        parts.append(voice(N_("new with it: {names}"), names="; ".join(one.also)))
    parts += [voice.refusal(note) for note in one.notes]
    return " · ".join(parts)


def difference(one: Difference, voice: Voice) -> str:
    """A field with what it was and what it would be."""
    from koyradesk.directory.columns import HEADINGS, said

    name = voice(HEADINGS[one.field])
    old, new = (said(one.field, value, voice.language) for value in (one.old, one.new))
    if not old:
        return f"{name}: {new}"
    if not new:
        return voice(N_("{name}: {old} is taken out"), name=name, old=old)
    return voice(N_("{name}: {old} → {new}"), name=name, old=old, new=new)
