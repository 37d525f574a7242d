"""What a person sets about both metric plots: smoothing, scales, view; beside the legend."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QWidget

from explorer.ui.editor.controls import ChoiceBox, Slider
from explorer.ui.icons import icon
from explorer.ui.settings import WindowSettings
from explorer.ui.training.curve_legend import CurveLegend
from explorer.ui.training.progress_scale import SCALES

WINDOWS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
"""What the slider offers to smooth over, in steps."""
FIRST_WINDOW = 10


class PlotControls(QWidget):
    """The legend, and what can be set, in one row."""

    windowChanged = Signal(int)
    """Smooth over about so many steps; 1: not at all."""
    logToggled = Signal(bool)
    """The loss on a logarithmic scale, or not."""
    scaleChanged = Signal(object)
    """The name of the scale of progress: "step", "epoch" or "time"."""
    fitRequested = Signal()
    """The whole run in view."""
    pictureRequested = Signal()
    """A picture of the curves in a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend = CurveLegend()
        self._caption, self._window = QLabel(self.tr("Smoothing")), QLabel()
        self.slider = self._make_slider()
        self.log_box = QCheckBox(self.tr("Log loss"))
        self.log_box.setToolTip(self.tr("Show the loss on a logarithmic scale"))
        self.log_box.toggled.connect(self.logToggled)
        self.scale = self._make_scale()
        self.fit_button, self.picture_button = _compact_button("fit"), _compact_button("picture")
        self.fit_button.setToolTip(self.tr("Show the whole run (double click in a plot, or Home)"))
        self.fit_button.setAccessibleName(self.tr("Show the whole run"))
        self.picture_button.setToolTip(self.tr("Save a picture of the curves as PNG or SVG"))
        self.picture_button.setAccessibleName(self.tr("Save picture of the curves"))
        self.fit_button.clicked.connect(self.fitRequested)
        self.picture_button.clicked.connect(self.pictureRequested)
        self._lay_out()
        self.slider.setValue(WINDOWS.index(FIRST_WINDOW))
        self.set_following(True)

    @property
    def window_steps(self) -> int:
        """How many steps are smoothed over."""
        return WINDOWS[self.slider.value()]

    def set_following(self, is_following: bool) -> None:
        """Whether the whole run is in view already."""
        self.fit_button.setEnabled(not is_following)

    def remember(self, settings: WindowSettings) -> None:
        settings.remember("train/smoothing", str(self.window_steps))
        settings.remember("train/log", "on" if self.log_box.isChecked() else "off")
        settings.remember("train/scale", self.scale.currentData())

    def restore(self, settings: WindowSettings) -> None:
        window = settings.text("train/smoothing", str(FIRST_WINDOW), tuple(map(str, WINDOWS)))
        self.slider.setValue(WINDOWS.index(int(window)))
        self.log_box.setChecked(settings.text("train/log", "off") == "on")
        name = settings.text("train/scale", "step", tuple(SCALES))
        self.scale.set_value(name)
        self.scaleChanged.emit(name)

    def _make_slider(self) -> Slider:
        slider = Slider(Qt.Orientation.Horizontal)
        slider.setRange(0, len(WINDOWS) - 1)
        slider.setPageStep(1)
        slider.setFixedWidth(72)
        slider.setAccessibleName(self.tr("Smoothing"))
        slider.setToolTip(
            self.tr("How many steps the smoothed training curve is averaged over; far left: not smoothed")
        )
        slider.valueChanged.connect(self._tell_window)
        return slider

    def _make_scale(self) -> ChoiceBox:
        box = ChoiceBox((("step", self.tr("Steps")), ("epoch", self.tr("Epochs")), ("time", self.tr("Time"))))
        box.setAccessibleName(self.tr("What the curves are drawn over"))
        box.setToolTip(
            self.tr("Draw the curves over steps, epochs or the time of training: runs of other batch sizes compare so")
        )
        box.setMinimumWidth(84)
        box.edited.connect(self.scaleChanged)
        return box

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.legend, 1)
        for label in (self._caption, self._window):
            label.setProperty("role", "caption")
        self._caption.setBuddy(self.slider)
        row = (self._caption, self.slider, self._window, self.log_box, self.scale, self.fit_button, self.picture_button)
        for widget in row:
            layout.addWidget(widget)

    @Slot(int)
    def _tell_window(self, position: int) -> None:
        self._window.setText(self._text(self.window_steps))
        self._window.setMinimumWidth(self._window.fontMetrics().horizontalAdvance(self._text(WINDOWS[-1])))
        self.legend.set_smoothed(self.window_steps > 1)
        self.windowChanged.emit(self.window_steps)

    def _text(self, window: int) -> str:
        return self.tr("{} steps").format(window) if window > 1 else self.tr("off")


def _compact_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setProperty("role", "compact")
    button.setIconSize(QSize(16, 16))
    return button
