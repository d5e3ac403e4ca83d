"""Bundles carried to real servers and fetched from them, over a line that is cut every 64 kB."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lines
import pytest
import servers

from koyradesk.exchange.ways.s3 import S3
from koyradesk.exchange.ways.shapes import Configured, Refused, Unreachable
from koyradesk.exchange.ways.webdav import WebDav

KINDS = ("apache", "rclone", "wsgidav", "s3")
HERE, THERE = "a1b2c3d4", "d4c3b2a1"
ID = hashlib.sha256(b"bundle").hexdigest()
CUT = 1 << 16


def nothing(_: str) -> bool:
    return False


@contextmanager
def serving(kind: str, root: Path) -> Iterator[servers.Served]:
    with getattr(servers, kind)(root / "server") as served:
        yield served


def way(kind: str, url: str, patience: float = 20):
    settings = {"url": url, "user": servers.USER}
    if kind == "s3":
        return S3(Configured("জেলা", "s3", THERE, settings), servers.S3_SECRET, patience=patience)
    return WebDav(Configured("জেলা", "webdav", THERE, settings), servers.PASSWORD, patience=patience)


def bundle(folder: Path, size: int, seed: int = 1) -> Path:
    made = folder / f"bundle-{seed}.koyra"
    made.write_bytes(random.Random(seed).randbytes(size))
    return made


def lying(kind: str, served: servers.Served) -> dict[str, str]:
    return servers.s3_hashes(served) if kind == "s3" else servers.hashes(served.files)


def put(one, made: Path, bundle_id: str = ID, watch=lambda done, size: None):
    return one.put(made, id=bundle_id, office=HERE, to=THERE, watch=watch)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bundle_passes_a_line_that_is_cut_every_64_kb_and_the_second_time_nothing_is_sent(tmp_path, kind):
    made = bundle(tmp_path, 700_001)
    with serving(kind, tmp_path) as served:
        with lines.Cutter(served.port, CUT) as line:
            seen: list[tuple[int, int]] = []
            first = put(way(kind, served.through(line.port)), made, watch=lambda *one: seen.append(one))
            assert line.lines > 700_001 // CUT
            assert seen[-1] == (700_001, 700_001)
            assert [done for done, _ in seen] == sorted(done for done, _ in seen)
        assert first.size == first.sent == 700_001
        # What lies there is what the index says, and that is the file.
        lies = lying(kind, served)
        named = {Path(name).name[5:]: found for name, found in lies.items() if "-" in Path(name).name}
        with lines.Cutter(served.port, CUT) as line:
            (got,) = way(kind, served.through(line.port)).fetch(THERE, tmp_path / "in", known=nothing)
            assert got.read_bytes() == made.read_bytes()
            assert got.name == f"{ID}.koyra"
        # Every piece that the index names is what its name says.
        assert sum(said == found for said, found in named.items()) >= 700_001 // CUT
        with lines.Cutter(served.port, CUT) as line:
            again = put(way(kind, served.through(line.port)), made)
            assert (again.sent, line.put) == (0, 0)
            assert 0 < line.passed < 64_000
        assert lying(kind, served) == lies
        assert list(way(kind, served.url).fetch(THERE, tmp_path / "in", known=lambda one: one == ID)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_pieces_grow_on_a_good_line(tmp_path, kind):
    made = bundle(tmp_path, 5_000_000)
    with serving(kind, tmp_path) as served:
        put(way(kind, served.url), made)
        sizes = [name for name in lying(kind, served) if "-" in Path(name).name]
        assert len(sizes) == 7
        (got,) = way(kind, served.url).fetch(THERE, tmp_path / "in", known=nothing)
        assert got.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_try_left_is_not_sent_again(tmp_path, kind):
    made = bundle(tmp_path, 3_000_000)

    class StopError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done > 800_000:
            raise StopError

    with serving(kind, tmp_path) as served, lines.Cutter(served.port, 0) as line:
        with pytest.raises(StopError):
            put(way(kind, served.through(line.port)), made, watch=stop)
        before = line.put
        assert before > 800_000
        assert list(way(kind, served.url).fetch(THERE, tmp_path / "in", known=nothing)) == []
        done = put(way(kind, served.through(line.port)), made)
        assert done.sent == 3_000_000 - before
        (got,) = way(kind, served.url).fetch(THERE, tmp_path / "in", known=nothing)
        assert got.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("kind", ["wsgidav", "s3"])
def test_a_slow_line_is_not_a_dead_one(tmp_path, kind):
    """A piece of 256 kB takes 4 seconds at 64 kB a second; giving up after 3 without a byte sends it all the same."""
    made = bundle(tmp_path, 384 << 10)
    with serving(kind, tmp_path) as served, lines.Cutter(served.port, 0, pace=64_000) as line:
        assert put(way(kind, served.through(line.port), patience=3), made).sent == 384 << 10
        # Nothing was sent twice.
        assert line.put < 400 << 10


def test_a_line_on_which_nothing_passes_any_more_is_given_up(tmp_path):
    made = bundle(tmp_path, 10_000)
    with servers.wsgidav(tmp_path / "server") as served, lines.Cutter(served.port, 0, pace=50) as line:
        one = way("wsgidav", served.through(line.port), patience=1)
        with pytest.raises(Unreachable, match="cannot be reached"):
            put(one, made)


@pytest.mark.parametrize("kind", ["apache", "rclone"])
def test_a_server_whose_disk_is_full_needs_a_person(tmp_path, kind):
    with getattr(servers, kind)(tmp_path / "server", small=True) as served:
        one = way(kind, served.url)
        put(one, bundle(tmp_path, 500_000))
        with pytest.raises(Refused, match="no room left"):
            put(one, bundle(tmp_path, 5_000_000, 2), "e" * 64)
        # What lay there lies there still, and what does not is not taken for a bundle.
        (got,) = one.fetch(THERE, tmp_path / "in", known=nothing)
        assert got.name == f"{ID}.koyra"


def test_what_the_environment_says_of_proxies_has_no_say_on_this_computer(tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{servers.free_port()}")
    with servers.wsgidav(tmp_path / "server") as served:
        way("wsgidav", served.url).probe()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_acknowledged_is_taken_away_and_nothing_else(tmp_path, kind):
    with serving(kind, tmp_path) as served:
        one = way(kind, served.url)
        put(one, bundle(tmp_path, 300_000))
        before = lying(kind, served)
        put(one, bundle(tmp_path, 300_000, 2), "e" * 64)
        one.clear(id="e" * 64, office=HERE, to=THERE)
        assert lying(kind, served) == before
        one.clear(id="e" * 64, office=HERE, to=THERE)
        assert len(list(one.fetch(THERE, tmp_path / "in", known=nothing))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_many_pieces_pass_a_line_that_is_too_short_for_their_list(tmp_path, kind):
    made = bundle(tmp_path, 4_000_000)
    with serving(kind, tmp_path) as served, lines.Cutter(served.port, 48 << 10) as line:
        one = way(kind, served.through(line.port))
        assert put(one, made).sent == 4_000_000
        before = line.put
        assert put(one, made).sent == 0
        assert line.put == before
        (got,) = one.fetch(THERE, tmp_path / "in", known=nothing)
        assert got.read_bytes() == made.read_bytes()
