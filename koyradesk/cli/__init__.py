"""Every capability without a screen: ``python -m koyradesk`` and the script ``koyra``.

Exit codes: 0 done, 1 refused with one line on the error stream in the user's language, 2 wrong usage.
"""

from koyradesk.cli.program import main

__all__ = ["main"]
