"""The way of minutes, of a decision and of the report on it between an upazila and its district, played from their
windows by keyboard, with a stick that goes from one to the other, until each knows that the other has everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import followed
import pytest
import story
from hands import Hands
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from koyradesk import memos
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.exchange import sticks
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts
from ui.exchange import words
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard", extend=True)

BENGALI = Voice("bn")
UPAZILA, DISTRICT = nfc("শালবন উপজেলা"), nfc("নদীপাড় জেলা")
UNO = nfc("উপজেলা নির্বাহী অফিসার, শালবন")
VISITS, DONE = nfc("প্রতি মাসে তিনটি ল্যাব পরিদর্শন করতে হবে।"), nfc("সকল তথ্য হালনাগাদ করা হয়েছে।")
TODAY = date.today()
DIRECTION = story.Talk(
    "ওয়েব পোর্টাল",
    "উপজেলার পোর্টালের তথ্য পুরোনো।",
    nfc("উপজেলার ওয়েব পোর্টাল হালনাগাদ করতে হবে।"),
    UNO,
    to_bengali(f"{TODAY + timedelta(5):%d/%m/%Y}"),
)


class Desk:
    """An office's PC: its program in its window, whoever sits at it, and the sticks that are in."""

    def __init__(self, app: QApplication, folder: Path, patch: pytest.MonkeyPatch) -> None:
        folder.mkdir(exist_ok=True)
        self._config, self._patch = folder / "config", patch
        self._sticks: list[Path] = []
        self._here()
        self.stage = Stage(app, folder, "bn", "light", 1.0)
        self.hands = Hands(self.stage)
        self.book = self.stage.program.book
        self.book.exchange.drives = lambda office: tuple(sticks.at(one, office) for one in self._sticks)
        # Its keys are those of this PC, whichever is sat at later.
        self.asks(lambda: self.book.exchange.office)

    def _here(self) -> None:
        self._patch.setenv("KOYRADESK_CONFIG", str(self._config))

    def sits(self) -> Hands:
        """Somebody sits down at it."""
        self._here()
        self.stage.window.activateWindow()
        self.stage.settle()
        return self.hands

    def ends(self) -> None:
        self.sits()
        self.stage.end()

    @property
    def screen(self) -> Any:
        """The place of exchange."""
        return self.stage.window.exchange

    @property
    def said(self) -> str:
        """What the notice says."""
        return str(self.stage.window.notice.words.plain)

    @property
    def number(self) -> str:
        """The digits of its key, as they stand on its screen."""
        return "".join(self.screen.offices.number.plain.split())

    @property
    def cards(self) -> tuple[str, ...]:
        """What waits to be sent, to be taken, and how far the other has everything."""
        cards = self.screen.cards
        return tuple(str(one.head.plain) for one in (cards.sending, cards.taking, cards.known))

    @property
    def states(self) -> list[tuple[bool, str]]:
        """What went out (True) and came in, the newest first."""
        return [(one.out, one.state) for one in self.screen.page.transfers]

    def asks(self, job: Callable[[], Any]) -> Any:
        found: list[Any] = []
        self.stage.program.worker.ask(job, found.append)
        self.stage.settle()
        return found[0]

    def until(self, true: Callable[[], Any]) -> None:
        """What is looked for every now and then has its own time."""
        limit = QDeadlineTimer(30_000)
        while not true():
            assert not limit.hasExpired()
            self.stage.settle()
        self.stage.settle()

    def puts_in(self, stick: Path) -> None:
        self._sticks.append(stick)
        self.screen.acts.sticks.look()
        self.until(lambda: self.screen.sticks)

    def pulls_out(self) -> None:
        self._sticks.clear()
        self.screen.acts.sticks.look()
        self.until(lambda: not self.screen.sticks)

    def badge(self) -> str:
        """The number on the rail at the exchange, once it is counted."""
        self.stage.window.badges._ask()
        self.stage.settle()
        return str(self.stage.window.rail.places["exchange"]._badge)


@pytest.fixture
def sits(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Desk]]:
    """A desk of an office by its name."""
    fonts.load()
    made: list[Desk] = []

    def desk(name: str) -> Desk:
        made.append(Desk(qapp, tmp_path / name, monkeypatch))
        return made[-1]

    yield desk
    for one in made:
        one.ends()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "সবুজ"
    made.mkdir()
    return made


def minutes(store: Store) -> None:
    """Minutes of the upazila that have their number and wait for the signature."""
    held = followed.meeting(store, (VISITS, None, [followed.OFFICES[0]]), held=TODAY)
    memos.issue(
        store, PaperKey("minutes", held.id), number=story.NUMBER, on=TODAY.isoformat(), file=story.FILE, today=TODAY,
        by="করণিক",
    )  # fmt: skip


def decides(hands: Hands, talk: story.Talk) -> None:
    """A committee of the district meets, and what it decided is signed."""
    hands.press("Ctrl+N")
    hands.type("জেলা আইসিটি কমিটি")
    hands.press("Return")
    hands.type(to_bengali(f"{TODAY:%d/%m/%Y}"))
    hands.press("Ctrl+3", "Ctrl+Return")
    hands.type(talk.topic)
    hands.press("Return")
    hands.type(talk.discussion)
    hands.press("Ctrl+Shift+Return")
    hands.type(talk.decision)
    hands.press("Tab")
    hands.type(talk.who)
    hands.press("Return", "Tab")
    hands.type(talk.due)
    hands.press("Return", "Ctrl+4")
    hands.type(story.FILE + "-")
    hands.press("Tab")
    hands.type("১১")
    hands.press("Tab", "Return")
    story.sign(hands)


def test_minutes_go_up_a_decision_comes_down_its_report_goes_up_and_both_know_it(
    sits: Callable[[str], Desk], stick: Path, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "upazila" / "data", config=tmp_path / "upazila" / "config", create=True) as store:
        minutes(store)
    upazila, district = sits("upazila"), sits("district")

    # The upazila signs minutes. It knows nobody yet: it says what it is called, and begins with a file.
    hands = upazila.sits()
    hands.press("Return")
    story.sign(hands)
    hands.press("Alt+6")
    hands.type(UPAZILA)
    hands.press("Return")
    upazila.puts_in(stick)
    hands.press("Ctrl+S")
    (first,) = stick.rglob("*.koyra")
    # The stick lets it go once it is acknowledged; somebody has a copy.
    copied = Path(shutil.copy(first, tmp_path))
    code = words.groups(first.stem[-9:], BENGALI)
    assert code in upazila.screen.stick.below.plain
    assert upazila.states == [(True, "sent")]
    upazila.pulls_out()

    # The district sees the stick and asks whose key that is; it is told over the phone.
    hands = district.sits()
    hands.press("Alt+6")
    hands.type(DISTRICT)
    hands.press("Return")
    district.puts_in(stick)
    hands.press("Return")
    review = district.screen.acts.review
    told = review.facts.said.values()
    assert UPAZILA in told
    assert code in told
    assert review.role.value == "below"
    hands.type(upazila.number)
    hands.press("Return")
    assert VISITS in review.inside.plain
    hands.press("Return")
    assert district.states == [(False, "taken")]

    # The notice leads to the upazilas, where its meeting stands in its month.
    hands.press("Alt+0")
    view = district.stage.window.district
    (row,) = view._shown.view.rows
    assert (row.name, row.as_of) == (UPAZILA, TODAY)
    assert [(one.month, one.day, one.minutes) for one in row.months if one.met] == [(f"{TODAY:%Y-%m}", TODAY, True)]

    # It writes down which office that is in its directory, and decides what that is to do.
    hands.press("Alt+8", "Ctrl+Insert")
    hands.type(UNO)
    hands.press(*["Tab"] * 9)
    hands.type(UPAZILA[:3])
    hands.press("Down", "Return", "Return")
    decides(hands, DIRECTION)
    assert district.badge() == "১"
    hands.press("Alt+6", "Ctrl+S")
    assert district.cards[0] == BENGALI("Nothing")
    district.pulls_out()

    # The upazila takes it: the decision stands on its first page and among its decisions, with where it comes from.
    hands = upazila.sits()
    upazila.puts_in(stick)
    hands.press("Return")
    hands.type(district.number)
    hands.press("Return", "Return")
    assert BENGALI("1 matter is among your decisions now.") in upazila.said
    assert upazila.states == [(False, "taken"), (True, "acknowledged")]
    hands.press("Alt+1")
    pressing = upazila.stage.window.today.pressing
    (thing,) = pressing.shown.week
    assert thing.text == DIRECTION.decision
    assert nfc("নদীপাড় জেলা, জেলা আইসিটি কমিটির") in thing.where
    # What is to be reported is typed once, in its own list.
    hands.press("Alt+3", "Insert", "Right", "Tab")
    hands.type(DONE)
    hands.press("Return", "Escape", "Alt+6", "Ctrl+S")
    upazila.pulls_out()

    # The report stands on the district's own decision; what is on show is in this PC, and the stick may go.
    hands = district.sits()
    district.puts_in(stick)
    hands.press("Return")
    assert DONE in district.screen.acts.review.inside.plain
    away = stick.rename(stick.with_name("away"))
    district.pulls_out()
    assert district.states[0] == (True, "sent"), "nothing of it is taken yet"
    hands.press("Return")
    assert BENGALI("1 report stands on your decisions now.") in district.said
    away.rename(stick)
    district.puts_in(stick)
    hands.press("Alt+3")
    (matter,) = district.stage.window.decisions.page.matters
    assert matter.told.text == DIRECTION.decision
    assert (matter.done, matter.all) == (1, 1)
    hands.press("Alt+6", "Ctrl+S")
    district.pulls_out()

    # It goes to and fro once more: each has what the other sent, and says so.
    hands = upazila.sits()
    upazila.puts_in(stick)
    hands.press("Return", "Return", "Ctrl+S")
    upazila.pulls_out()
    hands = district.sits()
    district.puts_in(stick)
    hands.press("Return", "Return")
    now = datetime.now().astimezone()
    everything = BENGALI("Everything up to {day}", day=words.day(BENGALI, now, now))
    for one in (upazila, district):
        one.sits()
        assert one.cards == (BENGALI("Nothing"), BENGALI("Nothing"), everything)
        assert all(each.all_acknowledged for each in one.screen.page.others)
        assert one.badge() == ""

    # A file that was taken before is known, and taking it again changes nothing.
    hands = district.sits()
    hands.press("Ctrl+I")
    hands.type(str(copied))
    hands.press("Return")
    before = district.states
    assert district.screen.acts.review.state.text() == BENGALI("Known already")
    hands.press("Return")
    assert district.screen.side.isHidden()
    assert (district.states, district.cards[2]) == (before, everything)
