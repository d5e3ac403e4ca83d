"""How long judging words takes: the words of minutes, a paste of 200 kB, and what is suggested.

    python tests/bench/bench_spelling.py [--list PATH]

new      a thousand different words of the program's own texts, none of them judged before (median of 9)
again    the same words once more, as after each pause while somebody types
paste    200 kB of minutes, once, on the thread beside the windows
suggest  the slowest of the common misspellings, without a word list; with ``--list`` (bn_BD, without its ending) also
         from the list, and how long the list is read
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from measuring import say, timed

from koyradesk.resources import resource
from koyradesk.spelling import common, known, lists
from koyradesk.spelling.cutting import pieces
from koyradesk.spelling.speller import Speller

TIMES = 9


def main() -> None:
    """Measures and tells."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", type=Path)
    path = parser.parse_args().list
    text = resource("bank.toml").read_text("utf-8") + "\n".join(known.messages())
    words = list(dict.fromkeys(one.word for one in pieces(text)))[:1000]
    thousand = " ".join(words)
    listed = None
    if path is not None:
        say(f"read     {timed(lambda: lists.read(path)):8.1f} ms")
        listed = lists.read(path)
    office = known.own()
    fresh, again = [], []
    for _ in range(TIMES):
        speller = Speller(office, words=listed)
        fresh.append(timed(lambda judge=speller: list(judge.marks(thousand))))
        again.append(timed(lambda judge=speller: list(judge.marks(thousand))))
    say(f"new      {statistics.median(fresh):8.1f} ms for {len(words)} words")
    say(f"again    {statistics.median(again):8.1f} ms  (wanted: below 20)")
    paste = (text * 3).encode()[:200_000].decode("utf-8", "ignore")
    speller = Speller(office, words=listed)
    say(f"paste    {timed(lambda: list(speller.marks(paste))):8.1f} ms for {len(paste.encode())} bytes")
    slowest = max(timed(lambda one=word: speller.suggest(one)) for word in common.pairs().ended)
    say(f"suggest  {slowest:8.1f} ms at most, of {len(common.pairs().ended)} common misspellings")
    if listed is not None:
        say(f"         {timed(lambda: speller.suggest('উপজলাসমূহ')):8.1f} ms for a word from the list")


if __name__ == "__main__":
    main()
