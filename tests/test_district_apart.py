"""Whose word counts where an office above and ours want different things, and how people settle it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from district_offices import (
    ALL,
    CODES,
    TODAY,
    Office,
    held,
    open_of,
    report,
    tasks,
)
from district_world import PORTAL, World, made, only

from koyradesk.bengali.text import nfc
from koyradesk.exchange import adopting
from koyradesk.exchange.ledger import Ledger
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    yield from made(tmp_path)


def test_our_own_day_stays_and_theirs_is_told(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    writing.extend(world.a.store, only(world.a), date(2026, 12, 20), standing=Standing(world.a.store, TODAY), by="x")
    standing = Standing(world.district.store, TODAY)
    writing.extend(world.district.store, only(world.district), date(2027, 1, 10), standing=standing, by="x")
    world.down()
    of = only(world.a)
    assert [task.due for task in tasks(world.a, of)] == [date(2026, 12, 20)]
    [told] = adopting.apart(world.a.store, world.a.books)
    assert (told.matter, told.ours, told.theirs) == ("day", date(2026, 12, 20), date(2027, 1, 10))


def test_what_our_committee_closed_stays_closed(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    writing.close(world.a.store, only(world.a), on=TODAY, standing=Standing(world.a.store, TODAY), by="x")
    standing = Standing(world.district.store, TODAY)
    writing.extend(world.district.store, only(world.district), date(2027, 1, 10), standing=standing, by="x")
    world.down()
    [row] = world.a.store.rows("obligation")
    assert (row["closed"], row["outcome"], row["reason"]) == (TODAY, "done", "")
    assert open_of(world.a) == []


def test_what_our_committee_goes_on_with_is_not_closed_by_others(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    of = only(world.a)
    writing.close(world.a.store, of, on=TODAY, standing=Standing(world.a.store, TODAY), by="x")
    writing.reopen(world.a.store, Standing(world.a.store, TODAY).get([of.id])[0], by="x")
    standing = Standing(world.district.store, TODAY)
    writing.close(world.district.store, only(world.district), on=TODAY, outcome="dropped", standing=standing, by="x")
    world.down()
    assert [one.id for one in open_of(world.a)] == [of.id]
    [told] = adopting.apart(world.a.store, world.a.books)
    assert (told.obligation, told.office, told.matter, told.theirs) == (of.id, CODES["district"], "closed", "dropped")


def test_other_words_above_are_other_words_here_unless_somebody_here_wrote_others(world):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    decision, other = meeting.items[0].decisions[0].id, nfc("অন্য কথা")
    world.down()
    world.b.store.write([Change(only(world.b).id, {"text": "আমাদের কথা"})], by="x")
    world.district.store.write([Change(decision, {"text": other})], by="x")
    world.down()
    assert only(world.a).text == other
    assert adopting.apart(world.a.store, world.a.books) == ()
    assert only(world.b).text == nfc("আমাদের কথা")
    [told] = adopting.apart(world.b.store, world.b.books)
    assert (told.matter, told.ours, told.theirs) == ("words", {"text": nfc("আমাদের কথা")}, {"text": other})


def test_taken_back_above_it_goes_unless_something_was_done_with_it(world):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    report(world.b, only(world.b), date(2026, 11, 20), text="কাজ চলছে")
    decision = meeting.items[0].decisions[0].id
    world.district.store.write([Change(decision, {"deleted": True})], by="x")
    world.down()
    assert open_of(world.a) == []
    assert len(open_of(world.b)) == 1
    [told] = adopting.apart(world.b.store, world.b.books)
    assert told.matter == "withdrawn"
    world.district.store.write([Change(decision, {"deleted": False})], by="x")
    world.down()
    assert len(open_of(world.a)) == 1


def differing(one: Office, seen=()):
    return adopting.apart(one.store, one.books, seen)


def test_who_gives_way_has_their_words_and_follows_them_from_then_on(world):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    world.a.store.write([Change(only(world.a).id, {"text": "আমাদের নিজের কথা"})], by="x")
    world.district.store.write([Change(meeting.items[0].decisions[0].id, {"text": "নতুন কথা"})], by="x")
    world.down()
    [one] = differing(world.a)
    assert (one.matter, one.ours["text"], one.theirs["text"]) == ("words", nfc("আমাদের নিজের কথা"), nfc("নতুন কথা"))
    adopting.give_way(world.a.store, world.a.books, one, by="x")
    assert only(world.a).text == nfc("নতুন কথা")
    assert differing(world.a) == ()
    world.district.store.write([Change(meeting.items[0].decisions[0].id, {"text": "আরও নতুন কথা"})], by="x")
    world.down()
    assert only(world.a).text == nfc("আরও নতুন কথা")


def test_who_gives_way_has_their_day(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    report(world.a, only(world.a), date(2026, 11, 10), text="চলছে")
    writing.extend(world.a.store, only(world.a), date(2026, 12, 20), standing=Standing(world.a.store, TODAY), by="x")
    standing = Standing(world.district.store, TODAY)
    writing.extend(world.district.store, only(world.district), date(2027, 1, 10), standing=standing, by="x")
    world.down()
    [one] = differing(world.a)
    adopting.give_way(world.a.store, world.a.books, one, by="x")
    assert [task.due for task in tasks(world.a, only(world.a))] == [date(2027, 1, 10)]
    assert differing(world.a) == ()
    assert not adopting.adopt(world.a.store, world.a.books, by="x").changed


def test_who_gives_way_closes_what_was_closed_above_and_lets_go_what_was_taken_back(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    report(world.a, only(world.a), date(2026, 11, 10), text="চলছে")
    of = only(world.a)
    writing.close(world.a.store, of, on=TODAY, standing=Standing(world.a.store, TODAY), by="x")
    [closed] = Standing(world.a.store, TODAY).get([of.id])
    writing.reopen(world.a.store, closed, by="x")
    source = only(world.district)
    standing = Standing(world.district.store, TODAY)
    writing.close(world.district.store, source, on=TODAY, outcome="dropped", standing=standing, by="x")
    world.down()
    [one] = differing(world.a)
    assert (one.matter, one.theirs) == ("closed", "dropped")
    adopting.give_way(world.a.store, world.a.books, one, by="x")
    assert open_of(world.a) == []
    assert differing(world.a) == ()


def test_taken_back_above_it_goes_where_somebody_here_gives_way(world):
    made = writing.add(
        world.district.store, text=PORTAL, parties=[ALL], rule=Rule("standing"), begun=date(2026, 11, 2), by="x"
    )
    world.down()
    report(world.a, only(world.a), date(2026, 11, 10), text="চলছে")
    world.district.store.write([Change(made.id, {"deleted": True})], by="x")
    world.down()
    [one] = differing(world.a)
    adopting.give_way(world.a.store, world.a.books, one, by="x")
    assert open_of(world.a) == []
    assert differing(world.a) == ()


def test_what_was_seen_and_let_stand_is_told_again_only_when_they_want_something_else(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    writing.extend(world.a.store, only(world.a), date(2026, 12, 20), standing=Standing(world.a.store, TODAY), by="x")
    for day in (date(2027, 1, 10), date(2027, 1, 20)):
        standing = Standing(world.district.store, TODAY)
        writing.extend(world.district.store, only(world.district), day, standing=standing, by="x")
        world.down()
        [one] = differing(world.a)
        with closing(Ledger(world.a.store.folder)) as ledger:
            ledger.let(*one.seen)
            assert differing(world.a, ledger.lets()) == ()
    with closing(Ledger(world.a.store.folder)) as ledger:
        ledger.unlet(one.obligation, one.matter)
        assert differing(world.a, ledger.lets()) == (one,)
