"""Icons: the program's own SVG set, tinted with the palette."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.ui.palette import Palette

FOLDER = resources.files("resources") / "icons"

PIXEL_SIZES = (16, 32)
"""What 16 points take on ordinary and on fine screens; each drawing counts when the window starts."""


@cache
def icon(name: str, palette: Palette, color: str = "text") -> QIcon:
    """The icon called `name` in one of the palette's colours, muted where its button is disabled."""
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, "text_disabled")):
        renderer = QSvgRenderer(_tinted(name, palette.color(tint)))
        for size in PIXEL_SIZES:
            made.addPixmap(_drawn(renderer, size), mode)
    return made


def pixmap(name: str, palette: Palette, size: int, ratio: float, color: str = "text") -> QPixmap:
    """The icon at `size` points on a screen with this many pixels a point."""
    drawn = _drawn(QSvgRenderer(_tinted(name, palette.color(color))), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _source(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()


def _tinted(name: str, color: QColor) -> QByteArray:
    return QByteArray(_source(name).replace(b"currentColor", color.name().encode()))


def _drawn(renderer: QSvgRenderer, pixels: int) -> QPixmap:
    drawn = QPixmap(QSize(pixels, pixels))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn
