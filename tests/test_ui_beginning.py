"""From an empty folder to a printed notice, by the keyboard, as somebody would who has never read a manual."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hands import Hands
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from koyradesk import letters, meetings
from koyradesk.beginning import templates
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.store import Store
from ui import fonts
from ui.beginning.picking import OWN
from ui.editor.starting import Offer, _fits
from ui.tour import Stage
from ui.trail import Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CHAIR, SIGNER = nfc("রুমানা আক্তার"), nfc("মো. তানভীর হাসান")
NUMBER = "০৫.৪৪.৯৯৫৩.০০০.০৬.০২৩.২৬-৬৬৪"
#: Keys pressed for what they do, from the first page to the printer; and texts that had to be typed.
MOST_KEYS, MOST_TEXTS = 15, 12


@pytest.fixture(scope="module")
def app():
    made = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.load()
    return made


@pytest.fixture(params=["bn", "en"])
def language(request):
    return request.param


@pytest.fixture
def stage(app, tmp_path):
    made = Stage(app, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


class Story(Hands):
    """Hands that count texts, each as one."""

    texts = 0
    keys = 0

    def write(self, text):
        self.type(text)
        self.texts += 1

    def press(self, *keys, settle=True):
        self.keys += len(keys)
        super().press(*keys, settle=settle)


def begin(stage):
    """At the first step."""
    stage.window.go_to(Where("begin"))
    stage.settle()
    return stage.window.beginning, Story(stage)


def to(hands, screen, step):
    """By Enter alone, from the first step on, with the first upazila that is called so."""
    if screen.step == "place":
        hands.write("koyra")
    while screen.step != step:
        hands.press("Return")
    return screen


def on(stage, job):
    """What a job finds in the store, on the thread that owns it."""
    found = []
    stage.window.kit.worker.ask(lambda: job(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def rows(stage, kind, deleted=None):
    return on(stage, lambda store: store.rows(kind, deleted=deleted))


def notice_of(stage):
    [one] = rows(stage, "letter")
    return on(stage, lambda store: letters.get(store, one["id"]))


def meeting_of(stage):
    def only(store):
        [one] = meetings.listing(store)
        return meetings.get(store, one.id)

    return on(stage, only)


def words_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def test_a_first_notice_lies_ready_after_a_few_keys(app, tmp_path, language):
    stage = Stage(app, tmp_path, language, "light", 1.0)
    window, hands = stage.window, Story(stage)
    assert window.screens.currentWidget() is window.welcome
    hands.press("Return")
    screen = window.beginning
    hands.write("koira")
    hands.press("Return")
    assert screen.step == "office"
    hands.write("ict")
    hands.press("Return", "Return")
    assert screen.step == "committee"
    hands.press("Return", "Return")
    assert screen.step == "who"
    hands.write(CHAIR)
    hands.press("Return")
    hands.write(SIGNER)
    hands.press("Return")
    hands.write(NUMBER)
    shown = len(screen.paper.held.sizes)
    hands.press("Return")
    assert window.here.place == "letter"
    assert window.screens.currentWidget() is window.letters.editor
    target = tmp_path / "notice.pdf"
    held = window.letters.editor.page.held
    target.write_bytes(held.data)
    assert len(held.sizes) == shown
    hands.press("Ctrl+P", settle=False)
    dialog = None
    for _ in range(200):
        QTest.qWait(20)
        if dialog := QApplication.activeModalWidget():
            break
    assert dialog is not None, "Ctrl P leads to the printer"
    dialog.reject()
    stage.settle()
    assert hands.keys <= MOST_KEYS
    assert hands.texts <= MOST_TEXTS
    printed = nfc(words_of(target))
    for wanted in (
        "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
        "উপজেলা আইসিটি অফিস",
        "www.koyra.khulna.gov.bd",
        NUMBER,
        "সভার নোটিশ",
        CHAIR,
        f"({SIGNER})",
        "আলোচ্যসূচি:",
        "বিতরণ",
    ):
        assert nfc(wanted) in printed
    assert nfc("খসড়া") not in printed
    stage.end()


def test_enter_alone_leads_to_a_draft(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    hands.press("Return", "Return")
    assert stage.window.here.place == "letter"
    assert notice_of(stage).memo().state == "draft"
    assert rows(stage, "office")[0]["name"].startswith("উপজেলা নির্বাহী অফিসারের")


def test_the_page_follows_what_is_looked_at_before_it_is_chosen(stage):
    screen, hands = begin(stage)
    hands.write("kaliganj")

    def page():
        return words_in(screen)

    first = page()
    hands.press("Down")
    assert page() != first
    hands.press("Up")
    assert page() == first
    assert screen.plan.place == "", "nothing is chosen by looking at it"


def words_in(screen):
    import pypdfium2

    with pypdfium2.PdfDocument(screen.paper.held.data) as document:
        return document[0].get_textpage().get_text_bounded()


def test_every_step_can_be_gone_back_without_loss(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    hands.write(CHAIR)
    for step in ("when", "committee", "head", "office", "place"):
        hands.press("Escape")
        assert screen.step == step
    hands.press("Escape")
    window = stage.window
    assert window.screens.currentWidget() is window.welcome
    hands.press("Return")
    assert screen.step == "place"
    for _ in range(5):
        hands.press("Return")
    assert screen.who.fields["chair"].text() == CHAIR
    assert not rows(stage, "office")


def test_what_was_chosen_is_there_after_the_program_was_killed(app, stage, tmp_path):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    hands.write(CHAIR)
    QTest.qWait(1400)
    stage.settle()
    kept = json.loads((stage.folder / "data" / "beginning.json").read_text("utf-8"))
    assert kept["chair"] == CHAIR
    # What another program would find there after a kill.
    other = tmp_path / "other"
    other.joinpath("data").mkdir(parents=True)
    other.joinpath("data", "beginning.json").write_text(json.dumps(kept), "utf-8")
    again = Stage(app, other, "bn", "light", 1.0)
    try:
        again.window.go_to(Where("begin"))
        again.settle()
        assert again.window.beginning.step == "who"
        assert again.window.beginning.who.fields["chair"].text() == CHAIR
    finally:
        again.end()


def test_whoever_goes_elsewhere_or_closes_finds_it_as_it_was(app, tmp_path):
    made = Stage(app, tmp_path, "bn", "light", 1.0)
    screen, hands = begin(made)
    to(hands, screen, "who")
    hands.write(CHAIR)
    made.window.go("people")
    made.settle()
    made.window.go_to(Where("begin"))
    made.settle()
    assert (screen.step, screen.who.fields["chair"].text()) == ("who", CHAIR)
    screen.who.focus_on("number")
    hands.type(NUMBER, settle=False)
    made.end()
    kept = json.loads((tmp_path / "data" / "beginning.json").read_text("utf-8"))
    assert nfc(kept["number"]) == nfc(NUMBER)


def test_another_language_goes_on_at_the_same_step(app, tmp_path):
    made = Stage(app, tmp_path, "bn", "light", 1.0)
    try:
        screen, hands = begin(made)
        to(hands, screen, "who")
        hands.write(CHAIR)
        made.window.language_asked.emit("en")
        made.settle()
        other = made.window.beginning
        assert other is not screen
        assert (other.step, other.who.fields["chair"].text()) == ("who", CHAIR)
        assert other.on.text() == "Make the notice"
    finally:
        made.end()


@pytest.mark.parametrize("broken", ["", "[", '{"place": 3, "step": []}', '{"step": "nowhere", "place": "x9"}'])
def test_a_damaged_plan_begins_anew(stage, broken):
    (stage.folder / "data" / "beginning.json").write_text(broken, "utf-8")
    screen, _ = begin(stage)
    assert screen.step == "place"


def test_an_unknown_upazila_is_said_and_can_be_taken_in_bengali(stage):
    screen, hands = begin(stage)
    hands.write("qqqq")
    assert screen.picks["place"].none.isVisible()
    hands.press("Return")
    assert screen.step == "place"
    screen.picks["place"].field.clear()
    hands.write("নতুনগঞ্জ")
    hands.press("Return")
    assert screen.step == "office"
    to(hands, screen, "head")
    assert screen.head.fields["line3"].text() == "নতুনগঞ্জ"
    assert screen.head.fields["website"].text() == ""


@pytest.mark.parametrize("text", ["কয়রা", "শ্যামনগর, সাতক্ষীরা"])
def test_bijoy_that_is_pasted_finds_the_upazila(stage, text):
    from koyradesk.bengali.bijoy import to_bijoy

    screen, hands = begin(stage)
    mime = QMimeData()
    mime.setText(to_bijoy(text))
    mime.setHtml(f'<span style="font-family: SutonnyMJ">{to_bijoy(text)}</span>')
    QGuiApplication.clipboard().setMimeData(mime)
    hands.press("Ctrl+V")
    assert nfc(screen.picks["place"].field.text()) == nfc(text)
    hands.press("Return")
    assert screen.step == "office"
    assert nfc(screen._proposal(screen.plan).place_name) == nfc(text.partition(",")[0])


def test_bengali_typed_by_sound_finds_the_upazila(stage):
    screen, hands = begin(stage)
    hands.press("F9")
    hands.type("koyra")
    hands.press("Return")
    if screen.step == "place":
        # The first Enter ended the word.
        hands.press("Return")
    assert screen.step == "office"
    assert screen._proposal(screen.plan).place.en == "Koyra"
    hands.press("F9")


def test_what_is_wrong_is_said_where_it_stands_and_nothing_is_written(stage):
    screen, hands = begin(stage)
    to(hands, screen, "head")
    for name in ("line2", "line3"):
        screen.head.fields[name].clear()
    stage.settle()
    hands.press("Return")
    assert screen.step == "head"
    assert screen.wrong.isVisible()
    assert screen.head.fields["line2"].hasFocus()
    screen.head.fields["line2"].setText("ক" * 300)
    hands.press("Return")
    assert screen.step == "head"
    assert "২০০" in screen.wrong.plain
    screen.head.fields["line2"].setText("উপজেলা পাঠাগার কার্যালয়")
    assert not screen.wrong.isVisible()
    to(hands, screen, "when")
    screen.when.fields["date"].line.setText("৩১/১১/২০২৬")
    hands.press("Return")
    assert screen.step == "when"
    assert screen.wrong.isVisible()
    screen.when.fields["date"].line.setText("৩০/১১/২০২৬")
    hands.press("Return")
    screen.who.fields["number"].setText("স্মারক")
    hands.press("Ctrl+Return")
    assert screen.step == "who"
    assert screen.wrong.isVisible()
    assert screen.who.fields["number"].hasFocus()
    assert not rows(stage, "office")
    screen.who.fields["number"].clear()
    hands.press("Ctrl+Return")
    assert stage.window.here.place == "letter"


def test_two_presses_at_the_end_make_one_office(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    screen.on.click()
    screen.on.click()
    stage.settle()
    assert len(rows(stage, "office")) == 1
    assert len(rows(stage, "letter")) == 1


def test_a_second_window_does_not_begin_it_again(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    from koyradesk.beginning import making
    from koyradesk.beginning.shapes import Plan

    plan = Plan(office="ict", committee="ict")
    book = stage.program.book
    stage.window.kit.worker.ask(lambda: making.begin(book.store, plan, today=book.today(), by="x"), lambda _: None)
    stage.settle()
    screen.on.click()
    stage.settle()
    assert screen.wrong.isVisible()
    assert len(rows(stage, "office")) == 1


def test_a_full_disk_at_the_end_keeps_everything_for_another_try(stage, monkeypatch):
    from koyradesk.beginning import making

    screen, hands = begin(stage)
    to(hands, screen, "who")
    hands.write(CHAIR)
    whole = making.begin

    def full(*_, **__):
        raise UserError("The disk is full. Make room on it, then go on.")

    monkeypatch.setattr(making, "begin", full)
    hands.press("Ctrl+Return")
    assert screen.step == "who"
    assert screen.wrong.isVisible()
    assert screen.who.fields["chair"].text() == CHAIR
    monkeypatch.setattr(making, "begin", whole)
    hands.press("Ctrl+Return")
    assert stage.window.here.place == "letter"
    assert meeting_of(stage).chair.name == CHAIR


def test_somebody_else_may_sign(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    assert not screen.who.fields["signer"].isVisible()
    hands.write(CHAIR)
    screen.who.other.click()
    stage.settle()
    assert screen.who.fields["signer"].hasFocus()
    hands.write(SIGNER)
    hands.press("Return")
    assert screen.who.fields["signer_post"].hasFocus()
    hands.write("সহকারী প্রোগ্রামার")
    hands.press("Return", "Return")
    assert notice_of(stage).signatures[0].name == SIGNER


def test_a_day_can_be_had_by_a_click(stage):
    screen, hands = begin(stage)
    to(hands, screen, "when")
    days = screen.when._days.findChildren(type(screen.on))
    assert len(days) == 4
    days[0].click()
    stage.settle()
    assert screen.plan.typed["date"] == screen.when.fields["date"].marked()
    assert screen.when.fields["date"].day() is not None


def test_the_office_alone_and_then_its_first_committee(stage):
    screen, hands = begin(stage)
    to(hands, screen, "committee")
    screen.later.click()
    stage.settle()
    window = stage.window
    assert window.screens.currentWidget() is window.welcome
    assert not window.welcome.beginning.isVisible()
    assert window.welcome.making.isVisible()
    hands.press("Ctrl+N")
    first = window.starting.offers.offer(window.starting.list.currentIndex())
    assert first.template == templates.committees("upazila")[0].key
    hands.press("Return")
    assert window.screens.currentWidget() is screen
    assert screen.step == "when"
    hands.press("Return", "Return", "Return")
    assert window.here.place == "letter"
    assert len(rows(stage, "office")) == 1


def test_the_committee_alone_and_then_its_first_meeting(stage):
    screen, hands = begin(stage)
    to(hands, screen, "when")
    screen.later.click()
    stage.settle()
    assert stage.window.here.place == "new"
    hands.press("Return")
    assert stage.window.here.place == "edit"
    assert len(meeting_of(stage).attendees) > 5


def test_leaving_everything_for_later_asks_for_a_name_at_last(stage):
    screen, hands = begin(stage)
    screen.later.click()
    stage.settle()
    hands.write("qqqq")
    assert not screen.on.isEnabled()
    screen.later.click()
    stage.settle()
    assert screen.step == "head"
    assert screen.on.isEnabled()
    hands.press("Return")
    assert screen.wrong.isVisible()
    screen.head.fields["line2"].setText("পাঠাগার কার্যালয়")
    hands.press("Return")
    assert screen.step == "committee"


def test_an_office_with_meetings_is_offered_further_committees_only(stage):
    stage.window.fill_sample()
    stage.settle()
    screen, hands = begin(stage)
    assert screen.steps == ("committee", "when", "who")
    head = rows(stage, "office")[0]
    hands.press("Return", "Return", "Return", "Return", "Return")
    assert stage.window.here.place == "letter"
    assert rows(stage, "office")[0] == head
    assert len(rows(stage, "committee")) == 3


def test_a_committee_that_is_there_is_refused_where_it_is_named_however_it_is_spelled(stage):
    stage.window.fill_sample()
    stage.settle()
    screen, _ = begin(stage)
    name = rows(stage, "committee")[0]["name"]
    # A joiner that nobody sees.
    screen._choose("committee", OWN + name.replace(" ", "\u200c ", 1))
    stage.settle()
    assert screen.step == "committee"
    assert screen.wrong.isVisible()


def test_the_sample_and_old_minutes_stay_within_reach(stage):
    window = stage.window
    assert window.welcome.sample.isVisible()
    assert window.welcome.opening.isVisible()
    assert window.welcome.beginning.hasFocus()


def test_the_commands_lead_there(stage):
    from ui.beginning.commands import COMMANDS

    window = stage.window
    first, further = COMMANDS
    assert first.there(window)
    assert not further.there(window)
    first.does(window)
    stage.settle()
    assert window.beginning.step == "place"
    window.back()
    window.fill_sample()
    stage.settle()
    assert not first.there(window)
    assert further.there(window)


def test_everything_can_be_reached_by_tab_and_has_a_name(stage):
    screen, hands = begin(stage)
    to(hands, screen, "who")
    seen = set()
    for _ in range(40):
        hands.press("Tab", settle=False)
        widget = QApplication.focusWidget()
        assert widget.accessibleName(), widget
        seen.add(widget)
    assert screen.on in seen
    assert screen.back in seen
    assert {one for one in screen.who.fields.values() if one.isVisible() and isinstance(one, QLineEdit)} <= seen
    assert screen.who.fields["number"].focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_office_is_the_same_from_the_command_line(stage, tmp_path):
    """What the window writes and what ``koyra begin`` writes differ in nothing but ids."""
    from koyradesk.beginning import making
    from koyradesk.beginning.shapes import Plan
    from koyradesk.directory import places

    screen, hands = begin(stage)
    to(hands, screen, "who")
    hands.press("Ctrl+Return")

    def told(store):
        kinds = ("office", "committee", "member", "party", "item", "recipient", "attendee", "paragraph", "signature")
        return {kind: sorted((plainly(row) for row in store.rows(kind)), key=repr) for kind in kinds}

    def plainly(row):
        return {
            name: value for name, value in row.items() if name not in ("id", "rank") and "." not in str(value)[-11:]
        }

    with Store.open(tmp_path / "line") as other:
        code = next(one.code for one in places.every().values() if one.en == "Koyra")
        plan = Plan().with_place(code).with_office("uno").with_committee("ict")
        making.begin(other, plan, today=date.today(), by="x")
        assert on(stage, told) == told(other)


def test_a_usual_committee_is_found_from_the_beginning_of_a_word_on():
    usual, own = Offer("উপজেলা আইসিটি কমিটি", template="ict"), Offer("উপজেলা আইসিটি কমিটি")
    assert [_fits(key, usual) for key in ("উপজেলা", "আইসিটি ক", "জেলা আইসিটি কমিটি", "জেলা")] == [True, True, False, False]
    assert _fits("জেলা", own)
