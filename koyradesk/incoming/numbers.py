"""Our running numbers (প্রাপ্তি নম্বর): counted anew each calendar year, every one accounted for.

What becomes of numbers that no letter has (used in the paper register, reserved for another PC, void) is kept as for
the numbers of a file (``koyradesk.file_numbers``); the register of a year is called by a code that no file has.
"""

from __future__ import annotations

from dataclasses import replace

from koyradesk import file_numbers
from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.file_numbers import Kept
from koyradesk.i18n import N_
from koyradesk.incoming import rows
from koyradesk.incoming.shapes import Line
from koyradesk.store import Store

_TYPED = pattern(r"(\d{1,7})(?:\s*[/-]\s*(\d{4}))?")
_YEAR = pattern(r"[12]\d{3}")


def register(year: int) -> str:
    """What the register of a year is called among files."""
    return f"{file_numbers.INCOMING}{year}"


def printed(year: int, issue: int) -> str:
    """A number as it is stamped on the letter: ৪৫/২০২৬."""
    return to_bengali(f"{issue}/{year}")


def read(typed: str) -> tuple[int, int | None] | None:
    """Number and year ("45/2026"), or the number alone, as typed in any digits; None where it is neither."""
    found = _TYPED.fullmatch(to_ascii(nfc(typed)).strip())
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def year(typed: str) -> int | None:
    """A year as typed in any digits; None where it is none."""
    text = to_ascii(nfc(typed)).strip()
    return int(text) if _YEAR.fullmatch(text) else None


def used(store: Store, year: int) -> list[int]:
    """The numbers that letters of a year have; those in the bin keep theirs."""
    return [row["issue"] for row in store.rows("incoming", deleted=None, only=("issue",), year=year) if row["issue"]]


def proposal(store: Store, year: int) -> int:
    """The next number of a year here: without a gap, and never one of another PC's.

    Raises:
        UserError: the numbers reserved for this PC are used up; after a restore it is not known which was the last.
    """
    taken, others = used(store, year), file_numbers.kept(store, register(year))
    here = [one for one in others if file_numbers.is_here(store, one)]
    if here:
        found = file_numbers.within(taken, here)
        if found is None:
            raise UserError(
                N_("The numbers of {year} that are reserved for this computer are used up. Reserve more."),
                year=to_bengali(year),
            )
        return found
    found = file_numbers.following(taken, others, None)
    if store.restored and not file_numbers.is_known_since(store, _having(store, year, found - 1), "issue"):
        raise UserError(
            N_(
                "These records came back from a backup: the last number of {year} is not known. Take the next one from "
                "the last letter that was stamped and type it."
            ),
            year=to_bengali(year),
        )
    return found


def refuse_taken(store: Store, year: int, issue: int, besides: str = "") -> None:
    """Refuses a number that is another letter's, or accounted for without one.

    Raises:
        UserError: whose it is.
    """
    if not 1 <= issue <= file_numbers.LARGEST:
        raise UserError(N_("{number} is no number of a register. They begin with 1."), number=issue)
    for row in store.rows("incoming", deleted=None, only=("sender", "subject", "deleted"), year=year, issue=issue):
        if row["id"] != besides:
            sentence = N_("The number {number} is that of another letter: {about}. Take another number.")
            if row["deleted"]:
                sentence = N_("The number {number} is that of a letter in the bin: {about}. Take another number.")
            about = " – ".join(part for part in (row["sender"], row["subject"]) if part)
            raise UserError(sentence, number=printed(year, issue), about=about)
    code = register(year)
    elsewhere = [one for one in file_numbers.kept(store, code) if not file_numbers.is_here(store, one)]
    standing = next((one for one in elsewhere if one.first <= issue <= one.last), None)
    if standing is not None:
        raise UserError(
            {
                "reserved": N_("The number {number} is reserved for the computer {device}. Take another number."),
                "void": N_("The number {number} is void: {reason}. Take another number."),
            }.get(standing.state, N_("The number {number} stands in the paper register. Take another number.")),
            number=printed(year, issue),
            device=standing.device,
            reason=standing.reason,
        )


def account(store: Store, year: int, wanted: Kept, *, by: str) -> Kept:
    """Writes down what became of numbers of a year that no letter here has.

    Raises:
        UserError: see ``file_numbers.account``; a letter has one of them.
    """
    file_numbers.refuse_accounted(register(year), wanted.first, wanted.last, (), used(store, year))
    return file_numbers.account(store, replace(wanted, file=register(year)), by=by)


def lines(store: Store, year: int) -> tuple[Line, ...]:
    """Every number of a year from the first one here to the last known, in order; gaps stand as "missing"."""
    letters = rows.of_year(store, year)
    times: dict[int, int] = {}
    for one in letters:
        times[one.issue] = times.get(one.issue, 0) + 1
    known = [Line(one.issue, one.issue, "used", one, twice=times[one.issue] > 1) for one in letters]
    binned = store.rows("incoming", deleted=True, only=("issue", "subject"), year=year)
    known += [Line(row["issue"], row["issue"], "void", remark=row["subject"], record=row["id"]) for row in binned]
    known += [
        Line(
            one.first, one.last, one.state, remark=one.device if one.state == "reserved" else one.reason, record=one.id
        )
        for one in file_numbers.kept(store, register(year))
    ]
    known.sort(key=lambda one: (one.first, one.last, one.record))
    return tuple(file_numbers.with_gaps(known, Line))


def _having(store: Store, year: int, issue: int) -> list[str]:
    """The letters that have a number, those in the bin among them."""
    return [row["id"] for row in store.rows("incoming", deleted=None, only=(), year=year, issue=issue)]
