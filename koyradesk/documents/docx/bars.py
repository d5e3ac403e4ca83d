"""The bars of a chart as pictures: Word draws none in a line of text that every program shows alike."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from koyradesk.documents.blocks import Picture, Stretch
from koyradesk.documents.pdf.drawing import BAR_RULE, GREYS, HATCH

#: Dots to a point: 300 to an inch.
_DOTS = 300 / 72


def bar_picture(bar: Sequence[Stretch], width: float, height: float) -> Picture:
    """A bar in a room so many points wide and high, as dots for print."""
    whole = (max(1, round(width * _DOTS)), max(1, round(height * _DOTS)))
    rule = max(1, round(BAR_RULE * _DOTS))
    image = Image.new("L", whole, 255)
    left = 0.0
    for stretch in bar:
        right = left + stretch.share * whole[0]
        part = Image.new("L", (max(1, round(right) - round(left)), whole[1]), round(GREYS.get(stretch.ink, 1) * 255))
        pen = ImageDraw.Draw(part)
        if stretch.ink == "hatched":
            for at in range(-part.height, part.width, round(HATCH * _DOTS)):
                pen.line((at, part.height, at + part.height, 0), 0, rule)
        pen.rectangle((0, 0, part.width - 1, part.height - 1), outline=0, width=rule)
        image.paste(part, (round(left), 0))
        left = right
    written = io.BytesIO()
    image.save(written, "PNG", dpi=(300, 300), optimize=True)
    return Picture(written.getvalue(), *whole)
