"""Ten years of sentences of twenty committees: how fast the bank says how a text goes on, how long it learns.

    python tests/bench/bench_bank.py [--years 10]

2,400 meetings of eight items. Three sentences in four are made of some 4,000 that come again with other days, months
and numbers; the others stand once. Nothing of it is written to a disk: what the store takes to read is told by
``bench_store``. It is the processor's time that is told: what else runs does not count.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from koyradesk.bank import Bank, Seat
from koyradesk.bank.learning import Lessons, Text
from koyradesk.bank.slots import Told, facts
from koyradesk.bank.standing import standing
from koyradesk.bengali.dating import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc

#: Milliseconds a key may take.
KEY = 5.0
COMMITTEES, ITEMS, COMMON = 20, 8, 4000
_SYLLABLES = re.findall(r"\S+", "কা মি নো রু সে তা লি বা দু গা হি পো শা ক্র ন্ত স্থা প্রা র্য জ্ঞ ষ্ট দ্ধ")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=10)
    years = options.parse_args().years
    pick = random.Random(11)
    made = ["".join(pick.choice(_SYLLABLES) for _ in range(pick.randint(2, 5))) for _ in range(6000)]
    begins = pick.sample(made, 300)

    def said(count: int) -> str:
        words = [pick.choice(begins), *(pick.choice(made) for _ in range(count))]
        for slot, odds in (("{day} তারিখে", 0.3), ("{n}টি", 0.3), ("{month} মাসের", 0.2)):
            if pick.random() < odds:
                words.insert(pick.randint(1, len(words)), slot)
        return nfc(" ".join(words) + "।")

    common = [said(pick.randint(6, 16)) for _ in range(COMMON)]
    lessons = Lessons()
    sentences = 0
    slowest = begun = 0.0
    for month in range(years * 12):
        for committee in range(COMMITTEES):
            held = date(2016 + month // 12, month % 12 + 1, 1 + committee)
            told = Told(f"{made[committee]} কমিটি", held, f"{held:%Y-%m}", "", made[50], made[51], made[52], "")
            texts = []
            for field, count in (("opening", 3), ("closing", 1), *((("discussion", 3), ("decision", 1)) * ITEMS)):
                every = [pick.choice(common) if pick.random() < 0.75 else said(12) for _ in range(count)]
                sentences += count
                day, name = spell(held, "{dd}/{mm}/{y}"), spell(held, "{month} {y}")
                text = " ".join(
                    one.replace("{day}", day).replace("{n}", to_bengali(pick.randint(1, 90))).replace("{month}", name)
                    for one in every
                )
                texts.append(Text(field, text, f"{made[60 + pick.randint(0, 40)]} {made[110]}", tuple(made[200:202])))
            started = time.process_time()
            lessons.learn(f"{held}{committee}", told, texts)
            taken = time.process_time() - started
            begun += taken
            slowest = max(slowest, taken)
    say = sys.stdout.write
    say(f"{sentences:,} sentences of {years * 12 * COMMITTEES:,} meetings learnt: {begun:.2f} s, ")
    say(f"a meeting {1000 * begun / (years * 12 * COMMITTEES):.2f} ms, at most {1000 * slowest:.1f} ms\n")
    started = time.process_time()
    learnt = lessons.sentences()
    say(f"{len(learnt):,} that came again, read for their slots: {time.process_time() - started:.2f} s; ")
    started = time.process_time()
    again = lessons.sentences()
    say(f"again {time.process_time() - started:.2f} s; ")
    started = time.process_time()
    bank = Bank.of((*standing(), *again), lessons.held())
    say(f"a bank of them: {time.process_time() - started:.2f} s\n")
    known = facts(Told(f"{made[3]} কমিটি", date(2026, 11, 4), "2026-11", "", made[50], made[51], made[52], ""))
    times = []
    found = 0
    for one in pick.sample(learnt, 400):
        seat = Seat(one.sort, known, f"{made[70]} {made[110]}")
        for typed in range(1, len(one.text), 2):
            text = one.text[:typed]
            if "{" in text:
                break
            before = time.process_time()
            found += bank.going(seat, text) is not None
            times.append(1000 * (time.process_time() - before))
    times.sort()
    p95, worst = times[int(len(times) * 0.95)], times[-1]
    say(f"{len(times):,} keys, {found:,} with something to offer: median {statistics.median(times):.3f} ms, ")
    say(f"p95 {p95:.3f} ms, slowest {worst:.2f} ms (may take {KEY:.0f})\n")
    seat = Seat("decision", known, made[70])
    started = time.process_time()
    bank.offered(seat)
    say(f"all that can be offered in a decision, in order: {1000 * (time.process_time() - started):.0f} ms\n")
    started = time.process_time()
    bank.offered(seat, made[100][:4])
    say(f"searched: {1000 * (time.process_time() - started):.0f} ms\n")
    sys.exit(p95 > KEY)


if __name__ == "__main__":
    main()
