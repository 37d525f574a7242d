"""Pictures of the plots: PNG for a screen, SVG for paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from explorer.atomic_file import write_atomically
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

MARGIN = 16
LEGEND_HEIGHT = 24
DOT = 8
RATIO = 2
"""Pixels of a PNG for each of the screen: sharp on paper and on dense screens."""

SUFFIXES = (".png", ".svg")


class PictureError(ValueError):
    """A picture cannot be written; the message is one sentence."""


class Entry(NamedTuple):
    """What the line over a picture names."""

    text: str
    color: str | None = None
    """Name of its dot's; None has no dot."""


def save_picture(view: QWidget, entries: Sequence[Entry], path: Path) -> None:
    """Writes a widget as it is in sight, with its legend over it, as PNG or SVG, all or nothing.

    Raises PictureError for another suffix, and FileWriteError; both are ValueErrors.
    """
    match path.suffix.lower():
        case ".png":
            data = _png(view, entries)
        case ".svg":
            data = _svg(view, entries)
        case _:
            raise PictureError(f"A picture is a .png or .svg file; {path.name} is neither: choose another name.")
    write_atomically(path, data)


def _size(view: QWidget) -> QSize:
    return QSize(view.width() + 2 * MARGIN, view.height() + LEGEND_HEIGHT + 2 * MARGIN)


def _png(view: QWidget, entries: Sequence[Entry]) -> bytes:
    image = QImage(_size(view) * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    painter = QPainter(image)
    _paint(painter, view, entries)
    painter.end()
    buffer = _open_buffer()
    image.save(buffer, "PNG")
    return buffer.data().data()


def _svg(view: QWidget, entries: Sequence[Entry]) -> bytes:
    buffer, size = _open_buffer(), _size(view)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(", ".join(entry.text for entry in entries))
    painter = QPainter(generator)
    _paint(painter, view, entries)
    painter.end()
    return buffer.data().data()


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _paint(painter: QPainter, view: QWidget, entries: Sequence[Entry]) -> None:
    size = _size(view)
    painter.fillRect(0, 0, size.width(), size.height(), themed("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(scaled_font(bold=True))
    painter.save()
    _paint_legend(painter, entries)
    # A brush that is left would fill the curves.
    painter.restore()
    corner = QPoint(MARGIN, MARGIN + LEGEND_HEIGHT)
    # A plot's own `render` would fit its scene to the picture.
    QWidget.render(view, painter, corner, QRegion(), QWidget.RenderFlag.DrawChildren)


def _paint_legend(painter: QPainter, entries: Sequence[Entry]) -> None:
    metrics = painter.fontMetrics()
    x, base = float(MARGIN), float(MARGIN + metrics.ascent())
    for entry in entries:
        if entry.color is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed(entry.color))
            painter.drawEllipse(QPointF(x + DOT / 2, base - metrics.ascent() / 2 + 1), DOT / 2, DOT / 2)
            x += 2 * DOT
        painter.setPen(themed("text"))
        painter.drawText(QPointF(x, base), entry.text)
        x += metrics.horizontalAdvance(entry.text) + 3 * DOT
