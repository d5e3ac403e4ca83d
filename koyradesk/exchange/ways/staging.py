"""What came in lies here before anybody looks into it: whole, flushed, named by the hash of its bytes.

A name that others gave a file is never a name here. Parts that a crash left are told by their name and swept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from koyradesk import disk, files
from koyradesk.exchange.bundle import archive, bag
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.crypt import MARK
from koyradesk.exchange.shapes import LARGEST, SECRET, SUFFIX
from koyradesk.exchange.ways.shapes import Refused
from koyradesk.i18n import N_

#: What a file begins with that is written and not whole yet, and how it ends.
PART, END = ".coming-", ".part"
#: from, to, day, receipt: as ``making`` names the files.
_NAME = re.compile(r"([0-9a-z]{8})-([0-9a-z]{8}|all)-[0-9]{8}-([0-9]{9})(?:\.[0-9]+)?\.koyra(?:\.age)?")


def is_bundle(name: str) -> bool:
    """Whether a file is called as a bundle is. FAT may have made capitals of it."""
    return name.lower().endswith((SUFFIX, SECRET)) and not name.startswith(".")


def is_for(name: str, office: str) -> bool:
    """Whether a file may be for an office, by its name; one that somebody renamed may be for anybody."""
    found = _NAME.fullmatch(name.lower())
    return is_bundle(name) and (found is None or found[2] in (office, "all"))


def receipt_of(name: str) -> str:
    """The nine digits in the name of a bundle's file, "" where there are none."""
    found = _NAME.fullmatch(name.lower())
    return found[3] if found else ""


def lay(blocks: Iterable[bytes], into: Path, known: Callable[[str], bool]) -> Path | None:
    """Writes what comes into the folder ``into``, under the hash of its bytes; None where it is known.

    Raises:
        Refused: it is larger than any bundle.
        UserError: the disk here. What the source of the blocks raises goes through; nothing is left then.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
        part, stream = disk.new(into, prefix=PART, suffix=END)
    except OSError as error:
        raise files.trouble(error, into) from error
    digest, size, begins = hashlib.sha256(), 0, b""
    try:
        with stream:
            for block in blocks:
                size += len(block)
                if size > LARGEST:
                    raise Refused(N_("A file that came in is larger than any bundle can be. It was left where it is."))
                digest.update(block)
                begins = (begins + block[: len(MARK)])[: len(MARK)]
                _here(stream.write, block, into)
            _here(disk.flush, stream, into)
        target = into / f"{digest.hexdigest()}{SECRET if begins == MARK else SUFFIX}"
        if known(digest.hexdigest()) or target.exists() or _is_known(part, known):
            disk.unlink(part)
            return None
        try:
            disk.replace(part, target)
            disk.sync_folder(into)
        except OSError as error:
            raise files.trouble(error, into) from error
        return target
    finally:
        with suppress(OSError):
            disk.unlink(part, missing_ok=True)


def bundle_of(path: Path) -> str:
    """The id that a file would have as a bundle, from its bytes alone; "" where it is none. Nothing is believed."""
    try:
        with disk.opened(path) as stream:
            for entry in archive.entries(stream):
                if entry.name == bag.SIGNED:
                    return hashlib.sha256(b"".join(archive.chunks(stream, entry))).hexdigest()
    except (OSError, BundleError):
        pass
    return ""


def _is_known(part: Path, known: Callable[[str], bool]) -> bool:
    bundle = bundle_of(part)
    return bool(bundle) and known(bundle)


def sweep(folder: Path) -> int:
    """Takes away the parts that a crash left; only where nothing is being written into the folder. How many."""
    swept = 0
    for path in folder.glob(f"{PART}*{END}") if folder.is_dir() else ():
        with suppress(OSError):
            disk.unlink(path)
            swept += 1
    return swept


def _here(act: Callable[..., object], what: object, folder: Path) -> None:
    """Does something on the disk here, whose trouble is not that of the way."""
    try:
        act() if what is None else act(what)
    except OSError as error:
        raise files.trouble(error, folder) from error
