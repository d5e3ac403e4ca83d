"""Signatures as OpenSSH makes them (SSHSIG), so that ``ssh-keygen -Y verify`` checks ours with what every system has.

A signature is over the name of its purpose, too (the namespace), so that none can be passed off as another. There is
one way to write a signature and one to write a key: what reads differently from what would be written is refused. The
format is OpenSSH's PROTOCOL.sshsig; keys are read and written by ``keys``.
"""

from __future__ import annotations

import base64
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from koyradesk.exchange import keys

_MAGIC, _VERSION, _HASH, _KIND = b"SSHSIG", struct.pack(">I", 1), b"sha512", b"ssh-ed25519"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----\n", "\n-----END SSH SIGNATURE-----\n"
#: As wide as ssh-keygen breaks its lines.
_WIDTH = 70
_SIGNATURE = 64


def sign(private: Ed25519PrivateKey, namespace: str, message: bytes) -> str:
    """The armoured signature of a message."""
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return _armoured(public, namespace, private.sign(_signed(namespace, message)))


def verify(public: str, namespace: str, message: bytes, signature: str) -> None:
    """Was the message signed with the key, for this namespace?

    Raises:
        ValueError: it was not, or key or signature are not written as they are here.
    """
    key = keys.raw(public)
    # The 64 bytes that only the signer could know stand last; all else is known, and is written anew to compare.
    body = signature.removeprefix(_BEGIN).removesuffix(_END).replace("\n", "")
    try:
        made = base64.b64decode(body, validate=True)[-_SIGNATURE:]
    except ValueError as error:
        raise ValueError("no signature") from error
    if _armoured(key, namespace, made) != signature:
        raise ValueError("no signature by this key for this purpose")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(made, _signed(namespace, message))
    except InvalidSignature as error:
        raise ValueError("the signature does not fit the message") from error


def public_line(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The public key as OpenSSH writes it, without a comment: "ssh-ed25519 AAAA…"."""
    public = key if isinstance(key, Ed25519PublicKey) else key.public_key()
    return keys.line(public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def _signed(namespace: str, message: bytes) -> bytes:
    """What is signed in place of the message."""
    return _MAGIC + _strings(namespace.encode(), b"", _HASH, hashlib.sha512(message).digest())


def _armoured(key: bytes, namespace: str, made: bytes) -> str:
    whole = _strings(_strings(_KIND, key), namespace.encode(), b"", _HASH, _strings(_KIND, made))
    text = base64.b64encode(_MAGIC + _VERSION + whole).decode()
    return _BEGIN + "\n".join(text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)) + _END


def _strings(*parts: bytes) -> bytes:
    """Each part after its length, as SSH writes strings."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)
