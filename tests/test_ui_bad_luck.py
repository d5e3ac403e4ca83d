"""A hostile day at the desk: power cuts, full disks, vanished printers, strange texts. Nothing is lost, and one
sentence says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from samples import meeting

from koyradesk import meetings
from koyradesk.model import Meeting, Ref
from koyradesk.recovery import Kept
from koyradesk.store import Store
from ui import fonts
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
BENGALI = Voice("bn")


@pytest.fixture
def stored(tmp_path) -> Meeting:
    with Store.open(tmp_path / "data") as store:
        return meetings.save(store, meeting(items=2), by="করণিক")


@pytest.fixture
def begin(qapp, tmp_path, stored) -> Iterator[Callable[[], Stage]]:
    """Starts the program on the office with one meeting."""
    fonts.load()
    made: list[Stage] = []

    def start() -> Stage:
        made.append(Stage(qapp, tmp_path, "bn", "light", 1.0))
        return made[-1]

    yield start
    for one in made:
        one.end()


def read(stage: Stage, meeting_id: str) -> Meeting:
    """A meeting as it is stored."""
    found: list[Meeting] = []
    stage.program.worker.ask(lambda: stage.program.book.edits.get(meeting_id), found.append)
    stage.settle()
    return found[0]


# After a power cut


def test_half_a_date_typed_at_a_power_cut_is_told_and_can_be_copied(stored, begin, tmp_path):
    due = Ref(stored.items[0].decisions[0].id, "due")
    with Store.open(tmp_path / "data") as store:
        store.keep_edit(due.record, due.field, "আগামী মাসের কোনো দিন")
    stage = begin()
    assert [row.id for row in stage.window.rows] == [stored.id], "the office is there all the same"
    assert "আগামী মাসের কোনো দিন" in stage.window.notice.words.plain
    stage.window.notice.button.click()
    stage.settle()
    assert QGuiApplication.clipboard().text() == "আগামী মাসের কোনো দিন"


@pytest.mark.parametrize("why", [one for one in Kept.__args__ if one])
def test_whatever_keeps_words_from_their_field_can_be_told(why):
    from koyradesk.recovery import Recovered
    from ui.remarks import of_recovered

    lost = Recovered("meeting.x", Ref("item.x", "topic"), "হারানো কথা", None, why)
    (remark,) = of_recovered([lost], (), BENGALI)
    assert "হারানো কথা" in remark.sentence
    assert remark.text == "হারানো কথা"
