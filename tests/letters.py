"""Letters and registers written for the tests: the invented upazila of Shalbon, its ICT committee and its papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import samples
from PIL import Image, ImageDraw

from koyradesk.documents.blocks import Picture
from koyradesk.documents.matter import Book, BookRow, DispatchRow, IncomingRow, Matter, Received, Share, Subject
from koyradesk.model import AgendaItem, Assignment, Decision, Distribution, Letter, Meeting, Memo, Recipient

#: Every kind of letter; of reminders and of postponements there are several shapes.
SHAPES = (
    "notice",
    "endorsement",
    "extract",
    "progress",
    "progress-parties",
    "reminder-1",
    "reminder-2",
    "reminder-3",
    "reminder-periods",
    "return",
    "return-parties",
    "postponement",
    "postponement-later",
    "cancellation",
    "reply",
)
FILE = "০৫.৯৯.৯৯০১.০০০.০৬.০০১.২৬"
MEMBERS = (
    "উপজেলা কৃষি অফিসার, শালবন, নমুনা",
    "উপজেলা মাধ্যমিক শিক্ষা অফিসার, শালবন, নমুনা",
    "উপজেলা মৎস্য অফিসার, শালবন, নমুনা",
    "অফিসার ইনচার্জ, শালবন থানা, নমুনা",
    "চেয়ারম্যান (সকল), ………………… ইউনিয়ন পরিষদ, শালবন, নমুনা",
    "সহকারী প্রোগ্রামার, শালবন, নমুনা",
)
GROUP = "প্রধান শিক্ষক (সকল), শালবন"
PARTY = "উপজেলা মাধ্যমিক শিক্ষা অফিসার, শালবন, নমুনা"
MINUTES_MEMO = Memo("minutes", f"{FILE}-৬৬৪", date(2026, 11, 28), state="despatched")
_TOPICS = (
    ("ওয়েব পোর্টাল হালনাগাদকরণ", "দপ্তরসমূহের পোর্টালে পুরোনো তথ্য রয়েছে মর্মে সভাকে জানানো হয়।"),
    ("শেখার ল্যাব পরিদর্শন", "অক্টোবর মাসে ৩টি কম্পিউটার ল্যাব পরিদর্শন করা হয়েছে।"),
    ("ডি-নথি কার্যক্রম", "১৪টি দপ্তরের মধ্যে ৯টিতে ডি-নথি চালু হয়েছে।"),
    ("ইউনিয়ন ডিজিটাল সেন্টার", "উদ্যোক্তাদের আয় ও সেবার বিবরণ উপস্থাপন করা হয়।"),
    ("বিবিধ", "আসন্ন বিজ্ঞান মেলার প্রস্তুতি নিয়ে আলোচনা হয়।"),
)
_DECISIONS = (
    ("সকল দপ্তরের ওয়েব পোর্টাল ৩০ সেপ্টেম্বরের মধ্যে হালনাগাদ করতে হবে।", ("দপ্তর প্রধান (সকল), শালবন",), date(2026, 9, 30)),
    (
        "প্রতি মাসে কমপক্ষে ৫টি কম্পিউটার ল্যাব পরিদর্শন করে সচিত্র প্রতিবেদন দাখিল করতে হবে।",
        ("উপজেলা মাধ্যমিক শিক্ষা অফিসার", "সহকারী প্রোগ্রামার"),
        date(2026, 10, 31),
    ),
    ("অবশিষ্ট ৫টি দপ্তরে ডি-নথি চালু করতে হবে।", ("সহকারী প্রোগ্রামার",), date(2026, 12, 31)),
    ("ইউনিয়ন ডিজিটাল সেন্টারের মাসিক আয়ের প্রতিবেদন পরিশিষ্ট আকারে পাঠাতে হবে।", ("ইউপি সচিব (সকল)",), None),
)


def meeting() -> Meeting:
    """The meeting that the letters speak of; its records have ids."""
    items = tuple(
        AgendaItem(
            serial=f"{'০১২৩৪৫'[number]}.০",
            topic=topic,
            discussion=talk,
            decisions=(
                (Decision("১।", _DECISIONS[number - 1][0], _DECISIONS[number - 1][2], id=f"decision-{number}"),)
                if number <= len(_DECISIONS)
                else ()
            ),
            implementers=(
                tuple(Assignment("", name) for name in _DECISIONS[number - 1][1]) if number <= len(_DECISIONS) else ()
            ),
            id=f"item-{number}",
        )
        for number, (topic, talk) in enumerate(_TOPICS, 1)
    )
    whole = samples.meeting()
    return replace(
        whole,
        id="meeting-1",
        committee="শালবন উপজেলা আইসিটি কমিটি",
        items=items,
        signatures=(replace(samples.OFFICER, id="signature-1"),),
        memos=(MINUTES_MEMO,),
        distribution=Distribution(
            whole.distribution.heading,
            tuple(Recipient(f"{'০১২৩৪৫৬৭৮৯'[n]}।", f"{text}।", f"recipient-{n}") for n, text in enumerate(MEMBERS, 1)),
        ),
    )


def matters() -> tuple[Matter, ...]:
    """Its decisions as of 22 November 2026: one done, two late, one without a date."""
    held = meeting()
    reports = (
        ("১৪টির মধ্যে ১১টি দপ্তরের পোর্টাল হালনাগাদ করা হয়েছে।", None, False, 53),
        ("", None, False, 22),
        ("৫টি দপ্তরে ডি-নথি চালু করা হয়েছে।", 5, True, None),
        ("", None, False, None),
    )
    return tuple(
        Matter(
            decision=f"decision-{number}",
            meeting=held.id,
            meeting_title=held.title,
            meeting_date="২৫ নভেম্বর ২০২৬",
            memo=MINUTES_MEMO,
            serial=item.serial,
            topic=item.topic,
            label="১।",
            text=item.decisions[0].text,
            implementers=tuple(one.name for one in item.implementers),
            due=item.decisions[0].due,
            late=late,
            progress=progress,
            count=count,
            done=done,
        )
        for number, (item, (progress, count, done, late)) in enumerate(zip(held.items, reports, strict=False), 1)
    )


def picture(number: int, size: tuple[int, int] = (640, 480)) -> Picture:
    """A drawn landscape, each of another colour, in the place of a photo."""
    image = Image.new("RGB", size, ((70 + 40 * number) % 256, 160, 210))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, height * 2 // 3, width, height), fill=(90, 140 - 10 * number, 70))
    draw.ellipse((width // 2, height // 8, width // 2 + height // 4, height * 3 // 8), fill=(250, 220, 90))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=85)
    return Picture(held.getvalue(), width, height, f"পরিদর্শনের ছবি {number}")


def _memo(kind: str, number: str = "৬৭১") -> Memo:
    return Memo(kind, f"{FILE}-{number}", date(2026, 12, 2), state="numbered", id="memo-1")


def _reminded(times: int) -> tuple[Memo, ...]:
    before = (
        Memo("reminder", f"{FILE}-৬৬৮", date(2026, 12, 10), state="despatched"),
        Memo("reminder", f"{FILE}-৬৭৫", date(2026, 12, 24), state="despatched"),
    )
    return (MINUTES_MEMO, *before[:times])


def _copies(*texts: str) -> Distribution:
    return Distribution(
        "", tuple(Recipient(f"{'০১২৩৪'[n]}।", f"{text}।", f"copy-{n}") for n, text in enumerate(texts, 1))
    )


def _notice() -> tuple[Letter, Subject]:
    return Letter("notice"), Subject(meeting(), members=MEMBERS)


def _endorsement() -> tuple[Letter, Subject]:
    return Letter("endorsement"), Subject(meeting(), cited=(MINUTES_MEMO,))


def _extract() -> tuple[Letter, Subject]:
    letter = Letter("extract", to=PARTY, distribution=_copies("জেলা প্রশাসক, নমুনা", "অফিস কপি"))
    return letter, Subject(meeting(), matters()[:2], (MINUTES_MEMO,))


def _progress() -> tuple[Letter, Subject]:
    return Letter("progress", on=date(2026, 11, 22)), Subject(meeting(), matters(), (MINUTES_MEMO,))


def _reminder(serial: int) -> Callable[[], tuple[Letter, Subject]]:
    def made() -> tuple[Letter, Subject]:
        letter = Letter("reminder", to=PARTY, serial=serial, on=date(2026, 11, 22), distribution=_copies("অফিস কপি"))
        return letter, Subject(meeting(), matters()[:2], _reminded(serial - 1))

    return made


def _return() -> tuple[Letter, Subject]:
    places = ("শালবন বালিকা উচ্চ বিদ্যালয়", "দেবীপুর দাখিল মাদ্রাসা", "নমুনা সরকারি কলেজ", "কাজলা উচ্চ বিদ্যালয়")
    photos = tuple(
        (picture(number), f"চিত্র {'০১২৩৪'[number]}: {place}-এর কম্পিউটার ল্যাব পরিদর্শন")
        for number, place in enumerate(places, 1)
    )
    told = replace(matters()[1], count=4, progress="নভেম্বর মাসে ৪টি কম্পিউটার ল্যাব পরিদর্শন করা হয়েছে।", late=None)
    letter = Letter("return", of=told.decision, period="2026-11", to="জেলা প্রশাসক, নমুনা")
    return letter, Subject(meeting(), (told,), (MINUTES_MEMO,), photos=photos)


def shares(count: int = 14, period: str = "") -> tuple[Share, ...]:
    """Fourteen schools: nine are done, some have said something, the others nothing."""
    due = date(2026, 10, 31)
    names = [f"প্রধান শিক্ষক, {'০১২৩৪৫৬৭৮৯'[n % 10]} নম্বর শালবন উচ্চ বিদ্যালয়, শাখা {'কখগঘঙ'[n // 10]}" for n in range(count)]
    said = {3: "ল্যাবের তালিকা আলাদা পাঠানো হয়েছে।", 9: "বিদ্যুৎ না থাকায় কাজ থেমে আছে।", 10: "আগামী সপ্তাহে শেষ হবে।"}
    return tuple(
        Share(
            name,
            period,
            due,
            None if at < 9 else 22,
            5 if at < 9 else 3 if at < 11 else None,
            "৫টির মধ্যে ৫টি" if at < 9 else "৫টির মধ্যে ৩টি" if at < 11 else "",
            said.get(at, ""),
            "done" if at < 9 else "progress" if at < 11 else "open",
        )
        for at, name in enumerate(names)
    )


def _of_parties(one: Matter, told: tuple[Share, ...]) -> Matter:
    count = sum(share.value or 0 for share in told)
    more = {"measure": "count", "target": "কমপক্ষে ৫টি", "rule": "প্রতি মাসে", "due": None, "late": 22}
    return replace(one, obligation="obligation-1", shares=told, count=count, progress="", implementers=(GROUP,), **more)


def _progress_of_parties() -> tuple[Letter, Subject]:
    first, second, third, last = matters()
    monthly = (*shares(4, "সেপ্টেম্বর ২০২৬"), *shares(14, "অক্টোবর ২০২৬"))
    alone = tuple(
        replace(one, name="সহকারী প্রোগ্রামার") for one in (shares(1, "আগস্ট ২০২৬")[0], shares(12, "অক্টোবর ২০২৬")[11])
    )
    told = (
        _of_parties(first, monthly),
        replace(_of_parties(second, alone), obligation="obligation-2", implementers=("সহকারী প্রোগ্রামার",)),
        replace(third, closed=True, outcome="dropped"),
        replace(last, rule="অবগতির জন্য", informs=True),
    )
    return Letter("progress", on=date(2026, 11, 22)), Subject(meeting(), told, (MINUTES_MEMO,))


def _reminder_of_periods() -> tuple[Letter, Subject]:
    first, second = matters()[:2]
    months = (("আগস্ট ২০২৬", 83), ("সেপ্টেম্বর ২০২৬", 53), ("জুলাই–সেপ্টেম্বর ২০২৬", 38))
    told = (replace(second, obligation="obligation-1", period=month, late=late) for month, late in months)
    other = replace(first, meeting="meeting-2", meeting_date="২০ আগস্ট ২০২৬")
    letter = Letter("reminder", to=PARTY, serial=1, on=date(2026, 11, 22))
    return letter, Subject(meeting(), (other, *told), (MINUTES_MEMO,))


def _return_of_parties() -> tuple[Letter, Subject]:
    letter, subject = _return()
    told = replace(_of_parties(subject.matters[0], shares()), period="অক্টোবর–ডিসেম্বর ২০২৬")
    files = ("পরিদর্শনের ছক", "ল্যাবের তালিকা")
    return letter, replace(subject, matters=(told,), photos=subject.photos[:1], enclosed=files)


def _postponement(**facts: str) -> Callable[[], tuple[Letter, Subject]]:
    def made() -> tuple[Letter, Subject]:
        notice = Memo("notice", f"{FILE}-৬৬০", date(2026, 11, 16), state="despatched")
        return Letter("postponement", facts=facts), Subject(meeting(), cited=(notice,), members=MEMBERS)

    return made


def _cancellation() -> tuple[Letter, Subject]:
    _, subject = _postponement()()
    return Letter("cancellation"), subject


def _reply() -> tuple[Letter, Subject]:
    came = Received(
        "জেলা কৃষি কর্মকর্তা, নমুনা", "১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৮", date(2026, 11, 18), "সারের মজুদ সংক্রান্ত তথ্য প্রেরণ।"
    )
    return Letter("reply", to=came.sender, distribution=_copies("অফিস কপি")), Subject(meeting(), received=came)


_MADE: dict[str, Callable[[], tuple[Letter, Subject]]] = {
    "notice": _notice,
    "endorsement": _endorsement,
    "extract": _extract,
    "progress": _progress,
    "progress-parties": _progress_of_parties,
    "reminder-1": _reminder(1),
    "reminder-2": _reminder(2),
    "reminder-3": _reminder(3),
    "reminder-periods": _reminder_of_periods,
    "return": _return,
    "return-parties": _return_of_parties,
    "postponement": _postponement(date_text="৩০ নভেম্বর ২০২৬", time="বেলা ১১.০০ ঘটিকা"),
    "postponement-later": _postponement(),
    "cancellation": _cancellation,
    "reply": _reply,
}


def letter(shape: str) -> tuple[Letter, Subject]:
    """A letter of one of the ``SHAPES`` and what it speaks of."""
    made, subject = _MADE[shape]()
    return replace(made, id="letter-1", meeting="meeting-1", memos=(_memo(made.kind),)), subject


def book() -> Book:
    """A memo book with a number of every state."""
    return Book(
        FILE,
        "উপজেলা আইসিটি কমিটির সভা",
        (
            BookRow(1, 659, "outside", remark="৩১ অক্টোবর ২০২৬ পর্যন্ত"),
            BookRow(660, 660, "used", f"{FILE}-৬৬০", "১৬ নভেম্বর ২০২৬", "কমিটির সকল সদস্য", "নভেম্বর মাসের সভা আহ্বান।"),
            BookRow(661, 661, "outside", "", "১৮ নভেম্বর ২০২৬", "জেলা প্রশাসক, নমুনা", "জনবলের তথ্য প্রেরণ।"),
            BookRow(662, 662, "void", "", "", "", "", "ভুলবশত দুইবার নম্বর দেওয়া হয়েছিল"),
            BookRow(663, 663, "missing"),
            BookRow(
                664, 664, "used", f"{FILE}-৬৬৪", "২৮ নভেম্বর ২০২৬", "বিতরণ তালিকা অনুযায়ী", "নভেম্বর মাসের সভার কার্যবিবরণী।"
            ),
            BookRow(665, 670, "reserved", remark="হিসাব শাখার কম্পিউটার"),
            BookRow(671, 671, "used", f"{FILE}-৬৭১", "২ ডিসেম্বর ২০২৬", PARTY, "সভার সিদ্ধান্ত বাস্তবায়নের অগ্রগতি প্রেরণ।"),
        ),
    )


def dispatched() -> tuple[DispatchRow, ...]:
    """A month of the despatch register."""
    channels = ("হাতে হাতে", "ডাকযোগে", "ই-মেইল", "ডি-নথি")
    return tuple(
        DispatchRow(
            f"{'০১২৩৪৫৬৭৮৯'[number]} ডিসেম্বর ২০২৬",
            f"{FILE}-৬৬{'০১২৩৪৫৬৭৮৯'[number]}",
            MEMBERS[number % len(MEMBERS)],
            "নভেম্বর মাসের সভার কার্যবিবরণী প্রেরণ।",
            channels[number % 4],
            f"{'০১২৩৪৫৬৭৮৯'[number + 1]} ডিসেম্বর ২০২৬" if number % 3 else "",
            "খামবন্ধ" if number == 2 else "",
        )
        for number in range(1, 9)
    )


def came() -> tuple[IncomingRow, ...]:
    """Letters that came in, and numbers that no letter has."""
    memo = "১২.০১.৯৯০১.০০০.১৬.০০৪.২৬-১৮৮"
    return (
        IncomingRow(
            *("৪৫", "২০/১১/২০২৬", "জেলা কৃষি কর্মকর্তা, নমুনা", memo, "১৮/১১/২০২৬", "সারের মজুদ সংক্রান্ত তথ্য প্রেরণ।"),
            *("ডাক", "প্রশাসনিক কর্মকর্তা", "৩০/১১/২০২৬"),
        ),
        IncomingRow("৪৬", state="void", note="সিল দুইবার দেওয়া হয়েছে"),
        IncomingRow("৪৭–৪৯", state="missing"),
        IncomingRow(
            *("৫০", "২১/১১/২০২৬", "চেয়ারম্যান, কাজলা ইউনিয়ন পরিষদ", "", "", "ডিজিটাল সেন্টারের উপকরণের চাহিদা।", "বাহক"),
            became="নথিজাত, ২২/১১/২০২৬",
            note="সংযুক্তি ৩ পাতা",
            settled=True,
        ),
    )
