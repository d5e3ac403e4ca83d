"""What is arranged before PySide6 is brought in, so that the window stands sooner.

PySide6 keeps the sources of some modules in its library, and compiles them whenever it is imported: what knows the
signatures of all its functions, the words for a call with wrong arguments, a writer of type stubs. A program that runs
needs none of it, until something goes wrong; it takes a quarter of the time of the import. Here these modules stand
empty until something is asked of them, and are then loaded as they would have been. Where another PySide6 brings them
from elsewhere, or not at all, nothing is changed.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any

_SUPPORT = "shibokensupport.signature."
#: Not ``mapping``, which takes as long: PySide6 looks into it without asking Python.
_NAMES = ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
_LATER = {_SUPPORT + name for name in _NAMES}
#: Python looks for rubbish after so many new things; what is brought in at the start is none, and looking through it
#: again and again would take a tenth of the time. ``rest`` sees to it later.
_MANY = 100_000


class _Empty(ModuleType):
    """Stands for a module that is loaded when something of it is asked for."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        # Under other names than a module has: Python's import and PySide6 give those.
        self._found = spec
        self._real: ModuleType | None = None

    def __getattr__(self, name: str) -> Any:
        # Python's import asks for its own names, and does without them.
        if name.startswith("__"):
            raise AttributeError(name)
        if self._real is None:
            self._real = module_from_spec(self._found)
            assert self._found.loader is not None
            self._found.loader.exec_module(self._real)
        return getattr(self._real, name)


class _Loader:
    """Loads nothing yet."""

    def __init__(self, found: ModuleSpec) -> None:
        self._found = found

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Empty(self._found)

    def exec_module(self, module: ModuleType) -> None:
        """See ``_Empty``."""


class _Finder:
    """Finds those modules before PySide6's own finder does."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: Any = None) -> ModuleSpec | None:
        if sys.meta_path[0] is not self:
            # That one puts itself first when it comes, and then leaves Python's own modules to others: to this one.
            sys.meta_path.remove(self)
            sys.meta_path.insert(0, self)
        if name in _LATER:
            for other in sys.meta_path[1:]:
                spec = other.find_spec(name, path, target)
                if spec is not None:
                    return ModuleSpec(name, _Loader(spec))  # type: ignore[arg-type]
        return None


def begin() -> None:
    """Brings PySide6 in, if nobody did."""
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])
    if "shiboken6" in sys.modules:
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        import PySide6  # noqa: F401
    finally:
        sys.meta_path.remove(finder)
