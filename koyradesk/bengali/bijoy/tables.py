"""The codes of Bijoy's fonts (SutonnyMJ and kin) as data: which piece of Bengali each one draws.

A code is a character of Windows-1252. Tables are pairs of a code and its letters, parted by blanks; a hasanta is left
out where the table says that all of its letters have one. Some codes of typography (“ ” ‘ ’ – — • ™ … ‹ ›) draw letters
too: what they are is told by what stands beside them (``reading``).
"""

from __future__ import annotations

from koyradesk.bengali.text import nfc

HASANTA = "\u09cd"
ZWNJ, ZWJ = "\u200c", "\u200d"


def _pairs(table: str) -> dict[str, str]:
    words = nfc(table).split()
    return dict(zip(words[::2], words[1::2], strict=True))


VOWELS = _pairs("A অ B ই C ঈ D উ E ঊ F ঋ G এ H ঐ I ও J ঔ")
CONSONANTS = _pairs(
    """
    K ক L খ M গ N ঘ O ঙ P চ Q ছ R জ S ঝ T ঞ U ট V ঠ W ড X ঢ Y ণ Z ত _ থ ` দ a ধ b ন c প d ফ e ব f ভ g ম
    h য i র j ল k শ l ষ m স n হ o ড় p ঢ় q য় r ৎ
    """
)
#: Conjuncts, and letters with their vowel sign, that have a code of their own.
LIGATURES = _pairs(
    """
    ° ক্ক ± ক্ট ² ক্ষ্ম ³ ক্ত ´ ক্ম µ ক্র ¶ ক্ষ ÿ ক্ষ · ক্স ¸ গু ¹ জ্ঞ º গ্দ » গ্ধ ¼ ঙ্ক ½ ঙ্গ ¾ জ্জ À জ্ঝ Á জ্ঞ
    Â ঞ্চ Ã ঞ্ছ Ä ঞ্জ Å ঞ্ঝ Æ ট্ট Ç ড্ড È ণ্ট É ণ্ঠ Ê ণ্ড Ë ত্ত Ì ত্থ Í ত্ম Î ত্র Ï দ্দ × দ্ধ Ø দ্ব Ù দ্ম
    Ú ন্ঠ Û ন্ড Ü ন্ধ Ý ন্স Þ প্ট ß প্ত à প্প á প্স â ব্জ ã ব্দ ä ব্ধ å ভ্র æ ম্ন ç ম্ফ é ল্ক ê ল্গ ë ল্ট ì ল্ড
    í ল্প î ল্ফ ï শু ð শ্চ ñ শ্ছ ò ষ্ণ ó ষ্ট ô ষ্ঠ õ ষ্ফ ö স্খ ÷ স্ট ù স্ফ û হু ü হৃ ý হ্ন þ হ্ম
    """
)
#: Letters whose hasanta waits for the letter that follows.
HALVES = _pairs("” চ • ঙ ˜ দ ™ দ › ন š ন ¤ ম ® ষ ¯ স")
#: Letters that hang below or behind the one before; their hasanta comes first.
BELOW = _pairs(
    """
    ‹ ক Œ ক্র ‘ তু ’ থ — ত Í ত ¿ ত্র œ ন è ন ú প ¡ ব ¦ ব Ÿ ব ^ ব ¢ ভ £ ভ্র ¥ ম § ম ¨ য ª র « র Ö র ¬ ল \u00ad ল ø ল
    """
)
#: Of these, those that hang on a half letter alone; elsewhere most of them are quotation marks and dashes.
AFTER_HALF = "‹‘’—Í"
#: Signs of vowels that stand where they are read.
BEHIND = _pairs("v া x ী y ু z ু ~ ূ ‚ ূ ƒ ূ „ ৃ … ৃ Š ৗ")
#: ু below a letter that ends in র; elsewhere these are the conjunct ম্ন, a quotation mark and a dash.
BELOW_RA = "æ“–"
#: Signs of vowels that stand before the letter they are read after.
BEFORE = _pairs("w ি † ে ‡ ে ˆ ৈ ‰ ৈ")
REPH, HASANTA_CODE, CANDRABINDU = "©", "&", "u"
#: What is read by itself wherever it stands.
SINGLE = _pairs(
    """
    s ং t ঃ u ঁ 0 ০ 1 ১ 2 ২ 3 ৩ 4 ৪ 5 ৫ 6 ৬ 7 ৭ 8 ৮ 9 ৯ | । $ ৳ Ò “ Ó ” Ô ‘ Õ ’ Ð – Ñ —
    """
)
#: Codes that mean themselves where they draw no letter.
TYPOGRAPHY = frozenset("‘’“”–—•™›‹…„‚©®°±·»«¡¿&^")
#: After these è hangs a ণ below, after others a ন.
CEREBRAL = frozenset("ষহণ")

# Writing

#: Pieces of conjuncts, as they are written first of all. What stands in no table here is put together (``writing``).
WRITTEN = {letters: code for code, letters in (VOWELS | CONSONANTS | LIGATURES).items() if code not in "ÿ¹Íæ"} | _pairs(
    """
    চ্চ ”P চ্ছ ”Q চ্ঞ ”T ঙ্খ •L ঙ্ঘ •N ঙ্ম •g ঙ্ক্ষ •¶ দ্গ ˜M দ্ঘ ˜N দ্ভ ™¢ দ্ভ্র ™£ ন্ট ›U ন্দ ›` ন্দ্ব ›Ø ন্ত šÍ ন্ত্র š¿ ন্থ š’ ন্ব š^
    ম্প ¤ú ম্ব ¤^ ম্ভ ¤¢ ম্ভ্র ¤£ ম্ম ¤§ ষ্ক ®‹ ষ্ক্র ®Œ ষ্প ®ú ষ্ম ®§ স্ক ¯‹ স্ক্র ¯Œ স্ত ¯Í স্ত্র ¯¿ স্থ ¯’ স্প ¯ú স্ব ¯^ স্ম ¯§
    ক্ষ্ণ ¶è হ্ণ nè ণ্ণ Yè ণ্ব Y^
    """
)
#: The half of a letter before one that it has no conjunct with; দ and ন have two, by what follows.
HALF_OF = _pairs("চ ” ঙ • ম ¤ ষ ® স ¯ ন ›")
#: Letters that hang below any other: their usual code, and another one after some letters.
HANGING = {
    "য": ("¨", {}),
    "র": ("«", dict.fromkeys("পগশ", "Ö") | dict.fromkeys("বঘদজত", "ª")),
    "ব": ("¡", dict.fromkeys("বধহ", "Ÿ") | dict.fromkeys("গলশষ", "¦")),
    "ম": ("¥", {}),
    "ন": ("œ", {}),
    "ল": ("ø", dict.fromkeys("কফহ", "¬")),
}
#: Signs of vowels below a letter: the usual code, the one after letters with a stem on the right, the one after র.
SIGNS_BELOW = {"ু": "yzæ", "ূ": "~‚ƒ", "ৃ": "„……"}
STEMMED = frozenset("কতভফখডঢঝ")
#: Letters that are written in one with their vowel sign: "শু".
WITH_SIGN = {letters: code for code, letters in LIGATURES.items() if letters[-1] in SIGNS_BELOW} | {
    nfc("ন্তু"): "š‘",
    nfc("স্তু"): "¯‘",
}
SIGNS_BEHIND = {"া": "v", "ী": "x", "ৗ": "Š"}
#: Signs before a letter: where a word begins, and within it.
SIGNS_BEFORE = {"ি": "ww", "ে": "†‡", "ৈ": "ˆ‰"}
SINGLE_WRITTEN = {letters: code for code, letters in SINGLE.items()}
