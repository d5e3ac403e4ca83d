"""A page of the handbook as a document: blocks put down one after another in the program's own face and colours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from koyradesk.bengali.text import nfc
from koyradesk.handbook import Block, Run
from ui import lines
from ui.theme import GAP, HALF, STEP, TYPE, Tokens, font

#: What links begin with that lead to no page: a button in sight, a picture to be seen large.
BUTTON, PICTURE = "button:", "picture:"
#: What stays free around a page.
MARGIN = 10
#: The proportions of a screen, which all pictures have.
_SIDES = 768 / 1366
#: How far an item of a list stands in.
_DEEP = 26
_SIZES = {1: TYPE.title, 2: TYPE.heading, 3: TYPE.body}
_NONE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
_LEAST = QTextBlockFormat.LineHeightTypes.MinimumHeight.value


class Cap(NamedTuple):
    """A stretch of the text that is drawn as a key, or else as what is typed."""

    at: int
    length: int
    key: bool


class Set(NamedTuple):
    """A document, and where its pictures stand: the path of each and how wide it is, in logical pixels."""

    document: QTextDocument
    pictures: dict[str, int]
    #: Where links lead, by the number that stands in the document: an address would not come back as it was written.
    links: list[str]
    caps: list[Cap]


class Setting:
    """Puts down pages ``width`` logical pixels wide. Words of ``buttons`` lead to the button they name; ``says`` gives
    what they are in the language of the window, where it is another one."""

    def __init__(
        self, look: Tokens, width: int, buttons: Collection[str] = (), says: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._look, self._width, self._buttons, self._says = look, width, buttons, says
        self._pictures: dict[str, int] = {}
        self._links: list[str] = []
        self._caps: list[Cap] = []
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(font())
        self._document.setDocumentMargin(MARGIN)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self._document)
        #: Whether anything was put down yet.
        self._begun = False

    def put(self, blocks: Iterable[Block]) -> Set:
        """The whole of a page."""
        self._cursor.beginEditBlock()
        for block in blocks:
            {"heading": self._heading, "item": self._item, "table": self._table, "picture": self._picture}.get(
                block.kind, self._text
            )(block)
        self._cursor.endEditBlock()
        self._document.setTextWidth(self._width + 2 * MARGIN)
        return Set(self._document, self._pictures, self._links, self._caps)

    def _begin(self, form: QTextBlockFormat, size: int = TYPE.body, *, bold: bool = False) -> QTextCharFormat:
        """A new block; the look of its plain words."""
        look = QTextCharFormat()
        look.setFont(font(size, bold=bold))
        look.setForeground(QColor(self._look.text))
        if form.lineHeightType() == _NONE:
            form.setLineHeight(lines.leading(font(size, bold=bold)), _LEAST)
        if self._begun:
            self._cursor.insertBlock(form, look)
        else:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(look)
        self._begun = True
        return look

    def _heading(self, block: Block) -> None:
        form = QTextBlockFormat()
        form.setHeadingLevel(block.level)
        form.setTopMargin((0, 0, 20, 12)[block.level] if self._begun else 0)
        form.setBottomMargin(STEP)
        look = self._begin(form, _SIZES[block.level], bold=True)
        look.setAnchorNames([block.anchor])
        self._runs(block.runs, look)

    def _text(self, block: Block) -> None:
        form = QTextBlockFormat()
        form.setBottomMargin(STEP + 2)
        self._runs(block.runs, self._begin(form))

    def _item(self, block: Block) -> None:
        form = QTextBlockFormat()
        deep = _DEEP * block.level
        form.setLeftMargin(deep)
        form.setTextIndent(-_DEEP)
        form.setTabPositions([QTextOption.Tab(_DEEP, QTextOption.TabType.LeftTab)])
        form.setTopMargin(0 if self._begun else HALF)
        form.setBottomMargin(HALF + 1)
        look = self._begin(form)
        mark = QTextCharFormat(look)
        mark.setForeground(QColor(self._look.muted))
        self._cursor.insertText(f"{block.mark}\t", mark)
        self._runs(block.runs, look)

    def _table(self, block: Block) -> None:
        form = QTextTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(QColor(self._look.line)))
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setTopMargin(HALF)
        form.setBottomMargin(GAP)
        form.setHeaderRowCount(1)
        columns = max(map(len, block.rows))
        # The first column names, the others tell: they get more room the fewer they are.
        first = 34 if columns == 2 else 100 // columns
        share = QTextLength.Type.PercentageLength
        form.setColumnWidthConstraints(
            [QTextLength(share, first), *[QTextLength(share, (100 - first) / max(1, columns - 1))] * (columns - 1)]
        )
        form.setWidth(QTextLength(share, 100))
        table = self._cursor.insertTable(len(block.rows), columns, form)
        for line, cells in enumerate(block.rows):
            for place, cell in enumerate(cells):
                inside = table.cellAt(line, place)
                if line == 0:
                    shade = inside.format().toTableCellFormat()
                    shade.setBackground(QColor(self._look.rail))
                    inside.setFormat(shade)
                self._cursor = inside.firstCursorPosition()
                self._begun = False
                self._runs(cell, self._begin(QTextBlockFormat(), TYPE.small if line == 0 else TYPE.body, bold=not line))
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._begun = False

    def _picture(self, block: Block) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(HALF)
        form.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._begin(form)
        said = "".join(run.text for run in block.runs)
        look = QTextImageFormat()
        look.setName(block.path)
        look.setWidth(self._width)
        look.setHeight(round(self._width * _SIDES))
        look.setProperty(QTextFormat.Property.ImageAltText, said)
        look.setProperty(QTextFormat.Property.ImageTitle, said)
        look.setAnchor(True)
        look.setAnchorHref(self._link(PICTURE + block.path))
        self._cursor.insertImage(look)
        self._pictures[block.path] = self._width
        below = QTextBlockFormat()
        below.setBottomMargin(GAP)
        caption = self._begin(below, TYPE.small)
        caption.setForeground(QColor(self._look.muted))
        self._cursor.insertText(said, caption)

    def _runs(self, runs: Iterable[Run], plain: QTextCharFormat) -> None:
        for run in runs:
            look = QTextCharFormat(plain)
            look.setAnchorNames([])
            if run.bold:
                look.setFontWeight(700)
            words = run.text
            if run.kind:
                look.setFont(font(TYPE.small))
                look.setForeground(QColor(self._look.text))
                # A cap stays whole; its sides are part of it.
                words = "\u00a0" + words.replace(" ", "\u00a0") + "\u00a0"
                self._caps.append(Cap(self._cursor.position(), len(words), run.kind == "key"))
            if run.link:
                self._lead(look, run.link)
            elif run.bold and nfc(run.text) in self._buttons:
                self._lead(look, BUTTON + nfc(run.text), dotted=True)
            self._cursor.insertText(words, self._named(look, plain))
            if run.bold and (said := self._says(nfc(run.text))):
                beside = QTextCharFormat(plain)
                beside.setAnchorNames([])
                beside.setForeground(QColor(self._look.muted))
                self._cursor.insertText(f" ({said})", beside)

    def _named(self, look: QTextCharFormat, plain: QTextCharFormat) -> QTextCharFormat:
        """The name that links lead to stands on the words of its heading."""
        if names := plain.anchorNames():
            look.setAnchorNames(names)
            look.setAnchor(True)
        return look

    def _lead(self, look: QTextCharFormat, where: str, *, dotted: bool = False) -> None:
        look.setAnchor(True)
        look.setAnchorHref(self._link(where))
        look.setForeground(QColor(self._look.accent))
        style = QTextCharFormat.UnderlineStyle
        look.setUnderlineStyle(style.DotLine if dotted else style.SingleUnderline)

    def _link(self, where: str) -> str:
        self._links.append(where)
        return str(len(self._links) - 1)
