"""The styles and settings of a DOCX: every look a paper has is a style that can be changed in Word for all of it."""

from __future__ import annotations

from koyradesk.documents.docx.parts import RULE, twips
from koyradesk.documents.docx.ruler import Ruler
from koyradesk.documents.docx.runs import xml
from koyradesk.documents.pdf.drawing import NUMBER_SIZE
from koyradesk.documents.pdf.setting import SIGNATURE_WIDTH

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: Bengali is a complex script to Word: its language stands apart from that of English words between.
LANGUAGES = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="bn-BD"/>'


def line_height(ruler: Ruler, size: float, leading: float) -> str:
    """The attributes of ``w:spacing`` for lines ``leading`` times as high as the letters.

    In shares of the font's own line, as Word counts: an exact height would cut off signs above and below the letters.
    """
    natural = ruler.natural()
    if natural is None:
        return f'w:line="{twips(size * leading)}" w:lineRule="atLeast"'
    return f'w:line="{round(240 * leading / natural)}" w:lineRule="auto"'


def faces(font: str) -> str:
    """A font for every script there is, so that one word is never of two fonts."""
    name = xml(font)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def sizes(points: float) -> str:
    """A size in half points, for all scripts."""
    half = max(2, round(points * 2))
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def styles(ruler: Ruler) -> str:
    """The content of styles.xml."""
    kind = ruler.document.type
    body, table = line_height(ruler, kind.size, kind.leading), line_height(ruler, kind.table_size, kind.table_leading)
    justify = "both" if kind.align == "justify" else "left"
    left = twips(ruler.measure * (1 - SIGNATURE_WIDTH))
    small = sizes(kind.table_size)
    number = line_height(ruler, NUMBER_SIZE, 1.3)
    return "".join(
        (
            f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{faces(kind.font)}",
            f"{sizes(kind.size)}{LANGUAGES}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>",
            f'<w:spacing w:before="0" w:after="0" {body}/></w:pPr></w:pPrDefault></w:docDefaults>',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
            "</w:style>",
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
            _table_styles(),
            _style("BodyText", "Body Text", f'<w:jc w:val="{justify}"/>'),
            _style("Letterhead", "Letterhead", '<w:jc w:val="center"/>'),
            _style("Heading1", "heading 1", '<w:keepNext/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>'),
            _style("Heading2", "heading 2", '<w:keepNext/><w:jc w:val="center"/><w:outlineLvl w:val="1"/>'),
            _style("Fact", "Fact"),
            _style("MemoLine", "Memo Line", "<w:keepNext/>"),
            _style("ListHeading", "List Heading", "<w:keepNext/>"),
            _style("ListParagraph", "List Paragraph"),
            _style("Signature", "Signature", f'<w:ind w:left="{left}"/><w:jc w:val="center"/>'),
            _style("TableText", "Table Text", f"<w:spacing {table}/>", small),
            _style("TableHeading", "Table Heading", f"<w:keepNext/><w:spacing {table}/>", small),
            _style("Picture", "Picture", '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'),
            _style("Caption", "caption", f'<w:spacing w:before="{twips(3)}" {table}/><w:jc w:val="center"/>', small),
            _style("Header", "header", '<w:spacing w:line="20" w:lineRule="exact"/>'),
            _style(
                "Footer",
                "footer",
                f'<w:spacing {number}/><w:jc w:val="center"/>',
                f'<w:color w:val="595959"/>{sizes(NUMBER_SIZE)}',
            ),
            "</w:styles>",
        )
    )


def _style(identity: str, name: str, paragraph: str = "", character: str = "") -> str:
    looks = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    looks += f"<w:rPr>{character}</w:rPr>" if character else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/>{looks}</w:style>"
    )


def _table_styles() -> str:
    rule = f'w:val="single" w:sz="{RULE}" w:space="0" w:color="000000"'
    edges = "".join(f"<w:{edge} {rule}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )


def settings(*, fonts: bool) -> str:
    """The content of settings.xml. Mode 15 is Word as it is today, not as it was; a justified line that ends with a
    line break is not drawn apart."""
    embed = "<w:embedTrueTypeFonts/>" if fonts else ""
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/>{embed}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{modern}</w:compat>"
        '<w:themeFontLang w:val="en-GB" w:bidi="bn-BD"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )
