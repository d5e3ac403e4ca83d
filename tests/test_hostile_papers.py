"""What a tired user does to papers, numbers and layouts, and what must not come of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from commands import Koyra, refused
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from koyradesk import (
    batches,
    file_numbers,
    layout_file,
    letters,
    meetings,
    memo_book,
    memo_numbers,
    memos,
    papers,
    sample,
)
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.incoming import keeping as incoming
from koyradesk.model import AgendaItem, Assignment, Decision, Distribution, Meeting, Recipient
from koyradesk.paper_hash import record_hash
from koyradesk.paper_key import LETTERS, PaperKey
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)
CODE = "05.99.9901.000.06.004.24"
PRINTED = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        yield opened


@pytest.fixture
def office(store):
    """The ids of the sample's three meetings."""
    return sample.fill(store, today=TODAY, by="করিম")


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    return Koyra(tmp_path / "data", tmp_path / "config")


def test_a_layout_is_never_written_over_the_records(koyra, tmp_path):
    koyra.good("demo")
    committee = sample.office()["committees"][0]["name"]
    before = koyra.held()
    refused(koyra, "layout", committee, "--export", koyra.folder / "koyradesk.db")
    refused(koyra, "layout", committee, "--export", koyra.folder / "blobs" / "x.toml")
    assert koyra.held() == before


@pytest.mark.parametrize("text", ["", " \r\n", "# বিন্যাস\n", 'name = "x"\n'])
def test_a_layout_file_that_says_nothing_is_refused(text):
    with pytest.raises(UserError, match="says nothing"):
        layout_file.parse(text)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('base = "plain"\n\ndraft_mark = "' + "খ" * 300_000 + '"\n', 3, "too long"),
        ('\nbase = "nix"\n', 2, "no layout named nix"),
        ("base = 3\n", 1, "name of a layout"),
        ("[memo]\nposition = 2026-11-22\n", 2, "cannot be 2026-11-22"),
        ("[page]\n\ntop = -3\n", 3, "not -3"),
    ],
)
def test_a_broken_layout_is_told_by_its_line_in_plain_words(text, line, why):
    with pytest.raises(UserError, match=f"Line {line}: .*{why}") as told:
        layout_file.parse(text)
    assert "datetime" not in str(told.value)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize("label", ["স্মারক নং-", "স্মারক নম্বর: ", "নং ", "নম্বরঃ", "Memo No. ", "memo no:"])
def test_a_number_copied_with_its_label_is_the_number(label):
    assert memo_numbers.parse(f"{label}{PRINTED}-১৫০") == memo_numbers.Number(CODE, "-", 150)
    assert memo_numbers.file(f"{label}{PRINTED}-") == (CODE, "-")


def test_a_code_typed_without_dots_is_the_same_file():
    assert memo_numbers.parse("059999010000600424-119") == memo_numbers.parse(f"{PRINTED}-১১৯")
    assert memo_numbers.file("৫৬০৪৯৯০১০০০০০০০৬০০০২২৫")[0] == "56.04.9901.000.000.06.0002.25"


def test_a_number_in_use_is_known_with_its_label_and_without_dots(store, office):
    number = next(one.number for one in file_numbers.in_use(store) if one.number.file == CODE).printed()
    for typed in (f"স্মারক নং- {number}", number.replace(".", "")):
        with pytest.raises(UserError, match="is used already"):
            memos.issue(store, PaperKey("minutes", office[2]), number=typed, today=TODAY, by="করিম")


def test_a_code_with_one_wrong_group_is_told_by_its_group(store, office):
    done = memos.issue(
        store, PaperKey("minutes", office[2]), number="05.99.9901.000.06.04.24-135", today=TODAY, by="করিম"
    )
    assert [(one.parts["group"], one.parts["digits"]) for one in done.notes] == [(6, 3)]


def test_nobody_is_reminded_who_has_no_name(store):
    item = AgendaItem("১.০", "ক", decisions=(Decision("১।", "খ", date(2026, 11, 1)),))
    item = replace(item, implementers=(Assignment("", "।"), Assignment("", "উপজেলা কৃষি অফিসার")))
    meetings.save(store, Meeting(committee="কমিটি", title="সভা", date=date(2026, 10, 1), items=(item,)), by="করিম")
    assert batches.late_parties(store, TODAY) == ("উপজেলা কৃষি অফিসার",)


@pytest.mark.parametrize("typed", ["", "  ", "।"])
def test_an_extract_for_nobody_asks_for_whom(store, office, typed):
    with pytest.raises(UserError, match="Name the office"):
        letters.settled(store, PaperKey("extract", office[0], to=typed))


def test_a_page_pasted_as_a_name_is_not_told_whole(store, office):
    with pytest.raises(UserError) as told:
        letters.settled(store, PaperKey("extract", office[0], to="ক" * 5000))
    assert len(str(told.value)) < 400


def test_a_long_screenshot_with_its_caption_is_printed(store, office, tmp_path):
    path = tmp_path / "পর্দা.png"
    Image.new("RGB", (60, 9000), "white").save(path)
    decision = meetings.get(store, office[0]).items[0].decisions[0].id
    key = letters.settled(store, PaperKey("return", of=decision, period="2026-11"))
    held = letters.write(store, letters.draft(store, key, today=TODAY), by="করিম").letter
    letters.add_photo(store, held.id, path, "পোর্টালের দীর্ঘ পর্দাচিত্র ১২৩ &lt;ক&gt;", by="করিম")
    assert papers.make(store, replace(key, letter=held.id), today=TODAY, prove=True).startswith(b"%PDF")


def test_a_letter_is_taken_back_and_its_history_told(koyra):
    meeting = koyra.good("demo")[2]
    (record,) = koyra.good("letter", "notice", meeting, "--subject", "আগের")
    koyra.good("letter", "notice", meeting, "--subject", "পরের")
    told = json.loads("\n".join(koyra.good("history", record, "--field", "subject", "--json")))
    assert [(one["place"], one["old"], one["new"]) for one in told][:1] == [("subject", nfc("আগের"), nfc("পরের"))]
    assert any(nfc("পরের") in line for line in koyra.good("history", record))
    assert koyra.good("undo", record) == [record]
    assert json.loads("\n".join(koyra.good("letter", "notice", meeting, "--json")))["subject"] == nfc("আগের")
    assert koyra.good("redo", record) == [record]
    assert json.loads("\n".join(koyra.good("letter", "notice", meeting, "--json")))["subject"] == nfc("পরের")
    refused(koyra, "history", record, "--field", "nix")


def test_the_memo_book_tells_what_an_unsigned_letter_is_about(store, office):
    memos.issue(store, PaperKey("notice", office[2]), today=TODAY, by="করিম")
    key = PaperKey("reminder", to=nfc("উপজেলা প্রকৌশলী, মধুছায়া"), on=TODAY)
    memos.issue(store, key, today=TODAY, by="করিম")
    notice, reminder = memo_book.lines(store, CODE)[-2:]
    assert nfc("আহ্বান") in notice.subject
    assert notice.to
    assert nfc("অগ্রগতি") in reminder.subject
    memos.sign(store, key, by="করিম")
    assert memo_book.lines(store, CODE)[-1].subject == reminder.subject
    # In the bin it is still told.
    letters.delete(store, notice.letter, by="করিম")
    assert memo_book.lines(store, CODE)[-2].number == notice.number


def test_no_next_number_is_taken_of_a_closed_file(koyra):
    meeting = koyra.good("demo")[2]
    koyra.good("file", CODE, "--close")
    before = koyra.held()
    assert PRINTED in refused(koyra, "issue", "notice", meeting)
    assert koyra.held() == before
    koyra.good("file", CODE, "--title", "মাসিক সভা <ক>")
    refused(koyra, "issue", "notice", meeting)
    assert "<ক>" in koyra.good("files")[0]
    assert koyra("issue", "notice", meeting, "--number", f"{CODE}-150").out == f"{PRINTED}-১৫০\n"
    assert koyra("file", CODE, "--close", "--reopen").code == 2
    koyra.good("file", CODE, "--reopen")
    assert koyra("issue", "minutes", meeting).out == f"{PRINTED}-১৫১\n"


#: What is typed and pasted: conjuncts, loose signs, joiners, digits of two scripts, money, marks, words without end.
_WORDS = st.sampled_from(
    [
        *("ক্ষুদ্র", "উর্ধ্বতন", "র‍্যাব", "কর্তৃপক্ষ", "শ্রেণি", "ড়", "য়", "ৎ", "ঃ", "ি", "্", "ঁ", "ক" * 90, "a" * 90),
        *("ICT-2026", "১২৩", "456", "৳১,২৫,০০০", "☎", "✓", "“উদ্ধৃতি”", "—", "&amp;", "&lt;b&gt;", "<b>মোটা</b>"),
        *("<u>রেখা</u>", "।", "(সকল)", "{to}", "%s", "২২/১১/২০২৬", "http://x.example/?a=1&amp;b", "\u200b", "\u00a0"),
    ]
)
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join)
_PARAGRAPHS = st.lists(_TEXTS, min_size=1, max_size=4).map("\n".join)


@settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    kind=st.sampled_from(LETTERS),
    texts=st.tuples(_TEXTS, _TEXTS, _PARAGRAPHS, _PARAGRAPHS),
    sent=st.lists(_TEXTS, max_size=4),
)
def test_whatever_a_letter_says_its_pages_say_for_ever(kind, texts, sent, tmp_path_factory):
    home = tmp_path_factory.mktemp("office")
    photo = home / "ছবি.png"
    Image.new("RGB", (40, 30), "green").save(photo)
    with Store.open(home / "data", config=home / "config") as store:
        office = sample.fill(store, today=TODAY, by="করিম")
        party = nfc("উপজেলা প্রকৌশলী, মধুছায়া")
        decision = meetings.get(store, office[0]).items[0].decisions[0].id
        came = incoming.enter(store, {"sender": party, "number": "৭-৮"}, today=TODAY, by="করিম").letter.id
        key = {
            "extract": PaperKey(kind, office[0], to=party),
            "reminder": PaperKey(kind, to=party, on=TODAY),
            "return": PaperKey(kind, of=decision, period="2026-11"),
            "reply": PaperKey(kind, of=came),
        }.get(kind, PaperKey(kind, office[2]))
        made = letters.draft(store, key, today=TODAY)
        names = ("subject", "reference", "body", "enclosures")
        recipients = tuple(Recipient("", one) for one in sent)
        made = replace(made, **dict(zip(names, texts, strict=True)), distribution=Distribution("", recipients))
        held = letters.write(store, made, by="করিম").letter
        if kind == "return":
            letters.add_photo(store, held.id, photo, texts[0], by="করিম")
        key = PaperKey(kind, letter=held.id)
        number = memos.issue(store, key, today=TODAY, by="করিম").memo.number
        # Its text is read back from the PDF before it is kept.
        memos.sign(store, key, by="করিম")
        pdf, row = papers.make(store, key), store.row(letters.get(store, held.id).memo().id)
        # What it is of changes; what was signed does not.
        for one in (office[0], office[2]):
            of = meetings.get(store, one)
            meetings.save(
                store, replace(of, title="অন্য সভা", items=of.items[:1], distribution=Distribution()), by="রহিম"
            )
            meetings.delete(store, one, by="রহিম")
        assert papers.make(store, key) == pdf
        assert store.row(row["id"])["hash"] == row["hash"]
        again = letters.get(store, held.id)
        shown = [one.blob for one in letters.photos(store, held.id)]
        assert record_hash(again, again.memo(), shown) == row["hash"]
        assert sum(one.number == number for one in memo_book.lines(store, CODE)) == 1
        assert not any(one.state == "missing" for one in memo_book.lines(store, CODE))


def test_a_second_correction_that_says_nothing_takes_no_number_and_no_signature(koyra):
    meeting = koyra.good("demo")[0]
    koyra.good("sign", "minutes", meeting)
    koyra.good("correct", meeting, "--wrong", "ক", "--right", "খ")
    koyra.good("issue", "correction", meeting)
    (number,) = koyra.good("sign", "correction", meeting)
    refused(koyra, "issue", "correction", meeting)
    koyra.good("correct", meeting, "--wrong", "চ", "--right", "ছ")
    koyra.good("issue", "correction", meeting)
    koyra.good("correct", meeting, "--wrong", "ট", "--right", "ঠ")
    assert koyra.good("undo", meeting)
    koyra.good("sign", "correction", meeting)
    lines = [line for line in koyra.good("numbers", CODE) if nfc("সংশোধনী") in line]
    assert len(lines) == 2
    assert number.endswith("১১৯")


def test_a_numbered_correction_whose_entry_was_taken_back_is_not_signed(koyra):
    meeting = koyra.good("demo")[0]
    koyra.good("sign", "minutes", meeting)
    koyra.good("correct", meeting, "--wrong", "ক", "--right", "খ")
    koyra.good("issue", "correction", meeting)
    koyra.good("sign", "correction", meeting)
    koyra.good("correct", meeting, "--wrong", "চ", "--right", "ছ")
    koyra.good("issue", "correction", meeting)
    with Store.open(koyra.folder, config=koyra.config) as store:
        entry = meetings.get(store, meeting).corrections[-1].id
        store.write([Change(entry, {"deleted": True})], by="রহিম")
    before = koyra.held()
    refused(koyra, "sign", "correction", meeting)
    assert koyra.held() == before


def test_a_meeting_put_off_into_the_past_is_told(store, office):
    made = letters.draft(store, PaperKey("postponement", office[2]), today=TODAY)
    held = letters.write(store, replace(made, facts={"date_text": "১ জানুয়ারি ২০২০"}), by="করিম").letter
    told = memos.issue(store, PaperKey("postponement", letter=held.id), today=TODAY, by="করিম").notes
    assert any("before the date of the memo" in one.sentence for one in told)
    again = letters.write(store, replace(letters.get(store, held.id), facts={"date_text": "১ জানুয়ারি ২০৩০"}), by="করিম")
    told = memos.issue(store, PaperKey("postponement", letter=again.letter.id), today=TODAY, by="করিম").notes
    assert not any("before the date of the memo" in one.sentence for one in told)


def test_who_is_named_twice_is_reminded_once(store, office):
    group, *named = map(nfc, ("ইউপি সচিব (সকল), মধুছায়া", "ইউপি সচিব, শিমুলগাঁও", "ইউপি সচিব, নদীমুখ", "ইউপি সচিব, তালপুকুর"))
    made = list(batches.reminders(store, TODAY, (named[0], group, f" {named[0]}। "), issue_by="করিম"))
    assert [one.to for one in made] == named
