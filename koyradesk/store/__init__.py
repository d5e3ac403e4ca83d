"""The store: one office's records in a data folder, written through the journal.

What ``names`` names is imported when it is first asked for: who only wants to know where the data are, or whether
another program holds them, does not wait for all of it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koyradesk.store.names import *  # noqa: F403


def __getattr__(name: str) -> Any:
    # The rooms, in small letters, are found by Python itself.
    if not name[:1].isupper():
        raise AttributeError(name)
    from koyradesk.store import names

    return getattr(names, name)
