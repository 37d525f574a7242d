"""The two plots of runs, with what belongs to both: legends, smoothing, scales, cursor, redrawing."""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.ui.palette import follow_theme
from explorer.ui.settings import WindowSettings
from explorer.ui.training.curve_reading import compare_values, describe_place, describe_values
from explorer.ui.training.metric import ACCURACY, LOSS
from explorer.ui.training.metric_axes import time_spacing
from explorer.ui.training.metric_plot import MetricPlot
from explorer.ui.training.plot_controls import FIRST_WINDOW, PlotControls
from explorer.ui.training.plot_picture import Entry, save_picture
from explorer.ui.training.progress_scale import SCALES, STEPS
from explorer.ui.training.reading_label import ReadingLabel
from explorer.ui.training.run_legend import RunLegend
from explorer.ui.training.shown_run import ShownRun

REDRAW_MILLISECONDS = 40
LEAD = 1.15
"""How far a view that follows a run looks ahead, so that the axis stands still most of the time."""
NUM_TIME_PARTS = 12


class MetricPlots(QFrame):
    """Loss and accuracy of one run or of several, drawn about 25 times a second while there is something new."""

    pictureRequested = Signal()
    """A picture of the curves in a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._runs: list[ShownRun] = []
        self._scale = STEPS
        self._is_following = True
        self._has_news = False
        self._cursor: float | None = None
        self.loss, self.accuracy = self.plots = (MetricPlot(LOSS), MetricPlot(ACCURACY))
        self.controls, self.legend = PlotControls(), RunLegend()
        self.loss.setAccessibleName(self.tr("Curves of the loss"))
        self.accuracy.setAccessibleName(self.tr("Curves of the accuracy"))
        self._titles = (QLabel(self.tr("Loss")), QLabel(self.tr("Accuracy")))
        self._readings = (ReadingLabel(), ReadingLabel())
        self._hint = QLabel()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self, interval=REDRAW_MILLISECONDS)
        self._timer.timeout.connect(self._redraw_news)
        self._smooth_over(FIRST_WINDOW)
        self.flush()
        follow_theme(self, self._show_readings)

    def set_runs(self, runs: Sequence[ShownRun]) -> None:
        """Shows these runs, the first as the one that a person is interested in most.

        A view that a person chose stays where the same runs are shown in another state.
        """
        are_others = [run.history for run in runs] != [run.history for run in self._runs]
        self._runs = list(runs)
        self.legend.set_runs(runs)
        self.legend.setVisible(len(runs) > 1)
        self.controls.legend.set_overlaid(len(runs) > 1)
        self._hand_out()
        if are_others:
            self._move_cursor(None)
            self._set_following(True)
        self.flush()

    @property
    def runs(self) -> tuple[ShownRun, ...]:
        """Those that are shown, hidden ones too."""
        return tuple(self._runs)

    @Slot()
    def mark_new(self) -> None:
        """A history has more than what is drawn: it is drawn soon, or when the plots come in sight."""
        self._has_news = True
        self._draw_soon()

    @Slot()
    def fit(self) -> None:
        """Shows the whole runs, and follows them."""
        self._set_following(True)
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Draws everything there is, now."""
        self._has_news = False
        has_points = any(len(run.history.steps) or len(run.history.epochs) for run in self._runs)
        self._pages.setCurrentIndex(1 if has_points else 0)
        self._hint.setText(
            self.tr("No step of this run is done yet: its curves grow here.")
            if self._runs
            else self.tr("Train the network, and its curves grow here.")
        )
        self.controls.setVisible(has_points)
        if self._is_following:
            self._follow_end()
        for plot in self.plots:
            plot.redraw()
        self._show_readings()

    def save_picture(self, path: Path) -> None:
        """Writes the plots as they are in sight to a .png or .svg file.

        Raises ValueError, one sentence, where the file's name or the disk does not allow it.
        """
        save_picture(self._pair, self._entries(), path)

    def remember(self, settings: WindowSettings) -> None:
        self.controls.remember(settings)

    def restore(self, settings: WindowSettings) -> None:
        self.controls.restore(settings)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._has_news:
            self.flush()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # After the window was minimised.
        if self._has_news:
            self._draw_soon()

    def _lay_out(self) -> None:
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._pair = self._make_pair()
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._pair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.controls)
        layout.addWidget(self.legend)
        layout.addWidget(self._pages, 1)

    def _make_pair(self) -> QWidget:
        pair = QWidget()
        columns = QHBoxLayout(pair)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        for title, reading, plot in zip(self._titles, self._readings, self.plots, strict=True):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addLayout(_make_head(title, reading))
            column.addWidget(plot, 1)
            columns.addLayout(column, 1)
        return pair

    def _connect(self) -> None:
        self.controls.windowChanged.connect(self._smooth_over)
        self.controls.logToggled.connect(self.loss.set_log)
        self.controls.scaleChanged.connect(self._draw_over)
        self.controls.fitRequested.connect(self.fit)
        self.controls.pictureRequested.connect(self.pictureRequested)
        self.legend.visibilityChanged.connect(self._show_visible)
        self.accuracy.setXLink(self.loss)
        for plot in self.plots:
            plot.cursorMoved.connect(self._move_cursor)
            plot.cursorStepped.connect(self._step_cursor)
            plot.spanMoved.connect(self._stop_following)
            plot.fitRequested.connect(self.fit)

    @property
    def _visible_runs(self) -> list[ShownRun]:
        return [run for run in self._runs if run.history not in self.legend.hidden_runs]

    def _hand_out(self) -> None:
        for plot in self.plots:
            # The first is drawn last, over the others.
            plot.set_runs(self._runs[::-1], self.legend.hidden_runs)

    @Slot()
    def _show_visible(self) -> None:
        self._hand_out()
        self.flush()

    @Slot(int)
    def _smooth_over(self, window: int) -> None:
        for plot in self.plots:
            plot.set_window(window)

    @Slot(object)
    def _draw_over(self, name: str) -> None:
        self._scale = SCALES[name]
        self._cursor = None
        for plot in self.plots:
            plot.set_scale(self._scale)
            plot.set_cursor(None)
        self.fit()

    @Slot(object)
    def _move_cursor(self, position: float | None) -> None:
        self._cursor = position
        for plot in self.plots:
            plot.set_cursor(position)
        self._show_readings()

    @Slot(int)
    def _step_cursor(self, direction: int) -> None:
        """To the next step of the first run that is in sight, or to the one before."""
        run = next(iter(self._visible_runs), None)
        if run is None or not direction:
            self._move_cursor(None)
            return
        places = self._scale.places(run.history)
        index = len(places) if self._cursor is None else self._scale.nearest_step(run.history, self._cursor)
        if index is not None and len(places):
            index = min(len(places) - 1, max(0, index + direction))
            self._move_cursor(float(places[index] * self._scale.factor(run.history)))

    def _show_readings(self) -> None:
        runs = self._visible_runs
        is_overlaid = len(self._runs) > 1
        for reading, plot in zip(self._readings, self.plots, strict=True):
            reading.set_reading(*(("", "") if is_overlaid or not runs else self._describe(plot, runs[0])))
            note = ""
            if is_overlaid and runs and self._cursor is not None:
                note = compare_values(plot.quantity, runs, self._scale, self._cursor)
            plot.set_note(self._cursor, note)

    def _describe(self, plot: MetricPlot, run: ShownRun) -> tuple[str, str]:
        place = "" if self._cursor is None else describe_place(run.history, self._scale, self._cursor)
        return place, describe_values(plot.quantity, run, self._scale, self._cursor)

    @Slot()
    def _stop_following(self) -> None:
        self._set_following(False)

    def _set_following(self, is_following: bool) -> None:
        self._is_following = is_following
        self.controls.set_following(is_following)

    @property
    def _is_in_sight(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _draw_soon(self) -> None:
        if self._is_in_sight and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _redraw_news(self) -> None:
        if self._has_news and self._is_in_sight:
            self.flush()
        else:
            self._timer.stop()

    def _follow_end(self) -> None:
        end = max((self._end_of(run) for run in self._visible_runs), default=0.0)
        # The plots are linked: to set one moves the other.
        with self.accuracy.held():
            self.loss.set_span(end)
        self.accuracy.set_span(end)

    def _end_of(self, run: ShownRun) -> float:
        """The end of a run; of one that goes on, a round place a little ahead."""
        end = self._scale.end(run.history)
        if not run.is_running:
            return end
        if self._scale.name == "time":
            spacing = time_spacing(max(end, 1.0) * LEAD, NUM_TIME_PARTS)
            return math.ceil(end * LEAD / spacing + 1e-9) * spacing
        factor = self._scale.factor(run.history)
        per_epoch = (run.history.steps_per_epoch or 1) * factor
        ahead = per_epoch * math.ceil(end * LEAD / per_epoch)
        most = math.inf if run.history.num_steps is None else run.history.num_steps * factor
        return min(most, max(ahead, per_epoch))

    def _entries(self) -> list[Entry]:
        """The runs in sight by their names and colours; of a single one the curves."""
        runs = self._visible_runs
        if len(self._runs) > 1:
            return [Entry(run.name, run.test_color) for run in runs]
        curves = (
            Entry(self.tr("training"), "training"),
            Entry(self.tr("test"), "test"),
        )
        return [*(Entry(run.name) for run in runs if run.name), *curves]


def _make_head(title: QLabel, reading: ReadingLabel) -> QHBoxLayout:
    title.setProperty("role", "title")
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(title)
    head.addWidget(reading, 1)
    return head
