"""The rule of a decision as a chip beside its day: the rule in words, or what the words of the decision propose."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from koyradesk.bengali.text import nfc
from koyradesk.i18n import N_
from koyradesk.obligations import proposing, words
from koyradesk.obligations.shapes import Measure, Rule
from ui import lines
from ui.decisions.shapes import Asked, Proposed
from ui.editor.card_keys import BY_NAME
from ui.keys import caps
from ui.parts import chip_colours, draw_key
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, font

_SIDE, _TALL = 11, 26
#: Reading a text takes a few milliseconds for a page of it; nobody writes a decision as long.
_LONGEST = 2500


@dataclass(frozen=True, slots=True)
class Said:
    """What the chip says: a rule that is kept, or only proposed; "" for neither."""

    rule: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What the words of a decision propose, the likeliest first; ``sure``: the first is said in so many words."""

    proposals: tuple[Proposed, ...] = ()
    sure: bool = False


def read_out(text: str, asked: Asked | None, due: object) -> ReadOut:
    """What a decision proposes; nothing where it has a rule or a day."""
    if asked is None or asked.rule is not None or due is not None or len(text) > _LONGEST:
        return ReadOut()
    found = proposing.propose(nfc(text), asked.begun)
    every = tuple(Proposed(one.rule, one.measure or Measure(), one.quote) for one in found)
    return ReadOut(every, bool(found) and found[0].sure)


def rule_said(rule: Rule | None, measure: Measure, due: object, voice: Voice) -> str:
    """A rule in words with its measure; a day that stands beside it already is not said again."""
    shown = rule is not None and not (rule.kind == "date" and (rule.on is None or rule.on == due))
    parts = [words.rule_words(rule, voice.language) if shown else "", words.measure_words(measure, voice.language)]
    return " · ".join(part for part in parts if part)


class RuleChip(QAbstractButton):
    """Pressed, it opens the panel of rules. Tab, which goes from text to text, passes it by: it has a key."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._hovered = False
        self.said = Said()
        self._keys = caps(BY_NAME["rule"].keys)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(Said())

    def say(self, said: Said) -> None:
        """Says another rule."""
        self.said = said
        voice = self._voice
        if said.proposed:
            name = voice(N_("The text proposes a rule: {rule}"), rule=said.rule)
            tip = voice(N_("{keys} keeps this rule; a click shows more."), keys=self._keys)
        else:
            name = voice(N_("Rule: {rule}"), rule=said.rule) if said.rule else voice(N_("Set a rule"))
            tip = voice(N_("{name} ({keys})"), name=voice(N_("The rule of the decision")), keys=self._keys)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def set_frozen(self, frozen: bool) -> None:
        """Read only: it says the rule and opens nothing."""
        self.setEnabled(not frozen)
        self.setVisible(bool(self.said.rule) or not frozen)

    def _text(self) -> str:
        if self.said.proposed:
            return self._voice(N_("{rule}?"), rule=self.said.rule)
        return self.said.rule or self._voice(N_("+ rule"))

    def _key_room(self) -> int:
        wide = lines.natural_width(self._keys, font(TYPE.tag))
        return ceil(wide) + 12 + HALF if self.said.proposed and self.isEnabled() else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = width - 2 * _SIDE - self._key_room()
        return max(_TALL, ceil(lines.height(self._text(), font(TYPE.tag), inside)) + 2 * HALF - 2)

    def sizeHint(self) -> QSize:
        width = lines.natural_width(self._text(), font(TYPE.tag))
        return QSize(ceil(width) + 1 + 2 * _SIDE + self._key_room(), _TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _SIDE + 2 * TYPE.tag, _TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, back = chip_colours(look, "good" if self.said.rule else "")
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.said.proposed:
            # Not kept yet: only its outline.
            painter.setBrush(QColor(look.hover if self._hovered else look.card))
            painter.setPen(QPen(QColor(look.accent), 1, Qt.PenStyle.DashLine))
        elif self.said.rule:
            painter.setBrush(QColor(back))
            painter.setPen(QPen(QColor(look.accent), 1) if self._hovered or look.edged else Qt.PenStyle.NoPen)
        else:
            ink = look.muted
            painter.setBrush(QColor(look.hover if self._hovered else look.chip))
            painter.setPen(QPen(QColor(look.line), 1) if look.edged else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, _TALL / 2 - 0.5, _TALL / 2 - 0.5)
        top = (_TALL - lines.leading(font(TYPE.tag))) / 2
        room = QRectF(self.rect()).adjusted(_SIDE, top, -_SIDE - self._key_room(), 0)
        lines.draw(painter, room, self._text(), font(TYPE.tag), ink)
        if self._key_room():
            draw_key(painter, QRect(0, 0, self.width() - STEP, _TALL), self._keys, look.muted, look.line, look.card)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
