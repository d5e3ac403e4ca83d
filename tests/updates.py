"""Update files for the tests: signed by keys that are made here, right and wrong in every way."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from koyradesk.exchange import sshsig
from koyradesk.updates import making
from koyradesk.updates.shapes import SUFFIX

#: What stands for an installer.
SETUP = b"MZ" + bytes(range(256)) * 9000
NEWS: making.News = {"bn": ("নতুন কথা",), "en": ("Something new",)}


def key(seed: int = 1) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(seed: int = 1) -> str:
    return sshsig.public_line(key(seed))


def write(
    folder: Path, version: str = "9.0.0", *, by: int = 1, chain: str = "", setup: bytes = SETUP, **other: object
) -> Path:
    """An update file; ``other`` takes the place of what the manifest says."""
    manifest = making.manifest(setup, version, NEWS) | other
    path = folder / f"Koyradesk-{version}{SUFFIX}"
    path.write_bytes(making.front(manifest, key(by), chain) + setup)
    return path
