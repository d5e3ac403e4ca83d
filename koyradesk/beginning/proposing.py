"""What is proposed from what was chosen: letterhead, committee, first meeting and its notice. Pure, but for reading the
bundled places, templates and layouts."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from koyradesk import committees, distributions, memo_choice, memo_numbers
from koyradesk import layout as layouts
from koyradesk.beginning import templates
from koyradesk.beginning.shapes import CHAIR, HEAD, SECRETARY, TEXTS, CommitteeKind, Level, OfficeKind, Plan
from koyradesk.bengali import dates
from koyradesk.bengali.numbering import nth
from koyradesk.bengali.text import tidy
from koyradesk.directory import places
from koyradesk.directory.likeness import loose
from koyradesk.directory.places import Place
from koyradesk.documents.matter import Subject
from koyradesk.errors import UserError
from koyradesk.exchange.own_name import LONGEST, named_by, names_office
from koyradesk.i18n import N_
from koyradesk.letters.subjects import as_invited
from koyradesk.markup import escape, plain
from koyradesk.model import AgendaItem, Letter, Letterhead, Meeting, Memo, Mint, Signature
from koyradesk.moving import month
from koyradesk.papers import Held
from koyradesk.prefill import first_meeting

#: The first line of every letterhead of the government.
GOVERNMENT = "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"
#: The base of the layouts of what begins here.
LAYOUT = "upazila"
#: Friday and Saturday, the weekend of government offices.
_WEEKEND = (4, 5)
#: Days ahead: a notice goes out a week before; from when on days are offered, and how many.
_AHEAD, _SOONEST, _OFFERED = 7, 4, 4


@dataclass(frozen=True, slots=True)
class Base:
    """What there is before anything is chosen: the office's head and layout, where it has begun."""

    office: Letterhead = field(default_factory=Letterhead)
    look: Any = LAYOUT
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A member as proposed: the fields of the record, and the post's key."""

    key: str
    name: str
    designation: str
    place: str
    role: str

    def fields(self) -> dict[str, str]:
        """The fields of the record."""
        own = {"name": self.name, "designation": self.designation, "place": self.place, "role": self.role}
        return {**own, "phone": "", "email": ""}


class Proposal:
    """A plan with all that follows from it. ``texts`` has every text as it will be written."""

    def __init__(self, plan: Plan, today: date, base: Base | None = None) -> None:
        self.plan, self.today, self.base = plan, today, base or Base()
        self.place = place_of(self.base.office) if self.base.begun else places.get(plan.place)
        self.level: Level = "district" if self.place is not None and self.place.level == "district" else "upazila"
        self.office: OfficeKind | None = (
            office_of(self.base.office, self.level) if self.base.begun else templates.office(self.level, plan.office)
        )
        self.committee: CommitteeKind | None = templates.committee(self.level, plan.committee)
        self.look: Any = self.base.look if self.base.begun else LAYOUT
        self.texts: Mapping[str, str] = self._texts()
        if not self.base.begun:
            self.look = self._look()

    # Texts

    def _texts(self) -> dict[str, str]:
        proposed = dict.fromkeys(TEXTS, "")
        head = self.base.office.lines if self.base.begun else self._head()
        proposed |= dict(zip(HEAD, head, strict=False))
        proposed["website"] = self.base.office.website if self.base.begun else website(self.place)
        proposed |= templates.usual_meeting(self.level)
        proposed["date"] = self.spelled(next_day(self.today))
        if self.committee is not None:
            chair, kept_by = self.committee.chair, self.committee.secretary
            own = self.office and next((one for one in self.committee.seats if one.key == self.office.head), None)
            proposed["name"] = self._filled(self.committee.name)
            proposed["chair_post"] = self._filled(chair.post)
            proposed["signer_post"] = self._filled((own or kept_by or chair).post)
        found = {**proposed, **{name: text for name, text in self.plan.typed.items() if name in proposed}}
        if self._one_hand(found):
            # One officer leads and signs.
            found["signer"] = found["chair"]
        return found

    def _head(self) -> tuple[str, ...]:
        kind, own = self.office, self.plan.own_office
        name = (kind.name,) if kind else (own,) if own else ()
        where = self.place_words
        return (GOVERNMENT, *(kind.lines if kind else ()), *name, *([where] if where else []))

    @staticmethod
    def _one_hand(texts: Mapping[str, str]) -> bool:
        return tidy(plain(texts["chair_post"])) == tidy(plain(texts["signer_post"]))

    @property
    def one_hand(self) -> bool:
        """Does the officer in the chair sign the notice, too?"""
        return self._one_hand(self.texts)

    @cached_property
    def place_words(self) -> str:
        """The place as addresses have it."""
        if self.place or not self.base.begun:
            return places.words(self.place.code) if self.place else self.plan.own_place
        # An office of a place that no list has: its letterhead ends with it.
        last = plain(self.base.office.lines[-1]).strip(" ।") if len(self.base.office.lines) > 1 else ""
        return "" if names_office(last) else last

    @property
    def place_name(self) -> str:
        """The place without what it lies in."""
        return self.place.bn if self.place else self.place_words.partition(",")[0].strip()

    def _filled(self, text: str) -> str:
        line = places.path(self.place.code) if self.place else ()
        typed = self.place_words.partition(",")[2].strip()
        district = next((one.bn for one in line if one.level == "district"), "" if self.place else typed)
        above = line[1].bn if len(line) > 1 else ""
        told = {"place": self.place_name, "district": district, "above": above}
        for name, value in told.items():
            text = text.replace(f"{{{name}}}", value)
        # Where the place is not known, nothing is left of its comma.
        return ", ".join(part for one in text.split(", ") if (part := " ".join(one.split())))

    # The office

    @property
    def letterhead(self) -> Letterhead:
        """The head of its papers."""
        if self.base.begun:
            return self.base.office
        return Letterhead(tuple(text for name in HEAD if (text := self.texts[name].strip())), self.texts["website"])

    @property
    def office_name(self) -> str:
        """What the office is called: the line that names it and those below; "" where no line does."""
        lines = [plain(line) for line in self.letterhead.lines]
        if at := self._named():
            return ", ".join(lines[at - 1 :])
        # Neither the government nor a place is an office.
        where = plain(self.place_words)
        own = [line for line in lines if line not in (GOVERNMENT, where)]
        if not own or any(map(names_office, own)):
            return named_by(own and lines)
        return ", ".join(lines[lines.index(own[-1]) :])

    def _named(self) -> int:
        """Which line of the letterhead names the office, from 1; 0 for none."""
        names = [self.office.name] if self.office else [self.plan.own_office] if self.plan.own_office else []
        return next((number for number, line in enumerate(self.letterhead.lines, 1) if line in names), 0)

    def _look(self) -> Any:
        """The layout: the line that names the office is the bold one."""
        usual, at = layouts.resolve(LAYOUT).letterhead.bold, self._named()
        return LAYOUT if not at or (at,) == usual else {"base": LAYOUT, "letterhead": {"bold": [at]}}

    def refuse_office(self) -> None:
        """Refuses an office that cannot begin.

        Raises:
            UserError: no line of its letterhead names it, or one is too long.
        """
        head = self.letterhead
        if not self.office_name:
            raise UserError(N_("Write the name of the office into its letterhead."))
        if any(len(plain(line)) > LONGEST for line in (*head.lines, head.website)):
            raise UserError(
                N_("A line of the letterhead is longer than {count} letters. Make it shorter."), count=LONGEST
            )

    # The committee

    def usual_committees(self, typed: str = "") -> tuple[tuple[CommitteeKind, str], ...]:
        """The kinds of committee in whose names all words of a text stand, those of the office's head first; each with
        its name here."""
        head = self.office.head if self.office else ""
        return tuple((one, self._filled(one.name)) for one in templates.find_committees(typed, self.level, head))

    def refuse_committee(self, held: Container[str]) -> None:
        """Refuses a committee that has no name, one that is too long, or that of another; ``held`` are those that there
        are, as their names read (``koyradesk.committees.keys``).

        Raises:
            UserError: that it is so.
        """
        name = plain(self.texts["name"]).strip()
        if not name or len(name) > LONGEST:
            raise UserError(N_("Give the committee a name of at most {count} letters."), count=LONGEST)
        if committees.key(self.texts["name"]) in held:
            sentence = N_("There is a committee called {name} already. Begin its next meeting by Ctrl N.")
            raise UserError(sentence, name=name)

    def refuse_meeting(self) -> None:
        """Refuses what is typed as the day of the meeting, or as the number of its notice, and is none.

        Raises:
            UserError: that it is none.
        """
        if self.texts["date"].strip() and self.day is None:
            raise UserError(N_("The day of the meeting is not understood. Example: 25/11/2026"))
        if number := plain(self.texts["number"]).strip():
            memo_numbers.parse(number)

    def members(self) -> tuple[Member, ...]:
        """The members by their posts, with the names that are known."""
        texts = self.texts
        if self.committee is None:
            two = [("chair", CHAIR), *([] if self.one_hand else [("signer", SECRETARY)])]
            return tuple(
                Member("", texts[who], texts[f"{who}_post"], self.place_name, role)
                for who, role in two
                if texts[who].strip() or texts[f"{who}_post"].strip()
            )
        found = []
        usual = replace(self.plan, typed={})
        signs = Proposal(usual, self.today, self.base).texts["signer_post"]
        for number, seat in enumerate(self.committee.seats):
            post, name = self._filled(seat.post), ""
            if number == 0:
                post, name = texts["chair_post"], texts["chair"]
            elif post == signs or post == texts["signer_post"]:
                post, name = texts["signer_post"], texts["signer"]
            found.append(Member(seat.key, name, post, self.place_name, seat.role))
        return tuple(found)

    # The meeting and its notice

    @property
    def day(self) -> date | None:
        """The day of the meeting, where what is typed is one."""
        found = dates.parse(plain(self.texts["date"]))
        return found.date if found else None

    def spelled(self, day: date) -> str:
        """A day as its papers write it."""
        return dates.spell(day, layouts.resolve(self.look).date_style)

    def meeting(self, mint: Mint) -> Meeting:
        """The first meeting, with the topics that always stand on its agenda."""
        texts, layout = self.texts, layouts.resolve(self.look)
        day = self.day
        members = [one.fields() for one in self.members()]
        made = first_meeting(
            texts["name"], members, month(day or self.today), mint, office=self.letterhead, look=self.look
        )
        label = layout.numbering.item
        topics = [self._filled(one) for one in self.committee.agenda] if self.committee else []
        signed = replace(made.signatures[0], place=self.place_words)
        second = Signature(
            name=texts["signer"], designation=texts["signer_post"], place=self.place_words, id=mint("signature")
        )
        copies = [self._filled(one) for one in self.committee.copies] if self.committee else []
        sent = distributions.worded(copies, layout, ids=[mint("recipient") for _ in copies])
        return replace(
            made,
            chair=replace(made.chair, place=self.place_words),
            date=day,
            date_text=texts["date"],
            time=texts["time"],
            place=texts["venue"],
            items=tuple(
                AgendaItem(nth(label, number) if label else "", topic, id=mint("item"))
                for number, topic in enumerate(topics, 1)
            ),
            signatures=(signed,) if self.one_hand or not self._signs(second) else (signed, second),
            distribution=sent if copies else made.distribution,
        )

    @staticmethod
    def _signs(one: Signature) -> bool:
        return bool(one.name.strip() or one.designation.strip())

    def notice(self, mint: Mint) -> Held:
        """The notice as it will be written, before anything is."""
        about = self.meeting(mint)
        signing = tuple(replace(one, id=mint("signature")) for one in about.signatures[-1:])
        letter = Letter(kind="notice", committee=about.committee, signatures=signing, memos=(self._memo(mint),))
        invited = (as_invited(one.designation, one.name, one.place) for one in self.members())
        return Held("notice", about, letter, Subject(about, members=tuple(one for one in invited if one)))

    def _memo(self, mint: Mint) -> Memo:
        """The memo as it will print; a draft as long as no whole number is typed."""
        memo = Memo(kind="notice", id=mint("memo"))
        try:
            number = memo_numbers.parse(plain(self.texts["number"])).printed()
        except UserError:
            return memo
        style = layouts.resolve(self.look).memo
        days = memo_choice.spelled(memo, self.today, style)
        return replace(memo, number=escape(number), date=self.today, state="numbered", **days)


def place_of(head: Letterhead) -> Place | None:
    """The upazila or district that a letterhead names, the line nearest to its end first."""
    for line in reversed(head.lines):
        parts = [part for one in plain(line).split(",") if (part := one.strip(" ।"))]
        for first in range(len(parts)):
            text = ", ".join(parts[first:])
            found = _addresses().get(loose(text)) or places.named(text)
            if found is not None and found.level != "division":
                return found
    return None


@cache
def _addresses() -> dict[str, Place]:
    """The upazilas and districts by how addresses name them: চট্টগ্রাম is the district, not its division."""
    every = [one for one in places.every().values() if one.level != "division"]
    return {loose(places.words(one.code, language)): one for one in every for language in ("en", "bn")}


def office_of(head: Letterhead, level: Level) -> OfficeKind | None:
    """The kind of office that a letterhead names."""
    lines = {tidy(plain(line)) for line in head.lines}
    named = [one for one in templates.offices(level) if one.name in lines]
    return max(named, key=lambda one: len(lines.intersection(one.lines)), default=None)


def website(place: Place | None) -> str:
    """The address of a place's portal, as such addresses are made of the names; somebody has to look whether it is."""
    line = places.path(place.code) if place else ()
    labels = [
        "".join(letter for letter in one.en.lower() if letter.isascii() and letter.isalpha()) for one in line[:-1]
    ]
    return f"www.{'.'.join(labels)}.gov.bd" if labels and all(labels) else ""


def next_day(today: date, ahead: int = _AHEAD) -> date:
    """A working day, so many days ahead or later."""
    day = today + timedelta(ahead)
    while day.weekday() in _WEEKEND:
        day += timedelta(1)
    return day


def days(today: date) -> tuple[date, ...]:
    """Days that are offered for a meeting: working days one after another."""
    found = [next_day(today, _SOONEST)]
    while len(found) < _OFFERED:
        found.append(next_day(found[-1], 1))
    return tuple(found)
