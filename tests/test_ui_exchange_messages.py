"""What the place of exchange tells beside its record: two texts to choose from, a stick, several messages in one."""

from __future__ import annotations

import pytest
from exchange_desk import BENGALI, ask, filled, known, notice, opened
from hands import Hands

from koyradesk.differences import difference
from ui import exchange_scenes as scenes
from ui import inspection
from ui.exchange import words
from ui.exchange.excerpts import excerpts
from ui.exchange.shapes import Found

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


def said(pieces):
    return "".join(piece.text for piece in pieces)


# What each text would keep


def test_an_excerpt_has_all_that_only_its_text_has_and_little_around_it():
    before = "সকল দপ্তর প্রধান নিজ নিজ দপ্তরের ওয়েব পোর্টাল হালনাগাদ করবেন, আগামী ১৫ তারিখের মধ্যে।"
    after = before.replace("আগামী ১৫ তারিখের মধ্যে", "এক মাসের মধ্যে")
    first, second = excerpts(difference(before, after))
    assert "আগামী ১৫ তারিখের" in said(first)
    assert "এক মাসের" in said(second)
    assert "এক মাসের" not in said(first)
    assert said(first).startswith("…")
    assert "সকল দপ্তর" not in said(first)
    assert [piece.text for piece in second if piece.bold]


def test_what_is_long_or_empty_has_to_be_seen_whole():
    assert excerpts(difference("ক " * 120, "খ " * 120)) is None
    assert excerpts(difference("", "নতুন কথা")) is None


def test_the_buttons_below_the_record_stand_beside_what_they_would_keep(stage, screen):
    known(stage, Hands(stage))
    scenes._second_pc(stage)
    stage.settle()
    strip = screen.strip
    (clash,) = screen.page.clashes
    assert strip.texts.isVisible()
    shown = [one.accessibleName() for one in strip._shown]
    wholes = ["".join(piece.text for piece in one.pieces if piece.how != "gone") for one in clash.rivals]
    assert ["১৫ তারিখের" in one for one in shown] == ["১৫ তারিখের" in one for one in wholes]
    assert {"১৫ তারিখের" in one for one in shown} == {True, False}
    assert strip.second.accessibleDescription() == shown[1]
    strip.second.click()
    stage.settle()
    row = ask(stage, lambda: stage.program.book.store.row(clash.ref.record))
    assert row["text"] == clash.rivals[1].value


def test_where_there_is_no_room_for_the_texts_there_is_no_button_that_takes_one(stage, screen):
    known(stage, Hands(stage))
    scenes._second_pc(stage)
    stage.window.resize(1000, 560)
    stage.settle()
    assert screen.strip.isVisible()
    assert not screen.strip.second.isVisible()
    assert screen.strip.seeing.isVisible()


# Several messages


def test_of_two_messages_one_is_a_line_that_unfolds_the_other_and_its_key_works_all_the_same(stage, screen, hands):
    known(stage, hands)
    scenes._second_pc(stage)
    stage.settle()
    assert screen.strip.isVisible()
    screen.stick.offer(Found(stage.folder, "নীল-১৬"), screen.page)
    stage.settle()
    assert screen.strip.isHidden()
    assert screen.stick.more.text() == "আরও ১টি বার্তা"
    assert inspection.cut(stage.window) == []
    screen.record.setFocus()
    hands.press("Ctrl+D")
    assert screen.stack.currentWidget() is screen.clashes
    hands.press("Escape")
    screen.stick.more.click()
    assert screen.strip.isVisible()
    assert screen.strip.seeing.hasFocus()
    assert screen.stick.more.isHidden()
    screen.stick._close.click()
    assert screen.strip.isVisible()


def test_a_stick_pulled_out_too_early_is_told_no_more_once_the_file_arrived_by_another(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    gone = tmp_path / "gone" / "stick"
    screen.acts.sticks.write(gone, "পেনড্রাইভ")
    stage.settle()
    assert "সময়ের আগেই" in screen.stick.words.plain
    screen.renew()
    stage.settle()
    assert screen.stick.isVisible(), "it waits still"
    (waiting,) = screen.page.waiting
    made.exchange.take(made.exchange.examine(ask(stage, lambda: _path(waiting))), by="x")
    scenes._brought(stage)
    stage.settle()
    hands.press("Return")
    assert screen.page.waiting == ()
    assert screen.stick.isHidden()


def _path(transfer):
    from pathlib import Path

    return Path(transfer.file)


def test_what_is_written_is_told_once_with_its_receipt_at_hand(stage, screen, hands, tmp_path, monkeypatch):
    known(stage, hands)
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    stage.settle()
    printed = []
    monkeypatch.setattr(
        screen.acts, "_printing", type("Printing", (), {"ask_printer": lambda _, *a: printed.append(a)})()
    )
    assert screen.stick.receipt.isVisible()
    screen.stick.receipt.click()
    stage.settle()
    assert len(printed) == 1
    assert BENGALI("Receipt") == printed[0][1]


def test_every_place_counts_what_was_written_twice_alike(stage, screen):
    scenes._second_pc(stage)
    stage.settle()
    brief = ask(stage, stage.program.book.exchange.brief)
    assert brief.clashes == len(screen.page.clashes) == screen.page.brief.clashes == 1
    book = stage.program.book
    # Where two PCs put a decision in the list is nothing that anybody settles.
    contested = book.store.conflicts
    ask(
        stage,
        lambda: setattr(book.store, "conflicts", lambda within="": [*contested(within), ("decision.x.y", "rank")]),
    )
    assert ask(stage, book.exchange.brief).clashes == 1


# What waits, in papers


def test_what_waits_is_counted_in_papers_and_not_in_changes(stage, screen, hands):
    made = known(stage, hands)
    counts = screen.page.inside[made.store.office]
    assert counts["letter"] == 1
    assert screen.page.unsent > sum(counts[kind] for kind in ("meeting", "letter", "obligation", "progress", "key"))
    card = screen.cards.sending
    assert card.head.plain == words.counted(BENGALI, counts)[0]
    assert "১টি চিঠি" in card.head.plain
    assert "পরিবর্তন" not in card.head.plain + card.below.plain
    # The next page counts nothing anew, and says the same.
    book = stage.program.book
    held = book.exchange._unsent._known[made.store.office][1]
    screen.renew()
    stage.settle()
    assert screen.page.inside[made.store.office] is held
    hands.press("Ctrl+2", "Return")
    facts = screen.acts.office.facts.said
    assert facts[BENGALI("Waiting")] == ", ".join(words.counted(BENGALI, counts))
    screen.acts._make_for(made.store.office)
    stage.settle()
    assert screen.page.inside == {}
    # What never left waits in papers again.
    (lost,) = screen.page.waiting
    ask(stage, lambda: book.exchange.office.ledger.move(lost.id, "failed"))
    screen.renew()
    stage.settle()
    assert screen.page.unsent
    assert screen.page.inside[made.store.office] == counts


def test_an_office_below_us_that_the_directory_does_not_know_is_told_as_that(stage, screen, hands):
    known(stage, hands)
    screen.acts._set_role(screen.page.others[0].office, "below")
    stage.settle()
    line = screen.offices.list.rows.lines[0]
    assert BENGALI("not in our directory yet") in line.spoken


def test_a_message_that_was_read_goes_when_something_else_is_begun(stage, screen, hands):
    made = known(stage, hands)
    screen.acts._make_for(made.store.office)
    stage.settle()
    assert notice(stage)
    hands.press("Return")
    assert not notice(stage)


def test_what_nobody_acknowledged_for_long_is_told_and_says_what_comes_next(stage, screen, hands, tmp_path):
    from datetime import datetime, timedelta

    known(stage, hands)
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    stage.settle()
    (sent,) = [one for one in screen.page.transfers if one.out]
    pill = [one.pill for one in screen.record.rows.lines if one.thing.id == sent.id]
    assert pill == [BENGALI("Sent")]
    long_ago = datetime.now().astimezone() - timedelta(days=30)
    ask(stage, lambda: stage.program.book.exchange.office.ledger.move(sent.id, "sent", at=long_ago))
    screen.renew()
    stage.settle()
    pill = [one.pill for one in screen.record.rows.lines if one.thing.id == sent.id]
    assert pill == [BENGALI("No answer yet")]
    screen.record.choose(sent.id)
    hands.press("Return")
    assert "আবার যাবে" in screen.acts.transfer.means.plain


# What piles up


def test_what_arrived_goes_from_the_stick_with_the_next_writing_and_what_did_not_stays(stage, screen, hands, tmp_path):
    made = known(stage, hands)
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    stage.settle()
    (first,) = (stick / "KOYRADESK").glob("*.koyra")
    others = stick / "KOYRADESK" / "aaaaaaaa-bbbbbbbb-20261122-123456789.koyra"
    others.write_bytes(b"of others")
    made.exchange.take(made.exchange.examine(first), by="x")
    scenes._brought(stage)
    stage.settle()
    hands.press("Return")
    assert first.exists()
    ask(stage, lambda: stage.program.book.exchange.office.make(made.store.office, by="x", again=True))
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    stage.settle()
    assert not first.exists()
    assert others.exists()
    assert BENGALI("1 older file that arrived was taken off it") in screen.stick.below.plain
    assert "সেখানে ২টি ফাইল আছে" in screen.stick.below.plain


def test_what_nobody_acknowledged_or_is_for_our_own_pcs_stays_on_the_stick(stage, screen, hands, tmp_path):
    from dataclasses import replace

    from koyradesk.exchange.ways.folder import Folder
    from ui.exchange.lying import clear

    known(stage, hands)
    stick = tmp_path / "পেনড্রাইভ"
    stick.mkdir()
    screen.acts.sticks.write(stick, "পেনড্রাইভ")
    stage.settle()
    (sent,) = [one for one in screen.page.transfers if one.out]
    office = screen.page.office
    assert clear(Folder.at(stick), office, [sent]) == 0
    assert clear(Folder.at(stick), office, [replace(sent, state="acknowledged", office=office)]) == 0
    assert clear(Folder.at(stick), office, [replace(sent, state="acknowledged")]) == 1
