"""An update file, made where releases are made: packaging/sign_update.py is its one caller besides the tests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from koyradesk.exchange import sshsig
from koyradesk.updates.reading import MAGIC
from koyradesk.updates.shapes import FORMAT, KEY, UPDATE, WINDOWS

#: The lines that tell what is new, by language ("bn", "en").
News = dict[str, tuple[str, ...]]


def front(manifest: dict[str, object], key: Ed25519PrivateKey, chain: str = "") -> bytes:
    """What stands before the installer, signed. ``chain`` is as ``follow`` makes it, one after another."""
    line = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    return MAGIC + chain.encode() + sshsig.sign(key, UPDATE, line).encode() + line


def manifest(setup: bytes, version: str, news: News) -> dict[str, object]:
    """What is signed of an installer."""
    said = {"version": version, "system": WINDOWS, "size": len(setup), "sha256": hashlib.sha256(setup).hexdigest()}
    return {"format": FORMAT, **said, **{name: list(news.get(name, ())) for name in ("bn", "en")}}


def make(setup: Path, target: Path, version: str, key: Ed25519PrivateKey, news: News, chain: str = "") -> Path:
    """Writes the update file of an installer."""
    held = setup.read_bytes()
    target.write_bytes(front(manifest(held, version, news), key, chain) + held)
    return target


def follow(old: Ed25519PrivateKey, new: str) -> str:
    """The old key's word for the one that follows it: two parts of a chain, the new key's line and the signature."""
    return f"{new}\n{sshsig.sign(old, KEY, new.encode())}"
