"""The DOCX as a file: its parts, how they lead to one another, and what is told of the paper as a whole."""

from __future__ import annotations

import io
import zipfile

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from koyradesk.documents.blocks import Document, Picture
from koyradesk.documents.docx.fonts import Embedded, table
from koyradesk.documents.docx.looks import NAMESPACE
from koyradesk.documents.docx.parts import twips
from koyradesk.documents.docx.runs import xml
from koyradesk.documents.pdf.drawing import NUMBER_SIZE
from koyradesk.documents.pdf.galley import POINTS_PER_MM, paper

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_REFERENCES = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
#: English metric units in a point.
_EMU = 12700
#: No day and no hour: the same paper is the same bytes.
_THEN = (1980, 1, 1, 0, 0, 0)
_PNG = b"\x89PNG"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


class _Part(Part):
    """A part whose content is known last: it leads to the others."""

    content = b""

    @property
    def blob(self) -> bytes:
        return self.content


class File:
    """The file of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.package = Package()
        self.main = _Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, None, self.package)
        self.package.relate_to(self.main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        core = self._part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(document))
        self.package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        app = self._part("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _app())
        self.package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
        self._pictures = 0
        self._images: dict[bytes, str] = {}
        self._margins = ""

    def _part(self, name: str, kind: str, data: bytes | str) -> Part:
        blob = data if isinstance(data, bytes) else (_HEAD + data).encode("utf-8")
        return Part(PackURI(name), kind, blob, self.package)

    def _add(self, name: str, kind: str, relation: str, data: bytes | str) -> str:
        """A part that the text leads to, and the reference to it."""
        return self.main.relate_to(self._part(f"/word/{name}", kind, data), relation)

    def styles(self, content: str) -> None:
        self._add("styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, content)

    def settings(self, content: str) -> None:
        self._add("settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, content)

    def header(self, content: str) -> None:
        found = self._add("header1.xml", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, content)
        self._margins += f'<w:headerReference w:type="default" r:id="{found}"/>'

    def footer(self, content: str) -> None:
        found = self._add("footer1.xml", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, content)
        self._margins += f'<w:footerReference w:type="default" r:id="{found}"/>'

    def fonts(self, fonts: list[Embedded]) -> None:
        if not fonts:
            return
        listing = _Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, None, self.package)
        references = [
            listing.relate_to(
                self._part(f"/word/fonts/font{number}.odttf", _FONT_TYPE, font.data), RELATIONSHIP_TYPE.FONT
            )
            for number, font in enumerate(fonts, 1)
        ]
        listing.content = (_HEAD + table(fonts, references)).encode("utf-8")
        self.main.relate_to(listing, RELATIONSHIP_TYPE.FONT_TABLE)

    def picture(self, picture: Picture, width: float, height: float, alt: str) -> str:
        """A picture in the line, as a run."""
        # python-docx itself refuses a JPEG that does not say by which standard it is one.
        reference = self._images.get(picture.data)
        if reference is None:
            ending, kind = ("png", CONTENT_TYPE.PNG) if picture.data.startswith(_PNG) else ("jpeg", CONTENT_TYPE.JPEG)
            name = f"media/image{len(self._images) + 1}.{ending}"
            reference = self._images[picture.data] = self._add(name, kind, RELATIONSHIP_TYPE.IMAGE, picture.data)
        self._pictures += 1
        name, size = f'id="{self._pictures}" name="Picture {self._pictures}"', f"{_emu(width)} {_emu(height)}".split()
        extent = f'cx="{size[0]}" cy="{size[1]}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent {extent}/><wp:docPr {name} descr="{xml(alt)}"/><wp:cNvGraphicFramePr>'
            f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{reference}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def finished(self, body: str) -> bytes:
        """The file, with ``body`` between what leads to its margins."""
        text = f"<w:document {NAMESPACE} {_REFERENCES}><w:body>{body}{self._section()}</w:body></w:document>"
        self.main.content = (_HEAD + text).encode("utf-8")
        written = io.BytesIO()
        self.package.save(written)
        return _undated(written)

    def _section(self) -> str:
        page = self.document.page
        width, height = (twips(side) for side in paper(page))
        top, bottom, left, right = (
            twips(side * POINTS_PER_MM) for side in (page.top, page.bottom, page.left, page.right)
        )
        # As high as in the PDF; a foot that does not fit below the text would push it up.
        foot = max(0, round(bottom * 0.5) - twips(NUMBER_SIZE * 0.4))
        lying = ' w:orient="landscape"' if page.landscape else ""
        return (
            f'<w:sectPr>{self._margins}<w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            f'w:header="{min(top, 284)}" w:footer="{foot}" w:gutter="0"/></w:sectPr>'
        )


def _emu(points: float) -> int:
    return max(1, round(points * _EMU))


def _core(document: Document) -> str:
    office = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'<cp:coreProperties xmlns:cp="{office}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml(document.title)}</dc:title><dc:language>bn-BD</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{office}"><Application>Koyradesk</Application></Properties>'


def _undated(written: io.BytesIO) -> bytes:
    """The same file without the moment it was written at."""
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _THEN), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
