"""Old minutes -> a meeting: the steps in order, and the last net for words that found no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from koyradesk import layout as layouts
from koyradesk.bengali import labels
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
from koyradesk.intake.anchors import ends_text, is_closing, is_title
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line, lines
from koyradesk.intake.marks import cut, joined
from koyradesk.intake.words import missing, tokens
from koyradesk.markup import plain
from koyradesk.model import Distribution, Meeting

#: What a text must show at the least to be taken for minutes; see ``_evidence``.
_ENOUGH = 4


def read_file(path: Path | str) -> Meeting:
    """The meeting of a plain-text file of minutes. The file is not changed.

    Raises:
        UserError: the file cannot be read, is no text, or its text is no minutes.
    """
    return read_text(source.text_of(Path(path)))


def read_text(text: str) -> Meeting:
    """The meeting that a text of minutes tells of, with what was unsure in ``unsure``.

    Every word of the text is in the meeting or its layout. Pure: the same text always gives the same meeting.

    Raises:
        UserError: the text holds what is no text, or is no minutes.
    """
    text = source.checked(text)
    return _Reader(text).meeting()


@dataclass(slots=True)
class _Parts:
    """The source in its great parts, in the order of the paper."""

    head: list[Line] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


class _Reader:
    """One reading. Each step takes its lines and leaves the others to the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines(text)
        self.doubts = Doubts()
        self.layout: dict[str, Any] = {}

    def meeting(self) -> Meeting:
        parts, made = self._great_parts()
        facts_found, before, opening = self._facts(parts)
        top = head.split(before, facts_found is not None)
        self._late_title(top, parts)
        opening = [*top.rest, *opening]
        rest = tail.split(parts.after, bool(top.memo))
        self._refuse_others(top, facts_found, made, rest)

        office, website = head.letterhead(top.letterhead)
        title, marks = head.title(top.title)
        found = facts_found or facts.Facts()
        listed, opening = self._attendance(opening, rest, found)
        texts = [*found.others, *_paragraphs(opening)]
        if not found.date_text:
            facts.from_opening(found, texts, self.doubts)
        memo_read = memo.read(top.memo or rest.memo, self.doubts) if top.memo or rest.memo else None
        label, closing = self._closing(rest.closing, listed)
        blocks = [signature.read(rest.first), signature.read(rest.second)]
        signed = signature.together([*blocks[0], *blocks[1]])
        meeting = Meeting(
            committee=head.committee(title, [*texts, closing], self.doubts),
            period=head.period(title, found.date, self.doubts),
            title=title,
            office=office,
            chair=found.chair,
            date=found.date,
            date_text=found.date_text,
            time=found.time,
            place=found.place,
            attendance_note=found.attendance_note,
            attendees=tuple(listed.attendees),
            opening=tuple(texts),
            items=tuple(made.items),
            closing=closing,
            signatures=tuple(signed.signatures),
            memos=(memo_read.memo,) if memo_read else (),
            distribution=self._distribution(top, rest, memo_read),
        )
        if memo_read and memo_read.rest:
            meeting = self._put(meeting, " ".join(memo_read.rest))
        self._look(meeting, facts_found, made, signed, memo_read, bool(top.memo), website, marks, label, listed)
        checks.check(meeting, self.doubts)
        meeting = replace(meeting, layout=layoutguess.nearest(self.layout))
        return replace(self._net(meeting), unsure=self.doubts.all())

    # -- the great parts

    def _great_parts(self) -> tuple[_Parts, items.Items]:
        """The source before, in and after the items; the items themselves."""
        everything = self.lines
        table = grid.find(everything, self.doubts)
        if table is not None:
            parts = _Parts(list(everything[: table.start]), [], list(everything[table.end :]))
            return parts, items.build(table, self.doubts)
        start = self._text_begins()
        found = paragraphs.find(everything[start:], self.doubts)
        if found is not None:
            made, first, end = found
            return _Parts(list(everything[: start + first]), [], list(everything[start + end :])), made
        end = next(
            (index for index in range(start, len(everything)) if _after_text(everything[index])), len(everything)
        )
        return _Parts(list(everything[:end]), [], list(everything[end:])), items.Items()

    def _text_begins(self) -> int:
        """Without a table: the first line after title and facts."""
        at = head.title_at(self.lines)
        start = 0 if at is None else at + 1
        limit = next(
            (index for index in range(start, len(self.lines)) if ends_text(self.lines[index])), len(self.lines)
        )
        found = facts.find(self.lines[start:limit], Doubts())
        return start + found.end if found else start

    def _facts(self, parts: _Parts) -> tuple[facts.Facts | None, list[Line], list[Line]]:
        """The facts, the lines before them and the opening after them; from after the table where they stand there."""
        at = head.title_at(parts.head)
        start = 0 if at is None else at + 1
        found = facts.find(parts.head[start:], self.doubts)
        if found is not None:
            return found, parts.head[: start + found.start], parts.head[start + found.end :]
        late = facts.find(parts.after, Doubts())
        if late is not None and len(late.rows) > 1:
            self.doubts.add("date", N_("The facts of the meeting stand after the items."), parts.after[late.start].text)
            parts.after = [*parts.after[: late.start], *parts.after[late.end :]]
            return late, parts.head, []
        return None, parts.head, []

    def _late_title(self, top: head.Head, parts: _Parts) -> None:
        """A title that stands after the items."""
        if top.title:
            return
        for line in parts.after:
            if is_title(line) and not words.NO_TITLE.match(line.text):
                top.title.append(line)
                parts.after.remove(line)
                self.doubts.add("title", N_("The title stands after the items."), line.text)
                return

    def _refuse_others(self, top: head.Head, found: facts.Facts | None, made: items.Items, rest: tail.Tail) -> None:
        if _evidence(top, found, made, rest) < _ENOUGH:
            raise UserError(
                N_(
                    "This does not look like minutes: there is no title (কার্যবিবরণী) with facts of a meeting, and "
                    "no table of decisions (সিদ্ধান্ত). Choose the file that holds the minutes."
                )
            )

    # -- parts of the meeting

    def _attendance(
        self, opening: list[Line], rest: tail.Tail, found: facts.Facts
    ) -> tuple[attendance.Attendance, list[Line]]:
        """The list of those present, from an appendix or from among the opening; there it stays in the note as well,
        so that it is printed where it was."""
        if rest.appendix:
            return attendance.read(rest.appendix), opening
        if found.listed:
            return replace(attendance.read(found.listed), rest=[]), opening
        for index in range(len(opening)):
            if attendance.begins(opening, index):
                listed = attendance.read(opening[index:])
                if len(listed.attendees) > 1:
                    lines_of = opening[index : index + listed.used]
                    note = "\n".join(line.marked for line in lines_of)
                    found.attendance_note = joined(found.attendance_note, note)
                    if all(row.show != "attendance_note" for row in found.rows):
                        found.rows.append(layouts.FactRow("", "attendance_note"))
                    listed.rest = []
                    return listed, [*opening[:index], *opening[index + listed.used :]]
        return attendance.Attendance(), opening

    def _closing(self, closing: Sequence[Line], listed: attendance.Attendance) -> tuple[str, str]:
        """The label of the closing sentence and its text; text after the list of those present is added."""
        text = "\n".join(_paragraphs(closing))
        taken = labels.take(plain(text.split("\n")[0])) if text else None
        label = ""
        if taken and taken.label and is_closing(taken.text):
            label = taken.label
            text = cut(text, len(plain(text.split("\n")[0])) - len(taken.text))[1]
        for line in listed.rest:
            self.doubts.add(
                "closing", N_("This stands after the list of those present. It was added to the closing."), line.text
            )
            text = joined(text, line.marked)
        return label, text

    def _distribution(self, top: head.Head, rest: tail.Tail, memo_read: memo.MemoLine | None) -> Distribution:
        heading = [line.marked for line in rest.heading]
        if top.memo and rest.memo:
            # A second number, for the copies: the record of the minutes has one memo line.
            extra = [line.marked for line in rest.memo]
            self.doubts.add(
                "distribution.heading",
                N_("The copies have a memo line of their own. It was put before the heading of the distribution."),
                " ".join(extra),
            )
            heading = [*extra, *heading]
        del memo_read
        return Distribution("\n".join(heading), tuple(tail.recipients(rest.recipients, self.doubts)))

    # -- look

    def _look(
        self,
        meeting: Meeting,
        found: facts.Facts | None,
        made: items.Items,
        signed: signature.Signatures,
        memo_read: memo.MemoLine | None,
        top: bool,
        website: str,
        marks: str,
        label: str,
        listed: attendance.Attendance,
    ) -> None:
        look: dict[str, Any] = {"closing_label": label}
        for one in (
            layoutguess.facts(found),
            layoutguess.table(made),
            layoutguess.signatures(signed),
            layoutguess.memo(memo_read, top),
            layoutguess.distribution(meeting.distribution),
        ):
            look = layouts.merged(look, one)
        if website != "{}":
            look["letterhead"] = {"website": website}
        if marks:
            look["title"] = {"underline": "u" in marks}
        if listed.attendees:
            look["attendance"] = _sheet(listed)
        self.layout = look

    # -- the net

    def _put(self, meeting: Meeting, text: str, number: int | None = None) -> Meeting:
        """Words without a place go to the end of the opening or the closing, and are noted."""
        first = self.lines[-1].number if number is None else number
        middle = self.lines[len(self.lines) // 2].number
        if number is not None and first < middle and meeting.opening:
            where, meeting = "opening", replace(meeting, opening=(*meeting.opening, text))
        else:
            where, meeting = "closing", replace(meeting, closing=joined(meeting.closing, text))
        self.doubts.add(where, N_("No place was found for these words. They were added here."), text)
        return meeting

    def _net(self, meeting: Meeting) -> Meeting:
        """Adds the lines of which words are still missing."""
        look = layouts.resolve(meeting.layout)
        lost = missing(self.text, replace(meeting, unsure=self.doubts.all()), look)
        for line in self.lines:
            if not lost:
                break
            own = [word for word in tokens(line.wide) if lost[word] > 0]
            if own:
                meeting = self._put(meeting, line.marked, line.number)
                lost.subtract(tokens(line.wide))
                lost = +lost
        return meeting


def _after_text(line: Line) -> bool:
    return ends_text(line) or (is_closing(line.text) and words.CLOSES.search(line.text) is not None)


def _paragraphs(source_lines: Sequence[Line]) -> list[str]:
    """Lines as paragraphs: a sentence broken over lines, or over a stray blank line, is one."""
    found: list[str] = []
    open_sentence = False
    for line in source_lines:
        text = line.marked
        begins = labels.take(line.text).label != "" or line.dash
        if found and open_sentence and not begins:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
        open_sentence = words.SENTENCE_END.search(line.text) is None
    return found


def _sheet(listed: attendance.Attendance) -> dict[str, Any]:
    """The sign-sheet's look. Without a heading or title of its own the layout's are kept."""
    look: dict[str, Any] = {}
    if listed.heading:
        look["heading"] = "\n".join(listed.heading)
    if listed.title:
        look["title"] = "\n".join(listed.title)
    if listed.columns:
        look["columns"] = list(listed.columns)
    return look


def _evidence(top: head.Head, found: facts.Facts | None, made: items.Items, rest: tail.Tail) -> int:
    """How much speaks for minutes. Facts, a memo line and a distribution alone make a notice or a letter."""
    title = [line for line in top.title if is_title(line)]
    subject = any(words.NO_TITLE.match(line.text) for line in title)
    table = bool(made.items) and any("decisions" in column.parts or column.combined for column in made.columns)
    closing = any(is_closing(line.text) and words.CLOSES.search(line.text) for line in rest.closing)
    if not (table or closing or (title and not subject)):
        return 0
    score = (1 if subject else 3) if title else 0
    score += 3 if table else 0
    score += min(len(found.rows), 3) if found else 0
    return score + bool(rest.memo or top.memo) + bool(rest.heading) + closing
