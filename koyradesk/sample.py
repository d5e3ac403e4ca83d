"""A sample office to try everything with: ``resources/sample``, its dates counted from the day it is made.

In the files «+20» is the day twenty days after the meeting (moved on to a working day), as ISO;
«+20|{d} {month} {y}» the same day spelled (see ``bengali.dates``), «+6|bangla|{d} {month} {y}» by the Bangla calendar.
The people, the upazila and the district are invented.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from koyradesk import meeting_file, meetings, rank, sample_followed
from koyradesk.bengali.dates import spell, spell_bangla
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Meeting
from koyradesk.resources import resource
from koyradesk.store import Change, Store
from koyradesk.store.backup import Step

#: How many days ago each meeting was held: the decisions of the first are late, those of the last are not.
_DAYS_AGO = (40, 24, 5)
_TOKEN = re.compile(r"«\+(\d+)(?:\|(bangla))?(?:\|([^»]*))?»")
#: Friday and Saturday, the weekend of government offices.
_WEEKEND = (4, 5)


def fill(store: Store, *, today: date, by: str, step: Step = lambda *_: None) -> list[str]:
    """Fills an empty data folder and returns the ids of its meetings, oldest first.

    ``step`` is told before each part how far it is, and may stop it by raising: then nothing was filled in.

    Raises:
        UserError: there are records in it.
    """
    refuse_full(store)
    parts = len(_DAYS_AGO) + 2
    with store.together():
        step(0, parts)
        store.write(_people(store), by=by)
        sample_followed.fill_directory(store, json.loads(_text("directory.json")), today, by=by)
        held: list[Meeting] = []
        step(1, parts)
        for meeting in held_meetings(today):
            held.append(meetings.save(store, meeting, by=by))
            step(1 + len(held), parts)
        followed = sample_followed.entries(_text("followed.json"), held, dated)
        sample_followed.follow(store, followed, today, by=by)
        made = [meeting.id for meeting in held]
        _write_letters(store, made, today, by)
        sample_followed.close(store, followed, held, by=by)
    return made


def refuse_full(store: Store) -> None:
    """Refuses a data folder that is not empty.

    Raises:
        UserError: there are records in it.
    """
    if any(store.rows(kind, deleted=None) for kind in ("office", "committee", "member", "meeting")):
        raise UserError(
            N_("The folder {folder} holds records already. Choose an empty one for the sample."), folder=store.folder
        )


def _write_letters(store: Store, made: list[str], today: date, by: str) -> None:
    """The letters of ``letters.json``: a signed notice, and what is in the making."""
    from koyradesk import letters, memos
    from koyradesk.paper_key import PaperKey

    for told in json.loads(_text("letters.json")):
        meeting = made[told["meeting"]] if "meeting" in told else ""
        key = PaperKey(told["kind"], meeting, to=told.get("to", ""))
        texts = {name: told[name] for name in ("body", "enclosures") if name in told}
        draft = replace(letters.draft(store, key, today=today), **texts)
        key = PaperKey(told["kind"], letter=letters.write(store, draft, by=by).letter.id)
        held = meetings.get(store, meeting).date if meeting else None
        if "number" in told and held:
            day = _working(held + timedelta(told["days"]), -1)
            memos.issue(store, key, number=told["number"], on=day.isoformat(), today=today, by=by)
        if told.get("signed"):
            memos.sign(store, key, by=by)


def _people(store: Store) -> Iterable[Change]:
    """The office, its committees and their members."""
    told = office()
    yield Change(store.new_id("office"), told["office"])
    for committee in told["committees"]:
        record = store.new_id("committee")
        yield Change(record, {"name": committee["name"], "layout": committee["layout"]})
        ranks = rank.between("", "", len(committee["members"]))
        for place, member in zip(ranks, committee["members"], strict=True):
            yield Change(store.new_id("member"), {**member, "committee": record, "rank": place})


def office() -> dict[str, Any]:
    """The office and its committees with their members, as ``resources/sample/office.json`` has them."""
    found: dict[str, Any] = json.loads(_text("office.json"))
    return found


def held_meetings(today: date) -> Iterable[Meeting]:
    """The sample meetings, oldest first, as they would stand on ``today``."""
    for number, days in enumerate(_DAYS_AGO, 1):
        held = _working(today - timedelta(days), -1)
        yield meeting_file.parse(dated(_text(f"meeting-{number}.json"), held))


def dated(text: str, held: date) -> str:
    """``text`` with its day tokens written out for a meeting held on ``held``."""

    def day(token: re.Match[str]) -> str:
        meant = _working(held + timedelta(int(token[1])), 1)
        if token[3] is None:
            return meant.isoformat()
        return spell_bangla(meant, token[3]) if token[2] else spell(meant, token[3])

    return _TOKEN.sub(day, text)


def _working(day: date, step: int) -> date:
    while day.weekday() in _WEEKEND:
        day += timedelta(step)
    return day


def _text(name: str) -> str:
    return resource("sample", name).read_text(encoding="utf-8")
