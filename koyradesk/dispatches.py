"""The despatch of signed papers: who got a copy, by which channel, when, and whether it was acknowledged.

A despatch is logged once for each recipient. A signed paper of which a copy went out is despatched; if every line of
it is taken back, it is signed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koyradesk import memo_book, memo_numbers, rank
from koyradesk.bengali.dates import spell
from koyradesk.bengali.text import tidy
from koyradesk.documents.matter import DispatchRow
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming import answering
from koyradesk.model import SIGNED
from koyradesk.store import Change, Store

#: How a copy leaves the office: by messenger, post, e-mail, the e-filing system.
CHANNELS = ("hand", "post", "email", "efiling")
#: The channels as a register names them.
CHANNEL_WORDS = {"hand": "বাহক", "post": "ডাক", "email": "ই-মেইল", "efiling": "ডি-নথি"}
#: The channels as whoever sits here reads of them.
CHANNEL_NAMES = {
    "hand": N_("by messenger"),
    "post": N_("by post"),
    "email": N_("by e-mail"),
    "efiling": N_("by e-filing"),
}
_DAY = "{dd}/{mm}/{y}"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One copy that went out. ``recipient`` is the id of the distribution's line, "" for one named by hand."""

    id: str
    memo: str
    to: str
    channel: str
    on: date | None
    acknowledged: date | None = None
    note: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A line of the despatch register: the copy, with the number of its paper and what that is about."""

    dispatch: Dispatch
    number: str
    subject: str


def of(store: Store, memo: str) -> tuple[Dispatch, ...]:
    """The copies of a paper that went out, in the order they were logged; ``memo`` is its memo's id."""
    return tuple(_dispatch(row) for row in store.rows("dispatch", memo=memo))


def log(
    store: Store, memo: str, recipients: Sequence[tuple[str, str]], channel: str, on: date, *, note: str = "", by: str
) -> tuple[Dispatch, ...]:
    """Writes down that copies went out, all by one channel on one day; who has one by that channel is passed over.

    ``recipients`` are (id of the distribution's line or "", name).

    Raises:
        UserError: the paper is not signed; it went out before its own day; nobody is named.
    """
    if channel not in CHANNELS:
        raise ValueError(channel)
    row = store.row(memo) or {}
    if row.get("state") not in SIGNED:
        raise UserError(N_("The paper is not signed yet. Only a signed paper is despatched."))
    if row["date"] is not None and on < row["date"]:
        raise UserError(
            N_("The paper {number} is of {day}: it cannot have gone out before. Check the date of despatch."),
            number=row["number"],
            day=row["date"],
        )
    known = {(one.recipient or one.to, one.channel) for one in of(store, memo)}
    fresh = [(record, tidy(name)) for record, name in recipients if tidy(name)]
    if not fresh:
        raise UserError(N_("Name at least one recipient the paper went to."))
    made = [
        Change(
            store.new_id("dispatch"),
            {
                "memo": memo,
                "recipient": record or None,
                "to": name,
                "channel": channel,
                "date": on,
                "note": tidy(note),
                "rank": place,
            },
        )
        for (record, name), place in zip(fresh, _places(store, memo, len(fresh)), strict=True)
        if (record or name, channel) not in known
    ]
    changes = list(made)
    if made and row["state"] != "despatched":
        changes.append(Change(memo, {"state": "despatched"}))
        changes += answering.settled(store, row, on)
    if changes:
        store.write(changes, by=by)
    fresh_ids = {one.record for one in made}
    return tuple(one for one in of(store, memo) if one.id in fresh_ids)


def acknowledge(store: Store, dispatch: str, on: date | None, *, by: str) -> Dispatch:
    """Writes down when a copy was acknowledged (প্রাপ্তিস্বীকার); None takes that back.

    Raises:
        UserError: it was acknowledged before it went out.
    """
    row = store.row(store.resolve(dispatch, "dispatch")) or {}
    if on is not None and row["date"] is not None and on < row["date"]:
        raise UserError(
            N_("The copy went out on {day}: it cannot have been acknowledged before. Check the date."), day=row["date"]
        )
    store.write([Change(row["id"], {"acknowledged": on})], by=by)
    return _dispatch({**row, "acknowledged": on})


def take_back(store: Store, dispatch: str, *, by: str) -> None:
    """Takes a line of the log back that was written by mistake."""
    record = store.resolve(dispatch, "dispatch")
    memo = (store.row(record) or {})["memo"]
    changes = [Change(record, {"deleted": True})]
    if [one.id for one in of(store, memo)] == [record]:
        changes.append(Change(memo, {"state": "signed"}))
        changes += answering.unsettled(store, store.row(memo) or {})
    store.write(changes, by=by)


def copies(store: Store, period: str) -> tuple[Copy, ...]:
    """The copies that went out in a month ("2026-11"), in the order they did.

    Raises:
        UserError: the month cannot be understood.
    """
    first = _month(period)
    memos = {row["id"]: row for row in store.rows("memo", deleted=None, only=("number", "meeting", "letter", "kind"))}
    titles = _titles(store, memos)
    rows = [
        row
        for row in store.rows("dispatch")
        if row["date"] is not None and (row["date"].year, row["date"].month) == (first.year, first.month)
    ]

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        number = memo_numbers.read(memos.get(row["memo"], {}).get("number", ""))
        return row["date"], number.file if number else "", number.issue if number else 0, row["rank"], row["id"]

    return tuple(
        Copy(_dispatch(row), memos.get(row["memo"], {}).get("number", ""), titles.get(row["memo"], ""))
        for row in sorted(rows, key=place)
    )


def months(store: Store) -> dict[str, tuple[int, int]]:
    """The months ("2026-11") in which copies went out, the newest first: how many, and how many of them nobody has
    acknowledged."""
    found: dict[str, tuple[int, int]] = {}
    for row in store.rows("dispatch", only=("date", "acknowledged")):
        if row["date"] is not None:
            sent, open_ = found.get(f"{row['date']:%Y-%m}", (0, 0))
            found[f"{row['date']:%Y-%m}"] = (sent + 1, open_ + (row["acknowledged"] is None))
    return dict(sorted(found.items(), reverse=True))


def month(store: Store, period: str) -> tuple[DispatchRow, ...]:
    """The despatch register (প্রেরণ রেজিস্টার) of a month ("2026-11"), in the order copies went out.

    Raises:
        UserError: the month cannot be understood.
    """
    return tuple(_row(one) for one in copies(store, period))


def _row(copy: Copy) -> DispatchRow:
    one = copy.dispatch
    return DispatchRow(
        spell(one.on, _DAY) if one.on else "",
        copy.number,
        one.to,
        copy.subject,
        CHANNEL_WORDS.get(one.channel, one.channel),
        spell(one.acknowledged, _DAY) if one.acknowledged else "",
        one.note,
    )


def _month(period: str) -> date:
    try:
        return date.fromisoformat(f"{period.strip()}-01")
    except ValueError:
        raise UserError(
            N_("“{text}” is no month that can be understood. Type it like 2026-11."), text=period.strip()
        ) from None


def _titles(store: Store, memos: dict[str, dict[str, Any]]) -> dict[str, str]:
    """What each paper is about, by its memo's id; ``memos`` are the rows of all."""
    meetings = {row["id"]: row["title"] for row in store.rows("meeting", deleted=None, only=("title",))}
    letters = {row["id"]: row for row in store.rows("letter", deleted=None, only=("subject", "meeting"))}
    found = {}
    for row in memos.values():
        letter = letters.get(row["letter"] or "", {})
        title = meetings.get(row["meeting"] or letter.get("meeting") or "", "")
        found[row["id"]] = letter.get("subject") or memo_book.about(title, row["kind"])
    return found


def _dispatch(row: dict[str, Any]) -> Dispatch:
    return Dispatch(
        row["id"],
        row["memo"] or "",
        row["to"],
        row["channel"],
        row["date"],
        row["acknowledged"],
        row["note"],
        row["recipient"] or "",
    )


def _places(store: Store, memo: str, count: int) -> list[str]:
    return rank.behind(store.rows("dispatch", deleted=None, memo=memo, only=("rank",)), count)
