"""An office whose key is accepted is tied to an entry of the directory; of a second key it is asked what it is for."""

from __future__ import annotations

import pytest
from exchange_desk import BENGALI, ask, district, filled, known, opened
from hands import Hands
from PySide6.QtWidgets import QApplication

from koyradesk.exchange import card, keys, trust
from ui import exchange_scenes as scenes
from ui.exchange import acquainting

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


def entry(stage, name, **more):
    """An entry of our directory."""
    from koyradesk.directory import writing

    return ask(stage, lambda: writing.add(stage.program.book.store, name, by="করিম", **more))


def tied(stage):
    return ask(stage, lambda: acquainting.ties(stage.program.book))


def renewed(made):
    """The office makes a new key, and signs with it from now on; its number."""
    trust.renew(made.store, made.exchange.keystore, "পিসি নষ্ট", by="x")
    return keys.number(made.exchange.keystore.public(made.store.office))


def counting(screen, office):
    return [one.number for one in screen.page.keys if one.office == office and not one.revoked]


# The entry of the directory


def test_the_entry_that_is_called_so_is_proposed_and_is_theirs_with_the_same_enter(stage, screen, hands):
    made = district(stage)
    whole = entry(stage, "জেলা প্রশাসক, নদীপাড়", sort="post")
    scenes._brought(stage)
    stage.settle()
    tying = screen.acts.review.tying
    assert tying.isVisible()
    assert [one.id for one in tying.who.entries] == [whole]
    hands.type(made.number)
    tying.choice.pill(whole).click()
    hands.press("Return")
    assert tied(stage) == {made.store.office: "জেলা প্রশাসক, নদীপাড়"}


def test_an_office_nobody_is_called_like_gets_an_entry_of_its_own_or_none(stage, screen, hands):
    made = known(stage, hands)
    assert tied(stage) == {}
    hands.press("Ctrl+2", "Return")
    panel = screen.acts.office
    assert panel.tying.value == acquainting.LATER
    panel.tying.choice.pill(acquainting.NEW).click()
    stage.settle()
    assert tied(stage) == {made.store.office: scenes.DISTRICT}
    # It is shown as it is now, and can be taken back.
    assert panel.tying.value == panel.tying.who.tied
    panel.tying.choice.pill(acquainting.LATER).click()
    stage.settle()
    assert tied(stage) == {}


def test_an_entry_that_stands_for_another_office_is_not_proposed(stage, screen, hands):
    entry(stage, "জেলা প্রশাসক, নদীপাড়", sort="post", office="abcd2345")
    known(stage, hands)
    hands.press("Ctrl+2", "Return")
    assert screen.acts.office.tying.who.entries == ()


# A second key


def test_a_second_key_takes_the_place_of_the_first_only_when_that_is_said(stage, screen, hands):
    made = known(stage, hands)
    office = made.store.office
    whole = "নদীপাড় জেলার প্রশাসক"
    entry(stage, whole, office=office)
    screen.acts._set_role(office, "beside")
    number = renewed(made)
    scenes._brought(stage)
    stage.settle()
    panel = screen.acts.review
    assert panel.second.isVisible()
    assert panel.taking.isHidden()
    assert not panel.second.replacing.isEnabled()
    hands.type(number)
    hands.press("Return")
    # Enter leads to the question, and answers nothing.
    assert panel.second.replacing.hasFocus()
    assert number not in counting(screen, office)
    hands.press("Return")
    stage.settle()
    assert counting(screen, office) == [number]
    # What was said of the office stands.
    assert [one.role for one in screen.page.others] == ["beside"]
    assert tied(stage) == {office: whole}


def test_a_further_pc_comes_beside_the_first(stage, screen, hands):
    made = known(stage, hands)
    office = made.store.office
    (before,) = counting(screen, office)
    trust.ensure_own(made.store, made.exchange.keystore, by="x")
    made.exchange.keystore.renew(office)
    text = card.own(made.store, made.exchange.keystore, by="x").text
    screen.acts.add_office()
    stage.settle()
    QApplication.clipboard().setText(text)
    hands.press("Ctrl+V", "Return")
    panel = screen.acts.adding
    assert panel.second.isVisible()
    assert counting(screen, office) == [before]
    panel.second.further.click()
    stage.settle()
    assert len(counting(screen, office)) == 2
    assert before in counting(screen, office)
    assert BENGALI("The office is known from now on.") in stage.window.notice.words.plain
