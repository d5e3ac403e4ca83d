"""A pause of the garbage collector while thousands of rows are made."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(makes: Callable[P, R]) -> Callable[P, R]:
    """A function that makes very many rows and keeps them: none of them is garbage, and looking through all of them
    again and again takes as long as making them."""

    @wraps(makes)
    def made(*arguments: P.args, **named: P.kwargs) -> R:
        if not gc.isenabled():
            return makes(*arguments, **named)
        gc.disable()
        try:
            return makes(*arguments, **named)
        finally:
            gc.enable()

    return made
