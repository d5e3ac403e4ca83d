"""Letters in the store: kept as records of their own, so that saving writes only what differs, as one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from koyradesk import committees, files, frozen, letter_records, meeting_records, meetings, rank, records
from koyradesk.bengali.text import nfc
from koyradesk.directory import names as parties
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.meeting_records import Fields, Tree
from koyradesk.model import SIGNED, Letter
from koyradesk.paper_key import TO_ONE, PaperKey
from koyradesk.store import Change, Changed, Store

#: What tells letters of a kind apart.
TOLD_BY = ("meeting", "to", "of", "period", "on")
#: Bytes of a photo as it comes from a camera.
LARGEST_PHOTO = 40_000_000
#: Millimetres of a photo in a grid of two.
PHOTO_WIDTH = 82


@dataclass(frozen=True, slots=True)
class Saved:
    """A letter as stored, and which records the save changed."""

    letter: Letter
    changed: Changed


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo kept with a letter; ``store.blob(photo.blob)`` gives its bytes as they came."""

    id: str
    name: str
    caption: str
    media: str
    blob: str


def get(store: Store, letter: str) -> Letter:
    """The letter with this id (whole, its unique part, or an unambiguous beginning).

    Raises:
        UserError: there is none, several fit, or it is in the bin.
    """
    record = store.resolve(letter, "letter")
    row = store.row(record)
    if row is None or row["deleted"]:
        raise UserError(N_("The letter {id} is in the bin. Take it out of the bin first."), id=records.short(record))
    committee = store.row(row["committee"]) if row["committee"] else None
    return letter_records.letter(_tree(store, record), record, committee["name"] if committee else "")


def find(store: Store, key: PaperKey, among: Iterable[Fields] | None = None, *, last: bool = False) -> Letter | None:
    """The letter that a key means: the one in the making, else the last one signed; None where none was drafted.

    ``among`` are the rows of the letters it can only be (of reminders those to the party, however it was spelled), for
    who has read them already.

    Of reminders (তাগিদপত্র) to a party there are several, one after another: one that has its number is meant by its own
    day, or while it waits for its signature; with ``last`` also the last one where none waits.
    """
    if key.letter:
        return get(store, key.letter)
    found: list[Letter] = []
    to_one = key.kind in TO_ONE and among is None
    if among is None:
        among = store.rows("letter", kind=key.kind, meeting=key.meeting, only=TOLD_BY)
    for row in among:
        same = all((row[name] or "") == getattr(key, name) for name in ("meeting", "of", "period"))
        # To whom others go may be typed and changed at will.
        if same and (not to_one or parties.key(row["to"]) == parties.key(key.to)):
            found.append(get(store, row["id"]))
    making = [one for one in found if one.memo().state not in SIGNED]
    if key.kind == "reminder":
        found = [one for one in found if one.on == key.on or (last and not key.on)]
        making = [one for one in making if not key.on or one.on == key.on or not one.memo().number]
    if making:
        return max(making, key=lambda one: (one.on == key.on, bool(one.memo().number), one.on or date.min, one.id))
    return max(found, key=lambda one: (one.memo().date is not None, one.memo().date, one.id), default=None)


def write(store: Store, letter: Letter, *, by: str, base: Letter | None = None) -> Saved:
    """Writes what differs between ``letter`` and what is stored, as one group; parts that are gone go to the bin.

    ``base`` is the letter as the writer last saw it: then only what differs from it is written, and what others wrote
    meanwhile stays; where both changed one field, the field becomes a conflict with both values kept.

    Raises:
        UserError: no such letter, one in the bin, or a signed one; a committee that is not known; a text that cannot be
            kept; the disk. Nothing has been changed.
    """
    record = store.resolve(letter.id, "letter") if letter.id else store.new_id("letter")
    changed = store.write(changes(store, letter, record, base=base), by=by)
    return Saved(get(store, record), changed)


def changes(store: Store, letter: Letter, record: str, *, base: Letter | None = None) -> list[Change]:
    """What ``write`` would write, under the id ``record``: for who has more to write in the same group."""
    row = store.row(record)
    if row is not None and row["deleted"]:
        raise UserError(N_("The letter {id} is in the bin. Take it out of the bin first."), id=records.short(record))
    tree = _tree(store, record)
    committee = _committee(store, letter.committee, row)

    def free(one: str) -> bool:
        return records.split(one)[1] == store.office and store.row(one) is None

    def flat(one: Letter) -> meeting_records.Flat:
        return letter_records.Flattening(store.new_id, free, tree, record).run(one, committee)

    before = flat(base) if base else None
    differences = meeting_records.differences(tree, before, flat(letter))
    found = [Change(one.record, one.set, meetings.seen(store, one, tree, before)) for one in differences]
    frozen.refuse(tree.fields, {change.record: change.set for change in found})
    return found


def delete(store: Store, letter: str, *, by: str) -> Changed:
    """Puts a letter into the bin. A number it has stays accounted for.

    Raises:
        UserError: no such letter, or a signed one.
    """
    record = store.resolve(letter, "letter")
    change = Change(record, {"deleted": True})
    refuse_frozen(store, record, [change])
    return store.write([change], by=by)


def undelete(store: Store, letter: str, *, by: str) -> Changed:
    """Takes a letter out of the bin."""
    return store.write([Change(store.resolve(letter, "letter"), {"deleted": False})], by=by)


def refuse_frozen(store: Store, letter: str, wanted: Iterable[Change]) -> None:
    """Refuses changes of a letter's records and photos where it is signed: see ``frozen``."""
    attached = {row["id"]: row for row in store.rows("attachment", deleted=None, of=letter)}
    frozen.refuse({**_tree(store, letter).fields, **attached}, {change.record: change.set for change in wanted})


def photos(store: Store, letter: str) -> tuple[Photo, ...]:
    """The photos of a letter, in their order."""
    rows = store.rows("attachment", of=letter) if letter else []
    return tuple(Photo(row["id"], row["name"], row["note"], row["media"], row["blob"] or "") for row in rows)


def add_photo(store: Store, letter: str, path: Path, caption: str = "", *, by: str) -> Photo:
    """Puts a photo into a stored letter, after those it has.

    Raises:
        UserError: the file cannot be read or is no photo that can be printed; the letter is signed.
    """
    # Reads pictures and PDF: nothing else that is done with letters does.
    from koyradesk import photos as pictures
    from koyradesk import scans

    record = get(store, letter).id
    data = files.read(path, LARGEST_PHOTO)
    # What cannot be printed is refused before it is kept.
    pictures.prepare(data, width_mm=PHOTO_WIDTH)
    rows = store.rows("attachment", deleted=None, of=record, only=("rank",))
    place = rank.behind(rows)[0]
    made = store.new_id("attachment")
    about = {"name": nfc(path.name), "note": caption, "media": scans.media(data) or "image", "size": len(data)}
    fields = {"of": record, **about, "rank": place}
    refuse_frozen(store, record, [Change(made, fields)])
    store.write([Change(made, {**fields, "blob": store.put_blob(data)})], by=by)
    return next(one for one in photos(store, record) if one.id == made)


def set_caption(store: Store, photo: str, caption: str, *, by: str) -> Changed:
    """What stands under a photo."""
    return _change_photo(store, Change(photo, {"note": caption}), by)


def move_photo(store: Store, photo: str, steps: int, *, by: str) -> Changed:
    """Puts a photo so many places further down among those of its letter, up where negative; it stops at the ends."""
    row = store.row(photo) or {}
    rows = [one for one in store.rows("attachment", of=row["of"], only=("rank",)) if one["id"] != photo]
    before = sum(one["rank"] < row["rank"] for one in rows)
    place = max(0, min(len(rows), before + steps))
    low = rows[place - 1]["rank"] if place else ""
    high = rows[place]["rank"] if place < len(rows) else ""
    return _change_photo(store, Change(photo, {"rank": rank.between(low, high, 1)[0]}), by)


def remove_photo(store: Store, photo: str, *, by: str) -> Changed:
    """Puts a photo into the bin."""
    return _change_photo(store, Change(photo, {"deleted": True}), by)


def _change_photo(store: Store, change: Change, by: str) -> Changed:
    row = store.row(change.record)
    if row is not None and (row["of"] or "").startswith("letter."):
        refuse_frozen(store, row["of"], [change])
    return store.write([change], by=by)


def _tree(store: Store, record: str) -> Tree:
    """All the records of a letter; none for one that is new."""
    found: dict[str, Fields] = {}
    row = store.row(record)
    if row is not None:
        found[record] = row
        for kind in letter_records.PARTS:
            found.update((part["id"], part) for part in store.rows(kind, deleted=None, letter=record))
    return letter_records.tree(found)


def _committee(store: Store, name: str, held: Fields | None) -> str | None:
    """The committee of that name: the letter's own if it is still called so."""
    if not name:
        return None
    own = store.row(held["committee"]) if held and held["committee"] else None
    if own is not None and own["name"] == records.text(name):
        return str(own["id"])
    found = next(iter(committees.called(store, name)), None)
    if found is None:
        raise UserError(N_("There is no committee called {name}."), name=name)
    return found
