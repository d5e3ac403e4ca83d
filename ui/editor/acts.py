"""What is done with the paper of an edited meeting: given out, numbered, signed, its scans kept; and how it went."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.book import Wanted
from ui.kit import Kit
from ui.names import file_name
from ui.raster import Paper
from ui.reading import KINDS
from ui.session import Session

if TYPE_CHECKING:
    from koyradesk.memos import Issued


class PaperActs(QObject):
    """Asks the book, for one session."""

    #: A sentence for the notice.
    told = Signal(str)
    #: Said where it was asked.
    refused = Signal(object)
    #: A paper as it is stored, what its file is to be called, and where it goes: "print", "pdf" or "picture".
    given = Signal(object, str, str)

    def __init__(self, kit: Kit, session: Session) -> None:
        super().__init__()
        self._kit, self._session, self._edits = kit, session, kit.book.edits

    def give(self, way: str) -> None:
        """Hands out the paper on show as it is stored: what leaves the desk can be made again."""
        session, voice = self._session, self._kit.voice
        meeting = session.meeting
        title = "" if session.kind == KINDS[0][0] else voice(dict(KINDS)[session.kind])
        month = voice.month(meeting.period) if meeting.period else ""
        name = file_name(meeting.committee, month, meeting.memo().number, title)
        job = partial(self._kit.book.paper, Wanted(session.id, session.kind))

        def give(paper: Paper) -> None:
            self.given.emit(paper, name, way)

        session.when_stored(lambda: self._kit.worker.ask(job, give, otherwise=self.refused.emit))

    def number(self, number: str, on: str, file: str) -> None:
        """Gives the minutes a number and a date."""
        self._do(partial(self._edits.issue, "minutes", self._session.id, number, on, file), self._numbered)

    def _numbered(self, issued: Issued) -> None:
        voice = self._kit.voice
        said = [voice(N_("The paper has the number {number}."), number=issued.memo.number)]
        self.told.emit(" ".join(said + [voice(note.sentence, **note.parts) for note in issued.notes]))

    def sign(self, scan: Path | None) -> None:
        """The minutes were signed on paper."""
        sentence = N_("Signed. The minutes are kept as they are and give the same pages for ever.")
        self._do(partial(self._edits.sign, "minutes", self._session.id, scan), self._tell(sentence))

    def attach(self, scan: Path) -> None:
        """Keeps a scan of the signed copy."""
        sentence = N_("The scan {name} is kept with the paper.")
        self._do(partial(self._edits.attach, "minutes", self._session.id, scan), self._tell(sentence, name=scan.name))

    def take_out(self, scan: str) -> None:
        """Takes a scan away from its paper."""
        self._do(partial(self._edits.detach, scan), self._tell(N_("The scan lies in the bin.")))

    def show_scan(self, scan: str) -> None:
        """Shows a scan in whatever program this computer shows such files with."""
        found = next(one for one in self._session.life.scans if one.id == scan)
        folder = Path(tempfile.mkdtemp(prefix="koyradesk-"))
        self._kit.worker.ask(partial(self._edits.scan_file, found, folder), _open, otherwise=self.refused.emit)

    def _tell(self, sentence: str, **parts: Any) -> Callable[[object], None]:
        return lambda _: self.told.emit(self._kit.voice(sentence, **parts))

    def _do(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def refuse(error: UserError) -> None:
            self.refused.emit(error)

        self._session.do(job, then, otherwise=refuse)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
