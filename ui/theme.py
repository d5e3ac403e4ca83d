"""The look as tokens: colours (light and dark), type scale and spacing. Every style sheet and painter reads these."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

FAMILY = "Noto Sans Bengali"
#: What the application object is told. Asked for later, the style would come with all that Python knows of styles.
STYLE = ("-style", "fusion")

#: Lengths in logical pixels, all on a grid of 8 with a half step.
HALF, STEP, GAP, ROOM = 4, 8, 16, 24
RADIUS = 8
#: Bengali needs the room above and below its letters.
LEADING = 1.5


class Type(NamedTuple):
    """Sizes in logical pixels (15 px is 11.25 pt at 96 dpi)."""

    title: int = 20
    heading: int = 16
    body: int = 15
    small: int = 14
    tag: int = 13


TYPE = Type()


class Tokens(NamedTuple):
    """Colours of one scheme. ``late`` is for what is late or lost and for nothing else."""

    name: str
    back: str
    rail: str
    card: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    key_on_accent: str
    hover: str
    pressed: str
    wait: str
    wait_soft: str
    late: str
    late_soft: str
    chip: str
    desk: str
    shadow: str
    disabled: str
    #: Behind what was looked for, in a text.
    mark: str
    #: Under a word that is misspelled.
    wrong: str


LIGHT = Tokens(
    name="light",
    back="#f0efea",
    rail="#fbfaf6",
    card="#ffffff",
    line="#e0ded6",
    field_line="#cfccc2",
    text="#1c1c1a",
    muted="#595953",
    accent="#006a4e",
    accent_hover="#00593f",
    accent_soft="#e1efea",
    on_accent="#ffffff",
    key_on_accent="#2f8a70",
    hover="#f3f2ed",
    pressed="#e7e5dd",
    wait="#7a4f00",
    wait_soft="#fdf0d8",
    late="#b3261e",
    late_soft="#fbe4e2",
    chip="#eae9e2",
    desk="#d6d3ca",
    shadow="#3a372e",
    disabled="#85847c",
    mark="#ffe08a",
    wrong="#c4352b",
)

DARK = Tokens(
    name="dark",
    back="#1c1d1b",
    rail="#232422",
    card="#2a2b29",
    line="#3b3c39",
    field_line="#55564f",
    text="#eceae4",
    muted="#b1afa6",
    accent="#4fc29b",
    accent_hover="#6bd0ad",
    accent_soft="#203b32",
    on_accent="#08251b",
    key_on_accent="#2c8f6f",
    hover="#333432",
    pressed="#3c3d3a",
    wait="#e8bd6a",
    wait_soft="#3d311a",
    late="#f29a93",
    late_soft="#482725",
    chip="#3a3b38",
    desk="#121311",
    shadow="#000000",
    disabled="#85847c",
    mark="#6e5510",
    wrong="#ff8f86",
)

SCHEMES = {"light": LIGHT, "dark": DARK}

_SHEET = """
* { font-family: "${family}"; font-size: ${body_size}px; color: ${text}; }
QWidget#window, QWidget#content, QStackedWidget, QDialog, QMessageBox { background: ${back}; }
QToolTip { background: ${card}; color: ${text}; border: 1px solid ${line}; padding: 4px 8px; }

QWidget#rail { background: ${rail}; border: 0; border-right: 1px solid ${line}; }
QWidget#statusline { background: ${rail}; border: 0; border-top: 1px solid ${line}; }
QWidget#statusline QLabel { font-size: ${small_size}px; color: ${muted}; }
QLabel#brand { font-size: ${heading_size}px; font-weight: bold; color: ${accent}; }

QLabel[role="title"] { font-size: ${title_size}px; font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading_size}px; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="total"] { font-size: ${title_size}px; font-weight: bold; }
QLabel[role="total"][tone="good"] { color: ${accent}; }
QLabel[role="small"] { font-size: ${small_size}px; color: ${muted}; }
QLabel[role="muted"] { color: ${muted}; }
QLabel[role="said"] { font-size: ${tag_size}px; color: ${muted}; }
QLabel[role="error"] { font-size: ${small_size}px; color: ${wait}; }
QLabel[role="key"] { font-size: ${tag_size}px; color: ${muted}; border: 1px solid ${line};
  border-bottom: 2px solid ${line}; border-radius: 4px; padding: 1px 6px; background: ${card}; }

QFrame[role="card"] { background: ${card}; border: 1px solid ${line}; border-radius: ${radius}px; }
QFrame[role="strip"] { background: ${card}; border: 1px solid ${line}; border-left: 4px solid ${wait};
  border-radius: ${radius}px; }
QFrame[role="strip"][tone="good"] { border-left-color: ${accent}; }
QFrame[role="quote"] { background: ${hover}; border: 1px solid ${line}; border-radius: ${radius}px; }
QFrame[role="rule"] { background: ${line}; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="notice"] { background: ${wait_soft}; border: 1px solid ${wait}; border-radius: ${radius}px; }
QFrame[role="notice"][tone="good"] { background: ${accent_soft}; border-color: ${accent}; }

QPushButton { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; padding: 0 14px;
  min-height: 34px; outline: none; }
QPushButton:hover { background: ${hover}; }
QPushButton:pressed { background: ${pressed}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 0 13px; min-height: 32px; }
QPushButton:disabled { color: ${disabled}; background: ${back}; border-color: ${line}; }
QPushButton[role="primary"] { background: ${accent}; border-color: ${accent}; color: ${on_accent}; font-weight: bold; }
QPushButton[role="primary"]:hover { background: ${accent_hover}; }
QPushButton[role="primary"]:focus { border: 2px solid ${text}; }
QPushButton[role="primary"]:disabled { background: ${chip}; border-color: ${chip}; color: ${disabled}; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 6px; min-height: 30px; }
QPushButton[role="quiet"]:hover { background: ${hover}; border-color: ${line}; }
QPushButton[role="quiet"]:focus { border: 2px solid ${accent}; padding: 0 5px; min-height: 28px; }
QPushButton[role="nav"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 0 10px;
  min-height: 28px; }
QPushButton[role="nav"]:hover { background: ${hover}; }
QPushButton[role="nav"]:checked { background: ${accent_soft}; color: ${accent}; font-weight: bold; }
QPushButton[role="nav"]:focus { border: 2px solid ${accent}; padding: 0 9px; min-height: 26px; }
QPushButton[role="bare"], QPushButton[role="bare"]:focus { background: transparent; border: 0; padding: 0;
  min-height: 0; }
QPushButton[role="choice"]:checked { background: ${accent_soft}; border-color: ${accent}; }
QFrame#panel { background: ${rail}; border: 0; border-left: 1px solid ${line}; }
QPushButton[role="small"] { padding: 0 8px; min-height: 24px; font-size: ${small_size}px; }
QPushButton[role="small"]:focus { padding: 0 7px; min-height: 22px; }
QProgressBar { background: ${chip}; border: 0; border-radius: 4px; }
QProgressBar::chunk { background: ${accent}; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: ${line}; }

QLineEdit { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; padding: 0 8px; min-height: 32px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; placeholder-text-color: ${muted}; }
QLineEdit:focus { border: 2px solid ${accent}; padding: 0 7px; min-height: 30px; }
QLineEdit[role="chip"] { background: ${chip}; border: 1px solid transparent; border-radius: 13px; padding: 0 10px;
  min-height: 24px; max-height: 24px; font-size: ${tag_size}px; }
QLineEdit[role="chip"]:hover { border-color: ${field_line}; }
QLineEdit[role="chip"]:focus { background: ${card}; border: 2px solid ${accent}; padding: 0 9px;
  min-height: 22px; max-height: 22px; }
QTextEdit { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; padding: 1px 9px 6px 9px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; }
QTextEdit:focus { border: 2px solid ${accent}; padding: 0px 8px 5px 8px; }
QTextEdit[role="bare"], QTextEdit[role="bare"]:focus { border: 1px solid transparent; padding: 1px 9px 6px 9px; }
QLineEdit[role="heading"], QTextEdit[role="heading"] { background: transparent; border-color: transparent;
  font-weight: bold; }
QLineEdit[role="heading"] { padding: 0 2px; }
QLineEdit[role="heading"]:focus { padding: 0 1px; }
QLineEdit[role="heading"]:hover, QTextEdit[role="heading"]:hover { border-color: ${field_line}; }
QLineEdit[role="heading"]:focus, QTextEdit[role="heading"]:focus { background: ${card}; border-color: ${accent}; }
QLineEdit[frozen="true"], QTextEdit[frozen="true"] { background: transparent; border-color: ${line}; }
QLineEdit[role="heading"][frozen="true"], QTextEdit[role="heading"][frozen="true"],
QTextEdit[role="bare"][frozen="true"] { border-color: transparent; }
QLineEdit[contested="true"], QTextEdit[contested="true"] { border: 1px solid ${wait}; background: ${wait_soft}; }
QLineEdit[contested="true"]:focus, QTextEdit[contested="true"]:focus { border: 2px solid ${wait}; }
QLineEdit[fits="true"] { border: 1px solid ${accent}; background: ${accent_soft}; }
QMenu { background: ${card}; border: 1px solid ${field_line}; padding: 4px; }
QMenu::item { background: transparent; padding: 5px 16px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: ${accent_soft}; color: ${text}; }
QMenu::item:disabled { background: transparent; color: ${disabled}; }
QMenu::separator { height: 1px; background: ${line}; margin: 4px 8px; }

QListView#suggestions { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; outline: 0;
  padding: 4px; }
QListView#suggestions::item { padding: 0 10px; border-radius: 4px; }
QListView#suggestions::item:selected { background: ${accent_soft}; color: ${text}; }

QFrame#offer { background: ${card}; border: 1px solid ${accent}; border-radius: 6px; }

QGroupBox { border: 1px solid ${line}; border-radius: ${radius}px; margin-top: 12px; padding: 14px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: ${muted}; }
QDialog QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QPrintDialog QToolButton { background: ${card}; border-color: ${field_line}; min-width: 24px; min-height: 24px; }
QDialog QToolButton:hover { background: ${hover}; border-color: ${line}; }
QDialog QToolButton:checked { background: ${accent_soft}; border-color: ${accent}; }
QDialog QToolButton:focus { border: 2px solid ${accent}; padding: 3px; }
QFileDialog QTreeView, QFileDialog QListView { background: ${card}; border: 1px solid ${line}; border-radius: 6px;
  outline: 0; selection-background-color: ${accent_soft}; selection-color: ${text}; }
QFileDialog QHeaderView { background: ${rail}; border: 0; }
QFileDialog QHeaderView::section { background: ${rail}; border: 0; border-bottom: 1px solid ${line}; padding: 4px 8px;
  color: ${muted}; }

QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; border: 0; border-bottom: 3px solid transparent; padding: 4px 14px 4px 14px;
  min-height: 28px; color: ${text}; }
QTabBar[tight="true"]::tab { padding: 4px 6px 4px 6px; }
QTabBar::tab:hover { background: ${hover}; }
QTabBar::tab:selected { border-bottom: 3px solid ${accent}; color: ${accent}; font-weight: bold; }
QTabBar::tab:focus { border: 2px solid ${accent}; border-bottom: 3px solid ${accent}; padding: 2px 12px 4px 12px;
  border-radius: 4px; }
QTabBar[tight="true"]::tab:focus { padding: 2px 4px 4px 4px; }

QListView#meetings { background: ${card}; border: 1px solid ${line}; border-radius: ${radius}px; outline: 0;
  padding: 4px; }
QListView#register { background: ${card}; border: 1px solid ${line}; border-radius: ${radius}px; outline: 0; }
QListView#lines, QTreeView#lines { background: transparent; border: 0; outline: 0; }
QTableView#year { background: transparent; border: 0; outline: 0; selection-background-color: transparent; }
QHeaderView#year { background: transparent; border: 0; }
QHeaderView#year::section { background: transparent; border: 0; padding: 0 0 2px 0; color: ${muted};
  font-size: ${small_size}px; font-weight: normal; }
QTableView#grid { background: transparent; border: 0; outline: 0; selection-background-color: transparent; }
QHeaderView#grid { background: ${rail}; border: 0; border-bottom: 1px solid ${field_line}; }
QHeaderView#grid::section { background: ${rail}; border: 0; padding: 3px 8px;
  color: ${muted}; font-size: ${small_size}px; font-weight: normal; }
QLineEdit#cell { border-radius: 0; padding: 0 2px; min-height: 0; font-size: ${small_size}px; }
QLineEdit#cell:focus { border: 2px solid ${accent}; padding: 0 1px; min-height: 0; }
QAbstractScrollArea#pages { background: ${desk}; border: 0; border-top: 1px solid ${line}; }
QAbstractScrollArea#pages:focus { border: 2px solid ${accent}; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea:focus { border: 1px solid ${accent}; border-radius: 6px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: 0; }
QScrollBar::handle { background: ${disabled}; border-radius: 4px; border: 2px solid transparent; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: ${muted}; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def tokens(wanted: str) -> Tokens:
    """The colours of "light" or "dark"; "system" follows the desktop, light where it says nothing."""
    if wanted in SCHEMES:
        return SCHEMES[wanted]
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def sheet(look: Tokens) -> str:
    """The whole style sheet of one scheme."""
    colours = look._asdict()
    sizes = {f"{name}_size": size for name, size in TYPE._asdict().items()}
    values = {"family": FAMILY, "radius": RADIUS, **colours, **sizes}
    # As string.Template does it, which the window would wait for.
    first, *pieces = _SHEET.split("${")
    return first + "".join(f"{values[name]}{rest}" for name, _, rest in (piece.partition("}") for piece in pieces))


def palette(look: Tokens) -> QPalette:
    """The same colours for what style sheets do not reach: Qt's own dialogs, placeholders, links."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.back),
        (role.WindowText, look.text),
        (role.Base, look.card),
        (role.AlternateBase, look.back),
        (role.Text, look.text),
        (role.Button, look.card),
        (role.ButtonText, look.text),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.PlaceholderText, look.muted),
        (role.ToolTipBase, look.card),
        (role.ToolTipText, look.text),
        (role.Link, look.accent),
        (role.Mid, look.line),
        (role.Light, look.card),
        (role.Dark, look.field_line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.disabled))
    return made


def font(size: int = TYPE.body, *, bold: bool = False) -> QFont:
    """The program's face at a size in logical pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def dress(app: QApplication, look: Tokens) -> None:
    """Puts a scheme on the whole program."""
    app.setFont(font())
    app.setPalette(palette(look))
    app.setStyleSheet(sheet(look))


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Gives a widget a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
