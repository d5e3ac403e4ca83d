"""What the windows say: sentences, numbers and dates in the user's language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from koyradesk.bengali.calendar import GREGORIAN_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS, from_gregorian
from koyradesk.bengali.digits import to_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_, translate

_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


#: The Bangla months in Latin letters.
_BANGLA_MONTHS = (
    "Boishakh Joishtho Asharh Srabon Bhadro Ashwin Kartik Ogrohayon Poush Magh Falgun Choitro".split()  # noqa: SIM905
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


#: Inside the class ``date`` is its method.
Date = date


class Voice:
    """One language. Call it with an English sentence to have it in that language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, sentence: str, **parts: Any) -> str:
        """The sentence, numbers among its parts in the language's digits."""
        shown = {key: self.digits(part) if isinstance(part, int) else part for key, part in parts.items()}
        return translate(sentence, self.language, **shown)

    def refusal(self, error: UserError) -> str:
        """A refusal in this language."""
        return error.text(self.language)

    def digits(self, value: int | str) -> str:
        """A number or a text with its digits as this language writes them."""
        return to_bengali(value) if self.language == "bn" else str(value)

    def date(self, day: date) -> str:
        """২৫ নভেম্বর ২০২৬."""
        return f"{self.digits(day.day)} {self._months[day.month - 1]} {self.digits(day.year)}"

    def month(self, period: str) -> str:
        """A period "2026-11" as নভেম্বর ২০২৬; a text that is none as it is."""
        year, _, month = period.partition("-")
        if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
            return f"{self._months[int(month) - 1]} {self.digits(year)}"
        return period

    def short_month(self, period: str) -> str:
        """The month of a period in a few letters: নভে."""
        index = int(period[5:7]) - 1
        return SHORT_MONTHS[index] if self.language == "bn" else _ENGLISH_MONTHS[index][:3]

    def weekday(self, day: Date) -> str:
        """শনিবার."""
        return (WEEKDAYS if self.language == "bn" else _WEEKDAYS)[day.weekday()]

    def bangla_date(self, day: Date) -> str:
        """The day in the Bangla calendar: ৬ অগ্রহায়ণ ১৪৩৩."""
        bangla = from_gregorian(day)
        months = MONTHS if self.language == "bn" else _BANGLA_MONTHS
        return f"{self.digits(bangla.day)} {months[bangla.month - 1]} {self.digits(bangla.year)}"

    def moment(self, when: datetime) -> str:
        """A date with its time of day."""
        return f"{self.date(when.date())}, {self.clock(when)}"

    def lately(self, when: datetime, now: datetime) -> str:
        """A moment as people name it on the day ``now``: today and yesterday by their names."""
        names = {0: N_("today {time}"), 1: N_("yesterday {time}")}
        sentence = names.get((now.date() - when.date()).days)
        return self(sentence, time=self.clock(when)) if sentence else self.moment(when)

    def clock(self, when: datetime) -> str:
        return self.digits(when.strftime("%H:%M"))

    @property
    def _months(self) -> tuple[str, ...] | list[str]:
        return GREGORIAN_MONTHS if self.language == "bn" else _ENGLISH_MONTHS


def shortened(text: str, longest: int) -> str:
    """As much of a text as has room, ending with a whole word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rpartition(' ')[0] or flat[:longest]} …"
