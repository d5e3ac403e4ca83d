"""What the view of the offices below asks of their books. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.figures import asking

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.district.shapes import Lineage, View
    from koyradesk.documents import Document
    from koyradesk.obligations.standing import Standing
    from koyradesk.paper_key import PaperKey
    from koyradesk.store import Store
    from ui.book import Book
    from ui.raster import Paper

#: So many of our decisions that went down can be chosen, the newest first.
_MATTERS = 60


class Asked(NamedTuple):
    """What is to be seen: a fiscal year by the one it begins in (0: this one), a quarter of it for the topics (0: all),
    a name of committees ("": all), the decision whose course is told ("": the last that went down)."""

    year: int = 0
    quarter: int = 0
    committee: str = ""
    matter: str = ""

    def text(self) -> str:
        """As it is remembered."""
        return asking.text(self)

    @classmethod
    def read(cls, text: str) -> Asked:
        """What was remembered; everything of this year where that is none of ours."""
        return cls(*asking.read(text))


class Matter(NamedTuple):
    """A decision of ours that binds an office below: its obligation, and what it says."""

    id: str
    text: str
    topic: str
    period: str
    begun: date | None


class Shown(NamedTuple):
    """The view, and the quarters that can be chosen in it."""

    asked: Asked
    view: View


class Course(NamedTuple):
    """The decisions that went down, and the way of the one that is asked for; None where there is none."""

    matters: tuple[Matter, ...]
    chosen: str
    lineage: Lineage | None


class Signed(NamedTuple):
    """A paper of another office. ``here``: it can be read; of a meeting without signed minutes its day is known."""

    key: PaperKey
    kind: str
    committee: str
    period: str
    day: date | None
    number: str = ""
    to: str = ""
    here: bool = True


class Open(NamedTuple):
    """What somebody has to do there still."""

    meeting: str
    decision: str
    text: str
    topic: str
    who: str
    committee: str
    due: date | None
    late: int


class Read(NamedTuple):
    """A paper of another office on the desk. ``note`` says what is to be known of it, None where these are the very
    bytes that were signed there; not ``agrees``: it must not be gone by."""

    paper: Paper
    number: str
    note: UserError | None = None
    agrees: bool = True


class District:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        #: How things stand in another office's book, as long as nothing was written or taken in.
        self._stood: tuple[int, dict[tuple[str, date], Standing]] = (-1, {})

    # The view

    def has_any(self) -> bool:
        """Is there an office below this one?"""
        from koyradesk.district import offices
        from koyradesk.exchange.books import Books

        roles = offices.roles(self._book.store)
        # A book of an office that nobody gave a role is one of an office below.
        return "below" in roles.values() or bool({*Books(self._book.folder).offices()} - roles.keys())

    def shown(self, asked: Asked) -> Shown:
        """The view of what is asked for; a committee that is not there any more is all of them."""
        from koyradesk.district import reading
        from koyradesk.figures.counts import span_of

        own, on = self._book.store, self._book.today()
        year = asked.year or span_of(on).year
        found = reading.view(self._book.exchange.office, own, year=year, committee=asked.committee, on=on)
        if asked.committee and not any(row.has for row in found.rows):
            asked = asked._replace(committee="")
            found = reading.view(self._book.exchange.office, own, year=year, on=on)
        return Shown(asked, found)

    def course(self, asked: Asked) -> Course:
        """Our decisions that went down, and the way of the one that was chosen."""
        from koyradesk.district import reading

        matters = self._matters()
        known = [one.id for one in matters]
        chosen = asked.matter if asked.matter in known else next(iter(known), "")
        if not chosen:
            return Course((), "", None)
        return Course(
            matters,
            chosen,
            reading.lineage(self._book.exchange.office, self._book.store, chosen, on=self._book.today()),
        )

    def _matters(self) -> tuple[Matter, ...]:
        """What binds a party that writes a book of its own, the newest first."""
        from koyradesk.markup import plain
        from koyradesk.obligations.standing import since

        store, standing = self._book.store, self._book.followed.standing()
        below = {row["id"] for row in store.rows("party", only=("office",)) if row["office"]}
        if not below:
            return ()
        pairs = standing.all_tasks(since(standing.on), date.max)
        every = {one.id: one for one, task in pairs if task.party in below}
        newest = sorted(every.values(), key=lambda one: (one.begun or date.min, one.id), reverse=True)[:_MATTERS]
        told = standing.told(newest)
        return tuple(
            Matter(
                one.id,
                plain(told[one.id].text).strip(),
                plain(one.topic or told[one.id].topic).strip(),
                told[one.id].period,
                one.begun,
            )
            for one in newest
        )

    # One office

    def signed(self, office: str, year: int, committee: str) -> tuple[Signed, ...]:
        """The papers an office signed in a fiscal year, those of each committee together, the newest first; with the
        meetings whose minutes have not come."""
        from koyradesk.bengali.collation import sort_key
        from koyradesk.directory.names import key
        from koyradesk.figures.counts import Span
        from koyradesk.letters.listing import listing
        from koyradesk.markup import plain
        from koyradesk.model import SIGNED

        book, span = self._of(office), Span(year)
        periods = {row["id"]: row for row in book.rows("meeting", only=("period", "date"))}
        found = []
        for one in listing(book):
            here = one.state in SIGNED
            of = periods.get(one.key.meeting, {})
            day = (of.get("date") if one.key.kind == "minutes" else None) or one.day
            if day is None or not span.holds(day) or (committee and key(one.committee) != key(committee)):
                continue
            if not here and one.key.kind != "minutes":
                continue
            period = (of.get("period") or f"{day:%Y-%m}") if one.key.meeting else ""
            found.append(
                Signed(one.key, one.key.kind, plain(one.committee), period, day, one.number, plain(one.to), here)
            )
        found.sort(key=lambda one: one.day or date.min, reverse=True)
        return tuple(sorted(found, key=lambda one: (not one.committee, sort_key(one.committee))))

    def open_ones(self, office: str, on: date, committee: str, late: bool) -> tuple[Open, ...]:
        """What is open in an office on the day of its data; the late ones alone, or first."""
        from koyradesk.directory.names import key
        from koyradesk.markup import plain

        standing = self._standing(office, on)
        pairs = [(one, task) for one, task in standing.open_tasks() if not task.is_settled(one.measure)]
        told = standing.told({one.id: one for one, _ in pairs}.values())
        found = []
        for one, task in pairs:
            words, days = told[one.id], task.late(one.measure, standing.on)
            if (late and not days) or (committee and key(words.committee) != key(committee)):
                continue
            text, topic = plain(words.text).strip(), plain(one.topic or words.topic).strip()
            name = plain(task.name).strip()
            found.append(Open(one.meeting, one.decision, text, topic, name, plain(words.committee), task.due, days))
        return tuple(sorted(found, key=lambda one: (not one.late, -one.late, one.due or date.max)))

    def read(self, office: str, key: PaperKey) -> Read:
        """A signed paper of another office: its bytes where they came along, else set here from what was signed. Where
        that gives other bytes, those that were signed are asked for with the next bundle."""
        import hashlib

        from koyradesk.district import signed

        found = signed.paper(self._of(office), key, today=self._book.today())
        exact = found.exact or hashlib.sha256(found.pdf).hexdigest() == found.blob
        if not exact and found.blob:
            self._book.exchange.office.want(office, [found.blob])
        return Read(self._book.taken_in(found.pdf), found.number, None if exact else found.note, found.agrees)

    # Out of the window

    def paper(self, asked: Asked) -> Paper:
        """The view as it prints."""
        from koyradesk.documents import render_pdf

        return self._book.taken_in(render_pdf(self._document(asked)))

    def excel(self, path: Path, asked: Asked, language: str) -> None:
        """Writes the view as a file for Excel, whole or not at all."""
        from koyradesk import files
        from koyradesk.district import sheet

        files.write(path, sheet.write(self.shown(asked).view, asked.quarter, language))

    def _document(self, asked: Asked) -> Document:
        from koyradesk.district import paper

        shown = self.shown(asked)
        return paper.document(self._book.store, shown.view, asked.quarter)

    # Books

    def _of(self, office: str) -> Store:
        found = self._book.exchange.office.books.get(office)
        if found is None:
            raise UserError(N_("Nothing has come from this office yet. Ask it to send."))
        return found

    def _standing(self, office: str, on: date) -> Standing:
        from koyradesk.obligations.standing import Standing

        edition, known = self._stood
        if edition != self._book.edition:
            edition, known = self._stood = self._book.edition, {}
        if (office, on) not in known:
            known[office, on] = Standing(self._of(office), on)
        return known[office, on]


__all__ = ["Asked", "Course", "District", "Matter", "Open", "Read", "Shown", "Signed"]
