"""The button that trains and stops, what keeps it from being pressed, and the questions that it may lead to."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QMessageBox, QPushButton, QWidget

from explorer.experiment.recipe import Recipe
from explorer.number_format import byte_count, memory_size
from explorer.training.runtime.remedy import Shortage, find_shortage
from explorer.ui.icons import icon
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.layout import LEFT, button, column, label, restyle, row, set_label, styled
from explorer.ui.train_page.train_obstacle import Obstacle
from explorer.ui.widgets.dialogs import question
from models.summary import Summary

Role = QMessageBox.ButtonRole
PATIENCE = 2000
"""Milliseconds after which the panel explains what a stop waits for."""


class StartPanel(QFrame):
    """One large button, and above it in words what prevents the training."""

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
            self.tr("Continue the training")
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
        if self._obstacle is not None:
            self.matchRequested.emit(self._obstacle.network)


class _FirstClickButton(QPushButton):
    """Takes a double click for one: by the second press it may mean the opposite of what it meant at the first."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__()
        styled(self, minimumHeight=40, iconSize=QSize(16, 16))
        self.clicked.connect(do)
        self._pressed: float = -math.inf

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # By the time of the mouse, not that of the window, which may have been busy with the first press.
        is_third = 0 <= event.timestamp() - self._pressed < QApplication.doubleClickInterval()
        self._pressed = event.timestamp()
        if event.type() != QEvent.Type.MouseButtonDblClick and not is_third:
            super().mousePressEvent(event)


class MemoryQuestion(QObject):
    """Asks, before a training, what to do if its device has too little memory. Dismissed, it answers nothing."""

    answered = Signal(object, bool)
    """(the recipe to train with: the same, one with a smaller batch, or one that computes its batch in parts; whether
    it is to train though its device has too little memory)."""

    def __init__(self, jobs: JobController, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        self.box: QMessageBox | None = None

    def check(self, recipe: Recipe, summary: Summary) -> None:
        """Answers at once where the memory should suffice; else asks."""
        shortage = find_shortage(summary, recipe, self._jobs.memory_of(recipe.device))
        if shortage is None:
            self.answered.emit(recipe, False)
        else:
            self._open_box(recipe, shortage)

    def _open_box(self, recipe: Recipe, shortage: Shortage) -> None:
        needed, available = byte_count(shortage.needed), memory_size(shortage.available)
        text = self.tr("Training needs about {}, but the device has {}.").format(needed, available)
        title, icon = self.tr("Not enough memory"), QMessageBox.Icon.Warning
        box = self.box = question(self._page.window(), title, text, self._advice(shortage), icon)
        if shortage.remedy is not None:
            batch, parts = shortage.remedy.batch_size, shortage.remedy.accumulation
            fewer = {"batch_size": batch, "accumulate": 1}
            self._add_choice(box, self.tr("Train with batch {}").format(f"{batch:,}"), recipe.model_copy(update=fewer))
            split = recipe.model_copy(update={"accumulate": parts})
            self._add_choice(box, self.tr("Keep the batch size, accumulate {} times").format(f"{parts:,}"), split)
        self._add_choice(box, self.tr("Train anyway"), recipe, is_beyond=True)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    def _add_choice(self, box: QMessageBox, text: str, recipe: Recipe, *, is_beyond: bool = False) -> None:
        button = box.addButton(text, Role.DestructiveRole if is_beyond else Role.AcceptRole)
        button.clicked.connect(lambda: self.answered.emit(recipe, is_beyond))

    def _advice(self, shortage: Shortage) -> str:
        if shortage.is_hopeless:
            return self.tr("Parameters, gradients and optimiser alone need more. Make the network smaller.")
        if shortage.remedy is None:
            return self.tr("Not even a batch of two images fits. Make the network or its images smaller.")
        return self.tr("The largest batch that should fit is {}.").format(f"{shortage.remedy.batch_size:,}")


class SlowStop(QFrame):
    """Appears if a training does not stop for a while, as a frozen process never does."""

    def __init__(self, jobs: JobController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = self.tr(
            "Waiting for the training process to finish its step and save; it is ended after {:.0f} seconds."
        )
        self.text = label(text.format(jobs.stop_grace), "note", wordWrap=True)
        self.end = button(self.tr("End now"), jobs.end_now)
        self.end.setToolTip(self.tr("Ends the process without waiting; saved epochs are kept."))
        self.setLayout(row((self.text, 1), self.end, margins=(16, 0, 16, 0)))
        self._timer = QTimer(self, interval=PATIENCE, singleShot=True)
        self._timer.timeout.connect(self.show)
        jobs.stateChanged.connect(self._show_or_hide)
        self.hide()

    @Slot(str)
    def _show_or_hide(self, state: str) -> None:
        if state == "stopping":
            self._timer.start()
        else:
            self._timer.stop()
            self.hide()
