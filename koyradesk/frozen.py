"""What signing and numbering make unchangeable. Pure: stored fields by record and what is to be set come in.

Signed minutes are what was signed: nothing of their meeting changes any more. Papers of their own may follow (a memo
of another kind, corrections), each frozen by its own signature; scans may be attached at any time. A signed letter is
frozen with all that is printed of it, its photos too. A number once given stays on its paper: it may be put right until
the paper is signed, and made void, but not taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import SIGNED

Fields = Mapping[str, Any]

SIGNED_LETTER = N_("The paper {number} is signed: nothing of it can be changed any more. Make a new one instead.")
SIGNED_MINUTES = N_("The minutes {number} are signed: their meeting cannot be changed. Issue a correction instead.")


def refuse(held: Mapping[str, Fields], sets: Mapping[str, Fields]) -> None:
    """Refuses changes ``sets`` of the records of one meeting, or of one letter, that ``held`` says are frozen.

    Raises:
        UserError: which paper stands against it, and what to do instead.
    """
    signed = {key: row for key, row in held.items() if _is_signed(key, row)}
    letter = next((row for row in signed.values() if row["letter"]), None)
    minutes = next((row for row in signed.values() if row["kind"] == "minutes"), None)
    for record, fields in sets.items():
        kind, row = record.partition(".")[0], held.get(record, {})
        against = minutes
        if kind == "memo":
            if record in signed and set(fields) == {"state"} and fields["state"] in SIGNED:
                # Copies went out, or that was a mistake: the paper itself is what was signed.
                continue
            other = "minutes" not in (row.get("kind"), fields.get("kind"))
            against = signed.get(record) or (None if other else minutes)
        elif kind == "correction":
            against = signed.get(row.get("memo") or "") or signed.get(fields.get("memo") or "")
        elif kind == "attachment":
            # A scan is of a memo and may come at any time; a photo is of the letter.
            against = letter if (row.get("of") or fields.get("of") or "").startswith("letter.") else None
        if letter is not None and (kind != "attachment" or against is not None):
            raise UserError(SIGNED_LETTER, number=letter["number"])
        if against is not None and against["kind"] == "minutes":
            raise UserError(SIGNED_MINUTES, number=against["number"])
        if against is not None:
            raise UserError(
                N_("The paper {number} is signed: its number and date stay as they are. Issue a correction instead."),
                number=against["number"],
            )
        if kind == "memo":
            _refuse_unnumbering(row, fields)


def _is_signed(record: str, row: Fields) -> bool:
    return record.startswith("memo.") and row["state"] in SIGNED and not row["deleted"]


def _refuse_unnumbering(row: Fields, fields: Fields) -> None:
    if not row.get("number") or row["deleted"]:
        return
    after = {**row, **fields}
    if after["deleted"] or not after["number"] or (after["state"] == "draft" and row["state"] != "draft"):
        raise UserError(
            N_(
                "The number {number} was given to this paper: a number once given stays. If it must not be used, make "
                "it void and say why."
            ),
            number=row["number"],
        )
