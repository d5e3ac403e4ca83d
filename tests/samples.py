"""Meetings written for the tests: an invented upazila, in every style the layouts know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Decision,
    Distribution,
    Letterhead,
    Meeting,
    Memo,
    Paragraph,
    Person,
    Recipient,
    Signature,
)

TALK = (
    "দপ্তরসমূহের পোর্টালে পুরোনো তথ্য রয়েছে মর্মে সহকারী প্রোগ্রামার সভাকে জানান। কার্যক্রম ত্বরান্বিত করতে প্রতিটি ইউনিয়নে ১৫ টি "
    "প্রতিষ্ঠান পরিদর্শনের ওপর গুরুত্ব দেওয়া হয়। র‍্যাম্প ও ৳ ১,২৫,০০০ টাকার ক্রয় নিয়েও আলোচনা হয়।"
)


def item(number: str, talk: int = 1) -> AgendaItem:
    """An agenda item whose discussion is ``talk`` times the same three sentences."""
    return AgendaItem(
        serial=number,
        topic="ওয়েব পোর্টাল হালনাগাদকরণ",
        discussion=" ".join([TALK] * talk),
        decisions=(
            Decision("১।", "৩১ ডিসেম্বরের মধ্যে সকল পোর্টাল হালনাগাদ করতে হবে।", date(2026, 12, 31), (0,)),
            Decision("২।", "অগ্রগতি আগামী সভায় <b>জানাতে</b> হবে।"),
        ),
        implementers=(Assignment("১।", "দপ্তর প্রধান (সকল)", group=True), Assignment("২।", "সহকারী প্রোগ্রামার, শালবন")),
    )


OFFICER = Signature(
    name="রেহানা পারভীন",
    designation="উপজেলা নির্বাহী অফিসার",
    place="শালবন, নমুনা",
    phone="০২৪৭৭০০০০০০",
    email="uno@shalbon.example.gov.bd",
)


def meeting(items: int = 3, talk: int = 1, recipients: int = 4) -> Meeting:
    """A whole meeting of the invented upazila of Shalbon."""
    return Meeting(
        committee="উপজেলা আইসিটি কমিটি",
        period="2026-11",
        title="শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভার কার্যবিবরণী",
        office=Letterhead(
            ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "উপজেলা নির্বাহী অফিসারের কার্যালয়", "শালবন, নমুনা"),
            "www.shalbon.example.gov.bd",
        ),
        chair=Person("রেহানা পারভীন", "উপজেলা নির্বাহী অফিসার", "শালবন, নমুনা"),
        date=date(2026, 11, 25),
        time="সকাল ১০.৩০ ঘটিকা",
        place="উপজেলা পরিষদ সম্মেলন কক্ষ",
        attendance_note="পরিশিষ্ট ‘ক’ দ্রষ্টব্য",
        attendees=tuple(Attendee(f"সদস্য {index}", "উপজেলা কৃষি অফিসার") for index in range(12)),
        opening=(
            Paragraph(
                "সভাপতি উপস্থিত সকলকে স্বাগত জানিয়ে সভার কাজ আরম্ভ করেন। বিগত সভার কার্যবিবরণী পাঠ করা হয় এবং "
                "কোনো সংশোধনী না থাকায় তা সর্বসম্মতিক্রমে দৃঢ়ীকরণ করা হয়।"
            ),
        ),
        items=tuple(item(f"{'০১২৩৪৫৬৭৮৯'[number % 10]}.০", talk) for number in range(1, items + 1)),
        closing="আর কোনো আলোচ্য বিষয় না থাকায় সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।",
        signatures=(OFFICER, replace(OFFICER, date="২৮-১১-২০২৬", name="আবু সাঈদ", designation="সহকারী প্রোগ্রামার")),
        memos=(Memo(number="০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২", date=date(2026, 11, 28), state="numbered"),),
        distribution=Distribution(
            "অনুলিপি সদয় জ্ঞাতার্থে ও কার্যার্থে (জ্যেষ্ঠতার ক্রমানুসারে নয়):",
            tuple(
                Recipient(f"{'০১২৩৪৫৬৭৮৯'[n % 10]}।", "উপজেলা ............ কর্মকর্তা (সকল), শালবন।")
                for n in range(1, recipients + 1)
            ),
        ),
    )
