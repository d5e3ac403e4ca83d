"""Letters that came in, kept as records: entered, put right, settled, with their scans. Each write is one group.

Nothing is refused that a paper may say: what looks wrong is told in words (``doubts``) and kept as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from koyradesk import rank, records
from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.text import nfc, search_key, tidy
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming import numbers, rows
from koyradesk.incoming.shapes import CHANNELS, OUTCOMES, TYPED, Incoming, Scan
from koyradesk.markup import escape, plain
from koyradesk.memo_choice import Note
from koyradesk.merge import Version
from koyradesk.store import Change, Changed, Store

#: A letter that was on its way for longer was perhaps dated wrongly.
_LONG_ON_ITS_WAY = timedelta(days=366)
#: Fields of one line; the others may have several.
_LINES = ("sender", "number", "subject", "marked")


@dataclass(frozen=True, slots=True)
class Entered:
    """A letter as it was stored, what was written, and what looks wrong about it. ``twins`` are letters of the same
    sender, number and date."""

    letter: Incoming
    changed: Changed
    notes: tuple[Note, ...] = ()
    twins: tuple[Incoming, ...] = ()


def get(store: Store, typed: str) -> Incoming:
    """The letter that is meant: by its id (whole, its unique part, a beginning), or its number ("45/2026"; of the
    newest year that has it, "45").

    Raises:
        UserError: none or several fit, or it is in the bin.
    """
    if (number := numbers.read(typed)) is not None:
        issue, year = number
        where: dict[str, Any] = {"year": year} if year else {}
        found = [rows.letter(row) for row in store.rows("incoming", issue=issue, **where)]
        newest = [one for one in found if one.year == max(two.year for two in found)]
        if len(newest) == 1:
            return newest[0]
        if newest:
            raise UserError(
                N_("{count} letters have the number {number}. Name one by its id: {some}."),
                count=len(newest),
                number=newest[0].serial,
                some=", ".join(records.short(one.id) for one in newest),
            )
    try:
        record = store.resolve(typed, "incoming")
    except UserError:
        # Codes can consist of digits, too; who typed a number meant one.
        if number is None:
            raise
        raise UserError(N_("No letter here has the number {number}."), number=to_bengali(typed.strip())) from None
    row = store.row(record)
    if row is None or row["deleted"]:
        raise UserError(N_("The letter {id} is in the bin. Take it out of the bin first."), id=records.short(record))
    return rows.letter(row)


def enter(store: Store, typed: Mapping[str, Any], *, issue: int | None = None, today: date, by: str) -> Entered:
    """Enters a letter under the next number, or under ``issue``. ``typed``: fields of ``TYPED``; received today and by
    post where that is not said.

    Raises:
        UserError: nothing says what letter it is; the number is another's; a text that cannot be kept.
    """
    fields = _fields(store, {"received": today, "channel": CHANNELS[0], **typed})
    if not any(plain(fields.get(name) or "").strip() for name in ("sender", "subject", "number")):
        raise UserError(N_("Type who sent the letter, or what it is about."))
    year = fields["received"].year
    # Two windows may propose one number: it is looked at where it is written.
    with store.together():
        taken = issue if issue is not None else numbers.proposal(store, year)
        numbers.refuse_taken(store, year, taken)
        record = store.new_id("incoming")
        fields |= {"year": year, "issue": taken, "serial": numbers.printed(year, taken)}
        changed = store.write([Change(record, fields)], by=by)
    return _entered(store, record, changed, today)


def change(
    store: Store,
    record: str,
    typed: Mapping[str, Any],
    *,
    issue: int | None = None,
    looked_at: Mapping[str, Any] | None = None,
    today: date,
    by: str,
) -> Entered:
    """Puts fields of a letter right; ``issue`` gives it another number. A letter that was received in another year than
    was first written takes the next number of that year.

    ``looked_at``: what the writer saw in fields; where something else was written meanwhile, both stand.

    Raises:
        UserError: see ``enter``; the letter is in the bin.
    """
    held = get(store, record)
    fields = _fields(store, typed)
    year = (fields.get("received") or held.received or today).year
    with store.together():
        if issue is not None or year != held.year:
            taken = issue if issue is not None else numbers.proposal(store, year)
            numbers.refuse_taken(store, year, taken, held.id)
            fields |= {"year": year, "issue": taken, "serial": numbers.printed(year, taken)}
        seen = {name: _versions(store, held.id, name, saw) for name, saw in (looked_at or {}).items() if name in fields}
        changed = store.write([Change(held.id, fields, seen)], by=by)
    return _entered(store, held.id, changed, today)


def _versions(store: Store, record: str, name: str, saw: Any) -> tuple[Version, ...]:
    """The versions of a field that say what somebody saw there."""
    said = records.plain(records.KINDS["incoming"], name, saw)
    return tuple(version for version, value in store.versions(record, name).items() if value == said)


def refuse_frozen(store: Store, record: str, changes: Iterable[Change]) -> None:
    """Refuses nothing but a number that is another letter's by now: letters that came in are never signed here."""
    for change in changes:
        if change.record == record and (issue := change.set.get("issue")):
            year = change.set.get("year") or get(store, record).year
            numbers.refuse_taken(store, year, issue, record)


def _entered(store: Store, record: str, changed: Changed, today: date) -> Entered:
    letter = get(store, record)
    return Entered(letter, changed, doubts(letter, today), twins(store, letter))


def _fields(store: Store, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as it is kept; who is meant by the sender, where the directory knows the name."""
    if strange := typed.keys() - set(TYPED):
        raise KeyError(", ".join(sorted(strange)))
    fields = dict(typed)
    for name in fields.keys() & set(_LINES):
        fields[name] = tidy(fields[name])
    if "number" in fields:
        fields["number"] = to_bengali(fields["number"])
    if "channel" in fields and fields["channel"] not in CHANNELS:
        raise ValueError(fields["channel"])
    if "received" in fields and fields["received"] is None:
        raise UserError(N_("Type the day on which the letter was received."))
    if "sender" in fields and "party" not in fields:
        known = Directory(store).find(fields["sender"]) if fields["sender"] else None
        fields["party"] = known.id if known else None
    elif fields.get("party") == "":
        fields["party"] = None
    return fields


def doubts(letter: Incoming, today: date) -> tuple[Note, ...]:
    """What looks wrong about the days of a letter."""
    found = []
    if letter.received and letter.received > today:
        sentence = N_("It is received on {received}, but today is {today}. Is the day right, and the PC's clock?")
        found.append(Note(sentence, {"received": letter.received, "today": today}))
    if letter.date and letter.received and letter.date > letter.received:
        sentence = N_(
            "The letter is of {date}, after the day on which it was received, {received}. Is one of them wrong?"
        )
        found.append(Note(sentence, {"date": letter.date, "received": letter.received}))
    elif letter.date and letter.received and letter.received - letter.date > _LONG_ON_ITS_WAY:
        sentence = N_("The letter is of {date}, more than a year before it was received. Is its year right?")
        found.append(Note(sentence, {"date": letter.date}))
    if letter.due and letter.received and letter.due < letter.received:
        sentence = N_("What is asked was due on {due}, before the letter was received. Is the day right?")
        found.append(Note(sentence, {"due": letter.due}))
    return tuple(found)


def twins(store: Store, letter: Incoming) -> tuple[Incoming, ...]:
    """The other letters that seem to be the same one: of the same sender, with the same number or, where one has none,
    the same subject, and of the same day as far as both say it."""
    if not key(letter.sender) or not (letter.number or letter.subject):
        return ()
    # A letter may come again after New Year; by post and by e-mail it comes within weeks.
    near: Iterable[dict[str, Any]]
    if letter.date:
        near = (*store.rows("incoming", date=letter.date), *store.rows("incoming", date=None))
    else:
        near = store.rows("incoming", year={letter.year, letter.year - 1})
    return tuple(other for row in near if (other := rows.letter(row)).id != letter.id and same(letter, other))


def same(one: Incoming, other: Incoming) -> bool:
    """Do two entries seem to be of one letter?"""
    if (one.party or key(one.sender)) != (other.party or key(other.sender)) and key(one.sender) != key(other.sender):
        return False
    if one.date and other.date and one.date != other.date:
        return False
    if one.number and other.number:
        return _bare(one.number) == _bare(other.number)
    return bool(one.subject) and search_key(plain(one.subject)) == search_key(plain(other.subject))


def doubled(letters: Iterable[Incoming]) -> frozenset[str]:
    """Those of some letters that seem to be entered more than once."""
    alike: dict[tuple[str, str], list[Incoming]] = {}
    for one in letters:
        if one.number or one.subject:
            bare = _bare(one.number) if one.number else search_key(plain(one.subject))
            alike.setdefault((key(one.sender), bare), []).append(one)
    return frozenset(
        one.id
        for those in alike.values()
        if len(those) > 1
        for one in those
        if any(same(one, other) for other in those if other is not one)
    )


def sent_by(letter: Incoming, name: str) -> bool:
    """Is a letter from who is called so, or has those words in the name?"""
    return key(name) in key(letter.sender)


# A year has thousands of numbers, and each is looked at again with every look at the register.
@lru_cache(maxsize=32_768)
def _bare(number: str) -> str:
    """A memo number without what people leave out or write otherwise."""
    text = plain(number) if "<" in number or "&" in number else number
    return "".join(filter(str.isalnum, to_ascii(text).casefold()))


def close(store: Store, record: str, outcome: str, *, on: date, how: str = "", led_to: str = "", by: str) -> Changed:
    """Settles a letter: as what, more of it in words, and by which record of ours.

    Raises:
        UserError: it was settled already; it was settled before it came.
    """
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    held = get(store, record)
    if held.closed is not None:
        raise UserError(
            N_("The letter {number} was settled on {day}. Open it again first, if that was a mistake."),
            number=held.serial,
            day=held.closed,
        )
    if held.received and on < held.received:
        raise UserError(
            N_("The letter {number} was received on {day}: it cannot have been settled before. Check the date."),
            number=held.serial,
            day=held.received,
        )
    return store.write([closing(held.id, outcome, on=on, how=how, led_to=led_to)], by=by)


def closing(record: str, outcome: str, *, on: date, how: str = "", led_to: str = "") -> Change:
    """What ``close`` writes, for who writes it together with something else."""
    return Change(record, {"closed": on, "outcome": outcome, "how": tidy(how), "by": led_to or None})


def reopening(record: str) -> Change:
    """What ``reopen`` writes."""
    return Change(record, {"closed": None, "outcome": "", "how": "", "by": None})


def reopen(store: Store, record: str, *, by: str) -> Changed:
    """Takes back that a letter was settled."""
    return store.write([reopening(get(store, record).id)], by=by)


def delete(store: Store, record: str, *, by: str) -> Changed:
    """Puts a letter into the bin; its number stays accounted for."""
    return store.write([Change(get(store, record).id, {"deleted": True})], by=by)


def undelete(store: Store, record: str, *, by: str) -> Changed:
    """Takes a letter out of the bin."""
    return store.write([Change(store.resolve(record, "incoming"), {"deleted": False})], by=by)


# Scans and photos


def attach(store: Store, record: str, path: Path, *, by: str) -> Scan:
    """Keeps a scan or photo with a letter; never the same file twice.

    Raises:
        UserError: it cannot be read, or is no scan.
    """
    return attach_all(store, record, [path], by=by)[0]


def attach_all(store: Store, record: str, paths: Iterable[Path], *, by: str) -> tuple[Scan, ...]:
    """Keeps several scans or photos with a letter, all or none, in their order.

    Raises:
        UserError: see ``attach``.
    """
    # Reads pictures and PDF: nothing else that is done with letters does.
    from koyradesk import scans as reading

    held = get(store, record)
    read = [(path, *reading.read(path)) for path in paths]
    known = {one.blob: one.id for one in scans(store, held.id)}
    every = store.rows("attachment", deleted=None, of=held.id, only=("rank",))
    changes = []
    wanted = []
    for (path, data, media), place in zip(read, rank.behind(every, len(read)), strict=True):
        blob = store.put_blob(data)
        if blob not in known:
            known[blob] = store.new_id("attachment")
            # A name is nobody's marked text; of a strange file system it may hold what no text may.
            name = escape(nfc(path.name.encode("utf-8", "replace").decode()))
            fields = {"of": held.id, "rank": place, "name": name, "media": media, "size": len(data), "blob": blob}
            changes.append(Change(known[blob], fields))
        wanted.append(known[blob])
    if changes:
        store.write(changes, by=by)
    now = {one.id: one for one in scans(store, held.id)}
    return tuple(now[one] for one in wanted)


def scans(store: Store, record: str) -> tuple[Scan, ...]:
    """The scans and photos of a letter, in their order."""
    found = store.rows("attachment", of=record)
    return tuple(Scan(row["id"], row["name"], row["media"], row["size"] or 0, row["blob"] or "") for row in found)


def scanned(store: Store, letters: Iterable[Incoming]) -> frozenset[str]:
    """Those of some letters that have a scan, by their ids."""
    wanted = {one.id for one in letters}
    return frozenset(row["of"] for row in store.rows("attachment", only=("of",), of=wanted)) if wanted else frozenset()


def detach(store: Store, scan: str, *, by: str) -> Changed:
    """Puts a scan into the bin."""
    return store.write([Change(scan, {"deleted": True})], by=by)
