"""Sentences, layouts and standing sentences keep to docs/glossary.md: one word for one thing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import translations

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.resources import resource

PAGE = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
#: What a Bengali word is made of: a term found within a longer word is another word.
LETTER = "\u0980-\u09e3\u09f0-\u09ff"


def rows() -> list[tuple[str, str, str, str]]:
    table = PAGE.read_text(encoding="utf-8").partition("|---|")[2]
    found = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]*?) ?\|$", table, re.MULTILINE)
    assert len(found) > 50
    return found


def forbidden() -> dict[str, str]:
    """Each variant that is not used, and the term that is."""
    return {
        variant.strip(): term for _, term, _, instead in rows() for variant in instead.split(",") if variant.strip()
    }


def offences(text: str) -> list[str]:
    """The variants in a text, each at the beginning of a word: endings may follow."""
    found = []
    for variant, terms in forbidden().items():
        rest = text
        for term in (term.strip() for term in terms.split(",")):
            rest = rest.replace(term, "") if term.startswith(variant) else rest
        if re.search(rf"(?<![{LETTER}-]){re.escape(variant)}", rest):
            found.append(variant)
    return found


def texts_in(value: Any) -> list[str]:
    if is_dataclass(value):
        return [text for spec in fields(value) for text in texts_in(getattr(value, spec.name))]
    if isinstance(value, (tuple, list)):
        return [text for one in value for text in texts_in(one)]
    if isinstance(value, dict):
        return texts_in(list(value.values()))
    return [value] if isinstance(value, str) else []


def test_the_catalogue_uses_the_terms_of_the_glossary() -> None:
    bengali = translations.read_po(translations.PO.read_text(encoding="utf-8"))
    assert {sentence: found for sentence in bengali if (found := offences(bengali[sentence]))} == {}


#: A layout that looks as an office's own papers do may keep that office's label.
OF_AN_OFFICE = {"plain": {nfc("স্মারক নং-")}}


@pytest.mark.parametrize("name", layout.names())
def test_the_layouts_use_the_terms_of_the_glossary(name: str) -> None:
    said = set(texts_in(layout.resolve(name))) - OF_AN_OFFICE.get(name, set())
    assert {text: found for text in said if (found := offences(text))} == {}


def test_the_standing_sentences_use_the_terms_of_the_glossary() -> None:
    said = texts_in(tomllib.loads(resource("sentences.toml").read_text(encoding="utf-8")))
    assert said
    assert {text: found for text in said if (found := offences(nfc(text)))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ই-নথিতে পাঠান", ["ই-নথি"]),
        ("ডি-নথিতে পাঠান", []),
        ("বড় কাগজ", ["বড়"]),
        ("বড়ো কাগজ", []),
        ("এখনও নেই", ["এখনও"]),
        ("স্মারক নং-১২", ["স্মারক নং", "নং"]),
        ("ইনোভেশনং", []),
    ],
)
def test_a_forbidden_word_is_found(text: str, found: list[str]) -> None:
    assert offences(nfc(text)) == [nfc(one) for one in found]


def test_the_glossary_is_sorted_and_names_nothing_twice() -> None:
    english = [row[0].lower() for row in rows()]
    assert english == sorted(english)
    assert len(english) == len(set(english))
    assert not {term.strip() for _, terms, _, _ in rows() for term in terms.split(",")} & set(forbidden())
