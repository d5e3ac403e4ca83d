"""Mail out and in over real servers: aiosmtpd takes the message, dovecot hands it over; and what servers do wrong."""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import EmailMessage
from pathlib import Path

import certificates
import mail_servers
import pytest
from mail_servers import PASSWORD, USER, Post

from koyradesk.errors import UserError
from koyradesk.exchange import drafting, inbox, ledger, ways
from koyradesk.exchange.ways import imap, mail
from koyradesk.exchange.ways.imap import Imap
from koyradesk.exchange.ways.mail import Mail
from koyradesk.exchange.ways.shapes import Configured, Refused, Unreachable
from koyradesk.store import Change

US, THEM = "aaaaaaaa", "bbbbbbbb"
FILE = f"{THEM}-{US}-20261122-481730226.koyra"
FROM, TO = "uno@upazila.example", "dc@district.example"
#: What is said to a server that is a script: the greeting, EHLO, MAIL, RCPT, DATA.
HELLO, OK, GO = b"220 here\r\n", b"250 OK\r\n", b"354 go\r\n"


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    return certificates.certificate(tmp_path_factory.mktemp("authority"))


def sending(port: int, secret: str = PASSWORD, *, patience: float = 20.0, **settings: str) -> Mail:
    said = {"to": TO, "from": FROM, "host": f"127.0.0.1:{port}", "user": USER, **settings}
    return Mail(Configured("ডাক", "mail", US, said), secret, patience=patience)


def fetching(port: int, secret: str = PASSWORD, *, patience: float = 20.0, **settings: str) -> Imap:
    said = {"host": f"127.0.0.1:{port}", "user": USER, **settings}
    return Imap(Configured("ডাকবাক্স", "imap", "", said), secret, patience=patience)


def put(way: Mail, bundle: Path):
    return way.put(bundle, id="0" * 63 + "7", office=THEM, to=US, watch=lambda *_: None)


def fetched(way: Imap, into: Path, known=lambda _: False) -> list[bytes]:
    return [one.read_bytes() for one in way.fetch(US, into, known=known)]


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / FILE
    path.write_bytes(b"no bundle \0\r\n.\r\n" * 3000)
    return path


def message(name: str, data: bytes, subtype: str = "octet-stream") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = FROM, TO, "ফাইল"
    made.set_content("সংযুক্ত")
    made.add_attachment(data, maintype="application", subtype=subtype, filename=name)
    return made.as_bytes()


@pytest.mark.parametrize("implicit", [False, True])
def test_a_message_goes_and_carries_the_bundle(bundle, certified, implicit):
    ca, cert = certified
    post = Post()
    with mail_servers.smtp(post, cert, implicit=implicit) as port:
        way = sending(port, ca=str(ca), security="tls" if implicit else "starttls")
        way.probe()
        assert post.taken == []
        assert put(way, bundle).sent == bundle.stat().st_size
    (taken,) = post.taken
    read = email.message_from_bytes(taken, policy=email.policy.default)
    assert read["Subject"] == "কয়রাডেস্ক: প্রেরক দপ্তর, রসিদ কোড ০০০ ০০০ ০০৭"
    (part,) = read.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == (FILE, "application/octet-stream")
    assert part.get_content() == bundle.read_bytes()
    assert "০০০ ০০০ ০০৭" in read.get_body().get_content()
    assert PASSWORD.encode() not in taken


def test_a_password_goes_only_over_tls_to_whom_it_is_meant_for(bundle, certified, tmp_path):
    _, cert = certified
    for settings in ({"host": "mail.example:25", "security": "none"}, {"host": "mail.example", "security": "some"}):
        with pytest.raises(Refused, match="TLS"):
            sending(1, **settings)
    with mail_servers.smtp(Post(), cert) as port, pytest.raises(Refused, match="certificate is not known"):
        put(sending(port), bundle)
    with mail_servers.smtp(Post(), None, auth=False) as port, pytest.raises(Refused, match="no TLS"):
        put(sending(port), bundle)
    with mail_servers.smtp(Post(), None, auth=False) as port, pytest.raises((Refused, Unreachable)):
        put(sending(port, security="tls"), bundle)
    old_ca, old = certificates.certificate(tmp_path / "old", years=(-3, -1))
    with mail_servers.smtp(Post(), old) as port, pytest.raises(Refused, match="date of this computer"):
        put(sending(port, ca=str(old_ca)), bundle)


@pytest.mark.parametrize("secret", ["wrong", "ভুল"])
def test_a_wrong_password_is_told_and_never_quoted(bundle, certified, secret):
    ca, cert = certified
    with mail_servers.smtp(Post(), cert) as port, pytest.raises(Refused, match="app password") as told:
        put(sending(port, secret, ca=str(ca)), bundle)
    seen: BaseException | None = told.value
    while seen is not None:
        assert secret not in f"{seen!r} {vars(seen)}"
        seen = seen.__cause__ or seen.__context__


@pytest.mark.parametrize(("rcpt", "data", "kind", "words"), [
    ("550 5.1.1 no such user", "", Refused, "no address"),
    ("450 4.2.0 greylisted", "", Unreachable, "busy"),
    ("451 4.7.1 greylisted", "", Unreachable, "busy"),
    ("552 5.2.2 mailbox full", "", Refused, "mailbox is full"),
    ("", "552 5.3.4 too big", Refused, "too large"),
    ("", "554 5.7.1 spam", Refused, "554"),
    ("", "421 4.3.2 going down", Unreachable, "busy"),
    ("", "452 4.3.1 storage", Unreachable, "busy"),
])  # fmt: skip
def test_what_the_server_refuses_is_said_in_words(bundle, certified, rcpt, data, kind, words):
    ca, cert = certified
    with mail_servers.smtp(Post(rcpt, data), cert) as port, pytest.raises(kind, match=words) as told:
        put(sending(port, ca=str(ca)), bundle)
    assert getattr(told.value, "after", 0.0) == (300.0 if rcpt[:3] in ("450", "451") else 0.0)


def test_what_is_too_large_for_a_message_is_told_before_it_is_sent(bundle, certified):
    ca, cert = certified
    with pytest.raises(Refused, match="pen drive"):
        put(sending(1, limit="1000"), bundle)
    with mail_servers.smtp(Post(), cert, limit=20_000) as port, pytest.raises(Refused, match="pen drive"):
        put(sending(port, ca=str(ca)), bundle)


@pytest.mark.parametrize("script", [
    [], [b""], [HELLO], [HELLO, OK], [HELLO, OK, OK], [HELLO, OK, OK, OK], [HELLO, OK, OK, OK, GO],
    [b"421 too many\r\n"], [HELLO, b"250-cut"],
], ids=str)  # fmt: skip
@pytest.mark.parametrize("hold", [False, True], ids=["hangs up", "silent"])
def test_a_line_that_breaks_anywhere_is_tried_again(bundle, script, hold):
    """Also after the message was given and before the server said that it has it: twice is no harm."""
    with mail_servers.saying(script, hold=hold) as port, pytest.raises(Unreachable):
        put(sending(port, user="", security="none", patience=0.3), bundle)


def test_what_is_no_mail_server_is_told(bundle):
    with mail_servers.saying([b"HTTP/1.1 400 Bad Request\r\n\r\n"]) as port, pytest.raises((Refused, Unreachable)):
        put(sending(port, user="", security="none"), bundle)
    for settings in ({"host": ""}, {"host": "a b"}, {"host": "x:99999"}, {"to": "nobody"}, {"to": "a@b.c\nBcc: x@y.z"}):
        with pytest.raises(Refused):
            sending(1, **settings)


def test_a_draft_for_the_mail_program(tmp_path, bundle):
    mail.write_eml(bundle, tmp_path / "draft.eml", id="0" * 63 + "7", sender=FROM, receiver=TO)
    read = email.message_from_bytes((tmp_path / "draft.eml").read_bytes(), policy=email.policy.default)
    assert (read["X-Unsent"], read["To"]) == ("1", TO)
    (part,) = read.iter_attachments()
    assert part.get_content() == bundle.read_bytes()
    with pytest.raises(UserError):
        mail.write_eml(bundle, tmp_path / "draft.eml", id="0" * 64, sender="nobody", receiver=TO)


def test_a_draft_goes_to_the_address_that_is_known_of_the_office(tmp_path, upazila, district):
    party = upazila.store.new_id("party")
    target = tmp_path / "draft.eml"

    def drafted(**more) -> EmailMessage:
        made = drafting.draft(upazila.exchange, district.office, target, by="করণিক", **more)
        assert made.state == "sent"
        assert upazila.exchange.ledger.transfer(made.id, out=True).transfer.state == "sent"
        read = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
        (part,) = read.iter_attachments()
        assert part.get_content() == Path(made.file).read_bytes()
        return read

    upazila.signed()
    assert (drafted()["To"], drafted()["From"], drafted()["X-Unsent"]) == (None, None, "1")
    upazila.store.write([Change(party, {"name": "জেলা", "office": district.office, "email": TO})], by="করণিক")
    assert drafted()["To"] == TO
    upazila.exchange.ledger.set_way(ledger.Way("ডাক", "mail", district.office, {"to": "mail@way.example"}))
    assert drafted()["To"] == "mail@way.example"
    assert drafted(address=" typed@here.example ")["To"] == "typed@here.example"
    with pytest.raises(Refused, match="no e-mail address"):
        drafted(address="ভুল")
    (part,) = drafted().iter_attachments()
    came = tmp_path / "came.koyra"
    came.write_bytes(part.get_content())
    assert district.takes(came).books == (upazila.office,)


def test_a_disk_that_refuses_is_no_trouble_of_the_mail(tmp_path, bundle):
    with pytest.raises(UserError, match="no-such") as told:
        put(sending(1), tmp_path / "no-such.koyra")
    assert not isinstance(told.value, Unreachable | Refused)
    with pytest.raises(UserError, match="no-such"):
        mail.write_eml(tmp_path / "no-such.koyra", tmp_path / "draft.eml", id="0" * 64, sender=FROM, receiver=TO)
    seen = imap.Seen(bundle, "mailbox", "1")
    seen.add(1)
    with pytest.raises(UserError, match=bundle.name) as told:
        seen.keep()
    assert not isinstance(told.value, Unreachable | Refused)


# -- the mailbox


def test_from_office_to_office_by_mail(tmp_path, certified, upazila, district):
    ca, cert = certified
    post = Post()
    upazila.signed()
    sent = upazila.sends(district)
    with mail_servers.smtp(post, cert) as port:
        sending(port, ca=str(ca)).put(
            Path(sent.file), id=sent.id, office=upazila.office, to=district.office, watch=lambda *_: None
        )
    body = email.message_from_bytes(post.taken[0], policy=email.policy.default).get_body().get_content()
    assert "নমুনা উপজেলা" in body
    assert "কার্যবিবরণী" in body
    with mail_servers.dovecot(tmp_path / "dovecot", cert) as box:
        box.deliver(message("ছবি.jpg", b"photo"))
        box.deliver(post.taken[0])
        way = fetching(box.tls, ca=str(ca), security="tls")
        way.probe()
        into = inbox.folder(district.exchange)
        (came,) = way.fetch(district.office, into, known=lambda _: False)
        assert came.read_bytes() == Path(sent.file).read_bytes()
        (waits,) = inbox.look(district.exchange).waits
        assert inbox.take(district.exchange, waits, by="করণিক").books == (upazila.office,)
        # Nobody sees in the mailbox that it was looked at.
        assert not any("S" in name.partition(":2,")[2] for name in box.names())


def test_the_mailbox_is_looked_at_once_and_nothing_there_is_changed(tmp_path, certified):
    ca, cert = certified
    with mail_servers.dovecot(tmp_path / "dovecot", cert) as box:
        for number in range(3):
            box.deliver(message(f"{THEM}-{US}-20261122-00000000{number}.koyra", b"bundle %d" % number))
        box.deliver(message(f"{THEM}-cccccccc-20261122-000000009.koyra", b"not ours"))
        box.deliver(message(f"{THEM}-{US}-20261122-000000008.koyra.age", b"age-encryption.org/v1 secret"))
        way = fetching(box.tls, ca=str(ca), security="tls")
        into = tmp_path / "inbox"
        assert set(fetched(way, into)) == {b"bundle 0", b"bundle 1", b"bundle 2", b"age-encryption.org/v1 secret"}
        for one in into.glob("*.koyra*"):
            one.unlink()
        # What was seen is not fetched again, also by another run; what is new is.
        assert fetched(fetching(box.tls, ca=str(ca), security="tls"), into) == []
        box.deliver(message(FILE, b"new"))
        assert fetched(fetching(box.plain, ca=str(ca), security="starttls"), into) == [b"new"]
        assert not any("S" in name.partition(":2,")[2] for name in box.names())
        assert len(box.names()) == 6


def test_only_messages_with_a_bundle_are_fetched(tmp_path, certified, monkeypatch):
    ca, cert = certified
    asked: list[int] = []
    whole = imap._whole
    monkeypatch.setattr(imap, "_whole", lambda line, uid: asked.append(uid) or whole(line, uid))
    monkeypatch.setattr(imap, "CAP", 100_000)
    with mail_servers.dovecot(tmp_path / "dovecot", cert) as box:
        box.deliver(message("report.pdf", b"x" * 50_000, "pdf"))
        box.deliver(message(FILE, b"ours"))
        box.deliver(message(f"{THEM}-{US}-20261122-000000001.koyra", b"x" * 100_000))
        box.deliver(b"Subject: nothing\r\n\r\nnothing\r\n")
        assert fetched(fetching(box.tls, ca=str(ca), security="tls"), tmp_path / "inbox") == [b"ours"]
    assert len(asked) == 1


HOSTILE = {
    "path": message(f"../../../{FILE}", b"path"),
    "drive": message(f"C:\\Windows\\{FILE}", b"drive"),
    "encoded": b'Content-Type: application/x; name="=?utf-8?B?a293LmtveXJh?="\r\nContent-Disposition: attachment\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\neA==\r\n",
    "bad base64": b'Content-Type: a/b; name="x.koyra"\r\nContent-Disposition: attachment; filename="x.koyra"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!!====?x\r\n",
    "unknown encoding": b'Content-Disposition: attachment; filename="x.koyra"\r\nContent-Type: a/b; charset=nonsense\r\n'  # noqa: E501
    b"Content-Transfer-Encoding: nonsense\r\n\r\nx\r\n",
    "no end": b'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Disposition: attachment; filename="a.koyra',  # noqa: E501
    "charset": b"Content-Disposition: attachment; filename*=nonsense''a.koyra\r\n\r\nx\r\n",
    "nul": b'Content-Disposition: attachment; filename="a\0.koyra"\r\n\r\nx\r\n',
}


def nested(deep: int) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(deep))
    return head + b'Content-Disposition: attachment; filename="a.koyra"\r\n\r\nx\r\n'


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_hurts_nobody(name):
    for held in imap.attachments(HOSTILE[name], US):
        assert isinstance(held, bytes)


@pytest.mark.parametrize("deep", [10, 300, 3000])
def test_a_message_in_a_message_in_a_message(deep):
    assert len(list(imap.attachments(nested(deep), US))) <= 1


def test_a_message_of_a_hundred_thousand_parts_is_given_up():
    part = b"--x\r\nContent-Disposition: attachment; filename=a.koyra\r\n\r\ny\r\n"
    data = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part * 20_000 + b"--x--\r\n"
    assert 0 < len(list(imap.attachments(data, US))) <= 64


def test_hostile_messages_in_a_real_mailbox_stop_nothing(tmp_path, certified):
    ca, cert = certified
    with mail_servers.dovecot(tmp_path / "dovecot", cert) as box:
        for data in (*HOSTILE.values(), nested(200)):
            box.deliver(data)
        box.deliver(message(FILE, b"good"))
        into = tmp_path / "inbox"
        came = fetched(fetching(box.tls, ca=str(ca), security="tls"), into)
        assert b"good" in came
        assert b"path" in came
        lying = {one.name for one in into.iterdir() if not one.name.startswith(imap.SEEN)}
        assert lying == {f"{hashlib.sha256(data).hexdigest()}.koyra" for data in came}
        assert {one.name for one in tmp_path.iterdir()} == {"dovecot", "inbox"}


def test_a_mailbox_that_refuses_is_told(tmp_path, certified):
    ca, cert = certified
    with mail_servers.dovecot(tmp_path / "dovecot", cert) as box:
        box.deliver(message(FILE, b"x"))
        with pytest.raises(Refused, match="app password") as told:
            fetching(box.tls, "wrong-secret", ca=str(ca), security="tls").probe()
        assert "wrong-secret" not in f"{told.value!r} {told.value.__cause__!r}"
        with pytest.raises(Refused, match="certificate is not known"):
            fetching(box.tls, security="tls").probe()
        with pytest.raises(Refused, match="no folder Nothing"):
            fetching(box.tls, ca=str(ca), security="tls", folder="Nothing").probe()
        with pytest.raises(Refused, match="only receives"):
            ways.sender(fetching(box.tls))
    with pytest.raises(Unreachable):
        fetching(box.tls, ca=str(ca), security="tls").probe()


@pytest.mark.parametrize("script", [[], [b"* OK"], [b"* OK here\r\n"], [b"* BYE\r\n"]], ids=str)
@pytest.mark.parametrize("hold", [False, True], ids=["hangs up", "silent"])
def test_a_mailbox_whose_line_breaks_is_tried_again(tmp_path, script, hold):
    with mail_servers.saying(script, hold=hold) as port, pytest.raises((Unreachable, Refused)) as told:
        fetching(port, security="none", patience=0.3).probe()
    assert isinstance(told.value, Unreachable) or script == [b"* BYE\r\n"]
