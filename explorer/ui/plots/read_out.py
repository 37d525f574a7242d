"""The texts of a plot: beside a place in it, and over it in its legend."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

DISTANCE = 12
"""Pixels from a place to its text."""
BESIDE, BETWEEN = 4, 8
"""Pixels between a mark and its name, and to the next mark."""


class MarkShape(NamedTuple):
    """A line, a symbol of pyqtgraph's or one on the other."""

    width: int
    symbol: str = ""
    size: float = 0
    line: float = 0
    heights: tuple[int, ...] = (0, 0)


MARKS = {
    "dot": MarkShape(8, "o", 8),
    "square": MarkShape(8, "s", 8),
    "star": MarkShape(10, "d", 9),
    "dashes": MarkShape(12, line=1.5),
    "line": MarkShape(24, line=1.5),
    "steps": MarkShape(24, line=1, heights=(1, -4, 3, -2, 4, -3, 1)),
    "diamond": MarkShape(24, "d", 11),
    "test": MarkShape(24, "o", 7, line=2.25),
    "best": MarkShape(24, "o", 6),
}
"""The mark before a name: also pieces of curves as the plots draw them."""


class ReadOut(QLabel):
    """A few lines over a plot, which let the mouse through."""

    def __init__(self, plot: QWidget) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setProperty("role", "readout")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.hide()

    def show_text(self, html: str, place: QPoint, area: QRect) -> None:
        """Shows rich text beside a place, towards the middle of an area and inside the plot; an empty one hides it."""
        self.setText(html)
        self.setVisible(bool(html))
        # Its first style and the size of another text may still count.
        self.ensurePolished()
        self.resize(self.sizeHint().boundedTo(self._plot.size()))
        space = QPoint(DISTANCE, DISTANCE)
        corner = place + space
        if place.x() > area.center().x():
            corner.setX(place.x() - DISTANCE - self.width())
        if place.y() > area.center().y():
            corner.setY(place.y() - DISTANCE - self.height())
        most = self._plot.size() - self.size()
        self.move(max(0, min(corner.x(), most.width())), max(0, min(corner.y(), most.height())))
        self.raise_()


def lines_html(title: str, *lines: str) -> str:
    """A name and its lines of text, one below the other."""
    return "<br>".join([f"<b>{escape(title)}</b>", *map(escape, lines)])


class Entry(NamedTuple):
    """What a legend names."""

    text: str
    color: str | None = None
    """Name of its mark's; None has no mark."""
    mark: str = "dot"
    """Which of the marks."""
    tip: str = ""

    @property
    def width(self) -> int:
        """Of the mark, in pixels."""
        return MARKS[self.mark].width if self.color else 0

    def paint_mark(self, painter: QPainter, x: float, y: float) -> None:
        """Paints the mark to the right of `x`, around the height `y`."""
        if self.color is None:
            return
        mark, middle = MARKS[self.mark], QPointF(x + self.width / 2, y)
        color = themed(self.color, 0.55 if self.mark == "steps" else 1.0)
        if mark.line:
            style = Qt.PenStyle.DotLine if self.mark == "dashes" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(color, mark.line, style))
            step = (mark.width - 4) / (len(mark.heights) - 1)
            painter.drawPolyline([QPointF(x + 2 + i * step, y + height) for i, height in enumerate(mark.heights)])
        width = 1.5 * painter.device().devicePixelRatioF()
        shapes: list[tuple[str, float, QPen, QBrush]] = []
        if self.mark == "best":
            shapes.append(("o", 12, pg.mkPen(themed("text"), width=width), QBrush()))
        if self.mark == "diamond":
            shapes.append(("d", mark.size, pg.mkPen(color, width=width), QBrush(themed("surface"))))
        elif mark.symbol:
            shapes.append((mark.symbol, mark.size, QPen(Qt.PenStyle.NoPen), QBrush(color)))
        for shape in shapes:
            painter.save()
            painter.translate(middle)
            drawSymbol(painter, *shape)
            painter.restore()


class Legend(QWidget):
    """Marks with as many of their names as have room; the tooltip says all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self.setFont(scaled_font(-1))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleName(", ".join(entry.text for entry in entries))
            tips = (f"<b>{escape(entry.text)}</b> {escape(entry.tip)}".rstrip() for entry in entries)
            self.setToolTip("<br>".join(tips))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        names = sum(self._name_width(entry) for entry in self._entries)
        return QSize(self.minimumSizeHint().width() + names, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        marks = sum(entry.width + BETWEEN for entry in self._entries) - BETWEEN
        return QSize(max(0, marks), max(14, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, spare = self.fontMetrics(), self.width() - self.minimumSizeHint().width()
        x, middle = 0, self.height() / 2
        for entry in self._entries:
            entry.paint_mark(painter, x, middle)
            x += entry.width
            spare -= self._name_width(entry)
            if spare >= 0:
                painter.setPen(themed("text_muted"))
                painter.drawText(QPointF(x + BESIDE, middle + (metrics.ascent() - metrics.descent()) / 2), entry.text)
                x += self._name_width(entry)
            x += BETWEEN

    def _name_width(self, entry: Entry) -> int:
        return self.fontMetrics().horizontalAdvance(entry.text) + BESIDE
