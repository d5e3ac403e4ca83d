"""What a way found out about its other end is kept with its settings."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from koyradesk.exchange.ledger import Ledger
from koyradesk.exchange.ways.shapes import Configured, Learns, Refused, Way


def keep(ledger: Ledger, configured: Configured, opened: Way, *, asked: bool = False) -> None:
    """Keeps what an open way learned, once its other end was there; ``asked``: a person watches, so that it may also
    leave there what it goes by later.

    Raises:
        Unreachable: it is there no more. Whoever may only read there leaves nothing, and that is no harm.
        UserError: the disk.
    """
    if not isinstance(opened, Learns):
        return
    learned = opened.learned()
    if asked and not learned:
        with suppress(Refused):
            opened.probe()
        learned = opened.learned()
    before = dict(configured.settings)
    after = {**before, **learned}
    if after == before:
        return
    with ledger.together():
        for one in ledger.ways():
            # It may have been set otherwise meanwhile.
            if (one.name, one.kind, one.settings) == (configured.name, configured.kind, before):
                ledger.set_way(one._replace(settings=after))


def probe(folder: Path, configured: Configured, opened: Way) -> None:
    """A person tries a way out; what it learns is kept in the ledger of the data ``folder``.

    Raises:
        Refused, Unreachable: it does not work now.
        UserError: the disk.
    """
    opened.probe()
    with closing(Ledger(folder)) as ledger:
        keep(ledger, configured, opened)
