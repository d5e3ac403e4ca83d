"""The place of exchange: a second office with a store and keys of its own, files that come in, keys typed off a card,
what was written twice. Done from the keyboard, as an assistant would."""

from __future__ import annotations

import pytest
from exchange_desk import BENGALI, ask, district, filled, known, notice, opened, states
from hands import Hands
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk.bengali.digits import to_bengali
from ui import exchange_scenes as scenes
from ui import inspection
from ui.decisions.shapes import Filters
from ui.exchange import beginning
from ui.exchange.digits import Digits

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
    assert panel.transfer.why("bn")
    assert panel.transfer.why("bn") in panel.means.plain
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


def test_minutes_that_are_opened_bring_in_nothing_that_the_window_would_wait_for():
    import subprocess
    import sys

    code = (
        "import sys, pathlib, types, ui.window; "
        "window = types.SimpleNamespace(file=types.SimpleNamespace(read=lambda path: sys.stdout.write(path.name))); "
        "ui.window.Window.read_file(window, pathlib.Path('minutes.docx')); "
        "sys.exit(' '.join({'koyradesk.exchange.making', 'cryptography'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("minutes.docx", "")
