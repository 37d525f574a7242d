"""The item of one part: a rounded band with its header, and the figure in it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.diagram.brushwork import Drawing, Reach, draw
from explorer.ui.diagram.figure import BlockFigure, PartFigure, Spot
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.network_layout import GAP, TITLE_HEIGHT, Frame
from explorer.ui.diagram.part_layout import PADDING
from explorer.ui.diagram.run_drawing import RunDrawing
from explorer.ui.diagram.text_fonts import TextFonts

CORNER = 9.0
MARGIN = 3.0
ARROW = 5.0
SHORT_TITLE_PIXELS = 9
LONG = 700.0
"""Longer parts are painted anew where they are seen: a picture of the whole would be larger than the screen."""
BLOCK_CORNER, SPOT_CORNER = 5.0, 4.0
_NOTHING = (None, None, None)
Cache = QGraphicsItem.CacheMode


class PartItem(QGraphicsItem):
    """Draws one PartFigure. It changes only where it is told that the figure, the frame or the colours differ."""

    def __init__(self, figure: PartFigure, frame: Frame, inks: Inks, fonts: TextFonts) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._figure = figure
        self._frame = frame
        self._inks = inks
        self._fonts = fonts
        self._is_close = False
        self._selected = False
        self._block: int | None = None
        self._hovered: tuple[BlockFigure | None, int | None, Spot | None] = _NOTHING
        self._drawings: tuple[Drawing, ...] | None = None
        """None until they are painted: much of a long network is not in sight."""
        self._runs: tuple[RunDrawing, ...] = ()
        self._choose_cache()

    @property
    def figure(self) -> PartFigure:
        return self._figure

    @property
    def is_selected(self) -> bool:
        return self._selected

    @property
    def selected_block(self) -> int | None:
        """Position of the selected block in the part."""
        return self._block

    @property
    def band(self) -> QRectF:
        """The band, in the item's coordinates."""
        return QRectF(0, self._frame.top, self._figure.width, self._frame.bottom - self._frame.top)

    def set_figure(self, figure: PartFigure, frame: Frame) -> None:
        if figure is self._figure and frame == self._frame:
            return
        self.prepareGeometryChange()
        redraw = figure is not self._figure
        self._figure, self._frame, self._hovered = figure, frame, _NOTHING
        if redraw:
            self._drawings = None
            self._choose_cache()
        self.update()

    def set_style(self, inks: Inks, fonts: TextFonts) -> None:
        self._inks, self._fonts = inks, fonts
        self._drawings = None
        self.update()

    def set_close(self, is_close: bool) -> None:
        """Whether it is seen so close that little of it is in view: then that little is painted anew each time."""
        if is_close != self._is_close:
            self._is_close = is_close
            self._choose_cache()

    def set_selected(self, selected: bool, block: int | None = None) -> None:
        """Whether it is selected, and which of its blocks."""
        if (selected, block) != (self._selected, self._block):
            self._selected, self._block = selected, block
            self.update()

    def set_hovered(self, block: BlockFigure | None, unit: int | None = None, spot: Spot | None = None) -> None:
        """What is under the mouse: a block, the unit in it where units are drawn one by one, and a spot."""
        hovered = block, unit, spot
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def spot_at(self, position: QPointF) -> Spot | None:
        """What answers to the mouse at a place in the item's coordinates."""
        return next((spot for spot in self._figure.spots if self.area_of(spot).contains(position)), None)

    def area_of(self, spot: Spot) -> QRectF:
        top = self._frame.top if spot.row == "header" else self._frame.captions
        return QRectF(spot.x, top + spot.y, spot.width, spot.height)

    def area_of_block(self, unit: int) -> QRectF:
        """Where a block stands, below the header."""
        block = self._figure.block_of(unit)
        left, right = (0.0, self._figure.width) if block is None else block.span(unit)
        top = self._frame.top + TITLE_HEIGHT - 4
        # Captions belong to all units that stand above them.
        bottom = self._frame.captions if block is not None and block.pitch else self._frame.bottom
        return QRectF(left, top, right - left, bottom - top - 4)

    def is_in_header(self, position: QPointF) -> bool:
        return position.y() < self._frame.top + TITLE_HEIGHT

    def boundingRect(self) -> QRectF:
        return self.band.adjusted(-GAP, -MARGIN, MARGIN, MARGIN)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.band)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        self._paint_band(painter, self._selected)
        self._paint_hover(painter, *self._hovered)
        self._paint_figure(painter, option.exposedRect, zoom)
        if self._selected and self._block is not None:
            self._paint_chosen(painter, self._block)

    def paint_plain(self, painter: QPainter) -> None:
        """The part as in a book: nothing selected, nothing under the mouse, all texts."""
        self._paint_band(painter, False)
        self._paint_figure(painter, self.boundingRect(), 1.0)

    def _paint_figure(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        header, body, captions, shapes = self._drawings or self._draw()
        reach = exposed.left(), exposed.right()
        if self._fonts.readable("title", zoom):
            self._paint_at(painter, header, self._frame.top, zoom, reach)
        elif self._figure.short_title:
            self._paint_short_title(painter, zoom)
        body.paint(painter, self._fonts, zoom, reach)
        for run in self._runs:
            run.paint(painter, exposed, zoom)
        if self._fonts.readable("caption", zoom):
            self._paint_at(painter, captions, self._frame.captions, zoom, reach)
        if self._fonts.readable("small", zoom):
            self._paint_at(painter, shapes, self._frame.shapes, zoom, reach)

    def _paint_at(self, painter: QPainter, drawing: Drawing, y: float, zoom: float, reach: Reach) -> None:
        painter.translate(0, y)
        drawing.paint(painter, self._fonts, zoom, reach)
        painter.translate(0, -y)

    def _draw(self) -> tuple[Drawing, ...]:
        figure, inks, fonts = self._figure, self._inks, self._fonts
        groups = (figure.header, figure.body, figure.captions, figure.shapes)
        self._drawings = tuple(draw(marks, inks, fonts) for marks in groups)
        self._runs = tuple(RunDrawing(run, figure.color, inks, fonts) for run in figure.runs)
        return self._drawings

    def _choose_cache(self) -> None:
        is_large = self._is_close or self._figure.width > LONG
        self.setCacheMode(Cache.NoCache if is_large else Cache.DeviceCoordinateCache)

    def _paint_band(self, painter: QPainter, selected: bool) -> None:
        color = self._figure.color
        painter.setPen(self._inks.pen(color, 1.0 if selected else 0.35, 2.0 if selected else 1.0))
        painter.setBrush(self._inks.brush(color, 0.13 if selected else 0.05))
        painter.drawRoundedRect(self.band, CORNER, CORNER)
        if self._figure.name != "input":
            self._paint_arrow(painter)

    def _paint_hover(self, painter: QPainter, block: BlockFigure | None, unit: int | None, spot: Spot | None) -> None:
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.brush(self._figure.color, 0.24 if self._selected else 0.14))
        if spot is not None:
            painter.drawRoundedRect(self.area_of(spot).adjusted(-1, 0, 1, 0), SPOT_CORNER, SPOT_CORNER)
        elif block is not None:
            area = self.area_of_block(block.first if unit is None else unit)
            painter.drawRoundedRect(area, BLOCK_CORNER, BLOCK_CORNER)

    def _paint_chosen(self, painter: QPainter, unit: int) -> None:
        """A frame around a block; of a dense layer also around the band that it makes, as far as that runs."""
        block = self._figure.block_of(unit)
        if block is None:
            return
        painter.setPen(self._inks.pen("accent", 1.0, 1.8))
        painter.setBrush(self._inks.no_brush)
        area = self.area_of_block(unit)
        corner = min(BLOCK_CORNER, area.width() / 2)
        painter.drawRoundedRect(area, corner, corner)
        if block.tops:
            left = block.span(unit)[0]
            end = block.start + block.count * block.pitch
            below, above = block.tops[unit - block.first], block.tops[unit - block.first + 1]
            painter.setBrush(self._inks.brush("accent", 0.85))
            painter.drawRect(QRectF(left, above, end - left, below - above))

    def _paint_arrow(self, painter: QPainter) -> None:
        painter.setPen(self._inks.pen("text_muted", 1.0, 1.3))
        painter.drawLine(QPointF(-GAP + 1, 0), QPointF(-ARROW, 0))
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.color("text_muted"))
        painter.drawPolygon(QPolygonF([QPointF(-1, 0), QPointF(-ARROW - 2, -3.6), QPointF(-ARROW - 2, 3.6)]))

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
