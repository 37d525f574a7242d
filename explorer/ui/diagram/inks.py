"""The pens and brushes of one palette, each made once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from explorer.figure.figure import DASHES
from explorer.ui.palette import Palette


class Inks:
    """Pens and brushes by colour and strength. What it gives is shared: do not change it."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._pens: dict[tuple, QPen] = {}
        self._brushes: dict[tuple[str, float], QBrush] = {}
        self._colors: dict[str, QColor] = {}
        self.no_pen = QPen(Qt.PenStyle.NoPen)
        self.no_brush = QBrush()

    def color(self, name: str) -> QColor:
        color = self._colors.get(name)
        if color is None:
            color = self._colors[name] = self.palette.color(name)
        return color

    def pen(self, color: str, opacity: float, width: float, *, dashed: bool = False) -> QPen:
        """A pen; none at all for an opacity of 0."""
        if not opacity:
            return self.no_pen
        key = (color, opacity, width, dashed)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = _pen(self.mixed(color, opacity), width, dashed)
        return pen

    def brush(self, color: str, strength: float) -> QBrush:
        """A colour mixed into the surface rather than see-through, so that nothing behind shines through."""
        if not strength:
            return self.no_brush
        brush = self._brushes.get((color, strength))
        if brush is None:
            brush = self._brushes[color, strength] = QBrush(self.mixed(color, strength))
        return brush

    def mixed(self, color: str, share: float) -> QColor:
        """On the surface's colour: opaque ink takes half the time of see-through ink."""
        return self.palette.mixed(color, "surface", share)


def _pen(color: QColor, width: float, dashed: bool) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    # Corners are rounded in the paths; round joins would double the time.
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setDashPattern(DASHES)
    return pen
