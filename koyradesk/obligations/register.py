"""A register in the words of papers: how the numbers of a ``Matrix`` are said in Bengali, and the paper of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.bengali.calendar import SHORT_MONTHS
from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.documents.blocks import Document
from koyradesk.documents.registered import Register, RegisterCell, RegisterRow
from koyradesk.markup import escape, plain
from koyradesk.obligations import words
from koyradesk.obligations.matrix import Cell, Column, Matrix

if TYPE_CHECKING:
    from koyradesk.store import Store

_BN = "bn"
#: More months than this take their short names.
_MANY_MONTHS = 10


def told(register: Matrix) -> Register:
    """What a register says on paper."""
    one, measure = register.obligation, register.obligation.measure
    alone = len(register.columns) == 1
    rows = []
    for at, line in enumerate(register.lines):
        pairs = zip(register.columns, register.cells[at], strict=True)
        cells = tuple(_cell(register, column, cell) for column, cell in pairs)
        only = register.cells[at][0] if alone else None
        rows.append(
            RegisterRow(
                escape(line.name),
                cells,
                grouped(register.line_sum(at)) if register.adds else "",
                words.status_words(only.status, _BN) if only else "",
                only.task.words if only else "",
            )
        )
    columns = range(len(register.columns))
    sums = [*map(register.column_sum, columns), register.total] if register.counts and register.adds else []
    return Register(
        decision=register.told.text,
        source=source(register),
        rule=words.rule_words(one.rule, _BN),
        measure=words.measure_words(measure, _BN),
        on=words.day_words(register.on, _BN),
        periods=_headings(register),
        rows=tuple(rows),
        totals=tuple(grouped(one) if begun else "" for one, begun in zip(sums, _begun(register), strict=False)),
        done=tuple(_done(*register.done(at), alone) for at in columns),
    )


def source(register: Matrix) -> str:
    """The meeting that decided it, with its day; or where else it comes from."""
    said, one = register.told, register.obligation
    if not one.decision:
        return one.source_text
    name = plain(said.meeting_title) or said.committee
    return escape(", ".join(part for part in (name, words.day_words(said.held or one.begun, _BN)) if part))


def heading(register: Matrix, column: Column, language: str) -> str:
    """What stands over a column; "" where nothing recurs."""
    return words.span_words(register.obligation.rule, column.key, language)


def paper(store: Store, register: Matrix) -> Document:
    """The register as a paper of the office, in the layout of the committee or, without one, of the office."""
    from koyradesk.documents.registers import compose_register
    from koyradesk.papers import office_look

    head, layout = office_look(store)
    return compose_register(told(register), head, layout)


def _headings(register: Matrix) -> tuple[str, ...]:
    """What stands over the columns: where many months stand side by side, in a few letters each."""
    rule = register.obligation.rule
    if rule is not None and rule.kind == "recurring" and rule.every == 1 and len(register.columns) > _MANY_MONTHS:
        dated = ((column.key, column.first) for column in register.columns)
        return tuple(f"{SHORT_MONTHS[day.month - 1]}\n{to_bengali(day.year)}" if day else key for key, day in dated)
    return tuple(heading(register, column, _BN) for column in register.columns)


def _done(done: int, asked: int, alone: bool) -> str:
    """How many of how many; under one of many columns there is room for the numbers alone."""
    if not asked:
        return ""
    return words.share_words(done, asked, _BN) if alone else to_bengali(f"{done}/{asked}")


def _begun(register: Matrix) -> list[bool]:
    """Whether the sums tell anything yet: under each column, and of all."""
    return [*(column.begun for column in register.columns), True]


def _cell(register: Matrix, column: Column, cell: Cell | None) -> RegisterCell:
    if cell is None:
        return RegisterCell(asked=False)
    late = cell.late > 0
    if register.counts and cell.value is not None:
        percent = register.obligation.measure.kind == "percent"
        return RegisterCell(f"{to_bengali(cell.value)}%" if percent else grouped(cell.value), late=late)
    if cell.done:
        return RegisterCell(done=True, late=late)
    return RegisterCell(done=False if cell.task.reports else None, late=late, asked=column.begun)
