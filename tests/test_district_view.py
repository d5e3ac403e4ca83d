"""The view of the offices below: what each told, true for its day, whatever became of books and clocks."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from district_offices import ALL, BY, CODES, ICT, NAMES, TODAY, Office, directory, held, knows, office, open_of, send
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk.bengali.text import nfc
from koyradesk.directory.names import key
from koyradesk.district import digest, paper, reading, sheet
from koyradesk.district.shapes import GRACE, STALE, Row, View
from koyradesk.documents import render_pdf, render_text
from koyradesk.documents.readback import check_text
from koyradesk.exchange import adopting
from koyradesk.figures import reading as figures
from koyradesk.figures.counts import Span, Wanted
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change

LAW = nfc("আইন-শৃঙ্খলা কমিটি")
FISH, FARM = nfc("মৎস্য দপ্তর"), nfc("কৃষি দপ্তর")


@pytest.fixture
def district(tmp_path) -> Iterator[Office]:
    one = office(tmp_path, "district")
    knows(one, a="below", b="below", c="below")
    yield one
    one.close()


def upazila(folder: Path, which: str, *days: date, now: datetime | None = None) -> Office:
    """An upazila whose ICT committee met on some days, each time deciding something for two offices."""
    one = office(folder, which, now) if now else office(folder, which)
    for day in days:
        held(one, day, ("ল্যাব পরিদর্শন করতে হবে।", day + timedelta(20), [FISH, FARM]))
    return one


def seen(district: Office, on: date = TODAY, **more) -> View:
    return reading.view(district.books, district.store, year=2026, on=on, **more)


def row(view: View, which: str) -> Row:
    [found] = [one for one in view.rows if one.office == CODES[which]]
    return found


def states(one: Row) -> list[str]:
    return [month.state for month in one.months]


# What is shown


def test_a_row_for_each_upazila_with_its_months_and_its_day(district, tmp_path):
    days = [date(2026, month, 18) for month in (7, 8, 10, 11)]
    one = upazila(tmp_path, "a", *days)
    send(one, district)
    view = seen(district)
    found = row(view, "a")
    assert [month.day for month in found.months[:5]] == [*days[:2], None, *days[2:]]
    assert states(found) == ["held", "held", "missed", "held", "held", *["ahead"] * 7]
    assert all(month.minutes for month in found.months if month.state == "held")
    assert (found.as_of, found.stale, found.name) == (TODAY, False, NAMES["a"])
    assert (found.open, found.late) == (8, 6)
    assert [one.name for one in view.committees] == [ICT]
    one.close()


def test_an_office_whose_book_has_not_come_stands_in_the_list(district):
    # Its key is here, so it is known; of its months nothing is.
    found = row(seen(district), "b")
    assert (found.as_of, found.name, found.problem) == (None, NAMES["b"], None)
    assert states(found) == [*["unknown"] * 5, *["ahead"] * 7]


def test_after_the_day_of_the_data_nothing_is_known(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 7, 18), date(2026, 8, 18), now=datetime(2026, 8, 20, 9, tzinfo=UTC))
    send(one, district)
    found = row(seen(district), "a")
    assert (found.as_of, found.stale) == (date(2026, 8, 20), True)
    assert states(found) == ["held", "held", "unknown", "unknown", "unknown", *[""] * 7]
    # What was due since then may be done by now: it counts as it was on that day.
    assert (found.open, found.late) == (4, 2)
    assert not row(seen(district, on=date(2026, 8, 20) + timedelta(STALE)), "a").stale
    one.close()


def test_a_month_is_not_called_missed_while_its_minutes_may_wait_for_a_signature(district, tmp_path):
    days = [date(2026, month, 18) for month in (7, 8, 9)]
    one = upazila(tmp_path, "a", *days)
    send(one, district)
    assert states(row(seen(district), "a"))[3] == "ahead"
    late = datetime(2026, 10, 31, 9, tzinfo=UTC) + timedelta(GRACE + 1)
    one.clock.now = district.clock.now = late
    one.store.write([Change(one.store.new_id("committee"), {"name": "নতুন"})], by=BY)
    send(one, district)
    assert states(row(seen(district, on=late.date()), "a"))[3] == "missed"
    one.close()


def test_one_committee_by_its_name_however_it_is_spelled(district, tmp_path):
    a, b = upazila(tmp_path, "a", date(2026, 10, 18)), upazila(tmp_path, "b", date(2026, 11, 3))
    held(b, date(2026, 11, 9), ("টহল বাড়াতে হবে।", date(2026, 12, 1), [FISH]), committee=LAW, topic="টহল")
    for one in (a, b):
        send(one, district)
    every = seen(district)
    assert [(one.name, one.offices, one.held) for one in every.committees] == [(ICT, 2, 2), (LAW, 1, 1)]
    assert row(every, "b").months[4].met == 2
    law = seen(district, committee=f"  {LAW}। ")
    assert law.committee == LAW
    assert (row(law, "b").open, row(law, "b").has, row(law, "a").has) == (1, True, False)
    assert [topic.name for topic in law.topics[2]] == [nfc("টহল")]
    assert row(seen(district, committee=ICT), "b").months[4].day == date(2026, 11, 3)
    for one in (a, b):
        one.close()


def test_two_committees_of_one_name_are_one(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 9, 18))
    held(one, date(2026, 10, 20), ("ক", None, [FISH]), committee=f"{ICT}।")
    send(one, district)
    view = seen(district, committee=ICT)
    assert [month.day for month in row(view, "a").months[2:4]] == [date(2026, 9, 18), date(2026, 10, 20)]
    assert len(view.committees) == 1
    one.close()


def test_an_office_that_calls_itself_otherwise_is_the_same(district, tmp_path):
    one = office(tmp_path, "a")
    held(one, date(2026, 11, 3), ("ক", None, [FISH]))
    stranger = office(tmp_path / "other", "district")
    send(one, stranger)
    assert row(seen(stranger), "a").name == NAMES["a"]
    [record] = one.store.rows("office")
    one.store.write([Change(record["id"], {"name": "নতুন নামের উপজেলা"})], by=BY)
    send(one, stranger)
    assert row(seen(stranger), "a").name == nfc("নতুন নামের উপজেলা")
    directory(stranger, "a")
    assert row(seen(stranger), "a").name == NAMES["a"]
    for each in (one, stranger):
        each.close()


# Clocks


@pytest.mark.parametrize("year", [1999, 2001, 2055, 2099])
def test_a_clock_wrong_by_years_breaks_nothing(district, tmp_path, year):
    one = upazila(tmp_path, "a", date(2026, 10, 18), date(2026, 11, 9), now=datetime(year, 1, 1, tzinfo=UTC))
    send(one, district)
    found = row(seen(district), "a")
    # By what people typed into papers.
    assert found.as_of == date(2026, 11, 9)
    assert [month.day for month in found.months[3:5]] == [date(2026, 10, 18), date(2026, 11, 9)]
    one.close()


def test_a_clock_a_day_ahead_is_believed_as_far_as_the_day_it_is(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 11, 9), now=datetime(2026, 11, 24, tzinfo=UTC))
    send(one, district)
    assert row(seen(district), "a").as_of == date(2026, 11, 9)
    assert row(seen(district, on=date(2026, 11, 25)), "a").as_of == date(2026, 11, 24)
    one.close()


def test_our_own_clock_gone_back_makes_no_data_of_the_future(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 10, 18), date(2026, 11, 9))
    send(one, district)
    assert row(seen(district), "a").as_of == TODAY
    assert row(seen(district, on=date(2026, 10, 20)), "a").as_of == date(2026, 10, 18)
    one.close()


# Books


def test_an_empty_book_tells_nothing_and_breaks_nothing(district):
    district.books.made(CODES["a"])
    found = row(seen(district), "a")
    assert (found.as_of, found.open, found.problem) == (None, 0, None)


def test_a_book_that_arrived_by_half_shows_what_is_there(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 10, 18), date(2026, 11, 9))
    from koyradesk.exchange.submitting import submit

    submit(one.store, by=BY)
    book = district.books.made(CODES["a"])
    operations = list(one.store.operations(stream="submitted"))
    # A chain is taken in from its middle on: everything that is told of what came before lacks it.
    book.receive(operations[len(operations) // 2 :])
    found = row(seen(district), "a")
    assert found.problem is None
    book.receive(operations)
    whole = row(seen(district), "a")
    assert (whole.missing, whole.open) == (0, 4)
    one.close()


def test_a_damaged_book_is_told_and_the_others_are_shown(district, tmp_path):
    for which in ("a", "b"):
        one = upazila(tmp_path, which, date(2026, 11, 9))
        send(one, district)
        one.close()
    assert row(seen(district), "a").problem is None
    district.books.close()
    file = district.books.path(CODES["a"]) / "koyradesk.db"
    file.write_bytes(file.read_bytes()[:100] + os.urandom(file.stat().st_size - 100))
    view = seen(district)
    assert row(view, "a").problem is not None
    assert row(view, "a").name == NAMES["a"]
    assert row(view, "b").open == 2
    assert paper.document(district.store, view)


def test_a_book_of_nonsense_is_told_and_the_others_are_shown(district, tmp_path):
    """Signed, chained, and yet nothing that a program of ours writes."""
    bad, good = upazila(tmp_path, "a", date(2026, 11, 9)), upazila(tmp_path, "b", date(2026, 11, 9))
    decision = bad.store.rows("decision")[0]["id"]
    standing = Standing(bad.store, TODAY)
    writing.set_rule(bad.store, standing.of_decisions([decision])[decision], Rule("recurring", every=3), by=BY)
    [of] = Standing(bad.store, TODAY).open
    task = {"obligation": of.id, "name": FISH, "period": "no month", "opened": TODAY, "due": TODAY}
    bad.store.write([Change(bad.store.new_id("task"), task)], by=BY)
    for one in (bad, good):
        send(one, district)
    view = seen(district)
    assert row(view, "a").problem is not None
    assert row(view, "b").open == 2
    assert reading.refresh(district.books, on=TODAY) == 0
    assert not adopting.adopt(district.store, district.books, by=BY).changed
    for one in (bad, good):
        one.close()


# Digests


def test_a_digest_is_made_once_and_believed_until_the_book_changes(district, tmp_path, monkeypatch):
    one = upazila(tmp_path, "a", date(2026, 10, 18))
    send(one, district)
    made = []
    plain = digest._reckoned
    monkeypatch.setattr(digest, "_reckoned", lambda *all: made.append(1) or plain(*all))
    first = seen(district)
    assert (seen(district), len(made)) == (first, 1)
    assert reading.refresh(district.books, on=TODAY) == 0
    held(one, date(2026, 11, 9), ("খ", None, [FISH]))
    send(one, district)
    assert reading.refresh(district.books, on=TODAY) == 1
    assert row(seen(district), "a").months[4].day == date(2026, 11, 9)
    assert len(made) == 2
    one.close()


@pytest.mark.parametrize("spoil", ["{", "[]", '{"stamp": 1}', ""])
def test_a_digest_that_is_no_digest_is_made_anew(district, tmp_path, spoil):
    one = upazila(tmp_path, "a", date(2026, 10, 18))
    send(one, district)
    before = seen(district)
    (district.books.path(CODES["a"]) / digest.FOLDER / "2026.json").write_text(spoil)
    assert seen(district) == before
    one.close()


def test_a_digest_of_another_book_or_program_is_not_believed(district, tmp_path, monkeypatch):
    one = upazila(tmp_path, "a", date(2026, 10, 18))
    send(one, district)
    seen(district)
    kept = district.books.path(CODES["a"]) / digest.FOLDER / "2026.json"
    told = json.loads(kept.read_text())
    told["open"][""] = [99, 99]
    kept.write_text(json.dumps(told))
    assert row(seen(district), "a").open == 99
    monkeypatch.setattr(digest, "__version__", "0.0.1")
    assert row(seen(district), "a").open == 2
    one.close()


def test_a_folder_that_cannot_be_written_is_read_all_the_same(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 10, 18))
    send(one, district)
    (district.books.path(CODES["a"]) / digest.FOLDER).write_text("a file where the folder would be")
    assert row(seen(district), "a").open == 2
    one.close()


# The same as the upazila's own screen

_day = st.dates(date(2026, 5, 1), TODAY)
_due = st.none() | st.integers(-30, 60)
_meetings = st.lists(
    st.tuples(_day, st.sampled_from((ICT, LAW)), st.sampled_from(("পোর্টাল", "ল্যাব", "")), _due, st.integers(0, 5)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(_meetings, st.integers(0, 40))
def test_figures_are_those_of_the_upazilas_own_screen_on_that_day(every, silent):
    """Whatever was decided, ruled, reported and closed: open, late, topics and months are what the upazila saw."""
    folder = Path(tempfile.mkdtemp())
    now = datetime(2026, 11, 22, 9, tzinfo=UTC) - timedelta(silent)
    district, one = office(folder, "district"), office(folder, "a", now)
    try:
        for day, committee, topic, due, deed in every:
            text = ("ক করতে হবে।", day + timedelta(due) if due is not None else None, [FISH, FARM])
            meeting = held(one, day, text, committee=committee, topic=topic)
            standing = Standing(one.store, now.date())
            decision = meeting.items[0].decisions[0].id
            of = standing.of_decisions([decision])[decision]
            if deed == 1:
                writing.set_rule(one.store, of, Rule("recurring", every=1, after=5), Measure("count", 3), by=BY)
            if deed == 2:
                writing.set_rule(one.store, of, Rule("standing"), by=BY)
            standing = Standing(one.store, now.date())
            of = standing.of_decisions([decision])[decision]
            tasks = standing.tasks([of])[of.id]
            if deed in (1, 3) and tasks:
                writing.report(one.store, of, tasks[:1], on=day, value=3, done=deed == 3, by=BY)
            if deed == 4 and of.rule is not None:
                writing.close(one.store, of, on=now.date(), outcome="dropped", standing=standing, by=BY)
        send(one, district)
        found = row(seen(district), "a")
        assert found.as_of is not None
        assert found.as_of <= TODAY
        standing = Standing(one.store, found.as_of)
        pairs = [(of, task) for of, task in standing.open_tasks() if not task.is_settled(of.measure)]
        assert found.open == len(pairs)
        assert found.late == sum(task.late(of.measure, found.as_of) > 0 for of, task in pairs)
        for committee in ("", ICT, LAW):
            view = seen(district, committee=committee)
            for quarter in range(5):
                told = figures.read(one.store, standing, Wanted(Span(2026, quarter), committee))
                topics = {topic.key: topic.count for topic in view.topics[quarter]}
                assert topics == {bar.key: bar.count for bar in told.topics}
            if committee:
                told = figures.read(one.store, standing, Wanted(Span(2026), committee))
                lines = {key(met.committee): met for met in told.meetings}
                cells = lines[key(committee)].cells if key(committee) in lines else ()
                mine = row(view, "a").months
                assert [at for at, cell in enumerate(cells) if cell.state == "held"] == [
                    at for at, month in enumerate(mine) if month.state == "held"
                ]
                missed = {at for at, cell in enumerate(cells) if cell.state == "missed"}
                assert {at for at, month in enumerate(mine) if month.state == "missed"} <= missed
    finally:
        for each in (district, one):
            each.close()
        shutil.rmtree(folder)


# The course of a matter


def test_the_course_of_a_matter_through_three_levels(tmp_path):
    top, mid, a, b = (office(tmp_path, which) for which in ("directorate", "district", "a", "b"))
    knows(top, district="below")
    knows(mid, directorate="above", a="below", b="below")
    for one in (a, b):
        knows(one, district="above")
    directory(top, "district", group=nfc("জেলা (সকল)"))
    directory(mid, "a", "b")
    held(top, date(2026, 7, 5), ("পোর্টাল হালনাগাদ", date(2026, 12, 20), [nfc("জেলা (সকল)")]))
    send(top, mid)
    adopting.adopt(mid.store, mid.books, by=BY)
    [ours] = open_of(mid)
    adopting.hand_on(mid.store, ours, [ALL], by=BY)
    send(mid, a)
    adopting.adopt(a.store, a.books, by=BY)
    [theirs] = open_of(a)
    standing = Standing(a.store, TODAY)
    writing.report(a.store, theirs, standing.tasks([theirs])[theirs.id], on=TODAY, done=True, by=BY)
    send(a, mid)
    adopting.adopt(mid.store, mid.books, by=BY)
    course = reading.lineage(mid.books, mid.store, ours.id, on=TODAY)
    assert [(step.office, step.begun) for step in course.above] == [(CODES["directorate"], date(2026, 7, 5))]
    assert (course.step.done, course.step.total) == (1, 2)
    below = {step.office: step for step in course.step.below}
    assert (below[CODES["a"]].done, below[CODES["a"]].total, below[CODES["a"]].here) == (1, 1, True)
    # It binds them, and nothing of it has come from there yet.
    assert not below[CODES["b"]].here
    send(mid, top, "a")
    adopting.adopt(top.store, top.books, by=BY)
    [highest] = open_of(top)
    [step] = reading.lineage(top.books, top.store, highest.id, on=TODAY).step.below
    assert step.office == CODES["district"]
    assert [(one.office, one.done) for one in step.below if one.here] == [(CODES["a"], 1)]
    with pytest.raises(Exception, match="followed"):
        reading.lineage(mid.books, mid.store, "obligation.zzzzzzzz.0000000000", on=TODAY)
    for one in (top, mid, a, b):
        one.close()


def test_what_a_committee_below_decided_anew_is_counted_by_its_own_rows(district, tmp_path):
    """An upazila hands it on to its own offices, and the district sees how many of them have done it."""
    one = office(tmp_path, "a")
    knows(one, district="above")
    directory(district, "a")
    held(district, date(2026, 9, 5), ("পোর্টাল হালনাগাদ", date(2026, 12, 20), [ALL]))
    send(district, one)
    adopting.adopt(one.store, one.books, by=BY)
    [taken] = open_of(one)
    meeting = held(one, date(2026, 10, 18), ("প্রতি দপ্তর করবে।", date(2026, 12, 10), [FISH, FARM, "সমাজসেবা"]))
    standing = Standing(one.store, TODAY)
    writing.close(one.store, taken, on=date(2026, 10, 18), outcome="reissued", standing=standing, by=BY)
    decision = meeting.items[0].decisions[0].id
    anew = standing.of_decisions([decision])[decision]
    one.store.write([Change(anew.id, {"decision": decision, "follows": taken.id, "rule": {"kind": "date"}})], by=BY)
    standing = Standing(one.store, TODAY)
    [anew] = standing.get([anew.id])
    writing.report(one.store, anew, standing.tasks([anew])[anew.id][:2], on=date(2026, 11, 1), done=True, by=BY)
    send(one, district)
    [ours] = open_of(district)
    [below] = reading.lineage(district.books, district.store, ours.id, on=TODAY).step.below
    assert (below.done, below.total, below.committee) == (2, 3, ICT)
    one.close()


# Paper and Excel


def test_paper_and_excel_say_the_day_beside_the_figures(district, tmp_path):
    from io import BytesIO

    from openpyxl import load_workbook

    one = upazila(tmp_path, "a", date(2026, 8, 18), now=datetime(2026, 8, 20, 9, tzinfo=UTC))
    send(one, district)
    view = seen(district)
    document = paper.document(district.store, view, 1)
    check_text(document, render_pdf(document))
    text = render_text(document)
    assert nfc("২০ আগস্ট ২০২৬ (পুরোনো)") in text
    assert nfc("তথ্য আসেনি") in text
    book = load_workbook(BytesIO(sheet.write(view, 1, "bn")))
    line = [
        cell.value
        for cell in next(one for one in book.worksheets[0].iter_rows(min_row=2) if one[0].value == NAMES["a"])
    ]
    assert datetime(2026, 8, 20) in line
    assert datetime(2026, 8, 18) in line
    one.close()


def test_whose_key_counts_no_more_is_still_what_it_was(district, tmp_path):
    one = upazila(tmp_path, "a", date(2026, 11, 9))
    send(one, district)
    above = office(tmp_path, "directorate")
    knows(district, directorate="above")
    send(above, district)
    for record in district.store.rows("key"):
        district.store.write([Change(record["id"], {"revoked": TODAY})], by=BY)
    told = {each.office: each.role for each in reading.known(district.books, district.store, year=2026, on=TODAY)}
    assert (told[CODES["a"]], told[CODES["directorate"]]) == ("below", "above")
    assert CODES["directorate"] not in {each.office for each in seen(district).rows}
    for each in (one, above):
        each.close()


def test_all_committees_together_are_counted(district, tmp_path):
    one = upazila(tmp_path, "a", *(date(2026, month, 18) for month in (7, 8, 9)))
    for month in (7, 8):
        held(one, date(2026, month, 20), ("ক", None, [FISH]), committee=f"মাসিক {LAW}")
    send(one, district)
    months = row(seen(district), "a").months
    assert [(month.met, month.of) for month in months[:4]] == [(2, 2), (2, 2), (1, 2), (0, 0)]
    assert [month.day for month in months[:3]] == [date(2026, 7, 20), date(2026, 8, 20), date(2026, 9, 18)]
    one.close()
