"""The item of one part: a rounded band with its header, and the figure in it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.figure import BlockFigure, PartFigure, Spot
from explorer.figure.network_layout import ARROW, BAND_CORNER, BAND_FILL, BAND_LINE, GAP, TITLE_HEIGHT, Frame
from explorer.ui.diagram.change_items import ChangeItem
from explorer.ui.diagram.changes import PartChange
from explorer.ui.diagram.choice_item import BLOCK_CORNER, ChoiceItem
from explorer.ui.diagram.figure_item import MARGIN, FigureItem
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.text_fonts import TextFonts

SPOT_CORNER = 4.0
TOUCHING = 0.5
"""Marks of blocks that are no farther apart are one."""
_SHAFT, _HEAD = (QPolygonF([QPointF(*point) for point in mark.points]) for mark in ARROW)
_NOTHING = (None, None, None)


class PartItem(QGraphicsItem):
    """Draws one PartFigure. It changes only where it is told that the figure, the frame or the colours differ."""

    def __init__(self, figure: PartFigure, frame: Frame, inks: Inks, fonts: TextFonts) -> None:
        super().__init__()
        self._figure = figure
        self._frame = frame
        self._inks = inks
        self._selected = False
        self._block: int | None = None
        self._hovered: tuple[BlockFigure | None, int | None, Spot | None] = _NOTHING
        self._content = FigureItem(self, figure, frame, inks, fonts)
        self._choice = ChoiceItem(self, inks)
        self._marks = ChangeItem(self, inks, fonts)

    @property
    def figure(self) -> PartFigure:
        return self._figure

    @property
    def change(self) -> PartChange | None:
        """How it differs from a baseline, where that is shown."""
        return self._marks.change

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
        self._figure, self._frame, self._hovered = figure, frame, _NOTHING
        self._content.set_figure(figure, frame)
        self._frame_choice()
        self.update()

    def set_style(self, inks: Inks, fonts: TextFonts) -> None:
        self._inks = inks
        self._content.set_style(inks, fonts)
        self._choice.set_inks(inks)
        self._marks.set_style(inks, fonts)
        self.update()

    def set_change(self, change: PartChange | None) -> None:
        """Shows how it differs from a baseline; None: it does not, or there is none."""
        blocks = change.blocks if change is not None else ()
        spans: list[tuple[float, float, str]] = []
        for unit, color in blocks:
            left, right = self._figure.place_of(unit)
            if spans and spans[-1][2] == color and left - spans[-1][1] < TOUCHING:
                left = spans.pop()[0]
            spans.append((left, right, color))
        self._marks.show_change(change, self.band, tuple(spans))

    def set_close(self, is_close: bool) -> None:
        """See FigureItem."""
        self._content.set_close(is_close)

    def set_selected(self, selected: bool, block: int | None = None) -> None:
        """Whether it is selected, and which of its blocks."""
        if (selected, block) != (self._selected, self._block):
            self._selected, self._block = selected, block
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
        self._paint_band(painter, self._selected)
        self._paint_hover(painter, *self._hovered)

    def paint_plain(self, painter: QPainter) -> None:
        """The part as in a book: nothing selected, nothing under the mouse, all texts."""
        self._paint_band(painter, False)
        self._content.paint_plain(painter)

    def _frame_choice(self) -> None:
        unit = self._block if self._selected else None
        block = None if unit is None else self._figure.block_of(unit)
        area, band = QRectF(), QRectF()
        if block is not None:
            area = self.area_of_block(unit)
        if block is not None and block.tops:
            left = block.span(unit)[0]
            end = block.start + block.count * block.pitch
            below, above = block.tops[unit - block.first], block.tops[unit - block.first + 1]
            band = QRectF(left, above, end - left, below - above)
        self._choice.frame(area, band)

    def _paint_band(self, painter: QPainter, selected: bool) -> None:
        color = self._figure.color
        painter.setPen(self._inks.pen(color, 1.0 if selected else BAND_LINE, 2.0 if selected else 1.0))
        painter.setBrush(self._inks.brush(color, 0.13 if selected else BAND_FILL))
        painter.drawRoundedRect(self.band, BAND_CORNER, BAND_CORNER)
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

    def _paint_arrow(self, painter: QPainter) -> None:
        painter.setPen(self._inks.pen("text_muted", 1.0, 1.3))
        painter.drawPolyline(_SHAFT)
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.color("text_muted"))
        painter.drawPolygon(_HEAD)
