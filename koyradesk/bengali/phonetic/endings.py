"""Words with the endings of grammar: উপজেলার is found where only উপজেলা is known."""

from __future__ import annotations

from collections.abc import Iterator

from koyradesk.bengali.text import nfc

#: How an ending is typed, and how it is written after a vowel and after a consonant; "" where it does not stand there.
_ENDINGS: tuple[tuple[str, str, str], ...] = tuple(
    (typed, nfc(vowel), nfc(consonant))
    for typed, vowel, consonant in (
        ("r", "র", ""),
        ("er", "য়ের", "ের"),
        ("y", "য়", ""),
        ("e", "", "ে"),
        ("te", "তে", ""),
        ("ke", "কে", "কে"),
        ("ra", "রা", ""),
        ("era", "", "েরা"),
        ("der", "দের", "দের"),
        ("derke", "দেরকে", "দেরকে"),
        ("eder", "", "েদের"),
        ("ti", "টি", "টি"),
        ("tir", "টির", "টির"),
        ("tite", "টিতে", "টিতে"),
        ("tike", "টিকে", "টিকে"),
        ("ta", "টা", "টা"),
        ("tar", "টার", "টার"),
        ("gulo", "গুলো", "গুলো"),
        ("gulor", "গুলোর", "গুলোর"),
        ("gulote", "গুলোতে", "গুলোতে"),
        ("guli", "গুলি", "গুলি"),
        ("gulir", "গুলির", "গুলির"),
        ("somuho", "সমূহ", "সমূহ"),
        ("somuh", "সমূহ", "সমূহ"),
        ("shomuho", "সমূহ", "সমূহ"),
        ("somuher", "সমূহের", "সমূহের"),
        ("shomuher", "সমূহের", "সমূহের"),
        ("somuhe", "সমূহে", "সমূহে"),
        ("somuhoke", "সমূহকে", "সমূহকে"),
        ("gon", "গণ", "গণ"),
        ("goner", "গণের", "গণের"),
        ("gonke", "গণকে", "গণকে"),
        ("brindo", "বৃন্দ", "বৃন্দ"),
        ("brinder", "বৃন্দের", "বৃন্দের"),
        ("vittik", "ভিত্তিক", "ভিত্তিক"),
        ("bhittik", "ভিত্তিক", "ভিত্তিক"),
        ("sho", "সহ", "সহ"),
        ("soho", "সহ", "সহ"),
    )
)
_LONGEST_FIRST = sorted(_ENDINGS, key=lambda one: -len(one[0]))
#: What is left without the ending has at least so many Latin letters.
_STEM = 3
_VOWELS = frozenset(nfc("অআইঈউঊঋএঐওঔািীুূৃেৈোৌ")) | {"\u09bc"}


def parted(latin: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The ways to part typed letters into a word and an ending, the longest ending first; the ending as it is written
    after a vowel and after a consonant."""
    plain = latin.lower()
    for typed, vowel, consonant in _LONGEST_FIRST:
        if plain.endswith(typed) and len(plain) - len(typed) >= _STEM:
            yield latin[: -len(typed)], (vowel, consonant)


def joined(word: str, ending: tuple[str, str]) -> str:
    """A word with an ending; "" where it cannot have it."""
    after_vowel, after_consonant = ending
    vowel = word[-1:] in _VOWELS
    if vowel and word.endswith("\u09bc"):
        # ড় and ঢ় are consonants; whether য় is one is not written: কার্যালয়ের, উপজেলায়.
        vowel = False
    chosen = after_vowel if vowel else after_consonant
    return word + chosen if chosen else ""
