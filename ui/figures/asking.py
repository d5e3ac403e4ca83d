"""What figures are asked for, as it is remembered: a fiscal year, a quarter, a committee, and one choice more."""

from __future__ import annotations


def text(asked: tuple[int, int, str, str]) -> str:
    """As it is remembered."""
    return "\t".join(map(str, asked))


def read(text: str) -> tuple[int, int, str, str]:
    """What was remembered; everything of this year where that is none of ours."""
    cells = text.split("\t")
    if len(cells) != 4 or cells[1] not in ("0", "1", "2", "3", "4") or not cells[0].isascii():
        return 0, 0, "", ""
    year = int(cells[0]) if cells[0].isdecimal() and len(cells[0]) < 5 else 0
    return year, int(cells[1]), cells[2], cells[3]
