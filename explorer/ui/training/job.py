"""A job as the main thread sees it: its thread and worker, from the first moment until both are gone."""

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from explorer.jobs.requests import Request
from explorer.jobs.spare import Spare
from explorer.ui.training.job_worker import JobWorker


class Job(QObject):
    """Starts at once. Every signal is emitted in the thread that made it, which is the main thread."""

    eventsArrived = Signal(object, list)
    """(this job, its next events in order); about thirty times a second at most."""
    gone = Signal(object)
    """This job, once its thread and its child are gone. Nothing follows."""

    def __init__(self, spare: Spare, request: Request, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.request = request
        self._thread = QThread(self)
        self._worker = JobWorker(spare, request)
        self._worker.moveToThread(self._thread)
        self._worker.eventsArrived.connect(self._pass_on)
        # Direct, so that the thread ends though the main thread may be waiting for it.
        self._worker.done.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._thread.started.connect(self._worker.run)
        self._thread.finished.connect(self._end)
        self._thread.start()

    def detach(self) -> None:
        """Has it go on by itself: nothing more is heard of it here."""
        self._worker.detach()

    def ask_stop(self, grace: float) -> None:
        """Has it stop, and its child ended where that takes more than `grace` seconds."""
        self._worker.ask_stop(grace)

    def end_now(self) -> None:
        """Has its child ended without waiting for it."""
        self._worker.end_now()

    def ask_pause(self) -> None:
        """Has a training save and wait after its step."""
        self._worker.ask_pause()

    def ask_continue(self) -> None:
        """Ends a training's pause."""
        self._worker.ask_continue()

    def wait(self) -> None:
        """Blocks until the thread is gone: only for an application that has no event loop left."""
        self._thread.wait()

    @Slot(list)
    def _pass_on(self, events: list) -> None:
        self.eventsArrived.emit(self, events)

    @Slot()
    def _end(self) -> None:
        # The thread says that it is finished a moment before it is.
        self._thread.wait()
        self.gone.emit(self)
