"""The curves of one metric plot: training at each step, smoothed, at each epoch, and the test."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette
from explorer.ui.training.column_extremes import column_extremes, visible_slice
from explorer.ui.training.metric import Metric
from explorer.ui.training.smoothed_series import SmoothedSeries

MARKER_SIZE = 8
BEST_SIZE = 15
MARKER_SPACE = 10
"""Pixels that a marker needs; with less the lines alone are drawn."""

Range = tuple[float, float]


class MetricCurves:
    """Draws a history's numbers into a plot. Colour and form both tell the curves apart."""

    def __init__(self, plot: pg.PlotItem, metric: Metric, palette: Palette) -> None:
        self._metric = metric
        self._smoothed = SmoothedSeries(1)
        self._window = 1
        self.is_log = False
        self._raw = _add(plot, pg.PlotCurveItem(antialias=True, connect="finite"))
        self._smooth = _add(plot, pg.PlotCurveItem(antialias=True, connect="finite"))
        self._epoch_marks = _add(plot, pg.ScatterPlotItem(symbol="d", size=MARKER_SIZE + 1, pxMode=True))
        self._test = _add(plot, pg.PlotCurveItem(antialias=True, connect="finite"))
        self._test_marks = _add(plot, pg.ScatterPlotItem(symbol="o", size=MARKER_SIZE, pxMode=True))
        self._best_mark = _add(plot, pg.ScatterPlotItem(symbol="o", size=BEST_SIZE, pxMode=True))
        self.apply_palette(palette)

    def set_window(self, window: int) -> None:
        """Smooth over about so many steps; 1 shows the steps alone."""
        self._window = window
        self.forget()
        self._set_pens()

    def forget(self) -> None:
        """The next history is another one."""
        self._smoothed = SmoothedSeries(self._window)

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self._set_pens()

    def draw(self, history: MetricHistory, view: Range, num_columns: int) -> Range | None:
        """Draws what lies between the steps of `view`.

        Returns:
            The least and the greatest position drawn, None where nothing is.
        """
        drawn = [*self._draw_steps(history, view, num_columns), *self._draw_epochs(history, view, num_columns)]
        finite = [values[np.isfinite(values)] for values in drawn]
        finite = [values for values in finite if values.size]
        if not finite:
            return None
        return float(min(values.min() for values in finite)), float(max(values.max() for values in finite))

    def _draw_steps(self, history: MetricHistory, view: Range, num_columns: int) -> list[np.ndarray]:
        steps, values = history.steps, self._metric.steps(history)
        shown = visible_slice(steps, *view)
        places, raw = column_extremes(steps, values, shown, num_columns)
        # Where lines are denser than pixels, smoothing their edges is dear and not seen.
        self._raw.setData(places, self._position(raw), antialias=len(places) < num_columns)
        if self._window == 1:
            self._smooth.setData([], [])
        else:
            # Wide pens are dear, and a smooth line needs few points.
            places, smooth = column_extremes(steps, self._smoothed.of(values), shown, num_columns // 4)
            self._smooth.setData(places, self._position(smooth))
        return [self._position(raw)]

    def _draw_epochs(self, history: MetricHistory, view: Range, num_columns: int) -> list[np.ndarray]:
        shown = visible_slice(history.epoch_steps, *view)
        places = history.epoch_steps[shown]
        means = self._position(self._metric.epochs(history)[shown])
        tests = self._position(self._metric.tests(history)[shown])
        has_room = len(places) * MARKER_SPACE < num_columns
        self._test.setData(places, tests)
        _set_marks(self._epoch_marks, places if has_room else [], means)
        _set_marks(self._test_marks, places if has_room else [], tests)
        best = history.epochs[shown] == (history.best_epoch or -1)
        _set_marks(self._best_mark, places[best], tests[best])
        return [means, tests]

    def _position(self, values: np.ndarray) -> np.ndarray:
        """Where values stand in the plot; NaN where they cannot."""
        if not self.is_log:
            return np.where(np.isfinite(values), values, np.nan)
        return np.log10(np.where((values > 0) & np.isfinite(values), values, np.nan))

    def _set_pens(self) -> None:
        is_raw_alone = self._window == 1
        training, test = self._palette.color("training"), self._palette.color("test")
        self._raw.setPen(pg.mkPen(self._palette.color("training", 1.0 if is_raw_alone else 0.38), width=1))
        self._smooth.setPen(pg.mkPen(training, width=2))
        self._epoch_marks.setPen(pg.mkPen(training, width=1.5))
        self._epoch_marks.setBrush(pg.mkBrush(self._palette.color("surface")))
        self._test.setPen(pg.mkPen(test, width=1.5, style=Qt.PenStyle.DashLine))
        self._test_marks.setPen(pg.mkPen(self._palette.color("surface"), width=1))
        self._test_marks.setBrush(pg.mkBrush(test))
        self._best_mark.setPen(pg.mkPen(self._palette.color("text"), width=1.5))
        self._best_mark.setBrush(pg.mkBrush(QColor(0, 0, 0, 0)))


def _add(plot: pg.PlotItem, item: pg.GraphicsObject) -> pg.GraphicsObject:
    # Their bounds would be asked for at every redraw; the plot sets its ranges itself.
    plot.addItem(item, ignoreBounds=True)
    return item


def _set_marks(item: pg.ScatterPlotItem, places: np.ndarray, values: np.ndarray) -> None:
    item.setData(places, values[: len(places)])
