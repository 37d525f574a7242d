"""The item of one part: a rounded band with its header, and the figure in it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.figure import BlockFigure, PartFigure, Spot
from explorer.figure.network_layout import ARROW, BAND_CORNER, BAND_FILL, BAND_LINE, GAP, TITLE_HEIGHT, Frame
from explorer.ui.canvas.items.change_items import ChangeItem, PartChange
from explorer.ui.canvas.items.drawing import pens_of
from explorer.ui.canvas.items.figure_item import MARGIN, FigureItem

SPOT_CORNER = 4.0
BLOCK_CORNER = 5.0
LINE = 1.8
TOUCHING = 0.5
"""Marks of blocks that are no farther apart are one."""
_SHAFT, _HEAD = (QPolygonF([QPointF(*point) for point in mark.points]) for mark in ARROW)
_NOTHING = (None, None, None)


class PartItem(QGraphicsItem):
    """Draws one PartFigure; updates only what differs."""

    def __init__(self, figure: PartFigure, frame: Frame) -> None:
        super().__init__()
        self.figure = figure
        self._frame = frame
        self.is_selected = False
        self.selected_block: int | None = None
        """Position of the selected block in the part."""
        self._hovered: tuple[BlockFigure | None, int | None, Spot | None] = _NOTHING
        self._content = FigureItem(self, figure, frame)
        self._choice = ChoiceItem(self)
        self._marks = ChangeItem(self)

    @property
    def change(self) -> PartChange | None:
        """How it differs from a baseline, where that is shown."""
        return self._marks.change

    @property
    def band(self) -> QRectF:
        """The band, in the item's coordinates."""
        return QRectF(0, self._frame.top, self.figure.width, self._frame.bottom - self._frame.top)

    def set_figure(self, figure: PartFigure, frame: Frame) -> None:
        if figure is self.figure and frame == self._frame:
            return
        self.prepareGeometryChange()
        self.figure, self._frame, self._hovered = figure, frame, _NOTHING
        self._content.set_figure(figure, frame)
        self._frame_choice()
        self.update()

    def set_change(self, change: PartChange | None) -> None:
        """Shows how it differs from a baseline; None: it does not, or there is none."""
        blocks = change.blocks if change is not None else ()
        spans: list[tuple[float, float, str]] = []
        for unit, color in blocks:
            left, right = self.figure.place_of(unit)
            if spans and spans[-1][2] == color and left - spans[-1][1] < TOUCHING:
                left = spans.pop()[0]
            spans.append((left, right, color))
        self._marks.show_change(change, self.band, tuple(spans))

    def set_close(self, is_close: bool) -> None:
        """See FigureItem."""
        self._content.set_close(is_close)

    def set_selected(self, selected: bool, block: int | None = None) -> None:
        """Whether it is selected, and which of its blocks."""
        if (selected, block) != (self.is_selected, self.selected_block):
            self.is_selected, self.selected_block = selected, block
            self._frame_choice()
            self.update()

    def set_hovered(self, block: BlockFigure | None, unit: int | None = None, spot: Spot | None = None) -> None:
        """What is under the mouse: a block, the unit in it where units are drawn one by one, and a spot."""
        hovered = block, unit, spot
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def spot_at(self, position: QPointF) -> Spot | None:
        """What answers to the mouse at a place in the item's coordinates."""
        return next((spot for spot in self.figure.spots if self.area_of(spot).contains(position)), None)

    def area_of(self, spot: Spot) -> QRectF:
        top = self._frame.top if spot.row == "header" else self._frame.captions
        return QRectF(spot.x, top + spot.y, spot.width, spot.height)

    def area_of_block(self, unit: int) -> QRectF:
        """Where a block stands, below the header."""
        block = self.figure.block_of(unit)
        left, right = (0.0, self.figure.width) if block is None else block.span(unit)
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
        self._paint_band(painter, self.is_selected)
        self._paint_hover(painter, *self._hovered)

    def paint_plain(self, painter: QPainter) -> None:
        """The part as in a book: nothing selected, nothing under the mouse, all texts."""
        self._paint_band(painter, False)
        self._content.paint_plain(painter)

    def _frame_choice(self) -> None:
        unit = self.selected_block if self.is_selected else None
        area, band = QRectF(), QRectF()
        if unit is not None and (block := self.figure.block_of(unit)) is not None:
            area = self.area_of_block(unit)
            if block.tops:
                left = block.span(unit)[0]
                end = block.start + block.count * block.pitch
                below, above = block.tops[unit - block.first], block.tops[unit - block.first + 1]
                band = QRectF(left, above, end - left, below - above)
        self._choice.frame(area, band)

    def _paint_band(self, painter: QPainter, selected: bool) -> None:
        color, pens = self.figure.color, pens_of(self)
        painter.setPen(pens.pen(color, 1.0 if selected else BAND_LINE, 2.0 if selected else 1.0))
        painter.setBrush(pens.brush(color, 0.13 if selected else BAND_FILL))
        painter.drawRoundedRect(self.band, BAND_CORNER, BAND_CORNER)
        if self.figure.name != "input":
            painter.setPen(pens.pen("text_muted", 1.0, 1.3))
            painter.drawPolyline(_SHAFT)
            painter.setPen(pens.no_pen)
            painter.setBrush(pens.color("text_muted"))
            painter.drawPolygon(_HEAD)

    def _paint_hover(self, painter: QPainter, block: BlockFigure | None, unit: int | None, spot: Spot | None) -> None:
        pens = pens_of(self)
        painter.setPen(pens.no_pen)
        painter.setBrush(pens.brush(self.figure.color, 0.24 if self.is_selected else 0.14))
        if spot is not None:
            painter.drawRoundedRect(self.area_of(spot).adjusted(-1, 0, 1, 0), SPOT_CORNER, SPOT_CORNER)
        elif block is not None:
            area = self.area_of_block(block.first if unit is None else unit)
            painter.drawRoundedRect(area, BLOCK_CORNER, BLOCK_CORNER)


class ChoiceItem(QGraphicsItem):
    """Frames the block that is chosen, over the figure; of a dense layer also the band that it makes."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._area, self._band = QRectF(), QRectF()
        self.hide()

    def frame(self, area: QRectF, band: QRectF) -> None:
        """Both in the parent's coordinates; empty areas frame nothing."""
        if (area, band) != (self._area, self._band):
            self.prepareGeometryChange()
            self._area, self._band = area, band
        self.setVisible(not area.isEmpty())

    def boundingRect(self) -> QRectF:
        return self._area.united(self._band).adjusted(-LINE, -LINE, LINE, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pens = pens_of(self)
        painter.setPen(pens.pen("accent", 1.0, LINE))
        painter.setBrush(pens.no_brush)
        corner = min(BLOCK_CORNER, self._area.width() / 2)
        painter.drawRoundedRect(self._area, corner, corner)
        if not self._band.isEmpty():
            painter.setBrush(pens.brush("accent", 0.85))
            painter.drawRect(self._band)
