"""A line in the status bar: how the training stands, while another page is in sight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.ui.training.state_dot import StateDot


class JobLine(QWidget):
    """Says nothing before the first training."""

    trainPageRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = StateDot()
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        self.button.setToolTip(self.tr("Show the training"))
        self.button.clicked.connect(self.trainPageRequested)
        self._is_wanted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        row.addWidget(self._dot)
        row.addWidget(self.button)
        self._update_visibility()

    def set_standing(self, title: str, color: str, percent: int) -> None:
        """How the training stands, in the words and the colour of its strip; 100 says nothing of how far it is."""
        self.button.setText(title if percent == 100 else self.tr("{} {} %").format(title, percent))
        self._dot.set_color(color)
        self._update_visibility()

    def set_wanted(self, is_wanted: bool) -> None:
        """Whether the page that says the same is out of sight."""
        self._is_wanted = is_wanted
        self._update_visibility()

    def _update_visibility(self) -> None:
        self.setVisible(self._is_wanted and bool(self.button.text()))
