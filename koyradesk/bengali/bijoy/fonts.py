"""Which fonts draw Bengali for the codes of Bijoy, by their names."""

from __future__ import annotations

import re

#: SutonnyMJ, ChandrabatiMJ, SutonnyEMJ Bold, Bijoy Baijoyonti; but SutonnyOMJ, whose O stands for OpenType, is Unicode.
_BIJOY = re.compile(r"(?!.*(?:omj|unicode|unijoy))(?:.*mj|sutonny.*|bijoy.*)")
_STYLES = re.compile(r"(?:bold|italic|regular|normal|light|[\s\"'_-])+")


def is_bijoy(font: str) -> bool:
    """Is a font one of Bijoy's? Of a list of fonts, as style sheets have them, the first is meant."""
    name = _STYLES.sub("", font.split(",")[0].casefold())
    return _BIJOY.fullmatch(name) is not None
