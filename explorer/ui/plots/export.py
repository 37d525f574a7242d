"""Figures of plots: PNG for a screen, SVG for paper."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QImage, QImageWriter, QPaintDevice, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from explorer.atomic_file import write_atomically
from explorer.ui.palette import themed
from explorer.ui.plots.read_out import Entry
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.dialogs import FigureError

MARGIN = 16
LEGEND_HEIGHT = 24
GAP = 8
RATIO = 2
"""Pixels of a PNG for each of the screen: sharp on paper and on dense screens."""


def save_figure(view: QWidget, entries: Sequence[Entry], path: Path) -> None:
    """Writes a widget as it is in sight, with its legend over it, as PNG or SVG, all or nothing.

    Raises FigureError for another suffix, and FileWriteError; both are ValueErrors.
    """
    places = _places(view.width(), entries)
    height = (places[-1].y() if places else 0) + LEGEND_HEIGHT
    size = QSize(view.width() + 2 * MARGIN, view.height() + height + 2 * MARGIN)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    match path.suffix.lower():
        case ".png":
            image = QImage(size * RATIO, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(RATIO)
            _paint(image, size, view, zip(entries, places, strict=True), height)
            QImageWriter(buffer, b"png").write(image)
        case ".svg":
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(size)
            generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
            generator.setTitle(", ".join(entry.text for entry in entries))
            _paint(generator, size, view, zip(entries, places, strict=True), height)
        case _:
            raise FigureError(f"A figure is a .png or .svg file; {path.name} is neither: choose another name.")
    write_atomically(path, bytes(buffer.data().data()))


def _places(width: int, entries: Sequence[Entry]) -> list[QPoint]:
    """Where each entry of the legend begins: those that have no room beside the others are in the next line."""
    metrics, place, places = QFontMetrics(scaled_font(bold=True)), QPoint(), []
    for entry in entries:
        needed = (entry.width + GAP if entry.width else 0) + metrics.horizontalAdvance(entry.text)
        if place.x() and place.x() + needed > width:
            place = QPoint(0, place.y() + LEGEND_HEIGHT)
        places.append(place)
        # Not `+=`, which would move the place in the list.
        place = place + QPoint(needed + 3 * GAP, 0)
    return places


def _paint(
    device: QPaintDevice, size: QSize, view: QWidget, legend: Iterable[tuple[Entry, QPoint]], legend_height: int
) -> None:
    painter = QPainter(device)
    painter.fillRect(0, 0, size.width(), size.height(), themed("surface"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(scaled_font(bold=True))
    painter.save()
    ascent = painter.fontMetrics().ascent()
    for entry, place in legend:
        x, y = float(MARGIN + place.x()), MARGIN + place.y()
        entry.paint_mark(painter, x, y + ascent / 2 + 1)
        painter.setPen(themed("text"))
        painter.drawText(QPointF(x + (entry.width + GAP if entry.width else 0), y + ascent), entry.text)
    # A brush that is left would fill the curves.
    painter.restore()
    corner = QPoint(MARGIN, MARGIN + legend_height)
    # A plot's own `render` would fit its scene to the figure.
    QWidget.render(view, painter, corner, QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
