"""A district and two upazilas that know each other, and what goes down and up between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from district_offices import (
    TODAY,
    Office,
    directory,
    knows,
    office,
    open_of,
    send,
)

from koyradesk.bengali.text import nfc
from koyradesk.exchange import adopting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing

PORTAL = nfc("সকল দপ্তরের পোর্টাল হালনাগাদ করতে হবে।")


@dataclass
class World:
    district: Office
    a: Office
    b: Office

    def down(self) -> None:
        """The district's bundle comes to both upazilas."""
        for one in (self.a, self.b):
            send(self.district, one)
            adopting.adopt(one.store, one.books, by="x")

    def up(self) -> adopting.Adopted:
        """Both upazilas' bundles come to the district."""
        for one in (self.a, self.b):
            send(one, self.district)
        return adopting.adopt(self.district.store, self.district.books, by="x")


def rule(one: Office, meeting, rule: Rule, measure: Measure | None = None) -> None:
    decision = meeting.items[0].decisions[0].id
    of = Standing(one.store, TODAY).of_decisions([decision])[decision]
    writing.set_rule(one.store, of, rule, measure, by="x")


def only(one: Office):
    [found] = open_of(one)
    return found


def made(folder: Path) -> Iterator[World]:
    """For a fixture: a district and two upazilas that know it, and that its directory names one by one and together."""
    offices = [office(folder, key) for key in ("district", "a", "b")]
    knows(offices[0], a="below", b="below")
    for one in offices[1:]:
        knows(one, district="above")
    directory(offices[0], "a", "b")
    yield World(*offices)
    for one in offices:
        one.close()
