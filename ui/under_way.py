"""The word that an input method is at work on in a field: no part of its text yet, and kept against a power cut."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from koyradesk.model import Ref


class Composed(Protocol):
    """A field in which words are composed."""

    def with_composed(self) -> str:
        """What it holds with the letters under way."""


class UnderWay:
    """Belongs to a session: the field in which a word is under way, or was last."""

    def __init__(self) -> None:
        self._held: tuple[Ref, Composed] | None = None

    def begin(self, ref: Ref, field: Composed) -> None:
        """Letters came, changed or went."""
        self._held = ref, field

    def end(self) -> None:
        """The field was left."""
        self._held = None

    def over(self, typed: Mapping[Ref, str]) -> dict[Ref, str]:
        """What was typed, with the word laid over it."""
        if self._held is None or self._held[0] not in typed:
            return dict(typed)
        ref, field = self._held
        try:
            return {**typed, ref: field.with_composed()}
        except RuntimeError:
            # The field went while the word was under way.
            self._held = None
            return dict(typed)
