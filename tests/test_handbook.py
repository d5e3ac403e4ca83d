"""The handbook says what the windows say: its words for buttons stand on them, its pictures are of scenes there are."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import translations
from handbook_pictures import HANDBOOK, LARGEST, PICTURES
from PIL import Image
from test_glossary import offences

from koyradesk.bengali.text import nfc
from ui.scenes import SCENES

PAGES = sorted(HANDBOOK.glob("*.md"))
#: Bold words that are no words of a window.
OWN = {"পেনড্রাইভ।", "ই-মেইল।", "ইন্টারনেট।", "ছবি ও প্রমাণ।", "স্ক্যান।"}


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_there_are_pages_about_old_text_and_the_exchange():
    assert {"bijoy.md", "exchange.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_it_calls_a_button_stands_on_one(page):
    said = set(map(nfc, translations.read_po(translations.PO.read_text(encoding="utf-8")).values()))
    called = {nfc(text) for text in re.findall(r"\*\*(.+?)\*\*", words(page))}
    assert len(called) > (20 if page.stem == "exchange" else 2)
    assert called - said - {nfc(text) for text in OWN} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_is_plain_bengali_in_short_sentences(page):
    text = words(page)
    assert text == unicodedata.normalize("NFC", text)
    assert offences(nfc(text)) == []
    bare = re.sub(r"`[^`]*`|!?\[([^\]]*)\]\([^)]*\)|[*#|]|Enter|Esc", r"\1", text)
    assert not re.findall(r"[A-Za-z]{2,}", bare)
    sentences = [one.split() for one in re.split(r"[।?!\n]", bare)]
    assert max(map(len, sentences)) <= 24


def test_every_picture_is_of_a_scene_that_there_is():
    assert set(PICTURES.values()) <= {scene.name for scene in SCENES}


def test_every_picture_is_shown_and_small():
    shown = {Path(name) for page in PAGES for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", words(page))}
    there = {path.relative_to(HANDBOOK) for path in HANDBOOK.rglob("*.png")}
    assert shown == there == {Path("pictures", f"{name}.png") for name in PICTURES}
    for name in there:
        path = HANDBOOK / name
        assert path.stat().st_size <= LARGEST
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)
