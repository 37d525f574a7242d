"""The curves of one run in one metric plot: training at each step, smoothed, at each epoch, and the test."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.ui.palette import themed
from explorer.ui.training.column_extremes import GrowingExtremes, column_extremes, visible_slice
from explorer.ui.training.drawn_line import DrawnLine
from explorer.ui.training.drawn_marks import DrawnMarks
from explorer.ui.training.metric import Metric
from explorer.ui.training.pixel_scale import PixelScale
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
BEHIND = -1000
"""Height in the view of the first run's curves: that of the cursor is 0."""
RUNNING = 100
"""How much higher those of a run that goes on are."""

BOTH = (np.fmin, np.fmax)

Range = tuple[float, float]


class MetricCurves(QGraphicsItem):
    """Draws a run's numbers into the view of a plot. Colour and form both tell the curves apart.

    It is one item that paints in the view's own pixels: pyqtgraph's items, one a curve, take twice as long for that.
    """

    def __init__(self, view: pg.ViewBox, metric: Metric, run: ShownRun) -> None:
        super().__init__(view)
        self._view, self._metric, self._run = view, metric, run
        self._window = 1
        self._bounds = QRectF()
        self.is_log = False
        self.raw, self.smooth, self.test = DrawnLine(), DrawnLine(), DrawnLine()
        self.epoch_marks = DrawnMarks("diamond", MARKER_SIZE + 1)
        self.test_marks = DrawnMarks("circle", MARKER_SIZE)
        self.best_mark = DrawnMarks("circle", BEST_SIZE)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._forget()
        self.set_run(run, 0)

    def set_run(self, run: ShownRun, place: int) -> None:
        """The same history in another colour or state; `place` is its height among the others."""
        self._run = run
        self.setZValue(BEHIND + (RUNNING if run.is_running else place))
        self._set_pens()

    def set_window(self, window: int) -> None:
        """Smooth over about so many steps; 1 shows the steps alone."""
        self._window = window
        self._forget()
        self._set_pens()

    def follow_theme(self) -> None:
        """Takes on the colours that are shown now."""
        self._set_pens()

    def remove(self) -> None:
        """Takes the curves off the plot."""
        self.scene().removeItem(self)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        # The mouse is the plot's.
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = PixelScale.of(self._view)
        for line in (self.raw, self.smooth, self.test):
            line.paint(painter, scale)
        for marks in (self.epoch_marks, self.test_marks, self.best_mark):
            marks.paint(painter, scale)

    def draw(self, scale: ProgressScale, view: Range, width: int, ratio: float = 1.0) -> Range | None:
        """Draws what lies between two positions, over so many pixels, of which the device has `ratio` each.

        Returns:
            The least and the greatest height drawn, None where nothing is.
        """
        if self._revision != self._run.history.revision:
            self._forget()
        self._fill_view()
        factor = scale.factor(self._run.history)
        view = (view[0] / factor, view[1] / factor)
        drawn = [*self._draw_steps(scale, view, width, round(width * ratio)), *self._draw_epochs(scale, view, width)]
        # Those of nothing finite are NaN, which both leave out.
        low, high = (extreme.reduce([extreme.reduce(values, initial=np.nan) for values in drawn]) for extreme in BOTH)
        return None if np.isnan(low) else (float(low), float(high))

    def _fill_view(self) -> None:
        bounds = self._view.rect()
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def _forget(self) -> None:
        self._revision = self._run.history.revision
        self._smoothed = SmoothedSeries(self._window)
        self._raw_extremes, self._smooth_extremes = GrowingExtremes(), GrowingExtremes()

    def _draw_steps(self, scale: ProgressScale, view: Range, width: int, num_columns: int) -> list[np.ndarray]:
        history = self._run.history
        places, values = scale.places(history), self._metric.steps(history)
        factor = scale.factor(history)
        shown = visible_slice(places, *view)
        at, raw = column_extremes(places, values, shown, num_columns, self._raw_extremes)
        heights = self._height(raw)
        self.raw.set_points(at * factor, heights, is_dense=len(at) >= num_columns)
        if self._window == 1:
            self.smooth.clear()
        else:
            smoothed = self._smoothed.of(values)
            # A smooth line needs few points.
            at, smooth = column_extremes(places, smoothed, shown, width // 4, self._smooth_extremes)
            self.smooth.set_points(at * factor, self._height(smooth))
            self.smooth.width = TRAINING_WIDTH if shown.stop - shown.start <= MANY_POINTS else 1.0
        return [heights]

    def _draw_epochs(self, scale: ProgressScale, view: Range, width: int) -> list[np.ndarray]:
        history, factor = self._run.history, scale.factor(self._run.history)
        places, values = scale.epoch_places(history), self._metric.tests(history)
        shown = visible_slice(places, *view)
        at, tests = column_extremes(places, values, shown, width // 4)
        heights = self._height(tests)
        self.test.set_points(at * factor, heights)
        self.test.width = TEST_WIDTH if shown.stop - shown.start <= width // 2 else 1.0
        means = self._height(self._metric.epochs(history)[shown])
        self.epoch_marks.clear()
        self.test_marks.clear()
        if (shown.stop - shown.start) * MARKER_SPACE < width:
            self.test_marks.set_points(at * factor, heights)
            # Beside other runs the marks of the test say enough.
            if self._run.color is None:
                self.epoch_marks.set_points(at * factor, means)
        best = history.epochs[shown] == (history.best_epoch or -1)
        self.best_mark.set_points(places[shown][best] * factor, self._height(values[shown][best]))
        return [means, heights]

    def _height(self, values: np.ndarray) -> np.ndarray:
        """Where values stand in the plot; NaN where they cannot."""
        if not self.is_log:
            return np.where(np.isfinite(values), values, np.nan)
        return np.log10(np.where((values > 0) & np.isfinite(values), values, np.nan))

    def _set_pens(self) -> None:
        run = self._run
        training, test = themed(run.training_color), themed(run.test_color)
        faint = 1.0 if self._window == 1 else 0.38 if run.color is None else 0.26
        self.raw.color = themed(run.training_color, faint)
        self.smooth.color, self.test.color = training, test
        self.epoch_marks.set_style(QPen(training, 1.5), QBrush(themed("surface")))
        self.test_marks.set_style(QPen(themed("surface"), 1), QBrush(test))
        best = themed("text") if run.color is None else test
        self.best_mark.set_style(QPen(best, 1.5), QBrush(Qt.BrushStyle.NoBrush))
        self.update()
