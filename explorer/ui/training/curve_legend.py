"""The legend of the metric plots, beside them so that it covers no data."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.ui.palette import Palette

WIDTH, HEIGHT = 24, 14
GAP = 6


class CurveSample(QWidget):
    """A short piece of one of the curves, as the plots draw it."""

    def __init__(self, kind: str, palette: Palette, parent: QWidget | None = None) -> None:
        """
        Args:
            kind: "step", "smoothed", "epoch", "test" or "best".
        """
        super().__init__(parent)
        self._kind = kind
        self._palette = palette
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        {
            "step": self._paint_step,
            "smoothed": self._paint_smoothed,
            "epoch": self._paint_epoch,
            "test": self._paint_test,
            "best": self._paint_best,
        }[self._kind](painter, QPointF(self.width() / 2, self.height() / 2))

    def _paint_step(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._palette.color("training", 0.55), 1))
        heights = (1, -4, 3, -2, 4, -3, 1)
        points = [QPointF(2 + i * (self.width() - 4) / 6, middle.y() + heights[i]) for i in range(7)]
        painter.drawPolyline(QPolygonF(points))

    def _paint_smoothed(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._palette.color("training"), 2))
        self._paint_line(painter, middle)

    def _paint_epoch(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._palette.color("training"), 1.5))
        painter.setBrush(self._palette.color("surface"))
        corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))

    def _paint_test(self, painter: QPainter, middle: QPointF) -> None:
        pen = QPen(self._palette.color("test"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        self._paint_line(painter, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.color("test"))
        painter.drawEllipse(middle, 3.5, 3.5)

    def _paint_best(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._palette.color("text"), 1.5))
        painter.drawEllipse(middle, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.color("test"))
        painter.drawEllipse(middle, 3, 3)

    def _paint_line(self, painter: QPainter, middle: QPointF) -> None:
        painter.drawLine(QPointF(2, middle.y()), QPointF(self.width() - 2, middle.y()))


class CurveLegend(QWidget):
    """A row of samples with their names; the names are in the tooltips alone where there is no room for them."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            "step": self.tr("training step"),
            "smoothed": self.tr("smoothed"),
            "epoch": self.tr("training epoch"),
            "test": self.tr("test"),
            "best": self.tr("best"),
        }
        self._samples = {kind: CurveSample(kind, palette) for kind in names}
        self._labels = {kind: QLabel(name) for kind, name in names.items()}
        self._is_smoothed = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for kind, label in self._labels.items():
            self._samples[kind].setToolTip(names[kind])
            label.setProperty("role", "caption")
            layout.addWidget(self._samples[kind])
            layout.addWidget(label)
            layout.addSpacing(GAP)
        layout.addStretch()

    def set_smoothed(self, is_smoothed: bool) -> None:
        """Whether there is a smoothed curve."""
        self._is_smoothed = is_smoothed
        self._samples["smoothed"].setVisible(is_smoothed)
        self.updateGeometry()
        self._name_samples()

    def apply_palette(self, palette: Palette) -> None:
        for sample in self._samples.values():
            sample.apply_palette(palette)

    def sizeHint(self) -> QSize:
        names = sum(label.sizeHint().width() + GAP for label in self._labels.values())
        return QSize(self.minimumSizeHint().width() + names, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        height = max(HEIGHT, next(iter(self._labels.values())).sizeHint().height())
        return QSize(len(self._samples) * (WIDTH + 2 * GAP), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_samples()

    def _name_samples(self) -> None:
        has_room = self.width() >= self.sizeHint().width()
        for kind, label in self._labels.items():
            label.setVisible(has_room and (self._is_smoothed or kind != "smoothed"))
