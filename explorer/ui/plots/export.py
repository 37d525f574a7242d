"""Pictures of plots: PNG for a screen, SVG for paper."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPaintDevice, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from explorer.atomic_file import write_atomically
from explorer.ui.palette import themed
from explorer.ui.plots.read_out import Entry
from explorer.ui.theme import scaled_font

MARGIN = 16
LEGEND_HEIGHT = 24
GAP = 8
RATIO = 2
"""Pixels of a PNG for each of the screen: sharp on paper and on dense screens."""
SUFFIXES = (".png", ".svg")


class PictureError(ValueError):
    """A picture cannot be written; the message is one sentence."""


def save_picture(view: QWidget, entries: Sequence[Entry], path: Path) -> None:
    """Writes a widget as it is in sight, with its legend over it, as PNG or SVG, all or nothing.

    Raises PictureError for another suffix, and FileWriteError; both are ValueErrors.
    """
    size = QSize(view.width() + 2 * MARGIN, view.height() + LEGEND_HEIGHT + 2 * MARGIN)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    match path.suffix.lower():
        case ".png":
            image = QImage(size * RATIO, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(RATIO)
            _paint(image, size, view, entries)
            image.save(buffer, "PNG")
        case ".svg":
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(size)
            generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
            generator.setTitle(", ".join(entry.text for entry in entries))
            _paint(generator, size, view, entries)
        case _:
            raise PictureError(f"A picture is a .png or .svg file; {path.name} is neither: choose another name.")
    write_atomically(path, buffer.data().data())


def _paint(device: QPaintDevice, size: QSize, view: QWidget, entries: Sequence[Entry]) -> None:
    painter = QPainter(device)
    painter.fillRect(0, 0, size.width(), size.height(), themed("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(scaled_font(bold=True))
    painter.save()
    x, metrics = float(MARGIN), painter.fontMetrics()
    for entry in entries:
        entry.paint_mark(painter, x, MARGIN + metrics.ascent() / 2 + 1)
        x += entry.width + GAP if entry.width else 0
        painter.setPen(themed("text"))
        painter.drawText(QPointF(x, MARGIN + metrics.ascent()), entry.text)
        x += metrics.horizontalAdvance(entry.text) + 3 * GAP
    # A brush that is left would fill the curves.
    painter.restore()
    corner = QPoint(MARGIN, MARGIN + LEGEND_HEIGHT)
    # A plot's own `render` would fit its scene to the picture.
    QWidget.render(view, painter, corner, QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
