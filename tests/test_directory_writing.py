"""What is written into the directory, and what is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
import samples

from koyradesk import bin as binned
from koyradesk import meetings
from koyradesk.directory import writing
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.store import Change, Store

BY = "পরীক্ষক"
UNO, AGRI, FISH = "উপজেলা নির্বাহী অফিসার, শালবন", "উপজেলা কৃষি অফিসার, শালবন", "উপজেলা মৎস্য অফিসার, শালবন"
HEADS = "দপ্তর প্রধান (সকল)"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        yield opened


def add(store: Store, name: str, **more) -> str:
    return writing.add(store, name, by=BY, **more)


def bound(store: Store, name: str, on: date | None = None) -> list[str]:
    return [one.name for one in Directory(store).expand(name, on)]


def refused(call, *words, **more) -> str:
    """What a refusal says; whatever store is given is as it was."""
    store = words[0]
    before = list(store.operations())
    with pytest.raises(UserError) as error:
        call(*words, **more)
    assert list(store.operations()) == before
    assert error.value.text("bn") != error.value.text("en"), "not said in Bengali"
    return error.value.text("en")


def test_a_party_is_found_by_its_name_and_its_spellings(store):
    made = add(store, f"  {AGRI} ", aliases=("কৃষি অফিসার", "কৃষি  অফিসার", ""), phone=" ০১৭১১ ", note="ক\nখ")
    party = Directory(store).find("কৃষি অফিসার")
    assert (party.id, party.name, party.aliases, party.phone, party.note) == (
        made,
        AGRI,
        ("কৃষি অফিসার",),
        "০১৭১১",
        "ক\nখ",
    )
    writing.same(store, made, "উপজেলা কৃষি কর্মকর্তা", by=BY)
    assert Directory(store).find("উপজেলা কৃষি কর্মকর্তা").id == made
    assert not writing.same(store, made, "উপজেলা কৃষি কর্মকর্তা।", by=BY)


def test_a_name_means_one_party(store):
    agri = add(store, AGRI, aliases=["কৃষি অফিসার"])
    fish = add(store, FISH)
    assert AGRI in refused(writing.add, store, "কৃষি অফিসার।", by=BY)
    assert FISH in refused(writing.add, store, "উপজেলা পশু অফিসার", aliases=[FISH], by=BY)
    assert AGRI in refused(writing.same, store, fish, "কৃষি অফিসার", by=BY)
    assert AGRI in refused(writing.change, store, fish, name=AGRI, by=BY)
    for empty in ("", " \u200b ", "।", "<b></b>"):
        assert refused(writing.add, store, empty, by=BY) == "Write a name."
    assert "more" in refused(writing.add, store, "ক" * 301, by=BY)
    assert "office, a post" in refused(writing.add, store, "ক", sort="club", by=BY)
    writing.change(store, agri, aliases=(), by=BY)
    assert Directory(store).find("কৃষি অফিসার") is None
    writing.same(store, fish, "কৃষি অফিসার", by=BY)
    assert Directory(store).find("কৃষি অফিসার").id == fish


def test_marks_in_a_name_are_kept_as_decisions_write_them(store):
    add(store, "A & B <দপ্তর>")
    assert Directory(store).find("A &amp; B &lt;দপ্তর&gt;").name == "A &amp; B &lt;দপ্তর&gt;"


def test_a_renamed_office_still_carries_out_what_decisions_say(store):
    made, other = add(store, AGRI), add(store, FISH)
    meetings.save(store, samples.meeting(1), by=BY)
    row = store.rows("assignment")[0]
    store.write([Change(row["id"], {"name": f"{AGRI}।"})], by=BY)
    writing.change(store, made, name="উপজেলা কৃষি কর্মকর্তা, শালবন", by=BY)
    writing.change(store, other, name="উপজেলা মৎস্য কর্মকর্তা, শালবন", by=BY)
    assert Directory(store).find(AGRI).name == "উপজেলা কৃষি কর্মকর্তা, শালবন"
    assert Directory(store).find(FISH) is None, "no decision says so"


def test_groups_stand_for_their_members_of_the_day(store):
    group, agri, fish = add(store, HEADS, sort="group"), add(store, AGRI), add(store, FISH)
    writing.join(store, group, agri, by=BY)
    writing.join(store, group, fish, since=date(2026, 7, 1), by=BY)
    assert bound(store, HEADS, date(2026, 6, 30)) == [AGRI]
    assert bound(store, HEADS, date(2026, 7, 1)) == [AGRI, FISH]
    writing.leave(store, group, agri, until=date(2026, 7, 31), by=BY)
    assert bound(store, HEADS, date(2026, 8, 1)) == [FISH]
    assert bound(store, HEADS, date(2026, 7, 31)) == [AGRI, FISH]
    writing.join(store, group, agri, since=date(2026, 9, 1), by=BY)
    assert bound(store, HEADS, date(2026, 9, 1)) == [FISH, AGRI]
    writing.leave(store, group, fish, by=BY)
    assert bound(store, HEADS, date(2026, 7, 1)) == [AGRI]
    writing.retire(store, agri, date(2026, 12, 31), by=BY)
    assert bound(store, HEADS, date(2027, 1, 1)) == [HEADS]


def test_groups_are_refused_that_cannot_be(store):
    group, inner, agri = add(store, HEADS, sort="group"), add(store, "ইউপি সচিব (সকল)", sort="group"), add(store, AGRI)
    third = add(store, "সকল", sort="group")
    assert "itself" in refused(writing.join, store, group, group, by=BY)
    writing.join(store, group, inner, by=BY)
    writing.join(store, inner, third, by=BY)
    assert "each would belong" in refused(writing.join, store, third, group, by=BY)
    assert "no group" in refused(writing.join, store, agri, group, by=BY)
    writing.join(store, third, agri, since=date(2026, 1, 1), until=date(2026, 1, 31), by=BY)
    assert "already" in refused(writing.join, store, third, agri, since=date(2026, 1, 31), by=BY)
    assert "before it begins" in refused(
        writing.join, store, third, agri, since=date(2026, 3, 1), until=date(2026, 2, 1), by=BY
    )
    assert "before it begins" in refused(writing.leave, store, third, agri, until=date(2025, 2, 1), by=BY)
    assert "does not belong" in refused(writing.leave, store, group, agri, by=BY)
    assert "members" in refused(writing.change, store, group, sort="office", by=BY)
    assert "neither" in refused(writing.appoint, store, group, "রেহানা", since=None, by=BY)
    assert "not there" in refused(writing.join, store, group, store.new_id("party"), by=BY)


def test_who_comes_ends_the_term_of_who_was_there(store):
    post = add(store, UNO, sort="post")
    writing.appoint(store, post, "রেহানা পারভীন", since=date(2025, 3, 1), phone="০১৭", by=BY)
    writing.appoint(store, post, "আবু সাঈদ", since=date(2026, 5, 10), additional=True, by=BY)
    first, second = Directory(store).holders[post]
    assert (first.until, second.until, second.additional) == (None, None, True)
    assert Directory(store).holder(post, date(2026, 6, 1)).name == "রেহানা পারভীন"
    writing.end_term(store, first.id, date(2026, 5, 10), by=BY)
    assert Directory(store).holder(post, date(2026, 6, 1)).name == "আবু সাঈদ"
    writing.appoint(store, post, "নাজমুল হক", since=date(2026, 7, 1), by=BY)
    assert [one.until for one in Directory(store).holders[post]] == [date(2026, 5, 10), date(2026, 6, 30), None]


def test_terms_are_refused_that_cannot_be(store):
    post, person = add(store, UNO, sort="post"), add(store, "রেহানা পারভীন", sort="person")
    held = writing.appoint(store, post, "রেহানা পারভীন", since=date(2025, 3, 1), until=date(2025, 12, 31), by=BY)
    assert "holds it then" in refused(writing.appoint, store, post, "আবু সাঈদ", since=date(2025, 6, 1), by=BY)
    # The day a post is handed over it has two.
    writing.appoint(store, post, "আবু সাঈদ", since=date(2025, 12, 31), by=BY)
    assert "holds it then" in refused(writing.appoint, store, post, "নাজমুল", since=date(2025, 12, 31), by=BY)
    assert "before it begins" in refused(writing.end_term, store, held, date(2025, 2, 28), by=BY)
    assert "before it begins" in refused(
        writing.appoint, store, post, "নাজমুল", since=date(2020, 3, 1), until=date(2020, 2, 29), by=BY
    )
    assert "Write a name" in refused(writing.appoint, store, post, " ", since=date(2027, 1, 1), by=BY)
    assert "neither" in refused(writing.appoint, store, person, "নাজমুল", since=None, by=BY)
    assert "cannot have ended" in refused(writing.retire, store, post, date(2025, 12, 30), by=BY)
    assert "holds it then" in refused(writing.change_term, store, held, until=date(2026, 6, 1), by=BY)
    writing.retire(store, post, date(2026, 6, 30), by=BY)
    assert [one.until for one in Directory(store).holders[post]] == [date(2025, 12, 31), date(2026, 6, 30)]
    assert "only until" in refused(writing.appoint, store, post, "নাজমুল", since=date(2026, 7, 1), by=BY)
    writing.retire(store, post, None, by=BY)
    writing.change_term(store, held, name="রেহানা সুলতানা", phone="০২", by=BY)
    assert Directory(store).holders[post][0].phone == "০২"


def test_a_post_is_of_an_office_and_never_of_itself(store):
    office, post = add(store, "উপজেলা কৃষি অফিস"), add(store, AGRI, sort="post")
    writing.change(store, post, of=office, by=BY)
    assert "part of itself" in refused(writing.change, store, office, of=post, by=BY)
    assert "part of itself" in refused(writing.change, store, office, of=office, by=BY)
    group = add(store, HEADS, sort="group")
    assert "neither" in refused(writing.change, store, post, of=group, by=BY)
    writing.change(store, post, of="", by=BY)
    assert Directory(store).parties[post].of == ""


def test_what_is_deleted_comes_back_unless_its_name_was_given_away(store):
    agri, group = add(store, AGRI), add(store, HEADS, sort="group")
    writing.join(store, group, agri, by=BY)
    writing.delete(store, agri, by=BY)
    assert bound(store, HEADS) == [HEADS]
    writing.undelete(store, agri, by=BY)
    assert bound(store, HEADS) == [AGRI]
    writing.delete(store, agri, by=BY)
    add(store, "কৃষি", aliases=[AGRI])
    assert "কৃষি" in refused(writing.undelete, store, agri, by=BY)
    assert "কৃষি" in refused(binned.take_out, store, agri, by=BY)
    assert "not there" in refused(writing.delete, store, store.new_id("party"), by=BY)


def test_a_term_comes_back_unless_somebody_else_held_it_then(store):
    post = add(store, UNO, sort="post")
    first = writing.appoint(store, post, "রেহানা পারভীন", since=date(2025, 3, 1), by=BY)
    writing.delete(store, first, by=BY)
    second = writing.appoint(store, post, "আবু সাঈদ", since=date(2025, 6, 1), by=BY)
    assert "holds it then" in refused(binned.take_out, store, first, by=BY)
    writing.delete(store, second, by=BY)
    binned.take_out(store, first, by=BY)
    assert Directory(store).holder(post, date(2026, 1, 1)).name == "রেহানা পারভীন"


def test_the_order_is_the_offices_own(store):
    names = ["ক", "খ", "গ", "ঘ"]
    ids = [add(store, name) for name in names]
    writing.move(store, ids[3], ids[0], by=BY)
    writing.move(store, ids[1], "", by=BY)
    assert [one.name for one in Directory(store).parties.values()] == ["খ", "ক", "ঘ", "গ"]
    group = add(store, HEADS, sort="group")
    for one in ids:
        writing.join(store, group, one, by=BY)
    members = Directory(store).belongings[group]
    writing.move(store, members[3].id, "", by=BY)
    assert bound(store, HEADS) == ["ঘ", "ক", "খ", "গ"]
