"""The two plots of runs, with what belongs to both: legends, smoothing, scales, cursor, redrawing."""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStackedWidget, QWidget

from explorer.ui.layout import column, container, label, row
from explorer.ui.palette import follow_theme
from explorer.ui.plots.axis import time_spacing
from explorer.ui.plots.export import save_figure
from explorer.ui.plots.read_out import Entry
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.curves.metric import ACCURACY, LOSS
from explorer.ui.train_page.curves.metric_plot import Drawing, MetricPlot
from explorer.ui.train_page.curves.plot_controls import PlotControls, RunLegend
from explorer.ui.train_page.curves.shown_run import SCALES, ShownRun, compare_values, describe_place, describe_values

REDRAW_MILLISECONDS = 100
LEAD = 1.15
"""How far a view that follows a run looks ahead, so that the axis rarely moves."""
NUM_TIME_PARTS = 12


class ReadingLabel(QLabel):
    """One line of rich text that never makes its parent wider: where there is no room, the place is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = self._values = ""

    def set_reading(self, place: str, values: str) -> None:
        """Where in the plot, which may be nothing, and the numbers there."""
        self._place, self._values = place, values
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(f"{self._place}&nbsp;&nbsp; {self._values}" if self._place else self._values)
        if self._place and self.sizeHint().width() > self.width():
            self.setText(self._values)


class MetricPlots(QFrame):
    """Loss and accuracy of one run or of several, drawn ten times a second while there is something new."""

    figureRequested = Signal()
    """A figure of the curves in a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._drawing = Drawing()
        self._is_following = True
        self._has_news = False
        self._cursor: float | None = None
        self.loss, self.accuracy = self.plots = (MetricPlot(LOSS), MetricPlot(ACCURACY))
        self.loss.setAccessibleName(self.tr("Curves of the loss"))
        self.accuracy.setAccessibleName(self.tr("Curves of the accuracy"))
        self.controls, self.legend = PlotControls(), RunLegend()
        self.hint = label(role="muted", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.readings = (ReadingLabel(), ReadingLabel())
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._set_drawing(())
        self._timer = QTimer(self, interval=REDRAW_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(self._redraw_news)
        self.flush()
        follow_theme(self, self._show_readings)

    @property
    def runs(self) -> tuple[ShownRun, ...]:
        """Those that are shown, hidden ones too, the most interesting first."""
        # The first is drawn last, over the others.
        return self._drawing.runs[::-1]

    @property
    def is_drawing(self) -> bool:
        """Whether the plots are about to draw something new."""
        return self._timer.isActive()

    def set_runs(self, runs: Sequence[ShownRun]) -> None:
        """Shows these runs, the first as the one of most interest.

        A view that a person chose stays where the same runs are shown in another state.
        """
        are_others = [run.history for run in runs] != [run.history for run in self.runs]
        self.legend.set_runs(runs)
        self.legend.setVisible(len(runs) > 1)
        self.controls.set_overlaid(len(runs) > 1)
        self._set_drawing(tuple(runs)[::-1])
        if are_others:
            self._move_cursor(None)
            self._set_following(True)
        self.flush()

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
        has_points = any(len(run.history.steps) or len(run.history.epochs) for run in self.runs)
        self._pages.setCurrentIndex(1 if has_points else 0)
        self.hint.setText(
            self.tr("No step of this run is complete yet: its curves will appear here.")
            if self.runs
            else self.tr("Start a training to see its curves here.")
        )
        self.controls.setVisible(has_points)
        if self._is_following:
            self._follow_end()
        for plot in self.plots:
            plot.redraw()
        self._show_readings()

    def save_figure(self, path: Path) -> None:
        """Writes the plots as they are in sight to a .png or .svg file.

        Raises ValueError, one sentence, where the file's name or the disk does not allow it.
        """
        runs = self._visible_runs
        if len(self.runs) > 1:
            entries = [Entry(run.name, run.test_color) for run in runs]
        else:
            curves = Entry(self.tr("training"), "training"), Entry(self.tr("test"), "test")
            entries = [*(Entry(run.name) for run in runs if run.name), *curves]
        save_figure(self._board, entries, path)

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
        titles = label(self.tr("Loss"), "title"), label(self.tr("Accuracy"), "title")
        sides = [
            column(row(title, (reading, 1), spacing=8), (plot, 1), spacing=0)
            for title, reading, plot in zip(titles, self.readings, self.plots, strict=True)
        ]
        self._pages.addWidget(self.hint)
        self._board = container(row(*((side, 1) for side in sides), spacing=16))
        self._pages.addWidget(self._board)
        self.setLayout(column(self.controls, self.legend, (self._pages, 1), spacing=4, margins=(12, 8, 12, 8)))

    def _connect(self) -> None:
        self.controls.slider.valueChanged.connect(self._take_settings)
        self.controls.log_box.toggled.connect(self._take_settings)
        self.controls.scale.currentIndexChanged.connect(self._take_scale)
        self.controls.fit_button.clicked.connect(self.fit)
        self.controls.figure_button.clicked.connect(self.figureRequested)
        self.legend.visibilityChanged.connect(self._take_settings)
        self.accuracy.setXLink(self.loss)
        for plot in self.plots:
            plot.pointed.connect(self._point)
            plot.stepped.connect(self._step_cursor)
            plot.spanMoved.connect(self._stop_following)
            plot.fitRequested.connect(self.fit)
            plot.doubleClicked.connect(self.fit)

    @property
    def _visible_runs(self) -> list[ShownRun]:
        return self._drawing.visible[::-1]

    def _set_drawing(self, runs: tuple[ShownRun, ...]) -> None:
        scale = SCALES[self.controls.scale.currentData()]
        window, is_log = self.controls.window_steps, self.controls.log_box.isChecked()
        self._drawing = Drawing(runs, self.legend.hidden_runs, scale, window, is_log)
        for plot in self.plots:
            plot.set_drawing(self._drawing)

    @Slot()
    def _take_settings(self) -> None:
        """Draws with the settings of controls and legend."""
        self._set_drawing(self._drawing.runs)
        self.flush()

    @Slot()
    def _take_scale(self) -> None:
        self._move_cursor(None)
        self._set_following(True)
        self._take_settings()

    @Slot(object)
    def _point(self, place: QPointF | None) -> None:
        self._move_cursor(None if place is None else place.x())

    def _move_cursor(self, position: float | None) -> None:
        self._cursor = position
        for plot in self.plots:
            plot.set_cursor(position)
        self._show_readings()

    @Slot(int)
    def _step_cursor(self, direction: int) -> None:
        """To the next step of the first run that is in sight, or to the one before."""
        run, scale = next(iter(self._visible_runs), None), self._drawing.scale
        if run is None or not direction:
            self._move_cursor(None)
            return
        places = scale.places(run.history)
        index = len(places) if self._cursor is None else scale.nearest_step(run.history, self._cursor)
        if index is not None and len(places):
            index = min(len(places) - 1, max(0, index + direction))
            self._move_cursor(float(places[index] * scale.factor(run.history)))

    def _show_readings(self) -> None:
        runs, scale, cursor = self._visible_runs, self._drawing.scale, self._cursor
        is_overlaid = len(self.runs) > 1
        for reading, plot in zip(self.readings, self.plots, strict=True):
            place = values = note = ""
            if runs and is_overlaid and cursor is not None:
                note = compare_values(plot.quantity, runs, scale, cursor)
            elif runs and not is_overlaid:
                place = "" if cursor is None else describe_place(runs[0].history, scale, cursor)
                values = describe_values(plot.quantity, runs[0], scale, cursor)
            reading.set_reading(place, values)
            plot.set_note(note)

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
        if self._is_in_sight:
            self.flush()

    def _follow_end(self) -> None:
        end = max((self._end_of(run) for run in self._visible_runs), default=0.0)
        # The plots are linked: to set one moves the other.
        self.accuracy.is_held = True
        self.loss.set_span(end)
        self.accuracy.set_span(end)

    def _end_of(self, run: ShownRun) -> float:
        """The end of a run; for one that is still training, a round place a little ahead."""
        scale = self._drawing.scale
        end = scale.end(run.history)
        if not run.is_running:
            return end
        if scale.name == "time":
            spacing = time_spacing(max(end, 1.0) * LEAD, NUM_TIME_PARTS)
            return math.ceil(end * LEAD / spacing + 1e-9) * spacing
        factor = scale.factor(run.history)
        per_epoch = (run.history.steps_per_epoch or 1) * factor
        ahead = per_epoch * math.ceil(end * LEAD / per_epoch)
        most = math.inf if run.history.num_steps is None else run.history.num_steps * factor
        return min(most, max(ahead, per_epoch))
