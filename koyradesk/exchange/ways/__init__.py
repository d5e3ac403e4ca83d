"""The ways on which bundles go to other offices and come from them."""

from __future__ import annotations

from importlib import import_module

from koyradesk.exchange.ways.shapes import Configured, Kind, Refused, Secrets, Sends, Way, secret_name
from koyradesk.i18n import N_

#: Where the class of each kind lives; it is loaded when a way of that kind is used. Called with (Configured, password).
PLACES: dict[Kind, str] = {
    "folder": "koyradesk.exchange.ways.folder:Folder",
    "mail": "koyradesk.exchange.ways.mail:Mail",
    "imap": "koyradesk.exchange.ways.imap:Imap",
    "webdav": "koyradesk.exchange.ways.webdav:WebDav",
    "s3": "koyradesk.exchange.ways.s3:S3",
}
#: What only fetches: the classes of these are no ``Sends``. Asked before a way is opened, with its password.
FETCHING: tuple[Kind, ...] = ("imap",)


def open_way(configured: Configured, secrets: Secrets) -> Way:
    """The way that is configured, with its password from the key store ("" where it has none). It asks nothing yet.

    Raises:
        UserError: its settings cannot be.
    """
    module, _, name = PLACES[configured.kind].partition(":")
    made: Way = getattr(import_module(module), name)(configured, secrets.secret(secret_name(configured.name)) or "")
    return made


def sender(opened: Way) -> Sends:
    """The way as one that sends.

    Raises:
        Refused: nothing goes out by it.
    """
    if not isinstance(opened, Sends):
        raise Refused(N_("A mailbox only receives. Set up a way by e-mail to send."))
    return opened
