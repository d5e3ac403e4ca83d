"""A party that two PCs entered, each for itself: said to be one, it is one for all who read it; nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from followed import GROUP, OFFICES, TODAY, directory, meeting, nfc, ruled, tasks
from offices import opened

from koyradesk.directory import twins, writing
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.obligations import writing as followed
from koyradesk.obligations.due import due
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing

BY = "করণিক"
FISH, FISHERY = OFFICES[0], nfc("উপজেলা মৎস্য দফতর")


@pytest.fixture
def pcs(tmp_path):
    with opened(tmp_path / "one", "aaaaaaaa") as one, opened(tmp_path / "two", "aaaaaaaa") as two:
        yield one, two


@pytest.fixture
def store(pcs):
    return pcs[0]


def exchange(one, two) -> None:
    two.receive(one.operations(two.vector()))
    one.receive(two.operations(one.vector()))


def add(store, name, **more) -> str:
    return writing.add(store, name, by=BY, **more)


def rows(store, one):
    return tasks(store, Standing(store, TODAY).get([one.id])[0])


def test_what_referred_to_one_refers_to_the_other(store):
    group = directory(store)
    kept = Directory(store).find(FISH).id
    twin = add(store, FISHERY, phone="01711000000", aliases=("মৎস্য শাখা",))
    part = add(store, "মৎস্য কর্মকর্তা", sort="post", of=twin)
    term = writing.appoint(store, twin, "সালমা আক্তার", since=date(2026, 1, 1), by=BY)
    other = writing.make_group(store, "মাঠ দপ্তর (সকল)", [twin, kept], by=BY)
    twins.merge(store, twin, kept, by=BY)
    found = Directory(store)
    assert twin not in found.parties
    for name in (FISH, FISHERY, "মৎস্য শাখা"):
        assert found.find(name).id == kept
        assert found.expand(name, TODAY)[0].party == kept
    assert found.parties[kept].phone == "01711000000"
    assert found.parties[part].of == kept
    assert [one.id for one in found.holders[kept]] == [term]
    assert [one.party for one in found.expand("মাঠ দপ্তর (সকল)", TODAY)] == [kept]
    assert len(found.expand(GROUP, TODAY)) == len(OFFICES)
    assert {group, other} <= found.parties.keys()
    assert store.row(twin)["deleted"] is False, "nothing is deleted"


def test_the_names_of_both_are_taken_and_both_are_one_entry(store):
    one, other = add(store, "কৃষি দপ্তর"), add(store, "কৃষি দফতর")
    twins.merge(store, other, one, by=BY)
    with pytest.raises(UserError):
        add(store, "কৃষি দফতর")
    with pytest.raises(UserError, match="one entry already"):
        twins.merge(store, one, other, by=BY)


def test_rows_of_an_obligation_and_period_come_together_with_all_reports(pcs):
    one, two = pcs
    directory(one)
    first = meeting(one, ("প্রতি মাসে পরিদর্শন", None, [FISH, FISHERY]))
    of = ruled(one, first, Rule("recurring"), Measure("count", 5, "টি"))
    add(one, FISHERY)
    exchange(one, two)
    kept, twin = Directory(one).find(FISH).id, Directory(one).find(FISHERY).id
    for store, name, value in ((one, FISH, 3), (two, FISHERY, 5)):
        row = next(row for row in rows(store, of) if row.name == name and row.period == "2026-10")
        now = Standing(store, TODAY).get([of.id])[0]
        followed.report(store, now, [row], on=TODAY, value=value, text=f"{value}টি", by=BY)
    twins.merge(one, twin, kept, by=BY)
    exchange(one, two)
    for store in pcs:
        (row,) = [row for row in rows(store, of) if row.period == "2026-10"]
        assert (row.party, row.name) == (kept, FISH)
        assert sorted(report.value for report in row.reports) == [3, 5]
        assert len(row.also) == 1
        assert len([it for it in due(Standing(store, TODAY)) if it.task.period == "2026-10"]) == 1
    # What is done to the row is done to both of its rows, and undone with them.
    now = Standing(one, TODAY).get([of.id])[0]
    followed.close_tasks(one, [(now, row)], on=TODAY, by=BY)
    assert {one.row(record)["closed"] for record in (row.id, *row.also)} == {TODAY}
    assert [it.task.id for it in due(Standing(one, TODAY)) if it.task.period == "2026-10"] == []
    ended = Standing(one, TODAY).all_tasks(date(2026, 1, 1), date(2027, 1, 1))
    assert [task.id for _, task in ended if task.period == "2026-10"] == [row.id]
    (shut,) = [it for it in rows(one, of) if it.period == "2026-10"]
    followed.reopen_tasks(one, [shut], by=BY)
    assert {one.row(record)["closed"] for record in (row.id, *row.also)} == {None}


def test_a_row_closed_on_one_side_only_is_open_with_what_was_told_of_both(pcs):
    one, _ = pcs
    directory(one)
    of = ruled(one, meeting(one, ("হালনাগাদ", None, [FISH, FISHERY])), Rule("date", date(2026, 11, 1)))
    add(one, FISHERY)
    for row in rows(one, of):
        now = Standing(one, TODAY).get([of.id])[0]
        followed.report(one, now, [row], on=TODAY, text=row.name, by=BY)
    shut = next(row for row in rows(one, of) if row.name == FISHERY)
    followed.close_tasks(one, [(Standing(one, TODAY).get([of.id])[0], shut)], on=TODAY, by=BY)
    twins.merge(one, Directory(one).find(FISHERY).id, Directory(one).find(FISH).id, by=BY)
    standing = Standing(one, TODAY)
    ((_, row),) = standing.open_tasks()
    assert row == rows(one, of)[0]
    assert {report.text for report in row.reports} == {FISH, FISHERY}
    assert standing.all_tasks(date(2026, 1, 1), date(2027, 1, 1)) == standing.open_tasks()
    followed.report(one, standing.get([of.id])[0], [row], on=TODAY, text="শেষ", by=BY)
    assert rows(one, of)[0].words == "শেষ", "the last report counts, whichever row it hangs on"


@pytest.mark.parametrize("first", [0, 1])
def test_two_pcs_that_merge_each_its_own_way_agree(pcs, first):
    one, two = pcs
    here, there = add(one, FISH), add(two, FISH)
    exchange(one, two)
    twins.merge(one, here, there, by=BY)
    twins.merge(two, there, here, by=BY)
    exchange(*(pcs if first == 0 else reversed(pcs)))
    found = [Directory(store) for store in pcs]
    assert [set(it.parties) for it in found] == [{min(here, there)}] * 2
    assert {it.find(FISH).id for it in found} == {min(here, there)}
    assert not list(one.conflicts())


def test_it_is_undone_and_both_have_their_own_again(store):
    one, other = add(store, FISH), add(store, FISHERY)
    twins.merge(store, other, one, by=BY)
    twins.separate(store, other, by=BY)
    assert set(Directory(store).parties) == {one, other}
    assert Directory(store).find(FISHERY).id == other
    with pytest.raises(UserError):
        twins.separate(store, other, by=BY)


def test_what_cannot_be_the_same_is_refused_in_words(store):
    directory(store)
    found = Directory(store)
    office, group = found.find(FISH).id, found.find(GROUP).id
    part = add(store, "মৎস্য কর্মকর্তা", sort="post", of=office)
    coded = add(store, "জেলা মৎস্য দপ্তর", office="bbbbbbbb")
    writing.change(store, office, office="cccccccc", by=BY)
    for entry, party in ((group, office), (part, office), (office, part), (coded, office), (office, office)):
        before = list(store.operations())
        with pytest.raises(UserError):
            twins.merge(store, entry, party, by=BY)
        assert list(store.operations()) == before


def test_an_office_and_its_officer_are_not_proposed_as_one(store):
    office = add(store, "উপজেলা কৃষি অফিস")
    officer = add(store, "উপজেলা কৃষি অফিসার", sort="post", of=office)
    directory = Directory(store)
    assert twins.likely(directory, directory.parties[office]) == ()
    assert twins.likely(directory, directory.parties[officer]) == ()
    # Of one that belongs to no office nobody knows.
    other, alone = add(store, "উপজেলা মৎস্য অফিস"), add(store, "উপজেলা মৎস্য অফিসার", sort="post")
    directory = Directory(store)
    assert [one.party.id for one in twins.likely(directory, directory.parties[alone])] == [other]


def test_likely_twins_are_proposed_and_others_are_not(store):
    fish, fishery = add(store, FISH), add(store, nfc("উপজেলা মৎস দপ্তর"))
    for name in ("উপজেলা প্রাথমিক শিক্ষা অফিস", "উপজেলা মাধ্যমিক শিক্ষা অফিস", "ওয়ার্ড নং ১", "ওয়ার্ড নং ২"):
        add(store, name)
    add(store, "উপজেলা মৎস্য দপ্তর (সকল)", sort="group")
    found = [{party.id, one.party.id} for party, one in twins.pairs(Directory(store))]
    assert found == [{fish, fishery}]
    twins.merge(store, fishery, fish, by=BY)
    assert list(twins.pairs(Directory(store))) == []
