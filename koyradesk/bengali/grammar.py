"""The little grammar that filled sentences need."""

from __future__ import annotations

from koyradesk.bengali.text import nfc

_VOWEL_SIGNS = "ািীুূৃেৈোৌ"
_CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎ" + nfc("ড়ঢ়য়")


def genitive(noun: str) -> str:
    """A noun with the ending of the genitive: কমিটি -> কমিটির, অফিসার -> অফিসারের, (সকল) -> (সকল)-এর."""
    bare = nfc(noun).rstrip()
    if not bare:
        return ""
    if bare[-1] in _VOWEL_SIGNS:
        return bare + "র"
    return bare + ("ের" if bare[-1] in _CONSONANTS else "-এর")
