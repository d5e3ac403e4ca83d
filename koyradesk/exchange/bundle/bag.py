"""The texts that make a folder a BagIt bag (RFC 8493). They follow from what is in it: a reader only compares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from koyradesk.exchange.shapes import FORMAT

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, OPERATIONS, HEADS = "data/bundle.json", "data/ops.jsonl", "data/heads.jsonl"
#: The bag's own files that the signed list lists.
LISTED = ("bag-info.txt", "bagit.txt", "koyradesk.pub", "manifest-sha256.txt")
LIST, SIGNED = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_FORMAT = re.compile(rb"Koyradesk-Format: ([1-9]\d{0,8})\n")


def listing(hashes: Mapping[str, str]) -> bytes:
    """A list of files with their sha256, as ``sha256sum`` writes it."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()


def info(octets: int, files: int) -> bytes:
    """``bag-info.txt``: the format of the bundle, how many bytes the data have, and in how many files."""
    return f"Koyradesk-Format: {FORMAT}\nPayload-Oxum: {octets}.{files}\n".encode()


def format_of(info: bytes) -> int:
    """The format that ``bag-info.txt`` names: its first line in every format that there will ever be; 0 for none."""
    found = _FORMAT.match(info)
    return int(found[1]) if found else 0
