"""An invented office whose letters come in: who writes to it, and a year of its register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import offices

from koyradesk import meetings
from koyradesk.incoming import keeping
from koyradesk.incoming.keeping import Entered
from koyradesk.model import Letterhead, Meeting, Signature
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
BY = "করণিক"
SENDERS = (
    "জেলা কৃষি কর্মকর্তা, নমুনাপুর",
    "উপজেলা মৎস্য কর্মকর্তা, শালবন",
    "জেলা প্রশাসক, নমুনাপুর",
    "চেয়ারম্যান, কাজলা ইউনিয়ন পরিষদ",
)
SUBJECTS = (
    "সারের মজুদ সংক্রান্ত তথ্য প্রেরণ।",
    "জলমহাল ইজারার প্রতিবেদন দাখিল।",
    "বিজ্ঞান মেলার প্রস্তুতি সভায় উপস্থিতি।",
    "ইউনিয়ন ডিজিটাল সেন্টারের উপকরণের চাহিদা।",
)
LETTER: Mapping[str, Any] = {
    "sender": SENDERS[0],
    "number": "১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৮",
    "date": date(2026, 11, 18),
    "subject": SUBJECTS[0],
}


def enter(store: Store, **fields: Any) -> Entered:
    """A letter as it comes, with some fields other."""
    issue = fields.pop("issue", None)
    today = fields.pop("today", TODAY)
    return keeping.enter(store, {**LETTER, **fields}, issue=issue, today=today, by=BY)


def year(store: Store, count: int = 12) -> list[str]:
    """So many letters, one a day up to ``TODAY``, each of another sender than the one before."""
    made = []
    for at in range(count):
        received = TODAY - timedelta(days=count - 1 - at)
        told = {
            "sender": SENDERS[at % 4],
            "subject": SUBJECTS[at % 4],
            "number": f"০৫.৪৪.৯৯০১.০০০.০৬.০০১.২৬-{at + 100}",
            "date": received - timedelta(days=4),
            "received": received,
            "channel": ("post", "hand", "email", "efiling")[at % 4],
        }
        if at % 3 == 0:
            told |= {"asked": "প্রতিবেদন প্রেরণ", "due": received + timedelta(days=7), "marked": "প্রশাসনিক কর্মকর্তা"}
        made.append(enter(store, **told).letter.id)
    return made


def meeting(store: Store, on: date = TODAY + timedelta(days=6)) -> Meeting:
    """A meeting that is to come, with an officer who signs."""
    held = Meeting(
        committee="শালবন উপজেলা সমন্বয় কমিটি",
        period=f"{on:%Y-%m}",
        title="মাসিক সমন্বয় সভা",
        office=Letterhead(("উপজেলা নির্বাহী অফিসারের কার্যালয়", "শালবন, নমুনাপুর")),
        date=on,
        signatures=(Signature("", "রওশন আরা", "উপজেলা নির্বাহী অফিসার", "শালবন"),),
    )
    return meetings.save(store, held, by=BY)


def opened(folder: Path, office: str = "m3gh0apr", **options: Any) -> Store:
    """A store whose clock shows ``TODAY``."""
    return offices.opened(folder, office, **{"clock": offices.Clock(), **options})
