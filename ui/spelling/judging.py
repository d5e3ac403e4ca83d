"""Who judges words, asked by the fields: it stands here apart from them, so that the judge can be there before any."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from koyradesk.spelling.speller import Mark
    from ui.fields.spelling import Spelling


class Judge(Protocol):
    """Who knows which words are misspelled."""

    on: bool

    def turn(self, on: bool) -> None:
        """Whether words are marked, from now on."""

    def wanted(self, spelling: Spelling) -> None:
        """The text of a field is another: it is judged soon."""

    def suggest(self, mark: Mark, then: Callable[[list[str]], None]) -> list[str] | None:
        """What may be meant; None where that is told later."""

    def learn(self, word: str) -> None:
        """A word is right, here and everywhere."""

    def pass_over(self, spelling: Spelling, word: str) -> None:
        """A word is not to be marked in this field."""


_judges: list[Judge] = []


def serve(judge: Judge | None) -> None:
    """From now on this is the judge."""
    _judges[:] = [judge] if judge is not None else []


def judge() -> Judge | None:
    """The judge, if there is one yet."""
    return _judges[0] if _judges else None
