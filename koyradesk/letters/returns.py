"""Illustrated returns (সচিত্র প্রতিবেদন): on what one is, what was reported then, what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from koyradesk import records
from koyradesk.documents.blocks import Picture
from koyradesk.documents.matter import Matter
from koyradesk.errors import UserError
from koyradesk.i18n import N_, Month
from koyradesk.letters import keeping
from koyradesk.letters.decided import Decided
from koyradesk.markup import escape
from koyradesk.model import Letter
from koyradesk.obligations import choosing, rules, words
from koyradesk.obligations.naming import named
from koyradesk.obligations.shapes import Obligation, Report, Task
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

_BN = "bn"
#: A day before any decision that is followed.
_EARLY = date(2000, 1, 1)


class Return(NamedTuple):
    """What a return is composed from: see ``Subject``."""

    matters: tuple[Matter, ...] = ()
    evidence: tuple[tuple[str, str, str], ...] = ()
    enclosed: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()


def settled(store: Store, key: PaperKey, decided: Decided) -> PaperKey:
    """The key with the id of its decision, or of an obligation that comes from elsewhere, and its meeting; of a return
    with the first month of its period.

    Raises:
        UserError: nothing has that id, or it is in the bin; no month; a period in which nothing is to be reported.
    """
    of = _meant(store, decided, key.of)
    key = replace(key, of=of.decision or of.id, meeting=of.meeting)
    if key.kind != "return":
        return key
    if not key.period.strip():
        raise UserError(N_("Say which month the return is for, like 2026-11."))
    period = _held(of, choosing.month(key.period))
    _refuse_outside(of, period)
    return replace(key, period=period)


def refuse_future(key: PaperKey, today: date) -> None:
    """Refuses a return on a period that has not begun.

    Raises:
        UserError: on which day it will have.
    """
    if key.kind == "return" and key.period > f"{today:%Y-%m}":
        raise UserError(
            N_("{month} has not begun yet, so nothing can be reported of it."),
            month=Month(key.period),
        )


def _meant(store: Store, decided: Decided, typed: str) -> Obligation:
    """The obligation that a person means, or that a letter names: see ``naming.named``."""
    wanted = typed.strip().lower()
    if wanted.startswith(("decision.", "obligation.")) and store.row(wanted) is not None:
        return _obligation(store, decided.standing, wanted)
    # What only is reckoned is reckoned from some day on.
    return named(store, decided.standing if decided.on else Standing(store, _EARLY), typed)


def told(store: Store, letter: Letter, decided: Decided) -> Return:
    """What a return tells: what its parties reported of its period, and the files that prove it.

    Raises:
        UserError: a file that proves it is gone.
    """
    try:
        of = _obligation(store, decided.standing, letter.of)
    except UserError:
        return Return()
    tasks = tuple(_of_period(of, decided.tasks(of), letter.period))
    (matter,) = decided.one(of, tasks, words.span_words(of.rule, _held(of, letter.period), _BN))
    matters = (replace(matter, reported=any(one.id for task in tasks for one in task.reports)),)
    reports: dict[str, str] = {}
    for share, task in zip(matters[0].shares, decided.in_order(of, tasks), strict=True):
        # What was told of a decision as a whole is told of every party, and shown once.
        reports |= {one.id: share.name for one in task.reports if one.id and one.id not in reports}
    evidence, enclosed, awaited = [], [], []
    several = len(tasks) > 1
    for row, name in _proofs(store, reports):
        if not row["blob"]:
            # The office that reported has it, and is asked for it: see ``exchange.adopted.proofs``.
            told_as = row["note"] or escape(row["name"])
            awaited.append(f"{name}: {told_as}" if name and several else told_as)
        elif row["media"].startswith("image"):
            evidence.append((row["blob"] or "", row["note"] or (name if several else ""), row["name"]))
        else:
            _bytes(store, row["blob"] or "", row["name"])
            enclosed.append(row["note"] or escape(row["name"]))
    return Return(matters, tuple(evidence), tuple(enclosed), tuple(awaited))


def pictures(store: Store, evidence: Iterable[tuple[str, str, str]]) -> tuple[tuple[Picture, str], ...]:
    """The photos that prove a return, with their captions.

    Raises:
        UserError: one is gone from the disk, or torn; which, and what to do.
    """
    kept = list(evidence)
    if not kept:
        return ()
    from koyradesk import photos

    found = []
    for blob, caption, name in kept:
        data = _bytes(store, blob, name)
        try:
            picture = photos.prepare(data, width_mm=keeping.PHOTO_WIDTH, alt=caption)
        except UserError as error:
            raise UserError(
                N_("The photo {name}, which proves a report, cannot be printed. Take it out of the report."), name=name
            ) from error
        found.append((picture, caption))
    return tuple(found)


def _bytes(store: Store, blob: str, name: str) -> bytes:
    try:
        return store.blob(blob)
    except (UserError, ValueError) as error:
        raise UserError(
            N_(
                "The file {name}, which proves a report, is missing or damaged. Bring it back from a backup of {folder}"
                " or take it out of the report."
            ),
            name=name,
            folder=store.folder,
        ) from error


def _proofs(store: Store, reports: dict[str, str]) -> Iterator[tuple[dict[str, Any], str]]:
    """The files of some reports, in the order of the reports, each with the name of who is told of."""
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("attachment", of=set(reports)) if reports else ():
        by_report.setdefault(row["of"], []).append(row)
    for report, name in reports.items():
        for row in by_report.get(report, ()):
            yield row, name


def _of_period(of: Obligation, tasks: Iterable[Task], period: str) -> Iterator[Task]:
    """The tasks of a period; of what does not recur all, with what was told of them in that month, and reached by
    its end."""
    if of.rule is not None and of.rule.kind == "recurring":
        wanted = _held(of, period)
        yield from (task for task in tasks if task.period == wanted)
        return
    for task in tasks:
        before = [one for one in task.reports if one.date is None or f"{one.date:%Y-%m}" <= period]
        # What was reached before still is; its words and photos were those of another month.
        told = (one if one.date is None or f"{one.date:%Y-%m}" == period else _of_before(one) for one in before)
        yield task._replace(reports=tuple(told))


def _of_before(one: Report) -> Report:
    return one._replace(id="", text="")


def _held(of: Obligation, month: str) -> str:
    """The period that a month lies in; the month itself where nothing recurs."""
    if of.rule is None or of.rule.kind != "recurring":
        return month
    return rules.holding(of.rule, _first(month))


def _refuse_outside(of: Obligation, period: str) -> None:
    """Refuses a period in which nothing was to be done yet, or nothing any more."""
    rule = of.rule
    begins = f"{of.begun:%Y-%m}" if of.begun else ""
    if rule is not None and rule.kind == "recurring":
        begins = rules.holding(rule, _first(rule.begins or begins)) if rule.begins or begins else ""
        if rule.ends and period > rule.ends:
            raise UserError(
                N_("It ended with {ends}; nothing is to be reported after that."),
                ends=Month(rule.ends),
            )
    if begins and period < begins:
        raise UserError(
            N_("{month} is before the decision. Its first report is of {begins}."),
            month=Month(period),
            begins=Month(begins),
        )


def _obligation(store: Store, standing: Standing, record: str) -> Obligation:
    """The obligation of a decision, or one that comes from elsewhere, by the id of either.

    Raises:
        UserError: it is in the bin.
    """
    row = store.row(record) if record else None
    decision = row["decision"] if row and record.startswith("obligation.") else record
    if row is None or row["deleted"]:
        raise _in_bin(record)
    if not decision:
        for found in standing.get([record]):
            return found
        raise _in_bin(record)
    for one in (decision, *store.above(decision)):
        above = store.row(one)
        if above is None or above["deleted"]:
            raise _in_bin(decision)
    with suppress(KeyError):
        return standing.of_decisions([decision])[decision]
    raise _in_bin(decision)


def _in_bin(record: str) -> UserError:
    typed = records.short(record) if record else " "
    if record.startswith("obligation."):
        return UserError(N_("The obligation {id} is in the bin. Take it out of the bin first."), id=typed)
    return UserError(N_("The decision {id} is in the bin. Take it out of the bin first."), id=typed)


def _first(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)
