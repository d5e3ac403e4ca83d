"""An update file: whose it is, whether it is whole, whether it is for this computer. Refused in words where it is not.

A line that says what it is; the chain of keys; the signature; the manifest, a line of JSON; the installer. What is not
signed is not parsed, but for the keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from koyradesk import __version__, disk, files
from koyradesk.errors import UserError
from koyradesk.exchange import keys, sshsig
from koyradesk.i18n import N_
from koyradesk.news import order
from koyradesk.updates import trusted
from koyradesk.updates.shapes import FORMAT, LARGEST, UPDATE, VERSION, WINDOWS, Manifest, Update

MAGIC = b"Koyradesk update\n"
_ARMOUR = rb"-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,70}\n){1,8}-----END SSH SIGNATURE-----\n"
_FOLLOWS = rb"(ssh-ed25519 [A-Za-z0-9+/=]{68})\n(" + _ARMOUR + rb")"
_FRONT = re.compile(MAGIC + rb"((?:" + _FOLLOWS + rb"){0,16})(" + _ARMOUR + rb")(\{[^\n]*\}\n)")
_FRONT_LIMIT = 1 << 16
_BLOCK = 1 << 20
_SHA = re.compile(r"[0-9a-f]{64}")

#: Told how many of how many blocks are read; may stop the work by raising.
Step = Callable[[int, int], None]


class Front(NamedTuple):
    """The parts before the installer, as they stand; nothing of them is believed yet."""

    chain: tuple[tuple[str, str], ...]
    signature: str
    manifest: bytes
    length: int


def system() -> str:
    """What this computer runs, as manifests name it."""
    return WINDOWS if sys.platform == "win32" and sys.maxsize > 2**32 else sys.platform


def look(path: Path, step: Step = lambda *_: None, *, allowed: Iterable[str] | None = None, here: str = "") -> Update:
    """The update in a file, with all that can be told before it is run: signed, whole, for here, and newer.

    ``allowed`` are the keys that count (the program's own), ``here`` the system (this one).

    Raises:
        UserError: any of it is not so.
    """
    found = opened(path, trusted.listed() if allowed is None else allowed)
    refuse_unfit(found.manifest, path, here or system())
    verify(found, step=step)
    return found


def opened(path: Path, allowed: Iterable[str]) -> Update:
    """The update in a file, its manifest signed by one of the keys ``allowed`` or one that follows them.

    Raises:
        UserError: no update, one that is signed by somebody else, altered, cut off, or of a newer form.
    """
    held = tuple(allowed)
    if not held:
        raise UserError(
            N_(
                "This Koyradesk was built without a key for updates, so it can take none: nobody could tell who made "
                "it. Install the new version by its own installer."
            )
        )
    path = path.absolute()
    with files.in_words(path):
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode) or not stat.S_ISREG(kind.st_mode):
            raise _no_update(path)
        with path.open("rb") as stream:
            front = fronts(stream.read(_FRONT_LIMIT))
    if front is None:
        raise _no_update(path)
    counting = trusted.followed(held, front.chain)
    if not any(_signed(key, front) for key in counting):
        raise _foreign(path, altered=any(_names(front.signature, key) for key in counting))
    made = Update(path, _manifest(front.manifest, path), front.length)
    there, wanted = kind.st_size, front.length + made.manifest.size
    if there < wanted:
        raise UserError(
            N_(
                "{file} is cut off: {there} MB of {wanted} MB are there. Nothing was changed; copy it once more, and "
                "take the pen drive out only when the copy is done."
            ),
            file=path.name,
            there=there // 1_000_000,
            wanted=-(-wanted // 1_000_000),
        )
    if there > wanted:
        raise _damaged(path)
    return made


def fronts(head: bytes) -> Front | None:
    """The parts of a file's beginning; None where it is not written as an update is."""
    found = _FRONT.match(head)
    if found is None:
        return None
    chain = tuple((key.decode(), signature.decode()) for key, signature in re.findall(_FOLLOWS, found[1]))
    return Front(chain, found[4].decode(), found[5], found.end())


def refuse_unfit(manifest: Manifest, path: Path, here: str) -> None:
    """Refuses what is signed and not for this computer.

    Raises:
        UserError: it is for another system, or no newer than what is installed.
    """
    if here != manifest.system:
        raise UserError(
            N_(
                "{file} is an update for {system}, and this computer runs something else. Nothing was changed; "
                "install the new version here as the old one was."
            ),
            file=path.name,
            system={WINDOWS: "Windows (64-bit)"}.get(manifest.system, manifest.system),
        )
    if order(manifest.version) == order(__version__):
        raise UserError(
            N_("{file} holds version {version}, which is installed already. There is nothing to do."),
            file=path.name,
            version=manifest.version,
        )
    if order(manifest.version) < order(__version__):
        raise UserError(
            N_(
                "{file} holds version {version}, older than the installed {installed}. Nothing was changed: an older "
                "one could not read what is written here."
            ),
            file=path.name,
            version=manifest.version,
            installed=__version__,
        )


def verify(update: Update, target: Path | None = None, step: Step = lambda *_: None) -> None:
    """Reads the installer through and writes it to ``target``, if one is named: whole, flushed, read again.

    Raises:
        UserError: it is not what was signed, the stick is gone, or the disk here refuses. No target is left then.
    """
    size = update.manifest.size
    blocks = -(-size // _BLOCK)
    total = blocks * (1 if target is None else 2)
    digest = hashlib.sha256()
    try:
        with files.in_words(update.file), update.file.open("rb") as stream:
            stream.seek(update.start)
            if target is None:
                _through(stream, size, digest.update, lambda done: step(done, total))
            else:
                with files.in_words(target), target.open("wb") as copy:

                    def keep(block: bytes) -> None:
                        digest.update(block)
                        with files.in_words(target):
                            copy.write(block)

                    _through(stream, size, keep, lambda done: step(done, total))
                    disk.flush(copy)
        if digest.hexdigest() != update.manifest.sha256:
            raise _damaged(update.file)
        if target is not None:
            again = hashlib.sha256()
            with files.in_words(target), disk.opened(target) as written:
                _through(written, size + 1, again.update, lambda done: step(min(blocks + done, total), total))
            if again.hexdigest() != update.manifest.sha256:
                raise UserError(
                    N_(
                        "What was copied from {file} does not read back as it was written, so nothing was run. Is "
                        "the disk of this computer sound? Try once more."
                    ),
                    file=update.file.name,
                )
    except BaseException:
        if target is not None:
            with suppress(OSError):
                disk.unlink(target, missing_ok=True)
        raise


def _through(stream: BinaryIO, most: int, take: Callable[[bytes], object], step: Callable[[int], None]) -> None:
    done = 0
    while most > 0 and (block := stream.read(min(_BLOCK, most))):
        step(done)
        take(block)
        most -= len(block)
        done += 1


def _signed(key: str, front: Front) -> bool:
    try:
        sshsig.verify(key, UPDATE, front.manifest, front.signature)
    except ValueError:
        return False
    return True


def _names(signature: str, key: str) -> bool:
    """Whether a signature claims to be by a key. It tells only which sentence helps."""
    with suppress(ValueError, binascii.Error):
        return keys.raw(key) in base64.b64decode("".join(signature.splitlines()[1:-1]))
    return False


def _manifest(raw: bytes, path: Path) -> Manifest:
    """What the signed line says."""
    try:
        held = json.loads(raw)
        if int(held["format"]) > FORMAT:
            raise UserError(
                N_(
                    "{file} is made for a newer Koyradesk than this one and cannot be read here. Nothing was changed; "
                    "install the new version by its own installer."
                ),
                file=path.name,
            )
        made = Manifest(
            str(held["version"]),
            str(held["system"]),
            int(held["size"]),
            str(held["sha256"]),
            tuple(map(str, held["bn"])),
            tuple(map(str, held["en"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise _damaged(path) from error
    if not (VERSION.fullmatch(made.version) and _SHA.fullmatch(made.sha256) and 0 < made.size <= LARGEST):
        raise _damaged(path)
    return made


def _no_update(path: Path) -> UserError:
    return UserError(
        N_("{file} is no update of Koyradesk, or its beginning is damaged. Nothing was changed; copy it once more."),
        file=path.name,
    )


def _foreign(path: Path, *, altered: bool) -> UserError:
    if altered:
        return _damaged(path)
    return UserError(
        N_(
            "{file} is not signed by those who make Koyradesk. Nothing was changed; do not use this file, and tell "
            "whoever gave it to you."
        ),
        file=path.name,
    )


def _damaged(path: Path) -> UserError:
    return UserError(
        N_(
            "{file} is not as it was signed: it was damaged on the way, or somebody altered it. Nothing was changed; "
            "get it once more from where it came."
        ),
        file=path.name,
    )
