"""Bijoy (SutonnyMJ and kin) <-> Unicode. Pure.

========== =======================================================================================
tables     which piece of Bengali each code of the fonts draws, as data
reading    Bijoy -> Unicode
writing    Unicode -> Bijoy, for typists who still have the old fonts
telling    is a plain text Bijoy? Each word with its neighbours
statistics what it is told by, counted by tests/bijoy_statistics.py
fonts      which fonts are Bijoy's
========== =======================================================================================
"""

from koyradesk.bengali.bijoy.reading import decoded, pieces_to_unicode, to_unicode, unknown
from koyradesk.bengali.bijoy.writing import to_bijoy

__all__ = ["decoded", "pieces_to_unicode", "to_bijoy", "to_unicode", "unknown"]
