"""Bijoy to Unicode: right words beside ``bijoytounicode``, and how long texts take, also such as nobody hopes to get.

    python tests/bench/bench_bijoy.py [window]

With ``window``: the longest time for which a window stands still while each text is pasted into a field of it.
Needs the package ``bijoytounicode`` (1.1.1); without it our own figures are told alone. The words are those of the
program's sentences, places and sample office, written in Bijoy as newer and as older versions of it type them, and a
list of hard ones typed by hand.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from measuring import say, timed
from test_bengali_bijoy import CODES, own_words

from koyradesk.bengali.bijoy import to_bijoy, to_unicode
from koyradesk.bengali.bijoy.telling import runs
from koyradesk.bengali.text import nfc
from koyradesk.pasting import read

#: How an older Bijoy typed what a newer one types; and the newer code of ক্ষ.
OLDER = {"æ": "“", "šÍ": "š—", "¯Í": "¯—", "ø": "\u00ad", "†": "‡"}
HARD = {
    "reph after ু and ৃ": "KZ…©K কর্তৃক KZ…©c¶ কর্তৃপক্ষ Dchy©³ উপর্যুক্ত",
    "ÿ": "cixÿv পরীক্ষা iÿYv‡eÿY রক্ষণাবেক্ষণ wkÿv শিক্ষা cÿ পক্ষ `ÿZv দক্ষতা",
    "²": "j²x লক্ষ্মী h²v যক্ষ্মা m~² সূক্ষ্ম j²xcyi লক্ষ্মীপুর",
    "&": "D`&hvcb উদ্‌যাপন D`&NvUb উদ্‌ঘাটন D`&‡eM উদ্‌বেগ evK&¯^vaxbZv বাক্‌স্বাধীনতা",
    "ৌ": "†PŠayix চৌধুরী cÖ‡KŠkjx প্রকৌশলী †gŠmyg মৌসুম †mŠi সৌর",
    "ya-phala after ু": "we`y¨r বিদ্যুৎ Aby¨b অন্যুন",
    "æ after র": "¸iæZ¡ গুরুত্ব MÖæc গ্রুপ `ªæZ দ্রুত Riæwi জরুরি",
    "র‍্য": "i¨ve র‍্যাব i¨vwj র‍্যালি i¨v¤ú র‍্যাম্প",
}
SIZE = 200_000


def older(text: str) -> str:
    for new, old in OLDER.items():
        text = text.replace(new, old)
    return text


def hostile() -> dict[str, str]:
    chance = random.Random(1)
    return {
        "every code at random": "".join(chance.choice(CODES) for _ in range(SIZE)),
        "one word of K&": "K&" * (SIZE // 2),
        "signs before no letter": "w" * SIZE,
        "ya-phalas on one letter": "K" + "¨" * SIZE,
        "ক্": "ক্" * (SIZE // 2),
        "joiners": "\u200d" * SIZE,
        "right-to-left marks, emoji, NUL": "\x00\u202e😀" * (SIZE // 3),
    }


def window(texts: dict[str, str]) -> None:
    """Pastes each text and tells the longest pause between two looks of the window at its events."""
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

    from ui import fonts, theme
    from ui.fields import MarkedField

    app = QApplication(["bench", "-platform", "offscreen"])
    fonts.load()
    theme.dress(app, theme.LIGHT)
    stand, field = QWidget(), MarkedField("আলোচনা", theme.LIGHT)
    QVBoxLayout(stand).addWidget(field)
    stand.resize(600, 400)
    stand.show()
    told: list[bool] = []
    field.typed.connect(lambda _: told.append(True))
    field.overflowed.connect(lambda: told.append(True))

    def longest(text: str) -> float:
        clip = QMimeData()
        clip.setText(text)
        told.clear()
        pause, last, end = 0.0, time.perf_counter(), time.perf_counter() + 10
        field.take(clip)
        after = 20
        while after and time.perf_counter() < end:
            app.processEvents()
            pause, last = max(pause, time.perf_counter() - last), time.perf_counter()
            after -= bool(told)
            time.sleep(0.001)
        field.clear()
        app.processEvents()
        return 1000 * pause

    longest("x")
    for name, text in texts.items():
        say(f"  {name}: {statistics.median(longest(text) for _ in range(5)):.0f} ms")


def main() -> None:
    if sys.argv[1:] == ["window"]:
        text = to_bijoy(" ".join(own_words()) + " ")
        mixed = (nfc("সভায় ") + to_bijoy(nfc("সভার কার্যবিবরণী")) + " ICT Office ") * (SIZE // 30)
        whole = {"real words": (text * (SIZE // len(text) + 1))[:SIZE], "mixed": mixed[:SIZE]}
        window(whole | hostile() | {"real words, 5,000": text[:5_000]})
        return
    theirs: Callable[[str], str] | None = None
    try:
        from bijoytounicode import bijoy2unicode

        theirs = bijoy2unicode
    except ImportError:
        say("bijoytounicode is not installed")
    makers = {"ours": to_unicode} | ({"bijoytounicode": theirs} if theirs else {})
    words = own_words()
    lists = {
        "newer": [(to_bijoy(word), word) for word in words],
        "newer, ÿ": [(to_bijoy(word).replace("¶", "ÿ"), word) for word in words],
        "older": [(older(to_bijoy(word)), word) for word in words],
    }
    for name, pairs in lists.items():
        right = {made: sum(nfc(maker(bijoy)) == word for bijoy, word in pairs) for made, maker in makers.items()}
        say(f"{name}, {len(pairs)} words: {right}")
    for name, listed in HARD.items():
        typed, meant = listed.split()[::2], listed.split()[1::2]
        right = {
            made: sum(nfc(maker(one)) == nfc(word) for one, word in zip(typed, meant, strict=True))
            for made, maker in makers.items()
        }
        say(f"{name}, {len(typed)} words: {right}")
    back = sum(to_unicode(to_bijoy(word)) == word for word in words)
    say(f"there and back: {back} of {len(words)}")

    text = " ".join(words)
    bijoy = (to_bijoy(text) + " ") * (SIZE // len(text) + 1)
    bijoy = bijoy[:SIZE]
    say(f"{SIZE} characters of Bijoy, milliseconds:")
    for made, maker in makers.items():
        say(f"  {made}: {timed(partial(maker, bijoy), 3):.0f}")
    say(f"  back: {timed(lambda: to_bijoy(to_unicode(bijoy)), 5):.0f}; told: {timed(lambda: runs(bijoy), 5):.0f}")
    say(f"  a paste of 5,000, read and told: {timed(lambda: read('', bijoy[:5_000]), 5):.1f}")
    jobs: dict[str, Callable[[str], object]] = {
        "read": to_unicode,
        "written": to_bijoy,
        "told": runs,
        "pasted": partial(read, ""),
    }
    for name, bad in hostile().items():
        say(f"  {name}: " + ", ".join(f"{done} {timed(partial(job, bad), 3):.0f}" for done, job in jobs.items()))


if __name__ == "__main__":
    main()
