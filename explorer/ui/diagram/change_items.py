"""Differences from a baseline, drawn over the picture: tags and marks on what is there, outlines of what went."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.network_layout import GAP, GHOST_WIDTH, TITLE_HEIGHT, Frame
from explorer.ui.diagram.changes import Ghost, PartChange
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.text_fonts import TextFonts

TAG_HEIGHT, TAG_PADDING, TAG_INSET = 14.0, 6.0, 8.0
BASELINE = 3.5
MARK_HEIGHT, MARK_INSET = 2.6, 2.0
CORNER = 9.0
SLAB = QRectF(3.0, -26.0, GAP - 6.0, 52.0)
"""The outline of blocks that went, behind the part's right edge."""
DASHES = [3.0, 2.5]
FAINT = 0.7


class ChangeItem(QGraphicsItem):
    """Of one part: a tag on its edge, a line over every block that came or changed, an outline of those that went."""

    def __init__(self, part: QGraphicsItem, inks: Inks, fonts: TextFonts) -> None:
        super().__init__(part)
        self._inks, self._fonts = inks, fonts
        self._change: PartChange | None = None
        self._band = QRectF()
        self._spans: tuple[tuple[float, float, str], ...] = ()
        self.hide()

    @property
    def change(self) -> PartChange | None:
        """What is shown."""
        return self._change

    def show_change(self, change: PartChange | None, band: QRectF, spans: tuple[tuple[float, float, str], ...]) -> None:
        """`spans` are (left, right, colour) of the blocks' marks, in the part's coordinates; None: nothing."""
        if (change, band, spans) != (self._change, self._band, self._spans):
            self.prepareGeometryChange()
            self._change, self._band, self._spans = change, band, spans
            self.update()
        self.setVisible(change is not None)

    def set_style(self, inks: Inks, fonts: TextFonts) -> None:
        self._inks, self._fonts = inks, fonts
        self.update()

    def boundingRect(self) -> QRectF:
        return self._band.adjusted(-GAP, -TAG_HEIGHT, GAP, 0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        y = self._band.top() + TITLE_HEIGHT - MARK_HEIGHT
        for left, right, color in self._spans:
            painter.fillRect(QRectF(left, y, right - left, MARK_HEIGHT), self._inks.color(color))
        if self._change.num_removed:
            painter.setPen(_dashed(self._inks, "less"))
            painter.setBrush(self._inks.no_brush)
            painter.drawRoundedRect(SLAB.translated(self._band.right(), 0), 3, 3)
        if self._change.tag:
            place = QPointF(self._band.left() + TAG_INSET, self._band.top())
            paint_tag(painter, (self._inks, self._fonts), place, self._change.tag, self._change.color, zoom)


class GhostItem(QGraphicsItem):
    """The dashed outline of a stage that only the baseline has."""

    def __init__(self, ghost: Ghost, frame: Frame, inks: Inks, fonts: TextFonts) -> None:
        super().__init__()
        self.ghost = ghost
        self._area = QRectF(0, frame.top, GHOST_WIDTH, frame.bottom - frame.top)
        self._inks, self._fonts = inks, fonts

    def boundingRect(self) -> QRectF:
        return self._area.adjusted(-GAP, -TAG_HEIGHT, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        inks, fonts = self._inks, self._fonts
        painter.setPen(_dashed(inks, self.ghost.kind))
        painter.setBrush(inks.no_brush)
        painter.drawRoundedRect(self._area, CORNER, CORNER)
        painter.drawLine(QPointF(-GAP, 0), QPointF(GHOST_WIDTH, 0))
        if not fonts.readable("small", zoom):
            return
        painter.setPen(inks.color("text_muted"))
        for style, text, y in (("title", self.ghost.title, 24), ("small", self.ghost.detail, 40)):
            painter.setFont(fonts[style])
            painter.drawText(QRectF(0, self._area.top() + y - 14, GHOST_WIDTH, 18), Qt.AlignmentFlag.AlignCenter, text)
        word = QCoreApplication.translate("NetworkDiagram", "removed")
        left = (GHOST_WIDTH - tag_width(fonts, word)) / 2
        paint_tag(painter, (inks, fonts), QPointF(left, self._area.top()), word, "less", zoom)


def tag_width(fonts: TextFonts, text: str) -> float:
    return fonts.width(text, "mark") + 2 * TAG_PADDING


def paint_tag(
    painter: QPainter, style: tuple[Inks, TextFonts], place: QPointF, text: str, color: str, zoom: float
) -> None:
    """A short text in a pill whose left end is at `place`; too far away to be read, the pill alone."""
    inks, fonts = style
    area = QRectF(place.x(), place.y() - TAG_HEIGHT / 2, tag_width(fonts, text), TAG_HEIGHT)
    painter.setPen(inks.no_pen)
    painter.setBrush(inks.color(color))
    painter.drawRoundedRect(area, TAG_HEIGHT / 2, TAG_HEIGHT / 2)
    if fonts.readable("mark", zoom):
        painter.setFont(fonts["mark"])
        painter.setPen(inks.color("surface"))
        painter.drawText(QPointF(area.left() + TAG_PADDING, place.y() + BASELINE), text)


def _dashed(inks: Inks, color: str) -> QPen:
    pen = QPen(inks.pen(color, FAINT, 1.2))
    pen.setDashPattern(DASHES)
    return pen
