"""An office in which decisions are late, due, done in time and done late: for the first page and the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from samples import meeting

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Assignment, Decision
from koyradesk.obligations import writing
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

ICT, LAW = nfc("উপজেলা আইসিটি কমিটি"), nfc("উপজেলা আইন-শৃঙ্খলা কমিটি")
FISH, FARM, CODE = map(nfc, ("উপজেলা মৎস্য কর্মকর্তা", "উপজেলা কৃষি কর্মকর্তা", "সহকারী প্রোগ্রামার"))
#: Committee, days ago it met, and of each decision: topic, text, days from today it is due, who has to do it, and of
#: them who did and how many days before the due day.
HELD = (
    (ICT, 70, (("ওয়েব পোর্টাল", "সকল দপ্তরের পোর্টাল হালনাগাদ করতে হবে।", -40, (FISH, FARM, CODE), {FISH: 5, FARM: -10}),)),
    (
        LAW,
        40,
        (
            ("ল্যাব পরিদর্শন", "ল্যাব পরিদর্শন করে প্রতিবেদন দিতে হবে।", -12, (CODE,), {}),
            ("প্রশিক্ষণ সনদ", "প্রশিক্ষণের সনদ জমা দিতে হবে।", 3, (FISH, FARM), {FISH: 20}),
        ),
    ),
    (ICT, 10, (("মূল্যতালিকা", "প্রতিটি সেন্টারে মূল্যতালিকা টাঙাতে হবে।", 30, (FARM,), {}),)),
)


def fill(folder: Path, today: date) -> dict[str, str]:
    """The office as it is on a day; the ids of its decisions by their texts."""
    made = {}
    with Store.open(folder) as store:
        for committee, ago, every in HELD:
            on = today - timedelta(ago)
            items = tuple(
                AgendaItem(
                    serial=f"{place}.০",
                    topic=topic,
                    decisions=(Decision("১।", text, today + timedelta(due)),),
                    implementers=tuple(Assignment("", name) for name in who),
                )
                for place, (topic, text, due, who, _) in enumerate(every, 1)
            )
            base = replace(meeting(1), memos=(), committee=committee, period=f"{on:%Y-%m}", date=on, items=items)
            saved = meetings.save(store, base, by="পরীক্ষা")
            for item, (_, text, due, _, done) in zip(saved.items, every, strict=True):
                decision = item.decisions[0].id
                made[nfc(text)] = decision
                for name, before in done.items():
                    standing = Standing(store, today)
                    of = standing.of_decisions([decision])[decision]
                    [task] = [one for one in standing.tasks([of])[of.id] if one.name == name]
                    day = today + timedelta(due - before)
                    writing.report(store, of, [task], on=day, done=True, channel="phone", by="পরীক্ষা")
    return made
