"""The spare: a warm job process, so that a job starts at once."""

import threading
import time
import weakref
from collections.abc import Callable

from explorer.jobs.job_process import JobProcess


class Spare:
    """Hands out job processes and keeps one warm. Safe to use from several threads."""

    def __init__(self, make: Callable[[], JobProcess] = JobProcess, *, delay: float = 5.0):
        """
        Args:
            make: makes a job process that is not started yet.
            delay: seconds from handing out one to warming the next, so that it does not hold up the job's own start.
        """
        self._make = make
        self._delay = delay
        self._lock = threading.Lock()
        self._warm: JobProcess | None = None
        self._timer: threading.Timer | None = None
        self._handed_out: weakref.WeakSet[JobProcess] = weakref.WeakSet()
        self._closed = False

    def warm(self) -> None:
        """Starts a spare where there is none. Returns at once."""
        with self._lock:
            if not self._closed and (self._warm is None or not self._warm.is_alive):
                self._warm = self._start()

    def acquire(self, *, reusable: bool = False) -> JobProcess:
        """A started process for the caller to use and to close; the next one is warmed in a while.

        A `reusable` process comes back through `release`, so no other is warmed.
        """
        with self._lock:
            assert not self._closed, "a closed spare hands out nothing"
            process = self._warm if self._warm is not None and self._warm.is_alive else self._start()
            self._warm = None
            self._handed_out.add(process)
            if not reusable:
                self._warm_later()
            return process

    def release(self, process: JobProcess) -> None:
        """Takes a process whose job has left it as fresh as it was: it is the spare again, or closed."""
        with self._lock:
            is_wanted = not self._closed and process.is_alive and (self._warm is None or not self._warm.is_alive)
            if is_wanted:
                self._handed_out.discard(process)
                self._warm = process
        if not is_wanted:
            process.close()

    def close(self, grace: float = 5.0) -> None:
        """Ends the spare and whatever it handed out that still runs, within `grace` seconds and some for the kill."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()
            processes = [process for process in (self._warm, *self._handed_out) if process is not None]
            self._warm = None
        deadline = time.monotonic() + grace
        for process in processes:
            process.ask_leave()
        for process in processes:
            process.close(max(0.0, deadline - time.monotonic()))

    def _start(self) -> JobProcess:
        process = self._make()
        process.start()
        return process

    def _warm_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self._delay, self.warm)
        self._timer.daemon = True
        self._timer.start()
