"""Which rows of an obligation are meant: those of a party, a group or a period, as a person names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from koyradesk.bengali import dates
from koyradesk.bengali.text import tidy
from koyradesk.directory.names import key
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Obligation, Task
from koyradesk.obligations.standing import Standing

#: So many names are told of those that could have been meant.
_TOLD = 12


def month(typed: str) -> str:
    """A month as it is kept ("2026-11") as a person types it: 2026-11, ১১/২০২৬, নভেম্বর ২০২৬.

    Raises:
        UserError: it is none.
    """
    found = dates.parse_period(typed.strip())
    if found is None:
        raise UserError(N_("“{text}” is no month that can be understood. Type it like 2026-11."), text=tidy(typed))
    return f"{found[0]:04}-{found[1]:02}"


def rows(standing: Standing, of: Obligation, parties: Iterable[str] = (), period: str = "") -> tuple[Task, ...]:
    """The rows of an obligation for some parties and for the period a month lies in; without either all of them.

    Raises:
        UserError: nobody set a rule, so there are none; no row is for a party; the period has none, and why.
    """
    found = standing.tasks([of])[of.id]
    if not found:
        raise _why_none(standing, of)
    if period:
        found = _of_period(standing, of, found, period)
    chosen: dict[str, Task] = {}
    for name in parties:
        means = meaning(standing, name)
        mine = [task for task in found if means(task)]
        if not mine:
            raise _not_bound(name, found)
        chosen.update((task.id, task) for task in mine)
    return tuple(chosen.values()) if chosen else found


def open_rows(standing: Standing, of: Obligation, parties: Iterable[str] = (), period: str = "") -> tuple[Task, ...]:
    """The rows that can be reported on; of what recurs those of one period.

    Raises:
        UserError: see ``rows``; the committee closed them all; several periods are open and none is named.
    """
    found = rows(standing, of, parties, period)
    left = tuple(task for task in found if task.closed is None)
    if not left:
        name = "; ".join(dict.fromkeys(task.name for task in found[:_TOLD]))
        raise UserError(
            N_("The committee has closed this for {name}. Open it again first, if that was a mistake."), name=name
        )
    waiting = dict.fromkeys(task.period for task in left if not task.is_done(of.measure))
    if period or len({task.period for task in left}) == 1:
        return left
    if len(waiting) == 1:
        return tuple(task for task in left if task.period in waiting)
    raise UserError(
        N_("Several periods are open: {periods}. Say which one is meant, like 2026-11."),
        periods=", ".join(waiting or dict.fromkeys(task.period for task in left)),
    )


def meaning(standing: Standing, name: str) -> Callable[[Task], bool]:
    """Is a task one that a name means? Its party's own, that of somebody in the group, or one that is named so."""
    directory = standing.directory
    bound, own = directory.expand(name, standing.on), directory.find(name)
    names = {key(name), *(key(one.name) for one in bound)}
    parties = {one.party for one in bound if one.party} | ({own.id} if own else set())
    return lambda task: task.party in parties or key(task.name) in names


def _why_none(standing: Standing, of: Obligation) -> UserError:
    if of.rule is None:
        return UserError(N_("Nobody said yet when this is due, so it has no rows. Set a rule for it first."))
    if of.rule.kind == "information":
        return UserError(N_("This is for information only: nobody reports on it."))
    if not standing.told([of])[of.id].names:
        return UserError(N_("Nobody is named to carry this out. Write the implementers into the decision first."))
    return UserError(N_("No period of this has begun by {day}: its rows open with it."), day=standing.on)


def _of_period(standing: Standing, of: Obligation, found: tuple[Task, ...], period: str) -> tuple[Task, ...]:
    if of.rule is None or of.rule.kind != "recurring":
        raise UserError(N_("This does not recur, so it has no periods. Leave the period out."))
    wanted = month(period)
    first = date(int(wanted[:4]), int(wanted[5:]), 1)
    held = rules.holding(of.rule, first)
    if mine := tuple(task for task in found if task.period == held):
        return mine
    if of.begun is not None and held < rules.holding(of.rule, of.begun):
        raise UserError(
            N_("{period} is before the decision, which is of {begun}. Set a later one."), period=wanted, begun=of.begun
        )
    if first > standing.on:
        raise UserError(N_("{period} has not begun by {day}: its rows open with it."), period=wanted, day=standing.on)
    raise UserError(
        N_("There is no row of {period}. There are rows of: {periods}."),
        period=wanted,
        periods=", ".join(dict.fromkeys(task.period for task in found)),
    )


def _not_bound(name: str, found: tuple[Task, ...]) -> UserError:
    names = list(dict.fromkeys(task.name for task in found))
    told = "; ".join(names[:_TOLD]) + ("; …" if len(names) > _TOLD else "")
    return UserError(N_("No row of this is for “{name}”. It is for: {names}."), name=tidy(name)[:100], names=told)
