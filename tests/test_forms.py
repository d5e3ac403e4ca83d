"""The panel of a new meeting, and what holds for all forms of the editor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
import samples
from desks import BN, EN, KEY, LOOK, MOD, desks, dress, issuing, people
from PySide6.QtTest import QTest

from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui import inspection
from ui.editor.attendance import AttendanceStep
from ui.editor.facts import FactsStep
from ui.editor.issue import IssueStep
from ui.editor.starting import Offer, Starting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def desk(qapp, tmp_path):
    """Gives a desk with a meeting."""
    yield from desks(qapp, tmp_path)


@pytest.fixture
def issue(desk):
    """The fourth step, as ``issuing`` begins it."""
    return partial(issuing, desk)


OFFERS = (
    Offer("উপজেলা আইসিটি কমিটি", "2026-10", "2026-11"),
    Offer("মাসিক সমন্বয় সভা", "2026-09", "2026-11"),
    Offer("আইনশৃঙ্খলা কমিটি"),
)


@pytest.fixture
def starting(qapp, qtbot):
    dress(qapp)
    panel = Starting(BN, LOOK)
    qtbot.addWidget(panel)
    panel.setObjectName("window")
    panel.resize(800, 600)
    panel.show()
    panel.activateWindow()
    panel.show_committees(OFFERS)
    panel.first()
    return panel


def test_enter_alone_begins_the_meeting_of_the_first_committee(starting, qtbot):
    words = starting.name.accessibleDescription()
    assert "শেষ সভা অক্টোবর ২০২৬" in words
    assert "নভেম্বর ২০২৬" in words
    with qtbot.waitSignal(starting.chosen) as chosen:
        QTest.keyClick(starting.name, KEY.Key_Return)
    assert chosen.args == ["উপজেলা আইসিটি কমিটি"]


def test_arrows_choose_another_committee(starting, qtbot):
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up):
        QTest.keyClick(starting.name, key)
    with qtbot.waitSignal(starting.chosen) as chosen:
        starting.begin.click()
    assert chosen.args == ["মাসিক সমন্বয় সভা"]


def test_part_of_a_name_is_enough_and_a_new_name_is_offered_last(starting, qtbot):
    starting.name.insert("কমিটি")
    shown = [starting.offers.index(row).data() for row in range(starting.offers.rowCount())]
    assert shown == ["উপজেলা আইসিটি কমিটি", "আইনশৃঙ্খলা কমিটি", "নতুন কমিটি: কমিটি"]
    starting.name.clear()
    starting.name.insert("বৃক্ষরোপণ কমিটি")
    with qtbot.waitSignal(starting.chosen) as chosen:
        QTest.keyClick(starting.name, KEY.Key_Return)
    assert chosen.args == ["বৃক্ষরোপণ কমিটি"]


def test_escape_drops_the_panel_and_an_office_without_committees_is_told_what_to_do(starting, qtbot):
    starting.show_committees(())
    assert starting.none.isVisible()
    assert not starting.begin.isEnabled()
    with qtbot.assertNotEmitted(starting.chosen):
        QTest.keyClick(starting.name, KEY.Key_Return)
    with qtbot.waitSignal(starting.dropped):
        QTest.keyClick(starting.name, KEY.Key_Escape)


def looked_at(at, voice) -> None:
    """Nothing is cut, nameless or in English, and nothing reaches out of the column."""
    at.settle()
    assert inspection.cut(at.host) == []
    assert inspection.nameless(at.host) == []
    if voice is BN:
        assert inspection.english(at.host) == []
    if hasattr(at.step, "inside"):
        assert at.step.inside.width() <= at.step.viewport().width()


@pytest.mark.parametrize("size", [(660, 700), (520, 450)])
@pytest.mark.parametrize("voice", [BN, EN], ids=("bn", "en"))
@pytest.mark.parametrize("step", [FactsStep, AttendanceStep, IssueStep])
def test_nothing_is_cut_nameless_or_in_english(desk, step, voice, size):
    at = desk(replace(samples.meeting(), attendees=people(20)))
    shown = at.open(step, voice, size)
    looked_at(at, voice)
    for fold in ("office", "committee", "layouts", "signed_by"):
        if hasattr(shown, fold):
            getattr(shown, fold).unfold()
            looked_at(at, voice)


@pytest.mark.parametrize("voice", [BN, EN], ids=("bn", "en"))
def test_every_state_of_the_paper_fits(issue, voice):
    at = issue(earlier=False, voice=voice, size=(520, 450))
    step, edits = at.step, at.book.edits
    looked_at(at, voice)
    edits.issue("minutes", at.meeting.id, "৭", "", "০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬")
    at.session.reload()
    looked_at(at, voice)
    step.minutes.change.click()
    step.minutes.numbering.void.click()
    step.minutes.refuse(voice(N_("The paper is not signed yet. Sign it first: the scan is one of the signed copy.")))
    looked_at(at, voice)
    step.minutes.numbering.drop.click()
    step.minutes.sign.click()
    looked_at(at, voice)
    edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    step.correcting.unfold()
    step.entries.add()
    looked_at(at, voice)
    at.session.type(Ref(at.meeting.corrections[0].id, "wrong"), "ক")
    looked_at(at, voice)
    step.correct.click()
    looked_at(at, voice)


@pytest.mark.parametrize("step", [FactsStep, AttendanceStep, IssueStep])
def test_a_signed_meeting_takes_no_keys(desk, step):
    at = desk(replace(samples.meeting(), attendees=people(3)))
    at.book.edits.sign("minutes", at.stored.id, None)
    shown = at.open(step)
    before = at.meeting
    shown.first()
    at.settle()
    for key in (KEY.Key_Space, KEY.Key_A, KEY.Key_Return, KEY.Key_Delete, KEY.Key_Backspace):
        if at.focus is not None and "Button" not in type(at.focus).__name__:
            at.key(key)
            at.key(key, MOD.AltModifier)
    assert at.meeting == before == at.saved
