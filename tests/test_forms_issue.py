"""Number, signature, distribution and correction of a paper: real keys, a real store."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from desks import BN, EN, KEY, LOOK, MOD, desks, draft, issuing, numbered
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from koyradesk import editing, papers
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Memo, Ref, Signature
from ui.book import Wanted
from ui.editor.beside import Beside
from ui.editor.life_strip import LifeStrip
from ui.editor.title_bar import TitleBar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def desk(qapp, tmp_path):
    """Gives a desk with a meeting."""
    yield from desks(qapp, tmp_path)


@pytest.fixture
def issue(desk):
    """The fourth step, as ``issuing`` begins it."""
    return partial(issuing, desk)


def test_the_next_number_is_proposed_whole_and_enter_takes_it(issue, qtbot):
    at = issue()
    at.step.first()
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    number, on, file, kind = asked.args
    assert kind == "minutes"
    assert (number, file) == ("", "")
    done = at.book.edits.issue("minutes", at.meeting.id, number, on, file)
    assert done.memo.number == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    at.session.reload()
    at.settle()
    assert not at.step.minutes.numbering.isVisible()
    assert at.step.minutes.number.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    assert at.step.minutes.sign.isVisible()
    assert at.focus is at.step.minutes.printing


def test_an_issue_number_typed_alone_shows_the_whole_it_becomes(issue, qtbot):
    at = issue()
    at.step.first()
    at.type("১২০")
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১২০"
    at.focus.clear()
    at.type("০৫.৪৪.৭৭")
    assert at.step.minutes.numbering.number_said.plain != "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১২০"
    at.focus.clear()
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    at.type("121")
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[0] == "121"


def test_both_calendars_are_shown_for_the_date_that_is_typed(issue):
    at = issue()
    step = at.step
    step.minutes.numbering.date.setFocus()
    at.focus.selectAll()
    at.type("২৫/১১/২০২৬")
    assert nfc("১০ অগ্রহায়ণ ১৪৩৩") in step.minutes.numbering.date.said.plain
    assert "২৫ নভেম্বর ২০২৬" in step.minutes.numbering.date.said.plain


def test_without_a_file_its_code_is_asked_for(issue, qtbot):
    at = issue(earlier=False)
    at.step.first()
    assert at.focus is at.step.minutes.numbering.file
    at.type("০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬")
    at.key(KEY.Key_Tab)
    at.type("৭")
    assert at.step.minutes.numbering.number_said.plain.endswith("২৬.৭")
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[0:3:2] == ["৭", "০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬"]


def test_a_refusal_stands_under_the_number_until_it_is_asked_again(issue):
    at = issue()
    at.step.refuse(UserError(N_("The paper has no memo number and date yet. Issue it first, then sign it.")))
    error = at.step.minutes.numbering._number_row.note
    assert error.isVisible()
    assert error.plain == BN(N_("The paper has no memo number and date yet. Issue it first, then sign it."))
    at.step.first()
    at.key(KEY.Key_Return)
    assert not error.isVisible()


def test_signing_takes_two_keys_and_carries_the_scan(issue, qtbot, tmp_path):
    at = issue(numbered(), earlier=False)
    step = at.step
    step.first()
    assert at.focus is step.minutes.printing
    at.key(KEY.Key_Tab)
    assert at.focus is step.minutes.sign
    scan = tmp_path / "কপি.pdf"
    scan.write_bytes(b"%PDF-1.4")
    drop(step.minutes.box, scan)
    assert "কপি.pdf" in step.minutes.box.words.plain
    at.key(KEY.Key_Return)
    assert step.minutes.sure.isVisible()
    at.key(KEY.Key_Tab)
    at.key(KEY.Key_Return)
    assert not step.minutes.sure.isVisible()
    assert at.focus is step.minutes.sign
    at.key(KEY.Key_Return)
    with qtbot.waitSignal(step.sign_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [scan, "minutes"]


def test_the_question_before_signing_is_scrolled_into_view(issue):
    at = issue(numbered(), earlier=False)
    step = at.step
    step.window().resize(step.window().width(), 260)
    at.settle()
    step.minutes.sign.setFocus()
    at.key(KEY.Key_Return)
    assert at.focus is step.minutes.yes
    place = step.minutes.sure.rect().translated(step.minutes.sure.mapTo(step.viewport(), QPoint(0, 0)))
    assert step.viewport().rect().contains(place)


def drop(target, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(5, 5), action, mime, buttons, MOD.NoModifier)
    target.dropEvent(event)


def test_no_paper_looks_as_if_a_correction_were_still_to_come():
    strip = LifeStrip(BN, LOOK)
    for state in ("draft", "numbered", "signed", "despatched"):
        strip.show_state(state)
        assert [BN(step) for step in strip.steps] == ["খসড়া", "নম্বরযুক্ত", "স্বাক্ষরিত"]
    assert BN.digits(3) in strip.accessibleName()
    strip.show_state("signed", corrected=True)
    assert [BN(step) for step in strip.steps][3:] == ["সংশোধনী"]
    assert "সংশোধনী" in strip.accessibleName()


def test_the_head_says_what_can_only_be_read():
    head = TitleBar(EN, LOOK)
    head.show_meeting(draft())
    assert "read" not in head.facts.plain
    head.show_meeting(numbered(memos=(Memo(number="১", state="signed"),)))
    assert head.facts.plain.endswith("can only be read")


@pytest.mark.parametrize(("voice", "words"), [(BN, True), (EN, True)])
def test_the_way_to_the_printer_is_a_word_as_long_as_there_is_room(qapp, voice, words):
    beside = Beside(voice, LOOK, lambda *_: None)
    beside.resize(380, 500)
    beside.show()
    shown = [one for one in (beside.printing, beside.bare, beside.small) if one.isVisible()]
    assert len(shown) == 1
    assert bool(shown[0].text()) is words
    beside.close()


def test_a_signed_paper_is_read_only_and_still_takes_scans(issue, qtbot, tmp_path):
    at = issue(numbered(), earlier=False)
    scan = tmp_path / "কপি.png"
    at.book.edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    at.settle()
    step = at.step
    assert step.holds(Ref(at.meeting.distribution.recipients[0].id, "text")).frozen
    assert not step.recipients.adding.isVisible()
    assert not step.minutes.sign.isVisible()
    assert not step.minutes.change.isVisible()
    with qtbot.waitSignal(step.attach_asked) as asked:
        drop(step.minutes.box, scan)
    assert asked.args == [scan, "minutes"]
    step.go(Ref(at.meeting.distribution.recipients[0].id, "text"), 0)
    at.key(KEY.Key_Return)
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert len(at.meeting.distribution.recipients) == 4


def test_recipients_are_listed_with_their_labels_and_endings(issue):
    at = issue()
    step = at.step
    last = at.meeting.distribution.recipients[-1]
    step.go(Ref(last.id, "text"), len(last.text))
    at.key(KEY.Key_Return)
    at.type("অফিস কপি")
    at.key(KEY.Key_Tab)
    made = at.saved.distribution.recipients[-1]
    assert (made.label, made.text) == ("৫।", "অফিস কপি।")
    assert step.recipients.rows()[-1].label.text() == "৫।"
    step.go(Ref(made.id, "text"), 0)
    at.key(KEY.Key_Up, MOD.AltModifier)
    assert [one.label for one in at.saved.distribution.recipients] == ["১।", "২।", "৩।", "৪।", "৫।"]
    assert at.saved.distribution.recipients[3].id == made.id
    assert "............" in at.saved.distribution.recipients[0].text


def test_a_recipient_known_to_the_office_is_offered_behind_the_caret(issue):
    at = issue()
    at.step.recipients.adding.click()
    at.settle()
    at.type("উপ")
    assert at.focus.ending() == "জেলা ............ কর্মকর্তা (সকল), শালবন"
    at.key(KEY.Key_Tab)
    assert at.meeting.distribution.recipients[-1].text == "উপজেলা ............ কর্মকর্তা (সকল), শালবন"
    at.key(KEY.Key_Return)
    assert len(at.saved.distribution.recipients) == 6
    assert at.saved.distribution.recipients[4].text.endswith("শালবন।")


def test_a_pasted_list_becomes_recipients(issue):
    at = issue(replace(draft(), distribution=replace(draft().distribution, recipients=())))
    at.step.recipients.adding.click()
    at.settle()
    at.paste("১। জেলা প্রশাসক, নমুনা\n২। উপজেলা ……… কর্মকর্তা (সকল)\n৩। অফিস কপি")
    texts = [one.text for one in at.saved.distribution.recipients]
    assert [text.rstrip("।") for text in texts] == [
        "জেলা প্রশাসক, নমুনা",
        "উপজেলা ……… কর্মকর্তা (সকল)",
        "অফিস কপি",
    ]
    assert [one.label for one in at.saved.distribution.recipients] == ["১।", "২।", "৩।"]


def test_the_first_signature_is_the_chairs_and_more_can_follow(issue):
    at = issue(replace(draft(), signatures=()))
    step = at.step
    assert step.signed_by.is_open()
    step.signatures.adding.click()
    at.settle()
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন"]
    assert "রেহানা পারভীন" in step.signed_by.head.accessibleDescription()
    step.signatures.adding.click()
    at.settle()
    at.type("আবু সাঈদ")
    at.key(KEY.Key_Tab)
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন", "আবু সাঈদ"]
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন"]


def test_a_known_person_who_signs_brings_what_the_layout_prints(issue):
    at = issue(replace(draft(), signatures=(Signature(name="ক", designation="খ", phone="০১"),)))
    at.session.know(at.session.words.with_word("person", "শামীম আরা", designation="জেলা প্রশাসক", place="নদীপাড়"))
    at.step.signed_by.unfold()
    at.step.go(Ref(at.meeting.signatures[0].id, "name"))
    at.focus.selectAll()
    at.type("শামী")
    at.key(KEY.Key_Down)
    at.key(KEY.Key_Return)
    signs = at.saved.signatures[0]
    assert (signs.name, signs.designation, signs.place) == ("শামীম আরা", "জেলা প্রশাসক", nfc("নদীপাড়"))
    # What is not known of them stays.
    assert signs.phone == "০১"


def test_a_signature_has_the_lines_its_layout_prints(issue):
    at = issue(replace(draft(), layout="district", signatures=(Signature(name="ক", designation="খ"),)))
    at.step.signed_by.unfold()
    fields = [ref.field for ref in at.step._fields if ref.record.startswith("signature.")]
    assert fields == ["name", "designation"]
    at.session.change(replace(at.meeting, layout="combined"))
    at.settle()
    fields = [ref.field for ref in at.step._fields if ref.record.startswith("signature.")]
    assert fields == ["name", "designation", "date"]


def test_a_number_is_made_void_for_a_reason(issue, qtbot):
    at = issue(numbered(), earlier=False)
    step = at.step
    step.minutes.change.click()
    at.settle()
    step.minutes.numbering.void.setFocus()
    at.key(KEY.Key_Return)
    with qtbot.assertNotEmitted(step.void_asked):
        at.key(KEY.Key_Return)
    at.type("রেজিস্টারে ভুল নথিতে লেখা হয়েছে")
    with qtbot.waitSignal(step.void_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [nfc("রেজিস্টারে ভুল নথিতে লেখা হয়েছে"), "minutes"]
    at.book.edits.withdraw("minutes", at.meeting.id, asked.args[0])
    at.session.reload()
    at.settle()
    assert step.minutes.typing()
    assert not step.minutes.paper.isVisible()


def test_signed_minutes_are_corrected_by_a_paper_of_its_own(issue, qtbot):
    at = issue(numbered(), earlier=False)
    step = at.step
    assert not step.correcting.isVisible()
    at.book.edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    at.settle()
    assert step.correcting.isVisible()
    step.correcting.unfold()
    at.settle()
    step.entries.adding.setFocus()
    at.key(KEY.Key_Return)
    at.type("ক্রমিক ২.০")
    at.key(KEY.Key_Return)
    at.type("১৫ টি")
    at.key(KEY.Key_Return)
    at.type("১২ টি")
    at.key(KEY.Key_Return)
    assert len(step.entries.rows()) == 2
    at.key(KEY.Key_Delete, MOD.AltModifier)
    (entry,) = at.saved.pending()
    assert (entry.place, entry.wrong, entry.right) == ("ক্রমিক ২.০", "১৫ টি", "১২ টি")
    assert not step.correction.isVisible()
    step.correct.setFocus()
    at.key(KEY.Key_Return)
    assert step.correction.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    with qtbot.waitSignal(step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[3] == "correction"
    at.book.edits.issue("correction", at.meeting.id, *asked.args[:3])
    at.session.reload()
    at.settle()
    assert step.correction.number.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    step.correction.sign.click()
    at.settle()
    with qtbot.waitSignal(step.sign_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [None, "correction"]
    at.book.edits.sign("correction", at.meeting.id, None)
    at.session.reload()
    at.settle()
    assert step.entries.rows() == []
    assert [at.focus] == step.issued.buttons
    assert "১১৩" in at.focus.accessibleName()
    assert not step.correction.isVisible()
    # A second one is being written: the first can still be printed, and then each of the two.
    held = editing.add(at.meeting, "correction", at.session.mint("correction"), place="", wrong="ক", right="খ")
    at.session.change(held)
    at.settle()
    assert step.correct.isVisible()
    assert step.issued.isVisible()
    at.book.edits.issue("correction", at.meeting.id, "", "", "")
    at.book.edits.sign("correction", at.meeting.id, None)
    at.session.reload()
    at.settle()
    signed = [one for one in at.saved.memos if one.kind == "correction"]
    assert len(signed) == len(step.issued.buttons) == 2
    pages = []
    for memo, button in zip(signed, step.issued.buttons, strict=True):
        assert memo.number in nfc(button.accessibleName())
        with qtbot.waitSignal(step.correction_asked) as asked:
            button.click()
        assert asked.args == [memo.id]
        pages.append(at.book.paper(Wanted(at.meeting.id, "correction", memo.id)).data)
        assert pages[-1] == papers.signed_bytes(at.book.store, memo.id)
    assert pages[0] != pages[1]
