"""How long is waited for an acknowledgement. What was sent and is never acknowledged was lost, on whichever way: it is
told, and goes once more with the next bundle, for what arrives twice changes nothing.

Clocks are set: what was sent at a time that is still to come counts as sent nobody knows when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from koyradesk.exchange.ledger import Kept
from koyradesk.exchange.shapes import Transfer

#: So long an office may need to fetch a bundle, take it in and send one back.
SILENCE = timedelta(days=7)
#: Who never answers is sent the same again after twice as long each time, but no more than 2 ** this.
_MOST = 3
#: Zones and summer times make no clock wrong.
_AHEAD = timedelta(days=1)


def is_overdue(one: Transfer, now: datetime) -> bool:
    """Should a bundle that was sent have been acknowledged by now? For an acknowledgement itself nobody waits."""
    return one.out and one.state == "sent" and bool(one.counts) and not _recent(one, now, SILENCE)


def is_old(one: Transfer, now: datetime) -> bool:
    """Did a bundle leave so long ago that it cannot just have crossed one of theirs?"""
    return not _recent(one, now, SILENCE / 2)


def on_the_way(out: Sequence[Kept], now: datetime) -> list[Kept]:
    """Of what went out to an office the bundles that may still arrive.

    What was acknowledged is in what the office says that it has; if that is less by now, it lost something.
    """
    going = [one for one in out if one.transfer.state in ("made", "sending", "sent")]
    sent = [one for one in going if one.transfer.state == "sent"]
    if not sent:
        return going
    # Each carries all that is not acknowledged, so the one that was made last speaks for those before it.
    last = max(sent, key=lambda one: one.n)
    tries = sum(_ends(one) == _ends(last) for one in sent)
    if _recent(last.transfer, now, SILENCE * 2 ** min(tries - 1, _MOST)):
        return going
    return [one for one in going if one.transfer.state != "sent"]


def _recent(one: Transfer, now: datetime, span: timedelta) -> bool:
    return -_AHEAD <= now - (one.sent or one.at) < span


def _ends(one: Kept) -> dict[str, int]:
    return {actor: last for actor, (_, last) in one.ranges.items()}
