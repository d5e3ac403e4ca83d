"""One program at a time: a lock the system itself drops when its holder dies, however it dies.

The lock file stays behind and means nothing; only the lock on it counts. Every opening takes it, readers too (a second
``list`` waits a moment for its turn): one rule, and no reader ever sees a half-restored folder.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Self

from koyradesk.errors import UserError
from koyradesk.i18n import N_

NAME = "koyradesk.lock"
#: Seconds between two tries.
_PAUSE = 0.05
#: Someone has it, as flock and as Windows' locking say so; Wine's gives no number.
_TAKEN = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK, 0}

if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(folder: Path) -> bool:
    """Does a program hold the data folder now? False also where nobody can tell."""
    try:
        number = os.open(folder / NAME, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(number)
    except OSError:
        return True
    finally:
        # What was taken is let go with it.
        os.close(number)
    return False


class Lock:
    """The lock of a data folder, held from construction to ``release``."""

    def __init__(self, folder: Path, wait: float) -> None:
        """Takes the lock, waiting up to ``wait`` seconds for another holder.

        Raises:
            UserError: another program holds it.
            OSError: the lock file cannot be made.
        """
        self._number = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666)
        until = time.monotonic() + wait
        while True:
            try:
                _take(self._number)
            except OSError as error:
                if error.errno not in _TAKEN:
                    self.release()
                    raise
            else:
                return
            if time.monotonic() >= until:
                self.release()
                raise UserError(
                    N_(
                        "Koyradesk is already open with the data in {folder}. Use that window, or close it "
                        "and try again."
                    ),
                    folder=folder,
                )
            time.sleep(_PAUSE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Lets go; closing the file drops the lock on every system."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1
