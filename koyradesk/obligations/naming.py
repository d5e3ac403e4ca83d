"""Which obligation a person means: by its own id or a decision's, whole, by the unique part, or a beginning of that."""

from __future__ import annotations

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store


def named(store: Store, standing: Standing, typed: str) -> Obligation:
    """The obligation that is meant, closed or not, stored or only reckoned from its decision.

    Raises:
        UserError: none or several fit, or it is in the bin.
    """
    wanted = typed.strip()
    whole = wanted.partition(".")[0].lower() if "." in wanted else ""
    if whole == "decision":
        return _of_decision(store, standing, store.resolve(wanted, "decision"))
    prefix = records.as_code(wanted.rpartition(".")[2])
    reckoned = [
        one
        for one in standing.open
        if prefix and not one.kept and (one.id == wanted.lower() if whole else records.short(one.id).startswith(prefix))
    ]
    if len(reckoned) == 1:
        return reckoned[0]
    try:
        found = standing.get([store.resolve(wanted, "obligation")])
    except UserError:
        if whole:
            raise
        # People read ids off lists of decisions as well.
        return _of_decision(store, standing, store.resolve(wanted, "decision"))
    if not found:
        raise UserError(N_("What {typed} stood for was taken out of its meeting."), typed=wanted)
    return found[0]


def _of_decision(store: Store, standing: Standing, decision: str) -> Obligation:
    found = standing.of_decisions([decision]).get(decision)
    if found is None or not (row := store.row(decision)) or row["deleted"]:
        raise UserError(N_("What {typed} stood for was taken out of its meeting."), typed=records.short(decision))
    return found
