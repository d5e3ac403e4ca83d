"""The place of exchange: a second office with a store and keys of its own, files that come and go, keys typed off a
card, what was written twice, ways that answer or do not. Done from the keyboard, as an assistant would."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import servers
from hands import Hands
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk import sample
from koyradesk.bengali.digits import to_bengali
from koyradesk.exchange import sticks
from koyradesk.exchange.ledger import Way
from koyradesk.exchange.shapes import Transfer
from koyradesk.exchange.ways.carrier import Carrier
from koyradesk.i18n import N_
from koyradesk.store import Store
from ui import exchange_scenes as scenes
from ui import fonts, inspection
from ui.decisions.shapes import Filters
from ui.exchange import beginning, words
from ui.exchange.digits import Digits
from ui.exchange.today_strip import told_of
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI, ENGLISH = Voice("bn"), Voice("en")


@pytest.fixture
def folder(tmp_path):
    with Store.open(tmp_path / "data") as store:
        sample.fill(store, today=date.today(), by="করিম")
    return tmp_path


@pytest.fixture
def stage(qapp, folder):
    fonts.load()
    made = Stage(qapp, folder, "bn", "light", 1.0)
    scenes.go(made)
    made.settle()
    yield made
    if isinstance(made.aside, scenes.Office):
        made.aside.end()
    made.end()


@pytest.fixture
def screen(stage):
    return stage.window.exchange


@pytest.fixture
def hands(stage):
    return Hands(stage)


def ask(stage, job):
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def district(stage):
    """A district that knows us by our card and has decided something for us."""
    scenes._district(stage)
    return stage.aside


def known(stage, hands):
    """Both know each other: the district's first file is taken in."""
    made = district(stage)
    scenes._brought(stage)
    stage.settle()
    hands.type(made.number)
    hands.press("Return", "Return")
    return made


def notice(stage):
    said = stage.window.notice
    return said.words.plain if said.isVisible() else ""


def states(screen):
    return [(one.out, one.state) for one in screen.page.transfers]


# An office that never exchanged anything


def test_an_office_that_never_exchanged_is_told_three_steps_and_begins_at_its_card(stage, screen):
    assert screen.stack.currentWidget() is screen.beginning
    assert screen.beginning.printing.hasFocus()
    told = [one.plain for one in screen.beginning.findChildren(type(screen.title))]
    steps = [BENGALI(one) for one, _ in beginning._STEPS]
    assert [one for one in told if one in steps] == steps
    assert len(steps) == 3


def test_the_key_card_is_a_paper_with_the_number_that_is_on_the_screen(stage, screen):
    import pypdfium2

    paper = ask(stage, stage.program.book.exchange.card_paper)
    with pypdfium2.PdfDocument(paper.data) as document:
        text = document[0].get_textpage().get_text_range()
    shown = screen.offices.number.plain.split()
    assert len(shown) == 6
    assert all(group in text for group in shown)
    assert ask(stage, stage.program.book.exchange.card_text).startswith("KOYRADESK1:")


def test_a_text_that_is_no_card_is_refused_where_it_was_pasted(stage, screen, hands):
    screen.beginning.adding.setFocus()
    hands.press("Return")
    panel = screen.acts.adding
    assert panel.text.hasFocus()
    hands.press("Return")
    assert panel._text_row.note.plain == BENGALI("Paste the text of their card here first.")
    hands.type("কার্ড নয়")
    hands.press("Return")
    assert panel._text_row.note.plain
    assert panel._text_row.note.plain != BENGALI("Paste the text of their card here first.")
    assert screen.page.partners == ()


def test_an_office_is_added_by_the_text_of_its_card(stage, screen, hands):
    from koyradesk.exchange import card

    made = district(stage)
    text = card.own(made.store, made.exchange.keystore, by="x").text
    screen.acts.add_office()
    stage.settle()
    QApplication.clipboard().setText(text)
    hands.press("Ctrl+V", "Return")
    assert [(one.name, one.role) for one in screen.page.others] == [(scenes.DISTRICT, "above")]
    assert screen.offices.list.now().office == made.store.office
    assert scenes.DISTRICT in screen.who.plain


# A file comes in


def test_a_file_of_an_unknown_key_asks_for_the_digits_of_the_card_and_tells_which_group_is_wrong(stage, screen, hands):
    made = district(stage)
    scenes._brought(stage)
    stage.settle()
    panel = screen.acts.review
    assert panel.digits.fields[0].hasFocus()
    assert not panel.taking.isEnabled()
    # Held from the first look on, so that it is not lost when somebody goes away.
    assert states(screen) == [(False, "held")]
    number = made.number
    hands.type(to_bengali(number[:5]))
    assert panel.digits.fields[1].hasFocus()
    hands.type(to_bengali(f"{(int(number[5]) + 1) % 10}{number[6:10]}"))
    assert panel.digits.wrong() == [2]
    assert "২" in panel.checked.plain
    hands.press("Return")
    assert screen.page.others == (), "a wrong number lets nobody in"
    assert panel.digits.fields[1].hasFocus(), "the wrong group is typed again first"
    hands.type(to_bengali(number[5:]))
    assert panel.digits.right
    hands.press("Return")
    assert not screen.acts.review.review.unknown
    assert [one.role for one in screen.page.others] == ["above"]
    assert screen.acts.review.taking.hasFocus()
    assert states(screen) == [(False, "held")], "nothing is taken in before that is asked for"


def test_enter_takes_in_what_was_shown_and_directions_are_among_the_decisions(stage, screen, hands):
    known(stage, hands)
    assert states(screen) == [(False, "taken")]
    assert screen.side.isHidden()
    assert screen.record.hasFocus()
    assert BENGALI("{count} matters are among your decisions now.", count=2) in notice(stage)
    page = ask(stage, lambda: stage.program.book.followed.listing(Filters()))
    assert any("সাত দিনের মধ্যে নিজের" in one.told.text for one in page.matters)


def test_the_review_names_the_minutes_and_the_decisions_before_anything_is_taken(stage, screen, hands):
    made = district(stage)
    scenes._brought(stage)
    stage.settle()
    hands.type(made.number)
    hands.press("Return")
    told = screen.acts.review.inside.plain
    assert "১টি কার্যবিবরণী" in told
    assert "আইসিটি কমিটির সভার কার্যবিবরণী" in told
    assert "হালনাগাদ করবে" in told


def test_escape_leaves_a_file_where_it_is(stage, screen, hands):
    district(stage)
    scenes._brought(stage)
    stage.settle()
    hands.press("Escape")
    assert screen.side.isHidden()
    assert states(screen) == [(False, "held")]
    assert stage.window.here.place == "exchange"


def test_what_is_no_bundle_is_held_with_its_reason_and_can_be_let_go_and_brought_back(stage, screen, hands):
    scenes._bad(stage)
    stage.settle()
    assert screen.acts.review.taking.isHidden()
    hands.press("Escape")
    assert screen.stack.currentWidget() is screen._work
    hands.press("Return")
    panel = screen.acts.transfer
    assert panel.transfer.error
    assert panel.transfer.error in panel.means.plain
    assert screen.cards.taking.head.plain == "১টি ফাইল"
    panel.dropping.click()
    stage.settle()
    assert screen.page.transfers == ()
    stage.window.notice.button.click()
    stage.settle()
    assert states(screen) == [(False, "held")]


def test_the_digits_of_a_card_are_pasted_at_once_whatever_stands_between_them(stage, screen, hands):
    field = Digits(BENGALI)
    number = "".join(str(digit) for digit in range(10)) * 3
    field.begin(number)
    QApplication.clipboard().setText(" - ".join(to_bengali(number[at : at + 5]) for at in range(0, 30, 5)))
    QTest.keySequence(field.fields[0], "Ctrl+V")
    assert field.right
    assert [one.text() for one in field.fields] == [to_bengali(number[at : at + 5]) for at in range(0, 30, 5)]
    assert not field.wrong()


# What goes out


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
    assert screen.cards.known.head.plain == BENGALI("Not yet")
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
    assert BENGALI("No way is set up to send by. Take it by pen drive, or set up a way.") == notice(stage)
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


# What was written twice


def test_what_was_written_twice_stands_side_by_side_and_one_key_settles_it(stage, screen, hands):
    scenes._second_pc(stage)
    stage.settle()
    assert not screen.strip.isHidden()
    (clash,) = screen.page.clashes
    said = ["".join(piece.text for piece in one.pieces if piece.how != "gone") for one in clash.rivals]
    assert {"১৫ তারিখের" in one for one in said} == {True, False}
    hands.press("Ctrl+D")
    assert screen.clashes.list.hasFocus()
    hands.type("২")
    assert screen.page.clashes == ()
    row = ask(stage, lambda: stage.program.book.store.row(clash.ref.record))
    assert row["text"] == clash.rivals[1].value
    assert screen.clashes.nothing.isVisible()
    stage.window.notice.button.click()
    stage.settle()
    row = ask(stage, lambda: stage.program.book.store.row(clash.ref.record))
    assert row["text"] == clash.rivals[0].value
    hands.press("Escape")
    assert screen.strip.isHidden()


def test_a_memo_number_on_two_papers_is_told_with_both_and_the_way_to_each(stage, screen, hands):
    def twice():
        from koyradesk.store import Change

        store = stage.program.book.store
        number = next(row["number"] for row in store.rows("memo") if row["number"])
        meeting = store.rows("meeting")[-1]["id"]
        other = store.new_id("memo")
        fields = {"meeting": meeting, "kind": "notice", "number": number, "state": "numbered"}
        stage.program.book.wrote(store.write([Change(other, fields)], by="x").kinds)
        return number

    number = ask(stage, twice)
    screen.renew()
    stage.settle()
    remark = next(one for one in screen.page.remarks if one.kind == "duplicate")
    assert remark.about.endswith(number[-3:])
    assert len(remark.bearers) == 2
    hands.press("Ctrl+D")
    assert len(screen.clashes._taking) == 2
    hands.type("1")
    assert stage.window.here.place in ("edit", "letter")


# Offices and keys


def test_a_key_is_revoked_with_a_reason_and_its_files_are_taken_no_more(stage, screen, hands):
    made = known(stage, hands)
    hands.press("Ctrl+2", "Delete")
    panel = screen.acts.revoking
    assert panel.reason.hasFocus()
    hands.press("Return")
    assert panel._row.note.plain == BENGALI("Say why in a few words: others see it too.")
    hands.type("পিসি চুরি হয়েছে")
    hands.press("Return")
    (key,) = [one for one in screen.page.keys if one.office == made.store.office]
    assert key.revoked
    assert key.reason == "পিসি চুরি হয়েছে"
    scenes._brought(stage)
    stage.settle()
    assert screen.acts.review.review.wrong
    assert screen.acts.review.taking.isHidden()


def test_who_an_office_is_to_us_is_said_by_the_arrow_keys(stage, screen, hands):
    made = known(stage, hands)
    hands.press("Ctrl+2", "Return")
    assert screen.acts.office.partner.office == made.store.office
    screen.acts.office.role.begin()
    hands.press("Right")
    assert [one.role for one in screen.page.others] == ["below"]


def test_an_office_is_given_the_name_others_know_it_by(stage, screen, hands):
    screen.show_tab(1)
    stage.settle()
    screen.offices.name.setFocus()
    screen.offices.name.selectAll()
    hands.type("মধুছায়া উপজেলা")
    hands.press("Return")
    assert screen.page.name == "মধুছায়া উপজেলা"


# Ways


class Secrets:
    """A key store that knows one password."""

    def __init__(self, password: str) -> None:
        self._password = password

    def secret(self, name: str) -> str:
        return self._password

    def keep_secret(self, name: str, secret: str) -> None:
        raise NotImplementedError


def until(stage, true):
    """What is done in the background has its own time."""
    limit = QDeadlineTimer(60_000)
    while not true():
        assert not limit.hasExpired()
        QTest.qWait(50)
        stage.settle()


def way_typed(stage, screen, hands, url, password, user=""):
    screen.show_tab(2)
    hands.press("Insert")
    panel = screen.acts.way
    panel.kind._chosen("webdav")
    panel.fields["url"].setText(url)
    panel.fields["user"].setText(user)
    panel.password.setText(password)
    panel.cap.setText("৫০")
    hands.press("Return")
    limit = QDeadlineTimer(30_000)
    while screen.acts.carrying.trying and not limit.hasExpired():
        QTest.qWait(20)
    stage.settle()


def test_a_way_is_kept_and_tested_at_once_and_its_password_is_in_no_file_of_the_office(stage, screen, hands, folder):
    known(stage, hands)
    way_typed(stage, screen, hands, "https://127.0.0.1:9/dav", "খুব-গোপন-৭৭")
    (way,) = screen.page.ways
    assert (way.kind, way.office) == ("webdav", screen.page.others[0].office)
    assert way.settings == {"url": "https://127.0.0.1:9/dav", "cap": 50_000_000}
    said = screen.ways.tried[way.name]
    assert not said.good
    assert "127.0.0.1:9" in said.said
    assert screen.ways.list.rows.lines[0].pill == BENGALI("Does not work")
    secret = "খুব-গোপন-৭৭"
    for path in (folder / "data").rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path.name
    held = ask(stage, lambda: stage.program.book.exchange.office.keystore.secret(f"way:{way.name}"))
    assert held == secret


def test_what_waits_goes_over_a_real_server_in_the_background_and_what_lies_there_is_fetched(
    stage, screen, hands, tmp_path
):
    made = known(stage, hands)
    root = tmp_path / "server"
    root.mkdir()
    with servers.wsgidav(root) as served:
        way_typed(stage, screen, hands, served.url, servers.PASSWORD, servers.USER)
        assert screen.ways.tried[screen.page.ways[0].name].good
        answer = Carrier(made.store.folder, made.store.office, Secrets(servers.PASSWORD))
        hands.press("Ctrl+Return")
        until(stage, lambda: any(one.state == "sent" for one in screen.page.transfers))
        assert "পাঠানো চলছে" in notice(stage)
        made.exchange.ledger.set_way(
            Way("web", "webdav", stage.program.book.store.office, {"url": served.url, "user": servers.USER})
        )
        (came,) = answer.once(asked=True).fetched
        arrived = made.exchange.examine(came.path)
        assert arrived.problem is None
        made.exchange.take(arrived, by="x")
        made.exchange.make(stage.program.book.store.office, by="x", again=True, way="web")
        assert answer.once(asked=True).sent
        screen.acts.carrying.nudge()
        until(stage, lambda: bool(screen.page.inbox))
        assert "১টি ফাইল এসেছে" in screen.stick.words.plain
        screen.stick.taking.click()
        stage.settle()
        hands.press("Return")
        assert "পর্যন্ত সব" in screen.cards.known.head.plain
        assert screen.page.inbox == ()


def test_more_than_a_way_may_carry_in_a_day_waits_for_a_yes_and_then_goes(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    (tmp_path / "server").mkdir()
    with servers.wsgidav(tmp_path / "server") as served:
        way_typed(stage, screen, hands, served.url, servers.PASSWORD, servers.USER)

        def tight():
            ledger = stage.program.book.exchange.office.ledger
            ledger.set_way(ledger.ways()[0]._replace(settings={"url": served.url, "user": servers.USER, "cap": 10}))

        ask(stage, tight)
        hands.press("Ctrl+Return")
        until(stage, lambda: any(one.how == "asking" for one in screen.page.standing.values()))
        waiting = next(one for one in screen.page.transfers if one.out)
        assert waiting.office == made.store.office
        screen.show_tab(0)
        screen.record.choose(waiting.id)
        screen.record.setFocus()
        assert screen.record.rows.line_at(screen.record.currentIndex()).pill == BENGALI("Asks you")
        hands.press("Return")
        assert screen.acts.transfer.sending.text() == BENGALI("Send it all the same")
        hands.press("Return")
        until(stage, lambda: any(one.state == "sent" for one in screen.page.transfers))


def test_what_came_by_itself_from_an_unknown_office_is_taken_once_its_card_is_typed(stage, screen, hands, folder):
    made = district(stage)
    code = ask(stage, lambda: stage.program.book.store.office)
    sent = made.exchange.make(code, by="x", folder=stage.folder / "stick", again=True)
    box = folder / "data" / "inbox"
    box.mkdir()
    (box / f"{'0f' * 32}.koyra").write_bytes(Path(sent.file).read_bytes())
    screen.renew()
    stage.settle()
    assert screen.cards.taking.head.plain == "১টি ফাইল"
    screen.work()
    screen.stick.taking.click()
    stage.settle()
    assert list(box.iterdir()) == [], "it lies in the quarantine now, and is not offered a second time"
    hands.type(made.number)
    hands.press("Return", "Return")
    assert states(screen) == [(False, "taken")]


def test_a_shared_folder_is_a_way_that_works_at_once(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    share = tmp_path / "শেয়ার"
    share.mkdir()
    screen.show_tab(2)
    hands.press("Insert")
    panel = screen.acts.way
    panel.kind._chosen("folder")
    panel.fields["path"].setText(str(share))
    hands.press("Return")
    until(stage, lambda: not screen.acts.carrying.trying and bool(screen.ways.tried))
    (way,) = screen.page.ways
    assert (way.kind, way.settings["path"]) == ("folder", str(share))
    assert (share / "KOYRADESK" / "this-folder.txt").exists()
    held = ask(stage, lambda: stage.program.book.exchange.office.ledger.ways()[0])
    assert held.settings == {"path": str(share), "marked": True}
    assert screen.ways.tried[way.name].good, screen.ways.tried[way.name].said
    hands.press("Ctrl+Return")
    until(stage, lambda: any(one.state == "sent" for one in screen.page.transfers))
    (written,) = share.rglob("*.koyra")
    assert made.exchange.examine(written).problem is None


def test_an_address_that_others_could_read_on_the_line_is_refused_in_words(stage, screen, hands):
    known(stage, hands)
    way_typed(stage, screen, hands, "http://cloud.example.org/dav", "x")
    assert "https" in screen.ways.tried[screen.page.ways[0].name].said


def test_a_way_that_is_taken_away_can_be_brought_back(stage, screen, hands):
    known(stage, hands)
    way_typed(stage, screen, hands, "https://127.0.0.1:9/dav", "x")
    screen.ways.list.setFocus()
    hands.press("Delete")
    assert screen.page.ways == ()
    stage.window.notice.button.click()
    stage.settle()
    assert len(screen.page.ways) == 1


def test_what_is_missing_in_a_way_is_said_at_its_field(stage, screen, hands):
    known(stage, hands)
    screen.show_tab(2)
    hands.press("Insert")
    panel = screen.acts.way
    hands.press("Return")
    assert panel._rows["url"].note.plain == BENGALI("This is needed.")
    assert panel.fields["url"].hasFocus()
    panel.fields["url"].setText("https://x.example.org")
    panel.cap.setText("অনেক")
    hands.press("Return")
    assert "অনেক" in panel._cap_row.note.plain
    assert screen.page.ways == ()


# In words


def transfer(state="made", *, out=True, counts=None, error=""):
    at = datetime(2026, 11, 22, 10, 20).astimezone()
    return Transfer("ab" * 32, out, "aaaaaaaa", "জেলা", "file", state, at, 43_210, "481730226", counts or {}, error)


def test_sizes_moments_and_codes_are_said_as_people_say_them():
    assert [words.size(BENGALI, one) for one in (0, 300, 43_210, 1_250_000)] == [
        "০ কি.বা.",
        "১ কি.বা.",
        "৪৩ কি.বা.",
        "১.২ মে.বা.",
    ]
    assert words.groups("481730226", BENGALI) == "৪৮১ ৭৩০ ২২৬"
    assert words.number("1" * 30, ENGLISH) == "11111 11111 11111\n11111 11111 11111"
    now = datetime(2026, 11, 22, 12, 0).astimezone()
    assert words.when(BENGALI, now - timedelta(hours=2), now) == "আজ ১০:০০"
    assert words.when(BENGALI, now - timedelta(days=4), now) == "১৮ নভেম্বর ১২:০০"
    assert "২০২৫" in words.when(BENGALI, now - timedelta(days=400), now)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"meeting": 1, "progress": 6, "item": 9}, "১টি কার্যবিবরণী, ৬টি অগ্রগতি"),
        ({"paragraph": 3}, "৩টি ছোটো পরিবর্তন"),
        ({}, "শুধু প্রাপ্তিস্বীকার"),
    ],
)
def test_what_is_in_a_bundle_is_told_by_what_people_know(counts, said):
    assert words.contents(BENGALI, transfer(counts=counts)) == said


def test_every_state_has_its_word_and_what_to_do_in_both_languages():
    for state in ("made", "sending", "sent", "acknowledged", "taken", "held", "known", "failed"):
        one = transfer(state)
        for voice in (BENGALI, ENGLISH):
            assert words.state(voice, one)[0]
            assert words.means(voice, one)
        assert words.means(BENGALI, one) != words.means(ENGLISH, one)


# How it looks


def test_nothing_is_cut_in_the_smallest_window_whatever_stands_beside(stage, screen, hands):
    known(stage, hands)
    scenes._second_pc(stage)
    stage.window.resize(1000, 560)
    stage.settle()
    acts = screen.acts
    for show in (
        lambda: acts.show_transfer(screen.page.transfers[0]),
        lambda: acts.show_office(screen.page.others[0]),
        acts.add_office,
        acts.add_way,
        screen.close_side,
        screen.show_clashes,
    ):
        show()
        stage.settle()
        assert inspection.cut(stage.window) == []
        assert inspection.nameless(stage.window) == []


def test_the_window_starts_without_anything_of_the_exchange(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys, ui.app, ui.window; "
        "print([name for name in sys.modules if name.startswith(('ui.exchange', 'koyradesk.exchange', 'cryptography', "
        "'httpx', 'PySide6.QtNetwork'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
