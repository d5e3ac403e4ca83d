"""Committees by the name a person gives them."""

from __future__ import annotations

from typing import Any

from koyradesk import records
from koyradesk.bengali.text import search_key, tidy
from koyradesk.markup import plain
from koyradesk.store import Store


def key(name: str) -> str:
    """What the name of a committee reads as; it may be marked."""
    return search_key(tidy(plain(name)))


def keys(store: Store) -> frozenset[str]:
    """What the names of the office's committees read as."""
    return frozenset(key(row["name"]) for row in store.rows("committee"))


def called(store: Store, name: str) -> dict[str, dict[str, Any]]:
    """The committees of that name by id: of exactly that one, else of one that reads the same."""
    every = store.rows("committee")
    exact = [row for row in every if row["name"] == records.text(name)]
    wanted = key(name)
    return {row["id"]: row for row in exact or [row for row in every if key(row["name"]) == wanted]}
