"""A mailbox as a way in: bundles that came as attachments are fetched over TLS.

Nothing is marked, moved or deleted there: the mailbox is opened for reading only, and the office's other mail stays
unread. Of a message first its size and its build are asked; only one that has a bundle is fetched. What was seen is
remembered by the mailbox's own numbers (UIDVALIDITY, UID), beside the inbox.
"""

from __future__ import annotations

import binascii
import imaplib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from pathlib import Path

from koyradesk import files
from koyradesk.errors import UserError
from koyradesk.exchange.ways import answers, mailing, staging
from koyradesk.exchange.ways.lines import trusted
from koyradesk.exchange.ways.shapes import Configured, Kind, Refused, Unreachable
from koyradesk.i18n import N_

_PORT, _TLS_PORT = 993, 993
#: Bytes of a message that is fetched: a bundle of the largest size that goes by mail, in base64, and some words.
CAP = 36_000_000
#: Messages whose build is asked at once, and how far back is looked.
_AT_ONCE, _MOST = 100, 5_000
#: Parts of a message that are looked at: nobody sends more, and who nests a thousand means no good.
_PARTS = 64
#: What tells in the build of a message that an attachment is called as a bundle is; the name may be encoded.
_CALLED, _ENCODED = (
    re.compile(rb"koyra", re.IGNORECASE),
    re.compile(rb"=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=", re.IGNORECASE),
)
_SIZE, _UID = re.compile(rb"RFC822\.SIZE (\d{1,15})"), re.compile(rb"UID (\d{1,10})")
_BEGINS = re.compile(rb"\d+ \(")
#: What a server says where not the password is the trouble (RFC 5530).
_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")
SEEN = ".seen-"
_LONGEST_SEEN = 4_000_000


class Imap:
    """The way of kind "imap". Settings: ``host`` (also "host:port"), ``user``; ``folder`` (INBOX), ``security``,
    ``ca``."""

    kind: Kind = "imap"

    def __init__(self, configured: Configured, secret: str, *, patience: float = mailing.PATIENCE) -> None:
        said = {name: str(value).strip() for name, value in configured.settings.items()}
        self.name = configured.name
        self.server = mailing.server(said, port=_PORT, tls=_TLS_PORT, security="tls")
        self._user, self._secret, self._ca, self._patience = said.get("user", ""), secret, said.get("ca", ""), patience
        self._folder = said.get("folder", "") or "INBOX"
        if any(sign in self._folder for sign in '"\\\r\n\0') or not self._folder.isascii():
            raise Refused(N_("“{folder}” is no folder of a mailbox."), folder=self._folder)

    def probe(self) -> None:
        """Logs in and opens the folder for reading."""
        with self._line():
            pass

    def fetch(self, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
        """See ``Fetches.fetch``."""
        with self._line() as line:
            seen = Seen(into, f"{self.server.host}/{self._user}/{self._folder}", _validity(line))
            # The newest first: what came lately is waited for.
            fresh = sorted((uid for uid in _uids(line) if uid not in seen), reverse=True)[:_MOST]
            for at in range(0, len(fresh), _AT_ONCE):
                some = fresh[at : at + _AT_ONCE]
                holding = _holding(line, some)
                for uid in some:
                    if uid in holding:
                        for data in attachments(_whole(line, uid), to):
                            staged = staging.lay([data], into, known)
                            if staged is not None:
                                yield staged
                    seen.add(uid)
                    if uid in holding:
                        seen.keep()
                seen.keep()

    @contextmanager
    def _line(self) -> Iterator[imaplib.IMAP4]:
        host, line = self.server.host, None
        try:
            line = self._greeted()
            answer, _ = line.select(f'"{self._folder}"', readonly=True)
            if answer != "OK":
                raise Refused(
                    N_("The mailbox on {host} has no folder {folder}. Check the way."), host=host, folder=self._folder
                )
            yield line
            with suppress(OSError, imaplib.IMAP4.error):
                line.logout()
        except imaplib.IMAP4.abort as error:
            raise answers.silent(host) from error
        except imaplib.IMAP4.error as error:
            # Its words may quote what was said: nothing of it is handed on.
            raise Refused(
                N_("{host} does not speak as a mailbox does. Check its address and port."), host=host
            ) from error
        except OSError as error:
            raise mailing.broken(error, host) from error
        finally:
            if line is not None:
                with suppress(OSError, imaplib.IMAP4.error):
                    line.shutdown()

    def _greeted(self) -> imaplib.IMAP4:
        host, port, security = self.server
        if security == "tls":
            line: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port, ssl_context=trusted(self._ca), timeout=self._patience)
        else:
            line = imaplib.IMAP4(host, port, timeout=self._patience)
        try:
            if security == "starttls":
                if "STARTTLS" not in line.capabilities:
                    raise mailing.not_secret(host)
                line.starttls(trusted(self._ca))
            self._login(line)
        except BaseException:
            with suppress(OSError, imaplib.IMAP4.error):
                line.shutdown()
            raise
        return line

    def _login(self, line: imaplib.IMAP4) -> None:
        try:
            if "AUTH=PLAIN" in line.capabilities:
                said = f"\0{self._user}\0{self._secret}".encode()
                line.authenticate("PLAIN", lambda _: said)
            elif self._user.isascii() and self._secret.isascii():
                line.login(self._user, self._secret)
            else:
                raise mailing.login_refused(self.server.host)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if any(word in str(error) for word in _PASSING):
                raise Unreachable(N_("{host} is busy. It is tried again by itself."), host=self.server.host) from None
            # Without what the library says, which quotes what was sent.
            raise mailing.login_refused(self.server.host) from None


class Seen:
    """Which messages of a mailbox were looked at: kept beside the inbox, forgotten where the mailbox counts anew."""

    def __init__(self, into: Path, mailbox: str, validity: str) -> None:
        self._path = into / f"{SEEN}{binascii.crc32(mailbox.encode()):08x}.json"
        self._validity, self._changed = validity, False
        self._uids: set[int] = set()
        with suppress(UserError, ValueError, KeyError, TypeError):
            if self._path.exists():
                held = json.loads(files.read(self._path, _LONGEST_SEEN))
                if held["validity"] == validity:
                    self._uids = {int(uid) for uid in held["uids"]}

    def __contains__(self, uid: int) -> bool:
        return uid in self._uids

    def add(self, uid: int) -> None:
        self._uids.add(uid)
        self._changed = True

    def keep(self) -> None:
        """Writes it down; what is lost in a crash is only looked at again."""
        if self._changed:
            # A disk that is full here is no trouble of the mailbox.
            with files.in_words(self._path.parent):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            newest = sorted(self._uids)[-_MOST:]
            files.write(self._path, json.dumps({"validity": self._validity, "uids": newest}).encode())
            self._changed = False


def attachments(data: bytes, office: str) -> Iterator[bytes]:
    """The bytes of the bundles that are attached to a message, as far as their names say that they are for an office.

    Whoever wrote it may mean no good: nothing of it is believed, a name is never a path, and only so many parts are
    looked at.
    """
    for number, part in enumerate(_parts(data)):
        if number >= _PARTS:
            return
        name = _name(part)
        if name and staging.is_for(name, office):
            with suppress(ValueError, LookupError, AssertionError, TypeError, AttributeError):
                held = part.get_payload(decode=True)
                if isinstance(held, bytes) and held:
                    yield held


def _parts(data: bytes) -> Iterator[Message]:
    """The parts of a message that have none, without going ever deeper for who nests them."""
    try:
        waiting: list[object] = [message_from_bytes(data, policy=compat32)]
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError):
        return
    looked = 0
    while waiting and looked < 4 * _PARTS:
        part = waiting.pop(0)
        looked += 1
        if not isinstance(part, Message):
            continue
        held = part.get_payload()
        if isinstance(held, list):
            waiting += held[: 4 * _PARTS]
        else:
            yield part


def _name(part: Message) -> str:
    """The last part of an attachment's name, "" where it has none."""
    try:
        name = part.get_filename() or ""
        if "=?" in name:
            name = _decoded(name)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    return re.split(r"[/\\:]", name)[-1].strip(" .\0")[:200]


def _validity(line: imaplib.IMAP4) -> str:
    _, said = line.response("UIDVALIDITY")
    return said[0].decode("ascii", "replace") if said and isinstance(said[0], bytes) else ""


def _uids(line: imaplib.IMAP4) -> list[int]:
    _, following = line.response("UIDNEXT")
    last = following[0] if following else b""
    first = max(1, int(last) - 4 * _MOST) if isinstance(last, bytes) and last.isdigit() else 1
    answer, said = line.uid("SEARCH", f"UID {first}:*")
    if answer != "OK" or not said or not isinstance(said[0], bytes):
        return []
    return [int(one) for one in said[0].split() if one.isdigit() and len(one) < 11]


def _holding(line: imaplib.IMAP4, uids: list[int]) -> set[int]:
    """Which messages may hold a bundle, by their size and build, without their bytes."""
    _, said = line.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE BODYSTRUCTURE)")
    found = set()
    for told in _messages(said):
        uid, size = _UID.search(told), _SIZE.search(told)
        if uid and size and 0 < int(size[1]) <= CAP and _is_called(told):
            found.add(int(uid[1]))
    return found & {*uids}


def _messages(said: list[object]) -> Iterator[bytes]:
    """What is said of each message: what the library cut at every string is put together again."""
    told = b""
    for one in said or ():
        piece = b" ".join(part for part in one if isinstance(part, bytes)) if isinstance(one, tuple) else one
        if not isinstance(piece, bytes):
            continue
        if _BEGINS.match(piece) and told:
            yield told
            told = b""
        told += piece
    if told:
        yield told


def _is_called(told: bytes) -> bool:
    if _CALLED.search(told):
        return True
    hidden = b" ".join(_ENCODED.findall(told)[:_PARTS]).decode("ascii", "replace")
    return bool(hidden) and "koyra" in _decoded(hidden).lower()


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, ValueError, LookupError):
        return ""


def _whole(line: imaplib.IMAP4, uid: int) -> bytes:
    """A message, without marking it as read."""
    _, said = line.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{CAP}>)")
    return max((one[1] for one in said or () if isinstance(one, tuple)), key=len, default=b"")
