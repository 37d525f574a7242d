"""The figure in the band of a part. It is cached as it appears on the screen: the band may change colour around it."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.figure import PartFigure, Run
from explorer.figure.network_layout import Frame
from explorer.figure.part_layout import NUMBER_BASELINE, PADDING
from explorer.ui.canvas.items.drawing import EVERYWHERE, Drawing, PenCache, Reach, draw, pens_of

SHORT_TITLE_PIXELS = 9
LONG = 700.0
"""Longer parts are painted anew where they are seen: a figure of the whole would be larger than the screen."""
MARGIN = 3.0
TINY = 2.5
"""Where blocks stand closer on the screen than so many pixels, the run is one slab."""
EDGE = 2.0
"""Around a stamp, for outlines."""
Cache = QGraphicsItem.CacheMode


class FigureItem(QGraphicsItem):
    """Draws the marks of one PartFigure; those that an edit leaves as they were are not made again."""

    def __init__(self, parent: QGraphicsItem, figure: PartFigure, frame: Frame) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._figure, self._frame = figure, frame
        self._pens: PenCache | None = None
        """In which the drawings are made."""
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
        if pens_of(self).is_readable("title", zoom):
            exposed = option.exposedRect
            reach = EVERYWHERE if self.cacheMode() else (exposed.left(), exposed.right())
            self._paint_at(painter, pens_of(self), "folding", self._frame.top, zoom, reach)

    def paint_plain(self, painter: QPainter) -> None:
        """As in a book: all texts, at their own size."""
        self._paint(painter, self.boundingRect(), 1.0)

    def _paint(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        figure, frame, pens = self._figure, self._frame, pens_of(self)
        if pens is not self._pens:
            self._drawings, self._runs, self._pens = {}, None, pens
        reach = EVERYWHERE if self.cacheMode() else (exposed.left(), exposed.right())
        if pens.is_readable("title", zoom):
            self._paint_at(painter, pens, "header", frame.top, zoom, reach)
        elif figure.short_title:
            self._paint_short_title(painter, pens, zoom)
        self._paint_at(painter, pens, "body", 0.0, zoom, reach)
        if self._runs is None:
            self._runs = tuple(RunDrawing(run, figure.color, pens) for run in figure.runs)
        for run in self._runs:
            run.paint(painter, exposed, zoom)
        if pens.is_readable("caption", zoom):
            self._paint_at(painter, pens, "captions", frame.captions, zoom, reach)
        if pens.is_readable("small", zoom):
            self._paint_at(painter, pens, "shapes", frame.shapes, zoom, reach)

    def _paint_at(self, painter: QPainter, pens: PenCache, name: str, y: float, zoom: float, reach: Reach) -> None:
        drawing = self._drawings.get(name)
        if drawing is None:
            drawing = self._drawings[name] = draw(getattr(self._figure, name), pens)
        painter.translate(0, y)
        drawing.paint(painter, pens, zoom, reach)
        painter.translate(0, -y)

    def _choose_cache(self) -> None:
        is_large = self._is_close or self._figure.width > LONG
        self.setCacheMode(Cache.NoCache if is_large else Cache.DeviceCoordinateCache)

    def _paint_short_title(self, painter: QPainter, pens: PenCache, zoom: float) -> None:
        """The stage's number, of one size on the screen however far away, as long as it fits."""
        font = QFont(pens.font("title"))
        font.setPixelSize(round(SHORT_TITLE_PIXELS / zoom))
        area = QRectF(0, self._frame.top + 1 / zoom, self._figure.width, self._frame.bottom - self._frame.top)
        if QFontMetricsF(font).horizontalAdvance(self._figure.short_title) < area.width() - PADDING:
            painter.setFont(font)
            painter.setPen(pens.color(self._figure.color))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, flags, self._figure.short_title)


class RunDrawing:
    """A run of equal blocks: one is painted for a zoom, and stamped as often as blocks are in sight."""

    def __init__(self, run: Run, color: str, pens: PenCache) -> None:
        self._run, self._color, self._pens = run, color, pens
        self._block = draw(run.marks, pens)
        self._stamp = QPixmap()
        self._stamped_at = 0.0

    def paint(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Paints what lies in `exposed`."""
        run = self._run
        first = max(0, floor((exposed.left() - run.left) / run.pitch))
        last = min(run.count, ceil((exposed.right() - run.left) / run.pitch))
        if first >= last:
            return
        if run.pitch * zoom < TINY:
            self._paint_slab(painter, first, last)
        else:
            self._stamp_blocks(painter, first, last)
        if self._pens.is_readable("small", zoom):
            self._paint_numbers(painter, first, last)

    def _paint_slab(self, painter: QPainter, first: int, last: int) -> None:
        run = self._run
        painter.setPen(self._pens.no_pen)
        painter.setBrush(self._pens.brush(self._color, 0.5))
        left, right = run.left + first * run.pitch, run.left + last * run.pitch
        painter.drawRect(QRectF(left, run.top / 2, right - left, -run.top))

    def _stamp_blocks(self, painter: QPainter, first: int, last: int) -> None:
        run, world = self._run, painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        stamp = self._stamp_for(world.m11(), ratio)
        corners = [world.map(QPointF(run.left + i * run.pitch, run.top)) for i in range(first, last)]
        painter.setWorldMatrixEnabled(False)
        for corner in corners:
            # On whole pixels: a stamp between them would be smeared.
            x, y = (
                round((corner.x() - EDGE) * ratio) / ratio,
                round((corner.y() - EDGE) * ratio) / ratio,
            )
            painter.drawPixmap(QPointF(x, y), stamp)
        painter.setWorldMatrixEnabled(True)

    def _stamp_for(self, scale: float, ratio: float) -> QPixmap:
        if self._stamped_at == scale and self._stamp.devicePixelRatio() == ratio:
            return self._stamp
        run = self._run
        width, height = run.pitch * scale + 2 * EDGE, (run.bottom - run.top) * scale + 2 * EDGE
        self._stamp = QPixmap(ceil(width * ratio), ceil(height * ratio))
        self._stamp.setDevicePixelRatio(ratio)
        self._stamp.fill(Qt.GlobalColor.transparent)
        self._stamped_at = scale
        painter = QPainter(self._stamp)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(EDGE, EDGE)
        painter.scale(scale, scale)
        painter.translate(0, -run.top)
        self._block.paint(painter, self._pens, scale)
        painter.end()
        return self._stamp

    def _paint_numbers(self, painter: QPainter, first: int, last: int) -> None:
        run, pens = self._run, self._pens
        painter.setFont(pens.font("small"))
        painter.setPen(pens.color("text_muted"))
        for i in range(first, last):
            text = str(run.first + i + 1)
            middle = run.left + (i + 0.5) * run.pitch
            painter.drawText(QPointF(middle - pens.text_width(text, "small") / 2, run.bottom + NUMBER_BASELINE), text)
