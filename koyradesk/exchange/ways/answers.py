"""What a server's answer means, or that there was none: one sentence each, and whether it passes by itself.

Both kinds of server come here with a status and a body, so that the same trouble is told in the same words.
"""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from koyradesk.exchange.ways.shapes import Refused, Unreachable
from koyradesk.i18n import N_

#: A server that asks for more patience than that is asked again then.
_LONGEST = 86_400.0


def of_status(
    status: int, host: str, *, body: str = "", size: int = 0, retry_after: str = "", now: datetime | None = None
) -> Unreachable | Refused:
    """The refusal in an answer that is not the one that was hoped for. ``size`` are the bytes that were to be put."""
    if "RequestTimeTooSkewed" in body:
        return clock(host)
    if status == 407:
        return Refused(N_("The line to {host} leads over a proxy that wants a password. Ask who keeps it."), host=host)
    if status in (401, 403):
        return Refused(
            N_("{host} does not accept the name and password, or they have no right there. Set them anew."), host=host
        )
    if status == 511 or 300 <= status < 400:
        return portal(host)
    if status == 400 and "AuthorizationHeaderMalformed" in body:
        return Refused(N_("The bucket on {host} lies in another region. Ask who keeps it which one."), host=host)
    if status in (404, 405, 409, 410, 501):
        return Refused(N_("There is no such folder on {host}. Check the address of the way."), host=host)
    if status == 413:
        return Refused(
            N_("{host} does not take files of {size} kB. Ask who keeps it to allow them."), host=host, size=kb(size)
        )
    if status == 507 or "QuotaExceeded" in body or "StorageFull" in body:
        return full(host)
    if status == 423:
        return Unreachable(N_("What lies on {host} is in use by somebody. It is tried again by itself."), host=host)
    if status in (429, 503):
        after = seconds(retry_after, now or datetime.now(UTC))
        return Unreachable(N_("{host} is busy. It is tried again by itself."), host=host, after=after)
    if status >= 500 or status in (408, 425):
        return Unreachable(
            N_("{host} has a problem of its own ({status}). It is tried again by itself."), host=host, status=status
        )
    return Refused(
        N_("{host} does not answer as such a server does ({status}). Check the address of the way."),
        host=host,
        status=status,
    )


def clock(host: str) -> Refused:
    return Refused(
        N_("{host} and this computer do not agree which day it is. Set the date of this computer right."), host=host
    )


def certificate(error: ssl.SSLCertVerificationError, host: str) -> Refused:
    """Why a certificate is not believed."""
    # 9 is not yet valid, 10 expired.
    if error.verify_code in (9, 10):
        return clock(host)
    return Refused(
        N_("It is not certain that this is {host}: its certificate is not known. Nothing was sent. Ask who keeps it."),
        host=host,
    )


def silent(host: str) -> Unreachable:
    return Unreachable(N_("{host} cannot be reached. It is tried again when the net is back."), host=host)


def portal(host: str) -> Unreachable:
    return Unreachable(
        N_("Somebody else answers for {host}: the line asks for a login page. Open the browser and log in."), host=host
    )


def full(host: str) -> Refused:
    return Refused(N_("There is no room left on {host}. Ask who keeps it to make some."), host=host)


def kb(size: int) -> int:
    return -(-size // 1000)


def count(said: str, *, digits: int = 15) -> int:
    """The number that a server or a setting says; -1 where it is none, or longer than any that is meant."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= digits else -1


def seconds(said: str, now: datetime) -> float:
    """The seconds that a Retry-After asks for, 0 where it cannot be understood."""
    text = said.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(float(text), _LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), _LONGEST)


def is_page(body: bytes) -> bool:
    """Whether these bytes begin as a page for a browser does."""
    return re.match(rb"\s*(<!doctype html|<html)", body[:200], re.IGNORECASE) is not None
