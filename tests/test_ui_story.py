"""The stories of the desk: a meeting from nothing to its signature by keyboard alone, the next one, a power cut."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest
import story
from hands import Hands
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from koyradesk import meetings, recovery
from koyradesk.bengali.text import nfc
from koyradesk.model import Meeting
from koyradesk.store import Store
from ui import fonts
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
#: Keys and letters that the next meeting may cost before the discussion's own words.
MOST = 40


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def held(stage: Stage) -> Meeting:
    """The newest meeting as it is stored."""
    found: list[Meeting] = []

    def read() -> Meeting:
        store = stage.program.book.store
        return meetings.get(store, meetings.listing(store)[0].id)

    stage.program.worker.ask(read, found.append)
    stage.settle()
    return found[0]


def test_a_meeting_from_nothing_to_its_signature_by_keyboard_alone(stage, printer, capsys):
    hands = Hands(stage)
    story.begin(hands)
    before = hands.actions
    story.discuss(hands, story.TALKS)
    found = held(stage)
    assert story.agenda(found) == story.expected(story.TALKS)
    assert found.items[0].decisions[0].due is not None
    assert (found.chair.name, found.chair.designation) == tuple(map(nfc, story.CHAIR[:2]))
    assert [(one.name, one.designation) for one in found.signatures] == [tuple(map(nfc, story.CHAIR[:2]))]
    assert [(one.name, one.designation, one.state) for one in found.attendees] == [
        (nfc(name), nfc(designation), "present") for name, designation in story.PEOPLE
    ]
    story.issue(hands)
    found = held(stage)
    assert found.memo().number == nfc(f"{story.FILE}-{story.NUMBER}")
    assert found.memo().state == "numbered"

    hands.press("Ctrl+P")
    assert isinstance(QApplication.activeModalWidget(), QPrintDialog)
    hands.press("Return")
    assert len(pypdfium2.PdfDocument(printer)) == len(stage.window.editor.page.held.sizes)

    story.sign(hands)
    found = held(stage)
    assert found.memo().state == "signed"
    with capsys.disabled():
        sys.stdout.write(
            f"\nfirst meeting: {before} keys before the discussion, {hands.actions - before} besides its "
            f"{hands.words} letters\n"
        )

    # The next one of the committee: what was known stands there.
    repeat = Hands(stage)
    story.repeat(repeat)
    with capsys.disabled():
        sys.stdout.write(f"next meeting: {repeat.actions} keys before the discussion's own words\n")
    assert repeat.actions <= MOST
    following = held(stage)
    assert following.id != found.id
    assert following.period == "2026-12"
    assert [one.name for one in following.attendees] == [one.name for one in found.attendees]
    assert following.chair == found.chair
    assert following.date is not None
    assert {one.state for one in following.attendees} == {"present"}


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_in_the_middle_nothing_is_lost_but_the_last_two_seconds(tmp_path, seed):
    environment = os.environ | {"KOYRADESK_CONFIG": str(tmp_path / "config")}
    command = [sys.executable, str(Path(story.__file__)), str(tmp_path)]
    # The same kills every time on a server, others on every desk.
    wanted = random.Random(seed if os.environ.get("CI") else None).randrange(60, 700)
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
        (row,) = meetings.listing(store)
        found = meetings.get(store, row.id)
        assert store.check().ok
    safe = max((count for count, when in typed if when < killed - 2), default=0)
    words = "".join(
        "".join((topic, discussion, *decisions, *who)) for topic, discussion, decisions, who in story.agenda(found)
    )
    whole = "".join("".join((one.topic, one.discussion, one.decision, one.who)) for one in story.TALKS)
    assert len(words) >= len(nfc(whole[:safe]))
    assert nfc(whole).startswith(words[: len(nfc(whole[:safe]))])
    assert all(one.meeting == found.id for one in told)
