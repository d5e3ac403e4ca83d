"""Why a bundle is refused: few sentences for people, and a word of ours for each reason."""

from __future__ import annotations

from koyradesk.errors import UserError
from koyradesk.i18n import N_

_DAMAGED = N_(
    "This file is no whole bundle: it was damaged or cut off on the way, and nothing of it was taken over. Copy it "
    "again, or ask the sender for it again."
)
_CHANGED = N_(
    "The signature of this bundle is not right, so nothing of it was taken over. Call the sender and ask for a new one."
)
_WRONG = N_(
    "This bundle is not made as a bundle must be, so nothing of it was taken over. Ask the sender for a new one."
)
_LARGE = N_("A bundle may not be as large as this one. Have the photos left out, or sent a part at a time.")
_NEWER = N_("This bundle comes from a newer Koyradesk. Install the newest version here, then take it in again.")

#: Why -> what is said.
SENTENCES = {
    "cut": _DAMAGED,
    "zip": _DAMAGED,
    "packing": _DAMAGED,
    "hash": _DAMAGED,
    "signature": _CHANGED,
    "names": _WRONG,
    "tags": _WRONG,
    "manifest": _WRONG,
    "heads": _WRONG,
    "operations": _WRONG,
    "ratio": _WRONG,
    "large": _LARGE,
    "newer": _NEWER,
}


class BundleError(UserError):
    """A bundle that is refused. ``why`` is a key of ``SENTENCES``, for logs and tests."""

    def __init__(self, why: str) -> None:
        super().__init__(SENTENCES[why])
        self.why = why
