"""Printed papers: a kind of paper and a meeting make a PDF. A signed paper is the bytes that were signed, for ever."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from koyradesk import layout as layouts
from koyradesk import meetings
from koyradesk.documents import (
    Document,
    Rendered,
    compose_attendance,
    compose_correction,
    compose_minutes,
    corrections,
    render,
    render_pdf,
    said,
)
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import Layout
from koyradesk.model import Meeting, Memo
from koyradesk.store import Store


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: how it is composed, and whether it passes through draft, number and signature."""

    compose: Callable[..., Document]
    issued: bool


#: The papers that can be printed of a meeting, by kind.
PAPERS = {
    "minutes": Paper(compose_minutes, issued=True),
    "attendance": Paper(compose_attendance, issued=False),
    "correction": Paper(compose_correction, issued=True),
}
#: Kinds the program names but cannot print yet.
LATER = (
    "notice",
    "endorsement",
    "extract",
    "progress",
    "reminder",
    "return",
    "memo-book",
    "dispatch-register",
    "postponement",
    "cancellation",
)


def compose(meeting: Meeting, kind: str, layout: Layout | None = None) -> Document:
    """The paper's blocks, by the meeting's own layout or another one.

    Raises:
        UserError: no such kind of paper, or a layout that cannot be used; a correction of what is not signed, or of
            nothing.
    """
    paper = PAPERS.get(kind)
    if paper is None and kind in LATER:
        raise UserError(
            N_("This version cannot print {kind} yet. It prints: {known}."), kind=kind, known=", ".join(PAPERS)
        )
    if paper is None:
        raise UserError(
            N_("There is no paper called {kind}. Choose one of: {known}."), kind=kind, known=", ".join(PAPERS)
        )
    memo = memo_of(meeting, kind)
    if kind == "correction" and memo.state not in meetings.FROZEN:
        refuse_correction(meeting)
    draft = paper.issued and memo.state == "draft" and not memo.number
    return paper.compose(meeting, layout or layouts.resolve(meeting.layout), draft=draft)


def memo_of(meeting: Meeting, kind: str) -> Memo:
    """The memo of the paper that is printed: of corrections the one in the making, else the last one signed."""
    made = corrections(meeting) if kind == "correction" else ()
    return made[-1].memo if made else meeting.memo(kind)


def refuse_correction(meeting: Meeting) -> None:
    """Refuses a correction paper where there is nothing that it could correct.

    Raises:
        UserError: the minutes are not signed, or no entry says anything.
    """
    if meeting.memo().state not in meetings.FROZEN:
        raise UserError(
            N_("The minutes are not signed yet: put them right themselves. Only signed minutes get a correction.")
        )
    if not said(meeting.pending()):
        raise UserError(
            N_("The correction says nothing yet. Write what stands in the minutes and what is to be read instead.")
        )


def make(store: Store, kind: str, meeting: str, *, prove: bool = False) -> bytes:
    """The paper as PDF: what was signed where it was signed, else freshly set, with the খসড়া mark until it is numbered.

    ``prove``, for a paper that leaves the desk: its text is read back from the PDF and must equal its blocks.

    Raises:
        UserError: no such meeting or paper; a font or character that cannot be printed; a signed paper that is gone.
        TextDiffersError: a bug of this program; the paper is not given out.
    """
    found = meetings.get(store, meeting)
    signed = signed_paper(store, kind, found)
    if signed is not None:
        return signed
    document = compose(found, kind)
    pdf = render_pdf(document)
    if prove:
        check_text(document, pdf)
    return pdf


def preview(store: Store, kind: str, meeting: Meeting) -> Rendered:
    """The paper of a meeting as it is on the screen, saved or not, and where its lines stand; signed, what was signed.

    Raises:
        UserError: no such paper; a font or character that cannot be printed; a signed paper that is gone.
    """
    signed = signed_paper(store, kind, meeting)
    if signed is None:
        return render(compose(meeting, kind))
    # What was signed may have been set by an older program: only equal bytes stand where we would set them today.
    with suppress(UserError):
        fresh = render(compose(meeting, kind))
        if fresh.pdf == signed:
            return fresh
    return Rendered(signed, (), ())


def signed_paper(store: Store, kind: str, meeting: Meeting) -> bytes | None:
    """The bytes of the signed paper; None while it is not signed. Of corrections the last, if none is in the making."""
    memo = memo_of(meeting, kind)
    return None if memo.state not in meetings.FROZEN or not memo.id else signed_bytes(store, memo.id)


def signed_bytes(store: Store, memo: str) -> bytes:
    """The bytes that were signed under a memo, by its id.

    Raises:
        UserError: they are not in the store.
    """
    pdf = (store.row(memo) or {}).get("pdf")
    if not pdf:
        raise UserError(N_("The signed paper of this meeting is not in the store. Restore the last backup."))
    return store.blob(pdf)
