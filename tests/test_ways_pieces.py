"""Pieces and their index: what adds up is put together, what does not is refused before anything is made of it."""

from __future__ import annotations

import hashlib
import json
import random
import tracemalloc
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_ways_servers import HERE, ID, THERE, bundle, nothing

from koyradesk.exchange.ways import downloading, pieces, uploading
from koyradesk.exchange.ways.objects import CutError, Listing
from koyradesk.exchange.ways.pieces import BadIndexError, Entry, Index, Piece
from koyradesk.exchange.ways.shapes import Refused, Unreachable

DATA = random.Random(7).randbytes(40_000)
HALVES = (pieces.piece(0, DATA[:16_384]), pieces.piece(1, DATA[16_384:]))
GOOD = Index(len(DATA), hashlib.sha256(DATA).hexdigest(), HALVES)
FIRST = HALVES[0].name


def said(**wrong: object) -> bytes:
    return json.dumps(json.loads(pieces.written(GOOD)) | wrong).encode()


def named(name: object, size: object = 40_000) -> bytes:
    return said(pieces=[{"name": name, "size": size}])


def test_an_index_is_read_as_it_was_written():
    assert pieces.read(pieces.written(GOOD)) == GOOD
    assert pieces.read(said(later="what a newer program says")) == GOOD


HOSTILE = {
    "empty": b"",
    "no json": b"{",
    "a page": b"<html></html>",
    "not utf-8": b"\xff\xfe{}",
    "a list": b"[]",
    "nothing": b"{}",
    "null": b"null",
    "deep": b"[" * 1_000_000,
    "deep inside": b'{"size":' + b'{"a":' * 200_000,
    "a number of a million digits": b'{"size":' + b"9" * 1_000_000 + b"}",
    "larger than any index": b" " * (pieces.INDEX + 1),
    "size too small": said(size=39_999),
    "size too large": said(size=40_001),
    "size negative": said(size=-40_000),
    "size zero": said(size=0),
    "size true": said(size=True),
    "size a fraction": said(size=40_000.0),
    "size not a number": said(size=float("nan")),
    "size endless": said(size=float("inf")),
    "size as text": said(size="40000"),
    "larger than any bundle": said(size=1 << 62),
    "no hash": said(sha256=None),
    "hash too short": said(sha256="ab"),
    "hash in capitals": said(sha256=GOOD.sha256.upper()),
    "hash with a line after it": said(sha256=f"{GOOD.sha256}\n"),
    "no pieces": said(pieces=[]),
    "pieces no list": said(pieces={"0": 1}),
    "pieces of text": said(pieces=["x"] * 4),
    "a million pieces": b'{"size":40000,"sha256":"%b","pieces":[%b0]}' % (GOOD.sha256.encode(), b"0," * 700_000),
    "more pieces than numbers": said(pieces=[{"name": FIRST, "size": 1}] * (pieces.COUNT + 1)),
    "a piece twice": said(size=32_768, pieces=[HALVES[0]._asdict()] * 2),
    "pieces in another order": said(pieces=[one._asdict() for one in HALVES[::-1]]),
    "piece of nothing": said(pieces=[{"name": FIRST, "size": 0}, {"name": HALVES[1].name, "size": 40_000}]),
    "piece negative": said(pieces=[{"name": FIRST, "size": -1}, {"name": HALVES[1].name, "size": 40_001}]),
    "piece above the most": said(size=1 << 21, pieces=[{"name": FIRST, "size": 1 << 21}]),
    "a path": named("../../evil"),
    "a path inside": named(f"0000-{'a' * 60}/../"),
    "an absolute path": named("/etc/passwd"),
    "a drive": named("C:\\x"),
    "nul": named(f"0000-{'a' * 63}\0"),
    "a line after it": named(f"{FIRST}\n"),
    "another name": named("index.json"),
    "bengali digits": named(f"০০০০-{'a' * 64}"),
    "no name": named(None),
    "name a list": named(["0000"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_index_is_refused_and_costs_little(name):
    tracemalloc.start()
    with pytest.raises(BadIndexError, match="damaged"):
        pieces.read(HOSTILE[name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 << 20


def test_piece_names_hold_and_only_what_they_say():
    assert HALVES[0].holds(DATA[:16_384])
    assert not HALVES[0].holds(DATA[:16_383])
    assert not HALVES[0].holds(b"x" + DATA[1:16_384])
    assert not Piece(FIRST, 5).holds(DATA[:5])


class Memory:
    """A server in memory whose line breaks when it is told to: ``budget`` bytes pass before each cut."""

    host = "memory"

    def __init__(self, budget: int = 0, *, truncates: bool = False, ranges: bool = True) -> None:
        self.held: dict[str, bytes] = {}
        self.budget, self.truncates, self.ranges, self.puts = budget, truncates, ranges, 0
        self.left = budget

    def folder(self, path: str) -> Listing:
        below = [name.removeprefix(f"{path}/") for name in self.held if name.startswith(f"{path}/")]
        files = {one: Entry(len(self.held[f"{path}/{one}"])) for one in below if "/" not in one}
        return Listing(files, frozenset(one.partition("/")[0] for one in below if "/" in one))

    def get(self, path, start, most):
        if path not in self.held:
            raise FileNotFoundError(path)
        data = self.held[path][start:][:most]
        if self.budget and len(data) > self.left:
            data, self.left = data[: self.left], self.budget
            yield data
            raise CutError("cut")
        self.left -= len(data)
        yield data

    def stat(self, path):
        return Entry(len(self.held[path])) if path in self.held else None

    def remove(self, path):
        self.held = {name: data for name, data in self.held.items() if name != path and not name.startswith(path)}

    def put(self, path, data):
        if self.budget and len(data) > self.left:
            if self.truncates:
                self.held[path] = data[: self.left]
            self.left = self.budget
            raise CutError("cut")
        self.left -= len(data)
        self.puts += len(data)
        self.held[path] = data

    def ready(self, path):
        pass


def upload(server, made, watch=lambda *_: None):
    return uploading.upload(server, made, id=ID, office=HERE, to=THERE, watch=watch)


def download(server, into, known=nothing):
    return list(downloading.download(server, THERE, into, known=known))


@given(size=st.integers(1, 300_000), budget=st.integers(17_000, 200_000), truncates=st.booleans())
def test_any_cut_line_brings_any_bundle_over_whole(tmp_path_factory, size, budget, truncates):
    folder = tmp_path_factory.mktemp("cut")
    made = bundle(folder, size)
    server = Memory(budget, truncates=truncates)
    assert upload(server, made).sent == size
    assert upload(server, made).sent == 0
    (got,) = download(server, folder / "in")
    assert got.read_bytes() == made.read_bytes()
    assert download(server, folder / "in", known=lambda one: one == ID) == []


@pytest.mark.parametrize("size", [1, 16_384, 400_000, 3_000_000])
def test_a_list_that_is_too_long_for_the_line_is_asked_for_one_by_one(tmp_path, size):
    class Short(Memory):
        def folder(self, path):
            if path.endswith(ID):
                raise CutError("cut")
            return super().folder(path)

    made = bundle(tmp_path, size)
    server = Short(100_000)
    assert upload(server, made).sent == size
    assert upload(server, made).sent == 0
    # Also where the index was not put yet, and where a piece is lost.
    del server.held[f"{THERE}/{HERE}/{ID}.json"]
    assert upload(server, made).sent == 0
    lost = max(name for name in server.held if "-" in name)
    length = len(server.held.pop(lost))
    assert upload(server, made).sent == length
    (got,) = download(server, tmp_path / "in")
    assert got.read_bytes() == made.read_bytes()


def test_a_line_on_which_nothing_passes_is_given_up(tmp_path):
    with pytest.raises(Unreachable):
        upload(Memory(10_000), bundle(tmp_path, 100_000))


def test_what_a_server_loses_or_spoils_is_put_again_and_nothing_else(tmp_path):
    made = bundle(tmp_path, 3_000_000)
    server = Memory()
    upload(server, made)
    names = sorted(name for name in server.held if "-" in name)
    del server.held[names[1]]
    server.held[names[3]] = server.held[names[3]][:-1]
    server.held[names[0].replace("/0000-", "/0002-")] = b"another"
    lost = int(json.loads(server.held[f"{THERE}/{HERE}/{ID}.json"])["pieces"][1]["size"])
    spoilt = int(json.loads(server.held[f"{THERE}/{HERE}/{ID}.json"])["pieces"][3]["size"])
    assert upload(server, made).sent == lost + spoilt
    (got,) = download(server, tmp_path / "in")
    assert got.read_bytes() == made.read_bytes()


def test_a_server_that_keeps_nothing_is_told_of(tmp_path):
    class Forgetful(Memory):
        def folder(self, path):
            return Listing({}, frozenset())

    with pytest.raises(Unreachable, match="did not keep"):
        upload(Forgetful(), bundle(tmp_path, 10_000))


def test_the_same_bundle_encrypted_anew_replaces_what_lies_there(tmp_path):
    server = Memory()
    upload(server, bundle(tmp_path, 50_000, 1))
    again = bundle(tmp_path, 50_001, 2)
    assert upload(server, again).sent == 50_001
    (got,) = download(server, tmp_path / "in")
    assert got.read_bytes() == again.read_bytes()


def test_an_encrypted_bundle_is_called_so(tmp_path):
    made = tmp_path / "x"
    made.write_bytes(b"age-encryption.org/v1\n" + b"x" * 100)
    server = Memory()
    upload(server, made)
    assert [one.name for one in download(server, tmp_path / "in")] == [f"{ID}.koyra.age"]


@pytest.mark.parametrize("spoil", ["piece", "whole", "index", "missing", "longer"])
def test_one_bad_bundle_keeps_no_other_back_and_is_never_handed_on(tmp_path, spoil):
    server = Memory()
    made = bundle(tmp_path, 40_000)
    upload(server, made)
    good = hashlib.sha256(b"good").hexdigest()
    uploading.upload(server, made, id=good, office="zzzzzzzz", to=THERE, watch=lambda *_: None)
    name = next(one for one in server.held if f"{ID}/0000-" in one)
    path = f"{THERE}/{HERE}/{ID}.json"
    if spoil == "piece":
        server.held[name] = b"x" + server.held[name][1:]
    elif spoil == "longer":
        server.held[name] += b"x" * 5_000_000
    elif spoil == "missing":
        del server.held[name]
    elif spoil == "index":
        server.held[path] = b"{"
    else:
        server.held[path] = pieces.written(Index(40_000, "0" * 64, (pieces.piece(0, made.read_bytes()),)))
        server.held[f"{THERE}/{HERE}/{ID}/{pieces.piece(0, made.read_bytes()).name}"] = made.read_bytes()
    seen: list[str] = []
    fetched = (one.name for one in downloading.download(server, THERE, tmp_path / "in", known=nothing))
    with pytest.raises(Refused if spoil == "index" else Unreachable):
        seen.extend(fetched)
    assert seen == [f"{good}.koyra"]
    assert sorted(one.name for one in (tmp_path / "in").iterdir() if not one.name.startswith(".")) == seen


@pytest.mark.parametrize("office", ["..", ".", "a/b", "A B", "x" * 40, "con.txt", "", "কয়রা"])
def test_a_folder_that_cannot_be_an_office_is_left_alone(tmp_path, office):
    server = Memory()
    uploading.upload(server, bundle(tmp_path, 10), id=ID, office=office, to=THERE, watch=lambda *_: None)
    assert download(server, tmp_path / "in") == []


def test_what_was_fetched_before_a_cut_is_not_fetched_again(tmp_path):
    made = bundle(tmp_path, 3_000_000)
    server = Memory()
    upload(server, made)
    names = sorted(name for name in server.held if "-" in name)
    last = server.held.pop(names[-1])
    with pytest.raises(Unreachable):
        download(server, tmp_path / "in")
    asked = []
    plain = server.get
    server.held[names[-1]] = last
    server.get = lambda path, start, most: asked.append(path) or plain(path, start, most)
    (got,) = download(server, tmp_path / "in")
    assert got.read_bytes() == made.read_bytes()
    assert [one for one in asked if "-" in one] == [names[-1]]


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path, monkeypatch):
    server = Memory()
    upload(server, bundle(tmp_path, 10))
    monkeypatch.setattr(downloading.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(Refused, match="disk is full"):
        download(server, tmp_path / "in")


def test_requests_to_s3_are_signed_as_amazons_own_library_signs(monkeypatch):
    import httpx
    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    from koyradesk.exchange.ways import s3

    for method, url, body in (
        ("PUT", "https://s3.example.org:9000/koyra/district%20%E0%A6%95/a1/x.json", b"data"),
        ("GET", "https://s3.example.org/koyra?delimiter=%2F&list-type=2&prefix=a%20b%2F", b""),
    ):
        ours = httpx.Request(method, url, content=body)
        next(s3._Signing("KEY", "secret/পাস", "ap-south-1").auth_flow(ours))
        theirs = AWSRequest(method, url, data=body, headers={"x-amz-content-sha256": hashlib.sha256(body).hexdigest()})
        signer = S3SigV4Auth(Credentials("KEY", "secret/পাস"), "s3", "ap-south-1")
        theirs.context["timestamp"] = ours.headers["x-amz-date"]
        theirs.context["payload_signing_enabled"] = True
        theirs.headers["X-Amz-Date"] = ours.headers["x-amz-date"]
        canonical = signer.canonical_request(theirs)
        string = signer.string_to_sign(theirs, canonical)
        assert ours.headers["authorization"].endswith(f"Signature={signer.signature(string, theirs)}")
