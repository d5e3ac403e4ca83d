"""What lies in the changes that are for others and in no file yet: papers and reports, not changes, are what people
count. For the worker's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange
    from koyradesk.exchange.shapes import Partner

#: More than so many changes are not looked through: an office that sends for the first time sends everything.
_MOST = 50_000


class Unsent:
    """Remembers what it counted, as long as nothing else is there to be counted."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, Mapping[str, int]]] = {}

    def of(self, exchange: Exchange, partners: Iterable[Partner]) -> dict[str, Mapping[str, int]]:
        """By office how many records of each kind it lacks that no file carries."""
        return {one.office: self._of(exchange, one) for one in partners if one.unsent and one.role != "own"}

    def _of(self, exchange: Exchange, partner: Partner) -> Mapping[str, int]:
        from koyradesk.exchange import exporting, making

        out = exchange.ledger.transfers(out=True, office=partner.office)
        made = making.reached(exporting.known(exchange.said(partner.office), partner.role), out, exchange.now())
        known = (partner.unsent, tuple(sorted(made.items())))
        held = self._known.get(partner.office)
        if held is not None and held[0] == known:
            return held[1]
        records = set(islice(_records(exchange, partner.office, made), _MOST))
        counts = Counter(one.partition(".")[0] for one in records)
        self._known[partner.office] = known, counts
        return counts


def _records(exchange: Exchange, office: str, made: Mapping[str, int]) -> Iterator[str]:
    from koyradesk.exchange import exporting
    from koyradesk.exchange.shapes import SUBMITTED
    from koyradesk.store.journal import START

    books = (exchange.books.get(one) for one in exporting.handed_on(exchange.books, office, exchange.roles()))
    for store in (exchange.store, *books):
        for body in store.operations(made, stream=SUBMITTED) if store is not None else ():
            if (found := START.match(body)) is not None:
                yield found["record"].decode()
