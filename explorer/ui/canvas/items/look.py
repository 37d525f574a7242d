"""How the figure looks: its pens, brushes and fonts."""

from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from explorer.figure.figure import DASHES, TEXT_STYLES, TextStyle
from explorer.ui.palette import Palette

SMALLEST_PIXELS = 6.0
"""Text that would appear smaller than this is left out."""
MAX_WIDTHS = 10_000
"""Remembered at a time."""


class Look:
    """Pens and brushes by colour and strength, and fonts by style. What it gives is shared: do not change it."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        """`font` is the family of all styles."""
        self._palette = palette
        self._fonts = {style: _font(font, size, weight) for style, (size, weight) in TEXT_STYLES.items()}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}
        self.no_pen, self.no_brush = QPen(Qt.PenStyle.NoPen), QBrush()
        # Each is made once, and asked for at every stroke.
        self.color, self.pen, self.brush = cache(palette.color), cache(self._pen), cache(self._brush)
        self.width = lru_cache(MAX_WIDTHS)(self._width)

    def mixed(self, color: str, share: float) -> QColor:
        """On the surface's colour: opaque ink takes half the time of see-through ink."""
        return self._palette.mixed(color, "surface", share)

    def font(self, style: TextStyle) -> QFont:
        return self._fonts[style]

    @staticmethod
    def readable(style: TextStyle, zoom: float) -> bool:
        """Whether a style is large enough at a zoom to be more than mush."""
        return TEXT_STYLES[style][0] * zoom >= SMALLEST_PIXELS

    def _width(self, text: str, style: TextStyle) -> float:
        """Width in pixels at zoom 1."""
        return self._metrics[style].horizontalAdvance(text)

    def _pen(self, color: str, opacity: float, width: float, *, dashed: bool = False) -> QPen:
        """A pen; none at all for an opacity of 0."""
        if not opacity:
            return self.no_pen
        pen = QPen(self.mixed(color, opacity), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
        # Corners are rounded in the paths; round joins would double the time.
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashed:
            pen.setDashPattern(DASHES)
        return pen

    def _brush(self, color: str, strength: float) -> QBrush:
        """A colour mixed into the surface rather than see-through, so that nothing behind shines through."""
        return QBrush(self.mixed(color, strength)) if strength else self.no_brush


def _font(base: QFont, size: int, weight: int) -> QFont:
    font = QFont(base)
    # Hinted glyphs have other widths at other zooms, and text would outgrow the room measured for it.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
