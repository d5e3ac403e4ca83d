"""Scenes of the tour in which a meeting is being written: cards, words, the paper's life, and what goes wrong."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.session import Session
from ui.stage import Stage

#: A table as it is copied from a spreadsheet.
_TABLE = (
    "ক্রমিক\tআলোচ্য বিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
    "১\tবৃক্ষরোপণ\tবর্ষায় চারা রোপণের বিষয়ে আলোচনা হয়।\t১। প্রতিটি বিদ্যালয়ে পাঁচটি চারা রোপণ করতে হবে।\tপ্রধান শিক্ষক (সকল)\n"
    "২\tনদীর বাঁধ\tবাঁধের ফাটলের কথা জানানো হয়।\tজরুরি ভিত্তিতে মেরামত করতে হবে।\tউপজেলা প্রকৌশলী\n"
)
#: What a typist of a shop sends.
_SAID = " আগামী কর্তৃপক্ষীয় সভার পূর্বে ক্ষুদ্র উদ্যোক্তাদের তালিকা প্রস্তুত করা প্রয়োজন মর্মে সভায় মত প্রকাশ করা হয়।"


def _session(stage: Stage) -> Session:
    session = stage.window.editor.session
    assert session is not None
    return session


def keys(*names: str) -> Any:
    """An act: presses keys named as on a key cap."""

    def act(stage: Stage) -> None:
        for name in names:
            combination = QKeySequence(name)[0]  # type: ignore[index]  # as the stubs have it
            QTest.keyClick(stage.app.focusWidget() or stage.window, combination.key(), combination.keyboardModifiers())
            stage.settle()

    return act


def letters(text: str) -> Any:
    """An act: types a text of any script."""

    def act(stage: Stage) -> None:
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QCoreApplication.sendEvent(stage.app.focusWidget() or stage.window, event)

    return act


def _paste_table(stage: Stage) -> None:
    stage.app.clipboard().setText(_TABLE)
    keys("Escape", "Ctrl+3", "Ctrl+V")(stage)


def _into_discussion(stage: Stage) -> None:
    stage.window.editor.go(Ref(_session(stage).meeting.items[0].id, "discussion"), 1000)


def _paste_bijoy(stage: Stage) -> None:
    _into_discussion(stage)
    stage.app.clipboard().setText(to_bijoy(_SAID))
    keys("Ctrl+V")(stage)


def _into_middle(stage: Stage) -> None:
    item = _session(stage).meeting.items[0]
    stage.window.editor.go(Ref(item.id, "discussion"), item.discussion.index("।") + 1)


def _trouble(stage: Stage) -> None:
    _into_discussion(stage)
    letters(" 🙂")(stage)


def _no_trouble(stage: Stage) -> None:
    keys("Backspace", "Backspace")(stage)


def _full_disk(stage: Stage) -> None:
    """The disk takes nothing for a while."""
    edits: Any = stage.program.book.edits

    def full(*_: object) -> None:
        sentence = N_("The disk is full: nothing was saved in {folder}. Make room on the disk, then save again.")
        raise UserError(sentence, folder=stage.program.folder)

    stage.aside = edits.write
    edits.write = full
    _into_discussion(stage)
    letters(" ")(stage)
    _session(stage).leave(Ref(_session(stage).meeting.items[0].id, "discussion"))


def _room_again(stage: Stage) -> None:
    stage.program.book.edits.write = stage.aside  # type: ignore[method-assign]
    stage.window.notice.close_one()
    _session(stage).seal()


def _numbered(stage: Stage) -> None:
    stage.window.editor.acts.number("", "", "", "minutes")


def _signed(stage: Stage) -> None:
    stage.window.editor.acts.sign(None, "minutes")


def _step(name: str, stage: Stage) -> None:
    stage.window.edit(_session(stage).id, name)


def _correction(stage: Stage) -> None:
    """Something is wrong in the signed minutes: the first words of their correction."""
    step: Any = stage.window.editor.stack.currentWidget()
    step.correcting.unfold()
    stage.settle()
    step.entries.adding.click()
    stage.settle()
    letters("ক্রমিক ১.০, সিদ্ধান্ত ২")(stage)
    keys("Tab")(stage)
    letters("২২ নভেম্বর")(stage)
    keys("Tab")(stage)
    letters("২৯ নভেম্বর")(stage)
    stage.settle()
    step.bring(step.correcting)


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("card-open", (keys("Ctrl+3", "Home", "Return"),)),
    ("decision-typed", (keys("Ctrl+Shift+Return"), letters("সকল দপ্তর আগামী সপ্তাহের মধ্যে"))),
    ("completion", (keys("Tab"), letters("সহ"))),
    ("split", (keys("Escape"), _into_middle, keys("Alt+Return"))),
    ("undone", (keys("Escape", "Ctrl+Z"),)),
    ("carry", (keys("Ctrl+Shift+O"),)),
    ("pasted-table", (_paste_table,)),
    ("pasted-bijoy", (_paste_bijoy,)),
    ("page-trouble", (_trouble,)),
    ("disk-full", (_no_trouble, _full_disk)),
    ("numbered", (_room_again, partial(_step, "issue"), _numbered)),
    ("signed", (_signed,)),
    ("frozen-items", (keys("Ctrl+3", "Home", "Return"),)),
    ("correction", (partial(_step, "issue"), _correction)),
)
