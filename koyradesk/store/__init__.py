"""The store: one office's records in a data folder, written through the journal."""

from koyradesk.store.history import Entry
from koyradesk.store.search import Hit
from koyradesk.store.store import DRAFTS, Change, Changed, OpenEdit, Store

__all__ = ["DRAFTS", "Change", "Changed", "Entry", "Hit", "OpenEdit", "Store"]
