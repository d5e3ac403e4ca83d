"""The look of a paper -> differences from the nearest bundled layout, so that it is printed again as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from koyradesk import layout
from koyradesk.bengali import labels
from koyradesk.documents.attendance import SIGNED
from koyradesk.intake.attendance import Attendance
from koyradesk.intake.facts import Facts
from koyradesk.intake.items import Items
from koyradesk.intake.marks import bare
from koyradesk.intake.memo import MemoLine
from koyradesk.intake.signature import Signatures
from koyradesk.intake.widths import widths
from koyradesk.layout import Part
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Distribution


def nearest(wanted: Mapping[str, Any]) -> str | dict[str, Any]:
    """The bundled layout with the fewest differences from ``wanted``, with those differences."""
    found = [(name, _difference(wanted, asdict(layout.resolve(name)))) for name in layout.names()]
    name, rest = min(found, key=lambda one: (_weight(one[1]), one[0]))
    return {"base": name, **rest} if rest else name


def _difference(wanted: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in wanted.items():
        held = base[key]
        if isinstance(value, Mapping):
            inner = _difference(value, held)
            if inner:
                result[key] = inner
        elif _plain(value) != _plain(held):
            result[key] = value
    return result


def _plain(value: Any) -> Any:
    """Lists and tuples alike, numbers as numbers."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _weight(difference: Mapping[str, Any]) -> int:
    return sum(_weight(value) if isinstance(value, Mapping) else 1 for value in difference.values())


def facts(found: Facts) -> dict[str, Any]:
    """The facts' labels and order; no rows where the paper has no facts."""
    if not found.rows:
        return {"facts": {"rows": []}}
    look: dict[str, Any] = {
        "style": "table" if found.ruled else "lines",
        "separator": found.separator,
        "rows": [{"label": row.label, "show": row.show} for row in found.rows],
    }
    if any(row.show == "chair" for row in found.rows):
        look["chair"] = "inline" if found.chair_inline else "below"
    return {"facts": look, **({"date_style": found.date_style} if found.date_style else {})}


def table(made: Items) -> dict[str, Any]:
    """The decision table's columns, topics and numbering."""
    if not made.items:
        return {}
    shares = widths([column.text for column in made.columns], made.cells)
    columns = [
        {"heading": column.text, "parts": _used(column.parts, made.items), "width": share}
        for column, share in zip(made.columns, shares, strict=True)
    ]
    look: dict[str, Any] = {"columns": columns}
    if any(item.topic for item in made.items):
        look |= {
            "topic_bold": made.topic_bold,
            "topic_underline": made.topic_underline,
            "topic_ending": made.topic_ending,
            "topic_join": made.topic_join,
        }
    return {"table": look, "numbering": _numbering(made.items)}


def _used(parts: Sequence[Part], items: Sequence[AgendaItem]) -> list[Part]:
    """The parts of a column without topic or discussion where no item has one; a column is never left without all."""
    kept = [part for part in parts if part not in ("topic", "discussion") or any(getattr(item, part) for item in items)]
    return kept or list(parts[:1])


def _numbering(items: Sequence[AgendaItem]) -> dict[str, Any]:
    decided = [[one.label for one in item.decisions] for item in items]
    bound = [[one.label for one in item.implementers] for item in items]
    lone = [bool(entry[0]) for entry in decided + bound if len(entry) == 1]
    look: dict[str, Any] = {
        "item": first_label([item.serial for item in items]),
        "single": 2 * sum(lone) > len(lone),
    }
    for name, lists in (("decision", decided), ("implementer", bound)):
        # Where nothing is ever listed, nothing is known about how a list is numbered.
        if any(len(entry) > 1 or any(entry) for entry in lists):
            look[name] = first_label([label for entry in lists for label in entry])
    return look


def first_label(printed: Sequence[str]) -> str:
    """The first label of the style that the printed ones begin with; "" where none has a label."""
    sample = next((label for label in printed if label), "")
    if not sample or labels.value(sample) is None:
        return sample
    return labels.nth(sample, 1)


def signatures(found: Signatures) -> dict[str, Any]:
    if not found.signatures:
        return {}
    look: dict[str, Any] = {"show": list(found.show), "name": found.name}
    if any(one.phone for one in found.signatures):
        look["phone"] = found.phone
    if any(one.email for one in found.signatures):
        look["email"] = found.email
    return {"signature": look}


def memo(found: MemoLine | None, top: bool) -> dict[str, Any]:
    if found is None:
        return {}
    look: dict[str, Any] = {"position": "top" if top else "after", "dates": found.dates}
    look["number_label"] = found.number_label
    look["date_label"] = found.date_label
    if found.date_style:
        look["date_style"] = found.date_style
    if found.bangla_style:
        look["bangla_style"] = found.bangla_style
    return {"memo": look}


_ENDING = re.compile(r"(?:[;,।.]?\s*(?:এবং|ও)|[;,।])?$")


def distribution(found: Distribution) -> dict[str, Any]:
    if not found.recipients and not found.heading:
        return {}
    look: dict[str, Any] = {"heading": bare(found.heading)} if found.heading else {}
    # An entry left blank to be written in by hand ends in nothing.
    texts = [plain(one.text) for one in found.recipients if one.text.strip(" .…_")]
    endings = [ending[0] for text in texts if (ending := _ENDING.search(text))]
    if len(endings) > 2:
        before = endings[:-2]
        look["ending"] = max(set(before), key=lambda one: (before.count(one), one))
        look["before_last"], look["last"] = endings[-2], endings[-1]
    label = first_label([one.label for one in found.recipients])
    return {"distribution": look, **({"numbering": {"recipient": label}} if found.recipients else {})}


def attendance(found: Attendance) -> dict[str, Any]:
    """The sign-sheet's look. What the list does not have of its own is the layout's."""
    look: dict[str, Any] = {}
    if found.heading:
        look["heading"] = "\n".join(found.heading)
    if found.title:
        # A list of who came is called on paper what the sheet was called that they signed.
        look["title"] = look["held_title"] = "\n".join(found.title)
    if found.columns:
        look["columns"] = list(found.columns)
    if len(found.columns) > SIGNED:
        look["held_heading"] = found.columns[SIGNED]
    return {"attendance": look} if found.attendees else {}
