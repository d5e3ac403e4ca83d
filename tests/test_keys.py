"""The public key of an office: one line for it, thirty digits that people read to each other."""

from __future__ import annotations

import base64
import hashlib
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.digits import to_bengali
from koyradesk.exchange import keys

SEEDS = st.binary(min_size=32, max_size=32).map(Ed25519PrivateKey.from_private_bytes)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
LINE = KEY.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
P = 2**255 - 19


@given(SEEDS)
def test_the_line_is_the_one_that_openssh_writes(key):
    public = key.public_key()
    line = keys.line(public.public_bytes_raw())
    assert line == public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    assert keys.raw(line) == public.public_bytes_raw()
    assert keys.read(f"  {line} করণিক@pc\r\n") == line


def test_ssh_keygen_reads_the_line(tmp_path):
    (tmp_path / "key.pub").write_text(LINE + "\n", encoding="ascii")
    done = subprocess.run(["ssh-keygen", "-l", "-f", tmp_path / "key.pub"], capture_output=True, text=True, check=True)
    fingerprint = hashlib.sha256(base64.b64decode(LINE.split()[1])).digest()
    assert done.stdout.split()[1] == "SHA256:" + base64.b64encode(fingerprint).decode().rstrip("=")


BODY = LINE.split()[1]
HEAD = base64.b64decode(BODY)[:19]


def body(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 ",
        BODY,
        f"ssh-ed25519  {BODY}",
        f"ssh-ed25519 {BODY} comment",
        f"ssh-ed25519 {BODY}\n",
        f" {LINE}",
        f"ssh-ed25519 {BODY}=",
        f"ssh-ed25519 {BODY}====",
        f"ssh-ed25519 {BODY[:-1]}",
        f"ssh-ed25519 {BODY[:20]}\n{BODY[20:]}",
        f"ssh-ed25519 {BODY.lower()}",
        f"ssh-rsa {BODY}",
        f"SSH-ED25519 {BODY}",
        f"ssh-ed25519-cert-v01@openssh.com {BODY}",
        f"ssh-ed25519 {body(HEAD)}",
        f"ssh-ed25519 {body(HEAD + bytes(31))}",
        f"ssh-ed25519 {body(HEAD + bytes(33))}",
        f"ssh-ed25519 {body(HEAD.replace(b'25519', b'25518') + KEY.public_bytes_raw())}",
        f"ssh-ed25519 {body(KEY.public_bytes_raw())}",
        "ssh-ed25519 কখগ",
        "ssh-ed25519 \ud800",
    ],
)
def test_what_is_not_exactly_a_key_is_none(wrong):
    with pytest.raises(ValueError, match=r"no key|not 32|own"):
        keys.raw(wrong)


def multiplied(place: int, times: int) -> tuple[int, int] | None:
    """A point of the curve, by its second coordinate, added to itself: by the textbook."""
    d = -121665 * pow(121666, -1, P) % P
    square = (place * place - 1) * pow(d * place * place + 1, -1, P) % P
    first = pow(square, (P + 3) // 8, P)
    if (first * first - square) % P:
        first = first * pow(2, (P - 1) // 4, P) % P
    if (first * first - square) % P:
        return None
    total = (0, 1)
    for _ in range(times):
        k = d * total[0] * first * total[1] * place % P
        total = (
            (total[0] * place + first * total[1]) * pow(1 + k, -1, P) % P,
            (total[1] * place + total[0] * first) * pow(1 - k, -1, P) % P,
        )
    return total


def test_no_key_is_taken_by_which_anybody_could_sign():
    assert multiplied(int.from_bytes(KEY.public_bytes_raw(), "little") % 2**255, 8) != (0, 1)
    for place in keys._WEAK:
        assert multiplied(place, 8) == (0, 1)
        for sign in (0, 2**255):
            with pytest.raises(ValueError, match="own"):
                keys.line((place | sign).to_bytes(32, "little"))
    for beyond in (P, P + 1, 2**255 - 1):
        with pytest.raises(ValueError, match="own"):
            keys.line(beyond.to_bytes(32, "little"))


@given(SEEDS)
def test_a_number_is_thirty_digits_of_the_hash(key):
    raw = key.public_key().public_bytes_raw()
    number = keys.number(keys.line(raw))
    assert (len(number), number.isdecimal(), number.isascii()) == (30, True, True)
    assert int(number) == int(hashlib.sha256(raw).hexdigest(), 16) % 10**30
    assert [len(group) for group in keys.grouped(number).split(" ")] == [5] * 6


def test_the_number_of_a_known_key_stays_what_it_is():
    assert keys.grouped(keys.number(LINE)) == NUMBER


NUMBER = "21276 87232 01725 49654 54553 37612"


@given(SEEDS, st.randoms(use_true_random=False))
def test_a_number_is_matched_however_it_is_typed(key, chance):
    line = keys.line(key.public_key().public_bytes_raw())
    number = keys.number(line)
    typed = "".join(
        chance.choice(("", "", " ", "-", " - ", "–", "\u00a0", "\n")) + chance.choice((digit, to_bengali(digit)))
        for digit in number
    )
    assert keys.matches(line, typed)
    assert keys.matches(line, f" {to_bengali(keys.grouped(number))}।".rstrip("।"))
    place = chance.randrange(30)
    other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not keys.matches(line, other)


@pytest.mark.parametrize("typed", ["", "   ", "12345", "x", "১২৩৪৫ 67890 abc", "²³¹", "Ⅷ"])
def test_less_than_the_whole_number_matches_nothing(typed):
    assert not keys.matches(LINE, typed)
    assert not keys.matches(LINE, keys.number(LINE)[:-1])
    assert not keys.matches(LINE, keys.number(LINE) + "0")
    assert not keys.matches(LINE, keys.number(LINE)[:25] + typed)
