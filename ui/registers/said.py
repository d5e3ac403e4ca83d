"""What stands in the cells of a register and over them, in the voice of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk.i18n import N_
from koyradesk.obligations import words
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.obligations.filling import Value
    from koyradesk.obligations.matrix import Cell, Matrix

#: So many parties that their numbers would make a column wider than a page of twelve has room for.
_MANY = 100
_DONE, _UNDONE, _NOTHING = "✓", "✗", "—"


def heading(voice: Voice, matrix: Matrix, column: int, *, whole: bool = False) -> str:
    """What a period is called; ``whole``: with its year, where there is room."""
    period, rule = matrix.columns[column], matrix.obligation.rule
    if not period.key:
        return voice(N_("Progress"))
    if rule is None or rule.kind != "recurring":
        return voice.month(period.key)
    if whole or rule.every == 12:
        return words.span_words(rule, period.key, voice.language)
    first = voice.short_month(period.key)
    return first if rule.every == 1 or not period.last else f"{first}–{voice.short_month(f'{period.last:%Y-%m}')}"


def over(voice: Voice, matrix: Matrix, column: int, share: tuple[int, int], *, whole: bool) -> str:
    """What stands over a column: the period and how many have done it; of a hundred and more, how many in a hundred."""
    done, asked = share
    if whole:
        told = words.share_words(done, asked, voice.language) if asked else ""
        return ": ".join(part for part in (heading(voice, matrix, column, whole=True), told) if part)
    short = f"{done}/{asked}" if asked < _MANY else f"{100 * done // asked}%"
    return f"{heading(voice, matrix, column)}\n{voice.digits(short) if asked else ''}"


def shown(voice: Voice, matrix: Matrix, value: Value) -> str:
    """A value in its cell: a number, or a sign where nothing is counted."""
    if value is None or (value is False and matrix.counts):
        return _NOTHING
    if isinstance(value, bool):
        return _DONE if value else _UNDONE
    return voice.digits(f"{value}%" if matrix.obligation.measure.kind == "percent" else value)


def aloud(voice: Voice, text: str) -> str:
    """What stands in a cell as it is read out."""
    signs = {_DONE: N_("done"), _UNDONE: N_("not done"), _NOTHING: N_("nothing told")}
    return voice(signs[text]) if text in signs else text


def state(voice: Voice, matrix: Matrix, cell: Cell, *, done: bool) -> str:
    """How far a cell is, as it is on the screen: closed, done, so many days late or left."""
    language = voice.language
    if cell.status == "closed" or done:
        return words.status_words("closed" if cell.status == "closed" else "done", language)
    late = words.late_words(cell.task, matrix.obligation.measure, matrix.on, language)
    return late or words.status_words(cell.status, language)
