"""The foot of the left column: the button that trains and stops, and why it cannot."""

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.icons import icon
from explorer.ui.training.train_obstacle import Obstacle


class StartPanel(QFrame):
    """One large button; above it, in words, whatever stands in the way."""

    startRequested = Signal()
    stopRequested = Signal()
    pauseRequested = Signal()
    continueRequested = Signal()
    matchRequested = Signal(object)
    """Take this network, which matches the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "idle"
        self._is_asked = False
        self._obstacle: Obstacle | None = None
        self.reason, self.note = QLabel(), QLabel()
        self.fix = QPushButton(self.tr("Match the network to the data"))
        self.fix.setProperty("role", "link")
        self.fix.clicked.connect(self._ask_for_match)
        self.button = _FirstClickButton()
        self.button.setMinimumHeight(40)
        self.button.setIconSize(QSize(16, 16))
        self.button.clicked.connect(self._tell)
        self.pause = _FirstClickButton()
        self.pause.setMinimumHeight(40)
        self.pause.setIconSize(QSize(16, 16))
        self.pause.clicked.connect(self._tell_pause)
        self._lay_out()
        self._show()

    def set_state(self, state: str) -> None:
        """One of the job controller's states."""
        self._state = state
        self._is_asked = False
        self._show()

    def set_obstacle(self, obstacle: Obstacle | None) -> None:
        """Why the document cannot be trained; None where it can."""
        self._obstacle = obstacle
        self._show()

    def set_note(self, text: str) -> None:
        """A quiet remark, or nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @property
    def _is_training(self) -> bool:
        return self._state in ("starting", "running", "paused", "stopping")

    def _show(self) -> None:
        obstacle = None if self._is_training else self._obstacle
        self.reason.setText(obstacle.message if obstacle else "")
        self.reason.setVisible(obstacle is not None)
        self.reason.setProperty("role", "advice" if obstacle is not None and not obstacle.stops else "issue")
        self.reason.style().polish(self.reason)
        self.fix.setVisible(obstacle is not None and obstacle.network is not None)
        self._show_button(obstacle)
        self._show_pause()

    def _show_pause(self) -> None:
        is_paused = self._state == "paused"
        pause = self.tr("Pausing…") if self._is_asked else self.tr("Pause")
        self.pause.setText(self.tr("Continue") if is_paused else pause)
        self.pause.setIcon(icon("play" if is_paused else "pause"))
        self.pause.setToolTip(
            self.tr("Go on with the training")
            if is_paused
            else self.tr("Save and wait: the device is free for other work until you continue")
        )
        self.pause.setVisible(self._is_training)
        self.pause.setEnabled(self._state in ("running", "paused") and not self._is_asked)

    def _show_button(self, obstacle: Obstacle | None) -> None:
        text, name, role = self._look()
        self.button.setText(text)
        self.button.setToolTip(obstacle.message if obstacle else "")
        self.button.setEnabled((obstacle is None or not obstacle.stops) and self._state != "stopping")
        if self.button.property("role") != role:
            self.button.setProperty("role", role)
            self.button.style().polish(self.button)
        self.button.setIcon(icon(name, "text_on_accent" if role == "primary" else "danger"))

    def _look(self) -> tuple[str, str, str]:
        """Text, icon and role of the button."""
        if self._state == "stopping":
            return self.tr("Stopping…"), "stop", "danger"
        if self._is_training:
            return self.tr("Stop"), "stop", "danger"
        return self.tr("Train"), "play", "primary"

    def _lay_out(self) -> None:
        self.note.setProperty("role", "caption")
        for label in (self.reason, self.note):
            label.setWordWrap(True)
            label.hide()
        self.fix.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(4)
        layout.addWidget(self.note)
        layout.addWidget(self.reason)
        layout.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button, 3)
        row.addWidget(self.pause, 2)
        layout.addLayout(row)

    @Slot()
    def _tell_pause(self) -> None:
        # A step, and what is saved after it, can take a while.
        self._is_asked = True
        is_paused = self._state == "paused"
        self._show_pause()
        if is_paused:
            self.continueRequested.emit()
        else:
            self.pauseRequested.emit()

    @Slot()
    def _tell(self) -> None:
        if self._is_training:
            self.stopRequested.emit()
        else:
            self.startRequested.emit()

    @Slot()
    def _ask_for_match(self) -> None:
        self.matchRequested.emit(self._obstacle.network)


class _FirstClickButton(QPushButton):
    """Takes a double click for one: by the second press it may mean the opposite of what it meant at the first."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: float = -math.inf

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # By the time of the mouse, not that of the window, which may have been busy with the first press.
        is_third = 0 <= event.timestamp() - self._pressed < QApplication.doubleClickInterval()
        self._pressed = event.timestamp()
        if event.type() != QEvent.Type.MouseButtonDblClick and not is_third:
            super().mousePressEvent(event)
