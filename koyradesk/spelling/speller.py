"""The judge of words: which are marked in a text, and what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import JOINERS, nfc
from koyradesk.spelling import common, endings
from koyradesk.spelling.cutting import Piece, pieces
from koyradesk.spelling.flaws import flaw
from koyradesk.spelling.known import Known, own
from koyradesk.spelling.lists import WordList

#: Why a word is marked: its letters cannot stand so; a common misspelling; written twice; English letters inside;
#: not in the word list, where a known word is near. "" for one that is not marked.
Kind = Literal["", "letters", "common", "twice", "mixed", "unknown"]

#: Words judged beyond which the judge forgets what it has judged.
_MOST = 50_000
#: What is longer is no word.
_LONGEST = 60
_LATIN = pattern("[A-Za-z]+")
#: Words that nobody writes twice on purpose. Of others it is good Bengali (নিজ নিজ, ঘরে ঘরে), but for long ones.
_NEVER_TWICE = frozenset(
    nfc(
        "এবং ও বা কিন্তু করা করার করেন করেছে করেছেন করবেন হয় হবে হলো হয়েছে হয়েছিল জন্য দ্বারা কর্তৃক পর্যন্ত "
        "সভা সভার সভায় সভাপতি আছে ছিলেন নেই হয়নি উপর মধ্যে সহ গ্রহণ প্রদান"
    ).split()
)
_TWICE = 7
_DOUBLED = frozenset(nfc("ভিন্ন নির্দিষ্ট বিভিন্ন সংশ্লিষ্ট স্বতন্ত্র পর্যায়ক্রমে আস্তে ক্রমান্বয়ে").split())
#: Whoever ends so may be meant one by one: উপজেলায় উপজেলায়, বিদ্যালয়ে বিদ্যালয়ে.
_EACH = tuple(nfc(one) for one in ("ে", "য়", "ই", "ও", "তে", "ি"))
#: How far a known word may be from one that is not, to be meant by it.
_FAR, _MEANT = 2, 1
#: Shorter words are near to too many others.
_SHORT = 5


class Mark(NamedTuple):
    """A word to be marked: where it stands in the text, as it stands there, and why."""

    start: int
    end: int
    word: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Speller:
    """Judges words. It never changes but for what it remembers having judged, and may be asked from any thread."""

    known: Known = field(default_factory=own)
    #: Words that somebody said are right.
    right: frozenset[str] = frozenset()
    words: WordList | None = None
    _judged: dict[str, Kind] = field(default_factory=dict, repr=False, compare=False)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def with_right(self, right: frozenset[str]) -> Speller:
        """One for which these words are right."""
        return replace(self, right=right, _judged={}, _near={})

    def without_list(self) -> Speller:
        """One without the word list, that answers at once."""
        return replace(self, words=None, _judged={}, _near={})

    def judge(self, word: str) -> Kind:
        """Why a word is marked wherever it stands; "" where it is right or nobody can know."""
        found = self._judged.get(word)
        if found is None:
            if len(self._judged) >= _MOST:
                self._judged.clear()
            found = self._judged[word] = self._kind(JOINERS.sub("", nfc(word)))
        return found

    def knows(self, word: str) -> bool:
        """Is it a word that is known, with an ending too?"""
        bare = JOINERS.sub("", nfc(word))
        return self._has(bare) or any(self._has(stem) for stem in endings.stems(bare))

    def marks(self, text: str) -> Iterator[Mark]:
        """The words of a text that are marked, in their order."""
        held: tuple[Piece, Kind] | None = None
        last: Piece | None = None
        for piece in pieces(text):
            if held is not None:
                if not self._is_title(held[0], piece):
                    yield Mark(*held[0][:3], held[1])
                held = None
            kind = self._of(piece)
            if not kind and last is not None and piece.follows and self._is_twice(last, piece):
                kind = "twice"
            if kind == "common" and last is not None and self._is_title(last, piece):
                kind = ""
            if kind == "common":
                # What comes next may tell that it is part of a name.
                held = piece, kind
            elif kind:
                yield Mark(*piece[:3], kind)
            last = piece
        if held is not None:
            yield Mark(*held[0][:3], held[1])

    def suggest(self, word: str, limit: int = 5, seconds: float = 0.3) -> list[str]:
        """What may be meant by a marked word, the likeliest first. With a word list it takes a while."""
        bare = JOINERS.sub("", nfc(word))
        found: list[str] = []
        if letters := flaw(bare):
            for one in letters:
                found.append(common.righted(one) or one)
        elif right := common.righted(bare):
            found.append(right)
        if _LATIN.search(bare):
            found.append(_LATIN.sub("", bare))
        base = found[0] if found else bare
        if not found or not self.knows(base):
            found += [one for one in self._known_near(base, _FAR) if one not in self._wrong()]
            if self.words is not None and len(found) < limit and len(bare) <= _LONGEST:
                found += self.words.near(bare, limit, seconds)
        return [one for one in dict.fromkeys(found) if one and one != bare][:limit]

    # How it judges

    def _of(self, piece: Piece) -> Kind:
        if piece.before.isalnum() or piece.end - piece.start > _LONGEST:
            # Behind a number or English letters: what stands there is an ending, or nobody knows.
            return ""
        return self.judge(piece.word)

    def _kind(self, word: str) -> Kind:
        if not word or word in self.right or word in self.known.names or len(word) > _LONGEST:
            return ""
        if len(word) == 1:
            # A letter or sign alone, as lists and keyboards have them.
            return ""
        if _LATIN.search(word):
            return "mixed" if self._is_mixed(word) else ""
        if flaw(word) is not None:
            return "letters"
        if common.righted(word):
            return "" if any(stem in self.right for stem, _ in endings.parted(word)) else "common"
        if self.words is None or len(word) < _SHORT or self.knows(word):
            return ""
        return "unknown" if any(one not in self._wrong() for one in self._known_near(word, _MEANT)) else ""

    def _is_mixed(self, word: str) -> bool:
        """Do English letters stand inside a Bengali word? An English word may have a Bengali ending: PDFটি."""
        found = _LATIN.match(word)
        if found is None:
            return True
        rest = word[found.end() :]
        return _LATIN.search(rest) is not None or (found.end() == 1 and not endings.is_ending(rest) and len(rest) > 2)

    def _is_twice(self, last: Piece, piece: Piece) -> bool:
        if last.word != piece.word:
            return False
        word = nfc(piece.word)
        if word in _NEVER_TWICE:
            return True
        return len(word) >= _TWICE and not word.endswith(_EACH) and word not in _DOUBLED and word not in self.right

    def _is_title(self, one: Piece, other: Piece) -> bool:
        return bool(self.known.pairs) and (nfc(one.word), nfc(other.word)) in self.known.pairs

    def _has(self, word: str) -> bool:
        return word in self.known.words or word in self.right or (self.words is not None and word in self.words)

    def _wrong(self) -> Iterable[str]:
        return common.pairs().ended

    def _known_near(self, word: str, far: int) -> tuple[str, ...]:
        """Known words near to one, the nearest and most used first; endings stay as they are."""
        key = f"{far}{word}"
        if key not in self._near:
            if len(self._near) >= _MOST:
                self._near.clear()
            self._near[key] = tuple(self._nearest(word, far))
        return self._near[key]

    def _nearest(self, word: str, far: int) -> list[str]:
        if len(word) < 3 or len(word) > _LONGEST:
            return []
        extract, distance = _fuzzy()
        allowed = min(far, 1 if len(word) < _SHORT + 1 else far)
        found = extract(word, self.known.words, scorer=distance, processor=None, score_cutoff=allowed, limit=24)
        ranked = sorted((score, -self.known.uses.get(one, 0), one) for one, score, _ in found if score)
        return [one for _, _, one in ranked]


@cache
def _fuzzy() -> tuple[Any, Any]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extract, OSA.distance
