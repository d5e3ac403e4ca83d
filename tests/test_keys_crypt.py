"""What is encrypted for an office: its PCs read it, nobody else, and a torn file is one sentence."""

from __future__ import annotations

import io
import subprocess

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.errors import UserError
from koyradesk.exchange import crypt, keys

FIRST, SECOND, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))


def line(key: Ed25519PrivateKey) -> str:
    return keys.line(key.public_key().public_bytes_raw())


SECRET = crypt.encrypt("গোপন কথা".encode() * 20_000, [line(FIRST), line(SECOND)])


@given(st.binary(max_size=200_000))
def test_each_pc_of_the_office_reads_it(data):
    made = crypt.encrypt(data, [line(FIRST), line(SECOND)])
    assert crypt.decrypt(made, FIRST) == data
    assert crypt.decrypt(made, SECOND) == data
    assert len(data) < 32 or data not in made


def test_two_files_of_one_text_are_not_alike():
    made = [crypt.encrypt(b"x" * 100, [line(FIRST)]) for _ in range(2)]
    assert made[0] != made[1]


def test_a_stream_stays_a_stream():
    data, made, back = io.BytesIO(b"0123456789" * 100_000), io.BytesIO(b"before"), io.BytesIO()
    made.seek(0, io.SEEK_END)
    crypt.encrypt_stream(data, made, [line(FIRST)])
    made.seek(6)
    crypt.decrypt_stream(made, back, FIRST)
    assert back.getvalue() == data.getvalue()


def test_it_is_not_for_strangers():
    with pytest.raises(UserError, match="for another computer or office"):
        crypt.decrypt(SECRET, STRANGER)


def test_for_nobody_nothing_is_encrypted():
    with pytest.raises(UserError, match="no key that counts"):
        crypt.encrypt(b"x", [])
    with pytest.raises(ValueError, match="no key"):
        crypt.encrypt(b"x", [line(FIRST), "ssh-rsa AAAA"])


# How long it is changes from run to run; the names of the tests must not.
@pytest.mark.parametrize("length", [0, 1, 10, 22, 23, 100, 300, 1000, 65_000, -200_000, -1])
def test_a_torn_file_is_one_sentence(length):
    with pytest.raises(UserError, match=r"torn or was changed|another computer"):
        crypt.decrypt(SECRET[:length], FIRST)


@given(st.integers(0, len(SECRET) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(place, change):
    changed = SECRET[:place] + bytes([SECRET[place] ^ change]) + SECRET[place + 1 :]
    with pytest.raises(UserError, match=r"torn or was changed|another computer"):
        crypt.decrypt(changed, FIRST)
    assert crypt.decrypt(SECRET, FIRST)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"PK\x03\x04" + bytes(1000),
        crypt.BEGINNING,
        crypt.BEGINNING + b"-> ssh-ed25519 " * 100,
        crypt.BEGINNING + bytes(200_000) + b"\n--- ",
        crypt.BEGINNING + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
    ],
)
def test_hostile_files_are_one_sentence(hostile):
    with pytest.raises(UserError):
        crypt.decrypt(hostile, FIRST)


def test_a_long_list_of_readers_keeps_nobody_busy(monkeypatch):
    """Each entry that looks like ours costs a calculation; there can be only so many."""
    entry = SECRET[len(crypt.BEGINNING) :].partition(b"\n-> ")[0] + b"\n"
    reckoned = []
    real = pyrage.decrypt_io
    monkeypatch.setattr(pyrage, "decrypt_io", lambda reader, *more: reckoned.append(reader) or real(reader, *more))
    most = crypt._HEADER // len(entry)
    assert most < 1000
    for count, times in ((most // 2, 1), (most + 1, 1), (100_000, 1)):
        with pytest.raises(UserError, match="torn"):
            crypt.decrypt(crypt.BEGINNING + entry * count + b"--- " + b"A" * 43 + b"\n" + bytes(100), FIRST)
        assert len(reckoned) == times


def test_what_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(crypt, "LARGEST", len(SECRET) - 1)
    with pytest.raises(UserError, match="larger than any bundle"):
        crypt.decrypt(SECRET, FIRST)


def test_age_itself_opens_it(tmp_path):
    (tmp_path / "key").write_bytes(FIRST.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    (tmp_path / "key").chmod(0o600)
    done = subprocess.run(["age", "-d", "-i", tmp_path / "key"], input=SECRET, capture_output=True, check=True)
    assert done.stdout == "গোপন কথা".encode() * 20_000
