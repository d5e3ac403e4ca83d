"""What a signed paper was made from as one hash, to see later that it is what was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from koyradesk import meeting_file, records
from koyradesk.documents import said
from koyradesk.model import Letter, Meeting, Memo


def record_hash(of: Meeting | Letter, memo: Memo, photos: Sequence[str] = ()) -> str:
    """sha256 (hex) over canonical JSON of what a paper was made from; a memo's later states do not change it.

    ``photos`` are the hashes of a letter's photos.
    """
    record = _of_letter(of, photos) if isinstance(of, Letter) else _of_meeting(of, memo)
    under = [of.memo(), memo] if isinstance(of, Meeting) and memo.kind == "correction" else [memo]
    record["memos"] = [
        {name: value for name, value in meeting_file.to_object(one).items() if name != "state"} for one in under
    ]
    for signature in record["signatures"]:
        # Papers signed before there was such a key stay what was signed.
        if signature["behalf"] is None:
            del signature["behalf"]
    return hashlib.sha256(records.canonical(record).encode()).hexdigest()


def _of_letter(letter: Letter, photos: Sequence[str]) -> dict[str, Any]:
    return {**meeting_file.to_object(letter), "photos": list(photos)}


def _of_meeting(meeting: Meeting, memo: Memo) -> dict[str, Any]:
    record = meeting_file.to_object(meeting)
    del record["unsure"]
    paper = memo.kind == "correction"
    entries = [one for one in said(meeting.corrections) if one.memo in ("", memo.id)] if paper else []
    record["corrections"] = [[one.place, one.wrong, one.right] for one in entries]
    if not paper:
        del record["corrections"]
    for item in record["items"]:
        # Papers signed before there was such a key stay what was signed.
        if item["follows"] is None:
            del item["follows"]
    return record
