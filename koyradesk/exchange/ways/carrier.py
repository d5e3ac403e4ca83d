"""The carrier: takes what waits in the outbox to whom it is for, and fetches what lies there for us.

It remembers everything on the disk and may be killed between any two steps: a bundle that was half sent goes on where
it was, one that was sent and not noted costs a look. Only one carrier works for a data folder at a time. It takes no
file away before the receiver has acknowledged, in a signed bundle of its own, that it has what is in it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Literal, NamedTuple

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.exchange import making, ways
from koyradesk.exchange.ledger import Kept, Ledger
from koyradesk.exchange.shapes import SECRET, SUFFIX
from koyradesk.exchange.ways import learning
from koyradesk.exchange.ways.attempts import Attempt, Attempts, Retry
from koyradesk.exchange.ways.shapes import Clears, Configured, Fetches, Refused, Secrets, Sends, Unreachable, Way
from koyradesk.exchange.ways.shapes import configured as as_configured
from koyradesk.i18n import N_
from koyradesk.store.lock import Lock

OUTBOX, INBOX = making.OUTBOX, "inbox"
#: Seconds before the second try at most, and before any: each time twice as long, and by chance less, so that not
#: everybody asks a server at once when it comes back.
FIRST, LONGEST = 30.0, 3600.0
#: Seconds between two looks at what lies there for us.
_LOOK = 900.0
#: The setting of a way: bytes it may carry in a day unasked.
CAP = "cap"
_WAITING = ("made", "sending")

Standing = Literal["waiting", "later", "refused", "asking"]


class Job(NamedTuple):
    """A bundle that waits, the way it would go, and how it stands.

    ``later`` is tried again by itself when it is ``due``, ``asking`` waits for a yes, for it is more than the way may
    carry today, ``refused`` waits for a person.
    """

    kept: Kept
    way: Configured
    standing: Standing
    due: datetime | None = None
    problem: UserError | None = None


class Fetched(NamedTuple):
    """A bundle that came in by a way and now lies in the inbox. Nothing of it was looked at."""

    way: str
    path: Path


@dataclass(frozen=True, slots=True)
class Pass:
    """What one round did: the ids that were sent with their bytes, what came in, and what went wrong by way."""

    sent: tuple[tuple[str, int], ...] = ()
    fetched: tuple[Fetched, ...] = ()
    problems: tuple[tuple[str, UserError], ...] = ()


class StoppedError(Exception):
    """Somebody asked the carrier to stop in the middle of a bundle."""


#: Told while a bundle goes: its id, bytes that lie there, bytes of the whole.
Watch = Callable[[str, int, int], None]


class Carrier:
    """The carrier of one data folder. ``once`` and ``run`` are for one thread; all else may come from any."""

    def __init__(
        self,
        folder: Path,
        office: str,
        secrets: Secrets,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        chance: Callable[[], float] = random.random,
        wait: Callable[[Event, float], bool] = Event.wait,
        open_way: Callable[[Configured, Secrets], Way] = ways.open_way,
        watch: Watch = lambda *_: None,
    ) -> None:
        self._folder, self._office, self._secrets = folder, office, secrets
        self._clock, self._chance, self._wait, self._open_way, self._watch = clock, chance, wait, open_way, watch
        self.attempts = Attempts(folder)
        self._nudged, self._stopping = Event(), False
        self._looked: dict[str, datetime] = {}

    # -- from any thread

    def nudge(self) -> None:
        """The net is back, or there is something new: everything that waits for time alone is tried at once."""
        self._nudged.set()

    def stop(self) -> None:
        """Ends ``run`` soon; a bundle that is under way goes on next time where it is."""
        self._stopping = True
        self._nudged.set()

    def allow(self, transfer: str) -> None:
        """A yes: the bundle may be sent although that is more than its way may carry in a day."""
        self.attempts.allow(transfer)
        self.nudge()

    def again(self, what: str) -> None:
        """A person has set right what was refused: ``what`` is a way's name (its password, its address) or a bundle."""
        self.attempts.forget(what)
        self.nudge()

    def waiting(self) -> list[Job]:
        """What waits to be sent, the oldest first, and why."""
        with closing(Ledger(self._folder)) as ledger:
            return list(self._jobs(ledger))

    # -- the work

    def run(self, arrived: Callable[[Fetched], None] = lambda _: None) -> None:
        """Works until it is told to stop. ``arrived`` is told of each bundle that came in."""
        eager = True
        while not self._stopping:
            self._nudged.clear()
            try:
                for one in self.once(eager=eager).fetched:
                    arrived(one)
            except UserError:
                # Another process works for this folder, or the disk is full: later.
                pass
            eager = self._wait(self._nudged, self._pause())

    def once(self, *, eager: bool = False, asked: bool = False, only: str = "") -> Pass:
        """One round: sends what is due and fetches what is there, by all ways or ``only`` one.

        ``eager`` does not wait for the time of the next try; ``asked`` tries what needs a person too, for one asks.

        Raises:
            UserError: another carrier works for this folder; the disk.
        """
        sent: list[tuple[str, int]] = []
        fetched: list[Fetched] = []
        problems: dict[str, UserError] = {}
        with self._alone(), closing(Ledger(self._folder)) as ledger:
            for way in self._ways(ledger):
                if only not in ("", way.name) or not self._may(way.name, eager=eager, asked=asked):
                    continue
                try:
                    mine = [job for job in self._jobs(ledger) if job.way.name == way.name]
                    self._send(ledger, way, mine, sent, problems, asked=asked)
                    self._clear(ledger, way)
                    if eager or asked or self._is_time_to_look(way):
                        self._fetch(ledger, way, fetched, asked=asked)
                    self.attempts.forget(way.name)
                except (Unreachable, Refused) as error:
                    problems[way.name] = error
                    self._put_off(way.name, error)
                except UserError as error:
                    problems[way.name] = error
                except StoppedError:
                    break
            self._tidy(ledger)
        return Pass(tuple(sent), tuple(fetched), tuple(problems.items()))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        box = self._folder / OUTBOX
        try:
            box.mkdir(parents=True, exist_ok=True)
            try:
                held = Lock(box, 0.0)
            except UserError as error:
                raise UserError(N_("Another window is sending already. Wait until it is done.")) from error
        except OSError as error:
            raise files.trouble(error, box) from error
        with held:
            yield

    def _ways(self, ledger: Ledger) -> list[Configured]:
        # What a newer program set up waits for that.
        return [as_configured(one) for one in ledger.ways() if one.kind in ways.PLACES]

    def _jobs(self, ledger: Ledger) -> Iterator[Job]:
        known = self._ways(ledger)
        for kept in reversed(ledger.transfers(out=True)):
            one = kept.transfer
            if one.state not in _WAITING:
                continue
            fitting = [way for way in known if way.office == one.office and way.kind not in ways.FETCHING]
            fitting = [way for way in fitting if way.name == one.way] or fitting
            if fitting:
                yield self._standing(kept, fitting[0])

    def _standing(self, kept: Kept, way: Configured) -> Job:
        one, now = kept.transfer, self._clock()
        for what in (one.id, way.name):
            retry = self.attempts.retry(what)
            if retry is not None and retry.refused:
                return Job(kept, way, "refused", None, retry.problem)
            if retry is not None and not retry.is_due(now):
                return Job(kept, way, "later", retry.due, retry.problem)
        cap = _cap(way)
        if cap and self.attempts.spent(way.name, now.date()) + one.size > cap and not self.attempts.is_allowed(one.id):
            sentence = N_("That is more than may be sent by “{way}” today. Say yes to send it all the same.")
            return Job(kept, way, "asking", None, UserError(sentence, way=way.name))
        return Job(kept, way, "waiting")

    def _may(self, way: str, *, eager: bool, asked: bool) -> bool:
        retry = self.attempts.retry(way)
        return (
            retry is None or asked or (eager and not retry.refused and not retry.patient) or retry.is_due(self._clock())
        )

    # -- out

    def _send(
        self,
        ledger: Ledger,
        way: Configured,
        jobs: list[Job],
        sent: list[tuple[str, int]],
        problems: dict[str, UserError],
        *,
        asked: bool,
    ) -> None:
        opened: Sends | None = None
        for job in jobs:
            one = job.kept.transfer
            held = self.attempts.retry(one.id)
            if (held is not None and held.refused and not asked) or self._standing(job.kept, way).standing == "asking":
                continue
            if not Path(one.file).is_file():
                # It is made anew from the journal when something is next made for that office.
                ledger.move(one.id, "failed")
                continue
            opened = opened or ways.sender(self._open_way(way, self._secrets))
            try:
                sent.append((one.id, self._carry(ledger, opened, job)))
            except Refused as error:
                problems[way.name] = error
                self._put_off(one.id, error)
                # Is it this bundle alone (too large, say), or the way?
                opened.probe()

    def _carry(self, ledger: Ledger, way: Sends, job: Job) -> int:
        one = job.kept.transfer
        ledger.move(one.id, "sending", way=way.name)
        at, began = self._clock(), time.monotonic()
        try:
            receipt = way.put(
                Path(one.file), id=one.id, office=self._office, to=one.office, watch=self._watching(one.id)
            )
        except (Unreachable, Refused) as error:
            self.attempts.note(
                Attempt(at, way.name, one.id, True, error.outcome, error.sent, time.monotonic() - began, error)
            )
            ledger.move(one.id, "made", problem=error)
            raise
        except (StoppedError, UserError):
            ledger.move(one.id, "made")
            raise
        self.attempts.note(Attempt(at, way.name, one.id, True, "done", receipt.sent, time.monotonic() - began, None))
        with ledger.together():
            now = ledger.transfer(one.id, out=True)
            # It may have been acknowledged meanwhile, or be gone: taken along on a stick, made anew.
            if now is not None and now.transfer.state != "acknowledged":
                ledger.move(one.id, "sent", way=way.name, at=self._clock())
        self.attempts.forget(one.id)
        return receipt.sent

    def _watching(self, transfer: str) -> Callable[[int, int], None]:
        def told(done: int, size: int) -> None:
            self._watch(transfer, done, size)
            if self._stopping:
                raise StoppedError

        return told

    # -- in

    def _fetch(self, ledger: Ledger, way: Configured, fetched: list[Fetched], *, asked: bool) -> None:
        now = self._clock()
        cap = _cap(way)
        if cap and self.attempts.spent(way.name, now.date()) >= cap:
            return
        inbox = self._folder / INBOX

        def known(name: str) -> bool:
            return (
                self.attempts.has(name)
                or ledger.transfer(name, out=False) is not None
                or ledger.transfer(name, out=True) is not None
                or any((inbox / f"{name}{end}").exists() for end in (SUFFIX, SECRET))
            )

        self._looked[way.name] = now
        began = time.monotonic()
        opened = self._open_way(way, self._secrets)
        if not isinstance(opened, Fetches):
            return
        try:
            for path in opened.fetch(self._office, inbox, known=known):
                bundle, size = path.name.partition(".")[0], 0
                # Nobody keeps it from being looked at and put away at once.
                with suppress(OSError):
                    size = path.stat().st_size
                self.attempts.got(bundle, way.name, now)
                self.attempts.note(Attempt(now, way.name, bundle, False, "done", size, time.monotonic() - began, None))
                fetched.append(Fetched(way.name, path))
                began = time.monotonic()
                if self._stopping:
                    raise StoppedError
            learning.keep(ledger, way, opened, asked=asked)
        except (Unreachable, Refused) as error:
            self.attempts.note(Attempt(now, way.name, "", False, error.outcome, 0, time.monotonic() - began, error))
            raise

    def _is_time_to_look(self, way: Configured) -> bool:
        looked = self._looked.get(way.name)
        return looked is None or not timedelta() <= self._clock() - looked < timedelta(seconds=_LOOK)

    # -- when again

    def _put_off(self, what: str, error: Unreachable | Refused) -> None:
        now = self._clock()
        before = self.attempts.retry(what)
        tries = (before.tries if before else 0) + 1
        seconds = self._chance() * min(LONGEST, FIRST * 2.0 ** min(tries - 1, 20))
        after = error.after if isinstance(error, Unreachable) else 0.0
        due = now + timedelta(seconds=max(seconds, after, 1.0))
        self.attempts.put_off(what, Retry(tries, now, due, isinstance(error, Refused), after > 0, error))

    def _pause(self) -> float:
        """Seconds until something is due."""
        now = self._clock()
        try:
            with closing(Ledger(self._folder)) as ledger:
                retries = [self.attempts.retry(way.name) for way in self._ways(ledger)]
        except UserError:
            return _LOOK
        left = [(one.due - now).total_seconds() for one in retries if one is not None and not one.refused]
        return max(1.0, min([_LOOK, *left]))

    def _acknowledged(self, ledger: Ledger) -> list[Kept]:
        """What its receiver has acknowledged and still lies in our outbox."""
        box = (self._folder / OUTBOX).resolve()
        return [
            kept
            for kept in ledger.transfers(out=True)
            if kept.transfer.state == "acknowledged"
            and kept.transfer.file
            and Path(kept.transfer.file).resolve().parent == box
        ]

    def _clear(self, ledger: Ledger, way: Configured) -> None:
        """Makes room on a server again. What is for our own PCs stays there: not all of them may have it."""
        done = [kept for kept in self._acknowledged(ledger) if kept.transfer.way == way.name]
        if not done or way.office == self._office:
            return
        opened: object = self._open_way(way, self._secrets)
        if not isinstance(opened, Clears):
            return
        for kept in done:
            # It may be that nothing may be taken away there; that harms nobody.
            with suppress(Refused):
                opened.clear(id=kept.transfer.id, office=self._office, to=kept.transfer.office)

    def _tidy(self, ledger: Ledger) -> None:
        """Takes the files away whose receiver has acknowledged them."""
        for kept in self._acknowledged(ledger):
            one = kept.transfer
            try:
                disk.unlink(Path(one.file), missing_ok=True)
            except PermissionError:
                # A mail program may have it open: it goes the next time.
                continue
            except OSError as error:
                raise files.trouble(error, Path(one.file)) from error
            ledger.note(replace(one, file=""), kept.ranges, kept.have)


def _cap(way: Configured) -> int:
    said = way.settings.get(CAP, 0)
    return said if type(said) is int and said > 0 else 0
