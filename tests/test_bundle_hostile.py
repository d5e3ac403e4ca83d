"""What harmful and harmed bundles come to: refused for what is wrong, in little memory, nothing written anywhere."""

from __future__ import annotations

import hashlib
import io
import random
import tracemalloc

import bundles
import pytest
from forging import DATA, changed, files, small, span
from hostile_bundles import REFUSED, refusal
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.text import has_bengali
from koyradesk.exchange.bundle import refusals
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.refusals import BundleError

#: Bytes that refusing any bundle may take.
MEMORY = 100 * 2**20
#: Hash of those made so far: none is there twice.
MADE: dict[str, tuple[str, str]] = {}
CASES = [(why, name) for why, cases in REFUSED.items() for name in cases]


@pytest.mark.parametrize(("why", "name"), CASES, ids=[f"{why}: {name}" for why, name in CASES])
def test_a_harmful_bundle_is_refused(why, name, tmp_path, monkeypatch):
    path = tmp_path / "outside" / "x.koyra"
    path.parent.mkdir()
    data = REFUSED[why][name]()
    assert MADE.setdefault(hashlib.sha256(data).hexdigest(), (why, name)) == (why, name)
    path.write_bytes(data)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    tracemalloc.start()
    try:
        found = refusal(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == why
    assert most < MEMORY
    assert sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*")) == [
        "here",
        "outside",
        "outside/x.koyra",
    ]


def test_every_reason_is_met_and_said_in_both_languages():
    assert {*refusals.SENTENCES} == {*REFUSED} - {"examined"}
    for why in refusals.SENTENCES:
        assert has_bengali(BundleError(why).text("bn"))


def whole(data: bytes) -> tuple:
    """All that a bundle says; the reason where it is refused."""
    try:
        reader = Reader(io.BytesIO(data), bundles.verify)
        blobs = [reader.blob(sha) for sha in reader.blobs]
        return reader.id, reader.key, reader.manifest, reader.heads, [*reader.operations()], blobs
    except BundleError as error:
        return (error.why,)


def test_a_bundle_cut_off_anywhere_is_refused():
    data = bundles.large().data
    assert len(data) > 100_000
    for length in [*range(0, len(data), 1024), *range(len(data) - 50, len(data))]:
        assert whole(data[:length]) == ("cut",), length


def test_a_bit_that_flips_is_noticed_or_changes_nothing():
    """Deflate leaves bits unused at the end of a file's data, bzip2 has tables for what never comes; these say nothing.
    Every other bit is found out."""
    data, pick = bundles.small().data, random.Random(7)
    good, unnoticed, (first, end) = whole(data), 0, span(data, DATA["ops"])
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << pick.randrange(8)
        found = whole(bytes(flipped))
        assert len(found) == 1 or found == good, at
        unnoticed += found == good and not first <= at < end
    assert unnoticed <= len([name for name in files(data) if "blobs" not in name])


@given(st.sampled_from(["bundle", "heads", "ops"]), st.data())
def test_whatever_is_signed_is_refused_or_read(which, data):
    """Bytes are others, and the bundle is signed so: nothing but a refusal comes of it, or what is written there."""
    text = small()[DATA[which]]
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(st.binary(max_size=3) | st.sampled_from([b'"', b"[", b"{}", b"null", b"\n", b"-1", b"\\ud800"]))
    whole(changed(**{which: text[:at] + put + text[at + data.draw(st.integers(0, 3)) :]}))


def test_a_file_beyond_all_limits_is_not_read(tmp_path):
    path = tmp_path / "x.koyra"
    with path.open("wb") as stream:
        stream.truncate(2**32)
    assert refusal(path) == "large"


def test_a_file_that_changes_under_the_reader_is_noticed():
    stream = io.BytesIO(bundles.small().data)
    reader = Reader(stream, bundles.verify)
    for sha in reader.blobs:
        place = stream.getvalue().index(reader.blob(sha))
        stream.getbuffer()[place] ^= 1
        with pytest.raises(BundleError):
            reader.blob(sha)
    packed = stream.getvalue().index(b"ops.jsonl") + 20
    stream.getbuffer()[packed : packed + 50] = bytes(50)
    with pytest.raises(BundleError):
        list(reader.operations())


def test_a_bomb_within_a_blob_stays_closed():
    """A blob is bytes: that it is an archive itself is nobody's business here."""
    bomb = REFUSED["ratio"]["bomb that is honest"]()
    made = bundles.with_blobs([bomb])
    reader = bundles.opened(made.data)
    assert [reader.blob(sha) for sha in reader.blobs] == [bomb]
