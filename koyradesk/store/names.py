"""What others ask the store's package for."""

from koyradesk.store.edits import OpenEdit as OpenEdit
from koyradesk.store.history import Entry as Entry
from koyradesk.store.steps import Group as Group
from koyradesk.store.store import Store as Store
from koyradesk.store.writing import Change as Change
from koyradesk.store.writing import Changed as Changed
