"""What a bundle says of itself: ``data/bundle.json`` as bytes and back. One manifest has one form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeGuard

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.exchange.shapes import FORMAT, Manifest

_CODE = f"[{records.ALPHABET}]"
_OFFICE = re.compile(f"{_CODE}{{{records.OFFICE_LENGTH}}}")
_DEVICE = re.compile(f"{_CODE}{{1,16}}")
_ACTOR = re.compile(f"{_OFFICE.pattern}\\.{_DEVICE.pattern}\\.[a-z]{{1,16}}")
_HASH = re.compile("[0-9a-f]{64}")
_LONGEST_NAME = 200
#: SQLite's, and most languages', greatest whole number is one less.
_TOO_GREAT = 2**63


def encode(manifest: Manifest) -> bytes:
    """The bytes of a manifest: canonical JSON of all its fields, without a line end.

    Raises:
        ValueError: it says something that cannot be.
    """
    _check(manifest)
    return records.canonical({one.name: getattr(manifest, one.name) for one in fields(Manifest)}).encode()


def decode(data: bytes) -> Manifest:
    """A manifest from its bytes.

    Raises:
        ValueError: they are not what ``encode`` writes.
    """
    found = parse(data)
    if not isinstance(found, dict) or found.keys() != {one.name for one in fields(Manifest)}:
        raise ValueError("no manifest")
    for name in ("wants", "blobs"):
        found[name] = tuple(_typed(found[name], list))
    found["ranges"] = {actor: tuple(_typed(run, list)) for actor, run in _typed(found["ranges"], dict).items()}
    manifest = Manifest(**found)
    _check(manifest)
    return manifest


def parse(data: bytes) -> Any:
    """What canonical JSON says.

    Raises:
        ValueError: it is not canonical, or no JSON. Keys given twice, other spellings of a number, blanks, a BOM, what
            is not Unicode: none of it comes out as it went in.
    """
    try:
        found = json.loads(data.decode())
        if records.canonical(found).encode() != data:
            raise ValueError("not canonical")
    except RecursionError as error:
        raise ValueError("too deep") from error
    return found


def is_actor(value: object) -> bool:
    """Is it the name of a writer: office, device and stream?"""
    return isinstance(value, str) and _ACTOR.fullmatch(value) is not None


def is_hash(value: object) -> TypeGuard[str]:
    """Is it a sha256 in hex?"""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_seq(value: object) -> bool:
    """Can it be the number of an operation?"""
    return type(value) is int and 0 < value < _TOO_GREAT


def _check(manifest: Manifest) -> None:
    runs = [run for run in _typed(manifest.ranges, Mapping).values() if isinstance(run, tuple) and len(run) == 2]
    seqs = [*(seq for run in runs for seq in run), *_typed(manifest.have, Mapping).values()]
    good = (
        manifest.format == FORMAT and type(manifest.format) is int,
        _fits(_OFFICE, manifest.office),
        _fits(_DEVICE, manifest.device),
        manifest.to == "" or _fits(_OFFICE, manifest.to),
        _is_name(manifest.name),
        _is_moment(manifest.made),
        len(runs) == len(manifest.ranges),
        all(is_actor(actor) for actor in (*manifest.ranges, *manifest.have)),
        all(is_seq(seq) for seq in seqs) and all(first <= last for first, last in runs),
        _are_hashes(manifest.wants) and _are_hashes(manifest.blobs),
    )
    if not all(good):
        raise ValueError("a manifest that cannot be")


def _typed(value: Any, wanted: type) -> Any:
    if not isinstance(value, wanted):
        raise ValueError("a value of another type")
    return value


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_name(value: object) -> bool:
    """One line that shows as it is: NFC, without controls and marks that turn the reading direction."""
    try:
        return (
            isinstance(value, str)
            and value.splitlines() in ([], [value])
            and len(value) <= _LONGEST_NAME
            and (records.text(value) == value)
        )
    except UserError:
        return False


def _is_moment(value: object) -> bool:
    """A moment with its zone, as Python's ``isoformat`` writes it."""
    try:
        moment = datetime.fromisoformat(_typed(value, str))
    except ValueError:
        return False
    return moment.tzinfo is not None and moment.isoformat() == value


def _are_hashes(values: Iterable[object]) -> bool:
    found = list(values)
    return all(is_hash(value) for value in found) and found == sorted(set(found), key=str)
