"""Papers speak from the rows: annex, reminders and returns say what the parties reported, to the last unit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from koyradesk import batches, letters, meetings, memos, papers, records
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.directory import writing as directory
from koyradesk.documents import render_text
from koyradesk.documents.blocks import NumberedList, Photos
from koyradesk.documents.blocks import Paragraph as TextBlock
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Obligation, Rule, Task
from koyradesk.obligations.standing import Standing
from koyradesk.obligations.writing import Proof
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)
HELD = date(2026, 9, 10)
GROUP = nfc("প্রধান শিক্ষক (সকল)")
MONTHLY = Rule("recurring", every=1)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with offices.opened(tmp_path) as opened:
        yield opened


@contextmanager
def an_office(folder: Path) -> Iterator[Store]:
    with offices.opened(folder) as opened:
        yield opened


def held(store: Store, *names: str, due: date | None = None, day: date = HELD, number: int = 1) -> Meeting:
    """A meeting that decided one thing."""
    item = AgendaItem(
        topic="ল্যাব পরিদর্শন",
        decisions=(Decision("১।", "ল্যাব পরিদর্শন করে প্রতিবেদন দাখিল করতে হবে।", due),),
        implementers=tuple(Assignment("", name) for name in names),
    )
    memo = Memo("minutes", f"০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪-{to_bengali(number)}", day, state="numbered")
    title = "শালবন শিক্ষা কমিটির সভার কার্যবিবরণী"
    meeting = Meeting(committee="শালবন শিক্ষা কমিটি", period=f"{day:%Y-%m}", title=title, date=day, items=(item,))
    return meetings.save(store, replace(meeting, memos=(memo,)), by="")


def schools(store: Store, count: int, group: str = GROUP) -> list[str]:
    """A group of so many schools."""
    names = [nfc(f"প্রধান শিক্ষক, {to_bengali(at)} নম্বর শালবন বিদ্যালয়") for at in range(1, count + 1)]
    ids = [directory.add(store, name, sort="post", by="") for name in names]
    directory.make_group(store, group, ids, by="")
    return names


def ruled(store: Store, meeting: Meeting, rule: Rule | None, measure: Measure | None = None) -> Obligation:
    decision = meeting.items[0].decisions[0].id
    of = Standing(store, TODAY).of_decisions([decision])[decision]
    if rule is not None or measure is not None:
        writing.set_rule(store, of, rule or of.rule, measure, by="")
    return Standing(store, TODAY).of_decisions([decision])[decision]


def told(store: Store, of: Obligation, name: str, *, period: str = "", day: date = TODAY, **what) -> None:
    """What one party reports on its row."""
    of = Standing(store, TODAY).of_decisions([of.decision])[of.decision]
    (task,) = [one for one in rows(store, of) if one.name == name and one.period == period]
    writing.report(store, of, [task], on=day, by="", **what)


def rows(store: Store, of: Obligation) -> tuple[Task, ...]:
    return Standing(store, TODAY).tasks([of])[of.id]


def said(store: Store, key: PaperKey) -> str:
    """The paper's text as its real PDF gives it back."""
    document = papers.held(store, key, today=TODAY).document()
    pdf = papers.make(store, key, today=TODAY, prove=True)
    assert check_text(document, pdf) > 0
    return render_text(document)


def photo(colour: str = "green") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (48, 36), colour).save(stream, "PNG")
    return stream.getvalue()


# -- the progress annex


def test_the_annex_tells_how_many_of_all_and_who_is_how_far(store):
    names = schools(store, 14)
    meeting = held(store, GROUP, due=date(2026, 10, 31))
    of = ruled(store, meeting, None)
    for name in names[:9]:
        told(store, of, name, done=True)
    told(store, of, names[9], text="কাজ চলছে <b>দ্রুত</b>।")
    text = said(store, PaperKey("progress", meeting.id))
    assert nfc("১৪টির মধ্যে ৯টি সম্পন্ন") in text
    assert nfc(f"{names[8]}: সম্পন্ন") in text
    assert nfc(f"{names[9]}: চলমান, সময়সীমা ২২ দিন অতিক্রান্ত – কাজ চলছে দ্রুত।") in text
    assert nfc(f"{names[13]}: প্রতিবেদন পাওয়া যায়নি, সময়সীমা ২২ দিন অতিক্রান্ত") in text
    assert all(text.count(f"{name};") + text.count(f"{name}:") == 1 for name in names)
    assert nfc("মোট সিদ্ধান্ত: ১টি; বাস্তবায়নাধীন: ১টি; সময়সীমা অতিক্রান্ত: ১টি।") in text


def test_the_annex_says_what_the_committee_closed_and_as_what(store):
    done, dropped, informs = (held(store, "ক", due=TODAY, day=date(2026, 9, at), number=at) for at in (1, 2, 3))
    standing = Standing(store, TODAY)
    writing.close(store, ruled(store, done, None), on=TODAY, standing=standing, by="")
    writing.close(store, ruled(store, dropped, None), on=TODAY, outcome="dropped", standing=standing, by="")
    ruled(store, informs, Rule("information"))
    assert nfc("নিষ্পন্ন (বাস্তবায়িত)") in said(store, PaperKey("progress", done.id))
    text = said(store, PaperKey("progress", dropped.id))
    assert nfc("নিষ্পন্ন (আর প্রয়োজন নেই)") in text
    assert nfc("মোট সিদ্ধান্ত: ১টি; অন্যভাবে নিষ্পন্ন: ১টি।") in text
    assert nfc("অবগতির জন্য: ১টি।") in said(store, PaperKey("progress", informs.id))


def test_the_annex_is_as_of_its_day_and_tells_of_periods_that_count(store):
    meeting = held(store, "ক", "খ", day=date(2026, 7, 10))
    of = ruled(store, meeting, MONTHLY, Measure("count", 5))
    for name in ("ক", "খ"):
        for period in ("2026-07", "2026-08", "2026-09"):
            told(store, of, name, period=period, value=5)
    told(store, of, "ক", period="2026-10", value=3, text="দুটি বন্ধ ছিল।")
    text = said(store, PaperKey("progress", meeting.id))
    assert nfc("প্রতি মাসে") in text
    assert nfc("অক্টোবর ২০২৬: ২টির কোনোটি সম্পন্ন নয়") in text
    assert nfc("ক: চলমান, ৫টির মধ্যে ৩টি, সময়সীমা ২২ দিন অতিক্রান্ত – দুটি বন্ধ ছিল।") in text
    # What is settled long ago is told no more; the month that goes on is.
    assert nfc("আগস্ট ২০২৬") not in text
    assert nfc("নভেম্বর ২০২৬: ২টির কোনোটি সম্পন্ন নয়; প্রতিবেদন পাওয়া যায়নি") in text


def test_a_decision_without_a_rule_tells_what_was_reported_and_is_else_left_to_the_pen(store):
    meeting = held(store, "ক", "খ")
    before = papers.held(store, PaperKey("progress", meeting.id), today=TODAY).subject.matters[0]
    assert (before.shares, before.progress, before.rule, before.late) == ((), "", "", None)
    decision = meeting.items[0].decisions[0].id
    store.write([Change(store.new_id("progress"), {"decision": decision, "text": "শুরু হয়েছে।", "date": TODAY})], by="")
    assert nfc("২টির কোনোটি সম্পন্ন নয়; চলমান – শুরু হয়েছে।") in said(store, PaperKey("progress", meeting.id))


def test_sixty_parties_break_over_pages_and_read_back(store):
    names = schools(store, 60)
    meeting = held(store, GROUP, due=date(2026, 10, 31))
    of = ruled(store, meeting, None)
    for at, name in enumerate(names):
        told(store, of, name, text=f"{to_bengali(at)} নম্বর কক্ষে কাজ চলছে।")
    key = PaperKey("progress", meeting.id)
    assert all(name in said(store, key) for name in names)
    from pypdfium2 import PdfDocument

    with PdfDocument(papers.make(store, key, today=TODAY)) as pdf:
        assert len(pdf) > 2


@settings(max_examples=12, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=6), st.integers(1, 9))
def test_papers_agree_with_the_rows_to_the_last_unit(tmp_path_factory, values, target):
    with an_office(tmp_path_factory.mktemp("office")) as store:
        names = schools(store, len(values))
        meeting = held(store, GROUP)
        of = ruled(store, meeting, MONTHLY, Measure("count", target))
        for name, value in zip(names, values, strict=True):
            if value is not None:
                told(store, of, name, period="2026-10", value=value)
        done = sum(value is not None and value >= target for value in values)
        some = f"মধ্যে {to_bengali(done)}টি" if done else "কোনোটি সম্পন্ন নয়"
        share = nfc(f"{to_bengali(len(values))}টির {some}")
        assert nfc(f"অক্টোবর ২০২৬: {share}") in said(store, PaperKey("progress", meeting.id))
        key = PaperKey("return", of=of.id, period="2026-10")
        known = [value for value in values if value is not None]
        if not known:
            with pytest.raises(UserError, match="Nothing is recorded"):
                papers.make(store, key, today=TODAY)
            return
        (matter,) = papers.held(store, key, today=TODAY).subject.matters
        assert [one.value for one in matter.shares] == values
        assert (matter.count, sum(one.done for one in matter.shares)) == (sum(known), done)
        text = said(store, key)
        assert share in text
        assert re.search(rf"{nfc('মোট')}\W+{to_bengali(sum(known))}\b", text)


# -- reminders


def test_each_office_of_a_group_is_reminded_of_all_that_is_late_for_it(store):
    names = schools(store, 3)
    first = held(store, GROUP, due=date(2026, 10, 1))
    second = held(store, names[1], due=date(2026, 11, 1), day=date(2026, 9, 20), number=2)
    told(store, ruled(store, first, None), names[0], done=True)
    assert batches.late_parties(store, TODAY) == (names[1], names[2])
    found = list(batches.reminders(store, TODAY, issue_by="করিম"))
    assert [one.to for one in found] == [names[1], names[2]]
    assert len({one.letter.memo().number for one in found}) == 2
    about = papers.held(store, PaperKey("reminder", letter=found[0].letter.id)).subject
    assert [(one.meeting, one.late) for one in about.matters] == [(first.id, 52), (second.id, 21)]


def test_who_is_in_the_group_on_the_day_of_the_decision_is_bound(store):
    names = schools(store, 2)
    new = directory.add(store, "নতুন বিদ্যালয়", sort="post", by="")
    group = Standing(store, TODAY).directory.find(GROUP)
    directory.join(store, group.id, new, since=date(2026, 10, 1), by="")
    held(store, GROUP, due=date(2026, 10, 10))
    assert batches.late_parties(store, TODAY) == tuple(names)


def test_a_group_of_nobody_is_reminded_itself_and_others_by_their_members(store):
    names = schools(store, 2)
    directory.make_group(store, "উদ্যোক্তা (সকল)", by="")
    held(store, GROUP, "উদ্যোক্তা (সকল)", due=date(2026, 10, 1))
    assert batches.late_parties(store, TODAY) == (*names, nfc("উদ্যোক্তা (সকল)"))
    assert nfc("উদ্যোক্তা (সকল)") in said(store, PaperKey("reminder", to="উদ্যোক্তা (সকল)"))
    for call in (papers.make, lambda *key, **more: memos.issue(*key, by="", **more)):
        with pytest.raises(UserError, match="is a group") as refused:
            call(store, PaperKey("reminder", to=GROUP), today=TODAY)
        assert all(name in str(refused.value) for name in names)
    assert [one.to for one in batches.reminders(store, TODAY, (f" {GROUP}।",))] == names
    # Nobody of it is late before the day.
    with pytest.raises(UserError, match="Nothing is late"):
        papers.make(store, PaperKey("reminder", to=GROUP, on=date(2026, 9, 20)), today=TODAY)


def test_a_party_is_named_by_any_spelling_and_reminded_under_its_own(store):
    (name,) = schools(store, 1)
    directory.same(store, Standing(store, TODAY).directory.find(name).id, "প্রধান শিক্ষক, এক নম্বর", by="")
    held(store, "প্রধান শিক্ষক, এক নম্বর", due=date(2026, 10, 1))
    assert batches.late_parties(store, TODAY) == (name,)
    first = letters.settled(store, PaperKey("reminder", to=" প্রধান শিক্ষক,  এক নম্বর।"))
    assert first.to == name
    assert papers.held(store, first, today=TODAY).letter.to == name
    extract = letters.settled(store, PaperKey("extract", meetings.listing(store)[0].id, to=name))
    assert nfc("প্রধান শিক্ষক") in extract.to


def test_a_reminder_tells_each_period_and_its_own_days(store):
    meeting = held(store, "ক", day=date(2026, 7, 10))
    of = ruled(store, meeting, replace(MONTHLY, after=5), Measure("count", 5))
    told(store, of, "ক", period="2026-08", value=5)
    key = PaperKey("reminder", to="ক", on=TODAY)
    found = papers.held(store, key, today=TODAY).subject.matters
    assert [(one.period, one.due, one.late) for one in found] == [
        (nfc("জুলাই ২০২৬"), date(2026, 8, 5), 109),
        (nfc("সেপ্টেম্বর ২০২৬"), date(2026, 10, 5), 48),
        (nfc("অক্টোবর ২০২৬"), date(2026, 11, 5), 17),
    ]
    text = said(store, key)
    assert text.count(nfc("ল্যাব পরিদর্শন করে প্রতিবেদন")) == 1, "the others say the same"
    assert text.count("ঐ") == 2
    assert nfc("১০৯ দিন") in text


def test_what_was_put_off_is_late_from_its_new_day_and_reminded_for_the_first_time(store):
    meeting = held(store, "ক", due=date(2026, 10, 1))
    key = PaperKey("reminder", to="ক", on=date(2026, 10, 9))
    memos.issue(store, key, today=date(2026, 10, 9), by="")
    assert papers.held(store, PaperKey("reminder", to="ক", on=TODAY), today=TODAY).letter.serial == 2
    standing = Standing(store, date(2026, 10, 20))
    writing.extend(store, ruled(store, meeting, None), date(2026, 11, 10), standing=standing, by="")
    paper = papers.held(store, PaperKey("reminder", to="ক", on=TODAY), today=TODAY)
    assert [one.late for one in paper.subject.matters] == [12]
    assert paper.letter.serial == 1
    with pytest.raises(UserError, match="Nothing is late"):
        papers.make(store, PaperKey("reminder", to="ক", on=date(2026, 11, 10)), today=TODAY)


def test_what_came_from_elsewhere_is_reminded_of_and_reported_on(store):
    held(store, "খ")
    of = writing.add(
        store,
        text="মাসিক তথ্য পাঠাতে হবে।",
        parties=["ক"],
        rule=replace(MONTHLY, begins="2026-09"),
        begun=HELD,
        source_text="জেলা প্রশাসকের ২ সেপ্টেম্বরের পত্র",
        by="",
    )
    text = said(store, PaperKey("reminder", to="ক"))
    assert nfc("ঊর্ধ্বতন কর্তৃপক্ষের নির্দেশনার") in text
    assert nfc("মাসিক তথ্য পাঠাতে হবে।") in text
    assert nfc("জেলা প্রশাসকের ২ সেপ্টেম্বরের পত্র।") in text
    assert nfc("কার্যবিবরণী") not in text, "it is of no meeting"
    key = PaperKey("return", of=records.short(of.id), period="2026-10")
    with pytest.raises(UserError, match="Nothing is recorded"):
        papers.make(store, key, today=TODAY)
    (task,) = [one for one in rows(store, of) if one.period == "2026-10"]
    writing.report(store, of, [task], on=TODAY, text="পাঠানো হয়েছে।", by="")
    assert nfc("পাঠানো হয়েছে।") in said(store, key)
    assert nfc("জেলা প্রশাসকের ২ সেপ্টেম্বরের পত্র।") in said(store, key)
    assert "০৬.০০৪.২৪" not in said(store, key)
    writing.close(store, of, on=TODAY, standing=Standing(store, TODAY), by="")
    assert nfc("পাঠানো হয়েছে।") in said(store, key)
    store.write([Change(of.id, {"deleted": True})], by="")
    with pytest.raises(UserError, match=r"bin|taken out"):
        papers.make(store, key, today=TODAY)


def test_what_came_from_elsewhere_stands_behind_what_meetings_decided(store):
    source = "জেলা প্রশাসকের পত্র"
    rule = Rule("date", on=date(2026, 9, 1))
    writing.add(
        store, text="তথ্য দিতে হবে।", parties=["ক", "গ"], rule=rule, begun=date(2026, 8, 1), source_text=source, by=""
    )
    meeting = held(store, "খ", "ক", due=date(2026, 10, 1))
    assert sorted(batches.late_parties(store, TODAY)[:2]) == ["ক", "খ"]
    assert batches.late_parties(store, TODAY)[2:] == ("গ",)
    subject = papers.held(store, PaperKey("reminder", to="ক"), today=TODAY).subject
    assert [one.meeting for one in subject.matters] == [meeting.id, ""]
    assert subject.meeting.id == meeting.id, "who signs is of the committee that decided"
    text = said(store, PaperKey("reminder", to="ক"))
    assert nfc(f"(২) {source}") in text


# -- the illustrated return


@pytest.fixture
def labs(store) -> Obligation:
    """Two who visit at least five laboratories a month."""
    return ruled(store, held(store, "ক", "খ"), MONTHLY, Measure("count", 5, "টি"))


def test_a_return_shows_what_its_period_told_and_what_proves_it(store, labs):
    told(
        store,
        labs,
        "ক",
        period="2026-10",
        value=2,
        text="দুটি দেখা হয়েছে।",
        proofs=[Proof("১.png", photo(), "image/png")],
    )
    told(
        store,
        labs,
        "ক",
        period="2026-10",
        value=6,
        text="আরও চারটি।",
        proofs=[Proof("২.png", photo("red"), "image/png", "চিত্র ২"), Proof("তালিকা.pdf", b"%PDF-1.4", "application/pdf")],
    )
    told(store, labs, "খ", period="2026-10", value=3)
    told(store, labs, "খ", period="2026-11", value=9, proofs=[Proof("৩.png", photo("blue"), "image/png", "পরের মাস")])
    key = PaperKey("return", of=labs.id, period="2026-10")
    document = papers.held(store, key, today=TODAY).document()
    (grid,) = [one for one in document.blocks if isinstance(one, Photos)]
    assert [caption for _, caption in grid.photos] == ["ক", nfc("চিত্র ২")]
    text = said(store, key)
    for words in ("কমপক্ষে ৫টি", "২টির মধ্যে ১টি", "দুটি দেখা হয়েছে।", "আরও চারটি।", "তালিকা.pdf", "অক্টোবর ২০২৬ মাসের"):
        assert nfc(words) in text
    assert nfc("পরের মাস") not in text
    assert re.search(rf"{nfc('মোট')}\W+৯\b", text)
    assert [one for one in document.blocks if isinstance(one, TextBlock | NumberedList) and "তালিকা" in str(one.texts())]


@pytest.mark.parametrize("typed", ["id", "short", "decision", "short decision"])
def test_a_return_is_asked_for_by_any_id(store, typed):
    meeting = held(store, "ক", due=date(2026, 10, 31))
    decision = meeting.items[0].decisions[0].id
    # Nobody wrote about it yet: it is reckoned from its decision.
    virtual = records.derived("obligation", store.office, decision)
    store.write(
        [Change(store.new_id("progress"), {"decision": decision, "count": 7, "date": date(2026, 10, 3)})], by=""
    )
    asked = {"id": virtual, "short": records.short(virtual)[:7], "decision": decision}.get(
        typed, records.short(decision)
    )
    key = letters.settled(store, PaperKey("return", of=asked, period="2026-10"))
    assert (key.of, key.meeting) == (decision, meeting.id)
    assert "৭" in said(store, PaperKey("return", of=asked, period="অক্টোবর ২০২৬"))


def test_a_month_means_the_quarter_or_year_it_lies_in(store):
    of = ruled(store, held(store, "ক", day=date(2026, 2, 10)), Rule("recurring", every=3))
    told(store, of, "ক", period="2026-10", text="সভা হয়েছে।")
    keys = {letters.settled(store, PaperKey("return", of=of.id, period=f"2026-{at}")) for at in (10, 11, 12)}
    assert {one.period for one in keys} == {"2026-10"}
    text = said(store, PaperKey("return", of=of.id, period="2026-11"))
    assert nfc("অক্টোবর–ডিসেম্বর ২০২৬ সময়ের সচিত্র") in text
    memos.issue(
        store, PaperKey("return", of=of.id, period="2026-12"), number="05.44.4753.000.06.023.23-7", today=TODAY, by=""
    )
    assert len(store.rows("letter", kind="return")) == 1
    with pytest.raises(UserError, match="Nothing is recorded"):
        papers.make(store, PaperKey("return", of=of.id, period="2026-07"), today=TODAY)


def test_a_return_on_a_fiscal_year_and_on_a_february_of_29_days(store):
    of = ruled(store, held(store, "ক", day=date(2023, 11, 2)), Rule("recurring", every=12))
    told(store, of, "ক", period="2023-07", done=True, day=date(2024, 6, 30))
    assert nfc("২০২৩-২৪ অর্থবছরের সচিত্র") in said(store, PaperKey("return", of=of.id, period="2024-06"))
    leap = ruled(store, held(store, "ক", day=date(2024, 1, 2), number=3), MONTHLY)
    task = next(one for one in rows(store, leap) if one.period == "2024-02")
    assert task.due == date(2024, 2, 29)
    told(store, leap, "ক", period="2024-02", done=True, day=date(2024, 2, 29))
    assert nfc("ফেব্রুয়ারি ২০২৪ মাসের") in said(store, PaperKey("return", of=leap.id, period="2024-02"))


def test_what_was_reached_before_still_is_but_its_words_were_of_another_month(store):
    of = ruled(store, held(store, "ক", "খ", due=date(2026, 10, 31)), None, Measure("percent", 100))
    told(store, of, "ক", value=100, text="সেপ্টেম্বরের কথা।", day=date(2026, 9, 20))
    told(store, of, "খ", value=40, text="অক্টোবরের কথা।", day=date(2026, 10, 20))
    told(store, of, "খ", value=90, text="নভেম্বরের কথা।", day=date(2026, 11, 2))
    (matter,) = papers.held(store, PaperKey("return", of=of.id, period="2026-10"), today=TODAY).subject.matters
    assert [(one.told, one.text, one.status) for one in matter.shares] == [
        ("১০০%", "", "done"),
        (nfc("৪০%"), nfc("অক্টোবরের কথা।"), "progress"),
    ]
    assert matter.count is None, "shares of a hundred are not summed"
    with pytest.raises(UserError, match="not begun"):
        papers.make(store, PaperKey("return", of=of.id, period="2026-12"), today=TODAY)


def test_a_period_in_which_nothing_is_to_be_reported_is_refused_in_words(store, labs):
    ended = ruled(store, held(store, "ক", day=date(2026, 8, 3), number=4), replace(MONTHLY, ends="2026-09"))
    for of, period, why in (
        (labs, "2026-08", "before the decision"),
        (labs, "2026-12", "not begun"),
        (labs, "শীতকাল", "no month"),
        (labs, "", "which month"),
        (ended, "2026-10", "ended with 2026-09"),
    ):
        for call in (papers.make, lambda *key, **more: memos.issue(*key, by="", **more)):
            with pytest.raises(UserError, match=why):
                call(store, PaperKey("return", of=of.id, period=period), today=TODAY)
    for typed in ("zzzz", "", "obligation.zzzzzzzz.zzzzzzzzzz", "ল্যাব"):
        with pytest.raises(UserError, match="Nothing here has the id"):
            papers.make(store, PaperKey("return", of=typed, period="2026-10"), today=TODAY)


def test_proof_that_vanished_or_is_torn_refuses_the_whole_return(store, labs):
    proofs = [Proof("মাঠ.png", photo(), "image/png"), Proof("হিসাব.xlsx", b"PK", "application/x")]
    told(store, labs, "ক", period="2026-10", value=2, proofs=proofs)
    key = PaperKey("return", of=labs.id, period="2026-10")
    whole = papers.make(store, key, today=TODAY)
    for name in ("মাঠ.png", "হিসাব.xlsx"):
        row = next(one for one in store.rows("attachment") if one["name"] == nfc(name) or one["name"] == name)
        path = store.folder / "blobs" / row["blob"][:2] / row["blob"]
        data = path.read_bytes()
        for spoil in (path.unlink, lambda path=path, data=data: path.write_bytes(data[:-1])):
            spoil()
            before = len(store.rows("letter"))
            for call in (papers.make, lambda *key, **more: memos.issue(*key, by="", **more)):
                with pytest.raises(UserError, match="missing or damaged") as refused:
                    call(store, key, today=TODAY)
                assert name.partition(".")[0] in str(refused.value)
            assert len(store.rows("letter")) == before
            path.write_bytes(data)
    assert papers.make(store, key, today=TODAY) == whole
    torn = [Proof("ছেঁড়া.png", photo()[:60], "image/png")]
    told(store, labs, "খ", period="2026-10", value=1, proofs=torn)
    with pytest.raises(UserError, match="cannot be printed"):
        papers.make(store, key, today=TODAY)


def test_a_signed_return_stays_what_it_was(store, labs):
    told(
        store,
        labs,
        "ক",
        period="2026-10",
        value=2,
        text="আগের কথা।",
        proofs=[Proof("১.png", photo(), "image/png", "আগের")],
    )
    key = PaperKey("return", of=labs.id, period="2026-10")
    number = "05.44.4753.000.06.023.23-9"
    record = memos.issue(store, key, number=number, today=TODAY, by="").record
    mine = PaperKey("return", letter=record)
    text = render_text(papers.held(store, mine).document())
    memos.sign(store, mine, by="")
    pdf = papers.make(store, mine)
    told(
        store, labs, "ক", period="2026-10", value=9, text="পরের কথা।", proofs=[Proof("২.png", photo("red"), "image/png")]
    )
    for row in store.rows("progress"):
        store.write([Change(row["id"], {"deleted": True})], by="")
    assert papers.make(store, mine) == pdf
    assert render_text(papers.held(store, mine).document()) == text
    assert nfc("আগের") in text
