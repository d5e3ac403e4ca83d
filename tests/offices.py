"""What the store's tests are made of: a data folder of one's own, meetings of any shape, the journal decoded."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from koyradesk.editing.parts import CLASSES
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Decision,
    Distribution,
    Letterhead,
    Meeting,
    Memo,
    Mint,
    Paragraph,
    Person,
    Recipient,
    Signature,
    Unsure,
)
from koyradesk.store import Store, journal


class Clock:
    """A PC's clock that shows what it is set to, one minute later each time it is asked."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def opened(folder: Path, office: str = "", **options: object) -> Store:
    """A store in ``folder``/data with its marks beside it, as if the folder were a computer of its own."""
    return Store.open(folder / "data", office=office, config=folder / "config", **options)  # type: ignore[arg-type]


def minting(first: int = 1) -> Mint:
    """Ids that count, for parts that are not stored."""
    numbers = count(first)
    return lambda kind: f"{kind}.m3gh0apr.{next(numbers):010}"


def identified(meeting: Meeting, mint: Mint) -> Meeting:
    """The meeting with an id for every part that has none."""
    kinds = {made: kind for kind, made in CLASSES.items()}

    def named(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(named, value))
        if not is_dataclass(value):
            return value
        inner = {one.name: named(getattr(value, one.name)) for one in fields(value)}
        if type(value) in kinds and not inner["id"]:
            inner["id"] = mint(kinds[type(value)])
        return replace(value, **inner)

    return named(meeting)


def small_meeting() -> Meeting:
    """One of each kind of record."""
    return Meeting(
        committee="বৃক্ষরোপণ কমিটি",
        period="2024-07",
        layout={"base": "district", "page": {"size": "Legal", "left": 22.5}},
        title="বৃক্ষরোপণ কমিটির জুলাই মাসের সভার কার্যবিবরণী",
        office=Letterhead(("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "উপজেলা কার্যালয়, মেঘনাপাড়"), "meghnapar.example"),
        chair=Person("রওশন আরা", "উপজেলা নির্বাহী অফিসার", "মেঘনাপাড়"),
        date=date(2024, 7, 14),
        date_text="১৪/০৭/২০২৪ খ্রি.",
        time="সকাল ১০.৩০ ঘটিকা",
        place="সভাকক্ষ",
        attendance_note="পরিশিষ্ট ‘ক’ দ্রষ্টব্য",
        attendees=(Attendee("শফিক", "বন কর্মকর্তা", "present", "০১৭০০০০০০০০"),),
        opening=(Paragraph("সভাপতি সকলকে স্বাগত জানান।"), Paragraph("গত সভার কার্যবিবরণী দৃঢ়ীকরণ করা হয়।")),
        items=(
            AgendaItem(
                "১.০",
                "চারা বিতরণ",
                "নার্সারির চারা <b>প্রস্তুত</b> আছে।",
                (Decision("১।", "প্রতিটি ইউনিয়নে চারা বিতরণ করতে হবে।", date(2024, 8, 1), (1,)),),
                (Assignment("১।", "বন কর্মকর্তা"), Assignment("২।", "ইউপি সচিব (সকল)", True)),
            ),
        ),
        closing="সভা সমাপ্ত ঘোষণা করা হয়।",
        signatures=(Signature("", "রওশন আরা", "উপজেলা নির্বাহী অফিসার", "মেঘনাপাড়", "০২-৭৭", "uno@meghnapar.example"),),
        memos=(Memo("minutes", "০৫.৪৪.৯৯৯৯.০০০.০৬.০০১.২৪-৭১", date(2024, 7, 20), "২০/০৭/২০২৪", "", "numbered"),),
        distribution=Distribution("অনুলিপি:", (Recipient("১।", "জেলা প্রশাসক, ………"), Recipient("২।", "অফিস নথি।"))),
        unsure=(Unsure("items[0].serial", "a serial is repeated", "১.০"),),
    )


#: Text as it may stand in a record: any language, joiners, marks, line ends; NFC.
texts: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(("", "পোর্টাল হালনাগাদ", "র‍্যাম্প", "য়ড়ঢ়", "<b>ক</b> & <u>খ</u>", "a < b", "(ক)", "১.০", "০৫.৪৪-৭")),
    st.text(
        st.characters(categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n\t\u200c\u200d"), max_size=20
    ),
).map(lambda text: unicodedata.normalize("NFC", text))

_dates = st.none() | st.dates(date(1971, 3, 26), date(2100, 12, 31))
_flags = st.booleans()
_layouts = st.sampled_from(
    (
        "upazila",
        "plain",
        {"base": "plain", "page": {"top": 12.5}},
        {"base": "upazila", "facts": {"rows": [], "style": "table"}},
    )
)


def _lists(of: st.SearchStrategy, most: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def items(draw: Callable) -> AgendaItem:
    """An agenda item whose decisions bind only implementers it has."""
    implementers = draw(_lists(st.builds(Assignment, texts, texts, _flags)))
    indexes = _lists(st.integers(0, len(implementers) - 1)) if implementers else st.just(())
    decisions = draw(_lists(st.builds(Decision, texts, texts, _dates, indexes)))
    return AgendaItem(draw(texts), draw(texts), draw(texts), decisions, implementers)


meetings: st.SearchStrategy[Meeting] = st.builds(
    Meeting,
    committee=texts,
    period=st.sampled_from(("", "2023-06", "2024-12", "জুন")),
    layout=_layouts,
    title=texts,
    office=st.builds(Letterhead, _lists(texts), texts),
    chair=st.builds(Person, texts, texts, texts),
    date=_dates,
    date_text=texts,
    time=texts,
    place=texts,
    attendance_note=texts,
    attendees=_lists(st.builds(Attendee, texts, texts, st.sampled_from(("", "present", "absent")), texts)),
    opening=_lists(st.builds(Paragraph, texts)),
    items=_lists(items()),
    closing=texts,
    signatures=_lists(st.builds(Signature, texts, texts, texts, texts, texts, texts), 2),
    memos=_lists(
        st.builds(
            Memo,
            st.sampled_from(("minutes", "notice")),
            texts,
            _dates,
            texts,
            texts,
            st.sampled_from(("draft", "numbered", "void")),
        ),
        2,
    ),
    distribution=st.builds(Distribution, texts, _lists(st.builds(Recipient, texts, texts))),
    unsure=_lists(st.builds(Unsure, texts, texts, texts), 2),
)


def operations(store: Store, stream: str | None = None) -> list[journal.Operation]:
    """The journal, decoded, by actor; or only one stream of it: "drafts" is what was written here and counts."""
    return [journal.decode(body) for body in store.operations(stream=stream)]


def links(store: Store) -> dict[str, str]:
    """The link after the last operation of each actor, worked out from the bytes alone."""
    found: dict[str, str] = {}
    for body in store.operations():
        actor = journal.decode(body).actor
        found[actor] = journal.link(found.get(actor, ""), hashlib.sha256(body).digest())
    return found
