"""A signed paper of another office, readable and printable here.

Where the bytes that were signed have come, they are given out. Papers travel on request only, though: else the page is
set here, from the record that was signed; its hash is reckoned and compared with the one kept at the signing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from koyradesk import memos, papers
from koyradesk.documents import Document, render_pdf
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import SIGNED
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store


@dataclass(frozen=True, slots=True)
class Signed:
    """A paper of another office. ``exact``: ``pdf`` are the very bytes that were signed; else it was set here, and
    ``agrees`` where the record is the one that was signed. ``blob`` is the sha256 of those bytes, to be asked for."""

    pdf: bytes
    document: Document
    exact: bool
    agrees: bool
    blob: str
    number: str

    @property
    def note(self) -> UserError | None:
        """What a reader has to know of it, in words; None where these are the signed bytes."""
        if self.exact:
            return None
        if self.agrees:
            return UserError(
                N_(
                    "The printed paper itself has not come. This page was set here from the record that was signed; "
                    "its check sum agrees. The paper is asked for with the next bundle."
                )
            )
        return UserError(
            N_(
                "What is here of this paper is not all that was signed: its check sum differs. Do not go by this page; "
                "the paper itself is asked for with the next bundle."
            )
        )


def paper(book: Store, key: PaperKey, *, pages: bool = True, today: date | None = None) -> Signed:
    """A signed paper in the book of another office; without ``pages`` only what it says.

    Raises:
        UserError: there is no such paper, or its signed edition has not come; it cannot be set.
    """
    held = papers.held(book, key, today=today)
    memo = held.memo
    if memo.state not in SIGNED or not memo.id:
        raise UserError(N_("The signed paper has not come from that office yet. Ask it to send."))
    row = book.row(memo.id) or {}
    sha, told = row.get("pdf") or "", row.get("hash") or ""
    agrees = bool(told) and memos.paper_hash(book, held) == told
    data: bytes | None = None
    if sha:
        with suppress(UserError):
            data = book.blob(sha)
    exact = data is not None
    document = held.document()
    if data is None and pages:
        data = render_pdf(document)
        check_text(document, data)
    return Signed(data or b"", document, exact, agrees, sha, memo.number)
