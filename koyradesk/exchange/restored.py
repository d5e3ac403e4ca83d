"""After our own book was restored from a backup: the record of what was exchanged may know of more than the book has.

What it says of bundles whose content is gone again is let go, so that they can come once more; that less is here is
told to everybody with the next bundle (see ``making``), and they send it again. Nobody has to know what is missing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koyradesk.exchange.ledger import Ledger
    from koyradesk.exchange.office import Exchange


def follow(exchange: Exchange, ledger: Ledger) -> None:
    """Brings the record in line with the books, once after each restore.

    Raises:
        UserError: the disk.
    """
    restored = exchange.store.restored
    if ledger.followed == restored:
        return
    with ledger.together():
        for one in ledger.transfers(out=False):
            if one.transfer.state == "taken" and not exchange.holds(one.ranges):
                ledger.forget(one.transfer.id, out=False)
        for one in ledger.transfers(out=True):
            if one.transfer.state in ("made", "sending") and not Path(one.transfer.file).is_file():
                ledger.move(one.transfer.id, "failed")
        ledger.follow(restored)
