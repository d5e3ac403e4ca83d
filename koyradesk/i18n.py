"""Sentences in the user's language: gettext catalogues from ``resources/locale``, English sentences as keys."""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache
from typing import Any

from koyradesk.bengali.digits import to_bengali
from koyradesk.resources import resource

LANGUAGES = ("bn", "en")


def N_(sentence: str) -> str:
    """Marks a sentence for translation without translating it now."""
    return sentence


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with resource("locale", language, "LC_MESSAGES", "koyradesk.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)


def translate(sentence: str, language: str, **parts: Any) -> str:
    """``sentence`` in ``language``, its ``{fields}`` filled from ``parts``; English where no translation exists.

    Whole numbers among the parts are written in the language's digits, days with its names of the months, and a
    refusal within a refusal in its words.
    """
    found = _catalogue(language).gettext(sentence)
    parts = {name: _written(part, language) for name, part in parts.items()}
    return found.format(**parts) if parts else found


def _written(part: Any, language: str) -> Any:
    if type(part) is date:
        from koyradesk.bengali.dating import spell

        return spell(part, "{d} {month} {y}" if language == "bn" else "{d:en} {month:en} {y:en}")
    if isinstance(part, Exception):
        spoken = getattr(part, "text", None)
        return spoken(language) if spoken else str(part)
    return to_bengali(part) if type(part) is int and language == "bn" else part
