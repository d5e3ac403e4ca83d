"""What every command has before it: where the data is, which language, and how to speak."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from koyradesk import clock
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_, translate
from koyradesk.store import Store, blobs, lock, opening, place
from koyradesk.store.restore import ASIDE

#: What the store keeps in a data folder.
_OWN = (opening.DATABASE, f"{opening.DATABASE}-journal", lock.NAME, blobs.NAME, opening.BACKUPS, ASIDE)


class Desk:
    """The data folder and the language of one call, and the two streams it speaks on.

    Results go to stdout, one a line or as one JSON value; everything else that is said goes to stderr.
    """

    def __init__(self, language: str = "bn") -> None:
        self.language = language
        self.folder = place.data_folder()
        #: The day to go by; where the PC's clock (``shown``) cannot be right, that of the last work, once it is known.
        self.today = self.shown = date.today()

    @property
    def by(self) -> str:
        return place.person()

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The office's records. Without ``create`` a folder that never held any is refused, not filled.

        Raises:
            UserError: there are no data here, or they cannot be used.
        """
        with Store.open(self.folder, create=create) as store:
            if self.today == self.shown:
                self._believe(clock.today(store))
            yield store

    def _believe(self, judged: clock.Today) -> None:
        if judged.trouble is not None and judged.day != self.today:
            self.today = judged.day
            self.note(judged.trouble.sentence, **judged.trouble.parts)

    def refuse_own(self, path: Path) -> None:
        """Refuses to write a result over what the records are made of.

        Raises:
            UserError: ``path`` is the database, or lies among the kept files or backups of the data folder.
        """
        folder, target = (Path(os.path.realpath(one)) for one in (self.folder, path))
        if target.is_relative_to(folder) and target != folder and target.relative_to(folder).parts[0] in _OWN:
            raise UserError(N_("{path} is a part of the records. Choose another place for the result."), path=path)

    def words(self, sentence: str, **parts: Any) -> str:
        """A marked sentence in the language of the call."""
        return translate(sentence, self.language, **parts)

    def digits(self, number: int | str) -> str:
        """A number in the digits of the language of the call."""
        return to_bengali(number) if self.language == "bn" else str(number)

    def say(self, text: str) -> None:
        """A line of the result."""
        if sys.stdout is None:
            return
        try:
            sys.stdout.write(text + "\n")
        except BrokenPipeError:
            raise
        except OSError as error:
            raise lost_output(error) from error

    def row(self, *parts: str) -> None:
        """A line of the result with several texts, whatever line breaks and tabs they hold."""
        self.say("\t".join(" ".join(part.split()) for part in parts))

    def json(self, value: Mapping[str, Any] | Sequence[Any]) -> None:
        """The whole result as JSON."""
        self.say(json.dumps(value, ensure_ascii=False, indent=2))

    def note(self, sentence: str, **parts: Any) -> None:
        """Something worth knowing that is not the result."""
        tell(self.words(sentence, **parts))


def lost_output(error: OSError) -> UserError:
    """The result could not be handed over; what was done stays done."""
    why = error.strerror or type(error).__name__
    return UserError(N_("The result could not be written out ({why}). Look where the output is sent to."), why=why)


def tell(text: str) -> None:
    """One line on the error stream, whatever line breaks a name in it may hold."""
    if sys.stderr is not None:
        sys.stderr.write(" ".join(text.split()) + "\n")


def day_words(day: date | None, language: str) -> str:
    """A day as the language writes it."""
    if day is None:
        return ""
    return day.isoformat() if language == "en" else spell(day, "{d} {month} {y}")


def moment_words(moment: datetime | None, language: str) -> str:
    """A day and its time as the language writes them."""
    if moment is None:
        return ""
    time = f"{moment:%H:%M}"
    return f"{day_words(moment.date(), language)}, {to_bengali(time) if language == 'bn' else time}"
