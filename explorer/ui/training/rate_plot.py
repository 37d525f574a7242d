"""The plot of the learning-rate finder: the loss against the rate, on a logarithmic axis."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.ui.growth_items import ReadOut
from explorer.ui.palette import follow_theme, themed
from explorer.ui.training.metric_axes import Ticks, ValueAxis, log_ticks
from explorer.ui.training.plain_axis import PlainAxis

MARGIN = 0.08
"""Share of the height left free above and below the curve."""
LABEL_ROOM = 16
BEHIND = -1000


class RateAxis(PlainAxis):
    """Rates along the bottom; positions are their logarithms."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.setGrid(255)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        return [(0.0, log_ticks(minVal, maxVal, self.num_labels(size)))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{10**value:.3g}" for value in values]


class RatePlot(QWidget):
    """The curve, the suggested rate and the chosen one; a click chooses another."""

    rateChosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates, self._losses = np.empty(0), np.empty(0)
        self._axes = (RateAxis(), ValueAxis(lambda value, places: f"{value:.{places}f}", 1.0))
        bottom, left = self._axes
        self._plot = pg.PlotWidget(self, axisItems={"bottom": bottom, "left": left})
        self._plot.setAccessibleName(self.tr("Loss against the learning rate"))
        self._curve = pg.PlotDataItem()
        self._mark = pg.InfiniteLine(angle=90)
        self._read_out = ReadOut()
        self._build()
        follow_theme(self, self._take_colors)

    def set_curve(self, rates: list[float], losses: list[float]) -> None:
        """Shows the rates that were tried, and the smoothed loss at each."""
        self._rates, self._losses = np.log10(np.asarray(rates, float)), np.asarray(losses, float)
        self._curve.setData(self._rates, self._losses)
        if len(rates):
            low, high = float(self._losses.min()), float(np.quantile(self._losses, 0.95))
            margin = MARGIN * max(high - low, 1e-3)
            self._plot.setYRange(low - margin, high + 2 * margin, padding=0)

    def set_span(self, first: float, last: float) -> None:
        """The rates from which and to which the search goes."""
        self._plot.setXRange(math.log10(first), math.log10(last), padding=0.02)

    def set_chosen(self, rate: float | None) -> None:
        """Marks a rate, or none."""
        self._mark.setVisible(rate is not None)
        if rate is not None:
            self._mark.setPos(math.log10(rate))

    def _take_colors(self) -> None:
        self._plot.setBackground(themed("surface"))
        self._curve.setPen(pg.mkPen(themed("training"), width=2))
        self._mark.setPen(pg.mkPen(themed("accent"), width=2, style=Qt.PenStyle.DashLine))

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._read_out.hide()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        item = self._plot.getPlotItem()
        for axis in self._axes:
            axis.setZValue(BEHIND)
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.layout.setContentsMargins(4, 8, LABEL_ROOM, 4)
        item.addItem(self._curve)
        item.addItem(self._mark, ignoreBounds=True)
        item.addItem(self._read_out, ignoreBounds=True)
        self._mark.hide()
        self._plot.installEventFilter(self)
        self._plot.scene().sigMouseMoved.connect(self._point_at)
        self._plot.scene().sigMouseClicked.connect(self._click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def _nearest(self, position: object) -> int | None:
        box = self._plot.getPlotItem().getViewBox()
        if not len(self._rates) or not box.sceneBoundingRect().contains(position):
            return None
        return int(np.argmin(np.abs(self._rates - box.mapSceneToView(position).x())))

    def _point_at(self, position: object) -> None:
        nearest = self._nearest(position)
        if nearest is None:
            self._read_out.hide()
            return
        x, y = self._rates[nearest], self._losses[nearest]
        self._read_out.show_lines(self.tr("rate {}").format(f"{10**x:.2g}"), self.tr("loss {}").format(f"{y:.4f}"))
        (left, right), (bottom, top) = self._plot.getPlotItem().getViewBox().viewRange()
        self._read_out.setAnchor((1.05 if x > (left + right) / 2 else -0.05, 0 if y > (bottom + top) / 2 else 1))
        self._read_out.setPos(x, min(y, top))

    def _click(self, event: object) -> None:
        nearest = self._nearest(event.scenePos())
        if nearest is not None and event.button() == Qt.MouseButton.LeftButton:
            self.rateChosen.emit(float(f"{10 ** self._rates[nearest]:.1e}"))
