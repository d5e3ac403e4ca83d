"""A bundle is written and read back, the same bytes each time, and checked by other programs without this one."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import bundles
import pytest
from bundles import ACTOR, KEY, SECOND
from forging import files
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk import records
from koyradesk.exchange import sshsig
from koyradesk.exchange.bundle import archive, heads, manifest
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.shapes import BUNDLE, Head, receipt

CODES = st.text(records.ALPHABET, min_size=8, max_size=8)
SHAS = st.binary(min_size=32, max_size=32).map(bytes.hex)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
NAMES = st.text(st.characters(categories=("Lo", "Mn", "Nd", "Zs")), max_size=40).map(records.text)
#: A run of one actor: its name, where it begins, what it writes.
RUNS = st.dictionaries(
    st.builds(
        "{}.{}.{}".format,
        CODES,
        st.text(records.ALPHABET, min_size=6, max_size=6),
        st.sampled_from(("submitted", "drafts")),
    ),
    st.tuples(st.integers(1, 10**12), st.lists(TEXTS, min_size=1, max_size=5)),
    max_size=4,
)


@pytest.mark.parametrize("count", [400, 3_000])
def test_one_word_over_and_over_is_packed_so_that_it_is_believed(count):
    """Minutes in which nothing but one word stands, and are written again and again: nobody means harm."""
    text = "বাঁধ " * 2_000
    bodies, head = bundles.chain(ACTOR, [text] * count)
    ranges = {ACTOR: (1, count)}
    given = bundles.made(replace(bundles.small().manifest, ranges=ranges, blobs=()), (head,), bodies, {})
    size = sum(map(len, bodies))
    assert size > 2 * archive.FREE
    assert len(given.data) * archive.RATIO > size
    assert len(given.data) * 30 < size
    assert tuple(bundles.opened(given.data).operations()) == bodies
    with zipfile.ZipFile(io.BytesIO(given.data)) as other:
        assert other.testzip() is None


def test_a_bundle_comes_back_as_it_went_in():
    made = bundles.small()
    reader = bundles.opened(made.data)
    assert (reader.id, reader.key, reader.manifest, reader.heads) == (made.id, made.public, made.manifest, made.heads)
    assert tuple(reader.operations()) == made.operations
    assert {sha: reader.blob(sha) for sha in reader.blobs} == made.blobs
    assert len(receipt(made.id)) == 9


@settings(deadline=None)
@given(
    RUNS,
    st.lists(st.binary(max_size=500), max_size=4),
    NAMES,
    st.dictionaries(CODES, st.integers(1, 2**63 - 1)),
    st.sets(SHAS),
)
def test_any_bundle_comes_back_as_it_went_in(runs, files, name, have, wants):
    heads, operations = [], []
    for actor, (start, texts) in sorted(runs.items()):
        bodies, head = bundles.chain(actor, texts, start, "" if start == 1 else "ab" * 32)
        operations += bodies
        heads.append(head)
    blobs = {hashlib.sha256(data).hexdigest(): data for data in files}
    told = replace(
        bundles.small().manifest,
        name=name,
        ranges={actor: (start, start + len(texts) - 1) for actor, (start, texts) in runs.items()},
        have={f"{office}.pc.submitted": seq for office, seq in have.items()},
        wants=tuple(sorted(wants)),
        blobs=tuple(sorted(blobs)),
    )
    made = bundles.made(told, heads, operations, blobs)
    reader = bundles.opened(made.data)
    assert (reader.manifest, list(reader.heads), list(reader.operations())) == (told, heads, operations)
    assert {sha: reader.blob(sha) for sha in reader.blobs} == blobs
    assert bundles.made(told, heads[::-1], operations, blobs).data == made.data


def test_the_same_things_give_the_same_bytes():
    assert bundles.small().data == bundles.small().data


def test_what_does_not_agree_is_not_written():
    good = bundles.small()
    other = bundles.chain(ACTOR, ["অন্য", "কথা", "এই"])[0]
    told = good.manifest
    for wrong in (
        replace(good, heads=good.heads[:1]),
        replace(good, heads=(good.heads[0], replace(good.heads[1], link="0" * 64))),
        replace(good, operations=good.operations[:-1]),
        replace(good, operations=(*good.operations, good.operations[-1])),
        replace(good, operations=(*other, *good.operations[3:])),
        replace(good, operations=good.operations[::-1]),
        replace(good, blobs={}),
        replace(good, blobs=dict.fromkeys(good.blobs, b"other")),
        replace(good, blobs=good.blobs | {"f" * 64: b""}),
        replace(good, manifest=replace(told, ranges={ACTOR: (1, 3), SECOND: (1, 3)})),
        replace(good, manifest=replace(told, office="nowhere")),
        replace(good, manifest=replace(told, blobs=told.blobs[::-1])),
        replace(good, manifest=replace(told, format=2)),
        replace(good, heads=(good.heads[0], Head(SECOND, 2, "not a link"))),
    ):
        with pytest.raises(ValueError, match=r".+"):
            bundles.made(wrong.manifest, wrong.heads, wrong.operations, wrong.blobs)


def test_more_than_a_bundle_holds_is_refused_before_it_is_written():
    shas = tuple(f"{number:064x}" for number in range(archive.MOST_BLOBS + 1))
    told = replace(bundles.small().manifest, ranges={}, blobs=shas)
    out = io.BytesIO()
    with pytest.raises(BundleError) as caught:
        write(out, told, (), (), (), sshsig.public_line(KEY), partial(sshsig.sign, KEY, BUNDLE))
    assert (caught.value.why, out.getvalue()) == ("large", b"")


def test_a_file_larger_than_any_is_refused():
    data = bytes(archive.largest(archive.BLOBS) + 1)
    with pytest.raises(BundleError) as caught:
        bundles.with_blobs([data])
    assert caught.value.why == "large"


def test_as_many_files_as_there_may_be():
    contents = [number.to_bytes(2) for number in range(archive.MOST_BLOBS)]
    reader = bundles.opened(bundles.with_blobs(contents).data)
    assert {reader.blob(sha) for sha in reader.blobs} == {*contents}


def test_ten_years_pass_through_little_memory(tmp_path):
    """Operations are given on one by one, both ways: 20,000 of them, 10 MB, in a fraction of that."""
    count = 20_000

    def bodies() -> Iterator[bytes]:
        prev = ""
        for start in range(1, count, 500):
            some, head = bundles.chain(ACTOR, ["সভা" * 30] * 500, start, prev)
            prev = head.link
            yield from some

    *_, last = bodies()
    link = hashlib.sha256(bytes.fromhex(manifest.parse(last)["prev"]) + hashlib.sha256(last).digest()).hexdigest()
    head = bundles.signed(Head(ACTOR, count, link))
    told = replace(bundles.small().manifest, ranges={ACTOR: (1, count)}, blobs=())
    tracemalloc.start()
    with (tmp_path / "x.koyra").open("w+b") as stream:
        write(stream, told, (head,), bodies(), (), sshsig.public_line(KEY), partial(sshsig.sign, KEY, BUNDLE))
        size = sum(len(body) + 1 for body in Reader(stream, bundles.verify).operations())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 10_000_000
    assert most < archive.FEW + 3_000_000


@pytest.mark.parametrize(("more", "method"), [(0, zipfile.ZIP_BZIP2), (1, zipfile.ZIP_DEFLATED)])
def test_few_operations_are_packed_by_bzip2_and_many_deflated(more, method, tmp_path):
    """To the byte; and either is read by other programs."""
    wanted = archive.FEW + more
    bodies, _ = bundles.chain(ACTOR, ["ক" * 900] * 700)
    lines = [*heads.shortened(bodies, {ACTOR: (1, 700)}, [bundles.chain(ACTOR, ["ক" * 900] * 700)[1]])]
    rest = wanted - sum(len(line) + 1 for line in lines)
    bodies, head = bundles.chain(ACTOR, ["ক" * 900] * 699 + ["ক" * 900 + "x" * rest])
    made = bundles.made(replace(bundles.small().manifest, ranges={ACTOR: (1, 700)}, blobs=()), [head], bodies, {})
    path = tmp_path / "x.koyra"
    path.write_bytes(made.data)
    with zipfile.ZipFile(path) as opened:
        info = opened.getinfo("koyra/data/ops.jsonl")
        assert (info.file_size, info.compress_type) == (wanted, method)
        assert opened.testzip() is None
    assert "No errors detected" in run("unzip", "-t", path)
    assert tuple(bundles.opened(made.data).operations()) == bodies


def test_only_the_first_operation_of_an_actor_says_what_it_follows():
    """That saves most of a bundle's bytes; what is given on is whole again."""
    made = bundles.small()
    prevs = [bundles.parsed(line)["prev"] for line in files(made.data)["data/ops.jsonl"].splitlines()]
    assert prevs == [""] * 5
    later, head = bundles.chain(ACTOR, ["ক", "খ"], 4, made.heads[0].link)
    told = replace(made.manifest, ranges={ACTOR: (4, 5)}, blobs=())
    resumed = bundles.made(told, [head], later, {})
    prevs = [bundles.parsed(line)["prev"] for line in files(resumed.data)["data/ops.jsonl"].splitlines()]
    assert prevs == [made.heads[0].link, ""]
    assert tuple(bundles.opened(resumed.data).operations()) == later


def run(*command: str | Path, stdin: Path | None = None, cwd: Path | None = None) -> str:
    """What a program says, which must end well."""
    given = stdin.read_bytes() if stdin else None
    done = subprocess.run(command, input=given, capture_output=True, check=False, cwd=cwd)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    return said


@pytest.fixture
def unpacked(tmp_path):
    """A bundle of ours, unpacked by ``unzip``."""
    path = tmp_path / "কয়রা.koyra"
    path.write_bytes(bundles.small().data)
    assert "No errors detected" in run("unzip", "-t", path)
    run("unzip", "-q", path, "-d", tmp_path / "out")
    return tmp_path / "out" / "koyra"


def test_bagit_finds_it_valid(unpacked):
    # The library asks a package for its version that warns of its own end.
    said = run(sys.executable, "-W", "ignore", "-m", "bagit", "--validate", unpacked)
    assert "koyra is valid" in said


def test_ssh_keygen_knows_the_signature(unpacked):
    allowed = unpacked.parent / "allowed_signers"
    allowed.write_text(f"sender {(unpacked / 'koyradesk.pub').read_text()}")
    command = ("ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "sender", "-n", BUNDLE)
    said = run(*command, "-s", unpacked / "koyradesk.sig", stdin=unpacked / "tagmanifest-sha256.txt")
    assert "Good" in said
