"""Which layout a committee has: kept with it, for its meetings to come and, if wanted, those not signed yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koyradesk import layout, layout_file
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import SIGNED
from koyradesk.store import Change, Changed, Store

DEFAULT = "upazila"


def of(store: Store, committee: str) -> str | dict[str, Any]:
    """The layout of a committee (by name): its own, else the office's, else the one every office begins with."""
    rows = store.rows("committee", name=tidy(committee), only=("layout",)) if tidy(committee) else []
    office = store.rows("office", only=("layout",))
    own = next((row["layout"] for row in (*rows, *office) if row["layout"]), DEFAULT)
    return own if isinstance(own, str) else dict(own)


def keep(store: Store, committee: str, wanted: str | Mapping[str, Any], *, drafts: bool = True, by: str) -> Changed:
    """Keeps a layout with a committee, and gives it to its meetings whose minutes are not signed (``drafts``).

    Raises:
        UserError: no such committee, or a layout that cannot be used.
    """
    name = known(store, committee)
    rows = store.rows("committee", name=name, only=("name",))
    value = layout_file.short(wanted)
    layout.resolve(value)
    changes = [Change(row["id"], {"layout": value}) for row in rows[:1]]
    if drafts:
        rows = [row for row in following(store, name) if row["layout"] != value]
        changes += [Change(row["id"], {"layout": value}) for row in rows]
    return store.write(changes, by=by)


def following(store: Store, committee: str) -> list[dict[str, Any]]:
    """The committee's meetings that follow its layout: their ids and layouts; signed minutes stay as they are."""
    signed = {
        row["meeting"]
        for row in store.rows("memo", kind="minutes", only=("meeting", "state"))
        if row["state"] in SIGNED
    }
    return [
        row
        for own in store.rows("committee", name=tidy(committee), only=())[:1]
        for row in store.rows("meeting", committee=own["id"], only=("layout",))
        if row["id"] not in signed
    ]


def known(store: Store, committee: str) -> str:
    """The committee's name as it is stored.

    Raises:
        UserError: no such committee.
    """
    rows = store.rows("committee", name=tidy(committee), only=("name",))
    if not rows:
        raise UserError(N_("There is no committee called {name}."), name=committee)
    name: str = rows[0]["name"]
    return name
