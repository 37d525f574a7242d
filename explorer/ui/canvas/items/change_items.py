"""Differences from a baseline, drawn over the figure: tags and marks on what is there, outlines of what went."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.figure import TextStyle
from explorer.figure.network_layout import GAP, GHOST_WIDTH, TITLE_HEIGHT, Frame
from explorer.ui.canvas.items.drawing import PenCache, pens_of
from models.summary import Summary

TAG_HEIGHT, TAG_PADDING, TAG_INSET = 14.0, 6.0, 8.0
BASELINE = 3.5
MARK_HEIGHT = 2.6
CORNER = 9.0
SLAB = QRectF(3.0, -26.0, GAP - 6.0, 52.0)
"""The outline of blocks that went, behind the part's right edge."""
DASHES = [3.0, 2.5]
FAINT = 0.7
GHOST_LINES: tuple[tuple[TextStyle, int], ...] = (("title", 24), ("small", 40))
"""Style and base line of each line of text."""


class PartChange(NamedTuple):
    """How a part differs from the one it is compared with."""

    tag: str
    """In a few words; empty where its own fields are the same."""
    color: str
    """Of the tag."""
    blocks: tuple[tuple[int, str], ...] = ()
    """Positions of blocks that came or changed, each with its colour."""
    num_removed: int = 0
    """Blocks at its end that went."""


class Ghost(NamedTuple):
    """A stage that only the baseline has."""

    before: int
    """Number of the stage in front of which it stood."""
    title: str
    detail: str
    kind: str


@dataclass(frozen=True)
class CanvasChanges:
    """All differences of one network from a baseline."""

    summary: Summary | None = None
    """The network they are those of."""
    parts: dict[str, PartChange] = field(default_factory=dict)
    ghosts: tuple[Ghost, ...] = ()


class ChangeItem(QGraphicsItem):
    """Of one part: a tag on its edge, a line over every block that came or changed, an outline of those that went."""

    def __init__(self, part: QGraphicsItem) -> None:
        super().__init__(part)
        self.change: PartChange | None = None
        """What is shown."""
        self._band = QRectF()
        self._spans: tuple[tuple[float, float, str], ...] = ()
        self.hide()

    def show_change(self, change: PartChange | None, band: QRectF, spans: tuple[tuple[float, float, str], ...]) -> None:
        """`spans` are (left, right, colour) of the blocks' marks, in the part's coordinates; None: nothing."""
        if (change, band, spans) != (self.change, self._band, self._spans):
            self.prepareGeometryChange()
            self.change, self._band, self._spans = change, band, spans
            self.update()
        self.setVisible(change is not None)

    def boundingRect(self) -> QRectF:
        return self._band.adjusted(-GAP, -TAG_HEIGHT, GAP, 0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        change = self.change
        if change is None:
            return
        zoom, pens = option.levelOfDetailFromTransform(painter.worldTransform()), pens_of(self)
        y = self._band.top() + TITLE_HEIGHT - MARK_HEIGHT
        for left, right, color in self._spans:
            painter.fillRect(QRectF(left, y, right - left, MARK_HEIGHT), pens.color(color))
        if change.num_removed:
            painter.setPen(_dashed(pens, "less"))
            painter.setBrush(pens.no_brush)
            painter.drawRoundedRect(SLAB.translated(self._band.right(), 0), 3, 3)
        if change.tag:
            place = QPointF(self._band.left() + TAG_INSET, self._band.top())
            paint_tag(painter, pens, place, change.tag, change.color, zoom)


class GhostItem(QGraphicsItem):
    """The dashed outline of a stage that only the baseline has."""

    def __init__(self, ghost: Ghost, frame: Frame) -> None:
        super().__init__()
        self.ghost = ghost
        self._area = QRectF(0, frame.top, GHOST_WIDTH, frame.bottom - frame.top)

    def boundingRect(self) -> QRectF:
        return self._area.adjusted(-GAP, -TAG_HEIGHT, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom, pens = option.levelOfDetailFromTransform(painter.worldTransform()), pens_of(self)
        painter.setPen(_dashed(pens, self.ghost.kind))
        painter.setBrush(pens.no_brush)
        painter.drawRoundedRect(self._area, CORNER, CORNER)
        painter.drawLine(QPointF(-GAP, 0), QPointF(GHOST_WIDTH, 0))
        if not pens.is_readable("small", zoom):
            return
        painter.setPen(pens.color("text_muted"))
        for (style, y), text in zip(GHOST_LINES, (self.ghost.title, self.ghost.detail), strict=True):
            painter.setFont(pens.font(style))
            painter.drawText(QRectF(0, self._area.top() + y - 14, GHOST_WIDTH, 18), Qt.AlignmentFlag.AlignCenter, text)
        word = QCoreApplication.translate("NetworkDiagram", "removed")
        left = (GHOST_WIDTH - tag_width(pens, word)) / 2
        paint_tag(painter, pens, QPointF(left, self._area.top()), word, "less", zoom)


def tag_width(pens: PenCache, text: str) -> float:
    return pens.text_width(text, "mark") + 2 * TAG_PADDING


def paint_tag(painter: QPainter, pens: PenCache, place: QPointF, text: str, color: str, zoom: float) -> None:
    """A short text in a pill whose left end is at `place`; too far away to be read, the pill alone."""
    area = QRectF(place.x(), place.y() - TAG_HEIGHT / 2, tag_width(pens, text), TAG_HEIGHT)
    painter.setPen(pens.no_pen)
    painter.setBrush(pens.color(color))
    painter.drawRoundedRect(area, TAG_HEIGHT / 2, TAG_HEIGHT / 2)
    if pens.is_readable("mark", zoom):
        painter.setFont(pens.font("mark"))
        painter.setPen(pens.color("surface"))
        painter.drawText(QPointF(area.left() + TAG_PADDING, place.y() + BASELINE), text)


def _dashed(pens: PenCache, color: str) -> QPen:
    pen = QPen(pens.pen(color, FAINT, 1.2))
    pen.setDashPattern(DASHES)
    return pen
