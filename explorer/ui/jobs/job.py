"""A job: its child process, and a thread that waits for the events of the child."""

import time
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import DataRequest, DevicesRequest, PreviewRequest, Request, ends_job
from explorer.jobs.spare import Spare
from explorer.runs.events import Event, JobFailed
from explorer.ui.background import Background

POLL_SECONDS = 0.25
"""How often a silent job is polled: whether its time to stop has run out, whether its child is gone."""
BATCH_SECONDS = 0.033
"""Events that follow each other faster than this are passed on together."""


class Job:
    """Starts at once. All but its private methods are for the main thread."""

    def __init__(
        self,
        spare: Spare,
        request: Request,
        parent: QObject,
        on_events: Callable[["Job", list[Event]], None],
        on_gone: Callable[["Job"], None],
    ) -> None:
        """
        Args:
            on_events: called with the next events in order, at most thirty times a second. The last event ends
                the job, unless the process was closed before the job began.
            on_gone: called once thread and child are gone. Nothing follows.
        """
        self.request = request
        self.process: JobProcess | None = None
        """Its child, once there is one."""
        self._spare, self._on_events = spare, on_events
        self._deadline: float | None = None
        self._is_detached = False
        self._background = Background(parent)
        self._background.run(self._run, lambda _: self._end(on_gone))

    @property
    def is_asked_to_stop(self) -> bool:
        return self._deadline is not None

    def detach(self) -> None:
        """Lets it run without the window: no event of it arrives any more."""
        self._is_detached = True
        if self.process is not None:
            self.process.detach()

    def ask_stop(self, grace: float) -> None:
        """Has it stop, and its child ended where that takes more than `grace` seconds."""
        self._deadline = time.monotonic() + grace
        if self.process is not None:
            self.process.ask_stop()

    def end_now(self) -> None:
        """Has its child killed, which may be frozen."""
        self._deadline = time.monotonic()

    def ask_pause(self) -> None:
        """Has a training save and wait after its step."""
        if self.process is not None:
            self.process.ask_pause()

    def ask_continue(self) -> None:
        """Ends a training's pause."""
        if self.process is not None:
            self.process.ask_continue()

    def wait(self) -> None:
        """Blocks until its child is gone: only for an application that has no event loop left."""
        self._background.wait()

    def _end(self, on_gone: Callable[["Job"], None]) -> None:
        self._background.deleteLater()
        on_gone(self)

    def _run(self) -> None:
        try:
            self._converse()
        except Exception as error:
            message = f"The job could not be run ({type(error).__name__}: {error})."
            self._pass_on([JobFailed(message=message, details=traceback.format_exc())])

    def _converse(self) -> None:
        # To look at devices or data leaves a child as fresh as it was.
        is_reusable = isinstance(self.request, DevicesRequest | DataRequest | PreviewRequest)
        process = self.process = self._spare.acquire(reusable=is_reusable)
        try:
            process.send(self.request)
            if self._deadline is not None:
                # Asked before there was a process to stop.
                process.ask_stop()
            if self._is_detached:
                process.detach()
            while not self._is_detached and self._receive_events(process):
                if self._deadline is not None and time.monotonic() > self._deadline:
                    process.terminate()
        finally:
            self._spare.release(process) if is_reusable else process.close()

    def _receive_events(self, process: JobProcess) -> bool:
        """Passes on the next events of the child; False once nothing can follow."""
        # Asked first: what a child sends before it dies is still to be received.
        is_alive = process.is_alive
        first = process.receive(POLL_SECONDS)
        if first is None:
            return is_alive
        events = [first]
        end = time.monotonic() + BATCH_SECONDS
        while not ends_job(events[-1]) and (left := end - time.monotonic()) > 0:
            event = process.receive(left)
            if event is not None:
                events.append(event)
        self._pass_on(events)
        return not ends_job(events[-1])

    def _pass_on(self, events: list[Event]) -> None:
        self._background.call_in_main_thread(self._on_events, self, events)
