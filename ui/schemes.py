"""The colours of the schemes as tokens: light, dark, and two of high contrast."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """Colours of one scheme. ``late`` is for what is late or lost and for nothing else."""

    name: str
    back: str
    rail: str
    card: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    key_on_accent: str
    hover: str
    pressed: str
    wait: str
    wait_soft: str
    late: str
    late_soft: str
    chip: str
    desk: str
    shadow: str
    disabled: str
    #: Behind what was looked for, in a text, and its letters there.
    mark: str
    on_mark: str
    #: Under a word that is misspelled.
    wrong: str
    #: How wide the ring of focus is.
    ring: int = 2
    #: Whether grounds are told apart by edges as well: who needs high contrast does not see soft colours.
    edged: bool = False


LIGHT = Tokens(
    name="light",
    back="#f0efea",
    rail="#fbfaf6",
    card="#ffffff",
    line="#e0ded6",
    field_line="#cfccc2",
    text="#1c1c1a",
    muted="#595953",
    accent="#006a4e",
    accent_hover="#00593f",
    accent_soft="#e1efea",
    on_accent="#ffffff",
    key_on_accent="#2f8a70",
    hover="#f3f2ed",
    pressed="#e7e5dd",
    wait="#7a4f00",
    wait_soft="#fdf0d8",
    late="#b3261e",
    late_soft="#fbe4e2",
    chip="#eae9e2",
    desk="#d6d3ca",
    shadow="#3a372e",
    disabled="#85847c",
    mark="#ffe08a",
    on_mark="#1c1c1a",
    wrong="#c4352b",
)

DARK = Tokens(
    name="dark",
    back="#1c1d1b",
    rail="#232422",
    card="#2a2b29",
    line="#3b3c39",
    field_line="#55564f",
    text="#eceae4",
    muted="#b1afa6",
    accent="#4fc29b",
    accent_hover="#6bd0ad",
    accent_soft="#203b32",
    on_accent="#08251b",
    key_on_accent="#2c8f6f",
    hover="#333432",
    pressed="#3c3d3a",
    wait="#e8bd6a",
    wait_soft="#3d311a",
    late="#f29a93",
    late_soft="#482725",
    chip="#3a3b38",
    desk="#121311",
    shadow="#000000",
    disabled="#85847c",
    mark="#6e5510",
    on_mark="#eceae4",
    wrong="#ff8f86",
)

#: Every text at least 7:1 on its ground, every line and ring 3:1 on what lies beside it.
CONTRAST = Tokens(
    name="contrast",
    back="#ffffff",
    rail="#ffffff",
    card="#ffffff",
    line="#5c5c5c",
    field_line="#000000",
    text="#000000",
    muted="#303030",
    accent="#00462f",
    accent_hover="#002e1f",
    accent_soft="#dff2e9",
    on_accent="#ffffff",
    key_on_accent="#ffffff",
    hover="#ececec",
    pressed="#dcdcdc",
    wait="#553600",
    wait_soft="#fff1cf",
    late="#850b07",
    late_soft="#ffe7e5",
    chip="#ececec",
    desk="#d6d6d6",
    shadow="#000000",
    disabled="#4a4a4a",
    mark="#000000",
    on_mark="#ffffff",
    wrong="#a30000",
    ring=3,
    edged=True,
)

CONTRAST_DARK = Tokens(
    name="contrast-dark",
    back="#000000",
    rail="#000000",
    card="#000000",
    line="#9c9c9c",
    field_line="#ffffff",
    text="#ffffff",
    muted="#dcdcdc",
    accent="#63e6b6",
    accent_hover="#94f0cf",
    accent_soft="#00301f",
    on_accent="#000000",
    key_on_accent="#000000",
    hover="#242424",
    pressed="#343434",
    wait="#ffd37d",
    wait_soft="#332400",
    late="#ffb8b2",
    late_soft="#45110e",
    chip="#262626",
    desk="#1a1a1a",
    shadow="#000000",
    disabled="#bdbdbd",
    mark="#ffffff",
    on_mark="#000000",
    wrong="#ff8f86",
    ring=3,
    edged=True,
)

SCHEMES = {one.name: one for one in (LIGHT, DARK, CONTRAST, CONTRAST_DARK)}
#: What the pictures show when nobody says otherwise.
EVERYDAY = ("light", "dark")
