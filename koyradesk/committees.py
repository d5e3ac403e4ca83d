"""Committees by the name a person gives them."""

from __future__ import annotations

from typing import Any

from koyradesk import records
from koyradesk.bengali.text import search_key, tidy
from koyradesk.store import Store


def called(store: Store, name: str) -> dict[str, dict[str, Any]]:
    """The committees of that name by id: of exactly that one, else of one that reads the same."""
    every = store.rows("committee")
    exact = [row for row in every if row["name"] == records.text(name)]
    key = search_key(tidy(name))
    return {row["id"]: row for row in exact or [row for row in every if search_key(tidy(row["name"])) == key]}
