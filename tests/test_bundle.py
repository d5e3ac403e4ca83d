"""A bundle is written and read back, the same bytes each time, and checked by other programs without this one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bundles
import pytest

from koyradesk.exchange.shapes import BUNDLE, receipt


def test_a_bundle_comes_back_as_it_went_in():
    made = bundles.small()
    reader = bundles.opened(made.data)
    assert (reader.id, reader.key, reader.manifest, reader.heads) == (made.id, made.public, made.manifest, made.heads)
    assert tuple(reader.operations()) == made.operations
    assert {sha: reader.blob(sha) for sha in reader.blobs} == made.blobs
    assert len(receipt(made.id)) == 9


def test_the_same_things_give_the_same_bytes():
    assert bundles.small().data == bundles.small().data


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
