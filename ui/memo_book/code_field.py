"""The code of a file (নথি), checked group by group while it is typed or pasted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import memo_numbers
from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.i18n import N_
from koyradesk.memo_numbers import GROUPS, Group
from ui import composing
from ui.fields import LineField
from ui.fields.flow import Flow
from ui.parts import Chip, Text
from ui.say import Voice
from ui.theme import HALF, Tokens

#: A longer row of groups than any code has.
_MOST = max(len(shape) for shape in GROUPS)


class CodeField(QWidget):
    """A line, and below it the groups of the code: what each names, and whether it is whole."""

    typed = Signal()
    confirmed = Signal()
    #: A whole memo number was typed or pasted: its issue number is no part of the code.
    numbered = Signal(int)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Code of the file")))
        hint = voice(N_("As on the file's cover; dots may be left out"))
        self.line = LineField(voice(N_("Code of the file")), look, hint=hint)
        composing.as_typed(self.line)
        self.chips = [Chip(look) for _ in range(_MOST)]
        self.said = Text(role="said")
        self._row = QWidget()
        self._row.setAccessibleName(voice(N_("Groups of the code")))
        groups = Flow(self._row, across=HALF, down=HALF)
        for chip in self.chips:
            groups.addWidget(chip)
        self.setFocusProxy(self.line)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(self.line)
        stack.addWidget(self._row)
        stack.addWidget(self.said)
        self.line.textChanged.connect(self._tell)
        self.line.typed.connect(lambda _: self.typed.emit())
        self.line.left.connect(self.settle)
        self.line.confirmed.connect(self.confirmed)
        self._tell()

    def text(self) -> str:
        """The code as typed, its digits in groups."""
        return memo_numbers.dotted(self.line.text())

    def show_code(self, code: str) -> None:
        self.line.show_marked(to_bengali(code))
        self._tell()

    def settle(self) -> None:
        """Puts in the dots that were left out, and takes off an issue number that came with it."""
        if self.line.frozen or not self.line.text().strip():
            return
        number = memo_numbers.read(self.line.text())
        if number is not None and memo_numbers.regular(number.file):
            self.show_code(number.file)
            self.numbered.emit(number.issue)
        elif (dotted := self.text()) != to_ascii(self.line.text()).strip():
            self.show_code(dotted)

    def _tell(self) -> None:
        number = memo_numbers.read(self.line.text())
        whole = number is not None and memo_numbers.regular(number.file)
        code = number.file if number is not None and whole else self.line.text()
        groups = memo_numbers.typed(code) if code.strip() else memo_numbers.typed("")
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(groups))
            if place < len(groups):
                self._show(chip, groups[place], place)
        said = self._sentence(code, groups) if code.strip() else ""
        self.said.say(said)
        self.line.setAccessibleDescription(said or self.line.hint)

    def _show(self, chip: Chip, group: Group, place: int) -> None:
        voice = self._voice
        name = voice(group.name)
        if group.state == "good":
            chip.say(f"{name} {to_bengali(group.text)} ✓", "good")
        elif group.state == "wrong":
            chip.say(voice(N_("{group}: needs {digits} digits"), group=name, digits=group.digits), "wait")
        else:
            shown = to_bengali(group.text) + "·" * (group.digits - len(group.text))
            chip.say(f"{name} {shown}", "quiet")
        chip.setAccessibleName(voice(N_("Group {place}: {words}"), place=place + 1, words=chip.text()))

    def _sentence(self, code: str, groups: tuple[Group, ...]) -> str:
        voice = self._voice
        if memo_numbers.regular(memo_numbers.dotted(code)):
            sentence = N_("The code is whole: {digits} digits in {groups} groups.")
            return voice(sentence, digits=sum(one.digits for one in groups), groups=len(groups))
        wrong = [voice(one.name) for one in groups if one.state == "wrong"]
        if wrong:
            sentence = N_("Look again at: {groups}. An old code that is different may stay as it is.")
            return voice(sentence, groups=", ".join(wrong))
        begun = [one for one in groups if one.state != "good"]
        if not begun:
            return voice(N_("There are more groups than a code has. Is the issue number among them?"))
        return voice(N_("Next: {group}, {digits} digits"), group=voice(begun[0].name), digits=begun[0].digits)
