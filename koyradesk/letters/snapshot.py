"""What a signed letter was composed from, kept with it: decisions go on, meetings move, and what was signed stays."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from koyradesk import meeting_file
from koyradesk.documents.matter import Matter, Received, Share, Subject
from koyradesk.model import Letter, Memo

#: The fact of a letter that holds it, as JSON.
AS_SIGNED = "as_signed"


def kept(letter: Letter, subject: Subject) -> Letter:
    """The letter with what it is composed from; of photos the names of those that are not its own."""
    told = {
        "id": subject.meeting.id,
        "meeting": meeting_file.to_object(subject.meeting),
        "matters": [asdict(one) for one in subject.matters],
        "cited": [asdict(one) for one in subject.cited],
        "members": list(subject.members),
        "evidence": [list(one) for one in subject.evidence],
        "enclosed": list(subject.enclosed),
        "awaited": list(subject.awaited),
        **({"received": asdict(subject.received)} if subject.received else {}),
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return replace(letter, facts={**letter.facts, AS_SIGNED: text})


def of(letter: Letter) -> Subject | None:
    """What a signed letter was composed from, without its photos; None where nothing was kept."""
    text = letter.facts.get(AS_SIGNED)
    if not text:
        return None
    told: dict[str, Any] = json.loads(text)
    return Subject(
        replace(meeting_file.from_object(told["meeting"]), id=told["id"]),
        tuple(
            Matter(
                **{
                    **one,
                    "memo": _memo(one["memo"]),
                    "implementers": tuple(one["implementers"]),
                    "due": _day(one["due"]),
                    "shares": tuple(Share(**{**share, "due": _day(share["due"])}) for share in one.get("shares", ())),
                }
            )
            for one in told["matters"]
        ),
        tuple(map(_memo, told["cited"])),
        tuple(told["members"]),
        evidence=tuple((blob, caption, name) for blob, caption, name in told.get("evidence", ())),
        enclosed=tuple(told.get("enclosed", ())),
        awaited=tuple(told.get("awaited", ())),
        received=Received(**{**came, "date": _day(came["date"])}) if (came := told.get("received")) else None,
    )


def _memo(told: dict[str, Any]) -> Memo:
    return Memo(**{**told, "date": _day(told["date"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
