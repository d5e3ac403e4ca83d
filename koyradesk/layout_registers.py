"""How the register of a decision looks, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from koyradesk.layout_data import Between


@dataclass(frozen=True, slots=True)
class RegisterStyle:
    """The register (রেজিস্টার) of what a decision asks of its parties in each period, and how far each has come."""

    title: str = "বাস্তবায়ন রেজিস্টার"
    decision: str = "সিদ্ধান্ত"
    source: str = "সূত্র"
    rule: str = "সময়সীমা"
    measure: str = "লক্ষ্যমাত্রা"
    on: str = "যে তারিখের অবস্থা"
    #: Over the numbers, the parties, what was reached, how far it is, the remark, the sums; before the sums, and before
    #: how many have done it.
    columns: Annotated[tuple[str, ...], Between(8, 8)] = (
        *("ক্রমিক", "বাস্তবায়নকারী", "অগ্রগতি", "অবস্থা", "মন্তব্য", "মোট", "মোট", "সম্পন্ন"),
    )
    done: str = "হ্যাঁ"
    undone: str = "না"
    late: str = "* সময়সীমা অতিক্রান্ত।"
    empty: str = "এ সময়ে কারও কাছ থেকে কিছু চাওয়া হয়নি।"
