"""How much likelier a pair of characters is in a Bijoy word than in an English one, counted anew: run it after the
tables or the texts it learns from have changed much. ``python tests/bijoy_statistics.py`` writes the module.

It learns from the program's own sentences, handbook and data: Bengali (written as Bijoy) and English.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log
from pathlib import Path

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.bijoy.telling import EDGE, KINDS, kinds

ROOT = Path(__file__).parent.parent
MADE = ROOT / "koyradesk/bengali/bijoy/statistics.py"
MOST = 12

_BENGALI = re.compile(r"[ক-৯\u0985-\u09e3\u200c\u200d]+")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def texts(*patterns: str) -> str:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return "\n".join(path.read_text(encoding="utf-8").replace("\\n", "\n") for path in found)


def pairs(words: list[str]) -> Counter[str]:
    """Pairs of kinds of characters; a word that comes often counts, but not as often as it comes."""
    counted: Counter[str] = Counter()
    for word, times in Counter(words).items():
        said = EDGE + kinds(word) + EDGE
        for at in range(len(said) - 1):
            counted[said[at : at + 2]] += 1 + log(times)
    return counted


def main() -> None:
    bengali = texts("resources/locale/bn/LC_MESSAGES/*.po", "resources/**/*.toml", "resources/**/*.json")
    english = texts("docs/*.md", "docs/decisions/*.md", "README.md", "CONTRIBUTING.md", "resources/places/places.json")
    english += "".join(re.findall(r'msgid "(.*)"', texts("resources/locale/bn/LC_MESSAGES/*.po")))
    ours = pairs([to_bijoy(word) for word in _BENGALI.findall(bengali)])
    theirs = pairs(_ENGLISH.findall(english) + [word.capitalize() for word in _ENGLISH.findall(english)])
    totals = sum(ours.values()), sum(theirs.values())
    rows = []
    for first in KINDS:
        row = ""
        for second in KINDS:
            pair = first + second
            odds = log((ours[pair] + 0.5) / totals[0]) - log((theirs[pair] + 0.5) / totals[1])
            row += chr(ord("A") + MOST + max(-MOST, min(MOST, round(2 * odds))))
        rows.append(f'    "{row}",\n')
    MADE.write_text(
        '"""Written by tests/bijoy_statistics.py. A row for the first of two kinds of characters (``telling.KINDS``),\n'
        "a letter for the second: A is twelve half steps of the logarithm towards English, M is neither, Y is twelve\n"
        'towards Bijoy."""\n\n'
        f"ODDS = (\n{''.join(rows)})\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
