"""The directory as a place: entries, terms, groups and unknown names, by the keyboard, with a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hands import Hands

from koyradesk import sample
from koyradesk.bengali.text import nfc
from koyradesk.directory import writing
from koyradesk.directory.parties import Directory
from koyradesk.store import Change, Store
from ui import directory_scenes, fonts, inspection
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")
TODAY = date(2026, 11, 22)
BY = "করিম"


@pytest.fixture
def posts(tmp_path):
    """A small office: three posts and a group of two; what decisions name is the sample's."""
    with Store.open(tmp_path / "data") as store:
        sample.fill(store, today=TODAY, by=BY)
        there = [row for kind in ("party", "holder", "belonging") for row in store.rows(kind)]
        store.write([Change(row["id"], {"deleted": True}) for row in there], by=BY)
        made = {
            name: writing.add(store, name, sort="post", by=BY)
            for name in ("উপজেলা কৃষি অফিসার", "উপজেলা মৎস্য কর্মকর্তা", "সচিব, আটুলিয়া ইউপি")
        }
        writing.appoint(store, made["উপজেলা কৃষি অফিসার"], "মোঃ আবু সাঈদ", since=date(2024, 7, 1), phone="০১৭১১-০০০০০১",
                        by=BY)  # fmt: skip
        group = writing.add(store, "ইউপি সচিব (সকল)", sort="group", by=BY)
        writing.join(store, group, made["সচিব, আটুলিয়া ইউপি"], by=BY)
    return made | {"group": group}


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.activateWindow()
    yield made
    made.end()


@pytest.fixture
def page(stage, posts):
    # The order of the two fixtures is that of their making: the office is filled before it is opened.
    stage.window.go("people")
    stage.settle()
    return stage.window.directory.people


@pytest.fixture(autouse=True)
def _filled_first(request):
    """The store is one program's at a time: it is filled before the window opens it."""
    if "posts" in request.fixturenames:
        request.getfixturevalue("posts")


def read(stage):
    found = []
    stage.window.kit.worker.ask(lambda: _read(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def _read(store):
    directory = Directory(store)
    directory.parties, directory.holders, directory.belongings, directory.find("")
    return directory


def choose(stage, page, name):
    party = page.seen.directory.find(name)
    page.show_party(party.id)
    page.list.setFocus()
    stage.settle()
    return party


def heads(view):
    return [line.head for line in view.rows.lines if line.thing is not None]


def test_everybody_stands_under_a_heading_with_who_holds_the_post(page):
    lines = page.list.rows.lines
    assert [line.head for line in lines if line.thing is None] == [
        f"{BENGALI('Posts')} · ৩",
        f"{BENGALI('Groups')} · ১",
    ]
    officer = next(line for line in lines if line.head == nfc("উপজেলা কৃষি অফিসার"))
    assert officer.below == (nfc("মোঃ আবু সাঈদ · ০১৭১১-০০০০০১"),)
    group = next(line for line in lines if line.thing is not None and line.thing.sort == "group")
    assert group.below == (BENGALI("1 member"),)


def test_an_entry_is_made_by_the_keyboard_and_taken_back(stage, page):
    hands = Hands(stage)
    hands.press("Ctrl+Ins")
    assert page.form.name.hasFocus()
    hands.type("উপজেলা সমাজসেবা অফিসার")
    hands.press("Tab")
    assert page.form.holder.hasFocus(), "who holds it is typed with it"
    hands.type("নাসরিন সুলতানা")
    hands.press("Tab")
    hands.type("০১৭১১-০০০০০৯")
    hands.press("Return")
    made = read(stage).find("উপজেলা সমাজসেবা অফিসার")
    assert made is not None
    assert made.sort == "post"
    assert [one.name for one in read(stage).holders[made.id]] == [nfc("নাসরিন সুলতানা")]
    assert page.chosen == made.id
    assert page.list.hasFocus()
    assert page.detail.name.plain == nfc("উপজেলা সমাজসেবা অফিসার")
    hands.press("Ctrl+Z")
    assert read(stage).find("উপজেলা সমাজসেবা অফিসার") is None
    assert len(heads(page.list)) == 4


def test_a_name_that_is_there_is_refused_at_the_form(stage, page):
    hands = Hands(stage)
    hands.press("Ctrl+Ins")
    hands.type("উপজেলা কৃষি অফিসার")
    hands.press("Return")
    assert page.form.isVisible()
    assert page.form.wrong.isVisible()
    assert nfc("উপজেলা কৃষি অফিসার") in page.form.wrong.plain
    assert page.form.name.hasFocus()
    assert len(read(stage).parties) == 4
    assert inspection.cut(stage.window) == []


@pytest.mark.parametrize("typed", ["koyra", "কয়রা"])
def test_a_place_is_found_in_bengali_and_in_english(stage, page, typed):
    choose(stage, page, "উপজেলা কৃষি অফিসার")
    hands = Hands(stage)
    hands.press("F2")
    page.form.place.setFocus()
    hands.type(typed)
    hands.press("Down", "Return")
    assert page.form.place.text() == nfc("কয়রা, খুলনা")
    hands.press("Return")
    place = read(stage).find("উপজেলা কৃষি অফিসার").place
    assert place
    assert nfc("কয়রা, খুলনা") in page.detail.facts.plain
    hands.press("F2", "Return")
    assert read(stage).find("উপজেলা কৃষি অফিসার").place == place, "what was not touched stays"


def test_what_is_no_place_and_no_office_is_told_at_its_field(stage, page):
    choose(stage, page, "উপজেলা কৃষি অফিসার")
    page.change()
    for field in (page.form.place, page.form.of):
        field.setFocus()
        Hands(stage).type("নাইনাইনাই")
        Hands(stage).press("Return")
        assert page.form.wrong.isVisible()
        assert field.hasFocus()
        field.clear()
    page.form.until.line.setText("৩২/১৩/২০২৬")
    page.form.ask()
    assert page.form.until.line.hasFocus()
    assert page.form.isVisible()


def test_a_new_holder_ends_the_term_of_the_one_before(stage, page):
    post = choose(stage, page, "উপজেলা কৃষি অফিসার")
    hands = Hands(stage)
    hands.press("Ins")
    hands.type("সাদিয়া আফরিন")
    hands.press("Tab")
    page.term.since.line.selectAll()
    hands.type("০১/১১/২০২৬")
    hands.press("Return")
    old, new = read(stage).holders[post.id]
    assert (old.until, new.since, new.until) == (date(2026, 10, 31), date(2026, 11, 1), None)
    assert heads(page.detail.list)[:2] == [nfc("সাদিয়া আফরিন"), nfc("মোঃ আবু সাঈদ")]
    assert page.detail.list.rows.lines[1].pill == BENGALI("Now")
    stage.window.notice.button.click()
    stage.settle()
    (back,) = read(stage).holders[post.id]
    assert back.until is None, "both went with one step, and come back with one"


def test_two_at_once_are_refused_but_not_in_additional_charge(stage, page):
    post = choose(stage, page, "উপজেলা কৃষি অফিসার")
    page.appointing = page.detail.appointing.click()
    page.term.name.setText("সাদিয়া আফরিন")
    page.term.since.line.setText("০১/০১/২০২৪")
    page.term.until.line.setText("০১/০১/২০২৫")
    page.term.ask()
    stage.settle()
    assert page.term.isVisible()
    assert nfc("মোঃ আবু সাঈদ") in page.term.wrong.plain
    page.term.additional.setChecked(True)
    page.term.ask()
    stage.settle()
    assert not page.term.isVisible()
    assert [one.additional for one in read(stage).holders[post.id]].count(True) == 1


def test_a_group_is_filled_by_typing_and_emptied_by_delete(stage, page, posts):
    choose(stage, page, "ইউপি সচিব (সকল)")
    hands = Hands(stage)
    page.detail.joining.setFocus()
    hands.type("মৎস্য")
    assert page.detail.joining.completing()
    hands.press("Down", "Return")
    assert heads(page.detail.list) == [nfc("সচিব, আটুলিয়া ইউপি"), nfc("উপজেলা মৎস্য কর্মকর্তা")]
    assert page.detail.joining.hasFocus(), "ready for the next"
    assert page.detail.joining.text() == ""
    hands.type("সচিব, গাবুরা ইউপি")
    hands.press("Return")
    assert page.detail.fresh[0].isVisible(), "a name that is new is entered where it was typed"
    assert inspection.cut(stage.window) == []
    page.detail.fresh[0].click()
    stage.settle()
    names = [one.name for one in read(stage).expand("ইউপি সচিব (সকল)", TODAY)]
    assert names == [nfc(one) for one in ("সচিব, আটুলিয়া ইউপি", "উপজেলা মৎস্য কর্মকর্তা", "সচিব, গাবুরা ইউপি")]
    page.detail.list.show_at(page.detail.list.rows.find(lambda one: one.party == posts["উপজেলা মৎস্য কর্মকর্তা"]))
    page.detail.list.setFocus()
    hands.press("Delete")
    directory, today = read(stage), page.seen.on
    assert nfc("উপজেলা মৎস্য কর্মকর্তা") not in [one.name for one in directory.expand("ইউপি সচিব (সকল)", today)]
    earlier = [one.name for one in directory.expand("ইউপি সচিব (সকল)", today - timedelta(1))]
    assert nfc("উপজেলা মৎস্য কর্মকর্তা") in earlier, "until yesterday it belonged"
    hands.press("Ctrl+Z")
    now = [one.name for one in read(stage).expand("ইউপি সচিব (সকল)", today)]
    assert nfc("উপজেলা মৎস্য কর্মকর্তা") in now


def test_a_member_that_is_typed_again_is_taken_out(stage, page):
    choose(stage, page, "ইউপি সচিব (সকল)")
    hands = Hands(stage)
    page.detail.joining.setFocus()
    hands.type("সচিব, আটুলিয়া ইউপি")
    hands.press("Return")
    assert page.detail.removing.isVisible()
    assert not page.detail.fresh[0].isVisible()
    assert inspection.cut(stage.window) == []
    hands.press("Tab", "Return")
    assert read(stage).is_empty_group("ইউপি সচিব (সকল)", page.seen.on)
    assert not page.detail.removing.isVisible()
    assert page.detail.joining.text() == ""


def test_a_group_in_itself_is_refused_below_the_field(stage, page):
    choose(stage, page, "ইউপি সচিব (সকল)")
    page.detail.joining.setFocus()
    Hands(stage).type("ইউপি সচিব (সকল)")
    Hands(stage).press("Return")
    assert page.detail.wrong.isVisible()
    assert not page.detail.fresh[0].isVisible()


def test_deleting_goes_on_with_the_neighbour_and_can_be_taken_back(stage, page):
    choose(stage, page, "উপজেলা কৃষি অফিসার")
    hands = Hands(stage)
    hands.press("Delete")
    assert page.detail.name.plain == nfc("উপজেলা মৎস্য কর্মকর্তা")
    stage.window.notice.button.click()
    stage.settle()
    assert page.detail.name.plain == nfc("উপজেলা কৃষি অফিসার"), "what comes back is shown"
    assert read(stage).holder(page.chosen, page.seen.on).name == nfc("মোঃ আবু সাঈদ")


def test_what_is_in_use_no_more_stands_apart_and_can_go_on(stage, page):
    post = choose(stage, page, "উপজেলা মৎস্য কর্মকর্তা")
    page.detail.retiring.click()
    stage.settle()
    assert read(stage).find(post.name).until == page.seen.on
    page.detail.retiring.click()
    stage.settle()
    assert read(stage).find(post.name).until is None
    page.change()
    page.form.until.line.setText("০১/০১/২০২৬")
    page.form.ask()
    stage.settle()
    assert page.list.rows.lines[-2].head == f"{BENGALI('Not in use any more')} · ১"
    assert not page.detail.joining.isVisible()


def test_the_keyboard_stays_in_the_place_when_what_it_was_on_goes(stage, page):
    screen = stage.window.directory
    choose(stage, page, "ইউপি সচিব (সকল)")
    page.detail.list.setFocus()
    hands = Hands(stage)
    hands.press("Delete", "Delete")
    assert not page.detail.list.isVisible()
    assert page.detail.isAncestorOf(stage.app.focusWidget())
    for _ in range(4):
        page.detail.deleting.setFocus()
        hands.press("Return")
        assert screen.isAncestorOf(stage.app.focusWidget())
    assert page.beginning.isVisible()


def test_search_finds_names_people_and_telephones(stage, page):
    for typed, found in (("মৎস্য", 1), ("সাঈদ", 1), ("০১৭১১", 1), ("01711", 1), ("হিমালয়", 0)):
        page.search.setText(typed)
        page._narrow()
        assert len(heads(page.list)) == found, typed
        assert page.nothing.isVisible() == (not found)
    page.search.setFocus()
    Hands(stage).press("Escape")
    page._narrow()
    assert len(heads(page.list)) == 4
    assert stage.window.here.place == "people"


def test_an_unknown_name_means_a_candidate_by_one_key(stage, page):
    screen = stage.window.directory
    before = len(screen.unknown.list.rows.lines)
    hands = Hands(stage)
    hands.press("Ctrl+2")
    names = screen.unknown.list
    assert names.hasFocus()
    times = [line.thing.times for line in names.rows.lines]
    assert times == sorted(times, reverse=True), "the most used first"
    names.show_at(names.rows.find(lambda one: one.name.startswith(nfc("উপজেলা কৃষি অফিসার"))))
    stage.settle()
    wanted = names.now().name
    like = screen.unknown.likes.rows.lines[0]
    assert like.head == nfc("১. উপজেলা কৃষি অফিসার")
    assert like.pill
    hands.type("১")
    assert read(stage).find(wanted).name == nfc("উপজেলা কৃষি অফিসার")
    assert len(names.rows.lines) == before - 1
    assert names.hasFocus(), "on to the next"
    hands.press("Ctrl+Z")
    assert read(stage).find(wanted) is None
    assert len(names.rows.lines) == before


@pytest.mark.parametrize(("key", "sort"), [("F5", "post"), ("F6", "office"), ("F7", "person"), ("F8", "group")])
def test_an_unknown_name_is_entered_by_one_key(stage, page, key, sort):
    screen = stage.window.directory
    screen.tabs.setCurrentIndex(1)
    stage.settle()
    name = screen.unknown.list.now().name
    Hands(stage).press(key)
    assert read(stage).find(name).sort == sort
    assert screen.unknown.list.now().name != name
    assert screen.unknown.list.hasFocus()


def test_every_name_settled_says_so(stage, page):
    screen = stage.window.directory
    screen.tabs.setCurrentIndex(1)
    stage.settle()
    for _ in range(len(screen.unknown.list.rows.lines)):
        Hands(stage).press("F5")
    assert screen.unknown.nothing.isVisible()
    assert screen.tabs.tabText(1) == BENGALI("Unknown names")
    assert inspection.cut(stage.window) == []


def test_an_empty_directory_begins_with_the_names_of_decisions(stage, page):
    directory_scenes.emptied(stage)
    stage.settle()
    assert page.beginning.isVisible()
    assert not page.list.isVisible()
    known = len(stage.window.directory.unknown.list.rows.lines)
    assert BENGALI.digits(known) in page.beginning.known.plain
    page.first()
    Hands(stage).press("Return")
    assert stage.window.directory.unknown.isVisible()


def test_an_office_without_anything_is_told_what_to_do(stage):
    stage.window.go("people")
    stage.settle()
    beginning = stage.window.directory.people.beginning
    assert beginning.isVisible()
    assert not beginning.names.isVisible(), "no button that leads to nothing"
    Hands(stage).press("Tab")
    assert beginning.adding.hasFocus()
    Hands(stage).press("Return")
    assert stage.window.directory.people.form.isVisible()
    Hands(stage).press("Escape")
    assert beginning.isVisible()


def test_another_window_is_followed(stage, page):
    stage.program.another_window()
    stage.settle()
    writing_page = page
    other = stage.program.windows[-1]
    other.go("people")
    stage.settle()
    choose(stage, writing_page, "উপজেলা কৃষি অফিসার")
    writing_page.delete()
    stage.settle()
    assert nfc("উপজেলা কৃষি অফিসার") not in heads(other.directory.people.list)


def test_who_types_elsewhere_is_not_disturbed(stage, page, posts):
    screen = stage.window.directory
    for index in (1, 0):
        screen.tabs.setCurrentIndex(index)
        stage.settle()
        stage.window.rail.search.setFocus()
        name = ("উপজেলা কৃষি অফিসার", "উপজেলা মৎস্য কর্মকর্তা")[index]
        stage.window.kit.worker.ask(lambda name=name: stage.program.book.people.delete(posts[name]), lambda _: None)
        stage.settle()
        assert nfc(name) not in heads(page.list)
        assert stage.window.rail.search.hasFocus()


def test_names_with_marks_are_shown_as_they_are_written(stage, page):
    Hands(stage).press("Ctrl+Ins")
    Hands(stage).type("শাখা <ক> & খ")
    Hands(stage).press("Return")
    assert page.detail.name.plain == nfc("শাখা <ক> & খ")
    assert nfc("শাখা <ক> & খ") in heads(page.list)


def test_what_was_changed_since_is_not_taken_back(stage, page):
    """Undo does not tread on what another wrote."""
    post = choose(stage, page, "উপজেলা মৎস্য কর্মকর্তা")
    page.change()
    page.form.phone.setText("০১৭১১-০০০০৭১")
    page.form.ask()
    stage.settle()
    stage.window.kit.worker.ask(
        lambda: writing.change(stage.program.book.store, post.id, phone="০১৭১১-০০০০৭২", by="রহিমা"), lambda _: None
    )
    stage.settle()
    Hands(stage).press("Ctrl+Z")
    assert read(stage).find(post.name).phone == nfc("০১৭১১-০০০০৭২")
    assert BENGALI("Taken back.") not in stage.window.notice.words.plain


def test_a_name_of_many_becomes_a_group_with_those_called_so(stage, page):
    for place in ("আটুলিয়া", "নূরনগর"):
        page.add("post", f"ইউপি চেয়ারম্যান, {place}")
        page.form.ask()
        stage.settle()
    screen = stage.window.directory
    screen.tabs.setCurrentIndex(1)
    stage.settle()
    names = screen.unknown.list
    names.show_at(names.rows.find(lambda one: one.name.startswith(nfc("ইউপি চেয়ারম্যান"))))
    stage.settle()
    name = names.now().name
    assert screen.unknown.filled.isVisible()
    Hands(stage).press("Shift+F8")
    assert len(read(stage).expand(name, page.seen.on)) == 2
    Hands(stage).press("Ctrl+Z")
    assert read(stage).find(name) is None


def test_tab_goes_through_the_place_as_it_is_read(stage, page):
    choose(stage, page, "উপজেলা কৃষি অফিসার")
    page.adding.setFocus()
    hands = Hands(stage)
    seen = []
    for _ in range(10):
        seen.append(stage.app.focusWidget())
        hands.press("Tab")
    detail = page.detail
    wanted = [page.adding, page.search, page.list, detail.changing, detail.retiring, detail.deleting,
              detail.twins.asking, detail.list, detail.joining, detail.appointing]  # fmt: skip
    assert seen[: len(wanted)] == wanted
    assert all(one.accessibleName() for one in wanted)


def test_an_office_whose_key_is_here_is_named_as_the_one_that_sends_bundles(stage, page):
    post = choose(stage, page, "উপজেলা মৎস্য কর্মকর্তা")
    page.change()
    assert not page.form.office.isVisible(), "nobody sends bundles here"
    store = stage.program.book.store
    key = {"office": "npaz11a1", "name": "নমুনা সদর", "public": "ssh-ed25519 x", "role": "below"}
    stage.window.kit.worker.ask(lambda: store.write([Change(store.new_id("key"), key)], by=BY), lambda _: None)
    # Whatever is kept is read anew with the keys.
    page.form.phone.setText("০১৭১১-০০০০৭১")
    page.form.ask()
    stage.settle()
    hands = Hands(stage)
    hands.press("F2")
    assert page.form.office.isVisible()
    page.form.office.setFocus()
    hands.type("নমুনা")
    hands.press("Down", "Return")
    assert page.form.office.text() == nfc("নমুনা সদর (npaz11a1)")
    hands.press("Return")
    assert read(stage).find(post.name).office == "npaz11a1"
    page.change()
    page.form.office.setText("abc")
    page.form.ask()
    stage.settle()
    assert page.form.wrong.isVisible(), "no code at all"
    page.form.office.clear()
    page.form.ask()
    stage.settle()
    assert read(stage).find(post.name).office == ""
