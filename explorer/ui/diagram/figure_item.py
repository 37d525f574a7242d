"""What stands in the band of a part. It is kept as it appears on the screen: the band may change colour around it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.figure import PartFigure
from explorer.figure.network_layout import Frame
from explorer.figure.part_layout import PADDING
from explorer.ui.diagram.brushwork import EVERYWHERE, Drawing, Reach, draw
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.run_drawing import RunDrawing
from explorer.ui.diagram.text_fonts import TextFonts

SHORT_TITLE_PIXELS = 9
LONG = 700.0
"""Longer parts are painted anew where they are seen: a picture of the whole would be larger than the screen."""
MARGIN = 3.0
Cache = QGraphicsItem.CacheMode


class FigureItem(QGraphicsItem):
    """Draws the marks of one PartFigure; those that an edit leaves as they were are not made again."""

    def __init__(self, parent: QGraphicsItem, figure: PartFigure, frame: Frame, inks: Inks, fonts: TextFonts) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._figure, self._frame = figure, frame
        self._inks, self._fonts = inks, fonts
        self._is_close = False
        self._drawings: dict[str, Drawing] = {}
        """Of the figure's fields; none until they are painted: much of a long network is not in sight."""
        self._runs: tuple[RunDrawing, ...] | None = None
        self._choose_cache()

    def set_figure(self, figure: PartFigure, frame: Frame) -> None:
        self.prepareGeometryChange()
        before, self._figure, self._frame = self._figure, figure, frame
        if figure.runs != before.runs:
            self._runs = None
        for name in list(self._drawings):
            if getattr(figure, name) != getattr(before, name):
                del self._drawings[name]
        self._choose_cache()
        self.update()

    def set_style(self, inks: Inks, fonts: TextFonts) -> None:
        self._inks, self._fonts = inks, fonts
        self._drawings, self._runs = {}, None
        self.update()

    def set_close(self, is_close: bool) -> None:
        """Whether it is seen so close that little of it is in view: then that little is painted anew each time."""
        if is_close != self._is_close:
            self._is_close = is_close
            self._choose_cache()

    def boundingRect(self) -> QRectF:
        height = self._frame.bottom - self._frame.top
        return QRectF(-MARGIN, self._frame.top, self._figure.width + 2 * MARGIN, height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        self._paint(painter, option.exposedRect, zoom)
        if self._fonts.readable("title", zoom):
            exposed = option.exposedRect
            reach = EVERYWHERE if self.cacheMode() else (exposed.left(), exposed.right())
            self._paint_at(painter, "folding", self._frame.top, zoom, reach)

    def paint_plain(self, painter: QPainter) -> None:
        """As in a book: all texts, at their own size."""
        self._paint(painter, self.boundingRect(), 1.0)

    def _paint(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        figure, frame = self._figure, self._frame
        reach = EVERYWHERE if self.cacheMode() else (exposed.left(), exposed.right())
        if self._fonts.readable("title", zoom):
            self._paint_at(painter, "header", frame.top, zoom, reach)
        elif figure.short_title:
            self._paint_short_title(painter, zoom)
        self._paint_at(painter, "body", 0.0, zoom, reach)
        for run in self._run_drawings():
            run.paint(painter, exposed, zoom)
        if self._fonts.readable("caption", zoom):
            self._paint_at(painter, "captions", frame.captions, zoom, reach)
        if self._fonts.readable("small", zoom):
            self._paint_at(painter, "shapes", frame.shapes, zoom, reach)

    def _paint_at(self, painter: QPainter, name: str, y: float, zoom: float, reach: Reach) -> None:
        drawing = self._drawings.get(name)
        if drawing is None:
            drawing = self._drawings[name] = draw(getattr(self._figure, name), self._inks, self._fonts)
        painter.translate(0, y)
        drawing.paint(painter, self._fonts, zoom, reach)
        painter.translate(0, -y)

    def _run_drawings(self) -> tuple[RunDrawing, ...]:
        if self._runs is None:
            figure = self._figure
            self._runs = tuple(RunDrawing(run, figure.color, self._inks, self._fonts) for run in figure.runs)
        return self._runs

    def _choose_cache(self) -> None:
        is_large = self._is_close or self._figure.width > LONG
        self.setCacheMode(Cache.NoCache if is_large else Cache.DeviceCoordinateCache)

    def _paint_short_title(self, painter: QPainter, zoom: float) -> None:
        """The stage's number, of one size on the screen however far away, as long as it fits."""
        font = QFont(self._fonts["title"])
        font.setPixelSize(round(SHORT_TITLE_PIXELS / zoom))
        area = QRectF(0, self._frame.top + 1 / zoom, self._figure.width, self._frame.bottom - self._frame.top)
        if QFontMetricsF(font).horizontalAdvance(self._figure.short_title) < area.width() - PADDING:
            painter.setFont(font)
            painter.setPen(self._inks.color(self._figure.color))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, flags, self._figure.short_title)
