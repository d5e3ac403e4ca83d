"""The columns of the decisions: how wide each is, and which go where there is no room for them."""

from __future__ import annotations

from koyradesk.i18n import N_

#: Left and right of a line's words, and between two columns.
SIDE, _BETWEEN = 12, 14
#: Columns: the share of the room, or (from 10 on) the pixels; and how narrow the table may be before each goes.
_WIDTHS = (2.3, 1.1, 1.0, 132.0, 150.0)
#: Where there is room, most of it is the decision's; where there is less, its words take a second line.
WIDE, _ROOMY = 1000, (2.9, 1.25, 0.95, 160.0, 150.0)
_GOES = (0, 600, 820, 460, 0)
NAMES = (N_("Decision"), N_("Who carries it out"), N_("Rule"), N_("Progress"), N_("State"))


def places(width: float) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is; one that has no room is 0 wide."""
    widths = _ROOMY if width >= WIDE else _WIDTHS
    there = [width >= least for least in _GOES]
    fixed = sum(one for one, is_there in zip(widths, there, strict=True) if is_there and one >= 10)
    shares = sum(one for one, is_there in zip(widths, there, strict=True) if is_there and one < 10)
    left = width - 2 * SIDE - _BETWEEN * (sum(there) - 1) - fixed
    found, at = [], float(SIDE)
    for one, is_there in zip(widths, there, strict=True):
        wide = (one if one >= 10 else left * one / shares) if is_there else 0.0
        found.append((at, wide))
        at += wide + _BETWEEN if is_there else 0
    return found
