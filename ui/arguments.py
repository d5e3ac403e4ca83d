"""What the program is called with.

Read by Qt, which is there already: Python's own reader would have to be brought in.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn

from PySide6.QtCore import QCommandLineOption, QCommandLineParser, QCoreApplication

from koyradesk.i18n import LANGUAGES
from ui.theme import SCHEMES

#: Arguments of Qt's own that no value follows.
_ALONE = ("-reverse", "-nograb", "-dograb", "-sync")
_NAME = "koyradesk"
#: The values an option can have; what it is for; what its value is called.
_OPTIONS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "data": ((), "The data folder.", "DIR"),
    "lang": (LANGUAGES, "The language of the window.", "|".join(LANGUAGES)),
    "theme": ((*SCHEMES, "system"), "Its colours.", "|".join((*SCHEMES, "system"))),
}


class Called(NamedTuple):
    """ "" or None where nothing was said; ``qt`` is what Qt itself is to be told."""

    data: Path | None
    language: str
    scheme: str
    file: Path | None
    qt: list[str]


def read(arguments: Sequence[str]) -> Called:
    """Ends the program where it is asked for help (0) or called wrongly (2)."""
    ours, others = _qts_own(arguments)
    parser = QCommandLineParser()
    parser.setApplicationDescription("The window of Koyradesk.")
    asked = QCommandLineOption(["h", "help"], "This text.")
    parser.addOption(asked)
    for name, (_, about, value) in _OPTIONS.items():
        parser.addOption(QCommandLineOption([name], about, value))
    parser.addPositionalArgument("file", "A file of minutes to open.", "[FILE]")
    if not parser.parse([_NAME, *ours]):
        _refuse(parser.errorText())
    if parser.isSet(asked):
        # Qt asks the application for the name.
        app = QCoreApplication.instance() or QCoreApplication([_NAME])
        sys.stdout.write(parser.helpText())
        del app
        sys.exit(0)
    for name, (values, _, _) in _OPTIONS.items():
        if values and parser.isSet(name) and parser.value(name) not in values:
            _refuse(f"--{name} is one of {', '.join(values)}, not {parser.value(name)!r}.")
    data, files = parser.value("data"), parser.positionalArguments()
    if len(files) > 1:
        _refuse("Only one file can be opened.")
    return Called(
        Path(data).absolute() if data else None,
        parser.value("lang"),
        parser.value("theme"),
        Path(files[0]).absolute() if files else None,
        others,
    )


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"{_NAME}: {sentence}\n")
    sys.exit(2)


def _qts_own(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The program's arguments and those of Qt ("-platform offscreen"), which have one hyphen."""
    ours: list[str] = []
    others: list[str] = []
    left = iter(arguments)
    for one in left:
        if one.startswith("-") and not one.startswith("--") and one != "-h":
            others += [one, *islice(left, 0 if "=" in one or one in _ALONE else 1)]
        else:
            ours.append(one)
    return ours, others
