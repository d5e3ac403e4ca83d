"""Serials and labels after an edit: what the paper does itself is followed, what is right is never touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import meeting

from koyradesk import layout, sample
from koyradesk.bengali.text import nfc
from koyradesk.layout import DistributionStyle, Layout, Numbering
from koyradesk.model import AgendaItem, Assignment, Decision, Distribution, Meeting, Recipient
from koyradesk.relabel import endings, relabel

PLAIN = Layout(numbering=Numbering("১.০", "১।", "(ক)", "১)"))


def of(*items: AgendaItem) -> Meeting:
    return Meeting(items=items)


def item(serial: str = "", decisions: tuple[str, ...] = (), implementers: tuple[str, ...] = ()) -> AgendaItem:
    return AgendaItem(
        serial,
        decisions=tuple(Decision(label) for label in decisions),
        implementers=tuple(Assignment(label) for label in implementers),
    )


def shown(held: Meeting) -> list[tuple[str, list[str], list[str]]]:
    return [
        (one.serial, [part.label for part in one.decisions], [part.label for part in one.implementers])
        for one in held.items
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["", "", ""], ["১.০", "২.০", "৩.০"]),
        (["০১", "", "০৩"], ["০১", "০২", "০৩"]),
        (["২।", "১।"], ["১।", "২।"]),
        (["", "খ)"], ["ক)", "খ)"]),
        (["১০", "০৯"], ["০১", "০২"]),
        (["ক্রমিক", ""], ["ক্রমিক", "ক্রমিক"]),
        ([""], ["১.০"]),
        ([], []),
    ],
)
def test_items_follow_the_first_serial_of_the_meeting(before: list[str], after: list[str]) -> None:
    changed = relabel(of(*map(item, before)), PLAIN)
    assert [one.serial for one in changed.items] == after


def test_a_layout_without_serials_gives_none() -> None:
    bare = Layout(numbering=Numbering("", "", "", ""))
    held = of(item("", ("", ""), ("", "")), item(""))
    assert relabel(held, bare) == held


def test_decisions_follow_their_item_then_other_items_then_the_layout() -> None:
    held = of(item("১.০", ("", "")), item("২.০", ("i)", "i)")), item("৩.০", ("", "ক)", "")), item("৪.০", ("", "")))
    assert [decisions for _, decisions, _ in shown(relabel(held, PLAIN))] == [
        ["i)", "ii)"],
        ["i)", "ii)"],
        ["ক)", "খ)", "গ)"],
        ["i)", "ii)"],
    ]
    fresh = relabel(of(item("", ("", ""), ("", ""))), PLAIN)
    assert shown(fresh) == [("১.০", ["১।", "২।"], ["(ক)", "(খ)"])]


def test_one_alone_is_labelled_only_if_it_was_or_the_layout_says_so() -> None:
    held = of(item("১.০", ("",), ("১।",)), item("২.০", ("৩।",), ("",)))
    assert shown(relabel(held, PLAIN)) == [("১.০", [""], ["১।"]), ("২.০", ["১।"], [""])]
    always = Layout(numbering=replace(PLAIN.numbering, single=True))
    assert shown(relabel(held, always)) == [("১.০", ["১।"], ["১।"]), ("২.০", ["১।"], ["১।"])]


def test_labels_that_repeat_the_number_of_their_item_go_with_it() -> None:
    held = of(item("২.০", ("২.১", "২.২")), item("১.০", ("১.১", "")), item("", ("", "")))
    assert shown(relabel(held, PLAIN)) == [
        ("১.০", ["১.১", "১.২"], []),
        ("২.০", ["২.১", "২.২"], []),
        ("৩.০", ["৩.১", "৩.২"], []),
    ]


def test_more_than_roman_numerals_can_count_goes_on_in_digits() -> None:
    labels = [one.label for one in relabel(of(item("1", ("i.",) * 401)), PLAIN).items[0].decisions]
    assert labels[398:] == ["cccxcix.", "৪০০.", "৪০১."]


def test_recipients_are_numbered_in_their_own_style() -> None:
    sent = Distribution("বিতরণ:", (Recipient("", "জেলা প্রশাসক"), Recipient("১।", "অফিস নথি")))
    changed = relabel(Meeting(distribution=sent), PLAIN).distribution
    assert changed.heading == "বিতরণ:"
    assert [(one.label, one.text) for one in changed.recipients] == [("১।", "জেলা প্রশাসক"), ("২।", "অফিস নথি")]


def test_what_is_right_stays_the_very_same() -> None:
    for held in (meeting(items=9), *sample.held_meetings(date(2026, 11, 21))):
        changed = relabel(held, layout.resolve(held.layout))
        assert changed == held
        assert changed.items is held.items


def test_labels_of_a_removed_part_close_up() -> None:
    held = meeting(items=4)
    first, _, *rest = held.items
    changed = relabel(
        replace(held, items=(replace(first, decisions=first.decisions[1:]), *rest)), layout.resolve("plain")
    )
    assert [one.serial for one in changed.items] == ["১.০", "২.০", "৩.০"]
    assert [one.label for one in changed.items[0].decisions] == ["১।"]
    assert changed.items[1].decisions is rest[0].decisions


LINKED = DistributionStyle(ending=";", before_last="; এবং", last="।")
STOPPED = DistributionStyle()


@pytest.mark.parametrize(
    ("style", "texts", "closed"),
    [
        (STOPPED, ["জেলা প্রশাসক", "অফিস নথি।"], ["জেলা প্রশাসক।", "অফিস নথি।"]),
        (LINKED, ["জেলা প্রশাসক", "সদস্য (সকল)", "অফিস নথি"], ["জেলা প্রশাসক;", "সদস্য (সকল); এবং", "অফিস নথি।"]),
        # The last one was added: what closed the old last ones moves on.
        (LINKED, ["ক;", "খ; এবং", "গ।", "ঘ"], ["ক;", "খ;", "গ; এবং", "ঘ।"]),
        (LINKED, ["ক", "", " "], ["ক।", "", " "]),
        (STOPPED, ["উপজেলা ………", "৭ .....", "____"], ["উপজেলা ………", "৭ .....", "____"]),
        (STOPPED, ["আলী এন্টারপ্রাইজ লি."], ["আলী এন্টারপ্রাইজ লি.।"]),
        (LINKED, ["<b>জেলা প্রশাসক।</b>", "ক &amp; খ &amp;"], ["<b>জেলা প্রশাসক; এবং</b>", "ক &amp; খ &amp;।"]),
        (DistributionStyle(ending="", before_last="", last="।"), ["ক।", "খ"], ["ক", "খ।"]),
        (DistributionStyle(ending="", before_last="", last=""), ["ক।", "খ"], ["ক।", "খ"]),
        (STOPPED, [], []),
    ],
)
def test_entries_of_a_distribution_end_as_the_layout_wants(
    style: DistributionStyle, texts: list[str], closed: list[str]
) -> None:
    assert endings([nfc(text) for text in texts], style) == tuple(nfc(text) for text in closed)
    assert endings(endings(texts, style), style) == endings(texts, style)
