"""What was made once and may be wanted again: typing changes one text of a paper, the others are set already."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by what they were made of. Together they never weigh more than ``limit``; those not wanted for longest go
    first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: dict[K, tuple[V, int]] = {}
        self.weight = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: K) -> V | None:
        """The value, now the one wanted last."""
        found = self._held.pop(key, None)
        if found is None:
            return None
        self._held[key] = found
        return found[0]

    def put(self, key: K, value: V, weight: int = 1) -> V:
        """Keeps a value; gives it back."""
        if key in self._held:
            self.weight -= self._held.pop(key)[1]
        self._held[key] = (value, weight)
        self.weight += weight
        while self.weight > self._limit and len(self._held) > 1:
            self.weight -= self._held.pop(next(iter(self._held)))[1]
        return value
