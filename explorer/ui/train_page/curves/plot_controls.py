"""The row above both metric plots: the legend, and the controls of smoothing, scales and view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QScrollArea, QToolButton, QWidget

from explorer.runs.metric_history import MetricHistory
from explorer.ui.forms.controls import ChoiceBox, Slider
from explorer.ui.icons import icon
from explorer.ui.layout import container, icon_button, label, row, scrolled, styled
from explorer.ui.plots.read_out import Entry, Legend
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.curves.shown_run import SCALES, ShownRun

WINDOWS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
"""What the slider offers to smooth over, in steps."""
FIRST_WINDOW = 10
SWATCH = 12
LONGEST = 200
"""Pixels of a run's name."""
LEGEND_HEIGHT = 30


class PlotControls(QWidget):
    """The legend, and what can be set, in one row."""

    def __init__(self) -> None:
        super().__init__()
        self.legend, self._is_overlaid = Legend(), False
        self._window = label(role="caption")
        self.slider = self._make_slider()
        tip = self.tr("Show the loss on a logarithmic scale")
        self.log_box = styled(QCheckBox(self.tr("Log loss")), toolTip=tip)
        self.scale = self._make_scale()
        tip = self.tr("Show the whole run (double click in a plot, or Home)")
        self.fit_button = icon_button("fit", self.tr("Show the whole run"), tip=tip)
        tip = self.tr("Save a figure of the curves as PNG or SVG")
        self.figure_button = icon_button("picture", self.tr("Save figure of the curves"), tip=tip)
        caption = label(self.tr("Smoothing"), "caption")
        caption.setBuddy(self.slider)
        controls = caption, self.slider, self._window, self.log_box, self.scale, self.fit_button, self.figure_button
        self.setLayout(row((self.legend, 1), *controls, spacing=8))
        self.slider.setValue(WINDOWS.index(FIRST_WINDOW))
        self.set_following(True)

    @property
    def window_steps(self) -> int:
        """How many steps are smoothed over."""
        return WINDOWS[self.slider.value()]

    def set_following(self, is_following: bool) -> None:
        """Whether the whole run is in view already."""
        self.fit_button.setEnabled(not is_following)

    def set_overlaid(self, is_overlaid: bool) -> None:
        """Whether there are several runs, each in its own colour: then form alone separates training from test."""
        self._is_overlaid = is_overlaid
        training, test = ("text_muted", "text_muted") if is_overlaid else ("training", "test")
        entries = [Entry(self.tr("step"), training, "steps", self.tr("Training: every step"))]
        if self.window_steps > 1:
            tip = self.tr("Training: an exponential moving average of the steps")
            entries.append(Entry(self.tr("smoothed"), training, "line", tip))
        if not is_overlaid:
            entries.append(Entry(self.tr("epoch"), training, "diamond", self.tr("Training: the mean of each epoch")))
        entries.append(Entry(self.tr("test"), test, "test", self.tr("Test: at the end of each epoch")))
        tip = self.tr("The epoch with the highest test accuracy; its weights are saved")
        self.legend.set_entries([*entries, Entry(self.tr("best"), test, "best", tip)])

    def remember(self, settings: WindowSettings) -> None:
        settings.remember("train/smoothing", str(self.window_steps))
        settings.remember("train/log", "on" if self.log_box.isChecked() else "off")
        settings.remember("train/scale", self.scale.currentData())

    def restore(self, settings: WindowSettings) -> None:
        window = settings.text("train/smoothing", str(FIRST_WINDOW), tuple(map(str, WINDOWS)))
        self.slider.setValue(WINDOWS.index(int(window)))
        self.log_box.setChecked(settings.text("train/log", "off") == "on")
        self.scale.set_value(settings.text("train/scale", "step", tuple(SCALES)))

    def _make_slider(self) -> Slider:
        slider = Slider(Qt.Orientation.Horizontal)
        slider.setRange(0, len(WINDOWS) - 1)
        slider.setPageStep(1)
        slider.setFixedWidth(72)
        slider.setAccessibleName(self.tr("Smoothing"))
        slider.setToolTip(self.tr("Number of steps that the training curve is smoothed over; far left: off"))
        slider.valueChanged.connect(self._show_window)
        return slider

    def _make_scale(self) -> ChoiceBox:
        box = ChoiceBox((("step", self.tr("Steps")), ("epoch", self.tr("Epochs")), ("time", self.tr("Time"))))
        box.setAccessibleName(self.tr("Horizontal axis of the curves"))
        box.setToolTip(
            self.tr("Draw the curves over steps, epochs or training time, to compare runs with different batch sizes")
        )
        box.setMinimumWidth(84)
        return box

    @Slot(int)
    def _show_window(self, position: int) -> None:
        widest = self.tr("{} steps").format(WINDOWS[-1])
        self._window.setMinimumWidth(self._window.fontMetrics().horizontalAdvance(widest))
        window = self.window_steps
        self._window.setText(self.tr("{} steps").format(window) if window > 1 else self.tr("off"))
        self.set_overlaid(self._is_overlaid)


class RunLegend(QScrollArea):
    """A row of buttons, one a run in its colour, whose click hides its curves; it is scrolled where there are many."""

    visibilityChanged = Signal()
    """Other runs are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[ShownRun] = []
        self._hidden: set[MetricHistory] = set()
        self.buttons: list[QToolButton] = []
        """One for each run, in their order."""
        self._row = row(..., spacing=4)
        scrolled(container(self._row, "column"), self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(LEGEND_HEIGHT)

    @property
    def hidden_runs(self) -> frozenset[MetricHistory]:
        """The histories of runs whose curves are hidden."""
        return frozenset(self._hidden)

    def set_runs(self, runs: Sequence[ShownRun]) -> None:
        """Names these runs; those that were hidden and are still there stay so."""
        self._hidden &= {run.history for run in runs}
        while len(self.buttons) > len(runs):
            self.buttons.pop().deleteLater()
        while len(self.buttons) < len(runs):
            self.buttons.append(self._make_button())
            self._row.insertWidget(len(self.buttons) - 1, self.buttons[-1])
        self._runs = list(runs)
        for run, button in zip(runs, self.buttons, strict=True):
            is_hidden = run.history in self._hidden
            button.setText(button.fontMetrics().elidedText(run.name, Qt.TextElideMode.ElideMiddle, LONGEST))
            button.setAccessibleName(run.name)
            button.setToolTip(self.tr("{}: click to hide or show its curves").format(run.name))
            button.setChecked(not is_hidden)
            button.setIcon(icon("ring" if is_hidden else "dot", run.test_color))

    def _make_button(self) -> QToolButton:
        button = icon_button("", "", role="legend", side=SWATCH, checkable=True)
        button.clicked.connect(lambda: self._toggle(button))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _toggle(self, button: QToolButton) -> None:
        self._hidden ^= {self._runs[self.buttons.index(button)].history}
        self.set_runs(self._runs)
        self.visibilityChanged.emit()
