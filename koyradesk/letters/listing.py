"""All papers of the office in one list: minutes, corrections and letters, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from koyradesk import meetings
from koyradesk.model import SIGNED
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper: what it is, what it says of itself (its subject, or the title of its meeting), how far it is.

    ``record`` is the letter's id, or that of the meeting; ``memo`` that of its memo, "" where none was made. ``day`` is
    the memo's, and without one the day the paper is of.
    """

    key: PaperKey
    record: str
    title: str
    to: str
    committee: str
    number: str
    state: str
    day: date | None
    date: date | None
    memo: str = ""


def listing(store: Store) -> tuple[Listed, ...]:
    """Every paper that is not in the bin; minutes lie there with their meeting, a letter is one by itself."""
    committees = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    about = {
        row["id"]: row for row in store.rows("meeting", only=("committee", "title", "date", "date_text", "period"))
    }
    memos: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("memo", only=("meeting", "letter", "kind", "number", "date", "state")):
        memos.setdefault(row["letter"] or row["meeting"] or "", []).append(row)
    found: list[tuple[str, Listed]] = []
    for record, row in about.items():
        own = memos.get(record, ())
        live = next((memo for memo in own if memo["kind"] == "minutes" and memo["state"] != "void"), None)
        name = committees.get(row["committee"], "")
        for kind, memo in (("minutes", live), *(("correction", one) for one in own if one["kind"] == "correction")):
            if memo is None or memo["state"] != "void":
                key = PaperKey(kind, record)
                found.append(_line(key, record, row["title"] or row["date_text"], "", name, memo, row["date"], row))
    names = ("kind", "meeting", "committee", "to", "of", "period", "on", "subject")
    for row in store.rows("letter", only=names):
        of = about.get(row["meeting"] or "", {})
        memo = next((one for one in memos.get(row["id"], ()) if one["state"] != "void"), None)
        key = PaperKey(
            row["kind"], row["meeting"] or "", row["id"], row["to"], row["on"], row["of"] or "", row["period"]
        )
        name = committees.get(row["committee"] or of.get("committee"), "")
        title = row["subject"] or of.get("title", "")
        found.append(_line(key, row["id"], title, row["to"], name, memo, row["on"] or of.get("date"), of))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True))


def _line(
    key: PaperKey,
    record: str,
    title: str,
    to: str,
    committee: str,
    memo: dict[str, Any] | None,
    day: date | None,
    of: dict[str, Any],
) -> tuple[str, Listed]:
    """A line of the list, after what it is ordered by."""
    number, on, state, name = "", None, "draft", ""
    if memo is not None:
        number, on, state, name = memo["number"], memo["date"], memo["state"], memo["id"]
    day = on or day
    # What is still in the making stands before what was signed on the same day.
    order = f"{meetings.age(day, of.get('period', ''))} {int(state not in SIGNED)} {number:>12} {record}"
    return order, Listed(key, record, title, to, committee, number, state, day, on, name)
