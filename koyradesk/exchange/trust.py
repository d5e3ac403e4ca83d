"""Keys accepted by their cards, revoked, made anew: what is written of them into our own book (see ``trusted``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from koyradesk import clock, records
from koyradesk.errors import UserError
from koyradesk.exchange import keys
from koyradesk.exchange.key_records import CARD as CARD
from koyradesk.exchange.key_records import Known as Known
from koyradesk.exchange.key_records import Office as Office
from koyradesk.exchange.key_records import Shelf
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.own_name import office_name
from koyradesk.exchange.shapes import ROLES, Role
from koyradesk.exchange.trusted import Trust as Trust
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Store

_LONGEST_NAME = 200
#: Of what is said of a key on several days the first counts.
_DAYS = ("since", "revoked")


def ensure_own(store: Store, keystore: Keystore, *, by: str) -> Known:
    """Sees to it that the key of this PC stands in our own book; where it is ``revoked`` there, nothing may be signed.

    Raises:
        UserError: the key store or the disk refuses.
    """
    public = keystore.public(store.office)
    if store.row(_record(store, public)) is None:
        _write(store, [_own(store, public)], by)
    return _written(store, public, None)


def signing(store: Store, keystore: Keystore, *, by: str) -> Known:
    """The key by which this PC signs.

    Raises:
        UserError: it was revoked; see ``ensure_own``.
    """
    known = ensure_own(store, keystore, by=by)
    if not known.counts:
        raise UserError(
            N_("The key of this computer was revoked on {day}. Make a new one with “keys renew”, then print its card."),
            day=known.revoked,
        )
    return known


def accept(
    store: Store,
    office: str,
    name: str,
    public: str,
    role: Role,
    *,
    by: str,
    instead_of: str = "",
    books: Shelf | Iterable[Store] | None = None,
) -> Known:
    """Accepts a key by its card: from now on it counts for that office, and the office is to us what ``role`` says (all
    its keys with it). The key ``instead_of``, in whose place it comes, is revoked.

    Raises:
        UserError: it is no key, it is revoked, it belongs to another office; our own office is taken for another, or
            another for our own.
    """
    code, called = records.as_code(office), " ".join(records.text(name).split())
    if code == store.office and not called:
        # A PC that has just joined us knows nothing yet, not even what we are called.
        called = office_name(store)
    _refuse_strange(store, code, called, public, role)
    trust = Trust(store, books)
    known = trust.known(public)
    if known is not None and not known.counts:
        raise UserError(
            N_("This key was revoked on {day} and counts no more. Ask {name} for the card of their new key."),
            day=known.revoked,
            name=known.name or known.office,
        )
    if known is not None and known.by == CARD and known.office != code:
        raise UserError(
            N_("This key was accepted for {name} already, and a key is of one office alone. Check whose card it is."),
            name=known.name or known.office,
        )
    changes = [*_as(store, trust, code, role), _new(store, code, called, public, role)]
    if instead_of and instead_of != public:
        old = _must_know(trust, instead_of)
        if old.office != code:
            raise _unknown()
        changes.append(_gone(store, old, "", clock.today(store).day))
    _write(store, changes, by)
    return _written(store, public, books)


def countersign(store: Store, office: str, name: str, public: str, *, by: str) -> Known:
    """Accepts the key of an office below us: whoever has us above them then believes it without its card.

    Raises:
        UserError: see ``accept``.
    """
    return accept(store, office, name, public, Trust(store).role(records.as_code(office)) or "below", by=by)


def set_role(store: Store, office: str, role: Role, *, by: str, books: Shelf | Iterable[Store] | None = None) -> None:
    """Says anew what an office is to us.

    Raises:
        UserError: no card of this office was accepted here, or it is our own.
    """
    trust = Trust(store, books)
    if role not in ROLES or role == "own" or office == store.office:
        raise _own_alone()
    known = trust.keys()
    if not any(one.office == office and one.by == CARD for one in known):
        raise _unknown()
    _write(store, _as(store, trust, office, role), by)


def revoke(store: Store, public: str, reason: str, *, by: str, books: Shelf | Iterable[Store] | None = None) -> Known:
    """Says that a key counts no more, for ever: lost, stolen, its card was false. Also one of our own, from any PC.

    Raises:
        UserError: no such key is known here.
    """
    known = _must_know(Trust(store, books), public)
    if known.counts or (store.row(_record(store, public)) or {}).get("revoked") is None:
        _write(store, [_gone(store, known, reason, clock.today(store).day)], by)
    return _written(store, public, books)


def restate(store: Store, books: Shelf, offices: Iterable[str], *, by: str) -> Changed:
    """Writes into our own book what these offices revoked, each of its own keys, and those above us of any, so that
    whoever goes by our word hears of it, and we need not open their books to know.

    Raises:
        UserError: the disk.
    """
    trust = Trust(store, books)
    known = trust.keys()
    told = (trust.known(one.public) if one.office in offices else one for one in known if one.by == CARD)
    return _write(store, _revoked_elsewhere(store, filter(None, told)), by)


def agree(store: Store, *, by: str) -> Changed:
    """Where our PCs wrote different days of a key, the first counts: each accepted the same card when it came to it.
    All of them write the same here, so nobody is asked which it is.

    Raises:
        UserError: the disk.
    """
    changes: list[_Set] = []
    for record, name in store.conflicts():
        if record.startswith("key.") and name in _DAYS and (days := [day for day in store.values(record, name) if day]):
            changes.append((record, {name: min(days)}))
    return _write(store, changes, by)


def renew(store: Store, keystore: Keystore, reason: str, *, by: str) -> Known:
    """Makes a new key for this PC and revokes the one it had, also where that is lost. Others learn of both by the next
    bundle, which they take when they have accepted the new card.

    Raises:
        UserError: the key store or the disk refuses. The old key still counts; ``ensure_own`` records a new one that
            was made.
    """
    old = keystore.last(store.office)
    with store.together():
        if old and store.row(_record(store, old)) is not None:
            revoke(store, old, reason, by=by)
        public = keystore.renew(store.office)
        _write(store, [_own(store, public)], by)
    return _written(store, public, None)


#: What to write into one record.
_Set = tuple[str, dict[str, Any]]


def _write(store: Store, changes: Iterable[_Set], by: str) -> Changed:
    """Several that are on one record become one."""
    together: dict[str, dict[str, Any]] = {}
    for record, fields in changes:
        together.setdefault(record, {}).update(fields)
    return store.write([Change(record, fields) for record, fields in together.items()], by=by)


def _record(store: Store, public: str) -> str:
    """One record for a key in a book: two PCs that accept the same card write the same."""
    return records.derived("key", store.office, public)


def _new(store: Store, office: str, name: str, public: str, role: Role) -> _Set:
    said = {"office": office, "name": name, "public": public, "role": role, "deleted": False}
    held = store.row(_record(store, public))
    return _record(store, public), said | {"since": (held and held["since"]) or clock.today(store).day}


def _own(store: Store, public: str) -> _Set:
    return _new(store, store.office, office_name(store), public, "own")


def _gone(store: Store, known: Known, reason: str, day: date) -> _Set:
    """Also a key that only another's book has is revoked in ours, so that nobody's word can bring it back."""
    said = {"office": known.office, "name": known.name, "public": known.public}
    if known.by == CARD:
        said = {}
    elif known.role:
        said["role"] = known.role
    return _record(store, known.public), {**said, "revoked": day, "reason": " ".join(records.text(reason).split())}


def _as(store: Store, trust: Trust, office: str, role: Role) -> Iterator[_Set]:
    """What makes ``role`` that of an office. Where its word ends with that, what it revoked stays revoked."""
    for row in store.rows("key", office=office):
        if row["role"] != role or row["conflict"]:
            yield row["id"], {"role": role}
    if trust.role(office) == "above" != role:
        yield from _revoked_elsewhere(store, trust.keys())


def _revoked_elsewhere(store: Store, known: Iterable[Known]) -> Iterator[_Set]:
    for one in known:
        held = store.row(_record(store, one.public))
        if one.revoked and not (held and held["revoked"]):
            yield _gone(store, one, one.reason, one.revoked)


def _must_know(trust: Trust, public: str) -> Known:
    if (found := trust.known(public)) is None:
        raise _unknown()
    return found


def _written(store: Store, public: str, books: Shelf | Iterable[Store] | None) -> Known:
    found = Trust(store, books).known(public)
    if found is None:
        raise ValueError("a key that was written is not known")
    return found


def _refuse_strange(store: Store, office: str, name: str, public: str, role: Role) -> None:
    try:
        keys.raw(public)
    except ValueError:
        raise UserError(N_("This is no key of an office. Read the card again, or scan its square code.")) from None
    if not records.is_office(office):
        raise UserError(
            N_("{code} is no code of an office: eight letters and digits, as on its key card. Check it."), code=office
        )
    if not name or len(name) > _LONGEST_NAME:
        raise UserError(
            N_("Give the name of the office, of at most {count} letters, as it stands on the card."),
            count=_LONGEST_NAME,
        )
    if role not in ROLES:
        raise ValueError(f"no role: {role!r}")
    if (role == "own") != (office == store.office):
        raise _own_alone()


def _own_alone() -> UserError:
    return UserError(
        N_(
            "Only the keys of this office's own computers are “own”, and they are nothing else. Check the code of the "
            "office on the card."
        )
    )


def _unknown() -> UserError:
    return UserError(N_("No such key is known here. Check the number on the card."))
