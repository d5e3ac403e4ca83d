"""Letters in the store: drafted, written, numbered, signed; what they speak of on a day; what is refused."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import killed
import offices
import pytest

from koyradesk import batches, distributions, editing, letters, meetings, memos, papers, sample, undoing
from koyradesk import bin as the_bin
from koyradesk.bengali.text import nfc
from koyradesk.documents import render_text
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Assignment, Decision, Letter, Meeting, Memo, Recipient, Ref, Signature
from koyradesk.obligations.standing import since
from koyradesk.paper_key import LETTERS, PaperKey
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)
OLD = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"
HEADS = nfc("দপ্তরপ্রধান (সকল), মধুছায়া")
ENGINEER = nfc("উপজেলা প্রকৌশলী, মধুছায়া")
FARMS, SHOPS = nfc("উপজেলা কৃষি অফিসার"), nfc("ইউপি সচিব (সকল)")


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


@pytest.fixture
def office(store):
    """The ids of the sample's three meetings: numbered, numbered, draft."""
    return sample.fill(store, today=TODAY, by="করিম")


def every_key(office) -> list[PaperKey]:
    asked = [PaperKey(kind, office[2]) for kind in ("notice", "endorsement", "progress", "postponement")]
    asked += [PaperKey("cancellation", office[2]), PaperKey("extract", office[0], to=HEADS)]
    return [*asked, PaperKey("reminder", to=ENGINEER, on=TODAY)]


def made(store: Store, key: PaperKey) -> Letter:
    return letters.write(store, letters.draft(store, key, today=TODAY), by="করিম").letter


def issue(store: Store, key: PaperKey, **more) -> Letter:
    done = memos.issue(store, key, today=more.pop("today", TODAY), by="করিম", **more)
    return letters.get(store, done.record)


def signed(store: Store, key: PaperKey, **more) -> Letter:
    record = issue(store, key, **more).id
    memos.sign(store, PaperKey(key.kind, letter=record), by="করিম")
    return letters.get(store, record)


def everything(store: Store) -> dict:
    return {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}


def held(store: Store, day: date, *due: tuple[date | None, str], **more) -> Meeting:
    """A meeting that binds parties until a day, one decision each."""
    items = tuple(
        AgendaItem(topic="বিষয়", decisions=(Decision("১।", f"{to} কাজ করবেন।", on),), implementers=(Assignment("", to),))
        for on, to in due
    )
    number = f"{OLD}-{day.toordinal() % 1000}"
    memo = Memo("minutes", number, day, state="numbered")
    meeting = Meeting(
        committee="কমিটি", period=f"{day:%Y-%m}", title="কমিটির সভার কার্যবিবরণী", date=day, items=items, memos=(memo,)
    )
    return meetings.save(store, replace(meeting, **more), by="")


# -- drafting


def test_a_draft_knows_who_signs_and_who_gets_it(store, office):
    meeting = meetings.get(store, office[2])
    notice = letters.draft(store, PaperKey("notice", office[2]), today=TODAY)
    assert (notice.kind, notice.meeting, notice.committee) == ("notice", office[2], meeting.committee)
    assert [one.name for one in notice.signatures] == [meeting.signatures[-1].name]
    assert {one.date for one in notice.signatures} == {""}
    # Whom it invites, the layout says: the members.
    assert notice.distribution.recipients == ()
    assert len(letters.subject(store, notice).members) == 11
    progress = letters.draft(store, PaperKey("progress", office[2]), today=TODAY)
    assert [one.text for one in progress.distribution.recipients] == [
        one.text for one in meeting.distribution.recipients
    ]
    assert not {one.id for one in progress.distribution.recipients} & {
        one.id for one in meeting.distribution.recipients
    }
    assert (notice.subject, notice.body, notice.on, progress.on) == ("", "", None, TODAY)
    assert letters.draft(store, PaperKey("extract", office[0], to=f"  {HEADS}।"), today=TODAY).to == HEADS


def test_a_committee_without_members_invites_as_its_list_or_its_last_minutes_say(store):
    chair, clerk = Signature(name="সভাপতি"), Signature(date="১/১/২৬", name="সদস্য-সচিব")
    list_ = replace(Meeting().distribution, heading="বিতরণ:", recipients=(Recipient("১।", "জেলা প্রশাসক"),))
    held(store, date(2026, 9, 1), signatures=(chair, clerk), distribution=list_)
    new = held(store, date(2026, 12, 1))
    notice = letters.draft(store, PaperKey("notice", new.id), today=TODAY)
    assert [one.name for one in notice.signatures] == ["সদস্য-সচিব"]
    assert [one.text for one in notice.distribution.recipients] == ["জেলা প্রশাসক"]
    distributions.keep(store, "কমিটি", distributions.Kept("নিয়মিত", "অনুলিপি:", ("ক", "খ")), by="")
    notice = letters.draft(store, PaperKey("notice", new.id), today=TODAY)
    assert [one.text for one in notice.distribution.recipients] == ["ক।", "খ।"]
    assert notice.distribution.heading == "অনুলিপি:"


def test_a_letter_is_written_whole_and_then_only_what_differs(store, office):
    before = len(offices.operations(store, "drafts"))
    letter = made(store, PaperKey("notice", office[2]))
    first = offices.operations(store, "drafts")[before:]
    assert len({one.group for one in first}) == 1
    changed = replace(letter, body="আসুন।", distribution=replace(letter.distribution, heading="বিতরণ:"))
    saved = letters.write(store, changed, by="রহিম", base=letter)
    (last,) = offices.operations(store, "drafts")[before + len(first) :]
    assert (last.record, set(last.set), last.by) == (letter.id, {"body", "distribution_heading"}, "রহিম")
    assert saved.letter == changed == letters.get(store, letter.id.rpartition(".")[2])
    assert not letters.write(store, saved.letter, by="রহিম", base=saved.letter).changed
    # Another wrote meanwhile: both texts are kept.
    letters.write(store, replace(letter, body="সবাই আসুন।"), by="করিম", base=letter)
    assert set(store.values(letter.id, "body")) == {"আসুন।", nfc("সবাই আসুন।")}
    # A text that is given back follows the meeting again.
    letters.write(store, replace(letter, body=""), by="করিম")
    assert letters.get(store, letter.id).body == ""


def test_a_letter_goes_to_the_bin_and_back(store, office):
    letter = made(store, PaperKey("notice", office[2]))
    letters.delete(store, letter.id, by="করিম")
    assert letters.find(store, PaperKey("notice", office[2])) is None
    for refused in (
        lambda: letters.get(store, letter.id),
        lambda: letters.write(store, letter, by=""),
        lambda: memos.issue(store, PaperKey("notice", letter=letter.id), today=TODAY, by=""),
    ):
        with pytest.raises(UserError, match="bin"):
            refused()
    (binned,) = the_bin.listing(store)
    assert (binned.record, binned.kind, binned.says) == (letter.id, "letter", meetings.get(store, office[2]).title)
    the_bin.take_out(store, letter.id, by="করিম")
    assert letters.find(store, PaperKey("notice", office[2])) == letter
    letters.delete(store, letter.id, by="করিম")
    letters.undelete(store, letter.id, by="করিম")
    assert letters.get(store, letter.id) == letter


@pytest.mark.parametrize(
    "key",
    [
        PaperKey("notice", "nowhere"),
        PaperKey("notice"),
        PaperKey("extract", "0", to="কেউ"),
        PaperKey("reminder", to="অচেনা"),
        PaperKey("reminder"),
        PaperKey("return", of="nowhere", period="2026-11"),
        PaperKey("poem"),
        PaperKey("notice", letter="nowhere"),
    ],
)
def test_what_a_letter_cannot_be_of(store, office, key):
    before = everything(store)
    for call in (papers.make, memos.issue):
        with pytest.raises(UserError):
            call(store, key, today=TODAY, **({"by": ""} if call is memos.issue else {}))
    with pytest.raises(UserError):
        memos.sign(store, key, by="")
    assert everything(store) == before


def test_what_lies_in_the_bin_gets_no_letter(store, office):
    meeting = meetings.get(store, office[0])
    decision = meeting.items[0].decisions[0].id
    key = PaperKey("return", of=decision, period="2026-11")
    assert letters.settled(store, key).meeting == meeting.id
    # The item goes, and with it what was decided under it.
    meetings.save(store, replace(meeting, items=meeting.items[1:]), by="")
    with pytest.raises(UserError, match="bin"):
        letters.draft(store, key, today=TODAY)
    meetings.delete(store, office[2], by="")
    with pytest.raises(UserError, match="bin"):
        letters.draft(store, PaperKey("notice", office[2]), today=TODAY)


def test_a_letter_outlives_its_meeting_only_when_it_is_signed(store, office):
    kept = signed(store, PaperKey("notice", office[2]))
    pdf = papers.make(store, PaperKey("notice", letter=kept.id))
    draft = made(store, PaperKey("progress", office[2]))
    meetings.delete(store, office[2], by="")
    assert papers.make(store, PaperKey("notice", letter=kept.id)) == pdf
    assert papers.preview(store, "notice", kept).pdf == pdf
    for call in (
        lambda: papers.make(store, PaperKey("progress", letter=draft.id)),
        lambda: memos.issue(store, PaperKey("progress", letter=draft.id), today=TODAY, by=""),
    ):
        with pytest.raises(UserError, match="bin"):
            call()
    assert {one.record for one in letters.listing(store)} >= {kept.id, draft.id}


def test_a_meeting_without_a_day_has_no_notice(store):
    meeting = held(store, date(2026, 11, 1), date=None, date_text="")
    for kind in ("notice", "postponement", "cancellation"):
        with pytest.raises(UserError, match="no date"):
            papers.make(store, PaperKey(kind, meeting.id), today=TODAY)
        with pytest.raises(UserError, match="no date"):
            memos.issue(store, PaperKey(kind, meeting.id), number=f"{OLD}-5", today=TODAY, by="")


# -- one life for all


@pytest.mark.parametrize("number", range(7))
def test_every_letter_lives_as_minutes_do(store, office, number):
    key = every_key(office)[number]
    before = everything(store)
    draft = papers.make(store, key, today=TODAY)
    told = memos.proposal(store, key, TODAY)
    assert everything(store) == before, "nothing is kept by printing"
    assert told.number == f"{OLD}-১১৯"
    groups = len({one.group for one in offices.operations(store, "drafts")})
    letter = issue(store, key)
    assert len({one.group for one in offices.operations(store, "drafts")}) == groups + 1, "letter and number in one"
    assert (letter.memo().number, letter.memo().state, letter.memo().kind) == (told.number, "numbered", key.kind)
    mine = PaperKey(key.kind, letter=letter.id)
    assert letters.find(store, letters.settled(store, key)) == letter
    numbered = papers.make(store, mine, prove=True)
    assert numbered != draft
    memo = memos.sign(store, mine, by="করিম")
    after = letters.get(store, letter.id)
    row = store.row(memo.id)
    assert (
        papers.make(store, mine)
        == papers.make(store, key, today=TODAY)
        == numbered
        == papers.signed_bytes(store, memo.id)
    )
    assert row["hash"] == memos.record_hash(after, after.memo())
    assert row["hash"] != memos.record_hash(replace(after, subject="অন্য"), after.memo())
    assert (row["file"], row["issue"]) == ("05.99.9901.000.06.004.24", 119)
    # The record says by itself what the paper said.
    assert after.subject
    assert after.body
    before = everything(store)
    for refused in (
        lambda: letters.write(store, replace(after, body="অন্য কথা"), by=""),
        lambda: letters.delete(store, after.id, by=""),
        lambda: memos.issue(store, mine, number="500", today=TODAY, by=""),
        lambda: memos.withdraw(store, mine, "ভুল", by=""),
        lambda: memos.sign(store, mine, by=""),
        lambda: letters.refuse_frozen(store, after.id, [Change(after.signatures[0].id, {"name": "কেউ"})]),
    ):
        with pytest.raises(UserError):
            refused()
    assert everything(store) == before
    assert memos.allowed(after) == memos.Allowed("signed", False, False, False, False, True, False, False)
    assert store.check().ok


def test_a_draft_follows_its_meeting_and_what_was_typed_stands(store, office):
    letter = made(store, PaperKey("notice", office[2]))
    letters.write(store, replace(letter, enclosures="আলোচ্যসূচি"), by="", base=letter)
    held_ = meetings.get(store, office[2])
    meetings.save(store, editing.put(held_, Ref(held_.id, "place"), "জেলা মিলনায়তন"), by="", base=held_)
    said = render_text(papers.held(store, PaperKey("notice", office[2])).document())
    assert nfc("জেলা মিলনায়তন") in said
    assert nfc("আলোচ্যসূচি") in said
    pdf = papers.make(store, PaperKey("notice", letter=signed(store, PaperKey("notice", office[2])).id))
    held_ = meetings.get(store, office[2])
    meetings.save(store, editing.put(held_, Ref(held_.id, "place"), "মাঠ"), by="", base=held_)
    assert papers.make(store, PaperKey("notice", office[2])) == pdf


@pytest.mark.parametrize("number", range(7))
def test_a_signed_letter_says_for_ever_what_it_said(store, office, number):
    key = every_key(office)[number]
    record = issue(store, key).id
    mine = PaperKey(key.kind, letter=record)
    before = render_text(papers.held(store, mine).document())
    memos.sign(store, mine, by="")
    assert render_text(papers.held(store, mine).document()) == before
    pdf = papers.make(store, mine)
    # Everything it speaks of goes on: decisions are done, the meeting is written anew, and goes.
    for meeting in office:
        for row in [row for item in meetings.get(store, meeting).items for row in item.decisions]:
            store.write([Change(store.new_id("progress"), {"decision": row.id, "state": "done"})], by="")
        held_ = meetings.get(store, meeting)
        meetings.save(store, replace(held_, title="অন্য", date=date(2026, 1, 1), items=(), signatures=()), by="")
        meetings.delete(store, meeting, by="")
    assert render_text(papers.held(store, mine).document()) == before
    letter = letters.get(store, record)
    assert papers.preview(store, key.kind, letter).pdf == papers.make(store, mine) == pdf
    assert papers.preview(store, key.kind, letter).places, "it would be set so today"
    assert store.row(letter.memo().id)["hash"] == memos.record_hash(letter, letter.memo())


def test_only_a_numbered_letter_is_signed(store, office):
    key = PaperKey("notice", office[2])
    with pytest.raises(UserError, match="not drafted"):
        memos.sign(store, key, by="")
    letter = made(store, key)
    with pytest.raises(UserError, match="Issue it first"):
        memos.sign(store, key, by="")
    assert memos.allowed(letter) == memos.Allowed("draft", True, True, False, False, False, False, True)


def test_a_number_of_a_letter_is_made_void_and_stays_used(store, office):
    key = PaperKey("notice", office[2])
    letter = issue(store, key)
    memos.withdraw(store, key, "ভুল নথি", by="")
    after = letters.get(store, letter.id)
    assert (after.memo().state, after.memo().number) == ("draft", "")
    again = issue(store, key)
    assert again.id == letter.id
    assert again.memo().number == f"{OLD}-১২০"
    with pytest.raises(UserError, match="used already"):
        memos.issue(store, PaperKey("progress", office[2]), number="119", today=TODAY, by="")
    # A number that was given is not taken away by writing the letter without it.
    with pytest.raises(UserError, match="given to this paper"):
        letters.write(store, replace(again, memos=()), by="")


def test_scans_and_photos_of_a_letter(store, office, picture):
    key = PaperKey("notice", office[2])
    letter = made(store, key)
    one = letters.add_photo(store, letter.id, picture("ক.png"), "ল্যাব", by="")
    other = letters.add_photo(store, letter.id, picture("খ.png", 90), by="")
    letters.set_caption(store, other.id, "মাঠ", by="")
    assert [photo.caption for photo in letters.photos(store, letter.id)] == ["ল্যাব", "মাঠ"]
    assert [caption for _, caption in letters.subject(store, letters.get(store, letter.id)).photos] == ["ল্যাব", "মাঠ"]
    letters.remove_photo(store, one.id, by="")
    (torn := picture("গ.png")).write_bytes(b"GIF89a")
    with pytest.raises(UserError):
        letters.add_photo(store, letter.id, torn, by="")
    with pytest.raises(UserError, match="not signed yet"):
        memos.attach(store, key, picture("ঘ.png"), by="")
    letter = signed(store, key)
    scan = memos.attach(store, key, picture("ঘ.png"), by="")
    assert memos.scans_of(store, letter.id) == (scan,)
    assert hashlib.sha256(picture("ঘ.png").read_bytes()).hexdigest() == scan.blob
    for refused in (
        lambda: letters.add_photo(store, letter.id, picture("ক.png"), by=""),
        lambda: letters.set_caption(store, other.id, "খেত", by=""),
        lambda: letters.remove_photo(store, other.id, by=""),
    ):
        with pytest.raises(UserError, match="signed"):
            refused()
    assert [photo.id for photo in letters.photos(store, letter.id)] == [other.id]


def test_what_lies_in_a_letter_goes_and_comes_with_it(store, office, picture):
    letter = made(store, PaperKey("progress", office[2]))
    sent = letter.distribution.recipients
    texts = [replace(sent[0], text="জেলা রসুলপুর ডাকঘর"), *sent[1:]]
    letter = letters.write(
        store, replace(letter, distribution=replace(letter.distribution, recipients=tuple(texts))), by=""
    ).letter
    assert [hit.meeting for hit in store.search("রসুলপুর")] == [office[2]]
    assert store.above(sent[0].id) == [letter.id]
    assert set(store.under(letter.id)) >= {letter.id, sent[0].id, letter.memos[0].id, letter.signatures[0].id}
    letters.delete(store, letter.id, by="")
    assert store.search("রসুলপুর") == []
    store.write([Change(sent[0].id, {"deleted": True})], by="")
    with pytest.raises(UserError, match="in the bin itself"):
        the_bin.take_out(store, sent[0].id, by="")
    letters.undelete(store, letter.id, by="")
    (binned,) = the_bin.listing(store)
    assert (binned.record, binned.title, binned.signed) == (sent[0].id, meetings.get(store, office[2]).title, False)
    the_bin.take_out(store, sent[0].id, by="")
    assert letters.get(store, letter.id) == letter
    assert store.check().ok
    # An edit is taken back as in a meeting.
    letters.write(store, replace(letter, body="ক"), by="", base=letter)
    step = undoing.last(store, letter.id)
    undoing.revert(store, step, by="")
    assert letters.get(store, letter.id) == letter
    store.write([Change(sent[1].id, {"deleted": True})], by="")
    record = signed(store, PaperKey("progress", office[2])).id
    assert the_bin.listing(store)[0].signed
    with pytest.raises(UserError, match="signed"):
        the_bin.take_out(store, sent[1].id, by="")
    scan = memos.attach(store, PaperKey("progress", letter=record), picture("ক.png"), by="")
    memos.detach(store, scan.id, by="")
    the_bin.take_out(store, scan.id, by="")
    assert memos.scans_of(store, record) == (scan,)


def test_killed_anywhere_a_letter_is_there_with_its_number_or_not_at_all(tmp_path):
    folder, copies = tmp_path / "office", tmp_path / "copies"
    with offices.opened(folder) as store:
        meetings.save(store, offices.small_meeting(), by="x")
    script = Path(killed.__file__)
    paths = os.pathsep.join((str(script.parent), str(script.parent.parent)))
    command = [sys.executable, script, "statements", folder, copies, "issue"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    count, seen = int(done.stdout), []
    assert count > 40
    for number in range(1, count + 1):
        with offices.opened(copies / str(number)) as store:
            assert store.check().ok
            found = [letters.get(store, row["id"]) for row in store.rows("letter")]
            seen.append(len(found))
            for one in found:
                assert (one.memo().state, one.signatures[0].name) == ("numbered", "রওশন আরা")
            # What has no letter has no number either, and the next try gets it.
            assert len(store.rows("memo", deleted=None, kind="notice")) == len(found)
    assert seen == sorted(seen)
    assert {*seen} == {0, 1}


def test_a_letter_takes_its_number_from_its_committees_last_letter(store):
    first = held(store, date(2026, 10, 1), memos=())
    issue(store, PaperKey("notice", first.id), number=f"{OLD}-৭", today=date(2026, 9, 20))
    second = held(store, date(2026, 12, 1), memos=())
    assert memos.proposal(store, PaperKey("notice", second.id), TODAY).number == f"{OLD}-৮"
    assert memos.proposal(store, PaperKey("minutes", second.id), TODAY).number == f"{OLD}-৮"


# -- a meeting that is put off


def test_a_signed_postponement_moves_its_meeting_at_once(store, office):
    before = meetings.get(store, office[2])
    letter = made(store, PaperKey("postponement", office[2]))
    facts = {"date_text": "৬ জানুয়ারি ২০২৭", "time": "দুপুর ২.০০ ঘটিকা"}
    letters.write(store, replace(letter, facts=facts), by="", base=letter)
    issue(store, PaperKey("postponement", office[2]))
    assert meetings.get(store, office[2]) == before
    groups = len({one.group for one in offices.operations(store, "drafts")})
    text = render_text(papers.held(store, PaperKey("postponement", office[2])).document())
    memos.sign(store, PaperKey("postponement", office[2]), by="করিম")
    assert len({one.group for one in offices.operations(store, "drafts")}) == groups + 1
    after = meetings.get(store, office[2])
    moved = {"date": date(2027, 1, 6), "date_text": nfc(facts["date_text"]), "time": nfc(facts["time"])}
    assert after == replace(before, **moved)
    assert render_text(papers.held(store, PaperKey("postponement", office[2])).document()) == text
    # The next one is put off from where it stands now.
    again = letters.draft(store, PaperKey("postponement", office[2]), today=TODAY)
    assert letters.subject(store, again).meeting.date == date(2027, 1, 6)


def test_a_meeting_that_was_held_is_not_put_off(store, office):
    key = PaperKey("postponement", office[0])
    numbered = issue(store, key)
    memos.sign(store, PaperKey("minutes", office[0]), by="")
    before = everything(store)
    for call in (
        lambda: memos.sign(store, key, by=""),
        lambda: papers.make(store, PaperKey("postponement", letter=numbered.id)),
        lambda: letters.draft(store, PaperKey("cancellation", office[0]), today=TODAY),
    ):
        with pytest.raises(UserError, match="it was held"):
            call()
    assert everything(store) == before


def test_a_new_day_must_be_a_day(store, office):
    letter = made(store, PaperKey("postponement", office[2]))
    letters.write(store, replace(letter, facts={"date_text": "আগামী কোনো দিন"}), by="")
    told = memos.proposal(store, PaperKey("postponement", office[2]), TODAY)
    assert "no date" in str(told.refused)
    with pytest.raises(UserError, match="no date"):
        issue(store, PaperKey("postponement", office[2]))


# -- what is late


def late(store: Store, party: str, on: date = TODAY) -> list[tuple[str, int | None]]:
    return [(one.meeting, one.late) for one in letters.Decided(store, on).late(party)]


def test_late_is_due_before_the_day_and_not_done(store):
    one = held(store, date(2026, 9, 10), (TODAY - timedelta(1), FARMS), (TODAY, FARMS), (None, FARMS))
    assert late(store, FARMS) == [(one.id, 1)]
    assert late(store, f" {FARMS} ।") == [(one.id, 1)], "as typed"
    assert late(store, SHOPS) == []
    assert late(store, FARMS, TODAY + timedelta(1)) == [(one.id, 2), (one.id, 1)]
    assert late(store, FARMS, date(2026, 9, 1)) == []
    decision = one.items[0].decisions[0].id
    other = store.new_id("party")
    store.write([Change(other, {"name": SHOPS})], by="")
    report = store.new_id("progress")
    store.write([Change(report, {"decision": decision, "state": "done", "party": other, "text": "হয়েছে"})], by="")
    assert late(store, FARMS) == [(one.id, 1)], "another's report closes nothing"
    store.write([Change(report, {"party": None, "count": 3})], by="")
    assert late(store, FARMS) == []
    (matter, *_) = letters.subject(store, letters.draft(store, PaperKey("progress", one.id), today=TODAY)).matters
    assert (matter.done, matter.progress, matter.count, matter.late) == (True, nfc("হয়েছে"), 3, None)


def test_what_came_in_long_ago_awaits_nothing(store):
    old = held(store, date(2025, 5, 1), (date(2025, 6, 30), FARMS), (date(2025, 7, 1), SHOPS))
    assert late(store, FARMS) == []
    assert late(store, SHOPS) == [(old.id, (TODAY - date(2025, 7, 1)).days)]
    assert since(date(2026, 6, 30)) == date(2024, 7, 1)
    assert since(date(2026, 7, 1)) == date(2025, 7, 1)


def test_a_meeting_in_the_bin_makes_nobody_late(store):
    gone = held(store, date(2026, 9, 10), (date(2026, 10, 1), FARMS))
    meetings.delete(store, gone.id, by="")
    assert late(store, FARMS) == []
    assert batches.late_parties(store, TODAY) == ()
    with pytest.raises(UserError):
        papers.make(store, PaperKey("reminder", to=FARMS), today=TODAY)


def test_reminders_are_counted_and_cite_what_was_written_before(store):
    one = held(store, date(2026, 9, 10), (date(2026, 10, 1), FARMS), (date(2026, 10, 1), SHOPS))
    other = held(store, date(2026, 10, 10), (date(2026, 11, 1), FARMS))
    first = signed(store, PaperKey("reminder", to=FARMS, on=date(2026, 10, 5)), today=date(2026, 10, 5))
    assert (first.serial, first.on) == (1, date(2026, 10, 5))
    paper = papers.held(store, PaperKey("reminder", to=FARMS), today=TODAY)
    assert paper.letter.serial == 2
    assert [matter.meeting for matter in paper.subject.matters] == [one.id, other.id]
    assert [memo.number for memo in paper.subject.cited] == [
        one.memo().number,
        other.memo().number,
        first.memo().number,
    ]
    # Drafts do not count, another's neither, nor one that was made void, nor one about something else.
    made(store, PaperKey("reminder", to=SHOPS, on=TODAY))
    issue(store, PaperKey("reminder", to=SHOPS, on=TODAY))
    memos.withdraw(store, PaperKey("reminder", to=SHOPS, on=TODAY), "ভুল", by="")
    assert papers.held(store, PaperKey("reminder", to=SHOPS), today=TODAY).letter.serial == 1
    store.write([Change(store.new_id("progress"), {"decision": one.items[0].decisions[0].id, "state": "done"})], by="")
    assert papers.held(store, PaperKey("reminder", to=FARMS), today=TODAY).letter.serial == 1
    # One about a single decision says which.
    alone = PaperKey("reminder", to=FARMS, of=other.items[0].decisions[0].id, on=TODAY)
    assert [matter.meeting for matter in papers.held(store, alone, today=TODAY).subject.matters] == [other.id]


def test_no_second_reminder_on_one_day(store):
    held(store, date(2026, 9, 10), (date(2026, 10, 1), FARMS))
    key = PaperKey("reminder", to=FARMS)
    first = signed(store, PaperKey("reminder", to=FARMS, on=TODAY))
    assert papers.make(store, key, today=TODAY) == papers.make(store, PaperKey("reminder", letter=first.id))
    with pytest.raises(UserError, match="signed"):
        memos.issue(store, key, today=TODAY, by="")
    with pytest.raises(UserError, match="signed already"):
        memos.sign(store, key, by="")
    second = issue(store, key, today=TODAY + timedelta(9))
    assert (second.serial, second.on) == (2, TODAY + timedelta(9))
    # One that waits for its signature is meant until another day is named.
    assert papers.held(store, key, today=TODAY + timedelta(20)).letter.id == second.id
    third = papers.held(store, replace(key, on=TODAY + timedelta(20)), today=TODAY)
    assert (third.letter.id, third.letter.serial) == ("", 3)


def test_an_extract_holds_one_offices_decisions(store, office):
    meeting = meetings.get(store, office[0])
    extract = letters.draft(store, PaperKey("extract", office[0], to=HEADS), today=TODAY)
    found = letters.subject(store, extract)
    told = {one.decision for one in found.matters}
    for item in meeting.items:
        for one in item.decisions:
            bound = [item.implementers[index] for index in one.implementers] or item.implementers
            assert (one.id in told) == (HEADS in [nfc(party.name) for party in bound])
    assert told
    assert found.cited == (meeting.memo(),)
    assert {one.late for one in found.matters} == {None}
    with pytest.raises(UserError, match="Perhaps") as refused:
        letters.draft(store, PaperKey("extract", office[0], to="দপ্তরপ্রধান"), today=TODAY)
    assert HEADS in str(refused.value)


# -- many


def test_the_reminders_of_a_day_one_after_another(store, office):
    every = batches.late_parties(store, TODAY)
    assert ENGINEER in every
    assert HEADS not in every
    seen: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    handed = []
    with pytest.raises(KeyboardInterrupt):
        handed += batches.reminders(store, TODAY, issue_by="করিম", step=step)
    assert seen == [(0, len(every)), (1, len(every)), (2, len(every))]
    assert len([row for row in store.rows("memo", kind="reminder") if row["number"]]) == 2, "what was made before stays"
    found = list(batches.reminders(store, TODAY, issue_by="করিম"))
    assert [one.to for one in found] == list(every)
    numbers = [one.letter.memo().number for one in found]
    assert len(set(numbers)) == len(numbers) == len(store.rows("letter", kind="reminder"))
    assert all(one.pdf.startswith(b"%PDF-") for one in found)
    for one in found:
        assert papers.make(store, PaperKey("reminder", letter=one.letter.id)) == one.pdf


# -- the list


def test_all_papers_in_one_list_newest_first(store, office):
    before = {(one.key.kind, one.record) for one in letters.listing(store)}
    assert {("minutes", meeting) for meeting in office} < before
    first = meetings.get(store, office[0])
    memos.sign(store, PaperKey("minutes", first.id), by="")
    changed = editing.add(first, "correction", store.new_id("correction"), wrong="ক", right="খ")
    meetings.save(store, changed, by="", base=first)
    memos.issue(store, PaperKey("correction", first.id), today=TODAY, by="")
    draft = made(store, PaperKey("notice", office[2]))
    reminder = issue(store, PaperKey("reminder", to=ENGINEER, on=TODAY))
    gone = made(store, PaperKey("progress", office[2]))
    letters.delete(store, gone.id, by="")
    found = letters.listing(store)
    assert {(one.key.kind, one.record) for one in found} == before | {
        ("correction", first.id),
        ("notice", draft.id),
        ("reminder", reminder.id),
    }
    days = [one.day for one in found]
    assert days == sorted(days, reverse=True)
    line = next(one for one in found if one.record == reminder.id)
    assert (line.to, line.number, line.state, line.date) == (ENGINEER, reminder.memo().number, "numbered", TODAY)
    assert line.key == PaperKey("reminder", letter=reminder.id, to=ENGINEER, on=TODAY)
    assert next(one for one in found if one.record == draft.id).title == meetings.get(store, office[2]).title
    for one in found:
        if one.key.kind in LETTERS:
            assert papers.held(store, one.key).letter.id == one.record
    # What is still to be done stands before what is done on the same day.
    assert {one.state for one in found} == {"draft", "numbered", "signed"}


def test_a_letter_on_the_screen_is_shown_before_it_is_kept(store, office):
    letter = letters.draft(store, PaperKey("notice", office[2]), today=TODAY)
    typed = replace(letter, body="সকলে আসুন।")
    before = everything(store)
    shown = papers.preview(store, "notice", typed)
    assert everything(store) == before
    kept = letters.write(store, typed, by="").letter
    assert shown.pdf == papers.make(store, PaperKey("notice", letter=kept.id))
    assert (kept.id, "body") in {place.source for place in papers.preview(store, "notice", kept).places}


def test_an_endorsement_of_minutes_that_are_not_signed_is_told_so(store, office):
    key = PaperKey("endorsement", office[0])
    before = memos.proposal(store, key, TODAY)
    assert any("not signed yet" in note.sentence for note in before.notes)
    assert any("not signed yet" in one.sentence for one in memos.issue(store, key, today=TODAY, by="করিম").notes)
    memos.sign(store, PaperKey("minutes", office[0]), by="করিম")
    assert not any("not signed yet" in note.sentence for note in memos.proposal(store, key, TODAY).notes)
