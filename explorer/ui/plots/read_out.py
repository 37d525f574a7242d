"""What a plot says in words: beside a place in it, and over it in its legend."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

DISTANCE = 12
"""Pixels from a place to what is said of it."""
GAP = 6
"""Pixels between a mark, its name and the next mark."""
MARK_WIDTHS = {"dot": 8, "square": 8, "star": 10, "dashes": 12}
SAMPLE = 24
"""Pixels that a piece of a curve is wide."""


class ReadOut(QLabel):
    """A few lines over a plot, which let the mouse through."""

    def __init__(self, plot: QWidget) -> None:
        super().__init__(plot)
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
        self.resize(self.sizeHint().boundedTo(self.parentWidget().size()))
        space = QPoint(DISTANCE, DISTANCE)
        corner = place + space
        if place.x() > area.center().x():
            corner.setX(place.x() - DISTANCE - self.width())
        if place.y() > area.center().y():
            corner.setY(place.y() - DISTANCE - self.height())
        most = self.parentWidget().size() - self.size()
        self.move(max(0, min(corner.x(), most.width())), max(0, min(corner.y(), most.height())))
        self.raise_()


def lines_html(title: str, *lines: str) -> str:
    """A name and what is said of it, a line each."""
    return "<br>".join([f"<b>{escape(title)}</b>", *map(escape, lines)])


class Entry(NamedTuple):
    """What a legend names."""

    text: str
    color: str | None = None
    """Name of its mark's; None has no mark."""
    mark: str = "dot"
    """"dot", "square", "star", "dashes", or a piece of a curve: "steps", "line", "diamond", "test" or "best"."""
    tip: str = ""

    @property
    def width(self) -> int:
        """Of the mark, in pixels."""
        return 0 if self.color is None else MARK_WIDTHS.get(self.mark, SAMPLE)

    def paint_mark(self, painter: QPainter, x: float, y: float) -> None:
        """Paints the mark to the right of `x`, around the height `y`."""
        if self.color is None:
            return
        color, middle = themed(self.color), QPointF(x + self.width / 2, y)
        ends = QPointF(x + 2, y), QPointF(x + self.width - 2, y)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match self.mark:
            case "dot":
                _paint_dot(painter, middle, 4, self.color)
            case "square":
                painter.fillRect(QRectF(x, y - 4, 8, 8), color)
            case "star":
                painter.setBrush(color)
                painter.drawPolygon(_diamond(middle, 4))
            case "dashes":
                painter.setPen(QPen(color, 1.5, Qt.PenStyle.DotLine))
                painter.drawLine(*ends)
            case "line":
                painter.drawLine(*ends)
            case "steps":
                painter.setPen(QPen(themed(self.color, 0.55), 1))
                heights = (1, -4, 3, -2, 4, -3, 1)
                painter.drawPolyline(QPolygonF([QPointF(x + 2 + 3.3 * i, y + h) for i, h in enumerate(heights)]))
            case "diamond":
                painter.setBrush(themed("surface"))
                painter.drawPolygon(_diamond(middle, 5))
            case "test":
                painter.setPen(QPen(color, 2.25))
                painter.drawLine(*ends)
                _paint_dot(painter, middle, 3.5, self.color)
            case "best":
                painter.setPen(QPen(themed("text"), 1.5))
                painter.drawEllipse(middle, 6, 6)
                _paint_dot(painter, middle, 3, self.color)


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
            said = (f"<b>{escape(entry.text)}</b> {escape(entry.tip)}".rstrip() for entry in entries)
            self.setToolTip("<br>".join(said))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        names = sum(self._name_width(entry) for entry in self._entries)
        return QSize(self.minimumSizeHint().width() + names, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(sum(entry.width + 2 * GAP for entry in self._entries), max(14, self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, spare = self.fontMetrics(), self.width() - self.minimumSizeHint().width()
        x, middle = 0, self.height() / 2
        for entry in self._entries:
            entry.paint_mark(painter, x, middle)
            x += entry.width + GAP
            spare -= self._name_width(entry)
            if spare >= 0:
                painter.setPen(themed("text_muted"))
                painter.drawText(QPointF(x, middle + (metrics.ascent() - metrics.descent()) / 2), entry.text)
                x += self._name_width(entry)
            x += GAP

    def _name_width(self, entry: Entry) -> int:
        return self.fontMetrics().horizontalAdvance(entry.text) + GAP


def _paint_dot(painter: QPainter, middle: QPointF, radius: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(themed(color))
    painter.drawEllipse(middle, radius, radius)


def _diamond(middle: QPointF, half: float) -> QPolygonF:
    return QPolygonF([middle + QPointF(*at) for at in ((0, -half), (half, 0), (0, half), (-half, 0))])
