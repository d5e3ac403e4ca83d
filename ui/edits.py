"""What a session asks of the office's book: jobs for the worker's thread, each about one meeting.

Nothing here touches a widget. The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk import files
from koyradesk.model import Meeting, Memo, Ref
from koyradesk.paper_key import PaperKey
from ui.names import shown_as

if TYPE_CHECKING:
    from koyradesk.dispatches import Dispatch
    from koyradesk.meetings import Saved
    from koyradesk.memos import Allowed, Issued, Proposal, Scan
    from koyradesk.store import Changed, Store
    from koyradesk.undoing import Step
    from koyradesk.words import Words
    from ui.book import Book
    from ui.editor.follow_jobs import FollowJobs


@dataclass(frozen=True, slots=True)
class Life:
    """Where a paper stands: what may still be changed, what number it would take, which scans belong to it."""

    allowed: Allowed
    proposal: Proposal | None = None
    scans: tuple[Scan, ...] = ()
    #: That of the paper that corrects it, once it is signed.
    correction: Life | None = None
    #: Where copies of it went.
    dispatches: tuple[Dispatch, ...] = ()
    today: date = date.min

    def stands(self, meeting: Meeting) -> bool:
        """Do the papers of the meeting still stand here?"""
        lives = {"minutes": self, "correction": self.correction}
        return all(one is None or meeting.memo(kind).state == one.allowed.state for kind, one in lives.items())


@dataclass(frozen=True, slots=True)
class Taken:
    """A meeting taken out to be edited, and what helps with it."""

    meeting: Meeting
    office: str
    words: Words | None
    life: Life


@dataclass(frozen=True, slots=True)
class Written:
    """A meeting after a write, as stored. ``changed`` is empty where nothing differed."""

    meeting: Meeting
    changed: Changed


@dataclass(frozen=True, slots=True)
class Undone:
    """A step of the journal that was taken back, the meeting after it, and the fields that were written since and stay
    as they are. Without a meeting nothing was done: the step stays."""

    step: Step
    meeting: Meeting | None = None
    left: tuple[Ref, ...] = ()


class Edits:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def follow(self) -> FollowJobs:
        """What is asked about a meeting's obligations."""
        from ui.editor.follow_jobs import FollowJobs

        return FollowJobs(self._book)

    def take(self, meeting: str) -> Taken:
        """A meeting to be edited."""
        from koyradesk import meetings

        found = meetings.get(self._store, meeting)
        return Taken(found, self._store.office, self._book.known_words(), self.life(found.id))

    def begin(self, committee: str) -> str:
        """A new meeting of a committee, made from its last one and stored; its id."""
        from koyradesk import meetings, prefill

        made = prefill.for_committee(self._store, committee, self._book.today())
        return self._told(meetings.write(self._store, made, by=self._book.by)).meeting.id

    def get(self, meeting: str) -> Meeting:
        from koyradesk import meetings

        return meetings.get(self._store, meeting)

    def read(self, meeting: str) -> tuple[Meeting, Life]:
        """A meeting, and where its papers stand."""
        return self.get(meeting), self.life(meeting)

    def look(self, meeting: str) -> Meeting | None:
        """The meeting as it is stored now; None where it lies in the bin."""
        row = self._store.row(meeting)
        return None if row is None or row["deleted"] else self.get(meeting)

    def write(self, meeting: Meeting, base: Meeting, typed: Sequence[Ref]) -> Written:
        """Seals what differs from ``base``; ``typed``: the fields whose open edits end with it."""
        from koyradesk import meetings

        saved = meetings.write(self._store, meeting, by=self._book.by, base=base)
        self._end_typed(typed)
        return self._told(saved)

    def _end_typed(self, typed: Sequence[Ref]) -> None:
        held = {(one.record, one.field) for one in self._store.open_edits()} if typed else set()
        # Typed and taken back: the write had nothing to say about it.
        if left := held.intersection(typed):
            self._store.drop_edits(left)

    def keep(self, texts: Iterable[tuple[Ref, str]], *, blanks: bool = True) -> None:
        """Keeps what is being typed, against a power cut. Without ``blanks`` an empty text is forgotten instead."""
        texts = list(texts)
        if kept := [(*ref, text) for ref, text in texts if text or blanks]:
            self._store.keep_edits(kept)
        if gone := [ref for ref, text in texts if not text and not blanks]:
            self._store.drop_edits(gone)

    def undo(self, meeting: str, before: int | None, *, redo: bool) -> Undone | None:
        """Takes back the newest edit of a meeting (older than ``before``), or what was taken back last; None where
        there is none. A step that stays, because it gave a number, is told and left."""
        from koyradesk import undoing

        step = undoing.undone(self._store, meeting) if redo else undoing.last(self._store, meeting, before)
        if step is None or step.stays:
            return Undone(step) if step else None
        done = undoing.revert(self._store, step, by=self._book.by)
        self._book.wrote(done.changed.kinds)
        return Undone(step, self.get(meeting), done.left)

    def life(self, meeting: str, kind: str = "minutes") -> Life:
        """Where a paper of a meeting stands."""
        from koyradesk import dispatches, memos

        found = self.get(meeting)
        allowed = memos.allowed(found, kind)
        proposal = memos.proposal(self._store, PaperKey(kind, meeting), self._book.today()) if allowed.number else None
        scans = tuple(one for one in memos.scans_of(self._store, meeting) if one.kind == kind)
        correction = self.life(meeting, "correction") if kind == "minutes" and allowed.correct else None
        memo = found.memo(kind).id
        sent = dispatches.of(self._store, memo) if memo else ()
        return Life(allowed, proposal, scans, correction, sent, self._book.today())

    def issue(self, kind: str, meeting: str, number: str, on: str, file: str) -> Issued:
        """Gives a paper its number and date."""
        from koyradesk import memos

        done = memos.issue(
            self._store,
            self._key(kind, meeting),
            number=number,
            on=on,
            file=file,
            today=self._book.today(),
            by=self._book.by,
        )
        self._book.wrote(frozenset({"memo"}))
        return done

    def sign(self, kind: str, meeting: str, scan: Path | None) -> Memo:
        """Freezes a numbered paper."""
        from koyradesk import memos

        done = memos.sign(self._store, self._key(kind, meeting), scan=scan, by=self._book.by)
        self._book.wrote(frozenset({"memo"}))
        return done

    def attach(self, kind: str, meeting: str, scan: Path) -> None:
        """Adds a scan of the signed copy."""
        from koyradesk import memos

        memos.attach(self._store, self._key(kind, meeting), scan, by=self._book.by)

    def withdraw(self, kind: str, meeting: str, reason: str) -> None:
        """Makes the number of a paper void."""
        from koyradesk import memos

        memos.withdraw(self._store, self._key(kind, meeting), reason, by=self._book.by)
        self._book.wrote(frozenset({"memo"}))

    def detach(self, scan: str) -> None:
        """Takes a scan away from its paper; it lies in the bin."""
        from koyradesk import memos

        memos.detach(self._store, scan, by=self._book.by)

    def despatch(self, memo: str, recipients: Sequence[tuple[str, str]], channel: str, on: date | None = None) -> None:
        """Writes down that copies went out today, or on a day."""
        from koyradesk import dispatches

        day = on or self._book.today()
        dispatches.log(self._store, memo, recipients, channel, day, by=self._book.by)
        self._book.wrote(frozenset({"memo", "dispatch"}))

    def acknowledge(self, dispatch: str, on: date | None) -> None:
        """Writes down when a copy was acknowledged."""
        from koyradesk import dispatches

        dispatches.acknowledge(self._store, dispatch, on, by=self._book.by)
        self._book.wrote(frozenset({"dispatch"}))

    def take_back(self, dispatch: str) -> None:
        """Takes a line of the log back."""
        from koyradesk import dispatches

        dispatches.take_back(self._store, dispatch, by=self._book.by)
        self._book.wrote(frozenset({"memo", "dispatch"}))

    def scan_file(self, scan: Scan, folder: Path) -> Path:
        """A kept scan as a file that other programs can show."""
        path = folder / shown_as(scan.name, scan.blob)
        if not path.exists():
            # One that is there may be open, and is the same.
            files.write(path, self._store.blob(scan.blob))
        return path

    def _key(self, kind: str, record: str) -> PaperKey:
        """Which paper of what is edited is meant."""
        return PaperKey(kind, record)

    def _told(self, saved: Saved) -> Written:
        self._book.wrote(saved.changed.kinds)
        return Written(saved.meeting, saved.changed)

    @property
    def _store(self) -> Store:
        return self._book.store
