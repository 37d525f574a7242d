"""The legend of the metric plots, beside them so that it covers no data."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.ui.palette import themed
from explorer.ui.training.metric_curves import TEST_WIDTH, TRAINING_WIDTH

WIDTH, HEIGHT = 24, 14
GAP = 6


class CurveSample(QWidget):
    """A short piece of one of the curves, as the plots draw it."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        """
        Args:
            kind: "step", "smoothed", "epoch", "test" or "best".
        """
        super().__init__(parent)
        self._kind = kind
        self._is_neutral = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_neutral(self, is_neutral: bool) -> None:
        """Whether the colours tell runs apart, so that form alone tells training from test."""
        self._is_neutral = is_neutral
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
        painter.setPen(QPen(self._color("training", 0.55), 1))
        heights = (1, -4, 3, -2, 4, -3, 1)
        points = [QPointF(2 + i * (self.width() - 4) / 6, middle.y() + heights[i]) for i in range(7)]
        painter.drawPolyline(QPolygonF(points))

    def _paint_smoothed(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._color("training"), TRAINING_WIDTH))
        self._paint_line(painter, middle)

    def _paint_epoch(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._color("training"), 1.5))
        painter.setBrush(themed("surface"))
        corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))

    def _paint_test(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._color("test"), TEST_WIDTH))
        self._paint_line(painter, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("test"))
        painter.drawEllipse(middle, 3.5, 3.5)

    def _paint_best(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(themed("text"), 1.5))
        painter.drawEllipse(middle, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("test"))
        painter.drawEllipse(middle, 3, 3)

    def _color(self, name: str, alpha: float = 1.0) -> QColor:
        return themed("text_muted" if self._is_neutral else name, alpha)

    def _paint_line(self, painter: QPainter, middle: QPointF) -> None:
        painter.drawLine(QPointF(2, middle.y()), QPointF(self.width() - 2, middle.y()))


class CurveLegend(QWidget):
    """A row of samples with their names; the names are in the tooltips alone where there is no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: dict[str, CurveSample] = {}
        self._labels: dict[str, QLabel] = {}
        self._hidden: set[str] = set()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for kind, name, tip in (
            ("step", self.tr("step"), self.tr("Training: every step, none left out")),
            ("smoothed", self.tr("smoothed"), self.tr("Training: an exponential moving average of the steps")),
            ("epoch", self.tr("epoch"), self.tr("Training: the mean of each epoch")),
            ("test", self.tr("test"), self.tr("Test: at the end of each epoch")),
            ("best", self.tr("best"), self.tr("The epoch with the highest test accuracy, whose weights are kept")),
        ):
            sample, label = CurveSample(kind), QLabel(name)
            sample.setAccessibleName(name)
            label.setProperty("role", "caption")
            for widget in (sample, label):
                widget.setToolTip(tip)
                layout.addWidget(widget)
            layout.addSpacing(GAP)
            self._samples[kind], self._labels[kind] = sample, label
        layout.addStretch()

    def set_smoothed(self, is_smoothed: bool) -> None:
        """Whether there is a smoothed curve."""
        self._show_kind("smoothed", is_smoothed)

    def set_overlaid(self, is_overlaid: bool) -> None:
        """Whether there are several runs, each in a colour of its own."""
        for sample in self._samples.values():
            sample.set_neutral(is_overlaid)
        self._show_kind("epoch", not is_overlaid)

    def sizeHint(self) -> QSize:
        labels = (label for kind, label in self._labels.items() if kind not in self._hidden)
        names = sum(label.sizeHint().width() + GAP for label in labels)
        return QSize(self.minimumSizeHint().width() + names, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        height = max(HEIGHT, next(iter(self._labels.values())).sizeHint().height())
        return QSize(len(self._samples) * (WIDTH + 2 * GAP), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_samples()

    def _show_kind(self, kind: str, is_shown: bool) -> None:
        self._hidden.discard(kind) if is_shown else self._hidden.add(kind)
        self._samples[kind].setVisible(is_shown)
        self.updateGeometry()
        self._name_samples()

    def _name_samples(self) -> None:
        has_room = self.width() >= self.sizeHint().width()
        for kind, label in self._labels.items():
            label.setVisible(has_room and kind not in self._hidden)
