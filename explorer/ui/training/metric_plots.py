"""The two plots of a run, with what belongs to both: legend, smoothing, scale, cursor, redrawing."""

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette
from explorer.ui.training.curve_reading import describe_place, describe_values
from explorer.ui.training.metric import ACCURACY, LOSS
from explorer.ui.training.metric_plot import MetricPlot
from explorer.ui.training.plot_controls import FIRST_WINDOW, PlotControls

REDRAW_MILLISECONDS = 40
LEAD = 1.15
"""How far a view that follows a run looks ahead, so that the axis stands still most of the time."""


class MetricPlots(QFrame):
    """Loss and accuracy over the steps of a run, drawn about 25 times a second while there is something new."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._palette = palette
        self._history = MetricHistory()
        self._num_steps: int | None = None
        self._is_following = True
        self._has_news = False
        self._cursor: float | None = None
        self.loss, self.accuracy = self.plots = (MetricPlot(LOSS, palette), MetricPlot(ACCURACY, palette))
        self.controls = PlotControls(palette)
        self._titles = (QLabel(self.tr("Loss")), QLabel(self.tr("Accuracy")))
        self._readings = (QLabel(), QLabel())
        self._hint = QLabel(self.tr("Train the network, and its curves grow here."))
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self, interval=REDRAW_MILLISECONDS)
        self._timer.timeout.connect(self._redraw_news)
        self._smooth_over(FIRST_WINDOW)
        self.flush()

    def set_history(self, history: MetricHistory, num_steps: int | None = None) -> None:
        """Shows a history from its beginning.

        Args:
            num_steps: how many steps the run will have; None for one that is over.
        """
        self._history, self._num_steps = history, num_steps
        self._cursor = None
        for plot in self.plots:
            plot.set_history(history)
        self.fit()

    def set_num_steps(self, num_steps: int | None) -> None:
        """How many steps the run will have; None once it is over."""
        self._num_steps = num_steps
        self.mark_new()

    @Slot()
    def mark_new(self) -> None:
        """The history has more than what is drawn: it is drawn soon."""
        self._has_news = True
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def fit(self) -> None:
        """Shows the whole run, and follows it."""
        self._set_following(True)
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Draws everything there is, now."""
        self._has_news = False
        has_points = bool(len(self._history.steps) or len(self._history.epochs))
        self._pages.setCurrentIndex(1 if has_points else 0)
        self.controls.setVisible(has_points)
        for plot in self.plots:
            if self._is_following:
                plot.set_span(self._end())
            plot.redraw()
        self._show_readings()

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.controls.apply_palette(palette)
        for plot in self.plots:
            plot.apply_palette(palette)
        self._show_readings()

    def _lay_out(self) -> None:
        self._hint.setProperty("role", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._make_pair())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.controls)
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
        self.controls.fitRequested.connect(self.fit)
        self.accuracy.setXLink(self.loss)
        for plot in self.plots:
            plot.cursorMoved.connect(self._move_cursor)
            plot.spanMoved.connect(self._stop_following)
            plot.fitRequested.connect(self.fit)

    @Slot(int)
    def _smooth_over(self, window: int) -> None:
        for plot in self.plots:
            plot.set_window(window)

    @Slot(object)
    def _move_cursor(self, step: float | None) -> None:
        self._cursor = step
        for plot in self.plots:
            plot.set_cursor(step)
        self._show_readings()

    def _show_readings(self) -> None:
        place = "" if self._cursor is None else describe_place(self._history, self._cursor) + "&nbsp;&nbsp; "
        for reading, plot in zip(self._readings, self.plots, strict=True):
            reading.setText(place + describe_values(plot.metric, self._history, self._cursor, self._palette))

    @Slot()
    def _stop_following(self) -> None:
        self._set_following(False)

    def _set_following(self, is_following: bool) -> None:
        self._is_following = is_following
        self.controls.set_following(is_following)

    @Slot()
    def _redraw_news(self) -> None:
        if self._has_news:
            self.flush()
        else:
            self._timer.stop()

    def _end(self) -> float:
        """The last step in view while a run is followed: the end of an epoch a little ahead."""
        last = max(self._history.steps[-1:].max(initial=0), self._history.epoch_steps[-1:].max(initial=0))
        if self._num_steps is None:
            return float(last)
        per_epoch = self._history.steps_per_epoch or 1
        ahead = per_epoch * np.ceil(last * LEAD / per_epoch)
        return float(min(self._num_steps, max(ahead, per_epoch)))


def _make_head(title: QLabel, reading: QLabel) -> QHBoxLayout:
    title.setProperty("role", "title")
    reading.setProperty("role", "caption")
    reading.setTextFormat(Qt.TextFormat.RichText)
    head = QHBoxLayout()
    head.addWidget(title)
    head.addStretch()
    head.addWidget(reading)
    return head
