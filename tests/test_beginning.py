"""An office begins: what is proposed from what was chosen, and all of it written at once or not at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from test_glossary import offences

from koyradesk import layout as layouts
from koyradesk import letters, meetings, memos, papers, prefill
from koyradesk.beginning import making, proposing, templates
from koyradesk.beginning.finding import find_places
from koyradesk.beginning.proposing import Proposal
from koyradesk.beginning.shapes import HEAD, MEMBER, TEXTS, Plan, read
from koyradesk.bengali.text import nfc
from koyradesk.directory import places
from koyradesk.directory.parties import Directory
from koyradesk.documents import render_pdf
from koyradesk.errors import UserError
from koyradesk.markup import plain
from koyradesk.model import Letterhead
from koyradesk.paper_key import PaperKey
from koyradesk.resources import resource
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
KOYRA = next(one.code for one in places.every().values() if one.en == "Koyra")
KHULNA = next(one.code for one in places.every().values() if one.en == "Khulna" and one.level == "district")
NUMBER = "০৫.৪৪.৯৯৫৩.০০০.০৬.০২৩.২৬-৬৬৪"


def mint():
    numbers = count(1)
    return lambda kind: f"{kind}.{next(numbers)}"


def plan(office="uno", committee="ict", place=KOYRA, **typed):
    made = Plan().with_place(place).with_office(office).with_committee(committee)
    for name, text in typed.items():
        made = made.with_text(name, text)
    return made


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        yield opened


def records(store):
    kinds = ("office", "committee", "member", "party", "meeting", "letter", "memo", "item", "attendee", "recipient")
    return {kind: len(store.rows(kind, deleted=None, only=())) for kind in kinds}


# The templates


@pytest.mark.parametrize("level", templates.LEVELS)
def test_every_template_is_whole(level):
    offices, committees = templates.offices(level), templates.committees(level)
    assert len({one.key for one in offices}) == len(offices) > 10
    assert len({one.key for one in committees}) == len(committees) > 6
    assert len({one.name for one in committees}) == len(committees)
    for one in offices:
        assert templates.post(level, one.head)
    for one in committees:
        keys = [seat.key for seat in one.seats]
        assert len(set(keys)) == len(keys) >= 4, one.key
        assert one.chair.role != MEMBER
        assert one.agenda[0].startswith("বিগত সভার কার্যবিবরণী")
        assert one.agenda[-1] == "বিবিধ"
        assert one.copies[-1] == "অফিস নথি"


@pytest.mark.parametrize("level", templates.LEVELS)
def test_the_templates_keep_to_the_glossary(level):
    text = resource("committees", f"{level}.toml").read_text(encoding="utf-8")
    said = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert offences(nfc(said)) == []


@pytest.mark.parametrize("level", templates.LEVELS)
def test_nothing_is_left_to_be_filled_in_with_or_without_a_place(level):
    place = {"upazila": KOYRA, "district": KHULNA}[level]
    for kind in templates.committees(level):
        for where in (place, ""):
            if where == "" and level == "district":
                continue
            proposal = Proposal(plan(committee=kind.key, place=where), TODAY)
            held = proposal.meeting(mint())
            texts = [held.committee, held.title, *(one.topic for one in held.items)]
            texts += [one.designation for one in held.attendees]
            texts += [one.text for one in held.distribution.recipients]
            for text in texts:
                assert text.strip() == text != ""
                assert not set("{}") & set(text)
                assert ", ," not in text
                assert "  " not in text


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "uno"),
        ("আইসিটি", "ict"),
        ("ict", "ict"),
        ("agri", "agriculture"),
        ("কৃষী", "agriculture"),
        ("LGED", "engineer"),
    ],
)
def test_an_office_is_found_by_part_of_its_name(typed, first):
    assert templates.find_offices(typed, "upazila")[0].key == first


def test_the_committees_of_the_own_office_come_first():
    def first(head):
        return templates.find_committees("", "upazila", head)[0].key

    assert first("ict") == "ict"
    assert first("women") == "women"
    assert first("pio") == "disaster"
    assert first("acland") == "khas"
    assert first("uno") == first("") == "ict"
    assert templates.find_committees("law order", "upazila")[0].key == "order"
    assert templates.find_committees("nothing such", "upazila") == ()


# What is proposed


def test_the_letterhead_of_every_office_names_it_in_bold():
    for level, place in (("upazila", KOYRA), ("district", KHULNA)):
        for kind in templates.offices(level):
            proposal = Proposal(plan(kind.key, place=place), TODAY)
            lines = proposal.letterhead.lines
            assert lines[0] == proposing.GOVERNMENT
            assert lines[-1] == places.words(place)
            bold = layouts.resolve(proposal.look).letterhead.bold
            assert [lines[at - 1] for at in bold] == [kind.name]
            assert proposing.place_of(proposal.letterhead).code == place
            assert len(lines) <= len(HEAD)


def test_an_address_is_proposed_where_the_names_give_one():
    assert proposing.website(places.get(KOYRA)) == "www.koyra.khulna.gov.bd"
    assert proposing.website(places.get(KHULNA)) == "www.khulna.gov.bd"
    sea = next(one for one in places.every().values() if one.en == "Cox's Bazar" and one.level == "district")
    assert proposing.website(sea) == "www.coxsbazar.gov.bd"
    assert proposing.website(None) == ""
    assert Proposal(Plan(own_place="নতুনগঞ্জ, নীলকুঞ্জ"), TODAY).texts["website"] == ""


def test_every_place_has_a_letterhead_that_is_read_back():
    for one in places.every().values():
        if one.level != "division":
            assert proposing.place_of(Letterhead((proposing.GOVERNMENT, places.words(one.code)))) == one


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(1, 15)])
def test_the_days_that_are_offered_are_working_days(today):
    offered = proposing.days(today)
    assert all(day.weekday() not in (4, 5) and day > today for day in offered)
    assert list(offered) == sorted(set(offered))
    proposed = proposing.next_day(today)
    assert proposed.weekday() not in (4, 5)
    assert 7 <= (proposed - today).days <= 9
    assert proposed in offered


def test_who_signs_is_the_officer_of_the_office_where_he_sits_in_the_committee():
    ict = Proposal(plan("ict", chair="রুমানা আক্তার", signer="মো. তানভীর হাসান"), TODAY)
    assert not ict.one_hand
    assert ict.meeting(mint()).signatures[-1].name == "মো. তানভীর হাসান"
    uno = Proposal(plan("uno", chair="রুমানা আক্তার"), TODAY)
    assert uno.one_hand
    assert uno.texts["signer"] == "রুমানা আক্তার"
    [signed] = uno.meeting(mint()).signatures
    assert (signed.name, signed.designation) == ("রুমানা আক্তার", "উপজেলা নির্বাহী অফিসার")
    # Another office keeps the papers of this committee.
    other = Proposal(plan("food", "women"), TODAY)
    assert other.texts["signer_post"] == nfc("উপজেলা মহিলা বিষয়ক কর্মকর্তা")


def test_names_stand_with_their_posts():
    proposal = Proposal(plan("ict", chair="রুমানা আক্তার", signer="মো. তানভীর হাসান"), TODAY)
    named = {one.designation: one.name for one in proposal.members() if one.name}
    assert named == {
        "উপজেলা নির্বাহী অফিসার": "রুমানা আক্তার",
        nfc("সহকারী প্রোগ্রামার, তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর"): "মো. তানভীর হাসান",
    }
    changed = Proposal(plan("ict", signer_post="উপজেলা আইসিটি অফিসার", signer="মো. তানভীর হাসান"), TODAY)
    assert [one.designation for one in changed.members()][-1] == "উপজেলা আইসিটি অফিসার"
    assert [one.name for one in changed.members()][-1] == "মো. তানভীর হাসান"


def test_what_was_typed_of_one_office_is_not_kept_for_another():
    made = plan(line2="অন্য কার্যালয়", date="১ ডিসেম্বর ২০২৬", chair="রুমানা আক্তার")
    assert Proposal(made, TODAY).texts["line2"] == "অন্য কার্যালয়"
    other = made.with_office("ict")
    assert "line2" not in other.typed
    assert other.typed["chair"] == "রুমানা আক্তার"
    assert other.typed["date"] == "১ ডিসেম্বর ২০২৬"
    assert made.with_office("uno") == made
    assert "chair" not in made.with_committee("order").typed
    assert made.with_committee("ict") is made


def test_what_was_emptied_stays_empty():
    assert Proposal(plan(website=""), TODAY).letterhead.website == ""
    assert Proposal(plan(time=""), TODAY).meeting(mint()).time == ""


def test_a_plan_is_kept_and_read_again():
    made = plan("ict", date="১/১২/২০২৬", chair="রুমানা আক্তার", website="")
    assert read(made.told()) == made
    own = Plan(own_place="নতুনগঞ্জ", own_office="নতুন দপ্তর").with_committee("", "বইমেলা কমিটি")
    assert read(own.told()) == own
    for broken in (None, [], "x", {"place": 3, "chair": None, "other": "x"}):
        assert read(broken) == Plan()
    with pytest.raises(ValueError, match="nothing here"):
        Plan().with_text("shoe", "x")
    assert len(set(TEXTS)) == len(TEXTS)


# Writing


def test_an_office_begins_with_its_committee_and_a_notice(store):
    made = making.begin(store, plan("ict", chair="রুমানা আক্তার", number=NUMBER), today=TODAY, by="x")
    [office] = store.rows("office")
    assert office["letterhead"][2] == "উপজেলা আইসিটি অফিস"
    assert office["name"] == f"উপজেলা আইসিটি অফিস, {places.words(KOYRA)}"
    held = meetings.get(store, made.meeting)
    assert held.committee.endswith("উপজেলা আইসিটি কমিটি")
    assert held.chair.name == "রুমানা আক্তার"
    assert [one.serial for one in held.items][:2] == ["১.০", "২.০"]
    assert len(held.attendees) == len(store.rows("member")) > 10
    notice = letters.get(store, made.notice)
    assert notice.memo().number == NUMBER
    assert notice.memo().state == "numbered"
    assert notice.meeting == made.meeting


@pytest.mark.parametrize("level", templates.LEVELS)
def test_what_was_shown_is_what_is_printed(tmp_path, level):
    """The page on the screen and the paper that is printed are made of the same words, for every committee."""
    place = {"upazila": KOYRA, "district": KHULNA}[level]
    for kind in templates.committees(level):
        for office in ("uno" if level == "upazila" else "dc", "ict"):
            made = plan(office, kind.key, place, chair="রুমানা আক্তার", signer="মো. তানভীর হাসান")
            with Store.open(tmp_path / kind.key / office) as store:
                begun = making.begin(store, made, today=TODAY, by="x")
                key = PaperKey("notice", begun.meeting, letter=begun.notice)
                printed = papers.held(store, key, today=TODAY).document()
            shown = Proposal(made, TODAY).notice(mint()).document()
            assert words(shown) == words(printed)


def words(document):
    from koyradesk.documents.plaintext import render_text

    return render_text(document)


def test_the_notice_with_a_number_has_no_draft_mark():
    assert Proposal(plan(), TODAY).notice(mint()).document().draft
    assert not Proposal(plan(number=NUMBER), TODAY).notice(mint()).document().draft
    assert Proposal(plan(number="৬৬৪"), TODAY).notice(mint()).document().draft


def test_the_posts_of_the_members_are_in_the_directory(store):
    making.begin(store, plan(), today=TODAY, by="x")
    directory = Directory(store)
    found = directory.find("উপজেলা কৃষি অফিসার, " + places.get(KOYRA).bn)
    assert found.sort == "post"
    assert found.place == KOYRA
    members = store.rows("member")
    assert [one["designation"] for one in members if not one["party"]] == [nfc("চেয়ারম্যান (সকল), ইউনিয়ন পরিষদ")]
    before = len(directory.parties)
    making.begin_committee(store, Plan(committee="order"), today=TODAY, by="x")
    added = {one.name for one in Directory(store).parties.values()}
    assert len(added) == len(Directory(store).parties) > before


def test_a_further_committee_has_the_head_of_the_office(store):
    making.begin(store, plan("ict"), today=TODAY, by="x")
    further = Plan().with_committee("women")
    made = making.begin_committee(store, further, today=TODAY, by="x")
    held = meetings.get(store, made.meeting)
    assert held.office.lines[2] == "উপজেলা আইসিটি অফিস"
    assert held.committee.startswith(places.get(KOYRA).bn)
    assert len(store.rows("office")) == 1
    with pytest.raises(UserError, match="There is a committee called"):
        making.begin_committee(store, further, today=TODAY, by="x")


def test_a_committee_whose_name_reads_the_same_begins_once_also_with_a_mark_in_it(store):
    making.begin(store, plan("ict"), today=TODAY, by="x")
    making.begin_committee(store, Plan().with_committee("", "ক্রীড়া &amp; সংস্কৃতি কমিটি"), today=TODAY, by="x")
    for again in ("ক্রীড়া &amp; সংস্কৃতি কমিটি", "ক্রীড়া  &amp;  সংস্কৃতি কমিটি", "<b>ক্রীড়া</b> &amp; সংস্কৃতি কমিটি"):
        with pytest.raises(UserError, match="There is a committee called") as refused:
            making.begin_committee(store, Plan().with_committee("", again), today=TODAY, by="x")
        assert "&amp;" not in refused.value.parts["name"]
    assert len(store.rows("committee", only=("name",))) == 2


def test_the_next_meeting_goes_on_from_the_first(store):
    made = making.begin(store, plan(chair="রুমানা আক্তার"), today=TODAY, by="x")
    first = meetings.get(store, made.meeting)
    following = prefill.for_committee(store, first.committee, date(2026, 12, 20))
    assert following.chair == first.chair
    assert following.period == "2026-12"
    assert following.office == first.office


def test_the_office_alone_or_its_committee_alone(store, tmp_path):
    made = making.begin(store, plan(committee=""), today=TODAY, by="x")
    assert (made.committee, made.meeting) == ("", "")
    assert records(store) | {"office": 0} == dict.fromkeys(records(store), 0)
    with Store.open(tmp_path / "other") as other:
        made = making.begin(other, plan(), meeting=False, today=TODAY, by="x")
        assert made.committee
        assert records(other)["meeting"] == records(other)["letter"] == 0
        # Its first meeting then knows chair and members.
        name = other.row(made.committee)["name"]
        assert prefill.for_committee(other, name, TODAY).chair.designation == "উপজেলা নির্বাহী অফিসার"


def test_an_office_of_ones_own_and_a_committee_of_ones_own(store):
    own = Plan(own_place="নতুনগঞ্জ, নীলকুঞ্জ").with_office("", "মধুছায়া পাঠাগার কার্যালয়").with_committee("", "পাঠাগার কমিটি")
    made = making.begin(store, own.with_text("chair", "রুমানা আক্তার"), today=TODAY, by="x")
    held = meetings.get(store, made.meeting)
    assert held.title.startswith("পাঠাগার কমিটির")
    assert held.office.lines[-1] == "নতুনগঞ্জ, নীলকুঞ্জ"
    assert held.chair.name == "রুমানা আক্তার"
    assert held.items == ()
    pdf = papers.make(store, PaperKey("notice", made.meeting, letter=made.notice))
    assert pdf.startswith(b"%PDF")


def test_an_office_of_a_place_that_no_list_has_begins_further_committees_of_its_place(store):
    own = Plan(own_place="মধুছায়া, নীলকুঞ্জ").with_office("uno").with_committee("ict")
    first = meetings.get(store, making.begin(store, own, today=TODAY, by="x").meeting)
    further = making.begin_committee(store, Plan(committee="order"), today=TODAY, by="x")
    second = meetings.get(store, further.meeting)
    assert first.committee == nfc("মধুছায়া উপজেলা আইসিটি কমিটি")
    assert second.committee == nfc("মধুছায়া উপজেলা আইন-শৃঙ্খলা কমিটি")
    assert nfc("জেলা প্রশাসক, নীলকুঞ্জ") in second.distribution.recipients[0].text


@pytest.mark.parametrize("name", ["মধুছায়া পাঠাগার", "পাঠাগার কার্যালয়"])
def test_an_office_is_called_as_its_letterhead_says(store, name):
    making.begin(store, plan(line2=nfc(name)), today=TODAY, by="x")
    assert store.rows("office")[0]["name"] == f"{nfc(name)}, {places.words(KOYRA)}"


# What is refused


def test_an_office_is_never_begun_over_another(store):
    making.begin(store, plan(), today=TODAY, by="x")
    before = records(store)
    with pytest.raises(UserError, match="holds an office already"):
        making.begin(store, plan("ict"), today=TODAY, by="x")
    assert records(store) == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Plan().with_committee("ict"), "Write the name of the office"),
        (plan(line2="", line3=""), "Write the name of the office"),
        (plan("ict", line2="", line3=""), "Write the name of the office"),
        (plan(line2="ক" * 300), "longer than 200 letters"),
        (plan(name="ক" * 300), "a name of at most 200 letters"),
        (plan(name=" "), "a name of at most 200 letters"),
        (plan(date="কোনো এক দিন"), "The day of the meeting is not understood"),
        (plan(number="১২৩"), "file"),
        (plan(number="স্মারক"), "memo number"),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(store, wrong, said):
    before = records(store)
    with pytest.raises(UserError, match=said):
        making.begin(store, wrong, today=TODAY, by="x")
    assert records(store) == before
    assert not making.is_begun(store)
    # And then it goes.
    assert making.begin(store, plan(), today=TODAY, by="x").notice


@pytest.mark.parametrize("text", ["<b>ক</b> &amp; খ", "ক্", "\u200c\u200dক", "\u202eabc", "😀", "ক" * 190, "{place}"])
def test_odd_texts_are_printed_as_they_are_or_refused_in_words(store, text):
    made = plan(line2=text + " কার্যালয়", chair=text, venue=text, time=text)
    try:
        begun = making.begin(store, made, today=TODAY, by="x")
        pdf = render_pdf(papers.held(store, PaperKey("notice", begun.meeting, letter=begun.notice)).document())
    except UserError:
        return
    assert pdf.startswith(b"%PDF")
    assert plain(meetings.get(store, begun.meeting).chair.name) == plain(nfc(text))


def test_a_death_in_the_middle_leaves_an_empty_office(tmp_path):
    """Killed before any of its statements, the office is as empty as it was, or whole."""
    script = Path(__file__).with_name("beginning_killed.py")
    seen = set()
    for number in (1, 3, 10, 40, 150, 100_000):
        folder = tmp_path / str(number)
        subprocess.run([sys.executable, str(script), str(folder), str(number)], check=False)
        with Store.open(folder) as store:
            found = records(store)
            seen.add(bool(found["office"]))
            if found["office"]:
                assert found["meeting"] == found["letter"] == found["committee"] == 1
            else:
                assert not any(found.values())
                assert making.begin(store, plan(), today=TODAY, by="x").notice
    assert seen == {True, False}


def test_the_way_is_taken_back_as_one(store):
    """What began is one group: no step of the notice's own history takes the office away."""
    from koyradesk import undoing

    made = making.begin(store, plan(), today=TODAY, by="x")
    step = undoing.last(store, made.meeting)
    if step is not None:
        undoing.revert(store, step, by="x")
    assert store.rows("office")
    assert memos.allowed(letters.get(store, made.notice)).number


# Places


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("কয়রা", "Koyra"),
        ("koyra", "Koyra"),
        ("koira", "Koyra"),
        ("KOY", "Koyra"),
        ("কয়রা খুলনা", "Koyra"),
        ("shamnag", "Shyamnagar"),
        ("শ্যামনগর", "Shyamnagar"),
        ("yamnag", "Shyamnagar"),
        ("satkira", "Satkhira"),
        ("sherpur bogu", "Sherpur"),
        ("jessore", "Jashore"),
    ],
)
def test_a_place_is_found_by_any_part_of_its_name_as_it_sounds(typed, meant):
    found = find_places(typed)
    assert meant in [one.en for one in found[:3]]
    assert all(one.level != "division" for one in found)


def test_places_of_one_name_are_all_found():
    found = find_places("kaliganj")
    same = [one for one in found if one.en == "Kaliganj"]
    assert len(same) > 2
    assert len({places.words(one.code) for one in same}) == len(same)


@pytest.mark.parametrize("typed", ["", " ", "\u09cd", "😀", "zzqqxx", "ক" * 300, "\x00", "((("])
def test_what_is_no_place_finds_none_and_breaks_nothing(typed):
    assert len(find_places(typed)) <= 40
