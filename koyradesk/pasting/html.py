"""HTML from a clipboard -> paragraphs and tables. Word, Excel, LibreOffice, Google and the web each write their own.

Of the look only bold and underline are read; of the structure paragraphs, lists with their bullets or numbers, and
tables with merged cells. What is hidden there is left out here. Nothing in it is ever run or fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

from koyradesk.bengali import numbering
from koyradesk.bengali.bijoy import pieces_to_unicode, to_unicode
from koyradesk.bengali.bijoy.fonts import is_bijoy
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import has_bengali
from koyradesk.markup import Span

Runs = list[Span]
BULLET = "•"

#: Cells that a merged cell may say it covers, and tables that may stand in one another.
_MOST_MERGED, _DEEPEST = 60, 12
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CLASS = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_LINE = re.compile(r"(?:text-decoration(?:-line)?|text-underline)\s*:\s*([^;]*)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"(?<![\w-])(?:mso-ascii-)?font-family\s*:\s*([^;]*)", re.IGNORECASE)
#: Between the style of a tag and those of its classes, which come second.
_OWN = ";\0;"
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_MSO_LIST = re.compile(r"mso-list\s*:\s*(?:(ignore)|[^;]*?level(\d))", re.IGNORECASE)
_COUNTS_IN = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)


_MAY_BE_BIJOY = re.compile("mj|bijoy|sutonny", re.IGNORECASE)


def _names(tags: str) -> frozenset[str]:
    return frozenset(tags.split())


_NUMBER = re.compile(r"(\d+)\.")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNREAD = _names("style script title template noscript xml")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
#: A tag that begins ends the ones it cannot stand in, where their end was left out.
_ENDS = {
    "p": ("p",),
    "li": ("li",),
    "tr": ("tr",),
    "td": ("td",),
    "th": ("td",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
}
#: Tags in which an end belongs only to what was opened there.
_CELL, _LISTS = frozenset({"td", "th"}), frozenset({"ul", "ol"})
_SCOPES = _CELL | _LISTS | {"table"}
_OF_TABLES = frozenset({"table", "tr", "td", "th"})
#: The first number of a list by what HTML and CSS call its numbers.
_NUMBERS = {
    "a": "a.",
    "lower-alpha": "a.",
    "lower-latin": "a.",
    "A": "A.",
    "upper-alpha": "A.",
    "upper-latin": "A.",
    "i": "i.",
    "lower-roman": "i.",
    "I": "I.",
    "upper-roman": "I.",
}


@dataclass(slots=True)
class Paragraph:
    """Runs of text ("\\n" is a line break), a bullet or number apart from them. ``inside`` a list entry that another
    paragraph began; ``level`` counts lists around it, -1 for none."""

    runs: Runs = field(default_factory=list)
    label: str = ""
    level: int = -1
    inside: bool = False


@dataclass(slots=True)
class Cell:
    """What stands in a cell, and how many columns and rows it covers."""

    blocks: list[Block]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that is open, and the look of what stands in it."""

    tag: str
    bold: bool = False
    underline: bool = False
    hidden: bool = False
    label: bool = False
    keeps_lines: bool = False
    link: bool = False
    #: Is it set in a font of Bijoy? None where no font is named.
    bijoy: bool | None = None


@dataclass(slots=True)
class _List:
    """A list that is open: its first number ("" for bullets), the number of its next entry."""

    sample: str
    number: int
    bengali: bool = False

    def label(self) -> str:
        self.number += 1
        if not self.sample:
            return BULLET
        try:
            label = numbering.nth(self.sample, self.number - 1)
        except ValueError:
            label = f"{self.number - 1}."
        return to_bengali(label) if self.bengali else label


@dataclass(slots=True)
class _Place:
    """A table that is open, and where the text around it had got to."""

    table: Table
    blocks: list[Block]
    lists: list[_List]


def blocks(html: str, *, bijoy: bool = False) -> list[Block]:
    """The paragraphs and tables of a piece of HTML, in order; whatever is broken in it, no text is lost. ``bijoy``:
    what is set in a font of Bijoy becomes Unicode."""
    reader = _Reader(bijoy)
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.blocks


def names_bijoy(html: str) -> bool:
    """May something be set in a font of Bijoy? Quickly told, and now and then with too much hope."""
    return _MAY_BE_BIJOY.search(html) is not None


class _Reader(HTMLParser):
    def __init__(self, bijoy: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._bijoy = bijoy
        #: Of each run of the paragraph: is it set in a font of Bijoy?
        self._fonts: list[bool] = []
        self.blocks: list[Block] = []
        self._open: list[_Open] = [_Open("")]
        #: For every scope that is open its tag, and how often each tag is open in it.
        self._scopes: list[tuple[str, Counter[str]]] = [("", Counter())]
        self._tables: list[_Place] = []
        self._too_deep = 0
        self._lists: list[_List] = []
        self._classes: dict[str, str] = {}
        self._looks: dict[tuple[_Open, str, str, str], _Open] = {}
        self._paragraph = Paragraph()
        #: Label and level that the next paragraph of a list entry takes.
        self._entry: tuple[str, int] | None = None

    def parse_html_declaration(self, i: int) -> int:
        # Word's "<![if !supportLists]>" is no marked section of SGML, and others must not stop the reader.
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        for ended in _ENDS.get(tag, ()):
            self._close(ended)
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        if tag in _OF_TABLES and (self._too_deep or len(self._tables) == (_DEEPEST if tag == "table" else 0)):
            self._too_deep += tag == "table"
            return
        given = {name: value or "" for name, value in attrs}
        self._open.append(self._look(tag, given))
        self._scopes[-1][1][tag] += 1
        if tag in _SCOPES:
            self._scopes.append((tag, Counter()))
        match tag:
            case "ul" | "ol":
                self._lists.append(_list(tag, given))
            case "li":
                own = self._lists[-1] if self._lists else _List("", 1)
                if given.get("value", "").isdecimal():
                    own.number = int(given["value"][:6])
                self._entry = (own.label(), max(0, len(self._lists) - 1))
            case "table":
                self._tables.append(_Place(Table(), self.blocks, self._lists))
                self.blocks, self._lists, self._entry = [], [], None
            case "tr":
                self._tables[-1].table.rows.append([])
            case "td" | "th":
                self._begin_cell(given)
            case "p" if (found := _MSO_LIST.search(given.get("style", ""))) and found[2]:
                # Word has no lists in HTML, but paragraphs that say which list they stand in.
                self._paragraph.level = int(found[2]) - 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _OF_TABLES and self._too_deep:
            self._too_deep -= tag == "table"
        elif tag == "br":
            self._add("\n")
        else:
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag == "style":
            self._classes |= dict(_CLASS.findall(data))
        else:
            self._add(data if self._open[-1].keeps_lines else _BLANKS.sub(" ", data))

    def finish(self) -> None:
        """Ends all that is still open."""
        while len(self._open) > 1:
            self._pop()
        self._flush()

    def _add(self, text: str) -> None:
        look = self._open[-1]
        if look.hidden:
            return
        if look.label:
            self._paragraph.label += to_unicode(text) if self._bijoy and look.bijoy else text
        else:
            self._paragraph.runs.append(Span(text, look.bold, look.underline))
            self._fonts.append(look.bijoy is True)

    def _flush(self) -> None:
        """Ends the paragraph."""
        made, self._paragraph = self._paragraph, Paragraph()
        fonts, self._fonts = self._fonts, []
        if self._bijoy and any(fonts):
            made.runs = _read_from_bijoy(made.runs, fonts)
        if not made.label and not any(run.text.strip() for run in made.runs):
            return
        if self._entry and not made.label:
            made.label, made.level = self._entry
            made.inside = not made.label
            if made.label.isascii() and has_bengali("".join(run.text for run in made.runs)):
                # Whatever a program numbers its lists with: in a Bengali text it is this.
                made.label = _NUMBER.sub(lambda number: f"{to_bengali(number[1])}।", made.label)
            self._entry = ("", made.level)
        self.blocks.append(made)

    def _begin_cell(self, given: dict[str, str]) -> None:
        place = self._tables[-1]
        if not place.table.rows:
            place.table.rows.append([])
        # What stands between the cells of a table is shown above it.
        place.blocks += self.blocks
        self.blocks, self._lists, self._entry = [], [], None
        columns, rows = (_count(given.get(name, "")) for name in ("colspan", "rowspan"))
        place.table.rows[-1].append(Cell(self.blocks, columns, rows))

    def _end_table(self) -> None:
        place = self._tables.pop()
        place.blocks += self.blocks
        cells = [cell for row in place.table.rows for cell in row]
        if len(cells) == 1:
            # A frame around something, as web pages and mail programs draw it.
            place.blocks += cells[0].blocks
        elif cells:
            place.blocks.append(place.table)
        self.blocks, self._lists, self._entry = place.blocks, place.lists, None

    def _close(self, tag: str) -> None:
        """Ends a tag with all that is open in it; nothing where it is not open here."""
        match tag:
            case "table":
                wanted = next((scope for scope, _ in reversed(self._scopes) if scope == "table"), "")
            case "td" | "th" | "tr":
                # A list in a cell may have been left open, but the end belongs to no other table.
                wanted = next((scope for scope, _ in reversed(self._scopes) if scope not in _LISTS), "")
                wanted = wanted if wanted in _CELL else ""
            case "ul" | "ol":
                wanted = self._scopes[-1][0] if self._scopes[-1][0] in _LISTS else ""
            case _:
                wanted = ""
        while wanted and self._pop() != wanted:
            pass
        if tag not in _SCOPES and self._scopes[-1][1][tag]:
            while self._pop() != tag:
                pass

    def _pop(self) -> str:
        tag = self._open.pop().tag
        if tag in _BLOCKS:
            self._flush()
        if tag in _SCOPES:
            self._scopes.pop()
        self._scopes[-1][1][tag] -= 1
        if tag in _LISTS:
            del self._lists[-1:]
        elif tag == "li":
            self._entry = None
        elif tag in _CELL:
            self.blocks, self._lists, self._entry = [], [], None
        elif tag == "table":
            self._end_table()
        return tag

    def _look(self, tag: str, given: dict[str, str]) -> _Open:
        """The look of what stands in a tag; the same few are asked for again and again."""
        style = given.get("style", "")
        if tag == "font" and (face := given.get("face")):
            style = f"{style};font-family:{face}"
        asked = (self._open[-1], tag, style, given.get("class", ""))
        if asked not in self._looks:
            own = ";".join(self._classes.get(name, "") for name in asked[3].split())
            self._looks[asked] = _look(self._open[-1], tag, f"{asked[2]}{_OWN}{own}")
        return self._looks[asked]


def _read_from_bijoy(runs: Runs, fonts: list[bool]) -> Runs:
    """Runs with those in a font of Bijoy as Unicode; neighbours of one look as one."""
    looks: list[tuple[bool, bool, bool]] = []
    texts: list[str] = []
    for look, same in groupby(zip(runs, fonts, strict=True), lambda one: (one[1], one[0].bold, one[0].underline)):
        looks.append(look)
        texts.append("".join(run.text for run, _ in same))
    read: list[str] = []
    for bijoy, some in groupby(zip(looks, texts, strict=True), lambda one: one[0][0]):
        pieces = [text for _, text in some]
        read += pieces_to_unicode(pieces) if bijoy else pieces
    return [Span(text, bold, underline) for text, (_, bold, underline) in zip(read, looks, strict=True)]


def _look(around: _Open, tag: str, style: str) -> _Open:
    link = around.link or tag == "a"
    bold = around.bold or tag in ("b", "strong")
    if weight := _WEIGHT.search(style):
        bold = weight[1].lower() in ("bold", "bolder") or (weight[1].isdecimal() and int(weight[1][:4]) >= 600)
    line = _LINE.search(style)
    underlined = tag in ("u", "ins") or (line is not None and re.search("underline|single", line[1], re.I) is not None)
    ignored = _MSO_LIST.search(style)
    fonts: list[str] = next(filter(None, map(_FONT.findall, style.split(_OWN))), [])
    return _Open(
        tag,
        bold=bold,
        # A link is underlined for being one.
        underline=around.underline or (underlined and not link),
        hidden=around.hidden or tag in _UNREAD or _HIDDEN.search(style) is not None,
        label=around.label or (ignored is not None and ignored[1] is not None),
        keeps_lines=around.keeps_lines or tag == "pre" or _KEEPS_LINES.search(style) is not None,
        link=link,
        bijoy=any(map(is_bijoy, fonts)) if fonts else around.bijoy,
    )


def _count(given: str) -> int:
    return max(1, min(_MOST_MERGED, int(given[:4]))) if given.isdecimal() else 1


def _list(tag: str, given: dict[str, str]) -> _List:
    if tag == "ul":
        return _List("", 1)
    named = _COUNTS_IN.search(given.get("style", ""))
    kind = named[1] if named else given.get("type", "1")
    start = int(given["start"][:6]) if given.get("start", "").isdecimal() else 1
    return _List(_NUMBERS.get(kind, "1."), start, kind == "bengali")
