"""Mail as a way out: a message for each bundle, handed to the office's own mail server over TLS.

The bundle is attached as ``application/octet-stream`` under its own name, ``….koyra``. As ``application/zip`` Gmail and
Outlook would open it and judge what is in it, and Gmail refuses what it cannot open (``.koyra.age``); names that end in
.zip are renamed or held back by many offices' filters. An unknown ending in base64 passes as a document does.
A message that goes twice is harmless: the receiver knows a bundle by its id.
"""

from __future__ import annotations

import binascii
import smtplib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from pathlib import Path

from koyradesk import disk, files
from koyradesk.bengali.digits import grouped
from koyradesk.errors import UserError
from koyradesk.exchange import importing, words
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.shapes import receipt
from koyradesk.exchange.ways import answers, mailing
from koyradesk.exchange.ways.lines import trusted
from koyradesk.exchange.ways.shapes import Configured, Kind, Receipt, Refused, Unreachable, Watch
from koyradesk.i18n import N_
from koyradesk.store import journal

#: Bytes of a bundle in one message: base64 makes 25 MB of it, which is what Gmail takes.
CAP = 18_000_000
_PORT, _TLS_PORT = 587, 465
_LOGIN, _SIZE, _ADDRESS = (530, 534, 535, 538), (523, 552), (510, 511, 550, 551, 553)
#: Greylisting wants to be asked again after some minutes.
_GREY, _MINUTES = (450, 451), 300.0
_BODY = (
    "{office} থেকে কয়রাডেস্ক সফটওয়্যারে প্রস্তুত করা একটি ফাইল সংযুক্ত করা হলো।\n\n{what}আকার: {size} কিলোবাইট\nরসিদ কোড: {code}\n\n"
    "ফাইলটি গ্রহণ করতে কয়রাডেস্কে “আদান-প্রদান” থেকে “ফাইল গ্রহণ” নির্বাচন করুন। গ্রহণের পর রসিদ কোডটি টেলিফোনে মিলিয়ে নিতে পারেন।\n"
)
_WHAT, _SUBJECT, _UNNAMED = "যা আছে: {what}\n", "কয়রাডেস্ক: {office}, রসিদ কোড {code}", "প্রেরক দপ্তর"


class Mail:
    """The way of kind "mail"; what came by mail is fetched by one of kind "imap".

    Settings: ``to``, ``from``, ``host`` (also "host:465"), ``user``; ``security`` "tls" or "starttls" where the port
    does not tell it; ``limit``, the bytes of a bundle in a message; ``ca``.
    """

    kind: Kind = "mail"

    def __init__(self, configured: Configured, secret: str, *, patience: float = mailing.PATIENCE) -> None:
        said = {name: str(value).strip() for name, value in configured.settings.items()}
        self.name = configured.name
        self.server = mailing.server(said, port=_PORT, tls=_TLS_PORT, security="starttls")
        self.to, self.sender = address(said.get("to", "")), address(said.get("from", ""))
        self._user, self._secret, self._ca, self._patience = said.get("user", ""), secret, said.get("ca", ""), patience
        limit = answers.count(said.get("limit", ""), digits=11)
        self._limit = limit if limit >= 0 else CAP

    def put(self, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:  # noqa: ARG002
        """See ``Sends.put``. A message goes whole or not at all."""
        with files.in_words(bundle):
            size = bundle.stat().st_size
        if size > self._limit:
            raise _too_large(size)
        data = message(bundle, id=id, sender=self.sender, receiver=self.to).as_bytes(policy=SMTP)
        with self._line() as line:
            told = line.esmtp_features.get("size", "")
            if told.isdigit() and 0 < int(told) < len(data):
                raise _too_large(size)
            watch(0, size)
            line.sendmail(self.sender, [self.to], data)
        watch(size, size)
        return Receipt(self.to, size, size)

    def probe(self) -> None:
        """Logs in and asks whether a message from us to them would be taken; none is sent."""
        with self._line() as line:
            for code, said in (line.mail(self.sender), line.rcpt(self.to)):
                if code >= 400:
                    raise smtplib.SMTPResponseException(code, said)
            line.rset()

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A line on which we are logged in; what is refused on it, in words."""
        host, line = self.server.host, None
        try:
            line = self._greeted()
            yield line
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
        except smtplib.SMTPRecipientsRefused as error:
            raise self._refusal(next(iter(error.recipients.values()))[0]) from error
        except smtplib.SMTPResponseException as error:
            raise self._refusal(error.smtp_code) from error
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError) as error:
            raise answers.silent(host) from error
        except smtplib.SMTPException as error:
            # It offers no way to log in that we know.
            raise Refused(
                N_("{host} does not speak as a mail server does. Check its address and port."), host=host
            ) from error
        except OSError as error:
            raise mailing.broken(error, host) from error
        finally:
            if line is not None:
                line.close()

    def _greeted(self) -> smtplib.SMTP:
        host, port, security = self.server
        if security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, local_hostname="localhost", timeout=self._patience, context=trusted(self._ca)
            )
        else:
            # What this computer is called is nobody's business.
            line = smtplib.SMTP(host, port, local_hostname="localhost", timeout=self._patience)
        try:
            line.ehlo_or_helo_if_needed()
            if security == "starttls":
                if not line.has_extn("starttls"):
                    raise mailing.not_secret(host)
                line.starttls(context=trusted(self._ca))
                line.ehlo_or_helo_if_needed()
            if self._user:
                self._login(line)
        except BaseException:
            line.close()
            raise
        return line

    def _login(self, line: smtplib.SMTP) -> None:
        if self._user.isascii() and self._secret.isascii():
            line.login(self._user, self._secret)
            return
        # The library knows ASCII alone, and would quote the password in its error.
        said = binascii.b2a_base64(f"\0{self._user}\0{self._secret}".encode(), newline=False).decode()
        code, words_of_it = line.docmd("AUTH", f"PLAIN {said}")
        if code >= 400:
            raise smtplib.SMTPAuthenticationError(code, words_of_it)

    def _refusal(self, code: int) -> Unreachable | Refused:
        host = self.server.host
        if code in _LOGIN:
            return mailing.login_refused(host)
        if code in _SIZE:
            return Refused(
                N_("{host} does not take the message: it is too large, or the mailbox is full. Take a pen drive."),
                host=host,
            )
        if code in _ADDRESS:
            return Refused(N_("{host} knows no address {address}. Check it."), host=host, address=self.to)
        if 400 <= code < 500:
            return Unreachable(
                N_("{host} is busy. It is tried again by itself."), host=host, after=_MINUTES if code in _GREY else 0.0
            )
        if code < 400 or code >= 600:
            return answers.silent(host)
        return Refused(
            N_("{host} does not take the message ({code}). Take the file on a pen drive, or ask who keeps the mail."),
            host=host,
            code=code,
        )


def message(bundle: Path, *, id: str, sender: str, receiver: str) -> EmailMessage:
    """The message with a bundle of ours; its body says what is in it, unless it is encrypted."""
    name, counts = told(bundle)
    office, code = name or _UNNAMED, words.code(receipt(id), "bn")
    data = files.read(bundle, CAP)
    made = EmailMessage(policy=SMTP)
    # Who writes, and perhaps to whom, is added by the mail program in a draft.
    for name, said in (("From", sender), ("To", receiver)):
        if said:
            made[name] = said
    made["Date"] = format_datetime(localtime())
    # The same bundle is the same message, however often it is tried.
    made["Message-ID"] = f"<{id[:40]}@koyradesk.invalid>"
    made["Subject"] = _SUBJECT.format(office=" ".join(office.split()), code=code)
    what = _WHAT.format(what=words.counts(counts, "bn")) if counts else ""
    made.set_content(_BODY.format(office=office, what=what, size=grouped(answers.kb(len(data))), code=code))
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename=bundle.name)
    return made


def write_eml(bundle: Path, path: Path, *, id: str, sender: str, receiver: str) -> None:
    """Writes the message as a file that the mail program of this PC opens as a draft, ready to be sent. An address that
    is "" is left to be written there.

    Raises:
        UserError: an address is none, the bundle is too large for a message, or the disk.
    """
    with files.in_words(bundle):
        size = bundle.stat().st_size
    if size > CAP:
        raise _too_large(size)
    made = message(bundle, id=id, sender=sender and address(sender), receiver=receiver and address(receiver))
    # By this Outlook and Thunderbird take it for one that was not sent yet.
    made["X-Unsent"] = "1"
    files.write(path, made.as_bytes(policy=SMTP))


def told(bundle: Path) -> tuple[str, Mapping[str, int]]:
    """What our own bundle says: the name of its office, and records by kind; nothing where it is encrypted."""
    kinds: dict[str, str] = {}
    with files.in_words(bundle), disk.opened(bundle) as stream, suppress(UserError):
        reader = Reader(stream, importing.check)
        for body in reader.operations():
            found = journal.START.match(body)
            if found is not None:
                record = found["record"].decode()
                kinds[record] = record.partition(".")[0]
        return reader.manifest.name, Counter(kinds.values())
    return "", {}


def address(said: str) -> str:
    """An address as it may stand in a message.

    Raises:
        Refused: it is none.
    """
    with suppress(ValueError, IndexError, UnicodeError):
        found = Address(addr_spec=said.strip())
        if found.username and "." in found.domain and said.isascii() and said.isprintable() and " " not in said:
            return str(found.addr_spec)
    raise Refused(N_("“{address}” is no e-mail address. Write it like uno@example.gov.bd."), address=said[:200])


def _too_large(size: int) -> Refused:
    return Refused(
        N_("The file of {size} kB is too large for a message. Take it to the office on a pen drive."),
        size=answers.kb(size),
    )
