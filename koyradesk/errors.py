"""What the program says to its user when it refuses.

A ``UserError`` is expected: one whole sentence (or two) that says what happened and what to do. Anything else that
escapes is a bug and is reported as one, with a saved log. The English sentence is the key of its translation.
"""

from __future__ import annotations

from typing import Any

from koyradesk.i18n import translate


class UserError(Exception):
    """A refusal in words.

    ``sentence`` is a whole English sentence marked with ``N_`` and may hold ``{name}`` fields, filled from ``parts``
    after translation. Nothing has been changed or lost when it is raised.
    """

    def __init__(self, sentence: str, **parts: Any) -> None:
        super().__init__(sentence.format(**parts))
        self.sentence = sentence
        self.parts = parts

    def text(self, language: str) -> str:
        """The sentence in ``language`` ("bn" or "en")."""
        return translate(self.sentence, language, **self.parts)
