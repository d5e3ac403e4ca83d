"""Signed minutes are corrected by a paper of its own, which lives as every paper does and changes nothing of them."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date

import offices
import pytest
from commands import Koyra, refused
from PIL import Image

from koyradesk import bin as the_bin
from koyradesk import editing, layout, meeting_file, meetings, memos, papers, sample, undoing
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_correction, corrections, render_pdf, render_text
from koyradesk.documents.blocks import MemoLine, NumberedList, Paragraph, Signature, Table
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.model import SIGNED, Correction, Meeting, Memo, Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
OLD = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


@pytest.fixture
def signed(store):
    """A meeting whose minutes are signed, number ১১৮ of its file."""
    ids = sample.fill(store, today=TODAY, by="করিম")
    memos.sign(store, PaperKey("minutes", ids[0]), by="করিম")
    return meetings.get(store, ids[0])


def corrected(store: Store, held: Meeting, *texts: tuple[str, str, str]) -> Meeting:
    for place, wrong, right in texts:
        fields = {"place": place, "wrong": wrong, "right": right}
        changed = editing.add(held, "correction", store.new_id("correction"), **fields)
        held = meetings.save(store, changed, by="করিম", base=held)
    return held


def issue(store: Store, held: Meeting, **more: str) -> Memo:
    return memos.issue(store, PaperKey("correction", held.id), today=TODAY, by="করিম", **more).memo


FIRST = ("ক্রমিক ২.০, সিদ্ধান্ত ১", "৩১ অক্টোবর", "৩০ নভেম্বর")
SECOND = ("", "উপজেলা কৃষি অফিসার", "উপজেলা মৎস্য অফিসার")


def frozen(store: Store, held: Meeting) -> tuple[object, ...]:
    """What must not change by a correction."""
    now = meetings.get(store, held.id)
    minutes = now.memo()
    return (
        replace(now, corrections=(), memos=(minutes,)),
        memos.record_hash(now, minutes),
        store.row(minutes.id),
        hashlib.sha256(papers.make(store, PaperKey("minutes", held.id))).hexdigest(),
    )


def test_a_correction_lives_as_every_paper_and_leaves_the_minutes_as_they_are(store, signed):
    before = frozen(store, signed)
    held = corrected(store, signed, FIRST, SECOND)
    assert [(one.place, one.wrong, one.right, one.memo) for one in held.corrections] == [
        (*map(nfc, FIRST), ""),
        (*map(nfc, SECOND), ""),
    ]
    draft = papers.compose(held, "correction")
    assert draft.draft == "খসড়া"
    told = memos.proposal(store, PaperKey("correction", held.id), TODAY)
    memo = issue(store, held)
    assert memo.number == told.number == f"{OLD}-১১৯"
    held = meetings.get(store, held.id)
    assert [one.kind for one in held.memos] == ["minutes", "correction"]
    # Until it is signed its words may still be put right.
    held = meetings.save(store, editing.put(held, Ref(held.corrections[1].id, "place"), "উপস্থিতি"), by="", base=held)
    paper = papers.make(store, PaperKey("correction", held.id))
    done = memos.sign(store, PaperKey("correction", held.id), by="করিম")
    held = meetings.get(store, held.id)
    assert done.state == "signed"
    assert {one.memo for one in held.corrections} == {done.id}
    assert papers.make(store, PaperKey("correction", held.id)) == papers.signed_bytes(store, done.id) == paper
    assert store.row(done.id)["hash"] == memos.record_hash(held, done)
    other = replace(held, corrections=(replace(held.corrections[0], right="অন্য"), held.corrections[1]))
    assert store.row(done.id)["hash"] != memos.record_hash(other, done)
    assert frozen(store, signed) == before
    assert store.check().ok


def test_several_corrections_are_counted(store, signed):
    first = corrected(store, signed, FIRST)
    issue(store, first)
    memos.sign(store, PaperKey("correction", signed.id), by="করিম")
    held = corrected(store, meetings.get(store, signed.id), SECOND)
    assert held.memo("correction") == Memo("correction")
    memo = issue(store, held)
    assert memo.number == f"{OLD}-১২০"
    papers_of = corrections(meetings.get(store, held.id))
    assert [(one.serial, one.memo.state, len(one.entries)) for one in papers_of] == [
        (1, "signed", 1),
        (2, "numbered", 1),
    ]
    style = layout.resolve("upazila").correction
    assert [one.title(style) for one in papers_of] == ["সংশোধনী", "সংশোধনী-২"]
    second = memos.sign(store, PaperKey("correction", held.id), by="করিম")
    held = meetings.get(store, held.id)
    assert [one.memo for one in held.corrections] == [papers_of[0].memo.id, second.id]
    # The hash of each is of its own entries.
    for memo in held.memos[1:]:
        assert store.row(memo.id)["hash"] == memos.record_hash(held, memo)
    assert papers.make(store, PaperKey("correction", held.id)) == papers.signed_bytes(store, second.id)
    assert papers.signed_bytes(store, second.id) != papers.signed_bytes(store, papers_of[0].memo.id)


def test_what_the_paper_says(store, signed):
    held = corrected(store, signed, FIRST, SECOND, ("কোথাও", " ", ""))
    look = layout.resolve(held.layout)
    document = compose_correction(held, look)
    check_text(document, render_pdf(document))
    kinds = [type(block) for block in document.blocks]
    # It is a letter: its memo stands where those of letters do.
    assert kinds[-2:] == [Signature, NumberedList]
    assert kinds.index(MemoLine) < kinds.index(Table)
    after = layout.resolve({"base": look.name, "letter": {"memo_position": "after"}})
    assert [type(block) for block in compose_correction(held, after).blocks][-3:] == [Signature, MemoLine, NumberedList]
    title, sentence = [block for block in document.blocks if isinstance(block, Paragraph)][-3:-1]
    assert title.text == "সংশোধনী"
    minutes = held.memo()
    for part in (minutes.number, minutes.date_text, minutes.bangla_date, held.title, "সংশোধন করা হলো:"):
        assert nfc(part) in nfc(sentence.text)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [column.heading for column in table.columns] == ["ক্রমিক", "যে অংশে", "যা আছে", "যা হবে"]
    assert [[cell.paragraphs for cell in row] for row in table.rows] == [
        [("১।",), *((nfc(text),) for text in FIRST)],
        [("২।",), (), *((nfc(text),) for text in SECOND[1:])],
    ]
    assert "অপরিবর্তিত থাকবে।" in render_text(document)
    # Where no entry names a place there is no column for it.
    only = replace(held, corrections=(held.corrections[1],))
    (table,) = [block for block in compose_correction(only, look).blocks if isinstance(block, Table)]
    assert [column.heading for column in table.columns] == ["ক্রমিক", "যা আছে", "যা হবে"]


@pytest.mark.parametrize("name", layout.names())
def test_every_layout_prints_it(store, signed, name):
    held = replace(corrected(store, signed, FIRST), layout=name)
    document = compose_correction(held, layout.resolve(name), draft=True)
    check_text(document, render_pdf(document))


def test_its_words_are_the_layouts(store, signed):
    held = corrected(store, signed, FIRST)
    words = {"title": "শুদ্ধিপত্র", "sentence": "{number} দ্রষ্টব্য:", "closing": "", "columns": ["নং", "স্থান", "অশুদ্ধ", "শুদ্ধ"]}
    text = render_text(compose_correction(held, layout.resolve({"base": "upazila", "correction": words})))
    assert "শুদ্ধিপত্র" in text
    assert nfc(f"{held.memo().number} দ্রষ্টব্য:") in nfc(text)
    assert "অপরিবর্তিত" not in text
    assert "অশুদ্ধ" in text


@pytest.mark.parametrize(
    "words", [{"sentence": "সংশোধন করা হলো:"}, {"sentence": "{what}"}, {"next_title": "সংশোধনী"}, {"columns": ["ক"]}]
)
def test_words_that_leave_the_minutes_unnamed_are_refused(words):
    with pytest.raises(UserError):
        layout.resolve({"base": "upazila", "correction": words})


def test_only_signed_minutes_are_corrected(store, signed):
    open_one = meetings.get(store, meetings.listing(store)[0].id)
    assert open_one.memo().state not in SIGNED
    held = corrected(store, open_one, FIRST)
    for use in (
        lambda: papers.compose(held, "correction"),
        lambda: papers.make(store, PaperKey("correction", held.id)),
        lambda: issue(store, held),
    ):
        with pytest.raises(UserError, match="not signed yet"):
            use()
    assert "not signed yet" in str(memos.proposal(store, PaperKey("correction", held.id), TODAY).refused)


def test_a_correction_of_nothing_is_refused(store, signed):
    for held in (signed, corrected(store, signed, ("কোথাও", " ", ""))):
        for use in (
            lambda: papers.compose(meetings.get(store, signed.id), "correction"),
            lambda: papers.make(store, PaperKey("correction", signed.id)),
            lambda: issue(store, signed),
        ):
            with pytest.raises(UserError, match="says nothing yet"):
                use()
        assert not memos.allowed(held, "correction").number
        assert memos.allowed(held, "correction").text


def test_what_is_signed_of_it_stays_and_what_is_not_can_be_undone(store, signed):
    held = corrected(store, signed, FIRST, SECOND)
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    held = meetings.get(store, held.id)
    assert [one.wrong for one in held.corrections] == ["৩১ অক্টোবর"]
    issue(store, held)
    memos.sign(store, PaperKey("correction", held.id), by="করিম")
    held = meetings.get(store, held.id)
    entry = held.corrections[0]
    for changed in (
        editing.put(held, Ref(entry.id, "right"), "অন্য"),
        editing.remove(held, entry.id),
        replace(held, corrections=(replace(entry, memo=""),)),
        replace(held, memos=(held.memos[0], replace(held.memos[1], number="৫.১"))),
        replace(held, corrections=(*held.corrections, Correction("", "ক", "খ", memo=held.memos[1].id))),
    ):
        with pytest.raises(UserError, match="is signed"):
            meetings.save(store, changed, by="করিম", base=held)
    assert meetings.get(store, held.id) == held
    # An entry in the bin comes back also under the signature of the minutes.
    more = corrected(store, held, SECOND)
    meetings.save(store, editing.remove(more, more.corrections[1].id), by="করিম", base=more)
    (listed,) = [one for one in the_bin.listing(store) if one.record == more.corrections[1].id]
    assert (listed.says, listed.signed) == (nfc(SECOND[1]), False)
    the_bin.take_out(store, listed.record, by="করিম")
    assert meetings.get(store, held.id) == more


def test_a_void_number_and_a_scan_of_a_correction(store, signed, tmp_path):
    held = corrected(store, signed, FIRST)
    issue(store, held)
    memos.withdraw(store, PaperKey("correction", held.id), "ভুল তারিখ", by="করিম")
    held = meetings.get(store, held.id)
    assert [len(one.entries) for one in corrections(held)] == [1]
    memo = issue(store, held)
    assert memo.number == f"{OLD}-১২০"
    stream = io.BytesIO()
    Image.new("L", (40, 60), 200).save(stream, "PNG")
    (tmp_path / "ক.png").write_bytes(stream.getvalue())
    with pytest.raises(UserError, match="not signed yet"):
        memos.attach(store, PaperKey("correction", held.id), tmp_path / "ক.png", by="করিম")
    memos.sign(store, PaperKey("correction", held.id), by="করিম")
    scan = memos.attach(store, PaperKey("correction", held.id), tmp_path / "ক.png", by="করিম")
    assert (scan.memo, scan.kind) == (memo.id, "correction")
    assert memos.allowed(meetings.get(store, held.id), "correction") == memos.Allowed(
        state="draft", text=True, number=False, sign=False, withdraw=False, attach=True, correct=True, delete=False
    )


def test_corrections_go_through_a_meeting_file(store, signed):
    held = corrected(store, signed, FIRST)
    issue(store, held)
    memos.sign(store, PaperKey("correction", held.id), by="করিম")
    held = meetings.get(store, held.id)
    loaded = meeting_file.parse(meeting_file.dump(held))
    assert [(one.place, one.wrong, one.right, one.id, one.memo) for one in loaded.corrections] == [
        (*map(nfc, FIRST), "", "")
    ]
    assert meeting_file.to_object(held)["corrections"][0]["memo"] == held.memos[1].id


def test_the_next_meeting_takes_no_corrections_along(store, signed):
    from koyradesk import prefill

    held = corrected(store, signed, FIRST)
    assert prefill.following(held, today=TODAY, mint=store.new_id).corrections == ()


def test_corrections_without_a_screen(tmp_path):
    koyra = Koyra(tmp_path / "data", tmp_path / "config")
    meeting = koyra.good("demo")[0]
    assert "স্বাক্ষর" in refused(koyra, "correct", meeting, "--wrong", "ক", "--right", "খ")
    koyra.good("sign", "minutes", meeting)
    assert refused(koyra, "correct", meeting, "--place", "কোথাও")
    (entry,) = koyra.good("correct", meeting, "--place", "ক্রমিক ১.০", "--wrong", "a < b", "--right", "গ")
    assert entry.startswith("correction.")
    koyra.good("print", "correction", meeting, "-o", tmp_path / "খসড়া.pdf")
    (number,) = koyra.good("issue", "correction", meeting, "--number", "৫০০")
    assert koyra.good("sign", "correction", meeting) == [number]
    koyra.good("print", "correction", meeting, "-o", tmp_path / "স.pdf", "--text", tmp_path / "স.txt")
    text = (tmp_path / "স.txt").read_text(encoding="utf-8")
    assert "a < b" in text
    assert number in text
    assert "a &lt; b" in "\n".join(koyra.good("show", meeting, "--json"))
