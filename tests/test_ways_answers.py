"""What servers say that is not what was hoped for: each is one sentence, and passes by itself or needs a person."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import certificates
import pytest
import servers
from bad_servers import PORTAL, Answer, Scripted
from test_ways_servers import HERE, ID, KINDS, THERE, bundle, nothing, put, way

from koyradesk.exchange.ways import addresses, answers
from koyradesk.exchange.ways.s3 import S3
from koyradesk.exchange.ways.shapes import Configured, Refused, Unreachable
from koyradesk.exchange.ways.webdav import WebDav

EMPTY = Answer(207, b'<?xml version="1.0"?><multistatus xmlns="DAV:"/>', {"Content-Type": "application/xml"})
BUCKET = Answer(200, b'<?xml version="1.0"?><ListBucketResult></ListBucketResult>', {"Content-Type": "text/xml"})
SKEWED = b"<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message></Error>"
#: What is answered to a PUT -> the kind of refusal, a word of its sentence, and the seconds to wait.
SAID = {
    "password": (Answer(401), Refused, "name and password", 0),
    "right": (Answer(403), Refused, "name and password", 0),
    "folder": (Answer(404), Refused, "no such folder", 0),
    "large": (Answer(413), Refused, "66 kB", 0),
    "locked": (Answer(423), Unreachable, "in use", 0),
    "many": (Answer(429, headers={"Retry-After": "120"}), Unreachable, "busy", 120),
    "busy": (Answer(503, headers={"Retry-After": "7"}), Unreachable, "busy", 7),
    "broken": (Answer(500), Unreachable, "of its own (500)", 0),
    "gateway": (Answer(502), Unreachable, "of its own (502)", 0),
    "full": (Answer(507), Refused, "no room", 0),
    "login": (Answer(511), Unreachable, "login page", 0),
    "strange": (Answer(418), Refused, "does not answer", 0),
}


def refused(kind: str, say, tmp_path, act=put) -> Unreachable | Refused:
    with Scripted(say) as server:
        one = way(kind, f"{server.url}/koyra/x" if kind == "s3" else f"{server.url}/dav")
        with pytest.raises((Unreachable, Refused)) as caught:
            act(one, bundle(tmp_path, 66_000))
    said = caught.value.text("en")
    assert "\n" not in said
    assert servers.PASSWORD not in said
    assert servers.S3_SECRET not in said
    return caught.value


def only(answer: Answer):
    """A WebDAV server that is empty and answers so to whoever puts something."""

    def say(method: str, _: str) -> Answer:
        return {"PUT": answer, "PROPFIND": EMPTY, "MKCOL": Answer(201)}.get(method, Answer(404))

    return say


def only_s3(answer: Answer):
    def say(method: str, path: str) -> Answer:
        if method == "PUT":
            return answer
        return BUCKET if "list-type=2" in path else Answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    return say


@pytest.mark.parametrize("name", SAID)
def test_what_a_webdav_server_refuses_is_one_sentence(tmp_path, name):
    answer, kind, words, after = SAID[name]
    error = refused("webdav", only(answer), tmp_path)
    assert isinstance(error, kind)
    assert words in error.text("en")
    assert error.sent == 0
    assert not isinstance(error, Unreachable) or error.after == after


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_an_s3_server_refuses_is_the_same_sentence(tmp_path, name):
    answer, kind, words, after = SAID[name]
    error = refused("s3", only_s3(answer), tmp_path)
    assert isinstance(error, kind)
    assert words in error.text("en")
    assert not isinstance(error, Unreachable) or error.after == after


@pytest.mark.parametrize("kind", ["webdav", "s3"])
def test_a_login_page_in_place_of_the_server_is_recognised(tmp_path, kind):
    """Whatever it is asked it answers 200 with a page, as the line of a hotel or an operator does."""

    def say(*_: str) -> Answer:
        return PORTAL

    for act in (put, lambda one, _: one.probe(), lambda one, _: list(one.fetch(THERE, tmp_path / "in", known=nothing))):
        error = refused(kind, say, tmp_path, act)
        assert isinstance(error, Unreachable)
        assert "login page" in error.text("en")


def test_a_login_page_that_answers_only_what_is_put_is_recognised(tmp_path):
    error = refused("webdav", only(PORTAL), tmp_path)
    assert isinstance(error, Unreachable)
    assert "login page" in error.text("en")


@pytest.mark.parametrize("kind", ["webdav", "s3"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nothing_goes_to_another_host(tmp_path, kind, status):
    with Scripted(lambda *_: Answer(200)) as other:

        def say(_: str, path: str) -> Answer:
            return Answer(status, headers={"Location": f"http://localhost:{other.port}{path}"})

        error = refused(kind, say, tmp_path)
        assert isinstance(error, Unreachable)
        assert "login page" in error.text("en")
        assert other.seen == []


def test_the_same_server_may_say_that_it_lies_elsewhere(tmp_path):
    def say(method: str, path: str) -> Answer:
        if not path.startswith("/dav/real"):
            return Answer(301, headers={"Location": f"/dav/real{path}"})
        return {"PROPFIND": EMPTY}.get(method, Answer(404))

    with Scripted(say) as server:
        way("webdav", f"{server.url}/dav").probe()
        assert [path for _, path, _ in server.seen] == ["/dav/", "/dav/real/dav/"]


@pytest.mark.parametrize("front", [Answer(405), Answer(302, headers={"Location": "/login"}), PORTAL])
def test_who_gives_the_front_page_of_a_nextcloud_is_told_where_its_files_are(front):
    def say(method: str, path: str) -> Answer:
        return EMPTY if (method, path) == ("PROPFIND", "/remote.php/dav/files/koyra/") else front

    with Scripted(say) as server:
        with pytest.raises(Refused) as caught:
            way("webdav", f"{server.url}/").probe()
        assert f"{server.url}/remote.php/dav/files/koyra;" in caught.value.text("en")


def test_a_server_whose_clock_or_ours_is_wrong_says_so(tmp_path):
    error = refused("s3", only_s3(Answer(403, SKEWED, {"Content-Type": "application/xml"})), tmp_path)
    assert isinstance(error, Refused)
    assert "Set the date of this computer" in error.text("en")


def test_one_object_that_cannot_be_read_now_needs_no_person(tmp_path):
    made = bundle(tmp_path, 10)
    with servers.apache(tmp_path / "server") as served:
        put(way("apache", served.url), made)
        piece = next(one for one in served.files.rglob("0000-*"))
        piece.chmod(0)
        with pytest.raises(Unreachable, match="not whole yet"):
            list(way("apache", served.url).fetch(THERE, tmp_path / "in", known=nothing))
        piece.chmod(0o644)
        assert len(list(way("apache", served.url).fetch(THERE, tmp_path / "in", known=nothing))) == 1


def test_no_bucket_is_refused(tmp_path):
    with servers.s3(tmp_path) as served:
        one = way("s3", served.url.replace("/koyra/", "/another/"))
        with pytest.raises(Refused, match="no such folder"):
            put(one, bundle(tmp_path, 10))


@pytest.mark.parametrize("kind", ["webdav", "s3"])
def test_nobody_there_passes_by_itself(tmp_path, kind):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        one = way(kind, f"http://127.0.0.1:{taken.getsockname()[1]}/koyra")
        for act in (one.probe, lambda: put(one, bundle(tmp_path, 10))):
            with pytest.raises(Unreachable, match="cannot be reached"):
                act()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"s3"}))
def test_a_wrong_password_is_told_and_a_right_one_probes(tmp_path, kind):
    with getattr(servers, kind)(tmp_path / "server") as served:
        way(kind, served.url).probe()
        wrong = WebDav(Configured("x", "webdav", THERE, {"url": served.url, "user": servers.USER}), "wrong")
        with pytest.raises(Refused, match="name and password"):
            wrong.probe()
        with pytest.raises(Refused, match="name and password"):
            put(wrong, bundle(tmp_path, 10))
        assert servers.hashes(served.files) == {}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"s3"}))
def test_a_folder_that_is_not_there_is_made(tmp_path, kind):
    with getattr(servers, kind)(tmp_path / "server") as served:
        one = way(kind, f"{served.url}/কয়রা/from us")
        one.probe()
        put(one, bundle(tmp_path, 10))
        assert (served.files / "কয়রা" / "from us" / THERE / HERE / f"{ID}.json").is_file()
        assert len(list(one.fetch(THERE, tmp_path / "in", known=nothing))) == 1


def test_a_server_that_takes_no_large_files_says_how_large(tmp_path):
    with servers.apache(tmp_path / "server", limit=50_000) as served, pytest.raises(Refused, match="132 kB"):
        put(way("apache", served.url), bundle(tmp_path, 500_000))


def secure(tmp_path, kind: str, **wrong):
    ca, cert = certificates.certificate(tmp_path / "ca", **wrong)
    return ca, cert, "s3" if kind == "s3" else "webdav"


def tls(kind: str, url: str, ca: str):
    settings = {"url": f"{url}/koyra", "user": servers.USER, "ca": ca}
    if kind == "s3":
        return S3(Configured("x", "s3", THERE, settings), servers.S3_SECRET)
    return WebDav(Configured("x", "webdav", THERE, settings), servers.PASSWORD)


@pytest.mark.parametrize("kind", ["webdav", "s3"])
@pytest.mark.parametrize(
    ("years", "host", "known", "words"),
    [
        ((-1, 1), "127.0.0.1", True, ""),
        ((-1, 1), "127.0.0.1", False, "not certain that this is"),
        ((-1, 1), "127.0.0.9", True, "not certain that this is"),
        ((-20, -10), "127.0.0.1", True, "Set the date of this computer"),
        ((10, 20), "127.0.0.1", True, "Set the date of this computer"),
    ],
)
def test_certificates_are_checked(tmp_path, kind, years, host, known, words):
    ca, cert = certificates.certificate(tmp_path / "ca", years=years, host=host)

    def say(method: str, path: str) -> Answer:
        return (only_s3 if kind == "s3" else only)(Answer(500))(method, path)

    with Scripted(say, cert) as server:
        one = tls(kind, server.url, str(ca) if known else "")
        if not words:
            one.probe()
            assert server.seen
            return
        with pytest.raises(Refused) as caught:
            one.probe()
        assert words in caught.value.text("en")
        with pytest.raises(Refused):
            put(one, bundle(tmp_path, 10))
        assert server.seen == []


@pytest.mark.parametrize("kind", ["webdav", "s3"])
def test_a_file_of_authorities_that_this_computer_names_is_believed_and_may_be_gone(tmp_path, kind, monkeypatch):
    ca, cert = certificates.certificate(tmp_path / "ca")
    with Scripted(only_s3(Answer(500)) if kind == "s3" else only(Answer(500)), cert) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(ca))
        tls(kind, server.url, "").probe()
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
        tls(kind, server.url, str(ca)).probe()
        with pytest.raises(Refused, match="not certain that this is"):
            tls(kind, server.url, "").probe()


def test_apache_with_a_certificate_of_its_own_authority(tmp_path):
    ca, cert = certificates.certificate(tmp_path / "ca")
    made = bundle(tmp_path, 300_000)
    with servers.apache(tmp_path / "server", cert=cert) as served:
        assert put(tls("webdav", served.url, str(ca)), made).sent == 300_000
        assert put(tls("webdav", served.url, str(ca)), made).sent == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://cloud.example.org/dav", "begins with https"),
        ("ftp://cloud.example.org/", "not an address"),
        ("cloud.example.org", "not an address"),
        ("https://", "not an address"),
        ("https://[::1", "not an address"),
        ("https://x:99999999/", "not an address"),
        ("https://me:secret@cloud.example.org/", "name or password in it"),
        ("http://127.0.0.1.example.org/", "begins with https"),
        ("http://localhost.example.org/", "begins with https"),
    ],
)
def test_an_address_that_is_none_or_not_secret_is_refused(url, words):
    with pytest.raises(Refused) as caught:
        addresses.webdav(url, "me")
    assert words in caught.value.text("en")
    assert "secret@" not in caught.value.text("en")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://c.org/", ""),
        ("https://c.org/remote.php/webdav/Koyra/", "/remote.php/webdav/Koyra"),
        ("https://c.org/remote.php/dav/files/me@x/Koyra", "/remote.php/dav/files/me@x/Koyra"),
        ("https://c.org/apps/files/?dir=/Koyra/in&fileid=7", "/remote.php/dav/files/me%40x/Koyra/in"),
        ("https://c.org/index.php/apps/files/?dir=/Koyra", "/remote.php/dav/files/me%40x/Koyra"),
        ("https://c.org/nc/apps/files/files/123?dir=/", "/nc/remote.php/dav/files/me%40x"),
        ("https://c.org/index.php/s/aBcD1234", "/public.php/webdav"),
        ("https://c.org/s/aBcD1234", "/public.php/webdav"),
        ("https://c.org/dav/s/x", "/dav/s/x"),
        ("https://c.org/খুলনা", "/%E0%A6%96%E0%A7%81%E0%A6%B2%E0%A6%A8%E0%A6%BE"),
    ],
)
def test_addresses_copied_from_a_browser_lead_to_webdav(url, path):
    assert addresses.webdav(url, "me@x").path == path


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("999999999", 86_400.0),
        ("Sun, 22 Nov 2026 10:01:30 GMT", 90.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("1e9", 0.0),
        ("১২", 0.0),
        ("", 0.0),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(said, seconds):
    assert answers.seconds(said, datetime(2026, 11, 22, 10, 0, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("kind", "url", "user"),
    [
        ("webdav", "https://exa mple/x", "me"),
        ("webdav", "https://-.-/x", "me"),
        ("webdav", "https://xn--/x", "me"),
        ("webdav", f"https://{'a' * 300}.org/x", "me"),
        ("webdav", "https://127.0.0.1:1/x", "নাম"),
        ("s3", "https://exa mple/x", "me"),
        ("s3", "https://127.0.0.1:1/x", "নাম"),
        ("s3", "https://127.0.0.1:1/x\r\nEvil: y", "me"),
        ("s3", "https://127.0.0.1:1/x", "a\r\nEvil: y"),
    ],
)
def test_whatever_is_set_up_is_answered_in_words(kind, url, user):
    made = S3 if kind == "s3" else WebDav
    with pytest.raises((Refused, Unreachable)):
        made(Configured("x", kind, THERE, {"url": url, "user": user}), "secret").probe()


def test_a_listing_made_to_be_huge_costs_little(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "%s">' % (level, (b"&a%d;" % (level - 1) if level else b"&a;") * 10) for level in range(9)
    )
    body = bomb + b"]><multistatus xmlns='DAV:'>&a8;</multistatus>"

    def say(method: str, _: str) -> Answer:
        return Answer(207, body, {"Content-Type": "application/xml"}) if method == "PROPFIND" else Answer(404)

    error = refused("webdav", say, tmp_path)
    assert isinstance(error, Unreachable)
