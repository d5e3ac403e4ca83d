"""Where this PC keeps what nobody else may have: the private keys of its offices, the passwords of ways.

Windows keeps them in its Credential Manager, for this user of this PC and no other; a Linux desktop in its Secret
Service. Where there is neither they are files that only this user may read, in the config folder: ``place`` says which.
They are never in the data folder, so neither a backup nor a copy of the data has them.

A private key leaves this module as an object that signs; its bytes go into the key store and nowhere else.
"""

from __future__ import annotations

import binascii
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from koyradesk import disk, files, records
from koyradesk.errors import UserError
from koyradesk.exchange import keys
from koyradesk.i18n import N_, translate
from koyradesk.store import lock, place

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "keys"
#: What Windows can keep: 2560 bytes of UTF-16. The same everywhere, so that what works here works there.
LONGEST = 1280
_LONGEST_NAME = 200
_LONGEST_FILE = 100_000
#: Seconds to wait for another process that makes the same key.
_PATIENCE = 10.0
_OFFICE, _WAY = "key", "password"


class Ring(Protocol):
    """What keeps secrets by service and user, as the back ends of keyring do."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where the secrets of this user are: in the ``system``'s key store, or in files in ``folder``."""

    system: bool
    folder: Path

    def text(self, language: str) -> str:
        """The same in words ("bn" or "en")."""
        if self.system:
            return translate(N_("In the key store of this computer, for this user alone."), language)
        sentence = N_(
            "In files that only this user may read, in {folder}: this computer has no key store that can be used. "
            "Whoever takes the disk out can read them."
        )
        return translate(sentence, language, folder=self.folder)


class Keystore:
    """The private keys and passwords of this user of this PC."""

    def __init__(self, config: Path | None = None, ring: Ring | None = None) -> None:
        """``config`` is another config folder, which then holds the secrets too (tests, a program on a stick);
        ``ring`` a key store other than the system's."""
        chosen = config or (place.config_folder() if os.environ.get(place.VARIABLE) else None)
        self._portable = chosen is not None
        self._folder = _folder(chosen or place.config_folder())
        self._given = ring
        self._keys: dict[str, Ed25519PrivateKey] = {}

    def __repr__(self) -> str:
        return "Keystore()"

    def __reduce__(self) -> str:
        raise TypeError("keys stay in the process that reads them")

    @cached_property
    def _ring(self) -> Ring | None:
        return self._given or (None if self._portable else _of_the_system())

    @property
    def place(self) -> Place:
        return Place(self._ring is not None, self._folder)

    # -- keys

    def key(self, office: str) -> Ed25519PrivateKey:
        """The private key of an office on this PC, made when it is first asked for.

        Raises:
            UserError: the key store cannot be used, or the key that was there is there no more.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if office not in self._keys:
            if not records.is_office(office):
                raise ValueError(f"no office: {office!r}")
            seed = self._seed(office) or self._first(office)
            key = Ed25519PrivateKey.from_private_bytes(seed)
            self._remember(office, keys.line(key.public_key().public_bytes_raw()))
            self._keys[office] = key
        return self._keys[office]

    def public(self, office: str) -> str:
        """The public half as a line of OpenSSH: see ``keys``.

        Raises:
            UserError: see ``key``.
        """
        return keys.line(self.key(office).public_key().public_bytes_raw())

    def renew(self, office: str) -> str:
        """Makes another key for an office, in place of the one there was, or that is lost; its public half.

        Raises:
            UserError: the key store cannot be used. Where the old key is gone by then, another try makes a new one.
        """
        self._keys.pop(office, None)
        with self._alone():
            self._make(office)
        return self.public(office)

    def _seed(self, office: str) -> bytes | None:
        held = self._get(_OFFICE, office)
        if held is None:
            return None
        with suppress(ValueError):
            seed = binascii.a2b_base64(held, strict_mode=True)
            if len(seed) == keys.RAW:
                return seed
        raise self._gone(office)

    def _first(self, office: str) -> bytes:
        with self._alone():
            # Another process may have made it meanwhile.
            if seed := self._seed(office):
                return seed
            if self.last(office):
                raise self._gone(office)
            return self._make(office)

    def _make(self, office: str) -> bytes:
        seed = secrets.token_bytes(keys.RAW)
        self._set(_OFFICE, office, binascii.b2a_base64(seed, newline=False).decode())
        if self._seed(office) != seed:
            raise _unusable()
        return seed

    def _remember(self, office: str, public: str) -> None:
        """Keeps that there is a key: else one day without the key store would make a second key unseen."""
        if self.last(office) != public:
            path = self._mark(office)
            with files.in_words(path):
                _write(path, json.dumps({"node": place.node(), "public": public}).encode())

    def _mark(self, office: str) -> Path:
        return self._folder / f"{office}.made"

    def last(self, office: str) -> str | None:
        """The public half of the key that was made or used here last, also where the private one is gone; None where
        there never was one. What was copied here from another PC with the folder does not count."""
        try:
            held = json.loads(self._mark(office).read_bytes())
            keys.raw(held["public"])
            return str(held["public"]) if held["node"] == place.node() else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _gone(self, office: str) -> UserError:
        return UserError(
            N_(
                "The key of the office {office} is no longer in the key store of this computer. Sign in as the user "
                "who made it, or make a new key with “keys renew” and hand out its card."
            ),
            office=office,
        )

    # -- passwords

    def secret(self, name: str) -> str | None:
        """What was kept under a name; None where nothing was.

        Raises:
            UserError: the key store cannot be used.
        """
        return self._get(_WAY, name)

    def keep_secret(self, name: str, value: str) -> None:
        """Keeps a password under a name, over what was there.

        Raises:
            UserError: it is too long to be kept, or the key store cannot be used.
        """
        if not name or len(name) > _LONGEST_NAME or "\0" in name:
            raise ValueError("no name for a secret")
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST or "\0" in value:
            raise UserError(
                N_("The password is too long to be kept: at most {count} characters. Choose a shorter one."),
                count=LONGEST,
            )
        self._set(_WAY, name, value)

    def forget_secret(self, name: str) -> None:
        """Keeps nothing under a name any more.

        Raises:
            UserError: the key store cannot be used.
        """
        path = self._path(_WAY, name)
        with files.in_words(path):
            disk.unlink(path, missing_ok=True)
        if self._ring is not None and self._get(_WAY, name) is not None:
            with _ring_refusals():
                self._ring.delete_password(_service(_WAY, name), name)

    # -- where they are

    def _get(self, sort: str, name: str) -> str | None:
        if self._ring is not None:
            with _ring_refusals():
                held = self._ring.get_password(_service(sort, name), name)
            if held is not None:
                return held
        # Also beside a key store: it may have come to this computer later.
        return self._read(self._path(sort, name))

    def _set(self, sort: str, name: str, value: str) -> None:
        if self._ring is not None:
            with _ring_refusals():
                # Written over another, Windows' one would stay beside it.
                if self._ring.get_password(_service(sort, name), name) is not None:
                    self._ring.delete_password(_service(sort, name), name)
                self._ring.set_password(_service(sort, name), name, value)
            with suppress(OSError):
                disk.unlink(self._path(sort, name))
            return
        for above in (self._folder, *self._folder.parents):
            if (above / place.DATABASE).exists():
                raise UserError(
                    N_(
                        "The config folder {folder} lies in the data folder, where no key may be kept. Choose another "
                        "config folder."
                    ),
                    folder=self._folder.parent,
                )
        path = self._path(sort, name)
        with files.in_words(path):
            _write(path, json.dumps({"name": name, "value": value}).encode("utf-8", "surrogatepass"))

    def _read(self, path: Path) -> str | None:
        """What is damaged is as good as gone."""
        try:
            held = json.loads(files.read(path, _LONGEST_FILE))["value"] if path.exists() else None
        except (ValueError, KeyError, TypeError):
            return None
        return held if isinstance(held, str) else None

    def _path(self, sort: str, name: str) -> Path:
        """A name may hold what no file name may."""
        return self._folder / f"{sort}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with files.in_words(self._folder):
            _make_private(self._folder)
            held = lock.Lock(self._folder, _PATIENCE)
        with held:
            yield


def _folder(config: Path) -> Path:
    """The folder for secrets. On Windows the usual config folder is the usual data folder: then beside it."""
    return config.with_name(f"{config.name}-{FOLDER}") if config == place.data_folder() else config / FOLDER


def _service(sort: str, name: str) -> str:
    """A service for each secret: Windows finds by that alone, and moves what else stands under it aside."""
    return f"koyradesk/{sort}/{name}"


def _of_the_system() -> Ring | None:
    """The key store that the system brings; only those that are known to keep secrets secret, never what a setting of
    keyring or another program's plug-in would put in their place."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = WinVaultKeyring()
        # Its default lets Windows carry them to other computers of a domain.
        vault.persist = "local machine"
        return vault
    from keyring.backends import SecretService

    try:
        # Asking for its rank is how keyring tells whether it can be used.
        if SecretService.Keyring.priority > 0:
            ring: Ring = SecretService.Keyring()  # type: ignore[no-untyped-call]
            return ring
    except (RuntimeError, OSError):
        pass
    return None


def _unusable() -> UserError:
    return UserError(
        N_(
            "The key store of this computer is locked or cannot be used. Sign in to the computer again, then try once "
            "more; nothing was changed."
        )
    )


@contextmanager
def _ring_refusals() -> Iterator[None]:
    """What a key store refuses, in one sentence; without its own words, which could quote what was to be kept."""
    try:
        yield
    except _troubles():
        raise _unusable() from None


def _troubles() -> tuple[type[BaseException], ...]:
    """Everything by which a key store says no: those who stand behind keyring let their own errors through."""
    from keyring.errors import KeyringError

    found: list[type[BaseException]] = [KeyringError, OSError, UnicodeError]
    if sys.platform == "win32":
        from keyring.backends.Windows import pywintypes

        found.append(pywintypes.error)
    else:
        from keyring.backends import SecretService

        if behind := getattr(SecretService, "secretstorage", None):
            found += [behind.exceptions.SecretStorageException, behind.util.DBusErrorResponse]
    return tuple(found)


def _make_private(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    # It may have been made by hand, for all to read.
    folder.chmod(0o700)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, for this user alone from the first byte on."""
    _make_private(path.parent)
    with disk.whole(path) as stream:
        stream.write(data)
