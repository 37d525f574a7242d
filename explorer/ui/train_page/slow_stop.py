"""A stop that takes long: what it waits for, and a way not to wait."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QWidget

from explorer.ui.jobs.job_controller import STOP_GRACE, JobController
from explorer.ui.layout import button, label, row

PATIENCE = 2000
"""Milliseconds after which a person wonders what a stop waits for."""


class SlowStop(QFrame):
    """Shows itself where a training that is asked to stop has not ended in a while; a frozen process never would."""

    def __init__(self, jobs: JobController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = self.tr(
            "Waiting for the training process to finish its step and save; it is ended after {:.0f} seconds."
        )
        self.text = label(text.format(STOP_GRACE), "note", wordWrap=True)
        self.end = button(self.tr("End now"), jobs.end_now)
        self.end.setToolTip(self.tr("Ends the process without waiting; what was saved before stays."))
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
