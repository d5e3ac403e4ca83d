"""Is what came from elsewhere an operation, of the office it should be of, with values as their fields are written?"""

from __future__ import annotations

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.records import KINDS
from koyradesk.store import journal
from koyradesk.store.journal import Operation

#: Of an actor: office, device, stream.
_PARTS = 3
#: The types of fields that hold any text.
_TEXTS = frozenset({"text", "ref", "blob"})


def examined(body: bytes, office: str, *, ours: bool) -> Operation:
    """An operation that may be kept in the journal of ``office``; where that is not ``ours``, only what it submitted.

    Raises:
        UserError: it is none, or none of these.
    """
    try:
        operation = journal.examine(body)
        parts = operation.actor.split(".")
        if len(parts) != _PARTS or not all(parts) or parts[0] != office:
            raise ValueError("not of this office")
        if records.split(operation.record)[1] != office:
            raise ValueError("not the owner's")
        if not ours and parts[2] != journal.SUBMITTED:
            raise ValueError("not for other offices")
        if operation.schema <= records.SCHEMA:
            kind = KINDS[operation.record.partition(".")[0]]
            fields = kind.fields
            # What is text as a whole is text in each of its parts: then only other types need a look of their own.
            good = b"\\" not in body and records.is_text(body.decode())
            for name, write in operation.set.items():
                value = write.value
                if good and value and type(value) is str and fields[name].type in _TEXTS:
                    continue
                if records.plain(kind, name, value) != value:
                    raise ValueError("not as the field is written")
    except (ValueError, TypeError, KeyError, UserError) as error:
        raise UserError(
            N_("What was received holds an entry that cannot be right; nothing of it was taken over. Ask for it again.")
        ) from error
    return operation
