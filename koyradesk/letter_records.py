"""A letter as records and back: the letter, its memos, who signs it, who gets it. Pure, as ``meeting_records`` is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from koyradesk import model
from koyradesk.meeting_records import Fields, Flat, Gathering, Tree, part

#: Kinds that lie directly under a letter.
PARTS = ("signature", "memo", "recipient")
#: Fields of a letter that stand in its record as they are.
_AS_THEY_ARE = (
    *("kind", "meeting", "to", "of", "period", "on", "serial"),
    *("subject", "reference", "body", "enclosures", "layout"),
)
#: Of these the absence is "" in the model and nothing in the record.
_REFS = ("meeting", "of")


def tree(fields: Mapping[str, Fields]) -> Tree:
    """The records of one letter by id."""
    return Tree(fields, "letter")


def letter(found: Tree, record: str, committee: str) -> model.Letter:
    """The letter ``record`` of a tree; ``committee`` is the name of its committee."""
    row = found.fields[record]
    own: dict[str, Any] = {name: (row[name] or "") if name in _REFS else row[name] for name in _AS_THEY_ARE}
    return model.Letter(
        **own,
        id=record,
        committee=committee,
        facts=row["facts"] or {},
        distribution=model.Distribution(
            row["distribution_heading"],
            tuple(part(model.Recipient, one) for one in found.living("recipient", record)),
        ),
        signatures=tuple(part(model.Signature, one) for one in found.living("signature", record)),
        memos=tuple(part(model.Memo, one) for one in found.living("memo", record)),
    )


class Flattening(Gathering):
    """Makes records of a letter."""

    def run(self, wanted: model.Letter, committee: str | None) -> Flat:
        """``committee``: the id of its committee."""
        self.add(
            self._record,
            {
                **{name: getattr(wanted, name) for name in _AS_THEY_ARE},
                "committee": committee,
                "facts": dict(wanted.facts) or None,
                "distribution_heading": wanted.distribution.heading,
            },
        )
        for kind, parts in (
            ("signature", wanted.signatures),
            ("memo", wanted.memos),
            ("recipient", wanted.distribution.recipients),
        ):
            for one in parts:
                self.child(kind, "letter", self._record, one)
        return self._flat
