"""A file that came in, before it is taken: from whom it is, whether their key is known, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.decisions.choices import Choices
from ui.decisions.side import Panel, foot, reveal
from ui.exchange import words
from ui.exchange.acquainting import Acquaintance
from ui.exchange.digits import Digits
from ui.exchange.facts import Facts
from ui.exchange.second_key import SecondKey
from ui.exchange.tying import Tying
from ui.parts import Button, Chip, Text, row, rule
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens


@dataclass(frozen=True, slots=True)
class Review:
    """What is told of a file: ``wrong`` is the sentence why it cannot be taken, ``lines`` what it would change.

    ``number`` is the key's, to be compared with the card where the key is ``unknown``. ``role``: who its office is to
    us, "" where that has to be said.
    """

    file: str
    office: str
    name: str
    made: str
    receipt: str
    number: str
    role: str
    unknown: bool
    known: bool
    news: Mapping[str, int]
    lines: tuple[str, ...]
    wrong: str = ""
    #: Of an office whose key is not known: what is known of it all the same.
    who: Acquaintance | None = None


class Answer(NamedTuple):
    """What was said of a key that was not known: the number on its card, who its office is to us, which entry of the
    directory that is (see ``acquainting``), the key in whose place it comes. All "" where nothing was to be said."""

    number: str = ""
    role: str = ""
    entry: str = ""
    instead: str = ""


class ReviewPanel(Panel):
    """Enter takes it, Escape leaves it where it is."""

    #: It is to be taken: an ``Answer``.
    take_asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.review: Review | None = None
        self.setAccessibleName(voice(N_("A file that came in")))
        self.state = Chip(look, name=voice(N_("State")))
        self.means = Text()
        self.facts = Facts(voice(N_("A file that came in")))
        self.asking = Text(voice(N_("Nothing of it is taken in before you know whose key it is. Ask them for their key "
                                    "card, or phone them, and type its thirty digits.")))  # fmt: skip
        self.digits = Digits(voice)
        self.checked = Text(role="small")
        self.role = Choices(voice(N_("Who they are to us")), look, words.roles(voice))
        self.tying = Tying(voice, look)
        self.second = SecondKey(voice, look)
        self.inside = Text()
        self.taking = Button(voice(N_("Take it in")), look, role="primary", icon="check", keys="Return",
                             owns_keys=False)  # fmt: skip
        self.leaving = Button(voice(N_("Leave it")), look, keys="Escape", owns_keys=False)
        self._build()
        self.digits.changed.connect(self._check)
        self.digits.entered.connect(self.ask)
        self.second.said.connect(self._answer)
        self.taking.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def _build(self) -> None:
        voice = self._voice
        self.key = QWidget()
        self.key.setAccessibleName(voice(N_("Their key")))
        inside = QVBoxLayout(self.key)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(STEP)
        for widget in (self.asking, self.digits, self.checked, self.second):
            inside.addWidget(widget)
        self._who = Text(self.role.accessibleName(), "small")
        inside.addWidget(self._who)
        inside.addWidget(self.role)
        inside.addWidget(self.tying)
        self._changes = Text(voice(N_("What it would change here")), "small")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addLayout(row(self.state, 1))
        stack.addWidget(self.means)
        stack.addWidget(self.key)
        stack.addWidget(rule())
        stack.addWidget(self.facts)
        stack.addWidget(rule())
        stack.addWidget(self._changes)
        stack.addWidget(self.inside)
        stack.addStretch(1)
        self.foot = foot(self.accessibleName(), self.taking, self.leaving)

    def show_review(self, review: Review) -> None:
        """Another file."""
        self.review = review
        voice = self._voice
        if review.wrong:
            self.state.say(voice(N_("Not taken in")), "late")
            self.means.say("\n".join((review.wrong, voice(N_("The file stays in the list, held, with this reason.")))))
        elif review.unknown:
            self.state.say(voice(N_("Unknown key")), "wait")
            # What is asked for stands below.
            self.means.say("")
        elif review.known:
            self.state.say(voice(N_("Known already")), "quiet")
            self.means.say(voice(N_("All that is in it is here already. Nothing would change.")))
        else:
            self.state.say(voice(N_("The signature is right")), "good")
            self.means.say(voice(N_("It comes from whom it says and is whole.")))
        self.means.setVisible(bool(self.means.plain))
        code = words.groups(review.receipt, voice) if review.receipt else ""
        number = "" if review.unknown or review.wrong else words.number(review.number, voice)
        self.facts.show_facts(
            (
                (voice(N_("From whom")), review.name or review.office),
                (voice(N_("Written on")), review.made),
                (voice(N_("Receipt code")), code),
                (voice(N_("Key number")), number),
                (voice(N_("File")), review.file),
            )
        )
        asks = review.unknown and not review.wrong
        self.key.setVisible(asks)
        if asks:
            self.digits.begin(review.number)
            self.role.choose(review.role or "below")
        who = review.who if asks else None
        ours = who is not None and who.own
        self.second.show_keys(who.keys if who is not None and not ours else ())
        for one in (self._who, self.role):
            # Who one's own office is, or one that is known by another key, need not be said.
            one.setVisible(not (ours or self.second.wanted))
        self.tying.show_who(None if self.second.wanted else who, proposes=True)
        directs = review.role == "above"
        counted = ", ".join(words.counted(voice, review.news, directs=directs))
        told = [one for one in (counted, *review.lines) if one]
        self.inside.say(
            "\n".join(f"• {line}" for line in told) or voice(N_("Nothing. They acknowledge what you sent."))
        )
        # Nothing of it is told before its key is known; and what was taken before changes nothing.
        for one in (self._changes, self.inside):
            one.setVisible(not (review.wrong or review.unknown or review.known))
        # Of a second key it is asked what it is for: each answer takes it.
        self.taking.setVisible(not (review.wrong or review.known or self.second.wanted))
        self._check()

    def first(self) -> None:
        """Where the keyboard begins."""
        if not self.key.isHidden():
            self.digits.first()
        elif not self.taking.isHidden():
            self.taking.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leaving.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why it was not taken."""
        self.means.say(sentence)
        self.means.show()
        self.state.say(self._voice(N_("Not taken in")), "late")
        reveal(self.means)

    def _check(self) -> None:
        """Group by group, as it is typed."""
        voice = self._voice
        if self.key.isHidden():
            self.taking.setEnabled(True)
            return
        if wrong := self.digits.wrong():
            sentence = N_("Group {place} is different. Have it read again; if it stays different, do not take the "
                          "file: somebody else wrote it.")  # fmt: skip
            self.checked.say(voice(sentence, place=wrong[0]))
        elif self.digits.right:
            self.checked.say(voice(N_("The number is right: it is their key.")))
        else:
            left = 30 - len(self.digits.number)
            self.checked.say(voice(N_("{count} digits to go"), count=left))
        self.taking.setEnabled(self.digits.right)
        self.second.enable(on=self.digits.right)

    def ask(self) -> None:
        if self.review is None or self.review.wrong:
            return
        if not self.key.isHidden():
            if not self.digits.right:
                self.digits.first()
                return
            if self.second.wanted:
                self.second.first()
                reveal(self.second)
                return
            self._answer("")
        else:
            self.take_asked.emit(Answer())

    def _answer(self, instead: str) -> None:
        who = self.review.who if self.review is not None else None
        role = "own" if who is not None and who.own else self.role.value
        entry = who.tied if who is not None and self.second.wanted else self.tying.value
        self.take_asked.emit(Answer(self.digits.number, role, entry, instead))
