"""A file goes as a message of the PC's own mail program, where no mail server is set up here."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from exchange_desk import BENGALI, ask, filled, known, notice, opened
from hands import Hands
from PySide6.QtGui import QDesktopServices

from koyradesk.directory import writing
from ui.exchange import words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    with opened(qapp, filled(tmp_path)) as made:
        yield made


@pytest.fixture
def screen(stage):
    return stage.window.exchange


@pytest.fixture
def hands(stage):
    return Hands(stage)


@pytest.fixture
def opened_files(monkeypatch):
    """What other programs were asked to open; ``taken`` is what they answer."""
    found = Opened()
    monkeypatch.setattr(QDesktopServices, "openUrl", found.show)
    return found


class Opened(list):
    taken = True

    def show(self, url):
        self.append(Path(url.toLocalFile()))
        return self.taken


def test_a_file_for_the_district_is_a_draft_in_the_mail_program_and_waits_until_acknowledged(
    stage, screen, hands, opened_files
):
    made = known(stage, hands)
    book = stage.program.book
    ask(stage, lambda: writing.add(book.store, "জেলা প্রশাসক", office=made.store.office, email="dc@example.gov.bd",
                                   by="x"))  # fmt: skip
    hands.press("Ctrl+M")
    (path,) = opened_files
    assert path.suffix == ".eml"
    told = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert told["To"] == "dc@example.gov.bd"
    assert told["X-Unsent"] == "1"
    assert "dc@example.gov.bd" in notice(stage)
    (sent,) = [one for one in screen.page.transfers if one.out]
    assert (sent.state, words.way(BENGALI, sent.way)) == ("sent", BENGALI("Own e-mail"))
    assert screen.cards.known.head.plain == BENGALI("Not known yet")
    # It arrives, as any other file.
    (part,) = told.iter_attachments()
    brought = path.with_name(part.get_filename())
    brought.write_bytes(part.get_content())
    arrived = made.exchange.examine(brought)
    assert arrived.problem is None
    assert arrived.receipt == sent.receipt
    # Nobody pressed "Send": one button, and it waits again.
    stage.window.notice.button.click()
    stage.settle()
    assert [one.state for one in screen.page.transfers if one.out] == ["made"]


def test_without_a_mail_program_the_folder_with_the_file_is_shown_and_the_file_is_named(
    stage, screen, hands, opened_files
):
    known(stage, hands)
    opened_files.taken = False
    screen.mailing.click()
    stage.settle()
    (one,) = [one for one in screen.page.transfers if one.out]
    assert opened_files[1] == Path(one.file).parent
    assert Path(one.file).name in notice(stage)


def test_the_panel_of_an_office_writes_to_that_one(stage, screen, hands, opened_files):
    made = known(stage, hands)
    hands.press("Ctrl+2", "Return")
    screen.acts.office.mailing.click()
    stage.settle()
    assert len(opened_files) == 1
    assert [one.office for one in screen.page.transfers if one.out] == [made.store.office]
    # Once more from the record, when nobody pressed "Send".
    screen.acts.show_transfer(next(one for one in screen.page.transfers if one.out))
    screen.acts.transfer.mailing.click()
    stage.settle()
    assert len(opened_files) == 2
