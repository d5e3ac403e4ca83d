"""Keys that the handbook names are keys of the program: they stand in the sheet of shortcuts."""

from __future__ import annotations

import re

import pytest
from handbook_pictures import HANDBOOK

from ui.keys_screen import SECTIONS, _middle

PAGES = sorted(HANDBOOK.glob("*.md"))
#: What stands between ticks and is keys: all others are words to type, files and the like.
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)[+ ])*"
    r"(?:F\d+|[A-Z0-9]|[↑↓←→+−]|Enter|Esc|Tab|Space|Delete|Insert|Home|End|PgUp|PgDn|Backspace|Menu)"
)
#: Keys of every program.
COMMON = {"Backspace", "Shift ↑", "Shift ↓", "Menu"}


def sheet() -> set[str]:
    found = set(COMMON)
    for _, rows in SECTIONS:
        for keys, _ in rows:
            for one in keys.split(" · "):
                found |= {one, *one.split()}
                if span := re.fullmatch(r"(.*?)(\d) … \1(\d)", one):
                    found |= {f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1)}
    return found


def named(text: str) -> set[str]:
    """The keys a page names, as they stand on the sheet."""
    ticked = {one for one in re.findall(r"`([^`]+)`", text) if KEYS.fullmatch(one)}
    return {re.sub(r"(?<=\w)\+", " ", one) for one in ticked}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_key_it_names_stands_in_the_sheet(page):
    assert named(page.read_text(encoding="utf-8")) - sheet() == set()


def test_what_is_a_key_is_told_from_what_is_typed():
    assert named("`Ctrl+Shift+C` `Ctrl ↓` `F10` `Ctrl++` `SutonnyMJ` `Delete` `upozila` `..` `বিন`") == {
        "Ctrl Shift C",
        "Ctrl ↓",
        "F10",
        "Ctrl +",
        "Delete",
    }
    assert {"Ctrl 3", "Ctrl Shift W", "Esc"} <= sheet()
    assert "Ctrl Q" not in sheet()


def test_the_columns_of_the_sheet_are_about_as_high():
    rows = [len(keys) + 2 for _, keys in SECTIONS]
    middle = _middle([len(keys) for _, keys in SECTIONS])
    assert abs(sum(rows[:middle]) - sum(rows[middle:])) <= max(rows)
    assert _middle([1, 1, 1, 9]) == 3
