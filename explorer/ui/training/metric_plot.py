"""One plot over the steps of a run: loss or accuracy."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette
from explorer.ui.training.metric import Metric
from explorer.ui.training.metric_axes import EpochAxis, StepAxis, ValueAxis
from explorer.ui.training.metric_curves import MetricCurves

MARGIN = 0.06
"""Share of the height left free above and below the curves."""
BELOW_ZERO = 0.02
"""Share of the height under the line of zero."""
SIDE_MARGIN = 0.02
"""Share of the width left free after the last step."""
LABEL_ROOM = 14
"""Pixels."""
SMALLEST_SPAN = 4
"""Steps that a view shows at least."""


class MetricPlot(pg.PlotWidget):
    """Draws a history when it is told to; the height always fits what is in view, the width is a person's to change."""

    cursorMoved = Signal(object)
    """The step under the pointer as a float, or None where the pointer has left."""
    spanMoved = Signal()
    """A person has zoomed or moved the view."""
    fitRequested = Signal()
    """A double click."""

    def __init__(self, metric: Metric, palette: Palette, parent: QWidget | None = None) -> None:
        self._value_axis = ValueAxis(metric.write_tick, metric.unit)
        self._epoch_axis = EpochAxis()
        self._axes = {"left": self._value_axis, "bottom": StepAxis(), "top": self._epoch_axis}
        super().__init__(parent, axisItems=self._axes)
        self.metric = metric
        self._history = MetricHistory()
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        # The last label of an axis stands a little beyond its end.
        plot.layout.setContentsMargins(0, 0, LABEL_ROOM, 0)
        shown = (True, True, False, True)
        plot.showAxes(shown, showValues=shown)
        self._view = plot.getViewBox()
        self._view.setMouseEnabled(x=True, y=False)
        self._view.disableAutoRange()
        self._curves = MetricCurves(plot, metric, palette)
        self._view.sigRangeChangedManually.connect(self.spanMoved)
        self._view.sigXRangeChanged.connect(self.redraw)
        self._view.sigResized.connect(self.redraw)
        self._cursor = pg.InfiniteLine(angle=90)
        self._cursor.hide()
        plot.addItem(self._cursor, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._tell_cursor)
        self.setAccessibleName(metric.name)
        self.apply_palette(palette)

    def set_history(self, history: MetricHistory) -> None:
        """Shows another history from its beginning."""
        self._history = history
        self._curves.forget()
        self.redraw()

    def set_window(self, window: int) -> None:
        """Smooths over about so many steps; 1 shows the steps alone."""
        self._curves.set_window(window)
        self.redraw()

    def set_log(self, is_log: bool) -> None:
        self._curves.is_log = self._value_axis.is_log = is_log
        self._value_axis.picture = None
        self.redraw()

    def set_span(self, end: float) -> None:
        """Shows the steps from the first to `end`."""
        # A little more, so that a marker at the end is whole.
        end = max(end, SMALLEST_SPAN) * (1 + SIDE_MARGIN)
        self._view.setLimits(xMin=0, xMax=end, minXRange=SMALLEST_SPAN)
        self._view.setXRange(0, end, padding=0)

    def set_cursor(self, step: float | None) -> None:
        """Shows the line at a step, or no line."""
        self._cursor.setVisible(step is not None)
        if step is not None:
            self._cursor.setPos(step)

    @Slot()
    def redraw(self) -> None:
        """Draws what the history has by now."""
        self._epoch_axis.set_steps_per_epoch(self._history.steps_per_epoch)
        view = self._view.viewRange()[0]
        extent = self._curves.draw(self._history, tuple(view), max(1, int(self._view.width())))
        if extent is not None:
            self._view.setYRange(*self._with_margin(*extent), padding=0)

    def apply_palette(self, palette: Palette) -> None:
        self.setBackground(palette.color("surface"))
        for axis in self._axes.values():
            axis.apply_palette(palette)
        self._curves.apply_palette(palette)
        self._cursor.setPen(pg.mkPen(palette.color("text_muted"), width=1, style=Qt.PenStyle.DotLine))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cursorMoved.emit(None)

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.fitRequested.emit()

    @Slot(object)
    def _tell_cursor(self, place: QPointF) -> None:
        is_inside = self._view.sceneBoundingRect().contains(place)
        self.cursorMoved.emit(self._view.mapSceneToView(place).x() if is_inside else None)

    def _with_margin(self, low: float, high: float) -> tuple[float, float]:
        if not self._value_axis.is_log and self.metric.highest is None:
            low = min(low, 0.0)
        margin = MARGIN * (high - low) or 0.1 * max(abs(high), self.metric.unit)
        top, bottom = high + margin, low - margin
        if self._value_axis.is_log:
            return bottom, top
        return max(-BELOW_ZERO * (top - bottom), bottom), top


def nearest(values: np.ndarray, value: float) -> int | None:
    """Position of the entry of ascending `values` that is nearest to `value`; None where there are none."""
    if not len(values):
        return None
    after = int(np.clip(np.searchsorted(values, value), 1, max(1, len(values) - 1)))
    candidates = [index for index in (after - 1, after) if index < len(values)]
    return min(candidates, key=lambda index: abs(values[index] - value))
