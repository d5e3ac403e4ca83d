"""Causal field registers: how what several people wrote becomes one record. Pure; clocks never decide.

Each field of each record is a register. A write is a version ``(actor, seq)`` with a value, and names the versions its
writer saw and replaces (``over``). A version is live until some write names it, whichever of the two arrives first:
nothing waits for anything, and any order of arrival, any repetition gives the same registers. More than one live
value is a conflict: both are kept and shown, and settling it is an ordinary write over both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: (actor, seq): who wrote, and the how-manieth operation of that actor it was.
Version = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Write:
    """One field of one operation: the value, and the versions it replaces."""

    value: Any
    over: tuple[Version, ...] = ()


@dataclass(slots=True)
class Register:
    """What is known of one field."""

    values: dict[Version, Any] = field(default_factory=dict)
    #: Every version some write has replaced, arrived or not.
    gone: set[Version] = field(default_factory=set)

    def live(self) -> dict[Version, Any]:
        """The values nobody has replaced, by version, in an order that is the same everywhere."""
        return {version: self.values[version] for version in sorted(self.values.keys() - self.gone, key=_order)}

    def conflict(self) -> bool:
        """More than one live value. The same value written twice is agreement."""
        found = list(self.live().values())
        return any(value != found[0] for value in found[1:])

    def winner(self, empty: Any) -> Any:
        """The value shown in the table while a conflict is open; ``empty`` if nothing live was written."""
        found = self.live()
        return found[next(reversed(found))] if found else empty


#: The registers of one record, by field.
Registers = dict[str, Register]


def apply(registers: Registers, version: Version, writes: Mapping[str, Write]) -> None:
    """Takes one operation in; again is the same as once."""
    for name, write in writes.items():
        register = registers.get(name)
        if register is None:
            register = registers[name] = Register()
        register.values[version] = write.value
        register.gone.update(write.over)


def fold(operations: Iterable[tuple[Version, Mapping[str, Write]]]) -> Registers:
    """The registers of one record from its operations, in whatever order they come."""
    registers: Registers = {}
    for version, writes in operations:
        apply(registers, version, writes)
    return registers


def _order(version: Version) -> tuple[int, str]:
    """Which of several live values the table shows: the one of the longer journal. Any rule would do that all share."""
    return version[1], version[0]
