"""The little grammar that filled sentences need."""

from __future__ import annotations

from koyradesk.bengali.text import nfc

#: Vowel signs after which the genitive is a bare র; after the others, and after ঁ ং, it is য়ের.
_TAKE_R = "ািীুূৃেো"
_TAKE_YER = "ৈৌঁং"
_CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ" + nfc("ড়ঢ়য়")
#: Vowels that stand alone and take a bare র: ডিএ, ইউএনও.
_ALONE_TAKE_R = "আএও"
_ALONE_TAKE_YER = "ইঈউঊঐঔ"
#: Endings that would else be taken for one of the above: ঠাকুরগাঁও has a glide, ডিএই is letters read out.
_GLIDES = ("াও", "াঁও")
_READ_OUT = ("এই", "ইই", "িই")
#: Parts of the day that take an ending when they close a time.
_PARTS_OF_DAY = ("সকাল", "বিকাল", "বিকেল", "দুপুর", "রাত", "পূর্বাহ্ণ", "অপরাহ্ণ", "মিনিট")
_FROM = (" থেকে ", " হতে ")
#: Bodies whose names end like a meeting's.
_NO_MEETINGS = ("পৌরসভা", "মন্ত্রিসভা", "আইনসভা", "লোকসভা", "রাজ্যসভা", "বিধানসভা")


def locative(time: str) -> str:
    """A time of day as it stands in a sentence: সকাল ১০.৩০ ঘটিকা -> সকাল ১০.৩০ ঘটিকায়, সকাল ১০টা থেকে ১২টা -> … পর্যন্ত.

    Words it does not know stay as they are.
    """
    bare = nfc(time).rstrip()
    if any(word in bare for word in _FROM):
        return bare if bare.endswith("পর্যন্ত") else f"{bare} পর্যন্ত"
    if bare.endswith("া"):
        return bare + nfc("য়")
    if bare[-1:].isdigit():
        return bare + nfc(" ঘটিকায়")
    return bare + "ে" if bare.endswith(_PARTS_OF_DAY) else bare


def genitive(noun: str) -> str:
    """A noun with the ending of the genitive.

    কমিটি -> কমিটির, অফিসার -> অফিসারের, বাছাই -> বাছাইয়ের, মনিটরিং -> মনিটরিংয়ের, বিদ্যুৎ -> বিদ্যুতের, (সকল) -> (সকল)-এর.
    """
    bare = nfc(noun).rstrip(" \t\n\u00a0\u200c\u200d")
    last = bare[-1:]
    if not last:
        return ""
    if last == "ৎ":
        return bare[:-1] + "তের"
    if last in _TAKE_R:
        return bare + "র"
    if last in _TAKE_YER or bare.endswith(_GLIDES):
        return bare + nfc("য়ের")
    if last in _ALONE_TAKE_R or bare.endswith(_READ_OUT):
        return bare + "র"
    if last in _ALONE_TAKE_YER:
        return bare + nfc("য়ের")
    return bare + ("ের" if last in _CONSONANTS else "-এর")


def is_meeting(name: str) -> bool:
    """Is what bears this name a meeting itself (মাসিক সমন্বয় সভা), and no body that holds one (কমিটি, পৌরসভা)?"""
    bare = name.rstrip()
    return bare.endswith("সভা") and not bare.endswith(_NO_MEETINGS)
