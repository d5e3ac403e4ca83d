"""Old minutes -> a meeting: the steps in order, and the last net for words that found no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from koyradesk import layout as layouts
from koyradesk.bengali import labels
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.intake import (
    attendance,
    checks,
    facts,
    grid,
    head,
    items,
    layoutguess,
    memo,
    paragraphs,
    signature,
    source,
    tail,
)
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import closes, ends_text, is_closing, is_title
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line, lines, paragraphs_of
from koyradesk.intake.marks import cut, joined
from koyradesk.intake.words import missing, tokens
from koyradesk.markup import escape, plain
from koyradesk.model import Distribution, Meeting, Paragraph

NO_MINUTES = N_(
    "This does not look like minutes: there is no title (কার্যবিবরণী) with facts of a meeting, and no table of "
    "decisions (সিদ্ধান্ত). Choose the file that holds the minutes."
)
#: What a text must show at the least to be taken for minutes; see ``_evidence``.
_ENOUGH = 5
#: One numbered line in an opening is no list of people.
_FEWEST_LISTED = 2


def read_file(path: Path | str) -> Meeting:
    """The meeting of a file of minutes, plain text or Word. The file is not changed.

    Raises:
        UserError: the file cannot be read, is no text, or its text is no minutes.
    """
    return _read(source.text_of(Path(path)))


def read_text(text: str) -> Meeting:
    """The meeting that a text of minutes tells of, with what was unsure in ``unsure``. Bijoy in it becomes Unicode.

    Every word of the text is in the meeting or its layout. Pure: the same text always gives the same meeting.

    Raises:
        UserError: the text holds what is no text, or is no minutes.
    """
    return _read(source.from_bijoy(text))


def _read(found: source.Source) -> Meeting:
    text = nfc(source.checked(found.text))
    # A large file of something else is refused before it is looked at line by line.
    if not any(known.search(text) for known in (words.MINUTES, words.DECISION_HEADING, words.CLOSES)):
        raise UserError(NO_MINUTES)
    return _Reader(text, found.notes).meeting()


@dataclass(slots=True)
class _Reading:
    """What the steps have found, each from its own lines."""

    top: head.Head
    said: facts.Facts
    opening: list[str]
    items: items.Items
    tail: tail.Tail
    listed: attendance.Attendance
    memo: memo.MemoLine | None
    signed: signature.Signatures


class _Reader:
    """One reading. Each step takes its lines and leaves the others to the next."""

    def __init__(self, text: str, notes: Sequence[tuple[str, str]]) -> None:
        self.text = text
        self.notes = notes
        self.lines = lines(text)
        self.doubts = Doubts()

    def meeting(self) -> Meeting:
        reading = self._read()
        found = reading.said
        office, website = head.letterhead(reading.top.letterhead)
        title, marks = head.title(reading.top.title)
        label, closing = _closing(reading.tail.closing)
        if reading.memo and reading.memo.rest:
            closing = self._without_place(closing, " ".join(reading.memo.rest))
        meeting = Meeting(
            committee=head.committee(title, [*reading.opening, closing], self.doubts),
            period=head.period(title, found.date, self.doubts),
            title=title,
            office=office,
            chair=found.chair,
            date=found.date,
            date_text=found.date_text,
            time=found.time,
            place=found.place,
            attendance_note=found.attendance_note,
            attendees=tuple(reading.listed.attendees),
            opening=tuple(Paragraph(text) for text in reading.opening),
            items=tuple(reading.items.items),
            closing=closing,
            signatures=tuple(reading.signed.signatures),
            memos=(reading.memo.memo,) if reading.memo else (),
            distribution=self._distribution(reading),
        )
        look = _look(reading, meeting.distribution, label)
        if website != "{}":
            look["letterhead"] = {"website": website}
        if marks:
            look["title"] = {"underline": "u" in marks}
        meeting = replace(meeting, layout=layoutguess.nearest(look))
        checks.check(meeting, self.doubts)
        meeting = self._net(meeting)
        for why, said in self.notes:
            self.doubts.add(checks.place_of(meeting, said), why, escape(said))
        return replace(meeting, unsure=self.doubts.all())

    # -- the steps

    def _read(self) -> _Reading:
        before, made, after = self._great_parts()
        found, before, opening, after = self._facts(before, after)
        top = head.split(before, found is not None)
        if not top.title:
            after = self._late_title(top, after)
        sheet = attendance.find(after)
        if sheet:
            after = [*after[: sheet[0]], *after[sheet[0] + sheet[1].used :]]
        rest = tail.split(after, bool(top.memo))
        if _evidence(top, found, made, rest) < _ENOUGH:
            raise UserError(NO_MINUTES)
        said = found or facts.Facts()
        listed, opening = _attendance([*top.rest, *opening], sheet[1] if sheet else None, said)
        if said.unfilled:
            facts.without_value(said.unfilled, said, self.doubts)
        texts = [*said.others, *paragraphs_of(opening)]
        if not said.date_text:
            facts.from_texts(said, head.title(top.title)[0], texts, self.doubts)
        numbered = top.memo or rest.memo
        return _Reading(
            top,
            said,
            texts,
            made,
            rest,
            listed,
            memo.read(numbered, self.doubts) if numbered else None,
            signature.together([*signature.read(rest.first), *signature.read(rest.second)]),
        )

    def _great_parts(self) -> tuple[list[Line], items.Items, list[Line]]:
        """The lines before the items, the items, the lines after them."""
        everything = self.lines
        table = grid.find(everything, self.doubts)
        if table is not None:
            return list(everything[: table.start]), items.build(table, self.doubts), list(everything[table.end :])
        start = self._text_begins()
        found = paragraphs.find(everything[start:], self.doubts)
        if found is not None:
            made, first, end = found
            return list(everything[: start + first]), made, list(everything[start + end :])
        ends = (index for index in range(start, len(everything)) if _after_text(everything[index]))
        end = next(ends, len(everything))
        return list(everything[:end]), items.Items(), list(everything[end:])

    def _text_begins(self) -> int:
        """Without a table: the first line after title and facts."""
        at = head.title_at(self.lines)
        start = 0 if at is None else at + 1
        ends = (index for index in range(start, len(self.lines)) if ends_text(self.lines[index]))
        found = facts.find(self.lines[start : next(ends, len(self.lines))], Doubts())
        return start + found.end if found else start

    def _facts(
        self, before: list[Line], after: list[Line]
    ) -> tuple[facts.Facts | None, list[Line], list[Line], list[Line]]:
        """The facts; the lines before them, the opening after them, and what follows the items without facts that
        stand there."""
        at = head.title_at(before)
        start = 0 if at is None else at + 1
        found = facts.find(before[start:], self.doubts)
        if found is not None:
            return found, before[: start + found.start], before[start + found.end :], after
        late = facts.find(after, Doubts())
        if late is not None and len(late.rows) > 1:
            self.doubts.add("date", N_("The facts of the meeting stand after the items."), after[late.start].text)
            return late, before, [], [*after[: late.start], *after[late.end :]]
        return None, before, [], after

    def _late_title(self, top: head.Head, after: list[Line]) -> list[Line]:
        """A title that stands after the items is taken out of them."""
        for index, line in enumerate(after):
            if is_title(line) and not words.NO_TITLE.match(line.text):
                top.title.append(line)
                self.doubts.add("title", N_("The title stands after the items."), line.text)
                return [*after[:index], *after[index + 1 :]]
        return after

    def _distribution(self, reading: _Reading) -> Distribution:
        heading = [line.marked for line in reading.tail.heading]
        if reading.top.memo and reading.tail.memo:
            # A second number, for the copies: the record of the minutes has one memo line.
            extra = [line.marked for line in reading.tail.memo]
            self.doubts.add(
                "distribution.heading",
                N_("The copies have a memo line of their own. It was put before the heading of the distribution."),
                " ".join(extra),
            )
            heading = [*extra, *heading]
        return Distribution("\n".join(heading), tuple(tail.recipients(reading.tail.recipients, self.doubts)))

    # -- the net

    def _without_place(self, text: str, found: str, where: str = "closing") -> str:
        """Words that no step could place go to the end of a part, and are noted."""
        self.doubts.add(where, N_("No place was found for these words. They were added here."), found)
        return joined(text, found)

    def _net(self, meeting: Meeting) -> Meeting:
        """Adds the lines of which words are still missing, those first of which most is missing."""
        lost = missing(self.text, replace(meeting, unsure=self.doubts.all()), layouts.resolve(meeting.layout))
        left = {line: Counter(said) for line in self.lines if (said := tokens(line.wide))} if lost else {}
        half = len(self.lines) // 2
        first_half = {line.number for line in self.lines[:half]}
        while lost and left:
            line = max(left, key=lambda one: ((left[one] & lost).total() / left[one].total(), -one.number))
            if left[line] & lost:
                if line.number in first_half:
                    text = self._without_place("", line.marked, "opening")
                    meeting = replace(meeting, opening=(*meeting.opening, Paragraph(text)))
                else:
                    meeting = replace(meeting, closing=self._without_place(meeting.closing, line.marked))
                lost -= left[line]
            del left[line]
        return meeting


def _attendance(
    opening: list[Line], sheet: attendance.Attendance | None, said: facts.Facts
) -> tuple[attendance.Attendance, list[Line]]:
    """The list of those present, and the opening without it. A list before the items stays in the note of the facts as
    well, so that it is printed where it was."""
    if said.listed:
        return attendance.of(said.listed), opening
    if sheet:
        return sheet, opening
    early = attendance.find(opening)
    if early is None or len(early[1].attendees) < _FEWEST_LISTED:
        return attendance.Attendance(), opening
    start, listed = early
    note = "\n".join(line.marked for line in opening[start : start + listed.used])
    said.attendance_note = joined(said.attendance_note, note)
    if all(row.show != "attendance_note" for row in said.rows):
        said.rows.append(layouts.FactRow(said.unfilled, "attendance_note"))
        said.unfilled = ""
    return listed, [*opening[:start], *opening[start + listed.used :]]


def _closing(closing: Sequence[Line]) -> tuple[str, str]:
    """The label of the closing sentence ("০৪।"), and its text."""
    text = "\n".join(paragraphs_of(closing))
    first = plain(text.split("\n")[0])
    taken = labels.take(first)
    if taken.label and is_closing(taken.text):
        return taken.label, cut(text, len(first) - len(taken.text))[1]
    return "", text


def _after_text(line: Line) -> bool:
    return ends_text(line) or closes(line.text)


def _look(reading: _Reading, distribution: Distribution, closing_label: str) -> dict[str, Any]:
    """How the paper looks, as a layout would say it."""
    look: dict[str, Any] = {"closing_label": closing_label}
    for one in (
        layoutguess.facts(reading.said),
        layoutguess.table(reading.items),
        layoutguess.signatures(reading.signed),
        layoutguess.memo(reading.memo, bool(reading.top.memo)),
        layoutguess.distribution(distribution),
        layoutguess.attendance(reading.listed),
    ):
        look = layouts.merged(look, one)
    return look


def _evidence(top: head.Head, found: facts.Facts | None, made: items.Items, rest: tail.Tail) -> int:
    """How much speaks for minutes. Facts, a memo line and a distribution alone make a notice or a letter."""
    title = [line for line in top.title if is_title(line)]
    subject = any(words.NO_TITLE.match(line.text) for line in title)
    table = bool(made.items) and any("decisions" in column.parts or column.combined for column in made.columns)
    closing = any(closes(line.text) for line in rest.closing)
    if not (table or closing or (title and not subject)):
        return 0
    score = (1 if subject else 3) if title else 0
    score += 3 if table else 0
    score += min(len(found.rows), 3) if found else 0
    return score + bool(rest.memo or top.memo) + bool(rest.heading) + closing
