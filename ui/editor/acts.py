"""What is done with the paper of an edited meeting: given out, numbered, signed, its scans kept; and how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui import other_programs
from ui.book import Wanted
from ui.editor.beside import PAPERS
from ui.kit import Kit
from ui.names import file_name
from ui.raster import Paper
from ui.reading import KINDS
from ui.session import Session

if TYPE_CHECKING:
    from koyradesk.memos import Issued
    from koyradesk.model import Memo
    from ui.edits import Edits


class PaperActs(QObject):
    """Asks the book, for one session."""

    #: A sentence for the notice.
    told = Signal(str)
    #: Said where it was asked.
    refused = Signal(object)
    #: A paper as it is stored, what its file is to be called, and where it goes: "print", "pdf" or "picture".
    given = Signal(object, str, str)

    def __init__(self, kit: Kit, session: Session, edits: Edits | None = None) -> None:
        """``edits``: who writes the steps in the paper's life, where it is no paper of a meeting."""
        super().__init__()
        self._kit, self._session, self._edits = kit, session, edits or kit.book.edits

    def give(self, way: str) -> None:
        """Hands out the paper on show as it is stored: what leaves the desk can be made again."""
        kind = self._session.kind
        self._give(kind, self._session.meeting.memo("correction" if kind == "correction" else "minutes"), "", way)

    def print_correction(self, memo: str) -> None:
        """Prints a signed correction, by the id of its memo; the meeting may have several."""
        found = next(one for one in self._session.meeting.memos if one.id == memo)
        self._give("correction", found, memo, "print")

    def _give(self, kind: str, memo: Memo, signed: str, way: str) -> None:
        session, voice = self._session, self._kit.voice
        meeting = session.meeting
        title = "" if kind == KINDS[0][0] else voice(dict(PAPERS)[kind])
        month = voice.month(meeting.period) if meeting.period else ""
        name = file_name(plain(meeting.committee), month, memo.number, title)
        job = partial(self._kit.book.paper, Wanted(session.id, kind, signed))

        def give(paper: Paper) -> None:
            self.given.emit(paper, name, way)

        session.when_stored(lambda: self._kit.worker.ask(job, give, otherwise=self.refused.emit))

    def number(self, number: str, on: str, file: str, kind: str) -> None:
        """Gives a paper a number and a date."""
        self._do(partial(self._edits.issue, kind, self._session.id, number, on, file), self._numbered)

    def void(self, reason: str, kind: str) -> None:
        """The number of a paper is not to be used."""
        sentence = N_("The number is void, and the register keeps the reason. The paper is a draft again.")
        self._do(partial(self._edits.withdraw, kind, self._session.id, reason), self._tell(sentence))

    def _numbered(self, issued: Issued) -> None:
        voice = self._kit.voice
        said = [voice(N_("The paper has the number {number}."), number=issued.memo.number)]
        self.told.emit(" ".join(said + [voice(note.sentence, **note.parts) for note in issued.notes]))

    def sign(self, scan: Path | None, kind: str) -> None:
        """The paper was signed."""
        sentence = N_("Signed. The paper is kept as it is and gives the same pages for ever.")
        self._do(partial(self._edits.sign, kind, self._session.id, scan), self._tell(sentence))

    def attach(self, scan: Path, kind: str) -> None:
        """Keeps a scan of the signed copy."""
        sentence = N_("The scan {name} is kept with the paper.")
        self._do(partial(self._edits.attach, kind, self._session.id, scan), self._tell(sentence, name=scan.name))

    def take_out(self, scan: str) -> None:
        """Takes a scan away from its paper."""
        self._do(partial(self._edits.detach, scan), self._tell(N_("The scan lies in the bin.")))

    def despatch(self, recipients: Sequence[tuple[str, str]], channel: str, day: date) -> None:
        """Copies of the paper went out."""
        memo = self._session.meeting.memo().id
        self._do(partial(self._edits.despatch, memo, recipients, channel, day), lambda _: None)

    def acknowledge(self, dispatch: str, day: date | None) -> None:
        """A copy was acknowledged."""
        self._do(partial(self._edits.acknowledge, dispatch, day), lambda _: None)

    def take_back(self, dispatch: str) -> None:
        """A line of the log was written by mistake."""
        self._do(partial(self._edits.take_back, dispatch), lambda _: None)

    def show_scan(self, scan: str) -> None:
        """Shows a scan in whatever program this computer shows such files with."""
        life = self._session.life
        every = life.scans + (life.correction.scans if life.correction else ())
        found = next(one for one in every if one.id == scan)
        job = partial(self._edits.scan_file, found, other_programs.folder())
        self._kit.worker.ask(job, other_programs.show, otherwise=self.refused.emit)

    def _tell(self, sentence: str, **parts: Any) -> Callable[[object], None]:
        return lambda _: self.told.emit(self._kit.voice(sentence, **parts))

    def _do(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._session.do(job, then, otherwise=self.refused.emit)
