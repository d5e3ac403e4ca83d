"""A bundle that only its receiver can read: a file of age (age-encryption.org/v1), for the SSH keys of an office.

The PC that opens it uses the very key that signs. Nothing here says who wrote a file: the signature inside does.
"""

from __future__ import annotations

import binascii
import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from koyradesk.errors import UserError
from koyradesk.exchange import keys
from koyradesk.exchange.shapes import LARGEST
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage.ssh import Identity

#: By what such a file is known, of whatever version; what every one begins with that is read here.
MARK = b"age-encryption.org/"
BEGINNING = MARK + b"v1\n"
#: The list of receivers ends within so many bytes: some hundred PCs. Each entry costs the reader a calculation.
_HEADER = 64_000
_END = b"\n--- "


def encrypt(data: bytes, publics: Sequence[str]) -> bytes:
    """``data`` for the owners of some keys, each of whom can read it alone.

    Raises:
        UserError: see ``encrypt_stream``.
    """
    made = io.BytesIO()
    encrypt_stream(io.BytesIO(data), made, publics)
    return made.getvalue()


def encrypt_stream(reader: BinaryIO, writer: BinaryIO, publics: Sequence[str]) -> None:
    """The same for files of any size, 64 kB at a time.

    Raises:
        UserError: there is no key to encrypt for.
        ValueError: one of ``publics`` is no key.
    """
    import pyrage

    if not publics:
        raise UserError(
            N_(
                "This office has no key that counts, so nothing can be encrypted for it. Accept its key card first, or "
                "send without secrecy."
            )
        )
    for public in publics:
        keys.raw(public)
    pyrage.encrypt_io(reader, writer, [pyrage.ssh.Recipient.from_str(public) for public in dict.fromkeys(publics)])


def decrypt(data: bytes, key: Ed25519PrivateKey) -> bytes:
    """What was encrypted for the owner of ``key``.

    Raises:
        UserError: see ``decrypt_stream``.
    """
    made = io.BytesIO()
    decrypt_stream(io.BytesIO(data), made, key)
    return made.getvalue()


def decrypt_stream(reader: BinaryIO, writer: BinaryIO, key: Ed25519PrivateKey) -> None:
    """The same for files that can be read twice. Where it raises, what was written so far is worth nothing.

    Raises:
        UserError: it is no encrypted file, is torn or changed, too large, or for somebody else.
    """
    import pyrage

    start = reader.tell()
    if reader.seek(0, io.SEEK_END) - start > LARGEST:
        raise UserError(
            N_("The encrypted file is larger than any bundle: at most {limit} GB. Check that it is the right one."),
            limit=LARGEST // 1_000_000_000,
        )
    reader.seek(start)
    header, ended, _ = reader.read(_HEADER).partition(_END)
    if not header.startswith(BEGINNING) or not ended:
        raise _torn()
    if _stanza(key) not in header:
        raise UserError(
            N_(
                "The file is encrypted for another computer or office, and cannot be read here. Ask for it again, "
                "encrypted for the key of this computer, or without secrecy."
            )
        )
    reader.seek(start)
    try:
        pyrage.decrypt_io(reader, writer, [_identity(key)])
    except (pyrage.DecryptError, OSError, ValueError):
        # Its own words are of no help, and its cause could quote what was read.
        raise _torn() from None


def _stanza(key: Ed25519PrivateKey) -> bytes:
    """How the entry for a key begins in the list of receivers: with the beginning of its hash."""
    public = keys.line(key.public_key().public_bytes_raw())
    tag = hashlib.sha256(binascii.a2b_base64(public.partition(" ")[2])).digest()[:4]
    return b"\n-> ssh-ed25519 " + binascii.b2a_base64(tag, newline=False).rstrip(b"=") + b" "


def _identity(key: Ed25519PrivateKey) -> Identity:
    import pyrage
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return pyrage.ssh.Identity.from_buffer(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))


def _torn() -> UserError:
    return UserError(
        N_("The encrypted file is torn or was changed on the way, and cannot be read. Ask for it once more.")
    )
