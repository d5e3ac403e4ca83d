"""How far the parties of one decision are: in a few lines of a cell, or in a table of their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped
from koyradesk.bengali.labels import nth
from koyradesk.documents.blocks import Cell, Column, Table, flat
from koyradesk.documents.compose import printed, row_number
from koyradesk.documents.matter import Matter, Share, shared
from koyradesk.documents.texts import filled, joined
from koyradesk.layout import Layout
from koyradesk.layout_letters import LetterShape, OfParty
from koyradesk.layout_texts import fill
from koyradesk.markup import bold
from koyradesk.obligations import words

#: Papers are in Bengali.
_BN = "bn"
#: Columns that stay where no row says anything: whoever gets the paper fills them in; and those of short things.
_FILLED_IN = ("", "progress", "remark")
_NARROW = ("number", "due", "late", "count")
#: Who is done is told before who is not.
_FIRST = ("closed", "done", "progress", "open")


def lines(told: Iterable[Share], layout: Layout) -> list[str]:
    """For each period how many of all are done, then who is how far; those who are equally far in one line."""
    found: list[str] = []
    sample = layout.numbering.implementer or "১।"
    shares = tuple(told)
    alone = len({one.name for one in shares}) == 1
    for period, group in groupby(shares, key=lambda one: one.period):
        those = list(group)
        (done, total), said = shared(those), _alike(those, layout)
        head = words.done_words(done, total, _BN) if total else ""
        if len(said) > 1:
            found.append(bold(joined(": ", filter(None, (period, head)))))
            found += [joined(" ", (nth(sample, at), one)) for at, one in enumerate(said, 1)]
        elif alone and period:
            found.append(joined(": ", (bold(period), said[0])))
        else:
            # Nobody is named where all are equally far; that they are done is said once.
            head = words.share_words(done, total, _BN) if done else head
            whole = joined(": ", filter(None, (period, head)))
            found.append(joined(": " if done else "; ", filter(None, (whole and bold(whole), said[0]))))
    return found


def _alike(those: list[Share], layout: Layout) -> list[str]:
    """What is to be said of the parties of a period, those first of whom most is known."""
    style = layout.letter
    several_days = len({one.due for one in those if not one.done}) > 1
    same: dict[tuple[str, ...], list[str]] = {}
    for one in sorted(those, key=lambda one: _FIRST.index(one.status)):
        late = filled(style.remark_late, grouped(one.late)) if one.late else ""
        if several_days and one.due and not one.done and not late:
            late = spell(one.due, style.due)
        same.setdefault((_state(one), one.told, late, one.text), []).append(one.name)
    found = []
    for (status, value, late, text), names in same.items():
        told = {"names": "; ".join(names), "status": status, "value": value, "late": late, "text": text}
        pattern = style.share if len(same) > 1 else style.share_all
        found.append(fill(pattern, {name: one.replace("\n", " ") for name, one in told.items()}))
    return found


def _state(one: Share) -> str:
    status = words.status_words(one.status, _BN)
    outcome = words.outcome_words(one.outcome, _BN) if one.status == "closed" and one.outcome != "done" else ""
    return f"{status} ({outcome})" if outcome else status


def remark(one: Matter | Share, style: LetterShape) -> str:
    """What is remarked of a decision, or of one party's share of it; "" where there is nothing."""
    if isinstance(one, Matter) and one.closed:
        return fill(style.remark_closed, {"outcome": words.outcome_words(one.outcome, _BN)})
    if isinstance(one, Share) and one.status != "done":
        # Of one party it is told how far it is, beside how late.
        late = filled(style.remark_late, grouped(one.late)) if one.late else ""
        return ", ".join(text for text in (_state(one), late) if text)
    if one.done:
        return style.remark_done
    return filled(style.remark_late, grouped(one.late)) if one.late else ""


def reached(one: Matter) -> list[str]:
    """How many of all who are bound have done it, in each period; what one alone reached of what is wanted."""
    if len(one.shares) < 2:
        return [share.told for share in one.shares]
    found = []
    for period, group in groupby(one.shares, key=lambda share: share.period):
        those = list(group)
        head = words.done_words(*shared(those), _BN)
        several = len({share.period for share in one.shares}) > 1
        found.append(f"{period}: {head}" if several and period else head)
    return found


def table(one: Matter, layout: Layout) -> Table:
    """What each party reported, a row for each, and the sums."""
    style = layout.illustrated
    columns = [column for column in style.parties if column.show in _FILLED_IN or _says(one, column.show, layout)]
    rows = [
        tuple(Cell(printed(_cell(share, column.show, at, layout, one.measure))) for column in columns)
        for at, share in enumerate(one.shares, 1)
    ]
    shown = {column.show for column in columns}
    sums = {
        "implementers": style.total,
        "count": grouped(one.count) if one.measure == "count" and one.count is not None else "",
        "remark": words.done_words(*shared(one.shares), _BN),
    }
    if flat(style.total) and "implementers" in shown:
        total = (sums.get(column.show, "") for column in columns)
        rows.append(tuple(Cell(printed(bold(text)) if text else ()) for text in total))
    heads = tuple(Column(column.heading, column.width, center=column.show in _NARROW) for column in columns)
    return Table(heads, tuple(rows), heading_bold=layout.table.heading_bold)


def _says(one: Matter, show: OfParty, layout: Layout) -> bool:
    return any(flat(_cell(share, show, 1, layout, one.measure)) for share in one.shares)


def _cell(one: Share, show: OfParty, at: int, layout: Layout, measure: str) -> str:
    style = layout.letter
    match show:
        case "number":
            return row_number(at, layout)
        case "implementers":
            return one.name
        case "due":
            return spell(one.due, style.due) if one.due else ""
        case "late":
            return filled(style.late, grouped(one.late)) if one.late else ""
        case "count":
            number = one.value is not None
            return one.told if measure == "percent" else grouped(one.value) if number and one.value is not None else ""
        case "progress":
            return one.text
        case "remark":
            return remark(one, style)
    return ""
