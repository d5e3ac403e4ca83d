"""What stands on a clipboard, read for a field or for whole parts of a meeting. Pure: HTML and text come in.

``read`` tells a text, a list and a table apart; ``agenda``, ``decisions``, ``implementers``, ``attendees`` and
``recipients`` make parts of a meeting of it. No word is lost on the way: what is too long is not taken at all, and the
clipboard still holds it.
"""

from koyradesk.pasting.clipboard import FIELD_LIMIT, Entry, Kind, Pasted, read
from koyradesk.pasting.parts import agenda, attendees, decisions, implementers, prepare, recipients

__all__ = [
    "FIELD_LIMIT",
    "Entry",
    "Kind",
    "Pasted",
    "agenda",
    "attendees",
    "decisions",
    "implementers",
    "prepare",
    "read",
    "recipients",
]
