"""What is being written in a window, as its history and its clashes need it: a session, or a letter that came in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from koyradesk.errors import UserError
from koyradesk.model import Ref


class Written(Protocol):
    """Shown in fields, each bound to its address."""

    @property
    def id(self) -> str:
        """The record that it is."""

    @property
    def frozen(self) -> bool:
        """Whether it can only be read."""

    def closed(self, record: str) -> bool:
        """Whether a record of it can only be read."""

    def type(self, ref: Ref, text: str) -> None:
        """Another text for a field."""

    def leave(self, ref: Ref) -> None:
        """The field is left: it is written."""

    def when_stored(self, job: Callable[[], None]) -> None:
        """Does something when all that was typed is stored."""

    def do(
        self, job: Callable[[], Any], then: Callable[[Any], None], *, otherwise: Callable[[UserError], None]
    ) -> None:
        """A write from outside of it; then it is read again."""

    def contest(self, refs: frozenset[Ref]) -> None:
        """In these fields several texts stand against each other."""
