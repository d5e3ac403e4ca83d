"""Letters (চিঠি): papers with words of their own, and what they are composed from. Notice, endorsement, extract,
progress, reminder, return, postponement, cancellation, reply."""

from koyradesk.letters.decided import Decided, implementers
from koyradesk.letters.drafting import draft, drafted, new_day, refuse_held, settled
from koyradesk.letters.keeping import (
    Photo,
    Saved,
    add_photo,
    changes,
    delete,
    find,
    get,
    move_photo,
    photos,
    refuse_frozen,
    remove_photo,
    set_caption,
    undelete,
    write,
)
from koyradesk.letters.listing import Listed, listing
from koyradesk.letters.subjects import INVITING, MOVES, SIGNED_ONLY, earlier, ready, signed_only, subject, unsigned

__all__ = [
    "INVITING",
    "MOVES",
    "SIGNED_ONLY",
    "Decided",
    "Listed",
    "Photo",
    "Saved",
    "add_photo",
    "changes",
    "delete",
    "draft",
    "drafted",
    "earlier",
    "find",
    "get",
    "implementers",
    "listing",
    "move_photo",
    "new_day",
    "photos",
    "ready",
    "refuse_frozen",
    "refuse_held",
    "remove_photo",
    "set_caption",
    "settled",
    "signed_only",
    "subject",
    "undelete",
    "unsigned",
    "write",
]
