"""One plot over the progress of runs: loss or accuracy."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import follow_theme, themed
from explorer.ui.training.cursor_note import CursorNote
from explorer.ui.training.metric import Metric
from explorer.ui.training.metric_axes import EpochAxis, ProgressAxis, ValueAxis
from explorer.ui.training.metric_curves import MetricCurves
from explorer.ui.training.progress_scale import STEPS, ProgressScale
from explorer.ui.training.shown_run import ShownRun

MARGIN = 0.06
"""Share of the height left free above and below the curves."""
BELOW_ZERO = 0.02
"""Share of the height under the line of zero."""
SIDE_MARGIN = 0.02
"""Share of the width left free after the last step."""
LABEL_ROOM = 14
"""Pixels."""
ZOOM, PAN = 1.5, 0.2
"""What a key does: the factor of a zoom, the share of the width of a move."""

BEHIND = -1

Key = Qt.Key


class MetricPlot(pg.PlotWidget):
    """Draws runs when it is told to; the height always fits what is in view, the width is a person's to change."""

    cursorMoved = Signal(object)
    """The position under the pointer as a float, or None where the pointer has left."""
    cursorStepped = Signal(int)
    """A key: to the next step (1), the one before (-1), or away (0)."""
    spanMoved = Signal()
    """A person has zoomed or moved the view."""
    fitRequested = Signal()
    """A double click, or Home."""

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        self._value_axis = ValueAxis(metric.write_tick, metric.unit)
        self._epoch_axis, self._progress_axis = EpochAxis(), ProgressAxis()
        self._axes = {"left": self._value_axis, "bottom": self._progress_axis, "top": self._epoch_axis}
        super().__init__(parent, axisItems=self._axes)
        # Not `metric`: Qt asks a widget for its pixels by that name.
        self.quantity = metric
        self._window = 1
        self._is_held = False
        self._scale = STEPS
        self._runs: list[ShownRun] = []
        self._hidden: frozenset[MetricHistory] = frozenset()
        self._curves: dict[MetricHistory, MetricCurves] = {}
        self._build()
        follow_theme(self, self._take_colors)
        # Where curves that rise or fall leave room.
        self.note = CursorNote(self, is_at_top=metric.highest is None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_runs(self, runs: Sequence[ShownRun], hidden: frozenset[MetricHistory]) -> None:
        """Shows these runs, the last one on top, but for the hidden ones. What stays is not made anew."""
        self._runs, self._hidden = list(runs), hidden
        wanted = {run.history for run in runs}
        for history in [history for history in self._curves if history not in wanted]:
            self._curves.pop(history).remove()
        for place, run in enumerate(runs):
            if run.history not in self._curves:
                self._curves[run.history] = self._make_curves(run)
            self._curves[run.history].set_run(run, place)
            self._curves[run.history].setVisible(run.history not in hidden)

    def curves_of(self, history: MetricHistory) -> MetricCurves:
        return self._curves[history]

    def set_window(self, window: int) -> None:
        """Smooths over about so many steps; 1 shows the steps alone."""
        self._window = window
        for curves in self._curves.values():
            curves.set_window(window)
        self.redraw()

    def set_log(self, is_log: bool) -> None:
        self._value_axis.is_log = is_log
        for curves in self._curves.values():
            curves.is_log = is_log
        self._value_axis.update()
        self.redraw()

    def set_scale(self, scale: ProgressScale) -> None:
        """What the plot is drawn over. The span is to be set anew."""
        self._scale = scale
        self._progress_axis.set_scale(scale.name)

    def set_span(self, end: float) -> None:
        """Shows what lies between the beginning and `end`. It is for the caller to redraw."""
        # A little more, so that a marker at the end is whole.
        end = max(end, self._scale.smallest_span) * (1 + SIDE_MARGIN)
        with self.held():
            self._view.setLimits(xMin=0, xMax=end, minXRange=self._scale.smallest_span)
            self._view.setRange(xRange=(0, end), padding=0, disableAutoRange=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within it nothing is drawn: the plot is set to several things, and drawn once by the caller then."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False

    def set_cursor(self, position: float | None) -> None:
        """Shows the line at a position, or no line."""
        self._cursor.setVisible(position is not None)
        if position is not None:
            self._cursor.setPos(position)
        # Under a note that moves too Qt loses track of what is to be painted anew, and lines stay behind.
        self.viewport().update()

    def set_note(self, position: float | None, text: str) -> None:
        """Shows a text beside a position, or none."""
        if position is None or not text:
            self.note.hide()
            return
        place = self.mapFromScene(self._view.mapViewToScene(QPointF(position, 0))).x()
        area = self.mapFromScene(self._view.sceneBoundingRect()).boundingRect()
        self.note.show_text(text, place, area)

    @Slot()
    def redraw(self) -> None:
        """Draws what the histories have by now."""
        if self._is_held:
            return
        self._epoch_axis.set_steps_per_epoch(self._common_epoch() if self._scale is STEPS else None)
        view, width = tuple(self._view.viewRange()[0]), max(1, int(self._view.width()))
        shown = (curves for history, curves in self._curves.items() if history not in self._hidden)
        extents = [curves.draw(self._scale, view, width, self.devicePixelRatioF()) for curves in shown]
        extents = [extent for extent in extents if extent is not None]
        if extents:
            low, high = min(low for low, _ in extents), max(high for _, high in extents)
            wanted = self._with_margin(low, high)
            if wanted != tuple(self._view.viewRange()[1]):
                # pyqtgraph's setYRange switches its own fitting off each time as well, which takes longer.
                self._view.setRange(yRange=wanted, padding=0, disableAutoRange=False)

    def _take_colors(self) -> None:
        self.setBackground(themed("surface"))
        self._cursor.setPen(pg.mkPen(themed("text_muted"), width=1, style=Qt.PenStyle.DotLine))
        for curves in self._curves.values():
            curves.follow_theme()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cursorMoved.emit(None)

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.fitRequested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_moving = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Key.Key_Plus | Key.Key_Equal:
                self._zoom(1 / ZOOM)
            case Key.Key_Minus:
                self._zoom(ZOOM)
            case Key.Key_Left | Key.Key_Right as key:
                direction = 1 if key == Key.Key_Right else -1
                self._move(direction) if is_moving else self.cursorStepped.emit(direction)
            case Key.Key_Escape:
                self.cursorStepped.emit(0)
            case Key.Key_Home:
                self.fitRequested.emit()
            case _:
                super().keyPressEvent(event)

    def _build(self) -> None:
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        # The last label of an axis stands a little beyond its end.
        plot.layout.setContentsMargins(0, 0, LABEL_ROOM, 0)
        shown = (True, True, False, True)
        plot.showAxes(shown, showValues=shown)
        for axis in self._axes.values():
            # Their grid lines would stand before the curves.
            axis.setZValue(BEHIND)
        self._view = plot.getViewBox()
        self._view.setMouseEnabled(x=True, y=False)
        self._view.disableAutoRange()
        self._view.sigRangeChangedManually.connect(self.spanMoved)
        self._view.sigXRangeChanged.connect(self.redraw)
        self._view.sigResized.connect(self.redraw)
        self._cursor = pg.InfiniteLine(angle=90)
        self._cursor.hide()
        plot.addItem(self._cursor, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._tell_cursor)

    def _make_curves(self, run: ShownRun) -> MetricCurves:
        curves = MetricCurves(self._view, self.quantity, run)
        curves.is_log = self._value_axis.is_log
        curves.set_window(self._window)
        return curves

    def _common_epoch(self) -> int | None:
        """Steps in an epoch, where that is the same in all runs that are shown."""
        counts = {run.history.steps_per_epoch for run in self._runs if run.history not in self._hidden}
        return counts.pop() if len(counts) == 1 else None

    def _zoom(self, factor: float) -> None:
        centre = self._cursor.value() if self._cursor.isVisible() else None
        self._view.scaleBy(x=factor, center=None if centre is None else QPointF(centre, 0))
        self.spanMoved.emit()

    def _move(self, direction: int) -> None:
        start, end = self._view.viewRange()[0]
        self._view.translateBy(x=direction * PAN * (end - start))
        self.spanMoved.emit()

    @Slot(object)
    def _tell_cursor(self, place: QPointF) -> None:
        is_inside = self._view.sceneBoundingRect().contains(place)
        self.cursorMoved.emit(self._view.mapSceneToView(place).x() if is_inside else None)

    def _with_margin(self, low: float, high: float) -> tuple[float, float]:
        if not self._value_axis.is_log and self.quantity.highest is None:
            low = min(low, 0.0)
        margin = MARGIN * (high - low) or 0.1 * max(abs(high), self.quantity.unit)
        top, bottom = high + margin, low - margin
        if self._value_axis.is_log:
            return bottom, top
        return max(-BELOW_ZERO * (top - bottom), bottom), top
