"""What makes a PDF one for archives (PDF/A-2, ISO 19005-2): metadata that say what it is, and what its colours mean.

``docs/decisions/papers-are-pdf-a.md`` tells which level, and how it is checked.
"""

from __future__ import annotations

import struct
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from koyradesk.markup import escape

#: Part and conformance of ISO 19005 that the papers hold to.
PART, CONFORMANCE = 2, "A"
LANGUAGE = "bn-BD"
MAKER = "Koyradesk"
#: PDF/A-2, 6.1.13: no string of a file is longer, in bytes.
LONGEST_STRING = 32767
_XML_CANNOT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def archive(pdf: pikepdf.Pdf, title: str) -> None:
    """Adds the metadata, in the document's information and in XMP alike, and the output intent."""
    title = title.translate(_XML_CANNOT)[: LONGEST_STRING // 4]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), Creator=String(MAKER), Producer=String(MAKER)))
    metadata = pdf.make_stream(_xmp(title), Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(srgb(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.Metadata = metadata
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                    RegistryName=String("http://www.color.org"),
                    Info=String("sRGB IEC61966-2.1"),
                    DestOutputProfile=profile,
                )
            )
        ]
    )


def _xmp(title: str) -> bytes:
    said = escape(title)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{MAKER}</pdf:Producer>
<xmp:CreatorTool>{MAKER}</xmp:CreatorTool>
<pdfaid:part>{PART}</pdfaid:part>
<pdfaid:conformance>{CONFORMANCE}</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


@cache
def srgb() -> bytes:
    """An ICC profile of the colours that PCs and phones mean (sRGB, IEC 61966-2-1), made from the standard's numbers.

    It is of version 4.2 (ICC.1:2004-10), the one that PDF 1.7 knows: white and primaries as seen in daylight of 5000 K,
    the shift to it from 6500 K, and the standard's own curve.
    """
    white, shift = (
        (0.9642, 1.0, 0.82491),
        (
            *(1.04788, 0.02292, -0.05022),
            *(0.02959, 0.99048, -0.01707),
            *(-0.00925, 0.01508, 0.75168),
        ),
    )
    primaries = {
        b"rXYZ": (0.43607, 0.22249, 0.01392),
        b"gXYZ": (0.38515, 0.71687, 0.09708),
        b"bXYZ": (0.14307, 0.06061, 0.71410),
    }
    # Y = ((X + 0.055) / 1.055) ** 2.4 from 0.04045 on, X / 12.92 below.
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = {
        b"desc": _words("sRGB IEC61966-2.1"),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*white),
        b"chad": b"sf32\0\0\0\0" + _fixed(*shift),
        **{tag: b"XYZ \0\0\0\0" + _fixed(*values) for tag, values in primaries.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    listed, body, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        listed += struct.pack(">4sII", tag, places[data], len(data))
    head = struct.pack(">I4sI4s4s4s6H4s4sI4s4sQI", start + len(body), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ",
        2026, 1, 1, 0, 0, 0, b"acsp", b"", 0, b"", b"", 0, 0)  # fmt: skip
    return (head + _fixed(*white)).ljust(128, b"\0") + listed + body


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _words(text: str) -> bytes:
    """A text of a profile, in one language."""
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(data), 28) + data
