#!/usr/bin/env python3
"""The update file of a release: dist/Koyradesk-<version>.koyraupdate from its setup.exe, signed.

  python3 packaging/sign_update.py --key FILE                  signs dist/Koyradesk-<version>-setup.exe
  python3 packaging/sign_update.py --key FILE --new-key        makes the key; its public half goes into the program
  python3 packaging/sign_update.py --key FILE --next-key FILE  makes the key that follows, for which this one vouches

A private key lies outside of every checkout, under a password that is asked for. Who loses it can sign nothing more:
keep a copy on paper or on a stick in a safe.
"""

from __future__ import annotations

import argparse
import getpass
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import environment
import release
from environment import BUILD, CHECKOUT
from say import SetupError, say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

DIST = CHECKOUT / "dist"
KEYS = CHECKOUT / "resources" / "update-keys.txt"
CHAIN = CHECKOUT / "packaging" / "update-chain.txt"
_LEAST = 8


def ask(question: str) -> str:
    """A password: typed unseen, or a line of what is piped in."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{question}: ")
    return sys.stdin.readline().rstrip("\n")


def new(path: Path) -> Ed25519PrivateKey:
    """Makes a key and writes it, for its owner alone."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = path.absolute()
    if any((folder / ".git").exists() for folder in path.resolve().parents):
        raise SetupError(f"{path} lies in a checkout, from where it would be handed out. Choose a place outside.")
    if path.exists():
        raise SetupError(f"{path} is there already and is left as it is.")
    word = ask(f"A password for the new key {path}")
    if len(word) < _LEAST or ask("The same once more") != word:
        raise SetupError(f"Twice the same, of at least {_LEAST} characters. No key was made.")
    key = Ed25519PrivateKey.generate()
    how = serialization.BestAvailableEncryption(word.encode())
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return key


def old(path: Path) -> Ed25519PrivateKey:
    """Reads a key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), ask(f"The password of {path}").encode())
    except (OSError, ValueError, TypeError) as error:
        raise SetupError(f"{path} could not be opened ({error}).") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SetupError(f"{path} is a key of another kind.")
    return key


def enlist(public: str) -> None:
    """The program takes updates by this key from the next build on."""
    held = KEYS.read_text(encoding="utf-8")
    KEYS.write_text(f"{held.rstrip()}\n{public}\n", encoding="utf-8", newline="\n")
    say(f"{KEYS} holds it now: {public}")


def sign(path: Path) -> Path:
    """Signs the installer that was built, and reads the result as an installed program would."""

    from koyradesk import news
    from koyradesk.exchange import sshsig
    from koyradesk.updates import making, reading, trusted

    version = release.version()
    setup = DIST / f"Koyradesk-{version}-setup.exe"
    if not setup.is_file():
        raise SetupError(f"There is no {setup}: build it first (packaging/build_windows.py).")
    key = old(path)
    chain = CHAIN.read_text(encoding="utf-8") if CHAIN.exists() else ""
    said = next((one for one in news.versions() if one.number == version), None)
    if said is None:
        raise SetupError(f"resources/news.toml has no entry for {version}.")
    target = making.make(
        setup,
        DIST / f"Koyradesk-{version}.koyraupdate",
        version,
        key,
        {"bn": said.bn, "en": said.en},
        chain,
    )
    reading.verify(reading.opened(target, (sshsig.public_line(key),)))
    front = reading.fronts(target.read_bytes()[: 1 << 16])
    assert front is not None
    if sshsig.public_line(key) not in trusted.followed(trusted.listed(KEYS), front.chain):
        target.unlink()
        raise SetupError(
            f"{target.name} would be signed by a key that {KEYS.name} does not list: no program of this checkout takes "
            "it. It was not kept."
        )
    return target


def act(arguments: argparse.Namespace) -> None:
    from koyradesk.exchange import sshsig
    from koyradesk.updates import making

    if arguments.new_key:
        enlist(sshsig.public_line(new(arguments.key)))
    elif arguments.next_key:
        before = old(arguments.key)
        public = sshsig.public_line(new(arguments.next_key))
        held = CHAIN.read_text(encoding="utf-8") if CHAIN.exists() else ""
        CHAIN.write_text(held + making.follow(before, public), encoding="utf-8", newline="\n")
        enlist(public)
        say("Take the old key's line out of it as soon as the old key may count no more.")
    else:
        made = sign(arguments.key)
        say(f"{made}: {made.stat().st_size / 1e6:.1f} MB")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    made.add_argument("--key", type=Path, required=True)
    made.add_argument("--new-key", action="store_true")
    made.add_argument("--next-key", type=Path)
    return made


def main(words: list[str]) -> int:
    arguments = parser().parse_args(words)
    try:
        BUILD.mkdir(exist_ok=True)
        environment.ensure("test")
        if Path(sys.prefix) != environment.folder("test"):
            command = [str(environment.python("test")), "-X", "utf8", __file__, *words]
            settings = os.environ | {"PYTHONPATH": str(CHECKOUT)}
            return subprocess.run(command, env=settings, check=False).returncode
        act(arguments)
    except SetupError as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
