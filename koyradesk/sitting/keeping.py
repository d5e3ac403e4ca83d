"""What a sitting asks of the store: the quorum of the committee."""

from __future__ import annotations

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.sitting import quorum
from koyradesk.store import Change, Changed, Store


def quorum_of(store: Store, meeting: str) -> str:
    """The quorum of a meeting's committee as it is kept; "" where there is none."""
    committee = _committee(store, meeting)
    return str((store.row(committee) or {}).get("quorum", "")) if committee else ""


def set_quorum(store: Store, meeting: str, typed: str, *, by: str) -> Changed:
    """Keeps the quorum of a meeting's committee, for all its meetings; "" forgets it.

    Raises:
        UserError: it is no quorum, or the meeting names no committee.
    """
    kept = quorum.read(typed)
    committee = _committee(store, meeting)
    if not committee:
        raise UserError(
            N_("The meeting {id} names no committee, and a quorum is kept with the committee. Name it first."),
            id=records.short(meeting),
        )
    if quorum_of(store, meeting) == kept:
        return Changed()
    return store.write([Change(committee, {"quorum": kept})], by=by)


def _committee(store: Store, meeting: str) -> str:
    return (store.row(store.resolve(meeting)) or {}).get("committee") or ""
