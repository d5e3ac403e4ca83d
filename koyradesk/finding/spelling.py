"""What else could have been meant where nothing was found: words that are spelled alike, or fewer letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from koyradesk.store.documents import Documents

#: So many spellings are offered, each of so many for a word, at least so alike (percent).
OFFERED, _EACH, _LIKE = 3, 4, 70
#: Fewer letters than this are no word to guess at.
_LEAST = 3


def near(documents: Documents, words: Sequence[str], terms: Sequence[str]) -> Iterator[str]:
    """Other spellings of the words that nothing has, best first, each of which finds something."""
    choices = [[word] if documents.knows(word) else _alike(word, terms) for word in words]
    if not all(choices) or all(choice == [word] for choice, word in zip(choices, words, strict=True)):
        return
    found = (
        " ".join(one)
        for one in islice(product(*choices), 4 * OFFERED)
        if next(documents.matching(one), None) is not None
    )
    yield from islice(found, OFFERED)


def _alike(word: str, terms: Sequence[str]) -> list[str]:
    if len(word) < _LEAST:
        return []
    from rapidfuzz import fuzz, process

    # A word is begun, as a rule: longer ones that begin alike count as near.
    found = process.extract(word, terms, scorer=fuzz.ratio, limit=_EACH, score_cutoff=_LIKE)
    return [term for term, _, _ in found]


def fewer(documents: Documents, words: Sequence[str]) -> str:
    """The most of what was typed that finds something: without the last letters of a word, or without a word."""
    for place, word in enumerate(words):
        if documents.knows(word):
            continue
        for length in range(len(word) - 1, _LEAST - 1, -1):
            cut = [*words[:place], word[:length], *words[place + 1 :]]
            if next(documents.matching(cut), None) is not None:
                return " ".join(cut)
    for left_out in range(len(words) - 1, -1, -1):
        rest = [*words[:left_out], *words[left_out + 1 :]]
        if rest and next(documents.matching(rest), None) is not None:
            return " ".join(rest)
    return ""
