"""Bijoy (SutonnyMJ and kin) <-> Unicode. Pure.

======== =======================================================================================
tables   which piece of Bengali each code of the fonts draws, as data
reading  Bijoy -> Unicode
writing  Unicode -> Bijoy, for typists who still have the old fonts
======== =======================================================================================
"""

from koyradesk.bengali.bijoy.reading import to_unicode, unknown
from koyradesk.bengali.bijoy.writing import to_bijoy

__all__ = ["to_bijoy", "to_unicode", "unknown"]
