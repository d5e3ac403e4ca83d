"""Settings: language and colours, who sits at the desk, backups, the bin, where the data lie, what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from koyradesk import __version__
from koyradesk.i18n import LANGUAGES, N_
from ui.fields.flow import flow
from ui.parts import Button, Text, card, steady_bar
from ui.say import Voice
from ui.spelling import judging
from ui.theme import GAP, HALF, ROOM, STEP, Tokens

_WIDE = 1126
#: A language is named in itself: who needs it may not read the other.
_NAMES = {"bn": "বাংলা", "en": "English"}
_SCHEMES = (
    ("light", N_("Light"), "sun"),
    ("dark", N_("Dark"), "moon"),
    ("system", N_("As the computer"), ""),
    ("contrast", N_("Black on white"), "contrast"),
    ("contrast-dark", N_("White on black"), "contrast"),
)
#: What the program stands on, and under which licences (docs/third-party.md tells them all).
_LICENCES = (
    "Qt, PySide6: LGPL-3.0 · ReportLab: BSD-3-Clause · HarfBuzz, uharfbuzz: MIT, Apache-2.0 · pikepdf: MPL-2.0 · "
    "PDFium, pypdfium2: BSD-3-Clause, Apache-2.0 · sqlite-utils: Apache-2.0 · Pillow: MIT-CMU · "
    "Noto Sans Bengali, Noto Serif Bengali: OFL-1.1 · Lucide: ISC"
)


class Settings(QScrollArea):
    """What is set once and then left alone."""

    language_asked = Signal(str)
    scheme_asked = Signal(str)
    #: The person at the desk wants to be called so; "" for the system's name.
    named = Signal(str)
    backup_asked = Signal()
    restore_asked = Signal()
    bin_asked = Signal()
    folder_asked = Signal()
    layout_asked = Signal()
    news_asked = Signal()
    update_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens, folder: Path, scheme: str, person: str) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.setAccessibleName(voice(N_("Settings")))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        self.languages = self._choice([(one, _NAMES[one], "") for one in LANGUAGES], voice.language)
        self.schemes = self._choice([(one, voice(name), icon) for one, name, icon in _SCHEMES], scheme)
        for buttons, signal in ((self.languages, self.language_asked), (self.schemes, self.scheme_asked)):
            for value, button in buttons.items():
                button.clicked.connect(partial(signal.emit, value))
        judge = judging.judge()
        self.spelling = self._choice(
            [("on", voice(N_("Mark them")), ""), ("off", voice(N_("Do not mark them")), "")],
            "on" if judge is None or judge.on else "off",
        )
        for value, button in self.spelling.items():
            button.clicked.connect(partial(_turn_spelling, value == "on"))
        self.person = QLineEdit(person)
        self.person.setAccessibleName(voice(N_("Your name at this desk")))
        self.person.setMaxLength(80)
        self.person.setPlaceholderText(voice(N_("for example, Rahima Khatun")))
        self.person.setFixedWidth(320)
        self.person.editingFinished.connect(lambda: self.named.emit(" ".join(self.person.text().split())))
        self.last_backup = Text(role="muted")
        self.backing = Button(voice(N_("Make a backup now")), look, icon="database-backup")
        self.backing.clicked.connect(self.backup_asked)
        self.restoring = Button(voice(N_("Restore from a backup")), look, icon="undo-2")
        self.restoring.clicked.connect(self.restore_asked)
        self.bin = Button(voice(N_("Open the bin")), look, icon="trash-2")
        self.bin.clicked.connect(self.bin_asked)
        self.layouts = Button(voice(N_("Set how papers look")), look, icon="file-text")
        self.layouts.clicked.connect(lambda: self.layout_asked.emit())
        self.folder = Button(voice(N_("Open the folder")), look, icon="folder-open")
        self.folder.clicked.connect(self.folder_asked)
        self.news = Button(voice(N_("What is new")), look, icon="star")
        self.news.clicked.connect(self.news_asked)
        self.updating = Button(voice(N_("Update from a pen drive")), look, icon="file-down")
        self.updating.clicked.connect(self.update_asked)
        self._build(folder)

    def _build(self, folder: Path) -> None:
        voice = self._voice
        licences = Text(_LICENCES, "small")
        licences.setProperty("language", "en")
        version = N_("Version {version}. Free software under the Apache licence 2.0.")
        cards = (
            self._card(N_("Language"), "", *self.languages.values()),
            self._card(
                N_("Colours"),
                N_("Black and white stand out most, for tired eyes and poor light."),
                *self.schemes.values(),
            ),
            self._card(
                N_("Your name at this desk"), N_("It stands in the history beside what you write."), self.person
            ),
            self._card(
                N_("Spelling"),
                N_("Words that are plainly misspelled, with what is right in their menu."),
                *self.spelling.values(),
            ),
            self._card(
                N_("Backup"),
                N_("A backup is one file with everything in it. Keep it on a stick, away from this computer."),
                self.backing,
                self.restoring,
                told=self.last_backup,
            ),
            self._card(
                N_("Bin"),
                N_("What was taken out of meetings, and meetings themselves, can be brought back."),
                self.bin,
            ),
            self._card(
                N_("Layout of the papers"),
                N_("Columns, names, numbering, letters, margins, logo and sentences, for each committee."),
                self.layouts,
            ),
            self._card(N_("Where the data is kept"), "", self.folder, told=Text(str(folder), "muted")),
            self._card(
                N_("About Koyradesk"),
                "",
                self.news,
                self.updating,
                told=Text(voice(version, version=voice.digits(__version__)) + " " + voice(N_("It stands on these:"))),
                more=licences,
            ),
        )
        column = QGridLayout()
        column.setSpacing(STEP + HALF)
        column.addWidget(Text(voice(N_("Settings")), "title"), 0, 0, 1, 2)
        *pairs, last = cards
        for place, one in enumerate(pairs):
            alone = place == len(pairs) - 1 and place % 2 == 0
            column.addWidget(one, 1 + place // 2, place % 2, 1, 2 if alone else 1)
        column.addWidget(last, 1 + (len(cards) // 2), 0, 1, 2)
        for side in (0, 1):
            column.setColumnStretch(side, 1)
        holder = QWidget()
        holder.setAccessibleName(self.accessibleName())
        holder.setMaximumWidth(_WIDE)
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setAccessibleName(self.accessibleName())
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(ROOM, GAP, STEP, GAP)
        stack.addWidget(holder)
        stack.addStretch(1)
        self.setWidget(inside)

    def _card(
        self, title: str, words: str, *controls: QWidget, told: Text | None = None, more: Text | None = None
    ) -> QFrame:
        name = self._voice(title)
        made = card(Text(name, "heading"), name=name)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        if words:
            stack.addWidget(Text(self._voice(words), "muted"))
        for text in (told, more):
            if text is not None:
                stack.addWidget(text)
        if controls:
            # Beside one another as far as there is room.
            stack.addLayout(flow(*controls))
        stack.addStretch(1)
        return made

    def _choice(self, options: Sequence[tuple[str, str, str]], chosen: str) -> dict[str, Button]:
        group = QButtonGroup(self)
        made = {}
        for value, words, icon in options:
            button = Button(words, self._look, role="choice", icon=icon)
            button.setCheckable(True)
            button.setChecked(value == chosen)
            group.addButton(button)
            made[value] = button
        return made

    def tell_backup(self, sentence: str) -> None:
        """When the last backup was made, as the status line says it."""
        self.last_backup.say(sentence)

    def call(self, person: str) -> None:
        """Who sits at the desk, as it was taken."""
        self.person.setText(person)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.languages[self._voice.language].setFocus(Qt.FocusReason.OtherFocusReason)


def _turn_spelling(on: bool) -> None:
    judge = judging.judge()
    if judge is not None:
        judge.turn(on)
