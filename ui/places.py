"""Paths into a meeting ("items[2].serial") in words an office uses."""

from __future__ import annotations

import re

from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.say import Voice

_NAMES = {
    "committee": N_("Committee"),
    "period": N_("Month"),
    "layout": N_("Layout"),
    "title": N_("Title"),
    "office": N_("Letterhead"),
    "letterhead": "",
    "lines": "",
    "website": N_("Website"),
    "chair": N_("Chair"),
    "name": N_("Name"),
    "designation": N_("Designation"),
    "place": N_("Place"),
    "venue": N_("Venue"),
    "date": N_("Date"),
    "date_text": N_("Date"),
    "bangla_date": N_("Bangla date"),
    "time": N_("Time"),
    "attendance_note": N_("Attendance"),
    "attendees": N_("Attendee"),
    "state": N_("State"),
    "opening": N_("Opening paragraph"),
    "items": N_("Agenda item"),
    "serial": N_("Serial"),
    "topic": N_("Topic"),
    "discussion": N_("Discussion"),
    "decisions": N_("Decision"),
    "implementers": N_("Implementer"),
    "label": N_("Label"),
    "text": "",
    "due": N_("Due date"),
    "closing": N_("Closing"),
    "signatures": N_("Signature"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "behalf": N_("Signed on behalf of"),
    "memos": N_("Memo"),
    "number": N_("Number"),
    "distribution": N_("Distribution"),
    "heading": N_("Heading"),
    "recipients": N_("Recipient"),
    "corrections": N_("Correction"),
    "wrong": N_("What is printed"),
    "right": N_("What is to be read"),
    "attachments": N_("Attached file"),
    "progress": N_("Progress"),
    "to": N_("To"),
    "subject": N_("Subject"),
    "reference": N_("Reference"),
    "body": N_("What it says"),
    "enclosures": N_("Enclosures"),
    "facts": N_("New date"),
    "note": N_("Caption"),
    "sender": N_("Sender"),
    "received": N_("Received on"),
    "marked": N_("Given to"),
    "asked": N_("What is asked"),
    "closed": N_("Settled as"),
    "outcome": N_("Settled as"),
    "issue": N_("Our number"),
    "notes": N_("Note of the meeting"),
    "who": N_("Who carries it out"),
    "at": N_("By the clock"),
    "item": N_("Agenda item"),
    "decides": N_("Decision"),
    "made": N_("What became of it"),
    "begun": N_("Beginning of the sitting"),
    "ended": N_("End of the sitting"),
    "came": N_("Came at"),
    "left": N_("Left at"),
    "quorum": N_("Quorum"),
}
#: Where the records of a meeting lie in it, by kind, and the fields of its own record that lie in a part of it.
_PARTS = {
    "paragraph": "opening",
    "attendee": "attendees",
    "item": "items",
    "decision": "decisions",
    "assignment": "implementers",
    "signature": "signatures",
    "memo": "memos",
    "recipient": "distribution.recipients",
    "correction": "corrections",
    "note": "notes",
    "attachment": "attachments",
    "progress": "progress",
}
_OWN = {
    "letterhead": "office",
    "website": "office.website",
    "chair_name": "chair.name",
    "chair_designation": "chair.designation",
    "chair_place": "chair.place",
    "distribution_heading": "distribution.heading",
}
#: Fields of a letter that came in that are called otherwise there.
_INCOMING = {
    "number": N_("Their memo number"),
    "date": N_("Their date"),
    "due": N_("To be answered by"),
    "note": N_("Note"),
    "channel": N_("How it came"),
    "how": N_("Memo or file, in words"),
}
#: Paths that are called otherwise than their last name: where the meeting was is no address of a person.
_WHOLE = {"place": "venue"}
_STEP = re.compile(r"([a-z_]+)((?:\[\d+\])*)")


def in_words(path: str, voice: Voice) -> str:
    """ "items[2].decisions[0].text" as "Agenda item 3, decision 1"; a path of unknown names as it is."""
    said = []
    for name, index in _STEP.findall(_WHOLE.get(path, path)):
        if name not in _NAMES:
            return path
        if _NAMES[name]:
            said.append(voice(_NAMES[name]))
        for number in re.findall(r"\d+", index):
            # A part without a name of its own is counted within the one before it.
            said.append(" ".join([*said[-1:], voice.digits(int(number) + 1)]))
            del said[-2:-1]
    return ", ".join(said) or path


def ref_in_words(ref: Ref, voice: Voice) -> str:
    """A field by its address, as ``in_words`` would call it; which of several parts it is in is not said."""
    kind = ref.record.partition(".")[0]
    if kind in ("obligation", "task"):
        return voice(N_("The rule of the decision"))
    if kind == "incoming" and ref.field in _INCOMING:
        return voice(_INCOMING[ref.field])
    whole = kind in ("meeting", "letter", "incoming")
    path = _OWN.get(ref.field, ref.field) if whole else f"{_PARTS[kind]}.{ref.field}".rstrip(".")
    return in_words(path, voice)


def field_in_words(ref: Ref, voice: Voice) -> str:
    """``ref_in_words``, also for a record that lies in no paper: an entry of the directory, say."""
    kind = ref.record.partition(".")[0]
    if kind in ("meeting", "letter", "incoming", "obligation", "task") or kind in _PARTS:
        return ref_in_words(ref, voice)
    return in_words(ref.field, voice) if ref.field in _NAMES else voice(N_("An entry outside the papers"))
