"""How the developer commands speak: one line at a time, in order with what the programs they start print."""

from __future__ import annotations


class SetupError(Exception):
    """An expected end: its text says what happened and what to do; the command exits with 1."""


def say(text: str) -> None:
    print(text, flush=True)
