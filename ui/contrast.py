"""Whether the computer is set to high contrast. Qt 6.9 cannot tell (6.10 can): Windows is asked itself.

Elsewhere nothing is known, and the schemes of high contrast are chosen in the settings.
"""

from __future__ import annotations

import os
from typing import Any

_SPI_GETHIGHCONTRAST = 0x0042
_HCF_HIGHCONTRASTON = 0x0001
_COLOR_WINDOW = 5


def wanted(user32: Any = None) -> str:
    """The scheme for it: "contrast" or, where the computer's windows are dark, "contrast-dark"; "" where it is not set.

    ``user32``: Windows' own library where not given.
    """
    if user32 is None:
        if os.name != "nt":
            return ""
        import ctypes

        user32 = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
    return _told(user32)


def _told(user32: Any) -> str:
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint32), ("flags", ctypes.c_uint32), ("scheme", ctypes.c_wchar_p))

    told = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    if not user32.SystemParametersInfoW(_SPI_GETHIGHCONTRAST, told.size, ctypes.byref(told), 0):
        return ""
    if not told.flags & _HCF_HIGHCONTRASTON:
        return ""
    # 0x00BBGGRR
    ground = int(user32.GetSysColor(_COLOR_WINDOW))
    red, green, blue = ground & 0xFF, ground >> 8 & 0xFF, ground >> 16 & 0xFF
    return "contrast" if 0.299 * red + 0.587 * green + 0.114 * blue > 127 else "contrast-dark"
