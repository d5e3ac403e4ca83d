"""The store: one office's records in a data folder, written through the journal."""

from koyradesk.store.check import Finding, Report
from koyradesk.store.edits import OpenEdit
from koyradesk.store.history import Entry
from koyradesk.store.restore import Restored, restore
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
    "Restored",
    "Store",
    "restore",
]
