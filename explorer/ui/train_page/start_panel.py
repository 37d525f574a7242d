"""The foot of the left column: the button that trains and stops, and why it cannot."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton

from explorer.ui.icons import icon
from explorer.ui.layout import LEFT, button, column, label, restyle, row, set_label
from explorer.ui.train_page.train_obstacle import Obstacle


class StartPanel(QFrame):
    """One large button; above it, in words, whatever stands in the way."""

    startRequested = Signal()
    stopRequested = Signal()
    pauseRequested = Signal()
    continueRequested = Signal()
    matchRequested = Signal(object)
    """Take this network, which matches the data."""

    def __init__(self) -> None:
        super().__init__()
        self._state = "idle"
        self._is_pause_requested = False
        self._obstacle: Obstacle | None = None
        self.note, self.reason = (label("", "caption", wordWrap=True, visible=False) for _ in range(2))
        self.fix = button(self.tr("Match the network to the data"), self._request_match, role="link")
        self.fix.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button, self.pause = (
            _FirstClickButton(self._request_start_or_stop),
            _FirstClickButton(self._request_pause_or_continue),
        )
        buttons = row((self.button, 3), (self.pause, 2), spacing=8)
        self.setLayout(column(self.note, self.reason, (self.fix, LEFT), buttons, spacing=4, margins=(16, 8, 16, 12)))
        self._update_button()

    def set_state(self, state: str) -> None:
        """One of the job controller's states."""
        self._state = state
        self._is_pause_requested = False
        self._update_button()

    def set_obstacle(self, obstacle: Obstacle | None) -> None:
        """Why the document cannot be trained; None where it can."""
        self._obstacle = obstacle
        self._update_button()

    def set_note(self, text: str) -> None:
        """A quiet remark, or nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @property
    def _is_training(self) -> bool:
        return self._state in ("starting", "running", "paused", "stopping")

    def _update_button(self) -> None:
        obstacle = None if self._is_training else self._obstacle
        is_legal = obstacle is None or not obstacle.stops
        set_label(self.reason, obstacle.message if obstacle else "", "advice" if obstacle and is_legal else "issue")
        self.reason.setVisible(obstacle is not None)
        self.fix.setVisible(obstacle is not None and obstacle.network is not None)
        text, mark, role = self.tr("Train"), "play", "primary"
        if self._is_training:
            is_stopping = self._state == "stopping"
            text, mark, role = self.tr("Stopping…") if is_stopping else self.tr("Stop"), "stop", "danger"
        self.button.setText(text)
        self.button.setToolTip(obstacle.message if obstacle else "")
        self.button.setEnabled(is_legal and self._state != "stopping")
        restyle(self.button, role=role)
        self.button.setIcon(icon(mark, "text_on_accent" if role == "primary" else "danger"))
        self._update_pause()

    def _update_pause(self) -> None:
        is_paused = self._state == "paused"
        pause = self.tr("Pausing…") if self._is_pause_requested else self.tr("Pause")
        self.pause.setText(self.tr("Continue") if is_paused else pause)
        self.pause.setIcon(icon("play" if is_paused else "pause"))
        self.pause.setToolTip(
            self.tr("Go on with the training")
            if is_paused
            else self.tr("Save and wait: the device is free for other work until you continue")
        )
        self.pause.setVisible(self._is_training)
        self.pause.setEnabled(self._state in ("running", "paused") and not self._is_pause_requested)

    @Slot()
    def _request_pause_or_continue(self) -> None:
        # A step, and what is saved after it, can take a while.
        self._is_pause_requested = True
        self._update_pause()
        (self.continueRequested if self._state == "paused" else self.pauseRequested).emit()

    @Slot()
    def _request_start_or_stop(self) -> None:
        (self.stopRequested if self._is_training else self.startRequested).emit()

    @Slot()
    def _request_match(self) -> None:
        self.matchRequested.emit(self._obstacle.network)


class _FirstClickButton(QPushButton):
    """Takes a double click for one: by the second press it may mean the opposite of what it meant at the first."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__(minimumHeight=40, iconSize=QSize(16, 16), clicked=do)
        self._pressed: float = -math.inf

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # By the time of the mouse, not that of the window, which may have been busy with the first press.
        is_third = 0 <= event.timestamp() - self._pressed < QApplication.doubleClickInterval()
        self._pressed = event.timestamp()
        if event.type() != QEvent.Type.MouseButtonDblClick and not is_third:
            super().mousePressEvent(event)
