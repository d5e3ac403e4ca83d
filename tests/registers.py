"""An office with obligations that make registers: lab visits counted, certificates handed in, a share, a yes or no."""

from __future__ import annotations

from datetime import date

from koyradesk.obligations import rules, writing
from koyradesk.obligations.shapes import Measure, Obligation, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)
GROUP = "সহকারী শিক্ষা অফিসার (সকল)"
PEOPLE = ("সহকারী শিক্ষা অফিসার, উত্তর", "সহকারী শিক্ষা অফিসার, দক্ষিণ", "সহকারী শিক্ষা অফিসার, সদর")
OFFICES = ("উপজেলা মৎস্য দপ্তর", "উপজেলা সমাজসেবা দপ্তর", "উপজেলা কৃষি দপ্তর", "উপজেলা নির্বাহী অফিসারের কার্যালয়ের সাধারণ শাখা")


def directory(store: Store) -> tuple[str, ...]:
    """Three posts and the group of them; the ids of the posts in their order."""
    group = store.new_id("party")
    posts = [store.new_id("party") for _ in PEOPLE]
    changes = [Change(group, {"name": GROUP, "many": True, "rank": "a"})]
    for place, (post, name) in enumerate(zip(posts, PEOPLE, strict=True)):
        changes.append(Change(post, {"name": name, "sort": "post", "rank": "bcd"[place]}))
        changes.append(Change(store.new_id("belonging"), {"group": group, "party": post, "rank": "bcd"[place]}))
    store.write(changes, by="করিম")
    return tuple(posts)


def visits(store: Store, *, every: int = 1, target: int = 5, ends: str = "") -> Obligation:
    """So many lab visits a month by everyone of the group, since August."""
    return writing.add(
        store,
        text="প্রতি মাসে ন্যূনতম ০৫টি ডিজিটাল ল্যাব পরিদর্শন করে সচিত্র প্রতিবেদন দাখিল করতে হবে।",
        topic="ডিজিটাল ল্যাব",
        parties=[GROUP],
        rule=Rule("recurring", every=every, ends=ends),
        measure=Measure("count", target, "টি"),
        begun=date(2026, 8, 12),
        by="করিম",
    )


def portal(store: Store, kind: str = "yes_no", parties: tuple[str, ...] = OFFICES) -> Obligation:
    """The offices' websites, to be brought up to date by a day that is past."""
    return writing.add(
        store,
        text="সকল দপ্তরের ওয়েব পোর্টাল শতভাগ হালনাগাদ করতে হবে।",
        topic="ওয়েব পোর্টাল",
        parties=list(parties),
        rule=Rule("date", date(2026, 11, 9)),
        measure=Measure("percent", 100) if kind == "percent" else Measure(kind),  # type: ignore[arg-type]
        begun=date(2026, 9, 16),
        by="করিম",
    )


def standing(store: Store, on: date = TODAY) -> Standing:
    return Standing(store, on)


def months(first: str, count: int) -> list[str]:
    rule = Rule("recurring", begins=first)
    return [one.key for one in rules.periods(rule, None, date(2030, 1, 1))][:count]
