"""Regular expressions that are compiled when they are first used.

Compiling those of this program takes a fifth of a second on an old computer, and most of them are not needed before its
window stands.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a compiled expression: what is asked of it is asked of the real one, and kept."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        # Found without this detour from now on.
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, for the constants of a module: to be used by its methods, not handed to functions of ``re``.

    What is wrong in an expression shows when it is first used.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
