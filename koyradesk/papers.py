"""Printed papers: what a key means in the store makes a PDF. A signed paper is the bytes that were signed, for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import layout as layouts
from koyradesk import letters, meetings
from koyradesk.bengali import dates
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
from koyradesk.documents.matter import Subject
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import Layout
from koyradesk.markup import plain
from koyradesk.model import Letter, Letterhead, Meeting, Memo, Mint
from koyradesk.paper_key import ISSUED, LETTERS, PaperKey
from koyradesk.store import Store

#: The papers that are made of a meeting itself, by kind, and how each is composed.
PAPERS: dict[str, Callable[..., Document]] = {
    "minutes": compose_minutes,
    "attendance": compose_attendance,
    "correction": compose_correction,
}
KINDS = (*PAPERS, *LETTERS)


@dataclass(frozen=True, slots=True)
class Held:
    """A paper as it stands: of ``meeting``; a letter with what it is composed from.

    A letter that nobody drafted yet is one as it would be drafted now, without an id.
    """

    kind: str
    meeting: Meeting
    letter: Letter | None = None
    subject: Subject | None = None

    @property
    def memo(self) -> Memo:
        """The memo of the paper: of corrections that of the one in the making, else of the last one signed."""
        return self.letter.memo() if self.letter else memo_of(self.meeting, self.kind)

    @property
    def record(self) -> str:
        """The record that the paper's memo lies under."""
        return self.letter.id if self.letter else self.meeting.id

    @property
    def layout(self) -> Layout:
        own = self.letter.layout if self.letter else None
        return layouts.resolve(own or self.meeting.layout)

    def refuse(self) -> None:
        """Refuses a paper that has nothing to say, or nothing that it could be about.

        Raises:
            UserError: why.
        """
        if self.kind == "correction" and self.memo.state not in meetings.FROZEN:
            refuse_correction(self.meeting)
        if self.letter is not None and self.subject is not None and self.memo.state not in meetings.FROZEN:
            from koyradesk.documents.letters import refuse_empty

            letters.refuse_held(self.kind, self.meeting)
            letters.new_day(self.letter)
            refuse_empty(self.letter, self.subject)

    def worded(self, mint: Mint) -> Held:
        """A letter with the texts and the list that are printed written out; every other paper as it is."""
        if self.letter is None or self.subject is None:
            return self
        from koyradesk.documents.letters import worded

        letter = worded(self.letter, self.subject, self.layout)
        sent = tuple(replace(one, id=one.id or mint("recipient")) for one in letter.distribution.recipients)
        return replace(self, letter=replace(letter, distribution=replace(letter.distribution, recipients=sent)))

    def document(self, layout: Layout | None = None) -> Document:
        """The paper's blocks, by its own layout or another one.

        Raises:
            UserError: no such kind of paper; one that says nothing; a layout that cannot be used.
        """
        self.refuse()
        draft = self.kind in ISSUED and self.memo.state == "draft" and not self.memo.number
        if self.letter is not None and self.subject is not None:
            from koyradesk.documents.letters import compose_letter

            return compose_letter(self.letter, self.subject, layout or self.layout, draft=draft)
        return PAPERS[self.kind](self.meeting, layout or self.layout, draft=draft)


def held(store: Store, key: PaperKey, *, today: date | None = None, decided: letters.Decided | None = None) -> Held:
    """The paper that a key means. A letter that was not drafted yet is as it would be drafted ``today``.

    ``decided``, of the day of the letter, spares reading again what it has read.

    Raises:
        UserError: no such kind, meeting, letter or party, or something in the bin; without ``today`` also a letter that
            was not drafted yet.
    """
    refuse_unknown(key.kind)
    if key.kind in PAPERS:
        return Held(key.kind, meetings.get(store, key.meeting))
    key = letters.settled(store, key, decided)
    letter = letters.find(store, key, last=today is None)
    if letter is None and key.kind == "reminder" and not key.on:
        # A second one on the same day is asked for by nobody.
        letter = letters.find(store, replace(key, on=today))
    if letter is None:
        if today is None:
            raise UserError(N_("This paper was not drafted yet. Issue it first, then sign it."))
        letter = letters.drafted(store, key, today=today, decided=decided)
    elif key.on and letter.memo().state == "draft":
        letter = replace(letter, on=key.on)
    return of_letter(store, letter, decided)


def of_letter(store: Store, letter: Letter, decided: letters.Decided | None = None) -> Held:
    """A letter as it is on the screen, saved or not; ``decided`` as for ``held``."""
    try:
        letter, subject = letters.ready(store, letter, decided)
    except UserError:
        # What was signed is given out whatever became of its meeting.
        if letter.memo().state not in meetings.FROZEN:
            raise
        subject = Subject()
    return Held(letter.kind, subject.meeting, letter, subject)


def refuse_unknown(kind: str) -> None:
    """Refuses a kind of paper that there is not.

    Raises:
        UserError: those that there are.
    """
    if kind not in KINDS:
        raise UserError(
            N_("There is no paper called {kind}. Choose one of: {known}."), kind=kind, known=", ".join(KINDS)
        )


def compose(meeting: Meeting, kind: str, layout: Layout | None = None) -> Document:
    """The blocks of a paper that is made of a meeting itself; see ``Held.document``."""
    refuse_unknown(kind)
    return Held(kind, meeting).document(layout)


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


def make(store: Store, key: PaperKey, *, today: date | None = None, prove: bool = False) -> bytes:
    """The paper as PDF: what was signed where it was signed, else freshly set, with the খসড়া mark until it is numbered.

    ``prove``, for a paper that leaves the desk: its text is read back from the PDF and must equal its blocks.

    Raises:
        UserError: no such meeting or paper; a font or character that cannot be printed; a signed paper that is gone.
        TextDiffersError: a bug of this program; the paper is not given out.
    """
    return printed(store, held(store, key, today=today), prove=prove)


def printed(store: Store, paper: Held, *, prove: bool = False) -> bytes:
    """A paper that was looked up as PDF: see ``make``."""
    signed = signed_paper(store, paper)
    if signed is not None:
        return signed
    document = paper.document()
    pdf = render_pdf(document)
    if prove:
        check_text(document, pdf)
    return pdf


def addressed(paper: Held, *, step: Callable[[int, int], None] = lambda *_: None) -> Iterator[bytes]:
    """A copy of a paper for each one on its distribution, with a line that tells to whom it goes.

    ``step`` is told before each how many are made, and may stop it by raising. Of a signed paper the bytes that were
    signed stay what they are: these are copies of it, set anew.

    Raises:
        UserError: the paper goes to nobody.
    """
    from koyradesk.documents.letters import addressed as over
    from koyradesk.documents.letters import worded

    layout = paper.layout
    if paper.letter is not None and paper.subject is not None:
        sent = worded(paper.letter, paper.subject, layout).distribution
    else:
        sent = paper.meeting.distribution
    names = [one.text for one in sent.recipients if plain(one.text).strip()]
    if not names:
        raise UserError(N_("Nobody is on the distribution of this paper. Write down first to whom it goes."))
    document = paper.document()
    for made, name in enumerate(names):
        step(made, len(names))
        yield render_pdf(over(document, name, layout))


def register(store: Store, kind: str, of: str) -> Document:
    """The blocks of a register: the memo book of a file (its code), the despatch register of a month ("2026-11"), the
    register of incoming letters of a month, a year or some days, the slip of one of them (its number or id).

    Raises:
        UserError: no such file, month, days or letter.
    """
    from koyradesk import dispatches, memo_book
    from koyradesk.documents.registers import compose_dispatch_register, compose_memo_book

    head, layout = office_look(store)
    if kind == "memo-book":
        return compose_memo_book(memo_book.book(store, of), head, layout)
    if kind in ("incoming-register", "incoming-receipt"):
        from koyradesk.incoming import paper

        return paper.document(store, kind, of, head, layout)
    month = dates.parse_period(of)
    period = f"{month[0]:04}-{month[1]:02}" if month else of
    return compose_dispatch_register(dispatches.month(store, period), period, head, layout)


def office_look(store: Store) -> tuple[Letterhead, Layout]:
    """The head and the layout of a paper that is the whole office's; until it has its own, its last meeting's."""
    head, look = kept_office_look(store)
    return head, layouts.resolve(look)


def kept_office_look(store: Store) -> tuple[Letterhead, Any]:
    """As ``office_look``, the layout as records keep it."""
    rows = store.rows("meeting", only=("date", "period"))
    newest = meetings.newest(store, rows) if rows else Meeting()
    office = next(iter(store.rows("office")), None)
    head = Letterhead(tuple(office["letterhead"] or ()), office["website"]) if office else newest.office
    return head, (office and office["layout"]) or newest.layout


def preview(store: Store, kind: str, of: Meeting | Letter) -> Rendered:
    """The paper of a meeting, or a letter, as it is on the screen, saved or not, and where its lines stand; signed,
    what was signed.

    Raises:
        UserError: no such paper; a font or character that cannot be printed; a signed paper that is gone.
    """
    if isinstance(of, Letter):
        paper = of_letter(store, of)
    else:
        refuse_unknown(kind)
        paper = Held(kind, of)
    signed = signed_paper(store, paper)
    if signed is None:
        return render(paper.document())
    # What was signed may have been set by an older program: only equal bytes stand where we would set them today.
    with suppress(UserError):
        fresh = render(paper.document())
        if fresh.pdf == signed:
            return fresh
    return Rendered(signed, (), ())


def signed_paper(store: Store, paper: Held) -> bytes | None:
    """The bytes of the signed paper; None while it is not signed. Of corrections the last, if none is in the making."""
    memo = paper.memo
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
