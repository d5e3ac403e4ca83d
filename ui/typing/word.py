"""The word under way: the keys pressed, what they may mean, and which of it is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from koyradesk.bengali.phonetic.choosing import Choice


@dataclass
class Word:
    """``whole``: what would complete the whole line; ``picked``: somebody went down the list."""

    keys: str = ""
    choices: list[Choice] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    chosen: int = 0
    picked: bool = False

    def rows(self) -> list[str]:
        """All there is to choose from: words, then completions of the whole line, last the letters themselves."""
        words = [choice.text for choice in self.choices]
        return [*words, *self.whole, *([] if self.keys in words else [self.keys])]

    @property
    def first(self) -> str:
        """The word that is meant where nobody chooses."""
        return self.choices[0].text

    @property
    def seen(self) -> str:
        """What stands in the text: where the row that was gone to is a completion of the whole line, the first word."""
        return self.first if self.completion else self.rows()[self.chosen]

    @property
    def completion(self) -> str:
        """The completion of the whole line that was gone to; "" where it is another row."""
        place = self.chosen - len(self.choices)
        return self.whole[place] if 0 <= place < len(self.whole) else ""

    def pick(self, row: int) -> str:
        """Goes to a row, round at both ends; what stands there."""
        rows = self.rows()
        self.chosen, self.picked = row % len(rows), True
        return rows[self.chosen]
