"""What goes out from the place of exchange: onto a stick and back, with its receipt; where it is told what waits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exchange_desk import BENGALI, ask, district, filled, known, notice, opened, states
from hands import Hands
from PySide6.QtTest import QTest

from koyradesk.exchange import sticks
from koyradesk.i18n import N_
from ui import exchange_scenes as scenes
from ui.exchange import words
from ui.exchange.today_strip import told_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def folder(tmp_path):
    return filled(tmp_path)


@pytest.fixture
def stage(qapp, folder):
    with opened(qapp, folder) as made:
        yield made


@pytest.fixture
def screen(stage):
    return stage.window.exchange


@pytest.fixture
def hands(stage):
    return Hands(stage)


def test_a_file_waits_is_written_on_a_stick_and_read_back_and_then_acknowledged(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    assert screen.cards.sending.head.plain != BENGALI("Nothing"), "what was signed is for the district"
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    assert "এখনই খুলবেন না" in screen.stick.words.plain
    stage.settle()
    (written,) = (stick / "KOYRADESK").glob("*.koyra")
    assert "এখন খুলে নিতে পারেন" in screen.stick.words.plain
    sent = next(one for one in screen.page.transfers if one.out)
    assert sent.state == "sent"
    assert words.groups(sent.receipt, BENGALI) in screen.stick.below.plain
    assert screen.page.waiting == ()
    arrived = made.exchange.examine(written)
    assert arrived.problem is None
    assert arrived.receipt == sent.receipt, "both read the same code over the phone"
    made.exchange.take(arrived, by="x")
    assert screen.cards.known.head.plain == BENGALI("Not known yet")
    scenes._brought(stage)
    stage.settle()
    hands.press("Return")
    assert "পর্যন্ত সব" in screen.cards.known.head.plain
    assert screen.cards.known.head.property("tone") == "good"
    assert next(one for one in screen.page.transfers if one.out).state == "acknowledged"


def test_the_receipt_is_a_paper_with_both_offices_and_the_code_that_both_see(stage, screen, hands):
    import pypdfium2

    made = known(stage, hands)
    screen.acts._make_for(made.store.office)
    stage.settle()
    sent = next(one for one in screen.page.transfers if one.out)
    for one in screen.page.transfers:
        paper = ask(stage, lambda one=one: stage.program.book.exchange.receipt(one))
        with pypdfium2.PdfDocument(paper.data) as document:
            assert len(document) == 1
            text = document[0].get_textpage().get_text_range()
        assert all(group in text for group in words.groups(one.receipt, BENGALI).split())
        assert text.count("নদীপাড়") >= 1
    screen.acts.show_transfer(sent)
    stage.settle()
    screen.acts.transfer.receipt.click()
    stage.settle()
    dialog = stage.dialog()
    dialog.reject()


def test_a_stick_that_is_pulled_out_too_early_is_told_and_nothing_is_lost(stage, screen, hands, tmp_path):
    known(stage, hands)
    screen.acts.sticks.write(tmp_path / "gone" / "stick", "পেনড্রাইভ")
    stage.settle()
    assert "সময়ের আগেই" in screen.stick.words.plain
    assert [one.state for one in screen.page.transfers if one.out] == ["made"], "it waits as before"


@pytest.fixture
def plugged(stage, tmp_path, monkeypatch):
    """A stick as the system tells it: a folder in its list of what is mounted."""
    media = tmp_path / "media"
    (media / "নীল").mkdir(parents=True)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sdb1 {media}/নীল vfat rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(sticks, "_MEDIA", (f"{media}/",))
    monkeypatch.setattr(stage.program.book.exchange, "drives", lambda office: sticks.there(office, mounts=mounts))
    return media / "নীল"


def looks(stage, screen):
    screen.acts.sticks.look(busy=True)
    stage.settle()


def test_a_stick_is_seen_with_what_lies_in_its_folder_and_may_go_as_soon_as_that_is_shown(
    stage, screen, hands, plugged, folder
):
    made = known(stage, hands)
    code = ask(stage, lambda: stage.program.book.store.office)
    looks(stage, screen)
    assert [(one.path, one.name, one.files) for one in screen.sticks] == [(plugged, "নীল", ())]
    (plugged / "KOYRADESK").mkdir()
    sent = made.exchange.make(code, by="x", folder=plugged / "KOYRADESK", again=True)
    made.exchange.make(made.store.office, by="x", folder=plugged / "KOYRADESK", again=True)
    looks(stage, screen)
    assert [one.name for one in screen.sticks[0].files] == [Path(sent.file).name], "what is for others is not told"
    screen.acts.take_from(screen.sticks[0])
    stage.settle()
    assert len(list((folder / "data" / "inbox").glob("*.koyra"))) == 1
    shutil.rmtree(plugged)
    hands.press("Return")
    taken = next(one for one in screen.page.transfers if one.state == "taken")
    assert taken.receipt == sent.receipt
    assert screen.page.inbox == ()


def test_a_file_that_was_chosen_and_is_gone_is_told_as_that(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    code = ask(stage, lambda: stage.program.book.store.office)
    sent = Path(made.exchange.make(code, by="x", folder=tmp_path, again=True).file)
    screen.acts.review_path(sent)
    stage.settle()
    sent.unlink()
    hands.press("Return")
    gone = N_(
        "The file is not there any more: was the pen drive pulled out? Nothing was taken in. Put it in and try again."
    )
    assert screen.acts.review.means.plain == BENGALI(gone)
    assert len(screen.page.transfers) == 1


def test_what_was_left_on_a_stick_is_looked_at_once_more(stage, screen, hands, plugged):
    made = district(stage)
    code = ask(stage, lambda: stage.program.book.store.office)
    made.exchange.make(code, by="x", folder=plugged, again=True)
    looks(stage, screen)
    for _ in range(2):
        screen.acts.take_from(screen.sticks[0])
        stage.settle()
        assert screen.acts.review.review.unknown
        hands.press("Escape")
    assert states(screen) == [(False, "held")]
    screen.acts.take_from(screen.sticks[0])
    stage.settle()
    hands.type(made.number)
    hands.press("Return", "Return")
    assert states(screen) == [(False, "taken")]
    looks(stage, screen)
    assert screen.sticks[0].files == ()


def test_what_the_core_says_of_a_stick_stays_until_it_is_closed(stage, screen, hands, plugged, monkeypatch):
    from koyradesk.exchange.ways import folder as folders

    known(stage, hands)

    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(folders.Folder, "_write", refuse)
    screen.acts.sticks.write(plugged, "নীল")
    stage.settle()
    (waiting,) = screen.page.waiting
    monkeypatch.undo()
    assert waiting.state == "made"
    said = N_("{path} can only be read. Move the lock of the stick, or choose another.")
    assert screen.stick.below.plain.startswith(BENGALI(said, path=plugged))
    assert "নীল" in screen.stick.words.plain
    screen.acts.sticks.write(plugged, "নীল")
    stage.settle()
    assert len(list((plugged / "KOYRADESK").glob("*.koyra"))) == 1


def test_without_a_way_sending_says_so_and_leads_to_the_ways(stage, screen, hands):
    known(stage, hands)
    hands.press("Ctrl+Return")
    assert BENGALI("No way is set up to send by. Take it by pen drive or by e-mail, or set up a way.") == notice(stage)
    stage.window.notice.button.click()
    stage.settle()
    assert screen.tabs.currentIndex() == 2


def test_rail_status_line_and_first_page_tell_what_waits_and_what_came_in(stage, screen, hands):
    made = known(stage, hands)
    screen.acts._make_for(made.store.office)
    stage.settle()
    QTest.qWait(900)
    stage.settle()
    rail = stage.window.rail.places["exchange"]
    assert rail._badge == "১"
    assert "১টি ফাইল পাঠানো বাকি" in rail.accessibleName()
    assert stage.window.status.sending.text() == "১টি ফাইল পাঠানো বাকি"
    strip = stage.window.today.exchange
    stage.window.go("today")
    stage.settle()
    assert strip.isVisible()
    assert strip.words.plain == "১টি ফাইল পাঠানো বাকি"
    assert scenes.DISTRICT in strip.below.plain
    strip.seeing.click()
    stage.settle()
    assert stage.window.here.place == "exchange"


def test_the_status_line_says_what_the_card_says_after_each_act_without_a_pause(stage, screen, hands):
    made = known(stage, hands)
    told = stage.window.status.sending.text
    assert screen.page.unsent
    assert told() == BENGALI("Something signed waits to be sent")
    screen.acts._make_for(made.store.office)
    stage.settle()
    assert screen.cards.sending.head.plain == "১টি ফাইল"
    assert told() == "১টি ফাইল পাঠানো বাকি"


def test_beside_a_panel_every_line_of_the_record_is_there_whole(stage, screen, hands):
    from ui.memo_book.register import fitted, places
    from ui.theme import TYPE

    made = known(stage, hands)
    screen.acts._make_for(made.store.office)
    stage.settle()
    hands.press("Return")
    record = screen.record
    assert screen.side.isVisible()
    wide = int(places(record.columns, record.viewport().width())[1][1])
    for place, line in enumerate(record.rows.lines):
        index = record.rows.index(place)
        assert fitted(line.below[0], TYPE.small, True, wide, record.tall_at(index)) == line.below[0]
        assert record.visualRect(index).bottom() < record.viewport().height()


def test_a_held_file_on_the_first_page_is_not_mistaken_for_what_was_taken(stage, screen, hands):
    known(stage, hands)
    brief = screen.page.brief
    assert any(scenes.DISTRICT in said for said in told_of(brief, BENGALI))
    assert not any(scenes.DISTRICT in said for said in told_of(brief._replace(held=1), BENGALI))


def test_a_file_that_is_opened_from_outside_is_looked_at_from_any_place(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    code = ask(stage, lambda: stage.program.book.store.office)
    sent = Path(made.exchange.make(code, by="x", folder=tmp_path, again=True).file)
    assert sent.suffix == ".koyra"
    stage.window.go("today")
    stage.settle()
    stage.window.read_file(sent)
    stage.settle()
    assert stage.window.here.place == "exchange"
    assert not screen.side.isHidden()
    assert not screen.acts.review.review.unknown
    assert screen.acts.review.inside.plain
