"""What a person sets about both metric plots: smoothing, scale, view; beside the legend."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.training.curve_legend import CurveLegend

WINDOWS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
"""What the slider offers to smooth over, in steps."""
FIRST_WINDOW = 10


class PlotControls(QWidget):
    """The legend, a slider, a box and a button in one row."""

    windowChanged = Signal(int)
    """Smooth over about so many steps; 1: not at all."""
    logToggled = Signal(bool)
    """The loss on a logarithmic scale, or not."""
    fitRequested = Signal()
    """The whole run in view."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend = CurveLegend(palette)
        self._window = QLabel()
        self.slider = self._make_slider()
        self.log_box = QCheckBox(self.tr("Log loss"))
        self.log_box.setToolTip(self.tr("Show the loss on a logarithmic scale"))
        self.log_box.toggled.connect(self.logToggled)
        self.fit_button = self._make_fit_button()
        self._lay_out()
        self.slider.setValue(WINDOWS.index(FIRST_WINDOW))
        self.set_following(True)
        self.apply_palette(palette)

    def set_following(self, is_following: bool) -> None:
        """Whether the whole run is in view already."""
        self.fit_button.setEnabled(not is_following)

    def apply_palette(self, palette: Palette) -> None:
        self._legend.apply_palette(palette)
        self.fit_button.setIcon(icon("fit", palette))

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, len(WINDOWS) - 1)
        slider.setPageStep(1)
        slider.setFixedWidth(88)
        slider.setAccessibleName(self.tr("Smoothing"))
        slider.setToolTip(
            self.tr("How many steps the smoothed training curve is averaged over; far left: not smoothed")
        )
        slider.valueChanged.connect(self._tell_window)
        return slider

    def _make_fit_button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "compact")
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self.tr("Show the whole run (double click in a plot)"))
        button.setAccessibleName(self.tr("Show the whole run"))
        button.clicked.connect(self.fitRequested)
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._legend, 1)
        caption = QLabel(self.tr("Smoothing"))
        for label in (caption, self._window):
            label.setProperty("role", "caption")
        self._window.setMinimumWidth(self._window.fontMetrics().horizontalAdvance(self._text(WINDOWS[-1])))
        for widget in (caption, self.slider, self._window, self.log_box, self.fit_button):
            layout.addWidget(widget)

    @Slot(int)
    def _tell_window(self, position: int) -> None:
        window = WINDOWS[position]
        self._window.setText(self._text(window))
        self._legend.set_smoothed(window > 1)
        self.windowChanged.emit(window)

    def _text(self, window: int) -> str:
        return self.tr("{} steps").format(window) if window > 1 else self.tr("off")
