"""What mail out and mail in have in common: which server is meant, and that the line to it is secret."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import NamedTuple

from koyradesk.exchange.ways import answers
from koyradesk.exchange.ways.addresses import is_loopback
from koyradesk.exchange.ways.shapes import Refused, Unreachable
from koyradesk.i18n import N_

#: Seconds without a word of the server.
PATIENCE = 120.0
_LARGEST_PORT = 65_535
#: How the line is made secret; "none" is for a server on this very computer alone.
SECURITIES = ("tls", "starttls", "none")
#: What OpenSSL says when the other side speaks something else.
_NO_TLS = ("WRONG_VERSION_NUMBER", "UNSUPPORTED_PROTOCOL", "HTTP_REQUEST")


class Server(NamedTuple):
    """A mail server: ``security`` is "tls" (from the first byte), "starttls", or "none"."""

    host: str
    port: int
    security: str


def server(settings: Mapping[str, str], *, port: int, tls: int, security: str) -> Server:
    """The server of the setting ``host``: a name, or name and port; ``tls`` is the port on which TLS begins at once.

    Raises:
        Refused: it is none, or what goes there would not be secret.
    """
    said = settings.get("host", "")
    host, colon, number = said.rpartition(":") if said.count(":") == 1 else (said, "", "")
    if not host or any(sign.isspace() or sign in "/@\\\0" for sign in host):
        raise Refused(N_("“{host}” is no mail server. Write it like smtp.example.gov.bd."), host=said[:200])
    found = max(0, answers.count(number, digits=5))
    if colon and not 0 < found <= _LARGEST_PORT:
        raise Refused(N_("“{host}” is no mail server. Write it like smtp.example.gov.bd."), host=said[:200])
    chosen = settings.get("security", "") or ("tls" if found == tls else "starttls" if found else security)
    if chosen not in SECURITIES or (chosen == "none" and not is_loopback(host)):
        raise not_secret(host)
    return Server(host, found or port, chosen)


def not_secret(host: str) -> Refused:
    return Refused(
        N_("Everybody on the line could read what goes to {host}: it speaks no TLS. Nothing was sent."), host=host
    )


def broken(error: OSError, host: str) -> Unreachable | Refused:
    """Why a line did not come about, or broke."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return answers.certificate(error, host)
    if isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
        return not_secret(host)
    return answers.silent(host)


def login_refused(host: str) -> Refused:
    return Refused(
        N_("{host} does not accept the name and password. Set them anew; Gmail and Outlook want an app password."),
        host=host,
    )
