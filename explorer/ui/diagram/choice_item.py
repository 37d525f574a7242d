"""A frame around the block that is chosen, over the figure."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.diagram.inks import Inks

BLOCK_CORNER = 5.0
LINE = 1.8


class ChoiceItem(QGraphicsItem):
    """Frames a block; of a dense layer also the band that it makes."""

    def __init__(self, parent: QGraphicsItem, inks: Inks) -> None:
        super().__init__(parent)
        self._inks = inks
        self._area, self._band = QRectF(), QRectF()
        self.hide()

    def frame(self, area: QRectF, band: QRectF) -> None:
        """Both in the parent's coordinates; empty areas frame nothing."""
        if (area, band) != (self._area, self._band):
            self.prepareGeometryChange()
            self._area, self._band = area, band
        self.setVisible(not area.isEmpty())

    def set_inks(self, inks: Inks) -> None:
        self._inks = inks
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area.united(self._band).adjusted(-LINE, -LINE, LINE, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setPen(self._inks.pen("accent", 1.0, LINE))
        painter.setBrush(self._inks.no_brush)
        corner = min(BLOCK_CORNER, self._area.width() / 2)
        painter.drawRoundedRect(self._area, corner, corner)
        if not self._band.isEmpty():
            painter.setBrush(self._inks.brush("accent", 0.85))
            painter.drawRect(self._band)
