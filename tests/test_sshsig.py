"""Signatures that OpenSSH takes, and whose it takes; nothing else passes."""

from __future__ import annotations

import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.exchange import sshsig

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (3, 4))
PUBLIC = sshsig.public_line(KEY)
MESSAGE = "উপজেলা পরিষদের মাসিক সাধারণ সভা\n".encode()
SIGNED = sshsig.sign(KEY, "koyradesk-test", MESSAGE)


@pytest.fixture
def private(tmp_path):
    """Our key as a file for OpenSSH."""
    path = tmp_path / "key"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())
    path.write_bytes(KEY.private_bytes(*form))
    path.chmod(0o600)
    return path


def keygen(*command: object, stdin: bytes = MESSAGE) -> bytes:
    done = subprocess.run(["ssh-keygen", *map(str, command)], input=stdin, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""


@given(st.binary(max_size=2000), st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=40))
def test_what_is_signed_is_verified(message, namespace):
    sshsig.verify(PUBLIC, namespace, message, sshsig.sign(KEY, namespace, message))


def test_openssh_makes_the_same_signature(private):
    assert keygen("-Y", "sign", "-f", private, "-n", "koyradesk-test") == SIGNED.encode()
    assert keygen("-y", "-f", private).decode().strip() == PUBLIC


def test_openssh_verifies_it(tmp_path):
    (tmp_path / "allowed").write_text(f"sender {PUBLIC}\n")
    (tmp_path / "sig").write_text(SIGNED)
    command = ("-Y", "verify", "-f", tmp_path / "allowed", "-I", "sender", "-s", tmp_path / "sig", "-n")
    assert b"Good" in keygen(*command, "koyradesk-test")
    assert keygen(*command, "koyradesk-other") == b""
    assert keygen(*command, "koyradesk-test", stdin=MESSAGE + b".") == b""


@pytest.mark.parametrize(
    ("public", "namespace", "message", "signature"),
    [
        (sshsig.public_line(OTHER), "koyradesk-test", MESSAGE, SIGNED),
        (PUBLIC + " office", "koyradesk-test", MESSAGE, SIGNED),
        (PUBLIC + "\n", "koyradesk-test", MESSAGE, SIGNED),
        ("", "koyradesk-test", MESSAGE, SIGNED),
        (PUBLIC, "koyradesk-head", MESSAGE, SIGNED),
        (PUBLIC, "", MESSAGE, SIGNED),
        (PUBLIC, "koyradesk-test", MESSAGE + b"\n", SIGNED),
        (PUBLIC, "koyradesk-test", MESSAGE, sshsig.sign(OTHER, "koyradesk-test", MESSAGE)),
        (PUBLIC, "koyradesk-test", MESSAGE, sshsig.sign(KEY, "koyradesk-test", b"")),
    ],
    ids=[
        "another key",
        "key with a comment",
        "key with a line end",
        "no key",
        "another namespace",
        "no namespace",
        "another message",
        "signed by another",
        "another message signed",
    ],
)
def test_what_does_not_fit_is_refused(public, namespace, message, signature):
    with pytest.raises(ValueError, match=r"key|signature"):
        sshsig.verify(public, namespace, message, signature)


@given(st.data())
def test_a_signature_has_one_spelling(data):
    """Any other letter, more or less, is no signature."""
    at = data.draw(st.integers(0, len(SIGNED)))
    put = data.draw(st.sampled_from(["", "\n", "\r", " ", "=", "A", "ক", "\0"]))
    out = data.draw(st.integers(0, 2))
    changed = SIGNED[:at] + put + SIGNED[at + out :]
    if changed != SIGNED:
        with pytest.raises(ValueError, match=r"key|signature"):
            sshsig.verify(PUBLIC, "koyradesk-test", MESSAGE, changed)
