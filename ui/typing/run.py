"""What was typed since the last blank, as keys and as the text they made: an address gets its own letters back."""

from __future__ import annotations

from dataclasses import dataclass

from koyradesk.bengali.typed_latin import is_address


@dataclass
class Run:
    """Its ``made`` stands right before the caret as long as nothing else was done there."""

    typed: str = ""
    made: str = ""

    def add(self, typed: str, made: str, instead: int = 0) -> None:
        """Keys, and what they wrote in the place of so many characters."""
        self.typed += typed
        self.made = self.made[: len(self.made) - instead] + made

    def clear(self) -> None:
        """A blank, or another place."""
        self.typed = self.made = ""

    def righted(self, before: str, sign: str = "") -> tuple[str, int]:
        """An address that the keys and ``sign`` spell, and how many characters before the caret it stands for (in units
        of UTF-16); "" where they are none, or what they made is no more there."""
        if self.typed == self.made or not is_address(self.typed + sign) or not before.endswith(self.made):
            return "", 0
        instead = len(self.made.encode("utf-16-le")) // 2
        self.made = self.typed
        return self.typed, instead
