"""Scenes of the tour in the place of exchange, with a real second office: its store, its keys, its files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ui import other_programs
from ui.editor_scenes import keys, letters
from ui.stage import MINUTES

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.exchange.office import Exchange
    from koyradesk.store import Store
    from ui.exchange.screen import ExchangeScreen
    from ui.stage import Stage

DISTRICT = "জেলা প্রশাসকের কার্যালয়, নদীপাড়"
_BY = "ফারহানা ইয়াসমিন"
_WHOM = "উপজেলা নির্বাহী অফিসার, মধুছায়া"
#: What its committee decides: the tour's own minutes, of a district and of a day that there is.
_MINUTES = (
    MINUTES.replace("৩১/০৯/২০২৬", "৩০/০৯/২০২৬")
    .replace("দপ্তর প্রধান (সকল)", _WHOM)
    .replace("উপজেলা নির্বাহী অফিসারের কার্যালয়\nশিমুলতলী, নদীপাড়", DISTRICT.replace(", ", "\n"))
)


def screen(stage: Stage) -> ExchangeScreen:
    return stage.window.exchange


def go(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("exchange")


class Office:
    """Another office on this PC, with a data folder and keys of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        from koyradesk.exchange.office import Exchange
        from koyradesk.store import Change, Store

        self.store: Store = Store.open(folder / "data", config=folder / "config")
        self.store.write([Change(self.store.new_id("office"), {"name": name})], by=_BY)
        self.exchange: Exchange = Exchange(self.store, config=folder / "config")

    @property
    def number(self) -> str:
        """The thirty digits of its card."""
        from koyradesk.exchange import keys as written

        return written.number(self.exchange.keystore.public(self.store.office))

    def knows(self, card: tuple[str, str, str], role: Any) -> None:
        """The card of another office was typed here."""
        from koyradesk.exchange import trust

        trust.accept(self.store, *card, role, by=_BY, books=self.exchange.books)

    def direct(self, code: str) -> None:
        """Its committee decides what another office is to do, and signs that."""
        from dataclasses import replace
        from datetime import timedelta

        from koyradesk import clock, intake, meetings, memos
        from koyradesk.paper_key import PaperKey
        from koyradesk.store import Change

        today = clock.today(self.store).day
        party = self.store.new_id("party")
        self.store.write([Change(party, {"name": _WHOM, "sort": "office", "office": code})], by=_BY)
        read = intake.read_text(_MINUTES)
        items = tuple(
            replace(item, decisions=tuple(replace(one, due=today + timedelta(20)) for one in item.decisions))
            for item in read.items
        )
        held = meetings.save(self.store, replace(read, items=items, committee="জেলা আইসিটি কমিটি"), by=_BY)
        memos.sign(self.store, PaperKey("minutes", held.id), by=_BY)

    def end(self) -> None:
        self.exchange.close()
        self.store.close()


def ours(stage: Stage, does: Any) -> Any:
    """Does something with our own exchange, on its thread."""
    found: list[Any] = []
    book = stage.program.book
    stage.window.kit.worker.ask(lambda: does(book.exchange.office), found.append)
    stage.settle()
    return found[0]


def card_of(exchange: Exchange) -> tuple[str, str, str]:
    """What stands on the card of an office."""
    code = exchange.store.office
    return code, exchange.name or "উপজেলা", exchange.keystore.public(code)


def _district(stage: Stage) -> None:
    """A district that knows us by our card, and has something for us."""
    made = stage.aside = Office(stage.folder / "district", DISTRICT)

    card = ours(stage, card_of)
    made.knows(card, "below")
    made.direct(card[0])
    (stage.folder / "stick").mkdir(exist_ok=True)


def _brought(stage: Stage) -> None:
    """A file of the district is looked at."""
    district: Office = stage.aside
    code = ours(stage, lambda exchange: exchange.store.office)
    sent = district.exchange.make(code, by=_BY, folder=stage.folder / "stick", again=True)
    from pathlib import Path

    screen(stage).acts.review_path(Path(sent.file))


def _digits(wrong: bool, stage: Stage) -> None:
    number = stage.aside.number
    panel = screen(stage).acts.review
    panel.digits.begin(number)
    panel.digits.first()
    typed = number[:5] + (number[6] + number[5] + number[7:10] if wrong else number[5:10])
    if wrong and typed == number[:10]:
        typed = number[:9] + str((int(number[9]) + 1) % 10)
    letters(stage.window.kit.voice.digits(typed if wrong else number))(stage)


def _tab(index: int, stage: Stage) -> None:
    screen(stage).show_tab(index)


def _made(stage: Stage) -> None:
    """A file for the district is made, as from its panel."""
    acts = screen(stage).acts
    partner = screen(stage).offices.list.now()
    assert partner is not None
    acts.show_office(partner)
    acts.office.making.click()


def _newest(stage: Stage) -> None:
    record = screen(stage).record
    record.show_at(record.rows.index(0))
    record.setFocus()
    record.open(record.currentIndex())


def _answered(stage: Stage) -> None:
    """The district takes our file in and answers."""
    from pathlib import Path

    district: Office = stage.aside
    sent = next(one for one in ours(stage, lambda exchange: exchange.transfers()) if one.out)
    arrived = district.exchange.examine(Path(sent.file))
    assert arrived.problem is None, arrived.problem
    district.exchange.take(arrived, by=_BY)
    _brought(stage)


def _stick(stage: Stage) -> None:
    """A stick is put in, with a new file of the district on it."""
    from koyradesk.exchange import sticks

    folder = stage.folder / "stick"
    for old in folder.rglob("*.koyra"):
        old.unlink()
    code = ours(stage, lambda exchange: exchange.store.office)
    stage.aside.exchange.make(code, by=_BY, folder=folder, again=True)
    stage.program.book.exchange.drives = lambda office: (sticks.at(folder, office, name="নীল-১৬"),)
    screen(stage).acts.sticks.look(busy=True)


def _write(stage: Stage) -> None:
    screen(stage).copying.click()


def _pulled(stage: Stage) -> None:
    """The stick is pulled out before anything is written."""
    import shutil

    shutil.rmtree(stage.folder / "stick")
    made = ours(stage, lambda exchange: exchange.transfers()[0])
    screen(stage).acts.sticks.write(stage.folder / "stick", "নীল-১৬", (made,))


def _without_stick(stage: Stage) -> None:
    (stage.folder / "stick").mkdir()
    stage.program.book.exchange.drives = lambda _: ()


def _bad(stage: Stage) -> None:
    """A file that is no bundle at all."""
    screen(stage).acts.review_path(stage.file("ছবি.koyra", bytes(range(256)) * 40))


def _second_pc(stage: Stage) -> None:
    """Another PC of this office writes into the field we write into, without seeing it."""
    from koyradesk.store import Change, Store

    book = stage.program.book

    def apart() -> None:
        store = book.store
        other = Store.open(stage.folder / "second", office=store.office, config=stage.folder / "second-config")
        other.receive(store.operations())
        meeting = store.row(next(row["id"] for row in store.rows("meeting", only=("title",)) if _is_open(store, row)))
        assert meeting is not None
        decision = next(row for row in store.rows("decision") if meeting["id"] in store.above(row["id"]))
        for one, words in ((store, "আগামী ১৫ তারিখের মধ্যে"), (other, "এক মাসের মধ্যে, ছবিসহ")):
            text = f"{decision['text'].rstrip('।')}, {words}।"
            one.write([Change(decision["id"], {"text": text})], by="রহিমা খাতুন")
        changed = store.receive(other.operations())
        other.close()
        book.wrote(changed.kinds)

    stage.window.kit.worker.ask(apart, lambda _: stage.window.look())


def _is_open(store: Store, row: Any) -> bool:
    """Whether the minutes of a meeting are not signed yet, and decide something."""
    from koyradesk.model import SIGNED

    signed = any(memo["state"] in SIGNED for memo in store.rows("memo", meeting=row["id"]))
    return not signed and any(row["id"] in store.above(one["id"]) for one in store.rows("decision", only=()))


def _web_way(stage: Stage) -> None:
    """A server that nobody answers at."""
    panel = screen(stage).acts.way
    panel.kind._chosen("webdav")
    panel.fields["url"].setText("https://127.0.0.1:9/dav")
    panel.password.setText("গোপন")
    panel.fields["url"].setFocus()


def _tried(stage: Stage) -> None:
    """Until the other end has answered, or nobody did."""
    from PySide6.QtCore import QDeadlineTimer
    from PySide6.QtTest import QTest

    limit = QDeadlineTimer(30_000)
    while screen(stage).acts.carrying.trying and not limit.hasExpired():
        QTest.qWait(20)


def _today(stage: Stage) -> None:
    """The first page, once the numbers were counted."""
    from PySide6.QtTest import QTest

    stage.window.go("today")
    QTest.qWait(800)


def _end(stage: Stage) -> None:
    """The district goes home, and nothing is sent any more."""
    stage.aside.end()
    stage.aside = None
    ours(stage, lambda exchange: [exchange.ledger.drop_way(one.name) for one in exchange.ledger.ways()])


def _mailed(stage: Stage) -> None:
    """The mail program has the message; that none runs here is not told."""
    hand = screen(stage).acts
    shown, other_programs.show = other_programs.show, lambda path: path.exists()
    try:
        hand.mailing.ask()
        stage.settle()
    finally:
        other_programs.show = shown


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("exchange-none", (go,)),
    ("exchange-card-typed", (lambda stage: screen(stage).beginning.adding.click(),)),
    ("exchange-card-wrong", (letters("কার্ড নয়"), keys("Return"))),
    ("exchange-key-asked", (keys("Escape"), _district, _brought)),
    ("exchange-key-wrong", (partial(_digits, True),)),
    ("exchange-review", (partial(_digits, False), keys("Return"))),
    ("exchange-taken", (keys("Return"),)),
    ("exchange-offices", (partial(_tab, 1),)),
    ("exchange-office", (keys("Return"),)),
    ("exchange-revoke", (keys("Escape", "Delete"),)),
    ("exchange-waiting", (keys("Escape"), _made)),
    ("exchange-transfer", (_newest,)),
    ("exchange-stick", (keys("Escape"), _stick)),
    ("exchange-written", (_write,)),
    ("exchange-pulled-out", (_pulled,)),
    ("exchange-answer", (_without_stick, _answered)),
    ("exchange-acknowledged", (keys("Return"),)),
    ("exchange-refused", (_bad,)),
    ("exchange-held", (keys("Escape"), _newest)),
    ("exchange-clash", (keys("Escape"), _second_pc)),
    ("exchange-side-by-side", (keys("Ctrl+D"),)),
    ("exchange-settled", (keys("2"),)),
    ("exchange-mailed", (keys("Escape"), partial(_tab, 0), _mailed)),
    ("exchange-ways", (partial(_tab, 2),)),
    ("exchange-way", (keys("Insert"), _web_way)),
    ("exchange-way-silent", (keys("Return"), _tried)),
    ("exchange-today", (_end, _today)),
)
