"""The item of one part: a rounded band with its title, and the figure in it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.diagram.brushwork import Drawing, draw
from explorer.ui.diagram.figure import BlockFigure, PartFigure
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.network_layout import GAP, Frame
from explorer.ui.diagram.part_layout import PADDING
from explorer.ui.diagram.text_fonts import TextFonts

CORNER = 9.0
MARGIN = 3.0
TITLE_BASELINE, SUBTITLE_BASELINE = 20.0, 35.0
ARROW = 5.0
SHORT_TITLE_PIXELS = 9


class PartItem(QGraphicsItem):
    """Draws one PartFigure. It changes only where it is told that the figure, the frame or the colours differ."""

    def __init__(self, figure: PartFigure, frame: Frame, inks: Inks, fonts: TextFonts) -> None:
        super().__init__()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._figure = figure
        self._frame = frame
        self._inks = inks
        self._fonts = fonts
        self._selected = False
        self._hovered: BlockFigure | None = None
        self._drawings: tuple[Drawing, ...] = ()
        self._draw()

    @property
    def figure(self) -> PartFigure:
        return self._figure

    @property
    def is_selected(self) -> bool:
        return self._selected

    @property
    def band(self) -> QRectF:
        """The band, in the item's coordinates."""
        return QRectF(0, self._frame.top, self._figure.width, self._frame.bottom - self._frame.top)

    def set_figure(self, figure: PartFigure, frame: Frame) -> None:
        if figure is self._figure and frame == self._frame:
            return
        self.prepareGeometryChange()
        redraw = figure is not self._figure
        self._figure, self._frame, self._hovered = figure, frame, None
        if redraw:
            self._draw()
        self.update()

    def set_style(self, inks: Inks, fonts: TextFonts) -> None:
        self._inks, self._fonts = inks, fonts
        self._draw()
        self.update()

    def set_selected(self, selected: bool) -> None:
        if selected != self._selected:
            self._selected = selected
            self.update()

    def set_hovered(self, block: BlockFigure | None) -> None:
        if block != self._hovered:
            self._hovered = block
            self.update()

    def boundingRect(self) -> QRectF:
        return self.band.adjusted(-GAP, -MARGIN, MARGIN, MARGIN)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.band)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        self._paint_band(painter)
        self._paint_title(painter, zoom)
        body, captions, shapes = self._drawings
        body.paint(painter, self._fonts, zoom)
        if self._fonts.readable("caption", zoom):
            self._paint_below(painter, captions, self._frame.captions, zoom)
        if self._fonts.readable("small", zoom):
            self._paint_below(painter, shapes, self._frame.shapes, zoom)

    def _paint_below(self, painter: QPainter, drawing: Drawing, y: float, zoom: float) -> None:
        painter.translate(0, y)
        drawing.paint(painter, self._fonts, zoom)
        painter.translate(0, -y)

    def _draw(self) -> None:
        figure = self._figure
        groups = (figure.body, figure.captions, figure.shapes)
        self._drawings = tuple(draw(marks, self._inks, self._fonts) for marks in groups)

    def _paint_band(self, painter: QPainter) -> None:
        color, selected = self._figure.color, self._selected
        painter.setPen(self._inks.pen(color, 1.0 if selected else 0.35, 2.0 if selected else 1.0))
        painter.setBrush(self._inks.brush(color, 0.13 if selected else 0.05))
        painter.drawRoundedRect(self.band, CORNER, CORNER)
        if self._hovered is not None:
            self._paint_hover(painter, self._hovered)
        if self._figure.name != "input":
            self._paint_arrow(painter)

    def _paint_hover(self, painter: QPainter, block: BlockFigure) -> None:
        top = self._frame.top + SUBTITLE_BASELINE + 6
        area = QRectF(block.left, top, block.right - block.left, self._frame.bottom - top - 4)
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.brush(self._figure.color, 0.2 if self._selected else 0.12))
        painter.drawRoundedRect(area, 6, 6)

    def _paint_arrow(self, painter: QPainter) -> None:
        painter.setPen(self._inks.pen("text_muted", 1.0, 1.3))
        painter.drawLine(QPointF(-GAP + 1, 0), QPointF(-ARROW, 0))
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.color("text_muted"))
        painter.drawPolygon(QPolygonF([QPointF(-1, 0), QPointF(-ARROW - 2, -3.6), QPointF(-ARROW - 2, 3.6)]))

    def _paint_title(self, painter: QPainter, zoom: float) -> None:
        if self._fonts.readable("title", zoom):
            painter.setFont(self._fonts["title"])
            painter.setPen(self._inks.color(self._figure.color))
            painter.drawText(QPointF(PADDING, self._frame.top + TITLE_BASELINE), self._figure.title)
        elif self._figure.short_title:
            self._paint_short_title(painter, zoom)
        if self._fonts.readable("small", zoom):
            painter.setFont(self._fonts["small"])
            painter.setPen(self._inks.color("text_muted"))
            painter.drawText(QPointF(PADDING, self._frame.top + SUBTITLE_BASELINE), self._figure.subtitle)

    def _paint_short_title(self, painter: QPainter, zoom: float) -> None:
        """The stage's number, of one size on the screen however far away, as long as it fits."""
        font = QFont(self._fonts["title"])
        font.setPixelSize(round(SHORT_TITLE_PIXELS / zoom))
        area = self.band.adjusted(0, 1 / zoom, 0, 0)
        if QFontMetricsF(font).horizontalAdvance(self._figure.short_title) < area.width() - PADDING:
            painter.setFont(font)
            painter.setPen(self._inks.color(self._figure.color))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, flags, self._figure.short_title)
