"""A carrier in a process of its own, to be killed: ``python sender.py FOLDER OFFICE PASSWORD`` does one round."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1])]

from koyradesk.errors import UserError
from koyradesk.exchange.ways.carrier import Carrier


class Passwords:
    """Every way's password is the same."""

    def __init__(self, password: str) -> None:
        self._password = password

    def secret(self, _: str) -> str | None:
        return self._password

    def keep_secret(self, name: str, secret: str) -> None:
        raise NotImplementedError


def say(*words: object) -> None:
    sys.stdout.write(f"{' '.join(map(str, words))}\n")
    sys.stdout.flush()


def main(folder: Path, office: str, password: str) -> None:
    def tell(_: str, done: int, size: int) -> None:
        say(done, size)

    try:
        done = Carrier(folder, office, Passwords(password), watch=tell).once(asked=True)
    except UserError as error:
        sys.exit(error.text("en"))
    say("done", *(size for _, size in done.sent), *(error.text("en") for _, error in done.problems))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
