"""The drawing of a run of equal blocks: painted once for a zoom, and stamped as often as blocks are in sight."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from explorer.figure.figure import Run
from explorer.figure.part_layout import NUMBER_BASELINE
from explorer.ui.diagram.brushwork import draw
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.text_fonts import TextFonts

TINY = 2.5
"""Where blocks stand closer on the screen than so many pixels, the run is one slab."""
MARGIN = 2.0
"""Around a stamp, for outlines."""


class RunDrawing:
    """A run in a palette's colours."""

    def __init__(self, run: Run, color: str, inks: Inks, fonts: TextFonts) -> None:
        self._run = run
        self._color = color
        self._inks = inks
        self._fonts = fonts
        self._block = draw(run.marks, inks, fonts)
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
        if self._fonts.readable("small", zoom):
            self._paint_numbers(painter, first, last)

    def _paint_slab(self, painter: QPainter, first: int, last: int) -> None:
        run = self._run
        painter.setPen(self._inks.no_pen)
        painter.setBrush(self._inks.brush(self._color, 0.5))
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
            x, y = round((corner.x() - MARGIN) * ratio) / ratio, round((corner.y() - MARGIN) * ratio) / ratio
            painter.drawPixmap(QPointF(x, y), stamp)
        painter.setWorldMatrixEnabled(True)

    def _stamp_for(self, scale: float, ratio: float) -> QPixmap:
        if self._stamped_at == scale and self._stamp.devicePixelRatio() == ratio:
            return self._stamp
        run = self._run
        width, height = run.pitch * scale + 2 * MARGIN, (run.bottom - run.top) * scale + 2 * MARGIN
        self._stamp = QPixmap(ceil(width * ratio), ceil(height * ratio))
        self._stamp.setDevicePixelRatio(ratio)
        self._stamp.fill(Qt.GlobalColor.transparent)
        self._stamped_at = scale
        painter = QPainter(self._stamp)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(MARGIN, MARGIN)
        painter.scale(scale, scale)
        painter.translate(0, -run.top)
        self._block.paint(painter, self._fonts, scale)
        painter.end()
        return self._stamp

    def _paint_numbers(self, painter: QPainter, first: int, last: int) -> None:
        run, fonts = self._run, self._fonts
        painter.setFont(fonts["small"])
        painter.setPen(self._inks.color("text_muted"))
        for i in range(first, last):
            text = str(run.first + i + 1)
            middle = run.left + (i + 0.5) * run.pitch
            painter.drawText(QPointF(middle - fonts.width(text, "small") / 2, run.bottom + NUMBER_BASELINE), text)
