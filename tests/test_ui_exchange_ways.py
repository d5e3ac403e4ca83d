"""The ways of the place of exchange: set up, tested, and used in the background; ways that answer or do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import servers
from exchange_desk import BENGALI, ask, district, filled, known, notice, opened, states
from hands import Hands
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from koyradesk.exchange.ledger import Way
from koyradesk.exchange.ways.carrier import Carrier

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


def test_a_way_that_a_newer_program_set_up_is_told_of_when_it_is_tried(stage, screen, hands):
    known(stage, hands)
    strange = Way("পায়রা", "pigeon", "", {})
    ask(stage, lambda: stage.program.book.exchange.office.ledger.set_way(strange))
    screen.acts.test_way(strange)
    stage.settle()
    told = "The way “{name}” was set up by a newer program. Install that, or set the way up anew."
    assert notice(stage) == BENGALI(told, name=strange.name)
