"""What is told when a step was taken back: in words, whatever the step wrote besides."""

from __future__ import annotations

from datetime import UTC, datetime

import offices
import pytest

from koyradesk import editing
from koyradesk.model import Ref
from koyradesk.undoing import Step, Touched
from ui.editor import taken_back
from ui.edits import Undone
from ui.say import Voice

MEETING = offices.identified(offices.small_meeting(), offices.minting())
EN = Voice("en")


def undone(record: str, how: str = "changed", *fields: str, left: tuple[Ref, ...] = ()) -> Undone:
    touched = (Touched(record, how, fields),)
    when = datetime(2026, 11, 22, 9, tzinfo=UTC)
    return Undone(Step(MEETING.id, 7, ("actor", 7), "রাবেয়া", when, touched, False, None), MEETING, left)


@pytest.mark.parametrize(
    ("record", "fields", "field"),
    [
        (MEETING.items[0].implementers[0].id, ("many", "name"), "name"),
        (MEETING.id, ("date", "date_text"), "date_text"),
        (MEETING.items[0].id, ("rank", "topic"), "topic"),
        (MEETING.items[0].id, ("serial",), "serial"),
        (MEETING.id, ("letterhead",), "letterhead"),
    ],
)
def test_the_field_that_was_typed_is_named(record, fields, field):
    done = undone(record, "changed", *fields)
    assert taken_back.field_of(done) == Ref(record, field)
    told = taken_back.told(done, MEETING, EN, redo=False)
    assert told.endswith(" is as it was before. Ctrl+Shift+Z puts it back.")
    assert not set(told.partition(" is as")[0]) & set("[]._")


def test_a_part_is_named_by_its_place_or_where_it_is_gone_by_its_kind():
    item = MEETING.items[0].id
    assert taken_back.told(undone(item, "removed", "deleted"), MEETING, EN, redo=True) == "Agenda item 1 is back."
    gone = editing.remove(MEETING, item)
    assert taken_back.told(undone(item, "made"), gone, EN, redo=True) == (
        "Agenda item is out again; it lies in the bin."
    )
    assert taken_back.field_of(undone(item, "removed", "deleted")) == Ref(item, "")


@pytest.mark.parametrize("how", ["made", "changed", "removed"])
def test_a_rule_is_told_as_one_and_no_field_is_gone_to(how):
    for kind in ("obligation", "task"):
        done = undone(f"{kind}.m3gh0apr.0000000007", how, "rule")
        assert taken_back.field_of(done).field == ""
        told = taken_back.told(done, MEETING, EN, redo=True)
        assert told == "The rule of the decision is as it was before."


def test_what_was_left_what_stays_and_nothing_at_all_are_told():
    place = Ref(MEETING.id, "place")
    left = taken_back.told(undone(MEETING.id, "changed", "place", left=(place,)), MEETING, EN, redo=True)
    assert left == "Venue is as it was before. What was written there since stays as it is."
    stays = Undone(undone(MEETING.id, "changed", "place").step)
    assert "A number once given stays." in taken_back.told(stays, MEETING, EN, redo=False)
    assert taken_back.told(None, MEETING, EN, redo=True) != taken_back.told(None, MEETING, EN, redo=False)
