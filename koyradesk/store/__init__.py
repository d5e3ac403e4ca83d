"""The store: one office's records in a data folder, written through the journal.

What is named here is imported when it is first asked for: who only wants to know where the data are, or whether another
program holds them, does not wait for all of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koyradesk.store.check import Finding, Report
    from koyradesk.store.edits import OpenEdit
    from koyradesk.store.history import Entry
    from koyradesk.store.search import Hit
    from koyradesk.store.steps import Group
    from koyradesk.store.store import DRAFTS, Store
    from koyradesk.store.writing import Change, Changed

__all__ = [
    "DRAFTS",
    "Change",
    "Changed",
    "Entry",
    "Finding",
    "Group",
    "Hit",
    "OpenEdit",
    "Report",
    "Store",
]
_ROOMS = {
    "check": ("Finding", "Report"),
    "edits": ("OpenEdit",),
    "history": ("Entry",),
    "search": ("Hit",),
    "steps": ("Group",),
    "store": ("DRAFTS", "Store"),
    "writing": ("Change", "Changed"),
}


def __getattr__(name: str) -> Any:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{room}"), name)
    raise AttributeError(name)
