"""A sample district: an empty office becomes one with six upazilas below it and a directorate above. Their stores are
real, and so are the bundles that are made and taken. All offices and people are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from koyradesk import meetings, memos, sample
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.directory.drafting import Draft
from koyradesk.exchange import trust
from koyradesk.exchange.office import Exchange
from koyradesk.exchange.shapes import Role
from koyradesk.model import AgendaItem, Assignment, Decision, Letterhead, Meeting, Paragraph, Person, Signature
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store
from koyradesk.store.backup import Step

DISTRICT, DIRECTORATE = "জেলা প্রশাসকের কার্যালয়, নমুনা", "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর"
ICT, LAW = "উপজেলা আইসিটি কমিটি", "উপজেলা আইন-শৃঙ্খলা কমিটি"
DISTRICT_ICT, DIRECTORATE_ICT = "জেলা আইসিটি কমিটি", "ওয়েব পোর্টাল বাস্তবায়ন কমিটি"
EVERYBODY = "উপজেলা নির্বাহী অফিসার (সকল)"
PORTAL = "প্রতিটি দপ্তরের ওয়েব পোর্টাল হালনাগাদ করে প্রতিবেদন দিতে হবে।"
#: So many days ago it was due; what is long past; who does less is slow.
_DUE, _LONG, _SLOW = 25, 70, 6
#: Who carries out what an upazila decides.
_POSTS = "কৃষি মৎস্য প্রাণিসম্পদ শিক্ষা সমাজসেবা সমবায় যুব-উন্নয়ন মহিলা-বিষয়ক পরিসংখ্যান নির্বাচন হিসাবরক্ষণ খাদ্য সমন্বয় প্রকল্প"
_WHO = tuple(nfc(f"উপজেলা {name} কর্মকর্তা") for name in _POSTS.split())
#: What is decided: topic, text.
_DECIDED = (
    ("ওয়েব পোর্টাল", "দপ্তরের ওয়েব পোর্টালের সকল তথ্য হালনাগাদ করতে হবে।"),
    ("ডিজিটাল ল্যাব", "বিদ্যালয়ের ডিজিটাল ল্যাব পরিদর্শন করে প্রতিবেদন দিতে হবে।"),
    ("ডি-নথি", "সকল পত্র ডি-নথিতে নিষ্পত্তি করতে হবে।"),
    ("ইউডিসি", "ইউনিয়ন ডিজিটাল সেন্টারে সেবার মূল্যতালিকা টাঙাতে হবে।"),
    ("প্রশিক্ষণ", "কর্মচারীদের কম্পিউটার প্রশিক্ষণের সনদ জমা দিতে হবে।"),
)


@dataclass(frozen=True, slots=True)
class Upazila:
    """A sample upazila: on which day its committee met in each of the last months, the oldest first (0: not; None: not
    yet); of ten tasks so many were done; so many of how many did what the district wanted; how old its data are."""

    name: str
    days: tuple[int | None, ...]
    diligence: int
    portal: tuple[int, int]
    age: int = 1
    law: bool = True


UPAZILAS = (
    Upazila("নমুনা সদর", (21, 21, 21, 21, None), 7, (9, 14), 2),
    Upazila("চন্দনপুর", (17, 18, 23, 0, 20, None), 8, (12, 12)),
    Upazila("কাজলদীঘি", (25, 24, 26, 27, 17), 9, (11, 11)),
    Upazila("রূপালীগঞ্জ", (16, 18, 20, 17, 0, 0, 22, 27, None), 6, (2, 13), 18, False),
    Upazila("মাধবখালী", (20, 19, 19, 19, 19, 0, None), 7, (8, 12), 3),
    Upazila("শালবন", (20, 20, 20, 20, 16), 8, (10, 10)),
)


@dataclass(slots=True)
class _Office:
    """An office of the sample with its exchange; ``clock`` is what its PC shows."""

    name: str
    exchange: Exchange
    clock: _Clock
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.exchange.store

    @property
    def code(self) -> str:
        return self.store.office


class _Clock:
    """Stands in the morning of a day and goes on by a minute whenever it is asked."""

    def __init__(self, day: date) -> None:
        self.now = datetime.combine(day, time(9)).astimezone()

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def fill(exchange: Exchange, folder: Path, *, today: date, by: str, step: Step = lambda *_: None) -> tuple[str, ...]:
    """Makes an empty office the district; the data of the others are made in ``folder``. Returns the upazilas' codes.

    ``step`` is told before each part how far it is, and may stop it by raising.

    Raises:
        UserError: there are records in it; the disk; the key store.
    """
    sample.refuse_full(exchange.store)
    parts = len(UPAZILAS) + 2
    district = _Office(nfc(DISTRICT), exchange, _Clock(today))
    with ExitStack() as held:
        step(0, parts)
        _begin(district, DISTRICT_ICT, by)
        above = held.enter_context(_made(folder, DIRECTORATE, DIRECTORATE_ICT, today, by))
        below = [held.enter_context(_upazila(folder, one, today, by)) for one in UPAZILAS]
        _know(district, above, "above", by)
        for office in below:
            _know(district, office, "below", by)
        _list(district, below, by)
        wanted = _decide_above(above, district, today, by)
        _send(above, district, by)
        _decide(district, wanted, today, by)
        for at, (one, office) in enumerate(zip(UPAZILAS, below, strict=True), 1):
            step(at, parts)
            _send(district, office, by)
            _hold(office, one, today, by)
            _send(office, district, by)
        step(parts - 1, parts)
        return tuple(office.code for office in below)


# Offices


@contextmanager
def _made(folder: Path, name: str, committee: str, day: date, by: str) -> Iterator[_Office]:
    """An office with a data folder and a key store of its own."""
    clock, place = _Clock(day), folder / f"{len(list(folder.glob('*'))):02}"
    place.mkdir(parents=True)
    with (
        Store.open(place / "data", config=place / "config", clock=clock) as store,
        Exchange(store, config=place / "config", clock=clock) as exchange,
    ):
        office = _Office(nfc(name), exchange, clock)
        _begin(office, committee, by)
        yield office


@contextmanager
def _upazila(folder: Path, one: Upazila, today: date, by: str) -> Iterator[_Office]:
    with _made(folder, one.name, ICT, today - timedelta(one.age), by) as office:
        yield office


def _begin(office: _Office, committee: str, by: str) -> None:
    store = office.store
    head = ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", office.name]
    store.write([Change(store.new_id("office"), {"name": office.name, "letterhead": head})], by=by)
    store.write([Change(store.new_id("committee"), {"name": nfc(committee)})], by=by)


def _know(one: _Office, other: _Office, role: Role, by: str) -> None:
    """Two offices accept each other's key card."""
    back: Role = "below" if role == "above" else "above"
    for ours, theirs, what in ((one, other, role), (other, one, back)):
        public = theirs.exchange.keystore.public(theirs.code)
        trust.accept(ours.store, theirs.code, theirs.name, public, what, by=by)


def _list(district: _Office, below: list[_Office], by: str) -> None:
    """The upazilas in the district's directory, each with a book of its own, and all of them as a group."""
    draft = Draft(district.store)
    group = draft.add(nfc(EVERYBODY), sort="group")
    for office in below:
        draft.join(group, draft.add(office.name, sort="office", office=office.code))
    draft.write(by=by)


def _send(one: _Office, other: _Office, by: str) -> None:
    """A bundle is made and taken."""
    made = one.exchange.make(other.code, by=by)
    arrived = other.exchange.examine(Path(made.file))
    if arrived.problem is not None:
        raise arrived.problem
    other.exchange.take(arrived, by=by)


# Meetings


def _month(today: date, ago: int) -> date:
    """The first day of a month before today's."""
    at = today.year * 12 + today.month - 1 - ago
    return date(at // 12, at % 12 + 1, 1)


def _meeting(
    office: _Office, committee: str, day: date, items: tuple[AgendaItem, ...], number: int, by: str
) -> Meeting:
    """A meeting with its minutes signed a few days later."""
    upazila = committee in (ICT, LAW)
    of = f"{office.name} {committee}" if upazila else committee
    lines = ("উপজেলা নির্বাহী অফিসারের কার্যালয়", f"{office.name}, নমুনা") if upazila else (office.name,)
    chair = Person(nfc("মোছাঃ রাবেয়া সুলতানা"), nfc("উপজেলা নির্বাহী অফিসার" if upazila else "সভাপতি"), office.name)
    made = Meeting(
        committee=nfc(committee),
        period=f"{day:%Y-%m}",
        title=nfc(f"{of}র {spell(day, '{month} {y}')} মাসের সভার কার্যবিবরণী"),
        office=Letterhead(tuple(map(nfc, ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", *lines)))),
        chair=chair,
        date=day,
        time="সকাল ১০.৩০ ঘটিকা",
        place="সম্মেলন কক্ষ",
        opening=(Paragraph(nfc("সভাপতি উপস্থিত সকলকে স্বাগত জানিয়ে সভার কাজ আরম্ভ করেন। গত সভার কার্যবিবরণী দৃঢ়ীকরণ করা হয়।")),),
        items=items,
        closing=nfc("আর কোনো আলোচ্য বিষয় না থাকায় সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।"),
        signatures=(Signature(name=chair.name, designation=chair.designation, place=office.name),),
    )
    saved = meetings.save(office.store, made, by=by)
    key, signed = PaperKey("minutes", saved.id), min(day + timedelta(3), office.clock.now.date())
    memo = to_bengali(f"05.44.4700.000.06.001.{signed:%y}-{number}")
    memos.issue(office.store, key, number=memo, on=signed.isoformat(), today=signed, by=by)
    memos.sign(office.store, key, by=by)
    return meetings.get(office.store, saved.id)


def _item(number: int, topic: str, text: str, due: date, who: tuple[str, ...]) -> AgendaItem:
    told = nfc(f"{topic} বিষয়ে সভায় আলোচনা হয়। সংশ্লিষ্ট দপ্তরসমূহ অগ্রগতি উপস্থাপন করেন।")
    names = tuple(Assignment("", nfc(name)) for name in who)
    return AgendaItem(f"{to_bengali(number)}.০", nfc(topic), told, (Decision("", nfc(text), due),), names)


def _followed(office: _Office, meeting: Meeting, item: int, on: date) -> Obligation:
    decision = meeting.items[item].decisions[0].id
    return Standing(office.store, on).of_decisions([decision])[decision]


def _decide_above(above: _Office, district: _Office, today: date, by: str) -> Obligation:
    """What the directorate wants of the district."""
    draft = Draft(above.store)
    draft.add(district.name, sort="office", office=district.code)
    draft.write(by=by)
    day = _month(today, 4) + timedelta(4)
    items = (_item(1, "ওয়েব পোর্টাল", PORTAL, today + timedelta(20), (district.name,)),)
    return _followed(above, _meeting(above, DIRECTORATE_ICT, day, items, 41, by), 0, today)


def _decide(district: _Office, wanted: Obligation, today: date, by: str) -> None:
    """What the district's committee makes of it: a decision of its own, that goes on from what came from above."""
    standing = Standing(district.store, today)
    came = next(one for one in standing.open if one.source == wanted.id)
    day = _month(today, 3) + timedelta(8)
    items = (_item(1, "ওয়েব পোর্টাল", PORTAL, today - timedelta(_DUE), (EVERYBODY,)),)
    meeting = _meeting(district, DISTRICT_ICT, day, items, 218, by)
    _go_on(district, came, meeting, 0, today, by)


def _go_on(office: _Office, came: Obligation, meeting: Meeting, item: int, today: date, by: str) -> None:
    """What an item of a meeting decided goes on from what came from elsewhere, and closes that."""
    store, on = office.store, meeting.date or today
    store.write([writing.beginning(_followed(office, meeting, item, today), {"follows": came.id})], by=by)
    standing = Standing(store, today)
    came = standing.get([came.id])[0]
    writing.close(store, came, on=on, outcome="reissued", meeting=meeting.id, standing=standing, by=by)


def _hold(office: _Office, one: Upazila, today: date, by: str) -> None:
    """The upazila's meetings, what was reported of their decisions, and what its committee made of the district's."""
    until, number = today - timedelta(one.age), 100
    days = [_month(today, len(one.days) - 1 - at) + timedelta(day - 1) for at, day in enumerate(one.days) if day]
    held = [day for day in days if day <= until]
    carried = next((day for day in held if day > _month(today, 3)), None)
    for at, day in enumerate(held):
        topics = [_DECIDED[(at * 2 + more) % len(_DECIDED)] for more in range(3)]
        items = tuple(
            _item(place, topic, text, day + timedelta(26 + 9 * place), _WHO[at + place : at + place + 2])
            for place, (topic, text) in enumerate(topics, 1)
        )
        if day == carried:
            items += (_item(4, "ওয়েব পোর্টাল", PORTAL, today - timedelta(_DUE), _WHO[: one.portal[1]]),)
        meeting = _meeting(office, ICT, day, items, number := number + 7, by)
        # Who is diligent has made good by now what is long past.
        least = 10 if day < today - timedelta(_LONG) and one.diligence > _SLOW else one.diligence
        for place in range(3):
            _report(office, meeting, place, partial(_did, least), until, by, at * 6 + place * 2)
        if day == carried:
            _carry(office, meeting, today, by)
            _report(office, meeting, 3, lambda nth: nth < one.portal[0], until, by)
        if one.law and at % 2 == 0:
            text = ("টহল", "বাজারে রাতের টহল জোরদার করতে হবে।", day + timedelta(60), _WHO[:1])
            _meeting(office, LAW, day + timedelta(2), (_item(1, *text),), number := number + 5, by)


def _did(least: int, nth: int) -> bool:
    return nth % 10 < least


def _carry(office: _Office, meeting: Meeting, today: date, by: str) -> None:
    """The committee decided of what the district wants, and binds its own offices by it."""
    came = next((one for one in Standing(office.store, today).open if one.source), None)
    if came is not None:
        _go_on(office, came, meeting, 3, today, by)


def _report(
    office: _Office, meeting: Meeting, item: int, did: Callable[[int], bool], until: date, by: str, first: int = 0
) -> None:
    """Those who did what was decided say so: each on a day before it was due."""
    of = _followed(office, meeting, item, until)
    tasks = [task for nth, task in enumerate(Standing(office.store, until).tasks([of])[of.id], first) if did(nth)]
    on = min(until, (meeting.date or until) + timedelta(12))
    if tasks:
        writing.report(office.store, of, tasks, on=on, done=True, channel="phone", by=by)
