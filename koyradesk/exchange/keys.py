"""The public key (চাবি) of an office: one line of text, and thirty digits that people can read to each other. Pure.

A key is written as OpenSSH writes it, without comment: ``ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI…``. There is exactly one
such line for a key, so two keys are the same when their lines are.
"""

from __future__ import annotations

import binascii
import hashlib
import unicodedata

#: Bytes of a public key, digits of its number, digits of one group.
RAW, DIGITS, GROUP = 32, 30, 5
_TYPE = "ssh-ed25519"
#: What stands before the key itself: the name of its type and the lengths, each of four bytes.
_HEAD = len(_TYPE).to_bytes(4) + _TYPE.encode() + RAW.to_bytes(4)
_PARTING = " -–—‐‑.,\t\n\r\u00a0\u200c\u200d"

_P = 2**255 - 19
#: The second coordinates of the points whose order divides 8: with one of them as a key, anybody can sign.
_WEAK = frozenset(
    (
        0,
        1,
        _P - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    )
)


def line(raw: bytes) -> str:
    """A key's 32 bytes as the one line that stands for it.

    Raises:
        ValueError: they are no key, or one by which anybody could sign.
    """
    if len(raw) != RAW:
        raise ValueError("not 32 bytes")
    place = int.from_bytes(raw, "little") & (2**255 - 1)
    if place >= _P or place in _WEAK:
        raise ValueError("a key that no one can own")
    return f"{_TYPE} {binascii.b2a_base64(_HEAD + raw, newline=False).decode()}"


def raw(public: str) -> bytes:
    """The 32 bytes of a key, from its line.

    Raises:
        ValueError: it is no line as ``line`` makes it: another type, a comment, other blanks, other base64.
    """
    kind, _, body = public.partition(" ")
    try:
        blob = binascii.a2b_base64(body, strict_mode=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no key") from error
    found = blob.removeprefix(_HEAD)
    if kind != _TYPE or not blob.startswith(_HEAD) or line(found) != public:
        raise ValueError("no key")
    return found


def read(text: str) -> str:
    """The line of a key in a text that may have blanks around it and a comment behind, as files of OpenSSH do.

    Raises:
        ValueError: it holds no key of ours.
    """
    words = text.split()
    if len(words) < 2 or len(text.strip().splitlines()) != 1:
        raise ValueError("no key")
    found = " ".join(words[:2])
    raw(found)
    return found


def number(public: str) -> str:
    """The thirty digits of a key: sha256 over its 32 bytes, as a number, its last thirty decimal digits.

    They hold 99.6 bits. Who wants to be taken for an office needs a key with the very number on its card, so 2^99 keys
    to try, more than all computers there are will ever make; and it cannot be much shorter, for nobody can be hindered
    from trying beforehand. Two keys of one number (2^50 tries) help nobody: both are of one maker. That holds for the
    whole number only: a key that agrees in two of its six groups is found in days. So people do not compare, they type,
    and what is typed is compared whole.

    Raises:
        ValueError: ``public`` is no key.
    """
    return f"{int.from_bytes(hashlib.sha256(raw(public)).digest()) % 10**DIGITS:0{DIGITS}d}"


def grouped(number: str) -> str:
    """A number in six groups of five, as it is printed and read aloud."""
    return " ".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))


def digits(typed: str) -> str:
    """The digits of a number as typed, of any script, with blanks and dashes; "" where something else is in it."""
    found = "".join(char for char in unicodedata.normalize("NFC", typed) if char not in _PARTING)
    return "".join(str(unicodedata.decimal(char)) for char in found) if found.isdecimal() else ""


def matches(public: str, typed: str) -> bool:
    """Is what somebody typed the whole number of this key?

    Raises:
        ValueError: ``public`` is no key.
    """
    return digits(typed) == number(public)
