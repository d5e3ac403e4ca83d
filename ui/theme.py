"""The look as tokens: type scale, spacing, and the colours of a scheme on all there is (``ui.schemes``)."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui import contrast
from ui.schemes import CONTRAST, CONTRAST_DARK, DARK, EVERYDAY, LIGHT, SCHEMES, Tokens

__all__ = ["CONTRAST", "CONTRAST_DARK", "DARK", "EVERYDAY", "LIGHT", "SCHEMES", "Tokens"]

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
QPushButton:focus { border: ${ring}px solid ${accent}; padding: 0 ${15-ring}px; min-height: ${36-2ring}px; }
QPushButton:disabled { color: ${disabled}; background: ${back}; border-color: ${line}; }
QPushButton[role="primary"] { background: ${accent}; border-color: ${accent}; color: ${on_accent}; font-weight: bold; }
QPushButton[role="primary"]:hover { background: ${accent_hover}; }
QPushButton[role="primary"]:focus { border: ${ring}px solid ${text}; }
QPushButton[role="primary"]:disabled { background: ${chip}; border-color: ${chip}; color: ${disabled}; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 6px; min-height: 30px; }
QPushButton[role="quiet"]:hover { background: ${hover}; border-color: ${line}; }
QPushButton[role="quiet"]:focus { border: ${ring}px solid ${accent}; padding: 0 ${7-ring}px;
  min-height: ${32-2ring}px; }
QPushButton[role="nav"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 0 10px;
  min-height: 28px; }
QPushButton[role="nav"]:hover { background: ${hover}; }
QPushButton[role="nav"]:checked { background: ${accent_soft}; color: ${accent}; font-weight: bold; }
QPushButton[role="nav"]:focus { border: ${ring}px solid ${accent}; padding: 0 ${11-ring}px; min-height: ${30-2ring}px; }
QPushButton[role="bare"], QPushButton[role="bare"]:focus { background: transparent; border: 0; padding: 0;
  min-height: 0; }
QPushButton[role="choice"]:checked { background: ${accent_soft}; border-color: ${accent}; }
QFrame#panel { background: ${rail}; border: 0; border-left: 1px solid ${line}; }
QPushButton[role="small"] { padding: 0 8px; min-height: 24px; font-size: ${small_size}px; }
QPushButton[role="small"]:focus { padding: 0 ${9-ring}px; min-height: ${26-2ring}px; }
QProgressBar { background: ${chip}; border: 0; border-radius: 4px; }
QProgressBar::chunk { background: ${accent}; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: ${line}; }

QLineEdit { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; padding: 0 8px; min-height: 32px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; placeholder-text-color: ${muted}; }
QLineEdit:focus { border: ${ring}px solid ${accent}; padding: 0 ${9-ring}px; min-height: ${34-2ring}px; }
QLineEdit[role="chip"] { background: ${chip}; border: 1px solid transparent; border-radius: 13px; padding: 0 10px;
  min-height: 24px; max-height: 24px; font-size: ${tag_size}px; }
QLineEdit[role="chip"]:hover { border-color: ${field_line}; }
QLineEdit[role="chip"]:focus { background: ${card}; border: ${ring}px solid ${accent}; padding: 0 ${11-ring}px;
  min-height: ${26-2ring}px; max-height: ${26-2ring}px; }
QTextEdit { background: ${card}; border: 1px solid ${field_line}; border-radius: 6px; padding: 1px 9px 6px 9px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; }
QTextEdit:focus { border: ${ring}px solid ${accent}; padding: ${2-ring}px ${10-ring}px ${7-ring}px ${10-ring}px; }
QTextEdit[role="bare"], QTextEdit[role="bare"]:focus { border: 1px solid transparent; padding: 1px 9px 6px 9px; }
QLineEdit[role="heading"], QTextEdit[role="heading"] { background: transparent; border-color: transparent;
  font-weight: bold; }
QLineEdit[role="heading"] { padding: 0 2px; }
QLineEdit[role="heading"]:focus { padding: 0 ${3-ring}px; }
QLineEdit[role="heading"]:hover, QTextEdit[role="heading"]:hover { border-color: ${field_line}; }
QLineEdit[role="heading"]:focus, QTextEdit[role="heading"]:focus { background: ${card}; border-color: ${accent}; }
QLineEdit[frozen="true"], QTextEdit[frozen="true"] { background: transparent; border-color: ${line}; }
QLineEdit[role="heading"][frozen="true"], QTextEdit[role="heading"][frozen="true"],
QTextEdit[role="bare"][frozen="true"] { border-color: transparent; }
QLineEdit[contested="true"], QTextEdit[contested="true"] { border: 1px solid ${wait}; background: ${wait_soft}; }
QLineEdit[contested="true"]:focus, QTextEdit[contested="true"]:focus { border: ${ring}px solid ${wait}; }
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
QDialog QToolButton:focus { border: ${ring}px solid ${accent}; padding: ${5-ring}px; }
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
QTabBar::tab:focus { border: ${ring}px solid ${accent}; border-bottom: 3px solid ${accent};
  padding: ${4-ring}px ${14-ring}px 4px ${14-ring}px; border-radius: 4px; }
QTabBar[tight="true"]::tab:focus { padding: ${4-ring}px ${6-ring}px 4px ${6-ring}px; }

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
QLineEdit#cell:focus { border: ${ring}px solid ${accent}; padding: 0 ${3-ring}px; min-height: 0; }
QAbstractScrollArea#pages { background: ${desk}; border: 0; border-top: 1px solid ${line}; }
QAbstractScrollArea#pages:focus { border: ${ring}px solid ${accent}; }
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

#: What is told apart by soft grounds otherwise, by edges.
_EDGES = """
QPushButton:hover, QPushButton[role="quiet"]:hover, QPushButton[role="nav"]:hover { border-color: ${text}; }
QPushButton:disabled, QPushButton[role="primary"]:disabled { border: 1px dashed ${disabled}; background: ${back}; }
QPushButton[role="quiet"]:disabled, QPushButton[role="bare"]:disabled { border-color: transparent; }
QPushButton[role="nav"]:checked { border: 1px solid ${accent}; }
QPushButton[role="nav"]:checked:focus { border: ${ring}px solid ${accent}; }
QPushButton[role="choice"]:checked { border: 2px solid ${accent}; padding: 0 13px; min-height: 32px; }
QPushButton[role="choice"]:checked:focus { border: ${ring}px solid ${accent}; padding: 0 ${15-ring}px;
  min-height: ${36-2ring}px; }
QPushButton[role="primary"]:hover { border-color: ${text}; }
QLineEdit[role="chip"] { border-color: ${line}; }
QLineEdit[role="chip"]:focus { border-color: ${accent}; }
QMenu { border: 2px solid ${text}; }
QMenu::item:selected, QListView#suggestions::item:selected { border: 1px solid ${accent}; }
QDialog QToolButton:hover { border-color: ${text}; }
QTabBar::tab:hover { border-bottom: 3px solid ${line}; }
QTabBar::tab:selected { border-bottom: 3px solid ${accent}; }
QTabBar::tab:focus { border: ${ring}px solid ${accent}; }
QProgressBar { border: 1px solid ${line}; }
QToolTip { border: 1px solid ${text}; }
"""


def tokens(wanted: str) -> Tokens:
    """The colours of a scheme by its name; "system" follows the desktop, light where it says nothing."""
    return SCHEMES.get(wanted) or SCHEMES[contrast.wanted() or _day()]


def _day() -> str:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK.name if dark else LIGHT.name


def sheet(look: Tokens) -> str:
    """The whole style sheet of one scheme."""
    colours = look._asdict()
    sizes = {f"{name}_size": size for name, size in TYPE._asdict().items()}
    values = {"family": FAMILY, "radius": RADIUS, **colours, **sizes}
    # As string.Template does it, which the window would wait for.
    first, *pieces = (_SHEET + _EDGES if look.edged else _SHEET).split("${")
    return first + "".join(
        f"{values[name] if name in values else _beside_ring(name, look.ring)}{rest}"
        for name, _, rest in (piece.partition("}") for piece in pieces)
    )


def _beside_ring(words: str, ring: int) -> int:
    """What the ring of focus leaves of a length: "15-ring", or "36-2ring" where it stands on both sides."""
    length, _, times = words.removesuffix("ring").partition("-")
    return max(0, int(length) - int(times or 1) * ring)


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


def draw_ring(painter: QPainter, place: QRectF, look: Tokens, radius: float = 6, colour: str = "") -> None:
    """The ring of focus, along the inside of a place's edge."""
    half = look.ring / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour or look.accent), look.ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Gives a widget a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
