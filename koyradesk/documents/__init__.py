"""Papers: records -> blocks (``compose``) -> PDF (``pdf``), DOCX (``docx``) or text. Nothing here knows the store.

What ``names`` names is imported when it is first asked for: who speaks of blocks alone waits for no fonts.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koyradesk.documents.names import *  # noqa: F403


def __getattr__(name: str) -> Any:
    # Rooms are found by Python itself, once it hears that they are no name.
    if name == "names" or name.startswith("__"):
        raise AttributeError(name)
    return getattr(import_module("koyradesk.documents.names"), name)
