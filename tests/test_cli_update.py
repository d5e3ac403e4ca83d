"""``koyra update`` as a process: what is told, and what is refused with 1 and one sentence."""

from __future__ import annotations

import json

import pytest
import updates
from commands import Koyra

from koyradesk import __version__
from koyradesk.updates import FOLDER


@pytest.fixture
def koyra(tmp_path):
    return Koyra(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def office(koyra):
    koyra.good("demo")
    return koyra


def test_it_tells_the_version_and_that_nothing_began(koyra):
    assert koyra.good("update") == [__version__]
    assert json.loads("\n".join(koyra.good("update", "--json"))) == {"version": __version__, "last": None}


def test_it_tells_why_the_last_one_was_not_made(koyra):
    folder = koyra.folder / FOLDER
    folder.mkdir(parents=True)
    (folder / "begun.json").write_text('{"to": "9.0.0", "backup": "x"}')
    (folder / "code.txt").write_text("5\n")
    done = koyra("update", language="en")
    assert (done.code, done.lines) == (0, [__version__])
    assert done.err.startswith("The update to 9.0.0 was not made: The new version could not be written")
    told = json.loads(koyra("update", "--json", language="en").out)["last"]
    assert (told["version"], told["done"]) == ("9.0.0", False)
    # The window tells it once; asking does not take that away.
    assert (folder / "begun.json").exists()


@pytest.mark.parametrize("word", ["look", "install"])
def test_what_is_refused_is_refused_before_anything_is_made(office, tmp_path, word):
    path = updates.write(tmp_path)
    before = office.held()
    done = office("update", word, path, language="en")
    # Whoever wrote it, this checkout does not know the key of the tests.
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "Nothing was changed" in done.err or "Install the new version by its own installer" in done.err
    assert office.held() == before


@pytest.mark.parametrize("words", [("look",), ("install",), ("look", "a", "b"), ("install", "a", "b"), ("gone",)])
def test_a_wrong_call_is_told(koyra, words):
    assert koyra("update", *words).code == 2
