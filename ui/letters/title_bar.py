"""The head of a letter: the way back, what it is and to whom, how far it is, its two steps."""

from __future__ import annotations

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Letter
from ui.editor.steps_head import StepsHead
from ui.letters.kinds import NAMES
from ui.say import Voice
from ui.theme import Tokens

STEPS = (("words", N_("1 Words")), ("issue", N_("2 Issue and despatch")))


class LetterBar(StepsHead):
    """Above the steps of one letter."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        name, back = voice(N_("The letter being written")), voice(N_("Back to the papers"))
        super().__init__(voice, look, name, back, [voice(title) for _, title in STEPS], role="heading")

    def show_letter(self, letter: Letter) -> None:
        """Says what the letter is and where it stands."""
        voice, memo = self._voice, letter.memo()
        to = " ".join(plain(letter.to).split())
        month = voice.month(letter.period) if letter.period else ""
        number = voice(N_("Memo {number}"), number=memo.number) if memo.number else ""
        locked = voice(N_("can only be read")) if memo.state in SIGNED else ""
        self.say((voice(NAMES[letter.kind]), to, month), (plain(letter.committee), number, locked), memo.state)
