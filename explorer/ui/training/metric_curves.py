"""The curves of one run in one metric plot: training at each step, smoothed, at each epoch, and the test."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from explorer.ui.palette import Palette
from explorer.ui.training.column_extremes import GrowingExtremes, column_extremes, visible_slice
from explorer.ui.training.metric import Metric
from explorer.ui.training.progress_scale import ProgressScale
from explorer.ui.training.shown_run import ShownRun
from explorer.ui.training.smoothed_series import SmoothedSeries

MARKER_SIZE = 8
BEST_SIZE = 15
MARKER_SPACE = 10
"""Pixels that a marker needs; with less the lines alone are drawn."""
TRAINING_WIDTH, TEST_WIDTH = 1.5, 2.25
"""Pixels: thin is training and thick is test, whatever the colour."""
MANY_POINTS = 5000
"""In view; above this a smooth line is one pixel wide."""
NEXT, RUNNING = 1, 100
"""Heights in the stack of curves."""

Range = tuple[float, float]


class MetricCurves:
    """Draws a run's numbers into a plot. Colour and form both tell the curves apart."""

    def __init__(self, plot: pg.PlotItem, metric: Metric, run: ShownRun, palette: Palette) -> None:
        self._plot, self._metric, self._run, self._palette = plot, metric, run, palette
        self._window = 1
        self.is_log = False
        self._is_visible = True
        self._raw = _line()
        self._smooth = _line()
        self._epoch_marks = _marks("d", MARKER_SIZE + 1)
        self._test = _line()
        self._test_marks = _marks("o", MARKER_SIZE)
        self._best_mark = _marks("o", BEST_SIZE)
        for item in self._items:
            # Their bounds would be asked for at every redraw; the plot sets its ranges itself.
            plot.addItem(item, ignoreBounds=True)
        self._forget()
        self.set_run(run, 0)

    def set_run(self, run: ShownRun, place: int) -> None:
        """The same history in another colour or state; `place` is its height among the others."""
        self._run = run
        for item in self._items:
            item.setZValue(RUNNING if run.is_running else place * NEXT)
        self._set_pens()

    def set_window(self, window: int) -> None:
        """Smooth over about so many steps; 1 shows the steps alone."""
        self._window = window
        self._forget()
        self._set_pens()

    def set_visible(self, is_visible: bool) -> None:
        self._is_visible = is_visible
        for item in self._items:
            item.setVisible(is_visible)

    def set_exported(self, is_exported: bool) -> None:
        """Whether the marks are drawn as lines, for a picture in a file, instead of from a cache of their pixels."""
        for marks in (self._epoch_marks, self._test_marks, self._best_mark):
            marks.opts["useCache"] = not is_exported

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self._set_pens()

    def remove(self) -> None:
        """Takes the curves off the plot."""
        for item in self._items:
            self._plot.removeItem(item)

    def draw(self, scale: ProgressScale, view: Range, num_columns: int) -> Range | None:
        """Draws what lies between two positions.

        Returns:
            The least and the greatest height drawn, None where nothing is.
        """
        if self._revision != self._run.history.revision:
            self._forget()
        factor = scale.factor(self._run.history)
        view = (view[0] / factor, view[1] / factor)
        drawn = [*self._draw_steps(scale, view, num_columns), *self._draw_epochs(scale, view, num_columns)]
        finite = [values[np.isfinite(values)] for values in drawn]
        finite = [values for values in finite if values.size]
        if not finite:
            return None
        return float(min(values.min() for values in finite)), float(max(values.max() for values in finite))

    @property
    def _items(self) -> tuple[pg.GraphicsObject, ...]:
        return self._raw, self._smooth, self._test, self._epoch_marks, self._test_marks, self._best_mark

    def _forget(self) -> None:
        self._revision = self._run.history.revision
        self._smoothed = SmoothedSeries(self._window)
        self._raw_extremes, self._smooth_extremes = GrowingExtremes(), GrowingExtremes()

    def _draw_steps(self, scale: ProgressScale, view: Range, num_columns: int) -> list[np.ndarray]:
        history = self._run.history
        places, values = scale.places(history), self._metric.steps(history)
        factor = scale.factor(history)
        shown = visible_slice(places, *view)
        at, raw = column_extremes(places, values, shown, num_columns, self._raw_extremes)
        heights = self._height(raw)
        # Where lines are denser than pixels, smoothing their edges is dear and not seen.
        self._raw.setData(at * factor, heights, antialias=len(at) < num_columns)
        if self._window == 1:
            self._smooth.setData([], [])
        else:
            smoothed = self._smoothed.of(values)
            # A smooth line needs few points.
            at, smooth = column_extremes(places, smoothed, shown, num_columns // 4, self._smooth_extremes)
            self._smooth.setData(at * factor, self._height(smooth))
            self._set_width(self._smooth, TRAINING_WIDTH, is_dense=shown.stop - shown.start > MANY_POINTS)
        return [heights]

    def _draw_epochs(self, scale: ProgressScale, view: Range, num_columns: int) -> list[np.ndarray]:
        history, factor = self._run.history, scale.factor(self._run.history)
        places, values = scale.epoch_places(history), self._metric.tests(history)
        shown = visible_slice(places, *view)
        at, tests = column_extremes(places, values, shown, num_columns // 4)
        heights = self._height(tests)
        self._test.setData(at * factor, heights)
        self._set_width(self._test, TEST_WIDTH, is_dense=shown.stop - shown.start > num_columns // 2)
        means = self._height(self._metric.epochs(history)[shown])
        if (shown.stop - shown.start) * MARKER_SPACE < num_columns:
            # Beside other runs the marks of the test say enough.
            self._set_marks(self._epoch_marks, at * factor if self._run.color is None else [], means)
            self._set_marks(self._test_marks, at * factor, heights)
        else:
            self._set_marks(self._epoch_marks, [], means)
            self._set_marks(self._test_marks, [], heights)
        best = history.epochs[shown] == (history.best_epoch or -1)
        self._set_marks(self._best_mark, places[shown][best] * factor, self._height(values[shown][best]))
        return [means, heights]

    def _height(self, values: np.ndarray) -> np.ndarray:
        """Where values stand in the plot; NaN where they cannot."""
        if not self.is_log:
            return np.where(np.isfinite(values), values, np.nan)
        return np.log10(np.where((values > 0) & np.isfinite(values), values, np.nan))

    def _set_marks(self, item: pg.ScatterPlotItem, places: np.ndarray, values: np.ndarray) -> None:
        # An item without points takes half a millisecond to paint nothing.
        item.setVisible(self._is_visible and len(places) > 0)
        if len(places) or len(item.data):
            item.setData(places, values[: len(places)])

    def _set_pens(self) -> None:
        palette, run = self._palette, self._run
        training, test = run.training_color(palette), run.test_color(palette)
        faint = 1.0 if self._window == 1 else 0.38 if run.color is None else 0.26
        self._raw.setPen(pg.mkPen(run.training_color(palette, faint), width=1))
        self._smooth.setPen(pg.mkPen(training, width=TRAINING_WIDTH))
        self._epoch_marks.setPen(pg.mkPen(training, width=1.5))
        self._epoch_marks.setBrush(pg.mkBrush(palette.color("surface")))
        self._test.setPen(pg.mkPen(test, width=TEST_WIDTH))
        self._test_marks.setPen(pg.mkPen(palette.color("surface"), width=1))
        self._test_marks.setBrush(pg.mkBrush(test))
        self._best_mark.setPen(pg.mkPen(palette.color("text") if run.color is None else test, width=1.5))
        self._best_mark.setBrush(pg.mkBrush(QColor(0, 0, 0, 0)))

    def _set_width(self, line: pg.PlotCurveItem, width: float, *, is_dense: bool) -> None:
        # Wide pens are drawn several times as slowly, most of all in a line that goes up and down.
        wanted = 1 if is_dense else width
        pen = line.opts["pen"]
        if pen.widthF() != wanted:
            line.setPen(pg.mkPen(pen.color(), width=wanted))


def _line() -> pg.PlotCurveItem:
    line = pg.PlotCurveItem(antialias=True, connect="finite")
    line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    return line


def _marks(symbol: str, size: float) -> pg.ScatterPlotItem:
    return pg.ScatterPlotItem(symbol=symbol, size=size, pxMode=True)
