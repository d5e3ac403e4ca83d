"""Ten years of one office in the store: how fast it is searched and checked, and how large it is.

    python tests/bench/bench_store.py [--years 10] [--keep FOLDER]

20 committees, 12 meetings a year each, 8 items and decisions a meeting, with implementers, attendees, recipients and a
memo: 2,400 meetings and 19,200 decisions. Words are invented from Bengali syllables and as unevenly common as real
ones.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from measuring import seconds

from koyradesk import meetings, model
from koyradesk import words as gathered
from koyradesk.bengali import digits
from koyradesk.bengali.text import nfc
from koyradesk.store import Change, Store, place

COMMITTEES = 20
ITEMS = 8
_CONSONANTS = (
    *"কখগঘচছজটডতথদধনপফবভমযরলশসহ",
    *("য়", "ড়", "ক্ষ", "ন্ত", "স্ত", "প্র", "ত্র", "ঙ্গ", "ন্দ", "র্ব", "র্ম"),
)
_VOWELS = ["", "া", "ি", "ী", "ু", "ে", "ো", "ৈ"]


class Words:
    """Invented words, the n-th as common as 1/n."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        made = {self._word() for _ in range(6000)}
        self.all = sorted(made)
        self.random.shuffle(self.all)
        self._weights = [1 / (index + 3) for index in range(len(self.all))]

    def _word(self) -> str:
        syllables = (
            self.random.choice(_CONSONANTS) + self.random.choice(_VOWELS) for _ in range(self.random.randint(1, 4))
        )
        return nfc("".join(syllables))

    def text(self, count: int) -> str:
        return " ".join(self.random.choices(self.all, self._weights, k=count))


def meeting(words: Words, committee: int, when: date) -> model.Meeting:
    items = []
    for number in range(1, ITEMS + 1):
        label = digits.to_bengali(number)
        implementers = tuple(
            model.Assignment(digits.to_bengali(index + 1) + "।", words.text(3))
            for index in range(words.random.choice((1, 1, 2)))
        )
        decision = model.Decision(label + "।", words.text(22), when + timedelta(days=30) if number == 1 else None)
        items.append(model.AgendaItem(label + ".০", words.text(4), words.text(34), (decision,), implementers))
    return model.Meeting(
        committee=f"{words.all[committee]} কমিটি",
        period=when.strftime("%Y-%m"),
        title=words.text(9),
        chair=model.Person(words.text(3), words.text(3), words.text(2)),
        date=when,
        time="সকাল ১০.৩০ ঘটিকা",
        place=words.text(4),
        attendees=tuple(model.Attendee(words.text(3), words.text(3), "present") for _ in range(10)),
        opening=(model.Paragraph(words.text(45)),),
        items=tuple(items),
        closing=words.text(12),
        signatures=(model.Signature("", words.text(3), words.text(3), words.text(2)),),
        memos=(
            model.Memo(
                number="০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭."
                + digits.to_bengali(when.strftime("%y"))
                + f"-{words.random.randrange(2000)}",
                date=when + timedelta(days=5),
                state="numbered",
            ),
        ),
        distribution=model.Distribution(
            words.text(6),
            tuple(model.Recipient(digits.to_bengali(index + 1) + "।", words.text(6)) for index in range(6)),
        ),
    )


def build(folder: Path, years: int) -> Words:
    words = Words(2023)
    with Store.open(folder, office="bench000") as store:
        for month in range(years * 12):
            for committee in range(COMMITTEES):
                when = date(2014 + month // 12, month % 12 + 1, 1 + committee)
                saved = meetings.save(store, meeting(words, committee, when), by="অফিস সহকারী")
                # Not everything is right at once: two decisions of each meeting are written again.
                again = [Change(item.decisions[0].id, {"text": words.text(22)}) for item in saved.items[2:4]]
                store.write(again, by="অফিস সহকারী")
    return words


def queries(words: Words) -> dict[str, list[str]]:
    pick = random.Random(7)
    long = [word for word in words.all if len(word) >= 5]
    return {
        "common words": words.all[:60],
        "rare words": pick.sample(words.all[500:], 60),
        "two words": [f"{pick.choice(words.all[:80])} {pick.choice(words.all[:80])}" for _ in range(60)],
        "beginnings": [word[:3] for word in pick.sample(long, 60)],
        "parts of words": [word[1:4] for word in pick.sample(long, 60)],
        "one or two letters": [word[at : at + 2] for word in pick.sample(long, 60) for at in (1,)],
        "memo numbers": [f"২৩-{pick.randrange(2000)}" for _ in range(60)],
        "not there": [word[:4] + "ৎঋ" for word in pick.sample(long, 60)],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[place.VARIABLE] = str(Path(scratch) / "config")
        folder = chosen.keep or Path(scratch) / "data"
        say = sys.stdout.write
        took = seconds(lambda: build(folder, chosen.years)) if not folder.exists() else 0.0
        words = Words(2023)
        size = (folder / "koyradesk.db").stat().st_size
        with Store.open(folder) as store:
            report = store.check()
            edits = report.counts.operations
            count = len(store.rows("decision"))
            say(f"meetings {len(meetings.listing(store))}, decisions {count}, operations {edits}\n")
            say(f"built in {took:.1f} s; database {size / 1e6:.1f} MB, {size / edits:.0f} bytes per finished edit\n")
            every: list[float] = []
            for name, typed in queries(words).items():
                found = sorted(seconds(lambda one=one: store.search(one)) for one in typed)  # type: ignore[misc]
                every += found
                p95 = found[int(len(found) * 0.95)]
                say(f"search, {name:20} p50 {statistics.median(found) * 1e3:6.1f} ms  p95 {p95 * 1e3:6.1f} ms\n")
            every.sort()
            p95 = every[int(len(every) * 0.95)]
            say(f"search, {'all':20} p50 {statistics.median(every) * 1e3:6.1f} ms  p95 {p95 * 1e3:6.1f} ms\n")
            say(f"check {min(seconds(store.check) for _ in range(2)):.2f} s, found {len(report.findings)}\n")
            say(f"rebuild {seconds(store.rebuild):.2f} s\n")
            read = seconds(lambda: gathered.gather(store), clock=time.process_time)
            say(f"the office's words for completion, typing and spelling {read:.2f} s of the processor\n")
            some = meetings.listing(store)[100]
            listed, got = seconds(lambda: meetings.listing(store)), seconds(lambda: meetings.get(store, some.id))
            say(f"list {listed * 1e3:.0f} ms, one meeting {got * 1e3:.1f} ms\n")
            one = meetings.get(store, some.id)
            edit = [Change(one.items[0].decisions[0].id, {"text": words.text(20)})]
            say(f"write one field {seconds(lambda: store.write(edit, by='x')) * 1e3:.1f} ms\n")


if __name__ == "__main__":
    main()
