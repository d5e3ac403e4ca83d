"""A paper takes a number, is signed, and stays what was signed."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from koyradesk import meetings, memo_numbers, memos, papers, sample
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.memo_numbers import Number
from koyradesk.model import Meeting, Memo
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store
from koyradesk.store.restore import restore

TODAY = date(2026, 11, 22)
OLD = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"
NEW = "৫৬.০৪.৯৯০১.০০০.০০০.০৬.০০০২.২৫"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        yield opened


@pytest.fixture
def office(store):
    """The ids of the sample's three meetings: numbered, numbered, draft."""
    return sample.fill(store, today=TODAY, by="করিম")


def issue(store, meeting, **more):
    return memos.issue(store, PaperKey("minutes", meeting), today=TODAY, by="করিম", **more)


def sign(store, meeting, **more):
    return memos.sign(store, PaperKey("minutes", meeting), by="করিম", **more)


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (40, 60), 200).save(stream, kind)
    return stream.getvalue()


def everything(store):
    """What the folder holds, to see that nothing changed."""
    return {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}


# -- numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (f"{OLD}-১১৮", Number("05.99.9901.000.06.004.24", "-", 118)),
        (f"{OLD}- ১১৮", Number("05.99.9901.000.06.004.24", "-", 118)),
        (f"{OLD}.৬৪", Number("05.99.9901.000.06.004.24", ".", 64)),
        (f"{OLD} – ১১৮", Number("05.99.9901.000.06.004.24", "-", 118)),
        (f"{NEW}.৬", Number("56.04.9901.000.000.06.0002.25", ".", 6)),
        ("56.04.9901.000.000.06.0002.25.6", Number("56.04.9901.000.000.06.0002.25", ".", 6)),
        ("উনিঅ/শি/২০২৬/৭", Number("উনিঅ/শি/2026", "/", 7)),
    ],
)
def test_a_number_is_read(typed, number):
    assert memo_numbers.parse(typed) == replace(number, file=nfc(number.file))


@pytest.mark.parametrize(
    "typed",
    ["", "১১৮", OLD, NEW, f"{OLD}-০", "নম্বর নেই", ".৫", "-৫", f"{OLD}-ক", "<b>উনিঅ.৫", "উনিঅ\nশি.৫", "ক" * 81 + ".৫"],
)
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(UserError):
        memo_numbers.parse(typed)


@given(st.sampled_from([OLD, NEW, "উনিঅ/২৬"]), st.sampled_from(".-/"), st.integers(1, 9_999_999))
def test_a_printed_number_reads_back(file, joint, number):
    meant = Number(memo_numbers.file(file)[0], joint, number)
    assert memo_numbers.parse(meant.printed()) == meant
    assert meant.printed().isascii() is False


def test_the_codes_of_both_instructions_are_known():
    assert memo_numbers.regular("05.99.9901.000.06.004.24")
    assert memo_numbers.regular("56.04.9901.000.000.06.0002.25")
    assert not memo_numbers.regular("05.99.9901.000.06.04.24")
    assert not memo_numbers.regular("১২.৩")


# -- issue


def test_the_next_number_of_the_committees_file(store, office):
    done = issue(store, office[2])
    assert done.memo.number == f"{OLD}-১১৯"
    assert done.memo.date == TODAY
    assert done.memo.date_text == nfc("২২ নভেম্বর ২০২৬ খ্রিষ্টাব্দ")
    assert done.memo.bangla_date == nfc("৭ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ")
    assert done.memo.state == "numbered"
    assert done.notes == ()
    assert meetings.get(store, office[2]).memo() == done.memo
    row = store.row(done.memo.id)
    assert (row["file"], row["issue"]) == ("05.99.9901.000.06.004.24", 119)


def test_a_number_from_the_paper_register(store, office):
    assert issue(store, office[2], number="05.99.9901.000.06.004.24-130").memo.number == f"{OLD}-১৩০"
    assert issue(store, office[2], number="131").memo.number == f"{OLD}-১৩১"
    assert issue(store, office[2], number="৪০", file=NEW).memo.number == f"{NEW}.৪০"
    assert issue(store, office[2], file=NEW).memo.number == f"{NEW}.৪০"
    assert len([row for row in store.rows("memo") if row["meeting"] == office[2]]) == 1


def test_a_new_file_begins_with_one_and_says_so(store, office):
    done = issue(store, office[2], file="০৫.৯৯.৯৯০১.০০০.০৬.০০৯.২৬-")
    assert done.memo.number == nfc("০৫.৯৯.৯৯০১.০০০.০৬.০০৯.২৬-১")
    assert len(done.notes) == 1


@pytest.mark.parametrize("typed", ["--", "<u>উনিঅ</u>", "উনিঅ & শি", "ক" * 3000])
def test_what_is_no_code_of_a_file_is_refused(store, office, typed):
    before = everything(store)
    with pytest.raises(UserError):
        issue(store, office[2], file=typed)
    assert everything(store) == before


def test_blanks_alone_are_nothing_typed(store, office):
    typed = issue(store, office[2], number=" ", on="\t", file="  ").memo
    assert typed == issue(store, office[2]).memo


def test_an_unusual_code_is_accepted_and_told(store, office):
    done = issue(store, office[2], number="উনিঅ/মধু/২০২৬/৩১")
    assert done.memo.number == nfc("উনিঅ/মধু/২০২৬/৩১")
    assert [note.parts["file"] for note in done.notes] == [nfc("উনিঅ/মধু/২০২৬")]


@pytest.mark.parametrize("typed", ["১১৮", f"{OLD}-১১৮", f"{OLD}.১১৮", "05.99.9901.000.06.004.24- 118"])
def test_a_number_is_never_given_twice(store, office, typed):
    before = everything(store)
    with pytest.raises(UserError) as refused:
        issue(store, office[2], number=typed)
    assert refused.value.parts["title"] == store.row(office[0])["title"] != ""
    assert everything(store) == before


def test_a_void_number_stays_used(store, office):
    (row,) = (row for row in store.rows("memo") if row["meeting"] == office[0])
    store.write([Change(row["id"], {"state": "void", "reason": "ভুল কাগজে ছাপা"})], by="করিম")
    with pytest.raises(UserError):
        issue(store, office[2], number="118")
    assert issue(store, office[2]).memo.number == f"{OLD}-১১৯"


def test_issuing_again_keeps_the_number_and_corrects_the_date(store, office):
    first = issue(store, office[2]).memo
    again = issue(store, office[2], on="25/11/2026").memo
    assert (again.id, again.number) == (first.id, first.number)
    assert again.date == date(2026, 11, 25)
    assert again.date_text.startswith(nfc("২৫ নভেম্বর ২০২৬"))
    assert again.bangla_date.startswith(nfc("১০ অগ্রহায়ণ ১৪৩৩"))
    assert issue(store, office[2]).memo == again


def test_an_old_paper_keeps_its_own_wording(store):
    memo = Memo(number="জেপ্র/৯৯/১২", date=date(2024, 2, 28), date_text="২৮/০২/২০২৪ খ্রি.", bangla_date="১৫ ফাল্গুন ১৪৩০")
    held = meetings.save(store, Meeting(title="সভা", memos=(memo,)), by="")
    done = issue(store, held.id).memo
    assert (done.number, done.date_text, done.bangla_date) == (nfc(memo.number), memo.date_text, memo.bangla_date)
    done = issue(store, held.id, on="2024-03-01").memo
    assert (done.date_text, done.bangla_date) == ("০১/০৩/২০২৪ খ্রি.", "১৭ ফাল্গুন ১৪৩০")


def test_a_number_that_cannot_be_taken_apart_is_kept(store):
    held = meetings.save(store, Meeting(title="সভা", memos=(Memo(number="নাই"),)), by="")
    assert issue(store, held.id).memo.number == nfc("নাই")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("২৩/১১/২০২৬ খ্রি.", date(2026, 11, 23)),
        ("২৩ নভেম্বর, ২০২৬", date(2026, 11, 23)),
        ("২ চৈত্র ১৪২৭", date(2021, 3, 16)),
        ("২ চৈত্র ১৪২৭ / ১৬ মার্চ ২০২১", date(2021, 3, 16)),
        ("২১ অগ্রহায়ণ ১৪৩০ বঙ্গাব্দ, ৬ ডিসেম্বর ২০২৩ খ্রিষ্টাব্দ", date(2023, 12, 6)),
        ("১৫ ফাল্গুন ১৪৩০\n২৮ ফেব্রুয়ারি ২০২৪", date(2024, 2, 28)),
    ],
)
def test_a_date_in_any_form(store, typed, day):
    held = meetings.save(store, Meeting(title="সভা"), by="")
    assert issue(store, held.id, number=f"{OLD}-১", on=typed).memo.date == day


@pytest.mark.parametrize(
    "typed",
    ["আগামীকাল", "৩০/০২/২০২৬", "2026-13-01", "২ চৈত্র ১৪২৭ / ১৭ মার্চ ২০২১", "১/১/২০২৬ ২/১/২০২৬ ৩/১/২০২৬", "১ মে ২০২৬ সভা"],
)
def test_what_is_no_date_is_refused(store, typed):
    held = meetings.save(store, Meeting(title="সভা"), by="")
    before = everything(store)
    with pytest.raises(UserError):
        issue(store, held.id, number=f"{OLD}-১", on=typed)
    assert everything(store) == before


def test_a_doubtful_date_and_one_before_the_meeting_are_told(store, office):
    done = issue(store, office[2], on="১/২/২৬")
    assert done.memo.date == date(2026, 2, 1)
    assert len(done.notes) == 2


def test_a_meeting_without_a_known_file_asks_for_one(store):
    held = meetings.save(store, Meeting(title="সভা", committee="কমিটি"), by="")
    for typed in ("", "5"):
        with pytest.raises(UserError):
            issue(store, held.id, number=typed)


@pytest.mark.parametrize("kind", ["attendance", "memo-book", "poem"])
def test_papers_that_take_no_number(store, office, kind):
    with pytest.raises(UserError):
        memos.issue(store, PaperKey(kind, office[2]), today=TODAY, by="")
    with pytest.raises(UserError):
        memos.sign(store, PaperKey(kind, office[0]), by="")


def test_a_number_of_another_file_than_named(store, office):
    with pytest.raises(UserError):
        issue(store, office[2], number=f"{OLD}-১২০", file=NEW)
    assert issue(store, office[2], number=f"{OLD}-১২০", file=OLD).memo.number == f"{OLD}-১২০"


# -- sign


def test_a_draft_is_not_signed(store, office):
    with pytest.raises(UserError):
        sign(store, office[2])


def test_a_signed_paper_is_given_out_unchanged(store, office):
    before = papers.make(store, PaperKey("minutes", office[0]))
    memo = sign(store, office[0])
    assert memo.state == "signed"
    assert papers.make(store, PaperKey("minutes", office[0])) == before
    row = store.row(memo.id)
    assert row["pdf"] == hashlib.sha256(before).hexdigest()
    assert store.blob(row["pdf"]) == before
    # The pages come from what was kept, not from setting them again: not even an altered record changes them.
    store.write([Change(office[0], {"title": "অন্য শিরোনাম"})], by="")
    assert papers.make(store, PaperKey("minutes", office[0])) == before


def test_the_hash_tells_whether_the_record_is_what_was_signed(store, office):
    memo = sign(store, office[0])
    held = meetings.get(store, office[0])
    assert store.row(memo.id)["hash"] == memos.record_hash(held, held.memo())
    later = replace(held.memo(), state="despatched")
    assert store.row(memo.id)["hash"] == memos.record_hash(held, later)
    other = replace(held, closing=held.closing + " ")
    assert store.row(memo.id)["hash"] != memos.record_hash(other, held.memo())


def test_signing_ends_all_changes(store, office):
    sign(store, office[0])
    before = everything(store)
    for attempt in (
        lambda: sign(store, office[0]),
        lambda: issue(store, office[0]),
        lambda: issue(store, office[0], number="500"),
        lambda: meetings.save(store, replace(meetings.get(store, office[0]), place="অন্যত্র"), by=""),
    ):
        with pytest.raises(UserError):
            attempt()
    assert everything(store) == before


@pytest.mark.parametrize(
    ("name", "media"), [("a.jpg", "image/jpeg"), ("a.png", "image/png"), ("a.pdf", "application/pdf")]
)
def test_the_scan_is_kept_with_the_paper(store, office, tmp_path, name, media):
    data = papers.make(store, PaperKey("minutes", office[1])) if name == "a.pdf" else picture(media[6:])
    path = tmp_path / name
    path.write_bytes(data)
    memo = sign(store, office[0], scan=path)
    (row,) = store.rows("attachment", of=memo.id)
    assert (row["name"], row["media"], row["size"], store.blob(row["blob"])) == (name, media, len(data), data)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 and no more", "কার্যবিবরণী".encode(), picture("PNG")[:-30], picture("JPEG")[:20], picture("GIF")],
)
def test_what_is_no_scan_is_refused_and_nothing_signed(store, office, tmp_path, data):
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    before = everything(store)
    with pytest.raises(UserError):
        sign(store, office[0], scan=path)
    assert everything(store) == before
    assert meetings.get(store, office[0]).memo().state == "numbered"


@pytest.mark.parametrize(
    "wrong", [{"bangla_date": "৩ চৈত্র ১৪২৭"}, {"date_text": "১৭ মার্চ ২০২১"}, {"date": date(2021, 3, 18)}]
)
def test_a_paper_with_two_different_days_is_not_signed(store, wrong):
    fields = {"date": date(2021, 3, 16), "date_text": "১৬ মার্চ ২০২১", "bangla_date": "২ চৈত্র ১৪২৭"} | wrong
    memo = Memo(number=f"{OLD}-১", state="numbered", **fields)
    held = meetings.save(store, Meeting(title="সভা", memos=(memo,)), by="")
    with pytest.raises(UserError):
        sign(store, held.id)
    # Putting the date right puts both wordings right.
    issue(store, held.id, on="2021-03-16")
    assert sign(store, held.id).state == "signed"


def test_two_old_papers_with_one_number_are_not_both_signed(store):
    memo = Memo(number=f"{OLD}-৯", date=date(2024, 1, 1), state="numbered")
    for _ in range(2):
        held = meetings.save(store, Meeting(title="সভা", memos=(memo,)), by="")
    with pytest.raises(UserError):
        sign(store, held.id)


# -- after a restore


def test_after_a_restore_the_next_number_is_asked_from_the_paper_register(tmp_path):
    clock, config = offices.Clock(), tmp_path / "config"
    with Store.open(tmp_path / "data", config=config, clock=clock) as store:
        ids = sample.fill(store, today=TODAY, by="")
        file = store.backup(tmp_path / "stick")
        issue(store, ids[2])
    restore(file, tmp_path / "data", clock=clock)
    with Store.open(tmp_path / "data", config=config, clock=clock) as store:
        with pytest.raises(UserError):
            issue(store, ids[2])
        assert issue(store, ids[2], number="125").memo.number == f"{OLD}-১২৫"
        # What was typed since then is the register's last number: from here on it goes on by itself.
        held = meetings.save(store, replace(meetings.get(store, ids[2]), id="", memos=()), by="")
        assert issue(store, held.id).memo.number == f"{OLD}-১২৬"
        # Of the other file nothing is known yet.
        with pytest.raises(UserError):
            issue(store, held.id, file=NEW)
