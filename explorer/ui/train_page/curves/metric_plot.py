"""One plot over the progress of runs: loss or accuracy, with the curves of every run."""

from dataclasses import dataclass, replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt, Slot

from explorer.runs.metric_history import MetricHistory
from explorer.ui.plots.axis import Axis, Ticks, linear, logarithmic, times
from explorer.ui.plots.curve import Curve, Marks, Rule, Smoothed, thinned
from explorer.ui.plots.plot import Plot
from explorer.ui.train_page.curves.metric import Metric
from explorer.ui.train_page.curves.shown_run import STEPS, ProgressScale, ShownRun

MARGIN = 0.06
"""Share of the height left free above and below the curves."""
BELOW_ZERO = 0.02
"""Share of the height under the line of zero."""
SIDE_MARGIN = 0.02
"""Share of the width left free after the last step."""
MARKER_SPACE = 10
"""Pixels that a marker needs; with less the lines alone are drawn."""
TRAINING_WIDTH, TEST_WIDTH = 1.5, 2.25
"""Pixels: thin is training and thick is test, whatever the colour."""
MANY_POINTS = 5000
"""In view; above this a smooth line is one pixel wide."""
RUNNING = 100
"""Added to the z value of the curves of a run that is still training."""

translate = QCoreApplication.translate

Range = tuple[float, float]


@dataclass(frozen=True)
class Drawing:
    """What both plots show, and how."""

    runs: tuple[ShownRun, ...] = ()
    """The last one is on top."""
    hidden: frozenset[MetricHistory] = frozenset()
    scale: ProgressScale = STEPS
    window: int = 1
    """Training is smoothed over about so many steps; 1 shows the steps alone."""
    is_log: bool = False
    """Whether a metric without bounds has a logarithmic axis."""

    @property
    def visible(self) -> list[ShownRun]:
        return [run for run in self.runs if run.history not in self.hidden]

    def progress_ticks(self) -> Ticks:
        """The ticks of the bottom axis."""
        match self.scale.name:
            case "time":
                return times(translate("MetricPlots", "time {}"))
            case "epoch":
                return linear("{:,.{}f}".format, pattern=translate("MetricPlots", "epoch {}"))
        return linear("{:,.0f}".format, finest=1, pattern=translate("MetricPlots", "step {}"))

    def epoch_ticks(self) -> Ticks:
        """The ends of epochs over a plot of steps, where all runs have equally many; else nothing."""
        counts = {run.history.steps_per_epoch for run in self.visible}
        count = counts.pop() if self.scale is STEPS and len(counts) == 1 else None
        if not count:
            return lambda low, high, most: []
        pattern = translate("MetricPlots", "epoch {}")
        return linear("{:,.0f}".format, unit=count, finest=1, first=1, pattern=pattern)


class MetricCurves(pg.ItemGroup):
    """The curves of one run: training at each step, smoothed and at each epoch, and the test; and the best epoch.

    Colour and form both tell them apart.
    """

    def __init__(self, metric: Metric) -> None:
        super().__init__()
        self._metric = metric
        self._smoothed, self._smoothed_of = Smoothed(1), (-1, 1)
        self._view, self._factor, self._is_log = (0.0, 1.0), 1.0, False
        self.raw, self.smooth, self.test = Curve(), Curve(), Curve()
        self.epoch_marks, self.test_marks = Marks("d", 9, fill="surface"), Marks("o", 8, outline="surface")
        self.test_marks.width = 1.0
        self.best_mark = Marks("o", 15)
        for item in (self.raw, self.smooth, self.test, self.epoch_marks, self.test_marks, self.best_mark):
            item.setParentItem(self)

    def draw_run(self, run: ShownRun, drawing: Drawing, view: Range, columns: int, ratio: float) -> list[np.ndarray]:
        """Draws what lies between two positions, over so many columns, of which the device has `ratio` pixels each.

        Returns:
            The heights that are drawn.
        """
        self._factor, self._is_log = drawing.scale.factor(run.history), drawing.is_log
        self._view = view[0] / self._factor, view[1] / self._factor
        self.raw.color = self.smooth.color = self.epoch_marks.outline = run.training_color
        self.test.color = self.test_marks.fill = run.test_color
        self.best_mark.outline = "text" if run.color is None else run.test_color
        self.raw.opacity_of_line = 1.0 if drawing.window == 1 else 0.38 if run.color is None else 0.26
        return [self._draw_steps(run.history, drawing, columns, ratio), *self._draw_epochs(run, drawing, columns)]

    def _draw_steps(self, history: MetricHistory, drawing: Drawing, columns: int, ratio: float) -> np.ndarray:
        places, values = drawing.scale.places(history), self._metric.steps(history)
        at, heights = self._points(places, values, round(columns * ratio))
        self.raw.is_dense = len(at) >= columns * ratio
        self.raw.setData(at, heights)
        self.smooth.setVisible(drawing.window > 1)
        if drawing.window > 1:
            if self._smoothed_of != (history.revision, drawing.window):
                self._smoothed_of = (history.revision, drawing.window)
                self._smoothed = Smoothed(drawing.window)
            # A smooth line needs few points.
            self.smooth.setData(*self._points(places, self._smoothed.of(values), columns // 4))
            self.smooth.width = TRAINING_WIDTH if self._num_shown(places) <= MANY_POINTS else 1.0
        return heights

    def _draw_epochs(self, run: ShownRun, drawing: Drawing, columns: int) -> list[np.ndarray]:
        history, places = run.history, drawing.scale.epoch_places(run.history)
        tests = self._metric.tests(history)
        at, heights = self._points(places, tests, columns // 4)
        means = self._points(places, self._metric.epochs(history), columns // 4)[1]
        num_shown = self._num_shown(places)
        self.test.setData(at, heights)
        self.test.width = TEST_WIDTH if num_shown <= columns // 2 else 1.0
        has_room = num_shown * MARKER_SPACE < columns
        _mark(self.test_marks, at, heights, has_room)
        # Beside other runs the marks of the test are enough.
        _mark(self.epoch_marks, at, means, has_room and run.color is None)
        best = history.epochs == (history.best_epoch or -1)
        _mark(self.best_mark, places[best] * self._factor, _heights(tests[best], self._is_log), True)
        return [heights, means]

    def _points(self, places: np.ndarray, values: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray]:
        at, values = thinned(places, values, *self._view, columns)
        return at * self._factor, _heights(values, self._is_log)

    def _num_shown(self, places: np.ndarray) -> int:
        start, end = np.searchsorted(places, self._view)
        return int(end - start)


class MetricPlot(Plot):
    """Draws runs on `redraw`. The height always fits what is in view; the user changes the width."""

    def __init__(self, metric: Metric) -> None:
        self._drawing = Drawing()
        self._left = Axis("left", linear(metric.write_tick, unit=metric.unit), has_grid=True, width=48)
        self._bottom = Axis("bottom", self._drawing.progress_ticks())
        self._top = Axis("top", self._drawing.epoch_ticks(), has_grid=True)
        super().__init__((self._left, self._bottom, self._top), (0, 0, 14, 0), is_zoomed=True)
        # Not `metric`: Qt asks a widget for its pixels by that name.
        self.quantity = metric
        self._curves: dict[MetricHistory, MetricCurves] = {}
        self.cursor_line = Rule("text_muted", 1, Qt.PenStyle.DotLine)
        self.add_items(self.cursor_line)
        self.is_held = False
        """Nothing is drawn while the span is set."""
        self.view.sigXRangeChanged.connect(self.redraw)
        self.view.sigResized.connect(self.redraw)

    def set_drawing(self, drawing: Drawing) -> None:
        """What to draw from the next `redraw` on. What stays is not made anew."""
        self._drawing = replace(drawing, is_log=drawing.is_log and self.quantity.highest is None)
        for history in self._curves.keys() - {run.history for run in drawing.runs}:
            self.removeItem(self._curves.pop(history))
        for place, run in enumerate(drawing.runs):
            if run.history not in self._curves:
                self._curves[run.history] = MetricCurves(self.quantity)
                self.add_items(self._curves[run.history])
            # That of the cursor is 0.
            self._curves[run.history].setZValue((RUNNING if run.is_running else place) - 1000)
            self._curves[run.history].setVisible(run.history not in drawing.hidden)

    def curves_of(self, history: MetricHistory) -> MetricCurves:
        return self._curves[history]

    def set_span(self, end: float) -> None:
        """Shows what lies between the beginning and `end`. It is for the caller to redraw."""
        self.is_held = True
        # A little more, so that a marker at the end is whole.
        end = max(end, self._drawing.scale.smallest_span) * (1 + SIDE_MARGIN)
        self.view.setLimits(xMin=0, xMax=end, minXRange=self._drawing.scale.smallest_span)
        self.view.setRange(xRange=(0, end), padding=0, disableAutoRange=False)
        self.is_held = False

    def set_cursor(self, position: float | None) -> None:
        """Shows the line at a position, or no line."""
        self.centre = position
        self.cursor_line.setVisible(position is not None)
        if position is not None:
            self.cursor_line.setPos(position)
        # Under a note that moves too Qt loses track of what is to be painted anew, and lines stay behind.
        self.viewport().update()

    def set_note(self, text: str) -> None:
        """Shows a text beside the cursor, or none, where curves that rise or fall leave room."""
        bottom, top = self.view.viewRange()[1]
        self.read(text, self.centre or 0.0, top if self.quantity.highest is None else bottom)

    @Slot()
    def redraw(self) -> None:
        """Draws what the histories have by now."""
        if self.is_held:
            return
        drawing, metric = self._drawing, self.quantity
        write = logarithmic(unit=metric.unit) if drawing.is_log else linear(metric.write_tick, unit=metric.unit)
        for axis, ticks in (
            (self._left, write),
            (self._bottom, drawing.progress_ticks()),
            (self._top, drawing.epoch_ticks()),
        ):
            axis.set_ticks(ticks)
        view, columns, ratio = tuple(self.view.viewRange()[0]), max(1, int(self.view.width())), self.devicePixelRatioF()
        drawn = [np.empty(0)]
        for run in drawing.visible:
            drawn += self._curves[run.history].draw_run(run, drawing, view, columns, ratio)
        # Of nothing finite they are NaN.
        low, high = (float(extreme.reduce(np.concatenate(drawn), initial=np.nan)) for extreme in (np.fmin, np.fmax))
        if not np.isnan(low) and (wanted := self._with_margin(low, high)) != tuple(self.view.viewRange()[1]):
            # pyqtgraph's setYRange switches its own fitting off each time as well, which takes longer.
            self.view.setRange(yRange=wanted, padding=0, disableAutoRange=False)

    def _with_margin(self, low: float, high: float) -> Range:
        is_log = self._drawing.is_log
        if not is_log and self.quantity.highest is None:
            low = min(low, 0.0)
        margin = MARGIN * (high - low) or 0.1 * max(abs(high), self.quantity.unit)
        top, bottom = high + margin, low - margin
        return (bottom if is_log else max(-BELOW_ZERO * (top - bottom), bottom)), top


def _heights(values: np.ndarray, is_log: bool) -> np.ndarray:
    """The heights of values in the plot; NaN for values that have none."""
    if not is_log:
        return np.where(np.isfinite(values), values, np.nan)
    return np.log10(np.where((values > 0) & np.isfinite(values), values, np.nan))


def _mark(marks: Marks, at: np.ndarray, heights: np.ndarray, is_shown: bool) -> None:
    marks.setVisible(is_shown)
    if is_shown:
        there = np.isfinite(heights)
        marks.setData(at[there], heights[there])
