"""The worker of one job: it owns the job's child process and waits for what it says, away from the main thread."""

import time
import traceback

from PySide6.QtCore import QObject, Signal, Slot

from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import DataRequest, DevicesRequest, PreviewRequest, Request, ends_job
from explorer.jobs.spare import Spare
from explorer.runs.events import Event, JobFailed

POLL_SECONDS = 0.25
"""How often a job that says nothing is looked at: has its time to stop run out, is its child gone."""
BATCH_SECONDS = 0.033
"""Events that follow each other faster than this are passed on together."""


class JobWorker(QObject):
    """Works on one request in the thread that it was moved to. Private to `Job`, which lives in the main thread."""

    eventsArrived = Signal(list)
    """Events in order. The last one of all ends the job, unless the process was closed before the job began."""
    done = Signal()
    """The child has left; nothing follows."""

    def __init__(self, spare: Spare, request: Request) -> None:
        super().__init__()
        self._spare = spare
        self._request = request
        self._process: JobProcess | None = None
        self._deadline: float | None = None
        self._is_detached = False

    def detach(self) -> None:
        """Has the job go on by itself when all that is here is gone. For any thread."""
        self._is_detached = True
        if self._process is not None:
            self._process.detach()

    def ask_stop(self, grace: float) -> None:
        """Has the job stop, and its child ended where that takes more than `grace` seconds. For any thread."""
        self._deadline = time.monotonic() + grace
        if self._process is not None:
            self._process.ask_stop()

    def end_now(self) -> None:
        """Has the child killed, which may be frozen. For any thread."""
        self._deadline = time.monotonic()

    def ask_pause(self) -> None:
        """Has a training save and wait after its step. For any thread."""
        if self._process is not None:
            self._process.ask_pause()

    def ask_continue(self) -> None:
        """Ends a training's pause. For any thread."""
        if self._process is not None:
            self._process.ask_continue()

    @Slot()
    def run(self) -> None:
        """Works until the job has ended and its child has left."""
        try:
            self._work()
        except Exception as error:
            message = f"The job could not be run ({type(error).__name__}: {error})."
            self.eventsArrived.emit([JobFailed(message=message, details=traceback.format_exc())])
        finally:
            self.done.emit()

    def _work(self) -> None:
        # To look at devices or data leaves a child as fresh as it was.
        is_for_good = not isinstance(self._request, DevicesRequest | DataRequest | PreviewRequest)
        self._process = self._spare.take(for_good=is_for_good)
        try:
            self._process.send(self._request)
            if self._deadline is not None:
                # Asked before there was a process to be told.
                self._process.ask_stop()
            if self._is_detached:
                self._process.detach()
            while not self._is_detached and self._is_going_on():
                self._end_if_overdue()
        finally:
            self._process.close() if is_for_good else self._spare.give_back(self._process)

    def _is_going_on(self) -> bool:
        # Asked first: what a child says and then dies is still to be received.
        is_alive = self._process.is_alive
        first = self._process.receive(POLL_SECONDS)
        if first is None:
            return is_alive
        events = self._gather(first)
        self.eventsArrived.emit(events)
        return not ends_job(events[-1])

    def _gather(self, first: Event) -> list[Event]:
        events = [first]
        end = time.monotonic() + BATCH_SECONDS
        while not ends_job(events[-1]) and (left := end - time.monotonic()) > 0:
            event = self._process.receive(left)
            if event is not None:
                events.append(event)
        return events

    def _end_if_overdue(self) -> None:
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._process.terminate()
