"""What the place of exchange asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread: keys and signatures bring much
with them, and an office that never exchanges anything does without.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from koyradesk.errors import UserError
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui.exchange.lying import Lying, clear, lying
from ui.exchange.setting_jobs import SettingJobs
from ui.exchange.shapes import LISTED, Brief, Clash, Key, Page, Remark, Rival, Standing, brief_of, unanswered, waits
from ui.exchange.taking_jobs import TakingJobs
from ui.exchange.unsent import Unsent

if TYPE_CHECKING:
    from collections.abc import Callable

    from koyradesk.conflicts import Conflict
    from koyradesk.exchange.office import Exchange
    from koyradesk.exchange.shapes import Transfer
    from koyradesk.exchange.sticks import Stick
    from koyradesk.exchange.ways.carrier import Job
    from koyradesk.exchange.ways.folder import Folder
    from koyradesk.exchange.ways.shapes import Configured, Secrets
    from ui.book import Book
    from ui.exchange.carrying import Carrying
    from ui.exchange.lookout import Lookout
    from ui.exchange.record import Shown
    from ui.raster import Paper
    from ui.say import Voice


class Hold(NamedTuple):
    """What the carrier needs of this office, on a thread of its own."""

    folder: Path
    office: str
    secrets: Secrets


class Written(NamedTuple):
    """What was written on a stick, how many older files were taken from it that have arrived, what lies there now."""

    made: tuple[Transfer, ...]
    cleared: int = 0
    lies: Lying = Lying()


class Exchanges(SettingJobs, TakingJobs):
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        #: What sends in the background, once somebody wants it; belongs to the windows' thread.
        self.carrying: Carrying | None = None
        #: What looks for sticks, likewise.
        self.lookout: Lookout | None = None
        self._unsent = Unsent()
        #: The sticks there are, with what lies on them for an office.
        self.drives: Callable[[str], tuple[Stick, ...]] = _drives

    @cached_property
    def office(self) -> Exchange:
        """The exchange of this office."""
        from koyradesk.exchange.office import Exchange

        return Exchange(self._store)

    def close(self) -> None:
        """Lets go of the books of others and of the ledger."""
        for one in (self.carrying, self.lookout):
            if one is not None:
                one.end()
        if "office" in self.__dict__:
            self.office.close()
            del self.__dict__["office"]

    # What stands

    def page(self, voice: Voice) -> tuple[Page, list[Shown]]:
        """Everything the place shows, and the lines of its record in words."""
        from koyradesk.exchange import keys
        from koyradesk.exchange.trust import ensure_own
        from ui.exchange import acquainting
        from ui.exchange.record import shown

        self._publish()
        office = self.office
        ensure_own(self._store, office.keystore, by=self._book.by)
        now, partners, transfers = datetime.now().astimezone(), office.partners(), office.transfers(LISTED)
        page = Page(
            self._store.office,
            office.name,
            keys.number(office.keystore.public(self._store.office)),
            now,
            partners,
            transfers,
            self._keys(voice),
            tuple(office.ledger.ways()),
            self._clashes(),
            self._remarks(voice),
            inbox=self._inbox(),
            inside=self._unsent.of(office, partners),
            ties=acquainting.ties(self._book),
            standing=self._standing(now, transfers),
        )
        return page, shown(page, voice)

    def _standing(self, now: datetime, transfers: tuple[Transfer, ...]) -> dict[str, Standing]:
        """Of what waits how it stands with its way; of what went, whether an answer is overdue."""
        from koyradesk.exchange import patience

        found = {one.kept.transfer.id: Standing(one.standing, one.due, one.problem) for one in self._jobs()}
        return found | {one.id: Standing("overdue") for one in transfers if patience.is_overdue(one, now)}

    def brief(self) -> Brief:
        """What the rail, the status line and the first page tell. Costs next to nothing where nothing is exchanged."""
        from koyradesk.exchange.ledger import NAME

        clashes = len(self._contested())
        if not (self._book.folder / NAME).exists():
            return Brief(clashes=clashes)
        with suppress(UserError):
            # What cannot be written now is told where it is looked at.
            self._publish()
        office = self.office
        ways, arrived = len(office.ledger.ways()), len(self._inbox())
        return brief_of(office.partners(), office.transfers(LISTED), clashes, ways, arrived)

    def _publish(self) -> None:
        """What was signed since the last look is for others from now on."""
        from koyradesk.exchange import submitting

        if self._store.rows("key", only=()):
            submitting.submit(self._store, by=self._book.by)

    def _keys(self, voice: Voice) -> tuple[Key, ...]:
        from koyradesk.exchange import keys

        def day(when: date | None) -> str:
            return voice.date(when) if when else ""

        held = self.office.trust.keys()
        return tuple(
            Key(
                one.office,
                plain(one.name),
                keys.number(one.public),
                one.public,
                one.role,
                one.by,
                day(one.since),
                day(one.revoked),
                plain(one.reason),
            )
            for one in held
        )

    def _contested(self) -> list[Conflict]:
        """What was written twice and is to be settled here: the same wherever it is counted."""
        from koyradesk import conflicts

        # Every record is within nothing.
        return [one for one in conflicts.of_meeting(self._store, "") if len(one.values) > 1]

    def _clashes(self) -> tuple[Clash, ...]:
        return tuple(self._clash(one.ref, one.values, one.said) for one in self._contested())

    def _clash(self, ref: Ref, values: tuple[Any, ...], said: tuple[str, ...]) -> Clash:
        from koyradesk import keepers
        from koyradesk.differences import difference
        from koyradesk.model import SIGNED

        store = self._store
        rivals = tuple(Rival(one, difference(said[0], text)) for one, text in zip(values, said, strict=True))
        whole = keepers.whole(store, ref.record)
        row = store.row(whole) if whole else None
        if row is None:
            return Clash(ref, "", "", "", rivals)
        met, only = whole.startswith("meeting."), ("kind", "state")
        memos = store.rows("memo", only=only, meeting=whole) if met else store.rows("memo", only=only, letter=whole)
        fixed = any(one["state"] in SIGNED and (not met or one["kind"] == "minutes") for one in memos)
        name = plain(row["title"] or row["committee"] if met else row["subject"])
        return Clash(ref, whole, name, row.get("period") or "", rivals, fixed)

    def _remarks(self, voice: Voice) -> tuple[Remark, ...]:
        from koyradesk.exchange import duplicates, late
        from ui.exchange import parting, remarks

        store = self._store
        return (
            *parting.found(self.office, voice),
            *remarks.late(store, late.of(store), voice),
            *remarks.duplicates(duplicates.of(store), voice),
        )

    def part(self, remark: Remark, place: int) -> None:
        """What was decided here stands (0), or gives way to what an office above wants (1)."""
        from koyradesk.exchange import adopting

        changed = adopting.settle(self.office, remark.late, theirs=place > 0, by=self._book.by)
        if changed:
            self._book.wrote(changed.kinds)

    def show_again(self, remark: Remark) -> None:
        """What was let stand here against an office above is to be looked at again."""
        self.office.ledger.unlet(remark.late.obligation, remark.late.matter)

    def keep_printed(self, remark: Remark) -> None:
        """What came too late for a signed paper is settled: the paper's own words stand."""
        from koyradesk.exchange import late

        self._book.wrote(late.settle(self._store, remark.late, by=self._book.by).kinds)

    def settle(self, clash: Clash, place: int) -> None:
        """Lets one of the values of a field stand alone."""
        from koyradesk import conflicts
        from koyradesk.store import Change

        value = clash.rivals[place].value
        if clash.whole:
            changed = conflicts.settle(self._store, clash.whole, clash.ref, value, by=self._book.by)
        else:
            changed = self._store.write([Change(clash.ref.record, {clash.ref.field: value})], by=self._book.by)
        self._book.wrote(changed.kinds)

    # Out

    def make(self, to: str, folder: Path | None = None) -> Transfer:
        """Makes a file for an office, in the outbox or in a folder."""
        return self.office.make(to, by=self._book.by, folder=folder)

    def make_all(self) -> tuple[Transfer, ...]:
        """Makes a file for every office that lacks something, if only our word that we have its last one, and for which
        none waits. As long as no other is known, one for whoever takes it: of two offices one has to begin."""
        from koyradesk.exchange.making import NothingToSend

        partners = self.office.partners()
        owed = unanswered(self.office.transfers(LISTED))
        lacking = [one.office for one in partners if one.unsent or one.office in owed]
        if all(one.role == "own" for one in partners):
            lacking.append("")
        made = []
        for office in lacking:
            with suppress(NothingToSend):
                made.append(self.make(office))
        return tuple(made)

    def waiting(self) -> tuple[Transfer, ...]:
        """The files that wait to be sent; what is for others and in none yet comes into new ones first."""
        self.make_all()
        return tuple(one for one in self.office.transfers(LISTED) if waits(one))

    def write(self, folder: Path, only: tuple[Transfer, ...], step: Callable[[int, int], None]) -> Written:
        """Writes what waits (or ``only`` these) into a folder, on a stick: each file whole, then read back. What has
        arrived of earlier ones goes from there.

        Raises:
            Unreachable: the stick was pulled out.
            UserError: it is full, may only be read, or gives back other bytes than were written.
        """
        from koyradesk.exchange.ways.folder import Folder

        wanted = only or self.waiting()
        stick, done = Folder.at(folder), []
        for place, one in enumerate(wanted):
            step(place, len(wanted))
            self._put(one, stick)
            if waits(one):
                self.office.left(one)
            done.append(one)
        cleared = 0
        with suppress(UserError):
            # It is written: whether older files may be taken away is another matter.
            cleared = clear(stick, self._store.office, self.office.transfers(LISTED))
        return Written(tuple(done), cleared, lying(folder))

    def _put(self, one: Transfer, stick: Folder) -> None:
        from koyradesk import files

        source = Path(one.file)
        try:
            # Whatever is missing from here on is missing on the stick.
            source.open("rb").close()
        except OSError as error:
            raise files.trouble(error, source) from error
        stick.put(source, id=one.id, office=self._store.office, to=one.office, watch=lambda *_: None)

    def receipt(self, one: Transfer) -> Paper:
        """The receipt of a transfer as it prints."""
        from koyradesk.documents import render_pdf
        from koyradesk.exchange import receipt_paper

        return self._book.taken_in(render_pdf(receipt_paper.document(self.office, one)))

    def hold_of(self) -> Hold | None:
        """What the carrier needs; None where no way is set."""
        if not self.office.ledger.ways():
            return None
        return Hold(self._store.folder, self._store.office, self.office.keystore)

    def waiting_names(self) -> tuple[str, ...]:
        """The ways and the bundles that somebody asks to be tried at once."""
        ways = [one.name for one in self.office.ledger.ways()]
        out = self.office.ledger.transfers(out=True)
        return (*ways, *(one.transfer.id for one in out if waits(one.transfer)))

    def configured(self, name: str) -> tuple[Configured, Secrets] | None:
        """A way with the key store that has its password; None where it is gone.

        Raises:
            UserError: a newer program set it up.
        """
        from koyradesk.exchange.ways.shapes import configured

        kept = next((one for one in self.office.ledger.ways() if one.name == name), None)
        return (configured(kept), self.office.keystore) if kept is not None else None

    def allow(self, transfer: Transfer) -> None:
        """A yes: it goes although that is more than its way may carry today."""
        from koyradesk.exchange.ways.attempts import Attempts

        Attempts(self._store.folder).allow(transfer.id)

    def _jobs(self) -> tuple[Job, ...]:
        """What waits for a way, and why. Nothing of the ways is brought in where none is set."""
        if not self.office.ledger.ways():
            return ()
        from koyradesk.exchange.ways.carrier import Carrier

        return tuple(Carrier(self._store.folder, self._store.office, self.office.keystore).waiting())


def _drives(office: str) -> tuple[Stick, ...]:
    from koyradesk.exchange import sticks

    return sticks.there(office)
