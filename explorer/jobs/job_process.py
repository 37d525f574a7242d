"""A job process as its owner sees it: a child that is sent requests and answers with events."""

import atexit
import contextlib
import logging
import math
import multiprocessing
import os
import secrets
import signal
import tempfile
import threading
import time
import weakref
from multiprocessing import process as processes
from multiprocessing.connection import wait
from pathlib import Path

from explorer.jobs import child
from explorer.jobs.requests import ContinueRequest, DetachRequest, PauseRequest, Request, StopRequest, ends_job
from explorer.log_file import log_output
from explorer.memory_limit import memory_limit, memory_used_up, names_memory
from explorer.runs.events import Event, JobFailed
from models.sentence import say

POLL_SECONDS = 0.25
"""A dead child is noticed by its pipe, and by its exit code where a process of its own still holds the pipe."""
CLOSE_POLL_SECONDS = 0.02
CRASHES = ("SIGABRT", "SIGSEGV", "SIGBUS")
"""How libraries end that get no memory."""
TAIL_BYTES = 4000
"""How much of the child's output is in the details of the failure."""

_living: "weakref.WeakSet[JobProcess]" = weakref.WeakSet()


class JobProcess:
    """A child process that trains, exports or verifies, one job at a time.

    It is meant for a worker thread, which waits in `receive` while the window stays responsive:

        process = JobProcess()
        process.start()
        process.send(TrainRequest(experiment=experiment, run_folder=folder))
        while True:
            event = process.receive(timeout=0.5)
            if event is not None:
                emit(event)
                if ends_job(event):
                    break
        process.close()

    Every job ends with exactly one event for which `ends_job` is true, also when the child crashes or is killed: then
    it is a JobFailed that says how. `send`, `ask_stop`, `terminate` and `close` may be called from other threads than
    the one that receives. The child leaves when its owner does, however that ends, unless it was detached.
    """

    def __init__(self, *, work: str | None = None):
        """`work` names another module that performs requests, instead of `explorer.jobs.work`."""
        # Spawn, never fork: a forked child would inherit the window's threads and the state of its libraries.
        context = multiprocessing.get_context("spawn")
        # Only a name: the child makes the file, and nobody has to where it never gets that far.
        self.output_file = Path(tempfile.gettempdir(), f"resdense-job-{secrets.token_hex(8)}.log")
        """Where the child writes its standard output and standard error."""
        self._connection, self._childs_end = context.Pipe()
        # Not a daemon, which would not be allowed processes of its own, as data loaders need them.
        self._process = context.Process(
            target=child.main,
            args=(self._childs_end, str(self.output_file), work, logging.getLogger(__name__).getEffectiveLevel()),
            name="resdense-job",
            daemon=False,
        )
        self._receiving = threading.Lock()
        self._sending = threading.Lock()
        self._running = False
        self._asked_to_leave = False
        self._terminated = self._is_detached = False
        self._death_reported = False

    def start(self) -> None:
        """Starts the child, which warms itself. Returns at once, in some milliseconds."""
        self._process.start()
        # With the child's end closed here, its death is the end of the file at this end.
        self._childs_end.close()
        _living.add(self)

    def send(self, request: Request) -> None:
        """Asks for a job, which starts once the child is warm. If the child is dead, `receive` reports it."""
        assert not self._running, "one job at a time"
        self._running = True
        self._send(request)

    def ask_stop(self) -> None:
        """Asks the job to end at its next step; its last event follows."""
        self._send(StopRequest())

    def ask_pause(self) -> None:
        """Asks a training to save and wait after its step; JobPaused follows."""
        self._send(PauseRequest())

    def ask_continue(self) -> None:
        """Asks a paused training to continue; JobContinued follows."""
        self._send(ContinueRequest())

    def detach(self) -> None:
        """Lets the job outlive its owner; the child exits after it. Only `close` may follow."""
        self._send(DetachRequest())
        self._is_detached = True
        # The interpreter would wait at its end for every child that it knows.
        vars(processes)["_children"].discard(self._process)

    def receive(self, timeout: float | None = None) -> Event | None:
        """Waits for the next event.

        Args:
            timeout: seconds; None waits as long as it takes.

        Returns:
            None after the timeout, and where the child is gone and has been reported or was closed between jobs.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        with self._receiving:
            while not self._has_news(max(0.0, min(POLL_SECONDS, deadline - time.monotonic()))):
                if time.monotonic() >= deadline:
                    return None
            # Events that the child sent before it died come first.
            return self._read_event() if self._connection.poll() else self._report_death()

    @property
    def is_alive(self) -> bool:
        """True while the child runs."""
        return self._process.is_alive()

    @property
    def pid(self) -> int | None:
        """The child's process id; None until it is started."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """The child's exit code, minus a signal's number where that ended it; None while it runs."""
        return self._process.exitcode

    def output(self) -> str:
        """The last lines that the child wrote to its standard output and standard error."""
        try:
            with self.output_file.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""

    def terminate(self, grace: float = 3.0) -> None:
        """Ends the child without asking the job, and waits up to `grace` seconds until it is gone."""
        self._terminated = True
        # A signal that can be caught asks the job to stop, which has been asked before this.
        self._process.kill()
        self._process.join(grace)

    def ask_leave(self) -> None:
        """Has a running job stop and the child leave, without waiting for it."""
        self._asked_to_leave = True
        self._send(None)

    def close(self, grace: float = 5.0) -> None:
        """Has a running job stop and the child leave; ends it where that takes more than `grace` seconds."""
        if self.pid is None:
            return
        if self._is_detached:
            _living.discard(self)
            # A thread that receives must have left the connection.
            with self._receiving:
                self._connection.close()
            return
        self.ask_leave()
        deadline = time.monotonic() + grace
        while self.is_alive and time.monotonic() < deadline:
            self._discard_events()
            self._process.join(CLOSE_POLL_SECONDS)
        if self.is_alive:
            self.terminate()
        _living.discard(self)
        self._keep_output()

    def _keep_output(self) -> None:
        """Moves all that the child has printed to the log."""
        with contextlib.suppress(OSError):
            log_output(self.output_file.read_text(encoding="utf-8", errors="replace"), self._process.pid)
            self.output_file.unlink()

    def _send(self, message: Request | StopRequest | PauseRequest | ContinueRequest | DetachRequest | None) -> None:
        # Sending to a dead child fails; `receive` reports its death.
        # One at a time: a long message is written in two parts.
        with self._sending, contextlib.suppress(OSError):
            self._connection.send(message)

    def _has_news(self, timeout: float) -> bool:
        return bool(wait([self._connection, self._process.sentinel], timeout)) or not self._process.is_alive()

    def _read_event(self) -> Event | None:
        try:
            event = self._connection.recv()
        except (EOFError, OSError):
            return self._report_death()
        if ends_job(event):
            self._running = False
        return event

    def _discard_events(self) -> None:
        # A child whose pipe is full waits for a reader and cannot leave. Whoever is receiving reads it empty as well.
        if self._receiving.acquire(blocking=False):
            with contextlib.suppress(EOFError, OSError):
                while self._connection.poll():
                    self._connection.recv()
            self._receiving.release()

    def _report_death(self) -> JobFailed | None:
        # The pipe closes an instant before the exit code is known.
        self._process.join(1.0)
        if self._death_reported or (self._asked_to_leave and self.exit_code == 0):
            return None
        self._death_reported = True
        self._running = False
        return JobFailed(message=self._describe_death(), details=self.output())

    def _describe_death(self) -> str:
        if self._terminated:
            return say("The job did not stop in time, and its process was ended; saved epochs are kept.")
        if self.exit_code is None or self.exit_code >= 0:
            return say("The job's process ended unexpectedly with exit code {}; saved epochs are kept.", self.exit_code)
        name = signal.Signals(-self.exit_code).name
        if names_memory(self.output()) or (name in CRASHES and memory_limit() is not None):
            return memory_used_up(say("saved epochs are kept"))
        if name == "SIGKILL":
            return say(
                "The job's process was killed (SIGKILL), perhaps because the system ran out of memory: try a "
                "smaller batch; saved epochs are kept.",
            )
        return say("The job's process crashed ({}); saved epochs are kept.", name)


@atexit.register
def _close_all() -> None:
    # Registered after multiprocessing's own hook, so it runs before that one, which waits for every child without end.
    for process in list(_living):
        process.close()
