"""Which texts of a meeting or letter are sentences. Nothing is marked in names, numbers, dates and addresses."""

from __future__ import annotations

from koyradesk.model import Ref

_PROSE = {
    "meeting": ("attendance_note", "closing"),
    "letter": ("subject", "body"),
    "paragraph": ("text",),
    "item": ("topic", "discussion"),
    "decision": ("text",),
}


def is_prose(ref: Ref) -> bool:
    """Does a field hold sentences?"""
    return ref.field in _PROSE.get(ref.record.partition(".")[0], ())
