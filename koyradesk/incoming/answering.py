"""What the despatch of a reply does to the letter that it answers: that is settled by it, and open again without it."""

from __future__ import annotations

from datetime import date
from typing import Any

from koyradesk.incoming import keeping
from koyradesk.store import Change, Store


def settled(store: Store, memo: dict[str, Any], on: date) -> list[Change]:
    """What settles the letter that a paper answers, when a copy of it goes out; ``memo`` is the row of its memo."""
    letter, answered = _answered(store, memo)
    if answered is None or answered["closed"] is not None or answered["deleted"]:
        return []
    return [keeping.closing(answered["id"], "replied", on=on, how=memo["number"], led_to=letter)]


def unsettled(store: Store, memo: dict[str, Any]) -> list[Change]:
    """What opens the letter again that a paper had settled, when the last line of its despatch is taken back."""
    letter, answered = _answered(store, memo)
    if answered is None or answered["by"] != letter or answered["closed"] is None:
        return []
    return [keeping.reopening(answered["id"])]


def _answered(store: Store, memo: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """The letter that a memo is of, and the one that it answers, if it answers any of ours."""
    letter = memo.get("letter") or ""
    of = ((store.row(letter) or {}).get("of") or "") if letter else ""
    found = store.row(of) if of.startswith("incoming.") else None
    return letter, found if found is not None and of.split(".")[1] == store.office else None
