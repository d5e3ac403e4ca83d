"""The sample office: what a first look at the program shows must itself be without fault."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import documents, layout, markup, meeting_file, meetings, memo_numbers, model, papers, sample
from koyradesk.bengali import dates, labels
from koyradesk.bengali.text import has_bengali
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.resources import resource
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)


@pytest.fixture(params=[0, 1, 2])
def meeting(request) -> model.Meeting:
    return list(sample.held_meetings(TODAY))[request.param]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data", config=tmp_path / "config") as opened:
        yield opened


@pytest.mark.parametrize("parts", range(5))
def test_stopped_anywhere_it_leaves_the_folder_empty_and_can_be_filled_again(store, parts):
    seen = []

    def step(done, total):
        seen.append((done, total))
        if done == parts:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample.fill(store, today=TODAY, by="করিম", step=step)
    assert seen == [(done, 5) for done in range(parts + 1)]
    assert list(store.operations()) == []
    assert store.rows("office") == []
    assert store.check().ok
    assert len(sample.fill(store, today=TODAY, by="করিম")) == 3
    folder, config = store.folder, store.folder.parent / "config"
    actors = {json.loads(one)["actor"] for one in store.operations()}
    store.close()
    with Store.open(folder, config=config) as again:
        assert again.check().ok
        again.write([Change(again.new_id("committee"), {"name": "পরের"})], by="করিম")
        # The folder was known outside as what it is, and not as a copy of another.
        assert {json.loads(one)["actor"] for one in again.operations()} == actors


def test_it_fills_an_empty_folder_once(store):
    found = sample.fill(store, today=TODAY, by="করিম")
    assert [row.id for row in meetings.listing(store)] == list(reversed(found))
    assert [meetings.get(store, key).memo().state for key in found] == ["numbered", "numbered", "draft"]
    (office,) = store.rows("office")
    assert office["letterhead"]
    committees = store.rows("committee")
    assert {row.committee for row in meetings.listing(store)} == {row["name"] for row in committees}
    for committee in committees:
        members = store.rows("member", committee=committee["id"])
        assert len(members) >= 5
        assert [member["role"] for member in members].count("সদস্য-সচিব") == 1
    with pytest.raises(UserError):
        sample.fill(store, today=TODAY, by="করিম")
    assert len(meetings.listing(store)) == 3


def test_there_are_letters_in_every_state(store):
    from koyradesk import letters
    from koyradesk.paper_key import LETTERS

    sample.fill(store, today=TODAY, by="করিম")
    found = {one.key.kind: one for one in letters.listing(store) if one.key.kind in LETTERS}
    assert {kind: one.state for kind, one in found.items()} == {
        "notice": "signed",
        "extract": "draft",
        "reminder": "draft",
    }
    notice = letters.get(store, found["notice"].record)
    assert notice.memo().date < meetings.get(store, notice.meeting).date
    assert dates.parse(notice.memo().date_text).date == dates.parse(notice.memo().bangla_date).date
    for one in found.values():
        document = papers.held(store, one.key).document()
        assert check_text(document, documents.render_pdf(document)) > 0
        assert not re.search(r"[{}«»\[\]]", documents.render_text(document))


@pytest.mark.parametrize("today", [TODAY, date(2027, 7, 4), date(2028, 2, 29), date(2028, 1, 1)])
def test_what_is_followed_has_something_of_everything(store, today):
    from koyradesk.obligations.standing import Standing

    made = sample.fill(store, today=today, by="করিম")
    standing = Standing(store, today)
    pairs = standing.open_tasks()
    states = {task.status(of.measure) for of, task in pairs}
    assert states == {"open", "progress", "done"}
    assert {of.rule.kind for of in standing.open} == {"date", "month", "recurring", "standing"}
    assert {of.rule.every for of in standing.open} >= {1, 3}
    kinds = {json.dumps(row["rule"]): row["closed"] for row in store.rows("obligation")}
    assert any("information" in rule for rule in kinds)
    (closed,) = [row for row in store.rows("obligation") if row["closed"]]
    assert (closed["outcome"], closed["closed_in"]) == ("done", made[2])
    late = [(of, task) for of, task in pairs if task.late(of.measure, today)]
    assert 3 < len(late) < len(pairs)
    assert all(row["date"] <= today for row in store.rows("progress"))
    proofs = store.rows("attachment")
    assert {row["media"] for row in proofs} == {"image/jpeg", "text/plain"}
    assert all(store.blob(row["blob"]) for row in proofs)
    # One holds a post beside an own one, one group has nobody in it yet.
    assert [row["name"] for row in store.rows("holder") if row["additional"]]
    groups = {row["id"] for row in store.rows("party") if row["many"]}
    assert len(groups - {row["group"] for row in store.rows("belonging")}) == 1


def test_its_papers_of_what_is_followed_print(store):
    from koyradesk import batches
    from koyradesk.paper_key import PaperKey

    first = meetings.get(store, sample.fill(store, today=TODAY, by="করিম")[0])
    labs = first.items[2].decisions[0].id
    text = documents.render_text(papers.held(store, PaperKey("progress", first.id), today=TODAY).document())
    assert "১২টির মধ্যে ৪টি" in text
    paper = papers.held(store, PaperKey("return", of=labs, period="2026-10"), today=TODAY)
    assert len(paper.subject.photos) == 2
    assert papers.printed(store, paper, prove=True).startswith(b"%PDF-")
    assert len(batches.late_parties(store, TODAY)) > 9


def test_what_is_saved_is_what_the_files_say(store):
    for key, meeting in zip(sample.fill(store, today=TODAY, by=""), sample.held_meetings(TODAY), strict=True):
        saved = json.loads(meeting_file.dump(meetings.get(store, key)))
        told = json.loads(meeting_file.dump(meeting))
        assert without_ids(saved) == without_ids(told)


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(one) for name, one in value.items() if name != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_on_any_day_some_decisions_are_late_and_some_are_not(today):
    first, second, third = sample.held_meetings(today)
    assert first.date < second.date < third.date < today
    assert first.title != third.title
    for held in (first, second, third):
        assert held.date.weekday() not in (4, 5), "an office is closed on Friday and Saturday"
        assert held.period == f"{held.date:%Y-%m}"
        for memo in held.memos:
            assert held.date < memo.date < today
            assert memo.date.weekday() not in (4, 5)
            assert dates.parse(memo.date_text).date == dates.parse(memo.bangla_date).date == memo.date
    due = [decision.due for held in (first, second, third) for item in held.items for decision in item.decisions]
    late = [day for day in due if day and day < today]
    assert 3 <= len(late) < len([day for day in due if day])
    assert None in due


def test_dates_in_sentences_are_the_dates_of_the_records(meeting):
    named = 0
    for item in meeting.items:
        for decision in item.decisions:
            said = [one.date for one in dates.find(decision.text)]
            named += len(said)
            assert said in ([], [decision.due])
    assert named


def test_the_text_is_good_bengali(meeting):
    for text in words(meeting_file.to_object(meeting)):
        assert unicodedata.is_normalized("NFC", text)
        assert "«" not in text
        assert re.search(r"[0-9]", re.sub(r"\S+@\S+|www\.\S+", "", text)) is None, text
        assert "  " not in text
        assert text == text.strip()
    for item in meeting.items:
        assert has_bengali(item.topic)
        assert 2 <= len(re.findall(r"[।:](?:\s|$)", item.discussion)) <= 8
        assert item.implementers
        for decision in item.decisions:
            assert decision.text.endswith("।")
        for one in item.implementers:
            assert one.group == ("(সকল)" in one.name)


def words(value) -> list[str]:
    """Every printed text of a meeting."""
    keys = {"kind", "state", "layout", "period", "date", "due", "email", "website"}
    if isinstance(value, dict):
        return [one for name, inside in value.items() if name not in keys for one in words(inside)]
    if isinstance(value, list):
        return [one for inside in value for one in words(inside)]
    return [value] if isinstance(value, str) else []


def test_labels_count_up(meeting):
    for row in (
        [item.serial for item in meeting.items],
        [one.label for one in meeting.distribution.recipients],
        *([one.label for one in item.decisions] for item in meeting.items),
        *([one.label for one in item.implementers] for item in meeting.items),
    ):
        if row and row[0]:
            assert row == [labels.nth(row[0], number) for number in range(1, len(row) + 1)]
        else:
            assert set(row) <= {""}


def test_the_three_show_different_looks_and_both_memo_codes():
    held = list(sample.held_meetings(TODAY))
    looks = [layout.resolve(one.layout) for one in held]
    assert len({repr(look) for look in looks}) == 3
    codes = [memo_numbers.read(one.memo().number) for one in held if one.memo().number]
    assert all(memo_numbers.regular(code.file) for code in codes)
    assert {len(code.file.replace(".", "")) for code in codes} == {18, 22}


@pytest.mark.parametrize("kind", ["attendance", "minutes"])
def test_every_paper_of_it_prints_with_all_its_words(meeting, kind):
    document = papers.compose(meeting, kind)
    assert check_text(document, documents.render_pdf(document)) > 10
    named = [meeting.title] if kind == "minutes" else [one.name or one.designation for one in meeting.attendees]
    told = documents.render_text(document)
    assert all(markup.plain(one) in told for one in named)


def test_decisions_are_in_their_discussion_where_one_column_holds_both():
    combined = next(one for one in sample.held_meetings(TODAY) if one.layout == "combined")
    for item in combined.items:
        for decision in item.decisions:
            assert f"{decision.label} {decision.text}" in item.discussion


def test_its_people_and_places_are_told_to_be_invented():
    texts = [path.read_text(encoding="utf-8") for path in sorted(resource("sample").glob("*.json"))]
    hosts = {host for text in texts for host in re.findall(r"(?:@|www\.)([\w.-]+)", text)}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)
    phones = {phone for text in texts for phone in re.findall(r'"phone": "([^"]+)"', text)}
    assert phones
    assert all(phone.startswith("০১৭০০-০০০০") for phone in phones)


def test_a_day_moves_on_to_a_working_day():
    thursday = date(2026, 11, 19)
    assert (
        sample.dated("«+0» «+1» «+2» «+3» «+1|{d}/{m}»", thursday)
        == "2026-11-19 2026-11-22 2026-11-22 2026-11-22 ২২/১১"
    )
    assert sample.dated("«+0|bangla|{d} {month}»", TODAY + timedelta(0)) == unicodedata.normalize("NFC", "৭ অগ্রহায়ণ")
