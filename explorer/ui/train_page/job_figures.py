"""The figures of the training job: a row of captions with a value under each."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from explorer.ui.layout import ElidedLabel, column, container, label, row

NOTHING = "–"

WIDEST = {
    "epoch": "100 / 300",
    "spent": "10:00:00",
    "left": "10:00:00",
    "pace": "100,000",
    "rate": "0.00001234",
    "train_loss": "1.23e-04",
    "test_loss": "1.23e-04",
    "best": "100.00 % in 100",
    "memory": "12.34 GiB",
}
"""What each value has room for, so that nothing moves while the numbers change."""

BY_IMPORTANCE = ("epoch", "left", "best", "pace", "train_loss", "test_loss", "rate", "spent", "memory")
SPACING = 18
DEVICE_WIDTH, LEAST_WIDTH = 80, 320
"""Pixels."""


class JobFigures(QWidget):
    """Shows texts by their names: those above, and "device", which takes what room is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = {name: QLabel(NOTHING) for name in WIDEST}
        self.device = ElidedLabel(NOTHING)
        titles = {
            "epoch": self.tr("Epoch"),
            "spent": self.tr("Elapsed"),
            "left": self.tr("Time left"),
            "pace": self.tr("Images/s"),
            "rate": self.tr("Learning rate"),
            "train_loss": self.tr("Training loss"),
            "test_loss": self.tr("Test loss"),
            "best": self.tr("Best test acc."),
            "memory": self.tr("Memory"),
            "device": self.tr("Device"),
        }
        self._captions = {name: label(title, "caption") for name, title in titles.items()}
        self._captions["memory"].setToolTip(self.tr("Peak memory of the job on its device, if the device reports it"))
        self._columns = {name: _make_column(self._captions[name], value) for name, value in self._values.items()}
        for name, value in self._values.items():
            value.setMinimumWidth(self.fontMetrics().horizontalAdvance(WIDEST[name]))
        device = _make_column(self._captions["device"], self.device)
        figures = row(*self._columns.values(), (device, 1), spacing=SPACING)
        # What does not fit is hidden: the row makes nothing wider.
        figures.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(figures)

    def set_text(self, name: str, text: str) -> None:
        if name == "device":
            self.device.set_text(text)
        else:
            self._values[name].setText(text)

    def text(self, name: str) -> str:
        """What a figure shows."""
        return self.device.whole_text if name == "device" else self._values[name].text()

    def clear(self) -> None:
        for name in self._captions:
            self.set_text(name, NOTHING)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hides the least important figures where there is no room for all."""
        widths = {name: column.sizeHint().width() + SPACING for name, column in self._columns.items()}
        room = self.width() - DEVICE_WIDTH
        for name in BY_IMPORTANCE:
            room -= widths[name]
            self._columns[name].setVisible(room >= 0)


def _make_column(caption: QLabel, value: QLabel) -> QWidget:
    caption.setBuddy(value)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return container(column(caption, value, spacing=0))
