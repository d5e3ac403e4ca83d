"""Sentences in the user's language: gettext catalogues from ``resources/locale``, English sentences as keys."""

from __future__ import annotations

import gettext
from functools import cache
from typing import Any

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
    """``sentence`` in ``language``, its ``{fields}`` filled from ``parts``; English where no translation exists."""
    found = _catalogue(language).gettext(sentence)
    return found.format(**parts) if parts else found
