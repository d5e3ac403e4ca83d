"""The place of letters: a reminder from nothing to its despatch by keyboard, a notice, a return with photos, many
reminders at once, a kill while one types."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import letter_story
import pypdfium2
import pytest
from hands import Hands
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from koyradesk import dispatches, distributions, letters, meetings, recovery
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.model import Letter, Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts
from ui.book import Book
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
#: Keys that a reminder may cost from anywhere to its despatch, with its number, its printing and its signature.
MOST = 14


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    letter_story.sample(made)
    yield made
    made.end()


def asked(stage: Stage, job):
    """What the office's thread answers."""
    found: list = []
    stage.program.worker.ask(lambda: job(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def stored(stage: Stage) -> Letter:
    """The letter in the editor, as it is stored."""
    return asked(stage, lambda store: letters.get(store, editor(stage).session.id))


def editor(stage: Stage):
    return stage.window.letters.editor


def words(stage: Stage):
    return editor(stage)._steps["words"]


def test_a_reminder_from_nothing_to_its_despatch_by_keyboard_alone(stage, printer, capsys):
    hands = Hands(stage)
    letter_story.remind(hands)
    found = stored(stage)
    assert (found.kind, found.memo().state) == ("reminder", "draft")
    late = asked(stage, lambda store: letters.Decided(store, found.on).late(found.to))
    assert late
    shown = words(stage).holds(Ref(found.id, "body")).marked()
    # Nothing was typed: what is shown is worded by the layout.
    assert found.body == ""
    assert shown == editor(stage).session.usual.body != ""

    hands.press("Ctrl+2", "Return")
    assert stored(stage).memo().state == "numbered"
    hands.press("Ctrl+P")
    assert isinstance(QApplication.activeModalWidget(), QPrintDialog)
    hands.press("Return")
    assert len(pypdfium2.PdfDocument(printer)) == 1
    hands.press("Tab", "Return", "Return")
    signed = stored(stage)
    assert signed.memo().state == "signed"
    assert signed.body == shown
    hands.press("F8")
    (sent,) = asked(stage, lambda store: dispatches.of(store, signed.memo().id))
    assert (sent.to, sent.channel, sent.acknowledged) == (plain(found.to), "hand", None)
    assert stored(stage).memo().state == "despatched"
    with capsys.disabled():
        sys.stdout.write(f"\na reminder from nothing to its despatch: {hands.actions} keys\n")
    assert hands.actions <= MOST


def test_a_notice_follows_its_meeting_until_somebody_writes_it(stage):
    hands = Hands(stage)
    letter_story.notify(hands)
    session, ref = editor(stage).session, Ref(stored(stage).id, "subject")
    usual = session.usual.subject
    assert session.text(ref) == usual != ""
    editor(stage).go(ref, 1000)
    hands.type(" (জরুরি)")
    wording = words(stage)._wordings["subject"]
    assert not wording.mark.isHidden()
    assert not wording.back.isHidden()
    hands.press("Tab")
    assert stored(stage).subject == nfc(usual + " (জরুরি)")
    # By the journal, from another field.
    editor(stage).go(Ref(ref.record, "body"), 0)
    hands.press("Ctrl+Z")
    assert stored(stage).subject == ""
    assert words(stage).holds(ref).marked() == usual
    assert wording.mark.isHidden()

    editor(stage).go(ref)
    hands.press("Ctrl+A", "Delete", "Tab")
    assert words(stage).holds(ref).marked() == ""
    assert stored(stage).subject == " "
    wording.back.click()
    stage.settle()
    assert stored(stage).subject == ""
    # Typed as it stands anyway, it follows the records again.
    session.type(ref, "x")
    session.type(ref, usual)
    session.leave(ref)
    stage.settle()
    assert stored(stage).subject == ""


def test_who_gets_a_notice_may_be_changed_and_kept(stage):
    hands = Hands(stage)
    letter_story.notify(hands)
    hands.press("Ctrl+2")
    issue = editor(stage)._steps["issue"]
    usual = [one.text for one in editor(stage).session.usual.distribution.recipients]
    assert usual
    assert not issue.usual.isHidden()
    issue.taking.click()
    stage.settle()
    assert [one.text for one in stored(stage).distribution.recipients] == usual
    issue.keeping.click()
    hands.type("সকল সদস্য")
    hands.press("Return")
    committee = editor(stage).session.life.committee
    (kept,) = [
        one for one in asked(stage, lambda store: distributions.kept(store, committee)) if one.name == nfc("সকল সদস্য")
    ]
    assert len(kept.entries) == len(usual)
    for row in list(issue.recipients._rows)[1:]:
        issue.recipients._remove(row)
    stage.settle()
    assert len(stored(stage).distribution.recipients) == 1
    issue._take_list(kept.id)
    stage.settle()
    assert [one.text for one in stored(stage).distribution.recipients] == usual


def test_a_meeting_is_put_off_and_moves_when_that_is_signed(stage):
    letter = asked(stage, lambda store: stage.program.book.letters.begin(PaperKey("postponement", _draft(store))))
    stage.window.edit(letter)
    stage.settle()
    hands = Hands(stage)
    hands.type("২৯/১১/২০২৬")
    hands.press("Tab")
    hands.type("বিকাল ৩.০০ ঘটিকা")
    hands.press("Tab")
    found = stored(stage)
    assert dict(found.facts) == {"date_text": nfc("২৯/১১/২০২৬"), "time": nfc("বিকাল ৩.০০ ঘটিকা")}
    hands.press("Ctrl+2", "Return", "Tab", "Return", "Return")
    assert stored(stage).memo().state == "signed"
    moved = asked(stage, lambda store: meetings.get(store, found.meeting))
    assert moved.date == date(2026, 11, 29)


def _draft(store: Store) -> str:
    """A meeting that was not held yet."""
    return next(one.id for one in meetings.listing(store) if one.state == "draft")


def photo(path: Path, colour: str, size: tuple[int, int] = (640, 480)) -> Path:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG")
    path.write_bytes(stream.getvalue())
    return path


def test_a_return_with_photos_and_what_is_no_photo(stage, tmp_path):
    hands = Hands(stage)
    hands.press("Ctrl+L")
    hands.type("সচিত্র")
    hands.press("Return", "Return", "Return")
    found = stored(stage)
    assert found.kind == "return"
    assert found.of
    assert found.period
    step = words(stage)
    step.photos.give([photo(tmp_path / "এক.jpg", "green"), photo(tmp_path / "দুই.jpg", "red")])
    stage.settle()
    assert [one.name for one in editor(stage).session.life.photos] == [nfc("এক.jpg"), nfc("দুই.jpg")]
    step.photos.give([Path(__file__)])
    stage.settle()
    assert not step.photos.refusal.isHidden()
    assert step.photos.refusal.plain
    first = next(iter(step.photos._rows.values()))
    assert not first.picture.pixmap().isNull()
    first.caption.setFocus()
    hands.type("নলকূপ মেরামতের কাজ")
    hands.press("Alt+Down", "Tab")
    photos = asked(stage, lambda store: letters.photos(store, found.id))
    assert [(one.name, one.caption) for one in photos] == [
        (nfc("দুই.jpg"), ""),
        (nfc("এক.jpg"), nfc("নলকূপ মেরামতের কাজ")),
    ]
    pdf = pypdfium2.PdfDocument(editor(stage).page.held.data)
    pictures = [one for page in pdf for one in page.get_objects() if one.type == 3]
    assert len(pictures) == 2
    editor(stage)._give("text")
    stage.settle()
    assert nfc("নলকূপ মেরামতের কাজ") in nfc(QGuiApplication.clipboard().text())
    next(iter(step.photos._rows.values())).taking.click()
    stage.settle()
    assert len(asked(stage, lambda store: letters.photos(store, found.id))) == 1


def test_all_reminders_of_a_day_at_once(stage, printer, tmp_path):
    hands = Hands(stage)
    hands.press("Alt+5", "Ctrl+Shift+R")
    screen = stage.window.letters.reminders
    late = [one.id for one in screen._late]
    assert len(late) > 2
    hands.press("Space")
    assert screen._chosen() == late[1:]
    screen.numbered.setChecked(True)
    hands.press("Ctrl+P")
    assert isinstance(QApplication.activeModalWidget(), QPrintDialog)
    hands.press("Return")
    made = asked(stage, lambda store: [one for one in letters.listing(store) if one.key.kind == "reminder"])
    numbered = [one for one in made if one.number]
    assert {one.to for one in numbered} >= set(late[1:])
    assert len({one.number for one in numbered}) == len(numbered)
    assert len(pypdfium2.PdfDocument(printer)) == len(late) - 1
    assert stage.window.kit.voice.digits(len(late) - 1) in screen.made.plain

    # Each into a file of its own: those that are there are printed as they are.
    batch = asked(
        stage, lambda _: stage.program.book.letters.reminders(screen.day.day(), late[1:], numbered=False, step=_go_on)
    )
    folder = tmp_path / "তাগিদ"
    folder.mkdir()
    screen.save_each(folder, batch)
    stage.settle()
    assert len(list(folder.glob("*.pdf"))) == len(late) - 1


def test_what_no_signed_minutes_say_is_told_and_left_out_of_the_reminders(stage):
    stage.window.go("reminders")
    stage.settle()
    screen = stage.window.letters.reminders
    unsigned = [one for one in screen._late if one.unsigned]
    assert unsigned
    assert screen.signed.isVisible()
    assert unsigned[0].unsigned[0] in screen.said.plain
    before = screen._chosen()
    screen.signed.setChecked(True)
    alone = {one.id for one in screen._late if one.unsigned_alone}
    assert screen._chosen() == [one for one in before if one not in alone]
    batch = asked(stage, lambda _: stage.program.book.letters.reminders(
        screen.day.day(), before, numbered=False, signed_only=True, step=_go_on))  # fmt: skip
    assert {one.to for one in batch.made} == {one.name for one in screen._late if not one.unsigned_alone}


def _go_on(done: int, total: int) -> None:
    """Nobody stops it."""


def test_a_batch_that_is_stopped_keeps_what_it_made(stage, monkeypatch):
    stage.window.go("reminders")
    stage.settle()
    screen = stage.window.letters.reminders
    screen.numbered.setChecked(True)
    reminders = stage.program.book.letters.reminders

    def stopped(on, parties, *, step, **more):
        def stop(done: int, total: int) -> None:
            if done == 2:
                stage.window.status._tasks[0].cancel()
            step(done, total)

        return reminders(on, parties, step=stop, **more)

    monkeypatch.setattr(stage.program.book.letters, "reminders", stopped)
    screen._make("pdf")
    stage.settle()
    made = asked(stage, lambda store: [one for one in letters.listing(store) if one.key.kind == "reminder"])
    assert 0 < len([one for one in made if one.number]) < len(screen._late)
    assert stage.window.notice.words.plain == stage.window.kit.voice(
        "Stopped. Those that have their number stand among the papers."
    )


def test_the_list_is_narrowed_by_kind_state_and_words(stage):
    hands = Hands(stage)
    hands.press("Alt+5")
    screen = stage.window.letters.papers
    every = screen.list.rows.things()
    assert {"minutes", "reminder"} <= {one.key.kind for one in every}
    assert [one.day for one in every] == sorted((one.day for one in every), reverse=True)
    screen._take_kind("minutes")
    assert {one.key.kind for one in screen.list.rows.things()} == {"minutes"}
    screen._take_state("numbered")
    assert {one.state for one in screen.list.rows.things()} == {"numbered"}
    assert not screen.count.isHidden()
    screen.search.setFocus()
    hands.type("হিমালয়")
    hands.press("Return")
    assert screen.list.rows.things() == []
    assert screen.right.currentWidget() is screen.nothing
    screen.everything.click()
    stage.settle()
    assert len(screen.list.rows.things()) == len(every)
    # A letter goes to the bin and comes back.
    letter = next(one for one in screen.list.rows.things() if one.key.letter and one.state == "draft")
    screen.list.choose(letter.id)
    screen.list.setFocus()
    hands.press("Delete")
    assert letter.id not in [one.id for one in screen.list.rows.things()]
    stage.window.notice.button.click()
    stage.settle()
    assert letter.id in [one.id for one in screen.list.rows.things()]
    # The papers of one meeting, as its own page asks for them.
    meeting = next(one for one in every if one.key.kind == "minutes")
    stage.window.letters.show_meeting(meeting.record, "সভা")
    stage.settle()
    assert {one.key.meeting for one in screen.list.rows.things()} == {meeting.record}


def test_killed_while_typing_a_letter_nothing_is_lost_but_the_last_two_seconds(tmp_path):
    environment = os.environ | {"KOYRADESK_CONFIG": str(tmp_path / "config")}
    command = [sys.executable, str(Path(letter_story.__file__)), str(tmp_path)]
    wanted = random.Random(3 if os.environ.get("CI") else None).randrange(80, 300)
    typed: list[tuple[int, float]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        for line in child.stdout:
            count, when = line.split()
            typed.append((int(count), float(when)))
            if len(typed) >= wanted:
                break
        child.kill()
        killed = time.monotonic()
    assert len(typed) == wanted

    with Store.open(tmp_path / "data", config=tmp_path / "config") as store:
        told = recovery.recover(store, by="করণিক")
        found = [letters.get(store, one.key.letter) for one in letters.listing(store) if one.key.kind == "notice"]
        (letter,) = [one for one in found if one.body and one.memo().state == "draft"]
        assert store.check().ok
    safe = max((count for count, when in typed if when < killed - 2), default=0)
    assert safe > 0
    assert nfc(letter_story.WORDS[:safe]).strip() in letter.body
    assert [(one.meeting, one.ref, one.kept) for one in told] == [(letter.id, Ref(letter.id, "body"), "")]


def test_signed_minutes_go_out_by_the_same_key(stage):
    hands = Hands(stage)
    numbered = next(row.id for row in stage.window.rows if row.state == "numbered")
    stage.window.edit(numbered, "issue")
    stage.settle()
    step = stage.window.editor._steps["issue"]
    assert step.despatch.isHidden()
    hands.press("Tab", "Return", "Return")
    meeting = asked(stage, lambda store: meetings.get(store, numbered))
    assert meeting.memo().state == "signed"
    assert not step.despatch.isHidden()
    hands.press("F8")
    sent = asked(stage, lambda store: dispatches.of(store, meeting.memo().id))
    assert [one.recipient for one in sent] == [one.id for one in meeting.distribution.recipients]
    assert asked(stage, lambda store: meetings.get(store, numbered)).memo().state == "despatched"
    step.despatch.list.setFocus()
    step.despatch.got.click()
    stage.settle()
    sent = asked(stage, lambda store: dispatches.of(store, meeting.memo().id))
    assert [one.acknowledged is not None for one in sent] == [True] + [False] * (len(sent) - 1)
    for _ in sent:
        step.despatch.back.click()
        stage.settle()
        step.despatch.list.setFocus()
        hands.press("Down")
    assert asked(stage, lambda store: dispatches.of(store, meeting.memo().id)) == ()
    assert asked(stage, lambda store: meetings.get(store, numbered)).memo().state == "signed"


def test_words_brought_back_into_a_letter_lead_there(stage):
    letter_story.notify(Hands(stage))
    letter = stored(stage)
    stage.window.go("today")
    stage.settle()

    def crash(store: Store):
        store.keep_edits([(letter.id, "body", nfc("সভায় সকলের উপস্থিতি কাম্য।"))])
        return recovery.recover(store, by="রহিমা খাতুন")

    told = asked(stage, crash)
    assert [(one.meeting, one.kept) for one in told] == [(letter.id, "")]
    assert asked(stage, lambda store: letters.get(store, letter.id)).body == nfc("সভায় সকলের উপস্থিতি কাম্য।")
    asked(stage, lambda _: stage.program.book.look()._replace(recovered=told))
    stage.window.remarks.tell_recovered(stage.window._office._replace(recovered=told))
    assert stage.window.kit.voice("a letter") in stage.window.notice.words.plain
    stage.window.notice.button.click()
    stage.settle()
    assert stage.window.here.place == "letter"
    assert words(stage).holds(Ref(letter.id, "body")).marked() == nfc("সভায় সকলের উপস্থিতি কাম্য।")


def test_two_windows_in_one_letter(stage):
    hands = Hands(stage)
    letter_story.notify(hands)
    letter = stored(stage)
    first = stage.window
    first.window_asked.emit()
    stage.settle()
    second = next(one for one in stage.program.windows if one is not first)
    second.edit(letter.id, "words", Ref(letter.id, "enclosures"))
    stage.settle()
    session = second.letters.editor.session
    session.type(Ref(letter.id, "enclosures"), nfc("আলোচ্যসূচি"))
    session.leave(Ref(letter.id, "enclosures"))
    stage.settle()
    assert first.letters.editor.session.letter.enclosures == nfc("আলোচ্যসূচি")
    # Put into the bin in one, it is gone from the other.
    asked(stage, lambda _: stage.program.book.letters.delete(letter.id))
    stage.settle()
    assert first.letters.editor.session is None
    assert first.here.place == "letters"


def test_a_new_day_and_a_caption_that_were_being_typed_come_back(stage, tmp_path):
    book = stage.program.book.letters
    put_off = asked(stage, lambda store: book.begin(PaperKey("postponement", _draft(store))))
    decision = asked(stage, lambda _: book.decisions())[0].id
    report = asked(stage, lambda _: book.begin(PaperKey("return", of=decision, period="2026-11")))
    asked(stage, lambda _: book.add_photos(report, [photo(tmp_path / "ছবি.jpg", "blue")]))
    (held,) = asked(stage, lambda store: letters.photos(store, report))
    facts = {"date_text": nfc("২৯/১১/২০২৬"), "place": nfc("“নতুন” ভবন")}
    typed = [(put_off, "facts", json.dumps(facts, ensure_ascii=False)), (held.id, "note", nfc("সেতুর কাজ"))]
    asked(stage, lambda store: store.keep_edits(typed))
    told = asked(stage, lambda store: recovery.recover(store, by="রহিমা খাতুন"))
    assert {(one.meeting, one.kept) for one in told} == {(put_off, ""), (report, "")}
    assert dict(asked(stage, lambda store: letters.get(store, put_off)).facts) == facts
    (held,) = asked(stage, lambda store: letters.photos(store, report))
    assert held.caption == nfc("সেতুর কাজ")
    assert asked(stage, lambda store: store.open_edits()) == []


def test_the_meeting_that_is_chosen_is_offered_first(stage):
    hands = Hands(stage)
    hands.press("Alt+2", "End")
    chosen = stage.window.meetings.list.current().id
    starting = stage.window.letters.starting
    hands.press("Ctrl+L", "Down", "Down", "Down", "Return")
    lines = starting.choosing.list.rows
    assert lines.thing_at(lines.index(0)) == chosen != lines.thing_at(lines.index(1))
    # How far each meeting is stands beside it.
    assert all(lines.line_at(lines.index(row)).pill for row in range(lines.rowCount()))


def test_what_was_said_of_a_letter_does_not_go_along_to_where_one_came_from(stage):
    hands = Hands(stage)
    hands.press("Alt+2", "Return")
    letter_story.notify(hands)
    hands.press("Ctrl+2", "Return")
    assert stage.window.notice.isVisible()
    hands.press("Escape", "Escape")
    assert stage.window.here.place == "edit"
    assert not stage.window.notice.isVisible()


def test_the_button_that_despatches_is_in_view_on_a_low_screen(stage):
    hands = Hands(stage)
    stage.window.resize(1093, 614)
    letter_story.notify(hands)
    hands.press("Ctrl+2", "Return", "Tab", "Return", "Return")
    issue = editor(stage)._steps["issue"]
    button = issue.despatch.all
    assert button.hasFocus()
    top = button.mapTo(issue.viewport(), button.rect().topLeft()).y()
    assert top >= 0
    assert top + button.height() <= issue.viewport().height()


def test_captions_of_new_photos_are_typed_one_after_another(stage):
    hands = Hands(stage)
    hands.press("Ctrl+L", *["Down"] * 5, "Return", "Return", "Return")
    photos = words(stage).photos
    photos.choose.setFocus()
    stream = io.BytesIO()
    Image.new("RGB", (80, 60), "#7a9e7e").save(stream, "JPEG")
    photos.give([stage.file(f"{number}.jpg", stream.getvalue()) for number in (1, 2)])
    stage.settle()
    for caption in ("মেরামতের আগে", "মেরামতের পরে"):
        hands.type(caption)
        hands.press("Return")
    assert photos.choose.hasFocus()
    assert [one.caption for one in editor(stage).session.life.photos] == [nfc("মেরামতের আগে"), nfc("মেরামতের পরে")]


def test_a_deleted_letter_lies_in_the_bin_and_comes_back(stage):
    window = stage.window

    def thrown_away(store: Store) -> str:
        key = PaperKey("progress", meetings.listing(store)[-1].id)
        made = letters.write(store, letters.draft(store, key, today=date(2026, 11, 22)), by="তাহমিনা").letter
        letters.delete(store, made.id, by="তাহমিনা")
        return made.id

    record = asked(stage, thrown_away)
    window.go("bin")
    stage.settle()
    (line,) = window.bin.list.rows.lines
    assert line.thing.record == record
    assert line.pill == stage.program.voice("Letter") != "Letter"
    window.bin.returning.click()
    stage.settle()
    assert window.bin.list.rows.rowCount() == 0
    assert not asked(stage, lambda store: store.row(record))["deleted"]


def test_a_return_is_of_the_months_up_to_the_day_the_office_goes_by(stage, monkeypatch):
    monkeypatch.setattr(Book, "today", lambda self: date(2031, 2, 3))
    decisions = asked(stage, lambda _: stage.program.book.letters.decisions())
    months = asked(stage, lambda _: stage.program.book.letters.months(decisions[0].id))
    assert [one.id for one in months][:3] == ["2031-02", "2031-01", "2030-12"]
    assert len(months) == 12


def test_a_return_is_of_no_month_before_its_decision(stage):
    book = stage.program.book
    (first, *_) = asked(stage, lambda _: book.letters.decisions())
    months = asked(stage, lambda _: book.letters.months(first.id))
    begun = asked(stage, lambda _: book.followed.standing().of_decisions([first.id])[first.id].begun)
    assert [one.id for one in months][-1] == f"{begun:%Y-%m}"
    assert begun <= asked(stage, lambda _: book.today())
