"""The scenes of the tour, in the order they are played: each goes on from where the one before it left the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from koyradesk.bengali.dating import spell
from koyradesk.bengali.grammar import genitive
from koyradesk.i18n import N_
from koyradesk.model import Meeting, Ref
from koyradesk.sentences import sentences
from ui import (
    decisions_scenes,
    directory_scenes,
    district_scenes,
    exchange_scenes,
    figures_scenes,
    finding_scenes,
    incoming_scenes,
    layout_scenes,
    letter_scenes,
    memo_scenes,
    register_scenes,
)
from ui.bank import scenes as bank_scenes
from ui.beginning import scenes as beginning_scenes
from ui.editor_scenes import ACTS
from ui.help import scenes as help_scenes
from ui.pages import PageView
from ui.restoring import scenes as restoring_scenes
from ui.sitting import scenes as sitting_scenes
from ui.spelling import scenes as spelling_scenes
from ui.stage import MINUTES, Stage
from ui.typing import scenes as typing_scenes
from ui.updating import scenes as updating_scenes
from ui.worker import Task

_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: what is done before it, and what is on it where that is not the window itself."""

    name: str
    acts: tuple[Callable[[Stage], object], ...] = ()
    shows: Callable[[Stage], QWidget] | None = None


def _view(stage: Stage) -> PageView:
    return stage.window.reading.paper.view


def _go(place: str, stage: Stage) -> None:
    stage.window.go(place)


def _press(key: Qt.Key, stage: Stage) -> None:
    QTest.keyClick(stage.app.focusWidget() or stage.window, key)


def _sample(stage: Stage) -> None:
    stage.program.book.by = "রহিমা খাতুন"
    stage.window.activateWindow()
    stage.window.fill_sample()


def _opened(stage: Stage) -> None:
    stage.window.read_file(stage.file("সেপ্টেম্বর.txt", MINUTES.encode()))


def _no_text(stage: Stage) -> None:
    stage.window.read_file(stage.file("ছবি.txt", bytes(range(256)) * 40))


# A whole year of an office


def _year(stage: Stage) -> None:
    """More meetings of the sample's committees: some ahead, some late, one month missed."""
    book = stage.program.book
    newest = max(stage.window.rows, key=lambda row: row.date or date.min).id

    def fill() -> None:
        known = book.edits.get(newest)
        for days, committee in (
            (4, known.committee),
            (9, "মধুছায়া উপজেলা আইন-শৃঙ্খলা কমিটি"),
            (-21, "মধুছায়া উপজেলা আইন-শৃঙ্খলা কমিটি"),
            (-52, "মধুছায়া উপজেলা আইন-শৃঙ্খলা কমিটি"),
            (-8, "মধুছায়া উপজেলা মাসিক সমন্বয় সভা"),
            (-70, "মধুছায়া উপজেলা মাসিক সমন্বয় সভা"),
            (-100, "মধুছায়া উপজেলা মাসিক সমন্বয় সভা"),
        ):
            book.save(_held(known, committee, book.today() + timedelta(days)))

    stage.window.kit.worker.ask(fill, lambda _: None)


def _held(like: Meeting, committee: str, on: date) -> Meeting:
    """A meeting like another one, of a committee and a day."""
    say = sentences("first")
    of = genitive(committee)
    wording = say["title_of_meeting"] if of.endswith("সভার") else say["title"]
    title = wording.format(of=of, month=spell(on, say["month"]))
    period = f"{on:%Y-%m}"
    return replace(like, id="", committee=committee, title=title, date=on, date_text="", period=period, memos=())


# A meeting being written


def _edit(step: str, stage: Stage) -> None:
    window = stage.window
    drafts = [row for row in window.rows if row.state == "draft" and row.date and row.date <= date.today()]
    window.edit(max(drafts, key=lambda row: row.date or date.min).id, step)


def _place(stage: Stage) -> Ref:
    return Ref(stage.window.here.meeting, "place")


def _typed(stage: Stage) -> None:
    """Another place for the meeting, typed by someone else."""
    stage.program.book.by = "আবদুল করিম"
    session = stage.window.editor.session
    assert session is not None
    session.type(_place(stage), "উপজেলা পরিষদ মিলনায়তন, দ্বিতীয় তলা")
    session.leave(_place(stage))


def _history(stage: Stage) -> None:
    stage.window.past.ask(_place(stage))


def _below_settings(stage: Stage) -> None:
    settings = stage.window.settings
    settings.folder.setFocus(Qt.FocusReason.TabFocusReason)
    settings.verticalScrollBar().setValue(settings.verticalScrollBar().maximum())


# What happens beside the work


def _working(stage: Stage) -> None:
    """Long work, half done."""
    voice = stage.window.kit.voice
    task = stage.task = Task(voice(N_("Printing …")), "x")
    stage.window.status.began(task)
    QTest.qWait(350)
    task.step(3, 8)


def _worked(stage: Stage) -> None:
    if stage.task is not None:
        stage.window.status.ended(stage.task)


def _no_printer(stage: Stage) -> None:
    stage.program.book.printers = list
    stage.window.go("meetings")
    stage.settle()
    stage.window.meetings.ask_printer()


def _printer(stage: Stage) -> None:
    stage.program.book.printers = lambda: ["EPSON-L3110"]


def _let_go(stage: Stage) -> None:
    """Closes the dialog of the scene before; where the system showed one of its own, that scene was left out."""
    if isinstance(left := stage.app.activeModalWidget(), QDialog):
        left.reject()


def _crashed(stage: Stage) -> None:
    """The office as it opens after a power cut."""
    from koyradesk.recovery import Recovered

    window = stage.window
    office = window.kit.book.look
    found = (Recovered(window.rows[0].id, Ref(window.rows[0].id, "place"), "সভাকক্ষ", None),)
    window.kit.worker.ask(office, lambda opened: window.remarks.tell_recovered(opened._replace(recovered=found)))


SCENES: tuple[Scene, ...] = (
    Scene("empty"),
    *(Scene(name, acts) for name, acts in restoring_scenes.ACTS),
    Scene("letters-none", (restoring_scenes.end, partial(_go, "letters"))),
    Scene("people-none", (partial(_go, "people"),)),
    *(Scene(name, acts) for name, acts in beginning_scenes.ACTS),
    Scene("sample", (beginning_scenes.end, _sample)),
    Scene("second-page", (lambda stage: _view(stage).go_to(2),)),
    Scene("sign-sheet", (lambda stage: stage.window.reading.tabs.setCurrentIndex(1),)),
    Scene("zoomed", (lambda stage: _view(stage).set_zoom(1.5),)),
    Scene("search", (lambda stage: _view(stage).fit_width(), lambda stage: stage.search("ওয়েব"))),
    Scene("nothing-found", (lambda stage: stage.search("হিমালয় পর্বত"),)),
    Scene("opened-file", (lambda stage: stage.search(""), _opened)),
    Scene("saved", (lambda stage: stage.window.file.save(),)),
    Scene("refused", (_no_text,)),
    Scene("focus", (lambda stage: stage.window.notice.hide(), lambda stage: stage.tabs(6))),
    Scene("today", (partial(_go, "today"),)),
    Scene("today-busy", (_year,)),
    Scene("today-year", (lambda stage: stage.window.today.year.setFocus(), partial(_press, Qt.Key.Key_Left))),
    Scene("settings", (partial(_go, "settings"),)),
    Scene("about", (_below_settings,)),
    *(Scene(name, acts) for name, acts in layout_scenes.ACTS),
    *(Scene(name, acts) for name, acts in updating_scenes.ACTS),
    Scene("help", (updating_scenes.end, partial(_go, "keys"))),
    Scene("help-below", (lambda stage: stage.window.keys.verticalScrollBar().setValue(10_000),)),
    *(Scene(name, acts) for name, acts in help_scenes.ACTS),
    Scene("bin-empty", (help_scenes.end, partial(_go, "bin"))),
    Scene("deleted", (partial(_go, "meetings"), lambda stage: stage.window.delete(stage.window.rows[-1]))),
    Scene("bin", (partial(_go, "bin"),)),
    *(Scene(name, acts) for name, acts in beginning_scenes.FURTHER),
    Scene("new-meeting", (beginning_scenes.end, partial(_go, "new"))),
    Scene("edit-facts", (partial(_press, Qt.Key.Key_Return),)),
    Scene("edit-attendance", (partial(_edit, "attendance"),)),
    Scene("edit-items", (partial(_edit, "items"),)),
    Scene("edit-issue", (partial(_edit, "issue"),)),
    Scene("history", (partial(_edit, "facts"), _typed, _history)),
    *(Scene(name, acts) for name, acts in typing_scenes.ACTS),
    *(Scene(name, acts) for name, acts in bank_scenes.ACTS),
    *(Scene(name, acts) for name, acts in spelling_scenes.ACTS),
    *(Scene(name, acts) for name, acts in (("edit-again", (partial(_edit, "items"),)), *ACTS)),
    *(Scene(name, acts) for name, acts in memo_scenes.ACTS),
    *(Scene(name, acts) for name, acts in incoming_scenes.ACTS),
    *(Scene(name, acts) for name, acts in decisions_scenes.ACTS),
    *(Scene(name, acts) for name, acts in letter_scenes.ACTS),
    *(Scene(name, acts) for name, acts in directory_scenes.ACTS),
    *(Scene(name, acts) for name, acts in figures_scenes.ACTS),
    Scene("today-late", (partial(_go, "today"),)),
    *(Scene(name, acts) for name, acts in register_scenes.ACTS),
    *(Scene(name, acts) for name, acts in finding_scenes.ACTS),
    *(Scene(name, acts) for name, acts in sitting_scenes.ACTS),
    *(Scene(name, acts) for name, acts in exchange_scenes.ACTS),
    *(Scene(name, acts, district_scenes.window) for name, acts in district_scenes.ACTS),
    Scene("working", (district_scenes.end, partial(_go, "today"), _working)),
    Scene("brought-back", (_worked, _crashed)),
    Scene("no-printer", (lambda stage: stage.window.notice.close_one(), _no_printer)),
    Scene("print-dialog", (_printer, lambda stage: stage.window.meetings.ask_printer()), Stage.dialog),
    Scene("save-dialog", (_let_go, lambda stage: stage.window.meetings.ask_where()), Stage.dialog),
    Scene("backup-dialog", (_let_go, lambda stage: stage.window.housekeeping.ask_backup()), Stage.dialog),
    Scene("second-instance", (_let_go,), Stage.second),
)
