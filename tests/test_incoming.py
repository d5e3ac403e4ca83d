"""The register of incoming letters: numbers that nothing loses, what looks wrong, what settles a letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import incoming_office as office
import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incoming_office import BY, LETTER, SENDERS, SUBJECTS, TODAY, enter
from PIL import Image

from koyradesk import bin as bins
from koyradesk import conflicts, dispatches, file_numbers, history, letters, meetings, memo_book, memos, papers
from koyradesk.bengali.digits import to_bengali
from koyradesk.directory import writing as directory
from koyradesk.errors import UserError
from koyradesk.exchange import submitting
from koyradesk.file_numbers import Kept
from koyradesk.incoming import keeping, numbers, paper, rows, starting
from koyradesk.obligations.due import due
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store


@pytest.fixture
def store(tmp_path):
    with office.opened(tmp_path) as found:
        yield found


def picture(folder: Path, name: str = "scan.png", colour: int = 90) -> Path:
    Image.new("L", (40, 60), colour).save(folder / name)
    return folder / name


# Numbers


def test_a_letter_takes_the_next_number_of_its_year_today_by_post(store):
    first, second = enter(store).letter, enter(store, subject=SUBJECTS[1], number="৭").letter
    assert [(one.issue, one.year, one.serial) for one in (first, second)] == [(1, 2026, "১/২০২৬"), (2, 2026, "২/২০২৬")]
    assert (first.received, first.channel, first.number) == (TODAY, "post", LETTER["number"])
    assert keeping.get(store, "2/2026") == keeping.get(store, "২") == second


def test_numbers_begin_anew_with_the_year_of_receipt(store):
    enter(store, received=date(2026, 12, 31))
    later = enter(store, received=date(2027, 1, 1), number="৯").letter
    assert (later.issue, later.year) == (1, 2027)
    moved = keeping.change(store, later.id, {"received": date(2026, 12, 31)}, today=TODAY, by=BY).letter
    assert moved.serial == "২/২০২৬"


def test_an_office_that_starts_in_mid_year_goes_on_behind_the_number_it_types(store):
    assert enter(store, issue=1412).letter.serial == "১৪১২/২০২৬"
    assert enter(store, number="৯").letter.issue == 1413
    # What lies before the first one here is in the paper register.
    assert [line.state for line in numbers.lines(store, 2026)] == ["used", "used"]


def test_a_number_is_never_given_twice_and_one_in_the_bin_stays_accounted_for(store):
    one = enter(store).letter
    with pytest.raises(UserError, match="another letter"):
        enter(store, issue=1)
    keeping.delete(store, one.id, by=BY)
    with pytest.raises(UserError, match="in the bin"):
        enter(store, issue=1)
    assert enter(store).letter.issue == 2
    void, used = numbers.lines(store, 2026)
    assert (void.first, void.state, void.remark) == (1, "void", SUBJECTS[0])
    assert used.letter is not None


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Kept("", 2, 4, "void", reason="ভুল সিল"), "void"),
        (Kept("", 2, 4, "outside"), "paper register"),
        (Kept("", 2, 4, "reserved", device="PC-2"), "PC-2"),
    ],
)
def test_numbers_that_no_letter_has_are_passed_over_and_say_why(store, kept, told):
    enter(store)
    numbers.account(store, 2026, kept, by=BY)
    with pytest.raises(UserError, match=told):
        enter(store, issue=3)
    assert enter(store, number="৯").letter.issue == 5
    assert [(line.first, line.last, line.state) for line in numbers.lines(store, 2026)] == [
        (1, 1, "used"),
        (2, 4, kept.state),
        (5, 5, "used"),
    ]
    with pytest.raises(UserError, match="accounted for"):
        numbers.account(store, 2026, Kept("", 5, 5, "void", reason="x"), by=BY)
    # The register of letters is no file of ours.
    assert memo_book.summaries(store) == ()
    assert file_numbers.kept(store) == ()


def test_two_computers_with_their_own_numbers_never_give_one_twice(tmp_path):
    with office.opened(tmp_path / "one") as here:
        enter(here)
        numbers.account(here, 2026, Kept("", 101, 200, "reserved", device="pc-b"), by=BY)
        with office.opened(tmp_path / "two") as there:
            there.receive(here.operations())
            # A computer has a code from the first thing on that it writes.
            there.write([Change(there.new_id("file"), {"code": "০৫"})], by=BY)
            numbers.account(there, 2026, Kept("", 201, 300, "reserved", device=there.device), by=BY)
            assert enter(there, number="৯").letter.issue == 201
            assert enter(there, number="১০").letter.issue == 202
            here.receive(there.operations(here.vector()))
        assert enter(here, number="১১").letter.issue == 2
        states = [(line.first, line.last, line.state) for line in numbers.lines(here, 2026)]
        assert (3, 100, "missing") not in states
        assert [state for *_, state in states].count("used") == 4


def test_a_number_given_on_two_computers_is_shown_on_both_letters_and_one_takes_another(tmp_path):
    with office.opened(tmp_path / "one") as here, office.opened(tmp_path / "two") as there:
        enter(here)
        theirs = enter(there, sender=SENDERS[1], number="৯").letter
        here.receive(there.operations())
        assert [line.twice for line in numbers.lines(here, 2026)] == [True, True]
        with pytest.raises(UserError, match="2 letters have the number"):
            keeping.get(here, "1")
        fresh = keeping.change(here, theirs.id, {}, issue=numbers.proposal(here, 2026), today=TODAY, by=BY).letter
        assert fresh.issue == 2
        assert not any(line.twice for line in numbers.lines(here, 2026))


def test_what_two_computers_wrote_into_one_field_stands_side_by_side(tmp_path):
    with office.opened(tmp_path / "one") as here, office.opened(tmp_path / "two") as there:
        one = enter(here).letter
        there.receive(here.operations())
        keeping.change(here, one.id, {"sender": SENDERS[1]}, today=TODAY, by="ক")
        keeping.change(there, one.id, {"sender": SENDERS[2], "note": "টীকা"}, today=TODAY, by="খ")
        here.receive(there.operations(here.vector()))
        (both,) = conflicts.of_meeting(here, one.id)
        assert set(both.values) == {SENDERS[1], SENDERS[2]}
        assert keeping.get(here, one.id).note == "টীকা"
        here.write([Change(one.id, {"sender": SENDERS[2]})], by="ক")
        assert conflicts.of_meeting(here, one.id) == ()


def test_after_a_restore_the_last_number_is_asked_for(tmp_path, store):
    from koyradesk.store.restore import restore

    enter(store)
    kept = store.backup(tmp_path / "stick")
    restore(kept, tmp_path / "new" / "data")
    later = offices.Clock(datetime.now(UTC) + timedelta(hours=1))
    with office.opened(tmp_path / "new", office="", clock=later) as again:
        with pytest.raises(UserError, match="backup"):
            enter(again, number="৯")
        assert enter(again, number="৯", issue=7).letter.issue == 7
        assert enter(again, number="১০").letter.issue == 8


steps = st.lists(
    st.one_of(
        st.just(("next",)),
        st.tuples(st.just("typed"), st.integers(1, 12)),
        st.tuples(st.sampled_from(("void", "outside", "reserved")), st.integers(1, 12), st.integers(0, 3)),
        st.tuples(st.just("bin"), st.integers(1, 12)),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_whatever_is_done_no_number_is_given_twice_and_every_one_is_explained(tmp_path_factory, done):
    with office.opened(tmp_path_factory.mktemp("years")) as store:
        for what, *at in done:
            try:
                match what:
                    case "next":
                        enter(store)
                    case "typed":
                        enter(store, issue=at[0])
                    case "bin":
                        keeping.delete(store, f"{at[0]}/2026", by=BY)
                    case state:
                        kept = Kept("", at[0], at[0] + at[1], state, device="PC-2", reason="কারণ")
                        numbers.account(store, 2026, kept, by=BY)
            except UserError:
                continue
        given_ = [row["issue"] for row in store.rows("incoming", deleted=None)]
        assert len(given_) == len(set(given_))
        told = numbers.lines(store, 2026)
        covered = [number for line in told for number in range(line.first, line.last + 1)]
        assert len(covered) == len(set(covered))
        reached = [line for line in told if line.state != "reserved"]
        if reached:
            # From the first one here to the last there is none of which nothing is said.
            assert set(range(reached[0].first, reached[-1].last + 1)) <= set(covered) or any(
                line.state == "reserved" for line in told
            )
        fresh = numbers.proposal(store, 2026)
        assert fresh not in {
            number for line in told if line.state != "missing" for number in range(line.first, line.last + 1)
        }


# What is entered


def test_a_letter_that_says_nothing_is_not_entered(store):
    with pytest.raises(UserError, match="who sent the letter"):
        keeping.enter(store, {"note": "?"}, today=TODAY, by=BY)
    assert rows.years(store) == {}


def test_the_sender_is_the_party_the_directory_knows(store):
    party = directory.add(store, SENDERS[0], by=BY)
    assert enter(store).letter.party == party
    assert enter(store, sender="অচেনা দপ্তর", number="৯").letter.party == ""


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"date": TODAY + timedelta(1)}, "after the day on which it was received"),
        ({"received": TODAY + timedelta(3)}, "but today is"),
        ({"date": date(2024, 1, 5)}, "more than a year"),
        ({"due": TODAY - timedelta(2)}, "before the letter was received"),
    ],
)
def test_days_that_look_wrong_are_told_and_kept(store, fields, told):
    entered = enter(store, **fields)
    assert any(told in note.sentence for note in entered.notes)
    assert all(getattr(entered.letter, name) == value for name, value in fields.items())
    assert enter(store, number="৯").notes == ()


@pytest.mark.parametrize(
    ("fields", "is_same"),
    [
        ({}, True),
        ({"number": "12.01.9901.000.16.004.26.188"}, True),
        ({"date": None}, True),
        ({"number": "", "subject": SUBJECTS[0]}, True),
        ({"number": "", "subject": SUBJECTS[1]}, False),
        ({"sender": SENDERS[1]}, False),
        ({"date": date(2026, 11, 17)}, False),
        ({"number": "১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৯"}, False),
    ],
)
def test_a_letter_that_came_twice_is_told_and_never_refused(store, fields, is_same):
    first = enter(store).letter
    again = enter(store, **fields)
    assert again.twins == ((first,) if is_same else ())
    assert again.letter.issue == 2


def test_what_is_put_right_leaves_the_number_and_all_else(store):
    one = enter(store, note="মূল কপি").letter
    changed = keeping.change(store, one.id, {"sender": SENDERS[2], "due": TODAY + timedelta(5)}, today=TODAY, by=BY)
    assert changed.letter == one._replace(sender=SENDERS[2], due=TODAY + timedelta(5))
    assert [entry.new for entry in history.of_field(store, history.Ref(one.id, "sender"))] == [SENDERS[2], SENDERS[0]]


def test_it_is_found_by_its_words_and_numbers_and_comes_back_from_the_bin(store):
    one = enter(store).letter
    for typed in ("সারের মজুদ", "নমুনাপুর কৃষি", "১৮৮", "1/2026"):
        assert one.id in {hit.record for hit in store.search(typed)}, typed
    keeping.delete(store, one.id, by=BY)
    assert store.search("সারের মজুদ") == []
    (binned,) = bins.listing(store)
    assert (binned.record, binned.says) == (one.id, SUBJECTS[0])
    bins.take_out(store, one.id, by=BY)
    assert rows.of_year(store, 2026) == (one,)
    assert store.check().ok


# Scans


def test_scans_and_photos_are_kept_once_in_their_order(tmp_path, store):
    one = enter(store).letter
    paths = [picture(tmp_path, "ক <১>.png"), picture(tmp_path, "b.png", 120), picture(tmp_path, "again.png")]
    kept = keeping.attach_all(store, one.id, paths, by=BY)
    assert kept[0].id == kept[2].id
    first, second = keeping.scans(store, one.id)
    assert (first.media, first.size) == ("image/png", len(paths[0].read_bytes()))
    assert Image.open(BytesIO(store.blob(first.blob))).size == (40, 60)
    assert keeping.scanned(store, [one]) == {one.id}
    keeping.detach(store, first.id, by=BY)
    assert keeping.scans(store, one.id) == (second,)


def test_of_several_files_one_that_is_no_scan_leaves_none(tmp_path, store):
    one = enter(store).letter
    (tmp_path / "notes.txt").write_text("টীকা", encoding="utf-8")
    with pytest.raises(UserError, match="no scan"):
        keeping.attach_all(store, one.id, [picture(tmp_path), tmp_path / "notes.txt"], by=BY)
    assert keeping.scans(store, one.id) == ()


# What starts from a letter


def test_it_is_put_on_the_next_agenda_and_tied_both_ways(store):
    later, soon = office.meeting(store, TODAY + timedelta(20)), office.meeting(store)
    one = enter(store, asked="চাহিদা জানাতে হবে").letter
    letter, meeting, item = starting.put(store, one.id, on=TODAY, by=BY)
    assert meeting.id == soon.id != later.id
    (made,) = meeting.items
    assert (made.id, made.topic, made.serial) == (item, SUBJECTS[0], "১.০")
    assert made.discussion == (
        "সূত্র: জেলা কৃষি কর্মকর্তা, নমুনাপুরের ১৮ নভেম্বর ২০২৬ তারিখের ১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৮ নম্বর স্মারক।\nচাহিদা জানাতে হবে"
    )
    (tie,) = starting.ties(store, letter)
    assert (tie.record, tie.meeting, tie.title) == (item, soon.id, "মাসিক সমন্বয় সভা")
    assert starting.came_from(store, item) == letter
    assert rows.of_items(store, [item]) == {item: letter}
    # Nothing was asked by a day: with that it is settled.
    assert (letter.closed, letter.outcome, letter.by) == (TODAY, "meeting", item)
    with pytest.raises(UserError, match="already"):
        starting.put(store, one.id, meeting=later.id, on=TODAY, by=BY)


def test_one_that_awaits_an_answer_by_a_day_stays_open_on_an_agenda(store):
    office.meeting(store)
    one = enter(store, due=TODAY + timedelta(3)).letter
    letter, *_ = starting.put(store, one.id, on=TODAY, by=BY)
    assert letter.closed is None
    assert rows.late(store, TODAY + timedelta(5)) == (letter,)


def test_what_was_put_and_taken_out_again_can_be_put_anew_and_settles_nothing(store):
    held = office.meeting(store)
    one = enter(store).letter
    letter, with_item, _ = starting.put(store, one.id, on=TODAY, by=BY)
    meetings.save(store, held, by=BY, base=with_item)
    assert starting.ties(store, letter) == ()
    assert not starting.stands(store, letter)
    again, *_ = starting.put(store, one.id, on=TODAY, by=BY)
    assert starting.item_of(store, again) is not None


def test_without_a_meeting_to_come_it_says_what_to_do(store):
    one = enter(store).letter
    with pytest.raises(UserError, match="Begin the next meeting first"):
        starting.put(store, one.id, on=TODAY, by=BY)


def test_it_becomes_an_obligation_that_is_due_like_a_decision(store):
    one = enter(
        store,
        asked="মজুদের তালিকা পাঠাতে হবে",
        marked="উপজেলা কৃষি কর্মকর্তা",
        due=TODAY - timedelta(2),
        received=TODAY - timedelta(9),
    ).letter
    letter, made = starting.oblige(store, one.id, on=TODAY, by=BY)
    (row,) = due(Standing(store, TODAY))
    assert (row.obligation.id, row.task.name, row.late) == (made.id, "উপজেলা কৃষি কর্মকর্তা", 2)
    assert made.source == one.id
    assert made.source_text.startswith("জেলা কৃষি কর্মকর্তা, নমুনাপুরের ১৮ নভেম্বর ২০২৬")
    assert (letter.outcome, letter.by) == ("obligation", made.id)
    assert [tie.record for tie in starting.ties(store, letter)] == [made.id]
    assert starting.came_from(store, made.id) == letter


@pytest.mark.parametrize(("fields", "told"), [({}, "by which day"), ({"due": TODAY}, "Name who")])
def test_an_obligation_needs_a_day_and_somebody(store, fields, told):
    one = enter(store, **fields).letter
    with pytest.raises(UserError, match=told):
        starting.oblige(store, one.id, on=TODAY, by=BY)
    assert store.rows("obligation") == []
    assert keeping.get(store, one.id) == one


def test_a_reply_cites_the_letter_and_settles_it_when_it_goes_out(store):
    office.meeting(store)
    one = enter(store, due=TODAY + timedelta(3)).letter
    draft = starting.reply(store, one.id, today=TODAY, by=BY)
    assert starting.reply(store, one.id, today=TODAY, by=BY).id == draft.id
    assert (draft.to, draft.of) == (SENDERS[0], one.id)
    key = PaperKey("reply", letter=draft.id)
    shown = papers.held(store, key).worded(store.new_id).letter
    assert shown is not None
    assert shown.subject == "সারের মজুদ সংক্রান্ত তথ্য প্রেরণ।"
    assert shown.reference == ("জেলা কৃষি কর্মকর্তা, নমুনাপুরের ১৮ নভেম্বর ২০২৬ তারিখের ১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৮ নম্বর স্মারক।")
    # It follows the letter until it is signed.
    keeping.change(store, one.id, {"number": "৭৭"}, today=TODAY, by=BY)
    assert "৭৭ নম্বর স্মারক" in papers.held(store, key).worded(store.new_id).letter.reference
    memos.issue(store, key, number="০৫.৪৪.৯৯০১.০০০.০৬.০০১.২৬-৯০", on="22/11/2026", today=TODAY, by=BY)
    memo = memos.sign(store, key, by=BY)
    keeping.change(store, one.id, {"number": "৮৮"}, today=TODAY, by=BY)
    assert "৭৭ নম্বর স্মারক" in papers.held(store, key).letter.reference
    (tie,) = starting.ties(store, keeping.get(store, one.id))
    assert (tie.record, tie.state, tie.number) == (draft.id, "signed", memo.number)
    assert keeping.get(store, one.id).closed is None
    (sent,) = dispatches.log(store, memo.id, [("", SENDERS[0])], "post", TODAY, by=BY)
    settled = keeping.get(store, one.id)
    assert (settled.closed, settled.outcome, settled.how, settled.by) == (TODAY, "replied", memo.number, draft.id)
    assert starting.came_from(store, draft.id) == settled
    dispatches.take_back(store, sent.id, by=BY)
    assert keeping.get(store, one.id).closed is None


def test_a_letter_that_was_settled_otherwise_stays_so_when_the_reply_goes_out(store):
    office.meeting(store)
    one = enter(store).letter
    key = PaperKey("reply", letter=starting.reply(store, one.id, today=TODAY, by=BY).id)
    keeping.close(store, one.id, "filed", on=TODAY, how="অবগতির জন্য", by=BY)
    memos.issue(store, key, number="০৫.৪৪-৯০", on="22/11/2026", today=TODAY, by=BY)
    memo = memos.sign(store, key, by=BY)
    (sent,) = dispatches.log(store, memo.id, [("", SENDERS[0])], "post", TODAY, by=BY)
    assert keeping.get(store, one.id).outcome == "filed"
    dispatches.take_back(store, sent.id, by=BY)
    assert keeping.get(store, one.id).outcome == "filed"


def test_settling_is_said_once_and_can_be_taken_back(store):
    one = enter(store).letter
    with pytest.raises(UserError, match="cannot have been settled before"):
        keeping.close(store, one.id, "filed", on=TODAY - timedelta(1), by=BY)
    keeping.close(store, one.id, "filed", on=TODAY, how="নথি ০৬.০০১", by=BY)
    assert rows.unsettled(store) == ()
    with pytest.raises(UserError, match="was settled on"):
        keeping.close(store, one.id, "replied", on=TODAY, by=BY)
    keeping.reopen(store, one.id, by=BY)
    assert rows.unsettled(store) == (one,)


def test_nothing_of_it_goes_to_other_offices(store):
    office.meeting(store)
    one = enter(store, due=TODAY, marked="প্রশাসনিক কর্মকর্তা").letter
    starting.oblige(store, one.id, on=TODAY, by=BY)
    key = PaperKey("reply", letter=starting.reply(store, one.id, today=TODAY, by=BY).id)
    memos.issue(store, key, number="০৫.৪৪-৯০", on="22/11/2026", today=TODAY, by=BY)
    memos.sign(store, key, by=BY)
    submitting.submit(store, by=BY)
    told = b"".join(store.operations(stream="submitted"))
    assert b'"letter.' in told
    for kind in (b'"record":"incoming.', b'"record":"obligation.', b'"record":"task.'):
        assert kind not in told


# On paper


def test_the_register_of_a_month_lists_every_number_with_what_became_of_it(store):
    ids = office.year(store, 30)
    keeping.close(store, ids[-1], "filed", on=TODAY, how="নথি ০৬", by=BY)
    keeping.delete(store, ids[-3], by=BY)
    told = paper.rows(store, paper.span("২০২৬-১১"))
    assert [row.number for row in told if not row.state] == [
        *(to_bengali(keeping.get(store, one).issue) for one in ids[8:-3]),
        *(to_bengali(keeping.get(store, one).issue) for one in ids[-2:]),
    ]
    assert [row.state for row in told if row.state] == ["void"]
    assert told[-1].became == "নথিজাত, নথি ০৬, 22/11/2026".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    days = paper.rows(store, paper.span("20/11/2026..2026-11-21"))
    # That of the 20th lies in the bin.
    assert [row.received for row in days] == ["২১/১১/২০২৬"]


@pytest.mark.parametrize("typed", ["", "কখন", "2026-13", "2026-11-02..2026-11-01", "1..2..3"])
def test_what_is_no_month_and_no_days_is_said(typed):
    with pytest.raises(UserError):
        paper.span(typed)


def test_the_papers_are_made_of_the_store(store):
    office.year(store)
    for kind, of in (("incoming-register", "2026-11"), ("incoming-register", "2025"), ("incoming-receipt", "3")):
        assert papers.register(store, kind, of).texts()


def test_ten_years_are_counted_by_year(store: Store):
    office.year(store, 3)
    enter(store, received=date(2024, 5, 1), date=None, today=date(2024, 5, 1))
    assert rows.years(store) == {2026: 3, 2024: 1}
    assert letters.listing(store) == ()
