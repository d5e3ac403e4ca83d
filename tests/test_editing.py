"""Editing a meeting in memory: fields by address, parts that come, go, move, split and join."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import editing
from koyradesk.bengali.text import nfc
from koyradesk.markup import lines, parted, plain, spans
from koyradesk.model import AgendaItem, Assignment, Attendee, Decision, Distribution, Meeting, Paragraph, Recipient, Ref


def known(meeting: Meeting) -> Meeting:
    """With ids, as from the store."""
    return offices.identified(replace(meeting, id="meeting.m3gh0apr.0000000000"), offices.minting())


@pytest.fixture
def meeting() -> Meeting:
    return known(offices.small_meeting())


@pytest.fixture
def three(meeting) -> Meeting:
    items = tuple(AgendaItem(f"{n}.০", f"বিষয় {n}", f"আলোচনা {n}") for n in "১২৩")
    return known(replace(meeting, items=items))


def serials(meeting: Meeting) -> list[str]:
    return [item.serial for item in meeting.items]


def test_every_text_of_a_meeting_has_an_address_and_can_be_typed_into(meeting):
    for ref in editing.refs(meeting):
        wanted = nfc(f"নতুন লেখা {ref.field}")
        changed = editing.put(meeting, ref, wanted)
        assert editing.text(changed, ref) == wanted
        # One field and nothing else, but for what follows from it: the chair signs.
        signs = {"chair_name": "name", "chair_designation": "designation", "chair_place": "place"}
        follows = Ref(meeting.signatures[0].id, signs.get(ref.field, ""))
        others = [other for other in editing.refs(meeting) if other not in (ref, follows)]
        assert all(editing.text(changed, other) == editing.text(meeting, other) for other in others)


def test_the_addresses_are_those_of_the_records(meeting):
    fields = {(ref.record.partition(".")[0], ref.field) for ref in editing.refs(meeting)}
    from koyradesk.records import KINDS

    assert all(field in KINDS[kind].fields for kind, field in fields)


def test_what_follows_from_what_was_typed(meeting):
    at = Ref(meeting.id, "date_text")
    assert editing.put(meeting, at, "২৫ নভেম্বর ২০২৬").date == date(2026, 11, 25)
    assert editing.put(meeting, at, "শীঘ্রই").date is None
    name = Ref(meeting.items[0].implementers[0].id, "name")
    assert editing.part(editing.put(meeting, name, "দপ্তর প্রধান (সকল)"), name.record).group
    assert not editing.part(editing.put(meeting, name, "বন কর্মকর্তা"), name.record).group
    memo = Ref(meeting.memos[0].id, "date_text")
    assert editing.part(editing.put(meeting, memo, "২৬/১১/২০২৬"), memo.record).date == date(2026, 11, 26)
    due = Ref(meeting.items[0].decisions[0].id, "due")
    assert editing.part(editing.put(meeting, due, "৩০/১১/২০২৬"), due.record).due == date(2026, 11, 30)
    assert editing.part(editing.put(meeting, due, ""), due.record).due is None


def test_a_date_without_words_is_worded_as_it_prints(meeting):
    at = Ref(meeting.id, "date_text")
    worded = replace(meeting, layout="upazila", date=date(2026, 11, 25), date_text="")
    assert editing.text(worded, at) == "২৫ নভেম্বর ২০২৬"
    assert editing.text(replace(worded, date=None), at) == ""


def test_what_is_typed_is_kept_in_the_one_form_of_its_letters(meeting):
    at = Ref(meeting.items[0].id, "topic")
    assert editing.text(editing.put(meeting, at, "\u09dc\u09df"), at) == "\u09a1\u09bc\u09af\u09bc"


def test_the_chair_signs_until_the_signature_says_otherwise(meeting):
    named = editing.put(meeting, Ref(meeting.id, "chair_name"), "নাজমা বেগম")
    assert named.signatures[0].name == nfc("নাজমা বেগম")
    other = editing.put(named, Ref(meeting.signatures[0].id, "name"), "আবু সাঈদ")
    again = editing.put(other, Ref(meeting.id, "chair_name"), "রওশন আরা")
    assert again.signatures[0].name == nfc("আবু সাঈদ")


@pytest.mark.parametrize(
    "ref", [("item.m3gh0apr.zzzzzzzzzz", "topic"), ("", "title"), ("meeting.m3gh0apr.0000000000", "x")]
)
def test_an_unknown_address_is_a_bug(meeting, ref):
    with pytest.raises(KeyError):
        editing.put(meeting, Ref(*ref), "ক")
    with pytest.raises(KeyError):
        editing.text(meeting, Ref(*ref))
    # A field of the record that is no text of it.
    with pytest.raises(KeyError):
        editing.put(meeting, Ref(meeting.items[0].id, "follows"), "ক")
    with pytest.raises(KeyError):
        editing.text(meeting, Ref(meeting.items[0].id, "follows"))


@pytest.mark.parametrize("record", ["item.m3gh0apr.zzzzzzzzzz", "decision.m3gh0apr.zzzzzzzzzz", "nothing.x.y"])
def test_a_part_that_is_gone_is_told_as_such(three, record):
    assert not editing.has(three, record)
    for act in (editing.part, editing.remove, editing.join):
        with pytest.raises(KeyError):
            act(three, record)
    with pytest.raises(KeyError):
        editing.move(three, record, 1)
    with pytest.raises(KeyError):
        editing.add(three, "decision", "d", under=record)
    assert editing.has(three, three.id)
    assert editing.has(three, three.items[0].id)


def test_parts_are_put_behind_a_row_and_in_the_place_of_an_empty_one(three):
    first, second, third = (item.id for item in three.items)
    made = (AgendaItem(topic="ক", id="item.m3gh0apr.a"), AgendaItem(topic="খ", id="item.m3gh0apr.b"))
    grown = editing.insert(three, made, first)
    assert [item.id for item in grown.items] == [first, *(one.id for one in made), second, third]
    assert serials(grown) == ["১.০", "২.০", "৩.০", "৪.০", "৫.০"]
    assert [item.id for item in editing.insert(three, made, "").items][-2:] == [one.id for one in made]
    empty = editing.add(three, "item", "item.m3gh0apr.e", after=first)
    assert [item.id for item in editing.insert(empty, made, "item.m3gh0apr.e").items] == [
        first, *(one.id for one in made), second, third,
    ]  # fmt: skip
    assert editing.insert(empty, (), "item.m3gh0apr.e") is empty
    last = editing.add(three, "item", "item.m3gh0apr.e")
    assert [item.id for item in editing.insert(last, made, "").items] == [
        first, second, third, *(one.id for one in made),
    ]  # fmt: skip


def test_what_a_number_alone_stands_in_is_empty():
    decided = AgendaItem("১.০", decisions=(Decision("১।", id="decision.a.b"),), id="item.a.b")
    assert editing.is_blank(decided)
    assert not editing.is_blank(replace(decided, decisions=(Decision("১।", "কাজ", id="decision.a.b"),)))
    assert not editing.is_blank(Attendee(phone="০১৭", id="attendee.a.b"))
    assert editing.is_blank(Attendee(state="present", id="attendee.a.b"))


def test_a_bold_letterhead_is_bold_in_each_line(meeting):
    typed = editing.put(meeting, Ref(meeting.id, "letterhead"), "<b>সরকার\nকার্যালয়</b>\nশালবন")
    assert typed.office.lines == ("<b>সরকার</b>", nfc("<b>কার্যালয়</b>"), "শালবন")


def test_items_come_go_and_move_and_are_numbered_anew(three):
    first, second, third = (item.id for item in three.items)
    added = editing.add(three, "item", "item.m3gh0apr.n000000000", after=first, topic="মাঝে")
    assert [item.topic for item in added.items] == ["বিষয় ১", "মাঝে", "বিষয় ২", "বিষয় ৩"]
    assert serials(added) == ["১.০", "২.০", "৩.০", "৪.০"]
    assert next(item.id for item in editing.add(three, "item", "x", after=None).items) == "x"
    assert serials(editing.remove(three, second)) == ["১.০", "২.০"]
    moved = editing.move(three, third, -2)
    assert [item.id for item in moved.items] == [third, first, second]
    assert serials(moved) == ["১.০", "২.০", "৩.০"]
    assert editing.move(three, first, -5).items == three.items


def test_decisions_stay_with_their_implementers_when_those_move_or_go(meeting):
    item = meeting.items[0]
    one, two = (other.id for other in item.implementers)
    (decision,) = item.decisions

    def bound(found: Meeting) -> list[str]:
        held = found.items[0]
        return [held.implementers[index].name for index in held.decisions[0].implementers]

    assert bound(meeting) == [nfc("ইউপি সচিব (সকল)")]
    assert bound(editing.move(meeting, two, -1)) == [nfc("ইউপি সচিব (সকল)")]
    assert bound(editing.remove(meeting, one)) == [nfc("ইউপি সচিব (সকল)")]
    assert bound(editing.remove(meeting, two)) == []
    assert bound(editing.assign(meeting, decision.id, [one, two])) == [nfc("বন কর্মকর্তা"), nfc("ইউপি সচিব (সকল)")]
    grown = editing.add(meeting, "assignment", "assignment.m3gh0apr.n", under=item.id, name="শিক্ষা অফিসার (সকল)")
    assert grown.items[0].implementers[2].group


def test_a_decision_splits_at_the_caret_and_joins_again(meeting):
    item = meeting.items[0]
    bound = replace(item, decisions=(replace(item.decisions[0], text="এক <b>দুই তিন</b>"),))
    meeting = replace(meeting, items=(bound,))
    ref = Ref(item.decisions[0].id, "text")
    parts, made = editing.split(meeting, ref, len("এক দুই"), offices.minting())
    assert [one.text for one in parts.items[0].decisions] == [nfc("এক <b>দুই</b>"), nfc("<b> তিন</b>")]
    assert [one.label for one in parts.items[0].decisions] == ["১।", "২।"]
    assert parts.items[0].decisions[1].implementers == (1,)
    again, where, place = editing.join(parts, made)
    assert plain(again.items[0].decisions[0].text).split() == ["এক", nfc("দুই"), "তিন"]
    assert (where, place) == (ref, len(nfc("এক দুই")))


def test_joined_items_keep_every_word_and_who_was_bound_to_what(three):
    first, second, _ = three.items
    one = replace(first, implementers=(Assignment("", "ক", id="a1"),), decisions=(Decision("", "করবে", id="d1"),))
    two = replace(
        second,
        implementers=(Assignment("", "খ", id="a2"), Assignment("", "ক", id="a3")),
        decisions=(Decision("", "আনবে", None, (0,), id="d2"), Decision("", "দেবে", id="d3")),
    )
    joined, _, _ = editing.join(replace(three, items=(one, two)), two.id)
    (item,) = joined.items
    assert item.discussion == nfc("আলোচনা ১\nবিষয় ২\nআলোচনা ২")
    assert [one.name for one in item.implementers] == ["ক", "খ"]
    # What bound all of its item's, and they are all there are, goes on to bind all.
    assert {one.text: one.implementers for one in item.decisions} == {
        nfc("করবে"): (0,), nfc("আনবে"): (1,), nfc("দেবে"): (),
    }  # fmt: skip


def test_joined_decisions_bind_whom_both_bound_and_keep_a_day(three):
    people = tuple(Assignment("", name, id=f"assignment.m3gh0apr.{name}") for name in "কখ")
    day = date(2026, 12, 31)

    def joined(*decisions: Decision) -> Decision:
        held = tuple(replace(one, id=f"decision.m3gh0apr.{n}") for n, one in enumerate(decisions))
        item = replace(three.items[0], implementers=people, decisions=held)
        return editing.join(replace(three, items=(item,)), held[1].id)[0].items[0].decisions[0]

    assert joined(Decision("", "এক", None, (1,)), Decision("", "দুই", day, (0,))).implementers == (0, 1)
    assert joined(Decision("", "এক", None, (1,)), Decision("", "দুই", day)).implementers == ()
    assert joined(Decision("", "এক"), Decision("", "দুই", day)).due == day
    assert joined(Decision("", "এক", day), Decision("", "দুই", date(2026, 1, 1))).due == day


@given(st.lists(offices.texts, min_size=1, max_size=3), st.integers(0, 30))
def test_splitting_and_joining_lose_no_letter(texts, at):
    meeting = known(Meeting(opening=tuple(map(Paragraph, texts))))
    letters = ["".join(plain("".join(one.text for one in found.opening)).split()) for found in [meeting]]
    parts, made = editing.split(meeting, Ref(meeting.opening[0].id, "text"), at, offices.minting(100))
    again, _, _ = editing.join(parts, made)
    for found in (parts, again):
        letters.append("".join(plain("".join(one.text for one in found.opening)).split()))
    assert len(set(letters)) == 1
    assert len(again.opening) == len(texts)


@given(offices.texts, st.integers(-2, 40))
def test_a_marked_text_parts_without_losing_a_look(text, at):
    def looks(*texts: str) -> list[tuple[str, bool, bool]]:
        return [(char, span.bold, span.underline) for one in texts for span in spans(one) for char in span.text]

    left, right = parted(text, at)
    assert looks(left, right) == looks(text)
    assert len(plain(left)) == max(0, min(at, len(plain(text))))


@given(st.lists(offices.texts, min_size=1, max_size=3).map("\n".join))
def test_each_line_of_a_marked_text_keeps_its_looks(text):
    def looks(one: str) -> list[tuple[str, bool, bool]]:
        return [(char, span.bold, span.underline) for span in spans(one) for char in span.text]

    parts = lines(text)
    assert [plain(line) for line in parts] == plain(text).split("\n")
    assert [one for line in parts for one in looks(line)] == [one for one in looks(text) if one[0] != "\n"]
    assert lines("<b>এক\nদুই</b> তিন") == ["<b>এক</b>", "<b>দুই</b> তিন"]


def test_an_entry_of_the_distribution_ends_as_the_others_do(meeting):
    sent = tuple(Recipient(f"{n}।", f"প্রাপক {n}।", f"recipient.m3gh0apr.{n}") for n in "১২")
    meeting = replace(meeting, layout="upazila", distribution=Distribution("অনুলিপি:", sent))
    added = editing.add(meeting, "recipient", "recipient.m3gh0apr.9")
    typed = editing.put(added, Ref("recipient.m3gh0apr.9", "text"), "অফিস নথি")
    ended = editing.finish(typed, Ref("recipient.m3gh0apr.9", "text"))
    assert [(one.label, one.text) for one in ended.distribution.recipients][2] == ("৩।", nfc("অফিস নথি।"))
    bare = replace(meeting, distribution=Distribution("", tuple(replace(one, text=one.text[:-1]) for one in sent)))
    untouched = editing.finish(bare, Ref(sent[0].id, "text"))
    assert untouched.distribution == bare.distribution


def test_the_last_entry_of_the_distribution_closes_it_whichever_that_is(meeting):
    linked = {"base": "upazila", "distribution": {"ending": ";", "before_last": "; এবং", "last": "।"}}
    sent = tuple(
        Recipient(f"{n}।", text, f"recipient.m3gh0apr.{n}")
        for n, text in zip("১২৩", ("ক;", "খ; এবং", "গ।"), strict=True)
    )
    meeting = replace(meeting, layout=linked, distribution=Distribution("অনুলিপি:", sent))
    shorter = editing.remove(meeting, sent[2].id)
    assert [(one.label, one.text) for one in shorter.distribution.recipients] == [("১।", "ক; এবং"), ("২।", "খ।")]
    other = replace(meeting, distribution=Distribution("", (replace(sent[0], text="ক"), *sent[1:])))
    assert [one.text for one in editing.remove(other, sent[2].id).distribution.recipients] == ["ক", "খ; এবং"]


def test_what_differs_is_told_by_fields_only_where_nothing_else_does(meeting):
    place, topic = Ref(meeting.id, "place"), Ref(meeting.items[0].id, "topic")
    typed = editing.put(editing.put(meeting, place, "কক্ষ"), topic, "নাম")
    assert editing.changed(meeting, typed) == {place, topic}
    assert editing.changed(meeting, meeting) == frozenset()
    due = Ref(meeting.items[0].decisions[0].id, "due")
    assert editing.changed(meeting, editing.put(typed, due, "")) is None
    assert editing.changed(meeting, editing.remove(meeting, topic.record)) is None


def test_a_field_is_told_by_its_place(meeting):
    assert editing.path(meeting, Ref(meeting.items[0].decisions[0].id, "text")) == "items[0].decisions[0].text"
    assert editing.path(meeting, Ref(meeting.id, "chair_name")) == "chair.name"
    assert (
        editing.path(meeting, Ref(meeting.distribution.recipients[1].id, "text")) == "distribution.recipients[1].text"
    )
    assert editing.path(meeting, Ref("item.m3gh0apr.zzzzzzzzzz", "topic")) == ""
