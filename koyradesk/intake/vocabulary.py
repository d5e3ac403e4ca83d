"""The words by which the parts of minutes are known: data, gathered from minutes of many offices, slips included.

Patterns are written as an editor gives them and made NFC here, like the text they meet. In them a blank stands for any
run of blanks, also none.
"""

from __future__ import annotations

import re
from typing import Final

from koyradesk.bengali.text import nfc
from koyradesk.layout import Fact, Part


def pattern(text: str) -> re.Pattern[str]:
    """A pattern over NFC text."""
    return re.compile(nfc(text).replace(" ", r"\s*"))


def whole_words(text: str) -> str:
    """Words of a list as alternatives, none of them inside a longer word."""
    return rf"(?<![\u0980-\u09ff])(?:{'|'.join(text.split())})(?![\u0980-\u09ff])"


# -- title and letterhead

#: কার্যবিবরণী and how it is misspelt.
MINUTES: Final = pattern(r"কা(?:র্য্?য?|য) -? বি(?:বর|র)[নণ][ীি]|রেজু?লে?শন|রেজ্যুলেশন")
#: The rest of a title after that word.
TITLE_END: Final = pattern(rf"(?:{MINUTES.pattern})(?:সমূহ)? (?:\([^()]*\))? [।:ঃ.;–—-]*")
#: Lines with the word that head something else: the subject of a letter.
NO_TITLE: Final = pattern(r" (?:বিষয়|সূত্র|স্মারক|নম্বর|অনুলিপি|বিতরণ|সংযুক্ত) [:ঃ–-]")
TITLE_WORDS: Final = pattern(r"কমিটি|সভা|মাস|অনুষ্ঠিত|পরিষদের|টাস্কফোর্স|ফোরাম")
#: An office as the head of its paper names it.
OFFICE: Final = pattern(
    r"গণপ্রজাত|বাংলাদেশ সরকার|মন্ত্রণালয়|অধিদপ্তর|কার্যালয়|পরিদপ্তর|"
    r"(?:দপ্তর|বিভাগ|শাখা|জেলা|পরিষদ|কর্পোরেশন|কাউন্সিল|অফিস|বোর্ড)[,।]?$|gov\.bd|www\.|https?:"
)
WEBSITE: Final = re.compile(
    r"((?:https?://|www\.)[^\s<>&{}]+|[\w-]+(?:\.[\w-]+)*\.(?:gov|com|org|edu)(?:\.bd)?(?:/[^\s<>&{}]*)?)", re.ASCII
)
#: What may stand around the address in its line.
WEBSITE_LINE: Final = pattern(r"(?:ওয়েব -?(?:সাইট|পোর্টাল|এড্রেস)?|(?i:web(?:site)?))? [:ঃ-]* (?:&lt;)? \{\} (?:&gt;)?")

# -- facts

_HELD = r"(?:(?:অনুষ্ঠিত )?সভা(?:র|য়)? (?:অনুষ্ঠানের )?)?"
#: Facts by what they show. A label is matched whole.
FACTS: Final[tuple[tuple[Fact, re.Pattern[str]], ...]] = (
    ("date_time", pattern(rf"{_HELD}(?:তারিখ (?:ও|এবং|,|/|-) সময়|সময় (?:ও|এবং|,|/|-) তারিখ)")),
    ("chair", pattern(rf"{_HELD}(?:সভাপতি(?:ত্বে?|র নাম)?|আহ্?ব্?ায়ক)(?: করেন| করেছেন| ও পদব[িী])?")),
    ("date", pattern(rf"{_HELD}(?:তারিখ|তাং)(?: (?:ও|/) (?:বার|দিন))?")),
    ("time", pattern(rf"{_HELD}(?:আরম্ভের |শুরুর )?সময়")),
    ("place", pattern(rf"{_HELD}(?:স্থান|ভেন্যু)|সভাস্থল")),
    (
        "attendance_note",
        pattern(rf"{_HELD}(?:উপস্থিত(?:ি|ির)?(?: (?:সদস্য|কর্মকর্তা|ব্যক্তি|তালিকা|সংখ্যা)[^\s:ঃ]*){{0,4}}|হাজিরা(?: তালিকা)?)"),
    ),
)
#: What parts a label from its value.
SEPARATOR: Final = pattern(r" (:-|ঃ-|:|ঃ|=|–|—|-) ")
#: Labels of facts that may stand in the middle of a line.
FACT_INSIDE: Final = re.compile(nfc(r"(?<=[\s,;])((?:সভার\s+)?(?:তারিখ|সময়|স্থান|সভাপতি))\s*[:ঃ]"))
#: A line that tells where those present are listed.
ATTENDANCE_NOTE: Final = pattern(r"(?=.*(?:উপস্থি|হাজিরা|সদস্য))(?=.*(?:পরিশিষ্ট|সংযুক্ত|সংযোজনী|তালিকা)).{8,140}")
_DAYTIME = r"(?:ভোর|সকাল|পূর্বাহ্[নণ]|বেলা|দুপুর|বিকাল|বিকেল|অপরাহ্[নণ]|সন্ধ্যা|রাত)"
_UNIT = r"(?:ঘটিকা|টা|মিনিট)[^\s,।;]*"
CLOCK: Final = pattern(rf"(?:{_DAYTIME} [:ঃ–-]? )?[০-৯0-9]{{1,2}} (?:[.:ঃ] [০-৯0-9]{{1,4}})? {_UNIT}")
#: One time and nothing else, possible or not.
ONE_TIME: Final = pattern(rf"(?:{_DAYTIME} [:ঃ–-]? )?[০-৯0-9]+ (?:[.:ঃ] [০-৯0-9]+)? (?:{_UNIT})?[\s।.]*")

# -- decision table

_DECISION = r"সি(?:দ্ধ|দ্ব|ন্ধ)ান্ত"
SERIAL_HEADING: Final = pattern(r"^\(? (?:ক্র(?:মিক|ম|নং|[ঃ:.]|\W|$)|নং$|নম্বর$|এজেন্ডা ন|(?i:sl|no)\b)")
TOPIC_HEADING: Final = pattern(r"আলোচ্য|আলোচনার বিষয়|এজেন্ডা|^বিষয়|বিষয়বস্তু|কর্মসূচি|শিরোনাম|^দপ্তর|^বিভাগ")
DISCUSSION_HEADING: Final = pattern(r"আলোচনা(?!র বিষয়)|বিবরণ|পর্যালোচনা|উপস্থাপন|বর্তমান অবস্থা|মতামত")
DECISION_HEADING: Final = pattern(rf"{_DECISION}|সুপারিশ")
IMPLEMENTER_HEADING: Final = pattern(r"বাস্ত(?:বা|াবা|ব)য়|দায়িত্ব|কর্তৃপক্ষ")
OTHER_HEADING: Final = pattern(r"মন্তব্য|অগ্রগতি|সময়|স্বাক্ষর|অবস্থা")
AND: Final = re.compile(nfc(r"\s(?:ও|এবং)\s|[/,]"))
#: A cell that holds nothing but a serial.
SERIAL: Final = pattern(r"\(? (?:[০-৯0-9]{1,3}(?:\.[০-৯0-9]{0,2})?|[ক-হ]|[ivxIVX]{1,5}) [.)।:ঃ/-]*")

#: A short text that ends so is a topic.
TOPIC_WORD: Final = pattern(
    r"(?:সংক্রান্ত|প্রসঙ্গে?|বিষয়ক|বিষয়ে|সম্পর্কে|সম্পর্কিত|অনুমোদন|দৃঢ়ীকরণ|পর্যালোচনা|বিবিধ|আলোচনা)[\s।:ঃ-]*$"
)
#: A topic closed by its sign. "মোঃ", "খ্রিঃ" and times are none.
TOPIC_ENDED: Final = re.compile(
    nfc(
        r"((?:[০-৯0-9]{1,2}[।.)]\s*)?[^।\n:]{2,110}?(?<!মো)(?<!মোসা)(?<!মোছা)(?<!খ্রি)(?<!ডা)(?<!নি)(?<!লি)(?<!নং)(?<![০-৯0-9]))"
        r"\s?(ঃ-|:-|ঃ|:|–|—)(?=\s|[\u0985-\u09b9]|$)"
    )
)
#: "… সংক্রান্ত" before any of these is a topic that nothing marks.
TOPIC_PHRASE: Final = re.compile(
    nfc(
        r"((?:[^\s।:]+\s+){0,9}[^\s।:]*সংক্রান্ত)\s+"
        r"(?=(?:এ|এই|উক্ত)\s+(?:বিষয়ে|প্রসঙ্গে)|সভায়|সভাপতি|সভাকে|সহকারী|উপজেলা|জেলা|আইসিটি|প্রোগ্রামার|জনাব)"
    )
)
#: A text that ends so is a sentence, not a topic.
VERB_END: Final = pattern(
    r"(?<![\u0980-\u09ff])(?:হয়|হবে|হয়েছে|হলো|হল|হোক|করেন|জানান|বলেন|করবেন|করেছেন|আছে|রয়েছে|দেন|যে|নিম্নরূপ|নিম্নোক্ত|উপস্থাপিত|গৃহীত)$"
)
#: Where a cell with discussion and decisions together says that decisions follow.
DECISIONS_FOLLOW: Final = re.compile(
    nfc(
        rf"(?:নিম্নোক্ত|নিম্নরূপ|নিম্নবর্ণিত|নিম্নলিখিত|নিম্নের)\s*{_DECISION}(?:\s*সমূহ)?(?:\s*(?:সর্বসম্মতিক্রমে|সর্বসম্মতভাবে))?"
        rf"\s*(?:গৃহীত|গ্রহণ|নেওয়া|নেয়া)[^।:ঃ\n–—-]{{0,24}}(?:\s*[:ঃ]-?|\s*[–—-]|।)"
        rf"|(?:^|(?<=[।\n]))\s*(?:গৃহীত\s*)?{_DECISION}(?:\s*সমূহ)?\s*(?:[:ঃ]-?|[–—])"
    )
)
#: Where a sentence says of itself that it is a decision.
DECIDED: Final = pattern(rf"{_DECISION} (?:সর্বসম্মতিক্রমে )?(?:গৃহীত|গ্রহণ করা|নেওয়া|নেয়া) হ(?:য়|ল|ইল)")
#: Many hold the post: "(সকল)", "সকল …".
GROUP: Final = re.compile(whole_words("সকল"))

#: Labels of the parts of an item where there is no table.
_ENDED = r"(?:[:ঃ]-?|[–—-])"
PART_LABELS: Final[tuple[tuple[Part, re.Pattern[str]], ...]] = (
    ("topic", pattern(rf"(?:আলোচ্য (?:বিষয়|সূচ[িী])|এজেন্ডা|বিষয়)(?: (?:নং)? [-–]? [০-৯0-9]{{1,2}})? {_ENDED} ")),
    ("discussion", pattern(rf"(?:আলোচনা|বিবরণ|পর্যালোচনা) {_ENDED} ")),
    ("decisions", pattern(rf"(?:গৃহীত )?(?:{_DECISION}|সুপারিশ)(?: সমূহ)? [০-৯0-9]{{0,2}} {_ENDED} ")),
    (
        "implementers",
        pattern(
            r"(?:বাস্ত(?:বা|াবা)য়ন(?:ে|কারী)?|দায়িত্ব(?:প্রাপ্ত|ে)?)(?: (?:কর্মকর্তা|কর্তৃপক্ষ|ব্যক্তি|দপ্তর|সংস্থা)[/,]?){0,3} "
            + f"{_ENDED} "
        ),
    ),
)

# -- closing and signatures

CLOSING: Final = pattern(
    r"আর (?:কোন|অন্য)|সমাপ্তি? ঘোষ|সভার (?:কাজ|কার্যক্রম) (?:শেষ|সমাপ্ত)|ধন্যবাদ (?:জ্ঞাপন|জানি|দিয়ে|ও)|পরিশেষে|"
    r"সভা (?:শেষ|সমাপ্ত|মূলত|মুলত)"
)
#: A closing sentence that needs nothing else to be known.
CLOSES: Final = pattern(r"সমাপ্তি? ঘোষ|সভার (?:কাজ|কার্যক্রম) (?:শেষ|সমাপ্ত)|সভা (?:শেষ|সমাপ্ত|মূলতবি|মুলতবি)|ধন্যবাদ (?:জ্ঞাপন|জানি)")
SENTENCE_END: Final = re.compile(r"[।৷?!:;ঃ–—|-][\"'”’)\]]*(?:</[bu]>)*$")
SIGNED: Final = pattern(
    r"\(? (?:স্বাক্ষর(?:িত)?|স্বা(?=[/:ঃ.])|(?i:sd)|অস্পষ্ট|সীল|সিল) [/:।.)–-]* (?:অস্পষ্ট|তারিখ)? [/:।.)–-]*"
)
IN_BRACKETS: Final = pattern(r"\( (?!সকল)([^()]*[^()\s](?: \([^()]*\)[^()]*)?) \)[,।.]?")
NAME_START: Final = re.compile(
    nfc(
        r"(?:জনাবা?|মিজ|মিসেস|মিস|বেগম|সৈয়দা?|কাজী|শেখ|শ্রী|আলহাজ্ব?|ইঞ্জিঃ|অধ্যাপক)\s|(?:মো|মোসা|মোছা|মুহা|ডা|ড)\s?[.:ঃ]|"
        r"(?:মোহাম্মদ|মুহাম্মদ|মোহাঃ|মোসাম্মৎ)\s|(?:[এআ][সমনফরল]|এ|বি|জে|টি|কে)[.\s]+(?:কে|এম|বি|টি|এইচ|জেড|এন)[.\s]"
    )
)
#: Words of a name that are spelt in many ways, or left out.
HONORIFIC: Final = re.compile(nfc(r"^(?:জনাবা?|মিজ|মিসেস)\s+|^(?:মোহাম্মদ|মুহাম্মদ|মোঃ|মো:|মো\.)[\s.:ঃ]*"))
_POSTS = (
    r"(?:অফিসার|কর্মকর্তা|প্রশাসক|কমিশনার|সচিব|মহাপরিচালক|উপপরিচালক|পরিচালক|চেয়ারম্যান|প্রোগ্রামার|প্রকৌশলী|ইঞ্জিনিয়ার|অধ্যক্ষ|শিক্ষক|"
    r"সুপার|সার্জন|মেয়র|সদস্য|মন্ত্রী|ব্যবস্থাপক|ইনচার্জ|অপারেটর|কর্মচারী|তত্ত্বাবধায়ক|পরিদর্শক|হিসাবরক্ষক|সভাপতি|উদ্যোক্তা)"
)
_BEFORE_POST = (
    r"(?:অতিরিক্ত|যুগ্ম|উপ|সহকারী|সিনিয়র|ভারপ্রাপ্ত|প্রধান|নির্বাহী|উপজেলা|জেলা|বিভাগীয়|আঞ্চলিক|পুলিশ|সিভিল|আইসিটি|স্থানীয়|জাতীয়|মাননীয়|"
    r"ভাইস|প্যানেল|ইউপি|ইউনিয়ন|থানা|মহা|উপসহকারী)"
)
#: A post (পদবি); a name may stand before it.
POST_START: Final = re.compile(
    nfc(rf"(?<![^\s,(;])(?:(?:{_BEFORE_POST}[\s-]+){{1,5}}(?:[^\s,।]+\s+){{0,2}}?)?{_POSTS}(?![\u0980-\u09ff])")
)
#: Words of a role in a committee.
ROLE: Final = pattern(r"সভাপতি|সদস্য|আহ্?ব্?ায়ক|কমিটি|টাস্কফোর্স|পক্ষে|স্বাক্ষর|অতিরিক্ত দায়িত্ব|ভারপ্রাপ্ত")
_PHONE_LABEL = r"(?:[☎✆📞\uf028]|(?:টেলি)?ফোন|টেলি|মোবা(?:ইল)?|ফ্যাক্স|মুঠোফোন|সেলফোন|(?i:phone|tel|mobile|cell))"
PHONE: Final = pattern(
    rf"{_PHONE_LABEL}[^০-৯0-9+]{{0,20}}[০-৯0-9+][০-৯0-9\s(),+/–-]{{4,}}.{{0,30}}|\+?[০-৯0-9][০-৯0-9\s–-]{{6,}}"
)
EMAIL: Final = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.ASCII)

# -- memo line and distribution

MEMO_LABEL: Final = re.compile(
    nfc(r"(?:স্মারক(?:\s*(?:নম্বর|নাম্বার|নং|সংখ্যা))?|নম্বর|নথি\s*(?:নং|নম্বর)|পত্র\s*(?:নং|সংখ্যা))[\s:ঃ.;–—-]*")
)
#: A sentence that quotes a memo is none.
MEMO_QUOTED: Final = pattern(r"মোতাবেক|আলোকে|প্রেক্ষিতে|অনুযায়ী|মূলে|স্মারকে|পত্রে|[^।]।\s*\S")
#: A number that stands alone in its line.
MEMO_NUMBER: Final = re.compile(r"(?=(?:\D*\d){6})[০-৯0-9][০-৯0-9\s.()/–-]*")
DATE_LABEL: Final = re.compile(nfc(r"(?:তারিখ|তাং)(?:\s*[:ঃ;–—-]+\s*|\s+)"))
#: What may stand beside the dates in a line of dates.
BESIDE_DATES: Final = pattern(r"(?:তারিখ|তাং|বঙ্গাব্দ|খ্রি[^\s]*|ইং|বাং|[\s:ঃ;,/।()–—.-])*")
#: How the heading of a distribution begins; "বিতরণ" is a word of sentences too.
DISTRIBUTION: Final = pattern(
    r" (?:অনুলিপি?|সদয় (?:অনুলিপি|অবগতি|জ্ঞাত|কার্য)|জ্ঞাতার্থে|কার্যার্থে|জ্যেষ্ঠতার|অবগতি (?:ও|এবং|র)|"
    r"বিতর[ণন] (?:তালিকা )?(?:[(:ঃ।–—-]|$))"
)
#: These words make even a numbered line a heading.
DISTRIBUTION_SURE: Final = pattern(r"অনুলিপি|বিতরণ|প্রেরণ করা")
DISTRIBUTION_END: Final = pattern(
    r"(?:[:ঃ;–—-]|নয় \)? [।:ঃ–-]*|হ(?:ই)?লো? [।:ঃ–-]*|জন্য [।:ঃ–-]*|র্থে [।:ঃ–-]*|^(?:অনুলিপি|বিতরণ) [।:ঃ–-]*) $"
)

# -- list of those present

APPENDIX: Final = pattern(
    r"\(? (?:পরিশিষ্ট|সংযোজনী|সংলগ্নী|সংযুক্তি) [–—:ঃ-]* [\"'‘’“”`´]* [ক-ঘA-D১1] [\"'‘’“”`´]* [।:ঃ).–-]*"
)
ATTENDANCE_HEADING: Final = pattern(r".{0,60}(?:উপস্থিত|হাজিরা).{0,60}")
NAME_COLUMN: Final = re.compile(nfc(r"(?:^|[\s/])নাম(?=$|[\s,/(:ঃ])"))
POST_COLUMN: Final = pattern(r"পদব[িী]|পদের|দপ্তর|কার্যালয়|প্রতিষ্ঠান|ঠিকানা")
PHONE_COLUMN: Final = pattern(r"ফোন|মোবাইল|নম্বর|(?i:phone|mobile)")
STATE_COLUMN: Final = pattern(r"স্বাক্ষর|উপস্থিতি|মন্তব্য|অবস্থা")
EXCUSED: Final = pattern(r"ছুটি|অনুমতি|প্রেষণ")
ABSENT: Final = pattern(r"অনুপস্থিত")
PRESENT: Final = pattern(r"উপস্থিত|স্বাক্ষরিত")

# -- slips

#: Words that are none, whatever the sense: what a scanner makes of দ্রুত and দ্রষ্টব্য.
SLIPS: Final = re.compile(nfc(whole_words("দৃষ্টব্য দুত দুততার")))
PAGE_NUMBER: Final = pattern(
    r"(?:চলমান )?(?:পৃষ্ঠা|পাতা|(?i:page)) (?:নং|নম্বর)? [:ঃ–-]* [০-৯0-9]{1,3}(?: (?:/|এর|of|-) [০-৯0-9]{1,3})?"
)
