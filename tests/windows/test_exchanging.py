"""Offices on Windows and on Linux exchange: bundles made by the one program are taken in by the other."""

from __future__ import annotations

import json
from pathlib import Path

import installed
import pytest
from commands import Koyra


@pytest.fixture(scope="module")
def program(wine):
    assert installed.install(wine) == 0
    return wine


def said(office: Koyra, *words: str | Path) -> dict:
    """What a command that must succeed says as JSON."""
    done = office(*words, "--json")
    assert done.code == 0, done
    return json.loads(done.out)


@pytest.mark.parametrize("upazila_on_windows", [True, False], ids=["upazila on Windows", "district on Windows"])
def test_minutes_go_up_encrypted_and_their_receipt_comes_down(program, upazila_on_windows, tmp_path):
    there = installed.WindowsKoyra(tmp_path / "জেলা নথি" / "data", tmp_path / "there", program)
    here = Koyra(tmp_path / "here" / "data", tmp_path / "here" / "config")
    upazila, district = (there, here) if upazila_on_windows else (here, there)
    _, meeting, _ = upazila("demo").lines
    assert district("demo").code == 0
    # Each types the other's key card, on its own computer.
    below, above = (said(office, "keys", "card") for office in (upazila, district))
    said(upazila, "keys", "accept", above["office"], above["text"], "--role", "above")
    said(district, "keys", "accept", below["office"], below["text"], "--role", "below")

    assert upazila("sign", "minutes", meeting).code == 0
    up, changed, down = (tmp_path / f"{name}.koyra" for name in ("উপজেলা থেকে", "changed", "down"))
    sent = said(upazila, "export", "--to", above["office"], "-o", up, "--photos", "--secret")
    assert up.read_bytes().startswith(b"age-encryption.org")
    raw = bytearray(up.read_bytes())
    raw[len(raw) // 2] ^= 1
    changed.write_bytes(raw)
    refused = district("import", changed)
    assert (refused.code, refused.err.count("\n")) == (1, 1), refused
    taken = said(district, "import", up)
    assert (taken["receipt"], taken["office"]) == (sent["receipt"], below["office"])

    # All that the minutes say, and the very bytes of the page that was signed.
    of = ("--of", below["office"])
    assert said(district, "show", meeting, *of) == said(upazila, "show", meeting)
    signed, arrived = tmp_path / "signed.pdf", tmp_path / "arrived.pdf"
    assert upazila("print", "minutes", meeting, "-o", signed).code == 0
    assert district("print", "minutes", meeting, *of, "-o", arrived).code == 0
    assert signed.read_bytes() == arrived.read_bytes()

    said(district, "export", "--to", below["office"], "-o", down)
    said(upazila, "import", down)
    [known] = said(upazila, "outbox")["offices"]
    assert (known["office"], known["all_acknowledged"]) == (above["office"], True)
