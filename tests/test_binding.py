"""Who carries out which decision: naming one person must never change what binds another decision."""

from __future__ import annotations

import offices
import pytest

from koyradesk import binding, editing
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting


@pytest.fixture
def mint():
    return offices.minting()


def meeting(decisions: int, names: str = "", **bound: tuple[int, ...]) -> Meeting:
    item = AgendaItem(
        id="item.i",
        decisions=tuple(
            Decision(id=f"decision.{n}", text=f"{n}", implementers=bound.get(f"d{n}", ())) for n in range(decisions)
        ),
        implementers=tuple(Assignment(id=f"assignment.{name}", name=name) for name in names),
    )
    return Meeting(id="meeting.m", items=(item,))


def told(made: Meeting) -> list[str]:
    """Whom each decision binds, then who stands in the list."""
    item = made.items[0]
    return [*("".join(one.name for one in binding.whom(item, decision)) for decision in item.decisions), "".join(
        one.name for one in item.implementers
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "names", "after"),
    [
        # The only decision is everyone's: nothing has to be tied.
        (meeting(1), "ক", ["ক", "ক"]),
        (meeting(1, "ক"), "খ", ["কখ", "কখ"]),
        # Where all carried out all, the others keep whom they had.
        (meeting(3, "ক"), "খ", ["কখ", "ক", "ক", "কখ"]),
        # Named once already: nobody is listed twice.
        (meeting(2, "কখ", d0=(0,), d1=(1,)), "খ", ["কখ", "খ", "কখ"]),
        # A decision that named nobody beside others that do: now it names someone.
        (meeting(2, "ক", d1=(0,)), "খ", ["খ", "ক", "কখ"]),
        (meeting(2, "ক", d1=(0,)), "খগ", ["খগ", "ক", "কখগ"]),
    ],
)
def test_naming_someone_changes_that_decision_alone(mint, before, names, after):
    assert told(binding.bind(before, "decision.0", names, mint)) == after


def test_names_are_compared_as_they_are_said(mint):
    made = binding.bind(meeting(1), "decision.0", ["  ইউপি   সচিব (সকল) "], mint)
    made = binding.bind(made, "decision.0", ["ইউপি সচিব (সকল)", "<b>ইউপি সচিব (সকল)</b>"], mint)
    assert len(made.items[0].implementers) == 1
    assert made.items[0].implementers[0].group


def test_whoever_no_decision_names_carries_out_all():
    made = meeting(2, "কখগ", d0=(1,))
    assert [one.name for one in binding.for_all(made.items[0])] == ["ক", "গ"]
    assert told(made) == ["কখগ", "কখগ", "কখগ"]
    assert told(meeting(2, "কখ", d0=(0,), d1=(1,)))[:2] == ["ক", "খ"]


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        (meeting(1, "কখ"), "ক", ["খ", "খ"]),
        (meeting(2, "কখ", d0=(0, 1), d1=(0,)), "ক", ["খ", "ক", "কখ"]),
        # Named nowhere else, they would be bound by everything: they leave.
        (meeting(2, "কখ", d0=(0, 1), d1=(0,)), "খ", ["ক", "ক", "ক"]),
        (meeting(2, "কখ", d1=(1,)), "ক", ["খ", "খ", "খ"]),
    ],
)
def test_letting_someone_go(before, name, after):
    assert told(binding.release(before, "decision.0", f"assignment.{name}")) == after


def test_a_second_decision_does_not_take_the_people_of_the_first(mint):
    made, second = binding.decide(meeting(1, "কখ"), "item.i", "decision.0", mint)
    assert [binding.named(made.items[0], one) for one in made.items[0].decisions] == [made.items[0].implementers, ()]
    made = binding.bind(made, second, "গ", mint)
    assert told(made) == ["কখ", "গ", "কখগ"]
    assert binding.for_all(made.items[0]) == ()


def test_a_further_decision_leaves_what_binds_all_as_it_is(mint):
    made, third = binding.decide(meeting(2, "ক"), "item.i", None, mint, text="নতুন")
    assert [one.id for one in made.items[0].decisions] == [third, "decision.0", "decision.1"]
    assert not binding.tied(made.items[0])
    assert editing.part(made, third).text == "নতুন"


def test_an_item_without_people_gets_them_from_either_side(mint):
    made, _ = binding.decide(meeting(1), "item.i", "", mint)
    assert not binding.tied(made.items[0])
    assert told(binding.enlist(made, "item.i", ["ক", "খ", "ক"], mint)) == ["কখ", "কখ", "কখ"]
