"""Expressions compiled when they are first used."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from koyradesk.bengali.lazily import pattern


def test_it_does_what_the_compiled_one_does():
    lazy, real = pattern("(?P<year>[0-9]{4})-x", re.IGNORECASE), re.compile("(?P<year>[0-9]{4})-x", re.IGNORECASE)
    assert lazy.sub("", "2026-X ও 2027-x") == real.sub("", "2026-X ও 2027-x") == " ও "
    assert [found["year"] for found in lazy.finditer("2026-X 2027-x")] == ["2026", "2027"]
    assert (lazy.pattern, lazy.flags, lazy.groupindex["year"]) == (real.pattern, real.flags, 1)
    assert lazy.fullmatch("২০২৬-x") is None


def test_what_is_wrong_shows_at_first_use_only():
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("ক")


def test_nothing_is_compiled_when_the_rooms_of_the_language_are_imported():
    """Not one of their own; ``pattern`` itself compiles nothing before it is asked."""
    source = (
        "import re, sys\n"
        "real, found = re.compile, []\n"
        "def seen(pattern, flags=0):\n"
        "    found.append(sys._getframe(1).f_globals['__name__'])\n"
        "    return real(pattern, flags)\n"
        "re.compile = seen\n"
        "import koyradesk.bengali.dates, koyradesk.bengali.labels, koyradesk.bengali.times, koyradesk.moving\n"
        "import koyradesk.overview, koyradesk.markup\n"
        "koyradesk.markup.plain('<b>ক</b>')\n"
        "print([name for name in found if name.startswith('koyradesk')])\n"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['koyradesk.bengali.lazily']"
