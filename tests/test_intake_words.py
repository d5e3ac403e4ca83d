"""Whatever happens to a text of minutes, it is read with every word kept, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk import layout, meeting_file
from koyradesk.errors import UserError
from koyradesk.intake import read_text
from koyradesk.intake.source import from_bijoy
from koyradesk.intake.words import missing, tokens
from koyradesk.model import Meeting

TEXTS = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "data" / "minutes").glob("*.txt"))
]
LINES = [line for text in TEXTS for line in text.split("\n")]
#: What people and scanners put between words.
SCRAPS = st.sampled_from(
    [
        *"\t\n &<>{}|ঃ।\u200d\u00a0…-—“()০:\u00ad",
        "<u>",
        "</u>",
        "<b>",
        "**",
        "{0}",
        "%s",
        "[x](y)",
        "১।",
        "(ক)",
        "<br>",
        "# ",
    ]
)


def kept_or_refused(text: str) -> Meeting | None:
    try:
        meeting = read_text(text)
    except UserError:
        return None
    # A scrap may look like Bijoy.
    assert not missing(from_bijoy(text).text, meeting, layout.resolve(meeting.layout))
    meeting_file.parse(meeting_file.dump(meeting)) if meeting.title else None
    return meeting


@given(st.text())
def test_any_text(text: str) -> None:
    kept_or_refused(text)


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_lines_of_minutes_in_any_order(chosen: list[str]) -> None:
    kept_or_refused("\n".join(chosen))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Minutes with lines lost, doubled, joined, cut, swapped, or from another paper."""
    found = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(found) - 1))
        other = draw(st.integers(0, len(found) - 1))
        first, last = sorted((at, other))
        match draw(st.integers(0, 8)):
            case 0 if len(found) > 1:
                del found[at]
            case 1:
                found.insert(at, found[other])
            case 2:
                found[at], found[other] = found[other], found[at]
            case 3:
                found[at] = found[at].replace("\t", " ", 1)
            case 4:
                found[at] = found[at].replace(" ", "\t", 1)
            case 5:
                cut = draw(st.integers(0, len(found[at])))
                found[at : at + 1] = [found[at][:cut], found[at][cut:]]
            case 6:
                found[at : at + 2] = [" ".join(found[at : at + 2])]
            case 7:
                found = [*found[:first], *found[last:], *found[first:last]]
            case _:
                found.insert(at, draw(st.sampled_from(LINES)))
    return "\n".join(found)


@settings(max_examples=150)
@given(damaged())
def test_damaged_minutes(text: str) -> None:
    kept_or_refused(text)


@settings(max_examples=150)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), SCRAPS), max_size=8))
def test_scraps_anywhere(text: str, scraps: list[tuple[float, str]]) -> None:
    for where, scrap in scraps:
        at = int(where * len(text))
        text = text[:at] + scrap + text[at:]
    kept_or_refused(text)


@settings(max_examples=60)
@given(st.sampled_from(TEXTS), st.text(max_size=30))
def test_any_text_in_a_cell(text: str, scrap: str) -> None:
    at = text.rfind("\t") + 1
    kept_or_refused(text[:at] + scrap + text[at:])


def test_tokens_are_words_and_signs() -> None:
    assert tokens("- ১। <u>ক খ</u>, [গ](mailto:x)\n-----\n| ঘ | ঙ |") == ["১", "।", "ক", "খ", ",", "গ", "ঘ", "ঙ"]
