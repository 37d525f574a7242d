"""Where the bands of a dense block adjoin, nothing of what lies behind shines through."""

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from explorer.figure.network_layout import NetworkLayout
from explorer.ui.canvas.items.drawing import PenCache, draw
from explorer.ui.palette import palettes
from models.config import DenseStage, NetworkConfig
from models.spec import resolve
from models.summary import summarize

BEHIND = QColor("#00ff00")
"""A colour that no palette is near."""


def painted(part, zoom):
    """The body of a part on the colour, antialiased, and moved by a part of a pixel."""
    image = QImage(int(part.width * zoom) + 4, int((part.bottom - part.top) * zoom) + 4, QImage.Format.Format_RGB32)
    image.fill(BEHIND)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0.37, 0.41 - part.top * zoom)
        painter.scale(zoom, zoom)
        pens = PenCache(palettes()["light"], QFont())
        draw(part.body, pens).paint(painter, pens, zoom)
    return image


def green_of(image, x, y):
    """By how much a pixel is greener than a colour of the palette is."""
    color = image.pixelColor(x, y)
    return color.green() - max(color.red(), color.blue())


@pytest.mark.parametrize("zoom", [0.31, 0.77, 1.0, 1.63])
@pytest.mark.parametrize("layers", [6, 40])
def test_that_no_line_of_the_background_runs_through_a_dense_block(qapp, zoom, layers):
    summary = summarize(resolve(NetworkConfig(stages=(DenseStage(layers=layers, growth_rate=8),))))
    part = NetworkLayout(lambda text, style: 6.0 * len(text), str).figure(summary).parts[2]
    image = painted(part, zoom)
    inside = green_of(image, 0, 0)
    assert inside > 200, "nothing is there in the corner"

    tops = part.blocks[0].tops
    start = part.blocks[0].start * zoom
    end = part.blocks[0].right * zoom
    bottom = (-tops[-1] - part.top) * zoom
    row = int(bottom - 3)
    along = [green_of(image, x, row) for x in range(int(start) - 1, int(end) + 2)]
    column = int(end) - 2
    top = int((tops[-1] - part.top) * zoom)
    across = [green_of(image, column, y) for y in range(top + 3, row)]

    assert max(along) < 20 and max(across) < 20
