"""docs/bundle-format.md says what is: its example, its commands and its limits hold, and a stranger who knows nothing
but that page reads and writes bundles."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import bundles
import forging
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from koyradesk.exchange import keys
from koyradesk.exchange.bundle import archive, heads, refusals
from koyradesk.exchange.shapes import receipt
from koyradesk.store import Store

PAGE = Path(__file__).resolve().parent.parent / "docs" / "bundle-format.md"
TEXT = PAGE.read_text(encoding="utf-8")
MADE = [bundles.tiny(), bundles.small(), bundles.large(), bundles.many()]
NAME = "k0yra111-d1str1ct-20261122-257549322.koyra"


def test_the_example_is_what_is_written_today():
    made = bundles.tiny()
    shown = dict(re.findall(r"^`([^`\n]+)`\n\n```\n(.*?)```$", TEXT, re.DOTALL | re.MULTILINE))
    # The page ends each block with a line end, which bundle.json itself has not.
    assert shown == {name: data.decode().removesuffix("\n") + "\n" for name, data in forging.files(made.data).items()}
    prev = bundles.parsed(made.operations[1])["prev"]
    for fact in (prev, made.id, receipt(made.id), keys.number(made.public)):
        assert re.search(rf"\b{fact}\b", TEXT.split("## An example")[1])


def test_the_example_can_be_taken_in(tmp_path):
    reader = bundles.opened(bundles.tiny().data)
    with Store.open(tmp_path / "book", office=bundles.OURS, ours=False) as book:
        book.receive(reader.operations())
        assert [row["name"] for row in book.rows("committee")] == ["মাসিক সমন্বয় কমিটি"]
        assert book.vector() == dict(reader.manifest.have)


def test_its_commands_find_the_example_good(tmp_path):
    (tmp_path / NAME).write_bytes(bundles.tiny().data)
    commands = TEXT.split("```")[1]
    assert NAME in commands
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", commands], cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    assert "koyra is valid" in said
    assert 'Good "koyradesk-bundle" signature' in said


def test_its_limits_are_those_of_the_program():
    for name in ("data/bundle.json", "data/heads.jsonl", "data/ops.jsonl", "manifest-sha256.txt"):
        assert f"| `{name}` | {archive.largest(name)} |" in TEXT
    assert f"| a blob | {archive.largest(archive.BLOBS + '0' * 64)} |" in TEXT
    assert f"| any other file | {archive.largest('bagit.txt')} |" in TEXT
    assert f"| an operation | {heads.LONGEST} |" in TEXT
    assert f"| the file; all in it, unpacked | {archive.LARGEST} |" in TEXT
    assert f"At most {archive.MOST_BLOBS} blobs." in TEXT
    assert f"at most {archive.FEW} bytes are packed by bzip2" in TEXT
    assert f"unpack to {archive.RATIO} times its packed size, beyond its first {archive.FREE} bytes" in TEXT


def test_it_names_every_reason():
    table = TEXT.split("The reasons for which")[1].split("## An example")[0]
    assert {*re.findall(r"`([a-z]+)`", table.split("| where |")[1].replace("koyradesk", ""))} >= {*refusals.SENTENCES}


def mini_reader(path: Path) -> tuple[dict, list[dict], list[dict], dict[str, bytes]]:
    """A reader by somebody who knows nothing but the page: manifest, heads, operations, blobs."""
    with zipfile.ZipFile(path) as whole:
        files = {name.removeprefix("koyra/"): whole.read(name) for name in whole.namelist()}

    def string(data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + data

    def verify(key: bytes, namespace: bytes, message: bytes, armour: bytes) -> None:
        signature = base64.b64decode(b"".join(armour.splitlines()[1:-1]))[-64:]
        message = string(namespace) + string(b"") + string(b"sha512") + string(hashlib.sha512(message).digest())
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key.split()[1])[-32:]).verify(
            signature, b"SSHSIG" + message
        )

    verify(files["koyradesk.pub"], b"koyradesk-bundle", files["tagmanifest-sha256.txt"], files["koyradesk.sig"])
    for listing in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        for line in files[listing].decode().splitlines():
            assert hashlib.sha256(files[line[66:]]).hexdigest() == line[:64]
    manifest = json.loads(files["data/bundle.json"])
    ends = [json.loads(line) for line in files["data/heads.jsonl"].splitlines()]
    for head in ends:
        said = {name: head[name] for name in ("actor", "link", "seq")}
        verify(head["key"].encode(), b"koyradesk-head", bundles.canonical(said), head["signature"].encode())
    links, operations = {}, []
    for line in files["data/ops.jsonl"].splitlines():
        one = json.loads(line)
        actor = one["actor"]
        if actor in links:
            assert one["prev"] == ""
            one["prev"] = links[actor]
        operations.append(one)
        body = hashlib.sha256(bundles.canonical(one)).digest()
        links[actor] = hashlib.sha256(bytes.fromhex(one["prev"]) + body).hexdigest()
    assert links == {head["actor"]: head["link"] for head in ends}
    blobs = {name[-64:]: data for name, data in files.items() if name.startswith("data/blobs/")}
    return manifest, ends, operations, blobs


@pytest.mark.parametrize("made", MADE, ids=["tiny", "small", "large", "many"])
def test_a_stranger_reads_it(made, tmp_path):
    path = tmp_path / "x.koyra"
    path.write_bytes(made.data)
    manifest, ends, operations, blobs = mini_reader(path)
    assert (manifest["office"], manifest["name"]) == (made.manifest.office, made.manifest.name)
    assert [head["link"] for head in ends] == [head.link for head in made.heads]
    assert [bundles.canonical(one) for one in operations] == list(made.operations)
    assert blobs == made.blobs


@pytest.mark.parametrize("made", MADE, ids=["tiny", "small", "large", "many"])
def test_a_stranger_writes_it(made):
    """Python's own zipfile, hashes and a signature: the same bytes."""
    data = {name: one for name, one in forging.files(made.data).items() if name.startswith("data/")}
    written, actors = b"", set()
    for one in map(json.loads, made.operations):
        if one["actor"] in actors:
            one["prev"] = ""
        actors.add(one["actor"])
        written += bundles.canonical(one) + b"\n"
    data["data/ops.jsonl"] = written
    assert forging.zipped(forging.sealed(data)) == made.data
