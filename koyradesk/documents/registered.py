"""What the register of a decision tells, gathered from its tasks by who knows the store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterCell:
    """A cell of a register: ``value`` as printed ("" where nothing was told), or ``done`` where nothing is counted
    (None where nothing was told); ``asked`` is False where nothing is asked, or not yet."""

    value: str = ""
    done: bool | None = None
    late: bool = False
    asked: bool = True


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A party of a register; ``status`` and ``remark`` are told where there is one column alone."""

    name: str
    cells: tuple[RegisterCell, ...]
    total: str = ""
    status: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register (রেজিস্টার) of what a decision asks of its parties; ``periods`` are the headings of its columns, ""
    where nothing recurs. ``totals`` are the sums of the columns and at last of all, none where nothing is added up."""

    decision: str
    source: str
    rule: str
    measure: str
    on: str
    periods: tuple[str, ...]
    rows: tuple[RegisterRow, ...]
    totals: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
