"""Letters (চিঠি): papers with words of their own, and what they are composed from. Notice, endorsement, extract,
progress, reminder, return, postponement, cancellation."""

from koyradesk.letters.drafting import draft, new_day, refuse_held, settled
from koyradesk.letters.keeping import (
    Photo,
    Saved,
    add_photo,
    changes,
    delete,
    find,
    get,
    photos,
    refuse_frozen,
    remove_photo,
    set_caption,
    undelete,
    write,
)
from koyradesk.letters.subjects import INVITING, earlier, ready, subject

__all__ = [
    "INVITING",
    "Photo",
    "Saved",
    "add_photo",
    "changes",
    "delete",
    "draft",
    "earlier",
    "find",
    "get",
    "new_day",
    "photos",
    "ready",
    "refuse_frozen",
    "refuse_held",
    "remove_photo",
    "set_caption",
    "settled",
    "subject",
    "undelete",
    "write",
]
