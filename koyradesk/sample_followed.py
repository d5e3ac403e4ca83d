"""What the sample office follows: its directory, the rules of its decisions, what was reported, what was closed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from koyradesk.directory.drafting import Draft
from koyradesk.model import Meeting
from koyradesk.obligations import rules, writing
from koyradesk.obligations.shapes import Obligation, Task
from koyradesk.obligations.standing import Standing
from koyradesk.obligations.writing import Proof
from koyradesk.store import Store

#: A text of ``resources/sample`` with its days written out for a day.
Dated = Callable[[str, date], str]


def fill_directory(store: Store, told: dict[str, Any], today: date, *, by: str) -> None:
    """Writes the directory of ``directory.json``: terms begin and end so many days before today."""
    draft = Draft(store)
    known: dict[str, str] = {}
    for party in told["parties"]:
        fields = {name: party[name] for name in ("phone", "email", "aliases") if name in party}
        of = known[party["of"]] if "of" in party else ""
        known[party["key"]] = made = draft.add(party["name"], sort=party["sort"], of=of, **fields)
        for holder in party.get("holders", ()):
            days = {name: today - timedelta(holder[name]) for name in ("since", "until") if name in holder}
            draft.appoint(made, holder["name"], additional=holder.get("additional", False), **days)
    for group in told["groups"]:
        made = draft.add(group["name"], sort="group", aliases=group.get("aliases", ()))
        for member in group["members"]:
            draft.join(made, known[member])
    draft.write(by=by)


def follow(store: Store, every: list[tuple[dict[str, Any], Meeting]], today: date, *, by: str) -> None:
    """Writes the rules and reports of ``followed.json``; each entry comes with the meeting it is of."""
    standing = Standing(store, today)
    decisions = [meeting.items[told["item"]].decisions[told["decision"]].id for told, meeting in every]
    found = standing.of_decisions(decisions)
    for decision, (told, _) in zip(decisions, every, strict=True):
        of = found[decision]
        rule = rules.rule(told["rule"]) if "rule" in told else of.rule
        if "rule" in told or "measure" in told:
            writing.set_rule(store, of, rule, rules.measure(told.get("measure")), by=by)
    standing = Standing(store, today)
    found = standing.of_decisions(decisions)
    tasks = standing.tasks(found.values())
    for decision, (told, _) in zip(decisions, every, strict=True):
        for number, one in enumerate(told.get("reports", ())):
            _report(store, found[decision], tasks[found[decision].id], one, number, by)


def close(store: Store, every: list[tuple[dict[str, Any], Meeting]], held: list[Meeting], *, by: str) -> None:
    """What the committee closed at a later meeting, by ``followed.json``."""
    for told, meeting in every:
        if "closed" in told:
            at = held[told["closed"]["meeting"]]
            assert at.date is not None
            standing = Standing(store, at.date)
            decision = meeting.items[told["item"]].decisions[told["decision"]].id
            of = standing.of_decisions([decision])[decision]
            outcome = told["closed"]["outcome"]
            writing.close(store, of, on=at.date, outcome=outcome, meeting=at.id, standing=standing, by=by)


def _report(store: Store, of: Obligation, tasks: tuple[Task, ...], told: dict[str, Any], number: int, by: str) -> None:
    """A report on the first period of some parties."""
    first = min(task.period for task in tasks)
    meant = [task for task in tasks if task.period == first and task.name in told["to"]]
    assert len(meant) == len(told["to"]), told
    more = {name: told[name] for name in ("value", "done", "text", "reporter", "channel") if name in told}
    proofs = [Proof(one["name"], _drawn(number), "image/jpeg", one["caption"]) for one in [told.get("photo")] if one]
    proofs += [
        Proof(one["name"], one["text"].encode(), "text/plain", one["caption"]) for one in [told.get("file")] if one
    ]
    writing.report(store, of, meant, on=date.fromisoformat(told["on"]), proofs=proofs, by=by, **more)


def _drawn(number: int) -> bytes:
    """A drawn computer lab in the place of a photo: desks in rows, a monitor on each."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 480), (214, 220, 205))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 300, 640, 480), fill=(176, 160, 138))
    draw.rectangle((200, 40, 440, 150), fill=(60, 92, 80), outline=(120, 96, 70), width=6)
    for row in range(2):
        for place in range(3 + number % 2):
            left, top = 50 + 160 * place - 20 * row, 220 + 110 * row
            draw.rectangle((left, top, left + 90, top + 62), fill=(44, 48, 54))
            draw.rectangle((left + 6, top + 6, left + 84, top + 52), fill=(120 + 30 * row, 170, 205 - 30 * number))
            draw.rectangle((left + 38, top + 62, left + 52, top + 76), fill=(70, 72, 76))
            draw.rectangle((left - 24, top + 76, left + 114, top + 90), fill=(134, 104, 72))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=80)
    return held.getvalue()


def entries(text: str, held: list[Meeting], dated: Dated) -> list[tuple[dict[str, Any], Meeting]]:
    """The entries of ``followed.json`` with their days written out, each with its meeting."""
    found = []
    for told in json.loads(text):
        meeting = held[told["meeting"]]
        assert meeting.date is not None
        found.append((json.loads(dated(json.dumps(told, ensure_ascii=False), meeting.date)), meeting))
    return found
