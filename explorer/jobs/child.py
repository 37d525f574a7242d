"""The main function of a job process: requests come in through its pipe, events go out.

This module imports nothing heavy, so that pipe and output are handled from the first moment on. The work itself, and
torch with it, is imported after that.
"""

import contextlib
import faulthandler
import importlib
import logging
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from explorer.jobs.requests import ContinueRequest, DetachRequest, PauseRequest, Request, StopRequest
from explorer.log_file import log_output, log_path, logging_to_file
from explorer.memory_limit import guard_torch, is_out_of_memory, memory_used_up
from explorer.runs.events import Event, JobFailed
from explorer.training.job_control import JobControl
from models.sentence import Sentence, say

logger = logging.getLogger(__name__)

GRACE_SECONDS = 20.0
"""How long a job whose parent is gone may take to stop and save."""

Perform = Callable[[Request, Callable[[Event], None], JobControl], None]
"""Does what a request asks, emits events, and looks at the control now and then."""


def main(connection: Connection, output: str, work: str | None, log_level: int) -> None:
    """Serves requests until the parent sends None or its end of the pipe is gone; once detached, until the job ends.

    SIGTERM has a running job stop and save before the child leaves.

    Args:
        connection: the child's end of the pipe.
        output: the file that is made for standard output and standard error.
        work: the name of the module that does the work, with `warm()` and a `perform` of type Perform.
        log_level: of the records that reach the log, as the parent has it; INFO and above always do.
    """
    # Ctrl-C reaches every process of a terminal, and whether the job ends is for the parent to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _redirect_output(output)
    faulthandler.enable()
    child = _Child(connection, output)
    signal.signal(signal.SIGTERM, lambda *_: child.end())
    with logging_to_file(log_level, on_terminal=False):
        child.serve(work)


class _Child:
    """The child's end of the pipe, and the thread that reads it."""

    def __init__(self, connection: Connection, output: str):
        self._connection = connection
        self._output = output
        self._requests: queue.SimpleQueue[tuple[Request, JobControl] | None] = queue.SimpleQueue()
        self._control = JobControl()
        self._is_detached = False
        self._idle = threading.Event()
        self._idle.set()
        threading.Thread(target=self._read, name="pipe", daemon=True).start()

    def serve(self, work: str | None) -> None:
        perform = _load(work)
        while (job := self._requests.get()) is not None:
            request, control = job
            self._idle.clear()
            logger.debug("%s begins.", type(request).__name__)
            try:
                perform(request, self._emit, control)
            except Exception as error:
                logger.error("%s failed.", type(request).__name__, exc_info=True)
                self._emit(JobFailed(message=_sentence(error), details=traceback.format_exc()))
            self._idle.set()

    def end(self) -> None:
        """Stops a running job and has the child exit: a signal asks for it."""
        self._control.stop()
        self._requests.put(None)

    def _emit(self, event: Event) -> None:
        # If the parent is gone, the reading thread notices and handles it.
        with contextlib.suppress(OSError):
            self._connection.send(event)

    def _read(self) -> None:
        try:
            while (message := self._connection.recv()) is not None:
                self._accept(message)
        except (EOFError, OSError):
            # The parent died: nobody else keeps the output and removes the file.
            _move_output_to_log(self._output)
        if self._is_detached:
            self._requests.put(None)
        else:
            self._exit()

    def _accept(self, message: Request | StopRequest | PauseRequest | ContinueRequest | DetachRequest) -> None:
        match message:
            case StopRequest():
                self._control.stop()
            case PauseRequest():
                self._control.pause()
            case ContinueRequest():
                self._control.resume()
            case DetachRequest():
                self._detach()
            case _:
                # Every job has its own control: a stop that comes late cannot end the next one.
                self._control = JobControl()
                self._requests.put((message, self._control))

    def _detach(self) -> None:
        self._is_detached = True
        _move_output_to_log(self._output)
        # Nobody is left to end a pause.
        self._control.resume()
        if hasattr(os, "setsid"):
            # What ends the owner's terminal, or is typed there, does not reach another session.
            os.setsid()

    def _exit(self) -> None:
        self._control.stop()
        stopped = self._idle.wait(GRACE_SECONDS)
        sys.stdout.flush()
        sys.stderr.flush()
        # Not sys.exit: that waits for the main thread, which may be in the middle of importing torch.
        os._exit(0 if stopped else 1)


def _load(work: str | None) -> Perform:
    try:
        guard_torch()
        if work is None:
            from explorer.jobs import work as module  # noqa: PLC0415 - with torch, of which only a child has need
        else:
            module = importlib.import_module(work)
        module.warm()
        return module.perform
    except Exception as error:
        return _always_raise(error)


def _always_raise(error: Exception) -> Perform:
    def perform(*_: object) -> None:
        raise error

    return perform


def _redirect_output(path: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, mode=0o600)
    _print_to(descriptor)


def _move_output_to_log(path: str) -> None:
    """Moves what was printed to the log, which takes from now on what is printed."""
    sys.stdout.flush()
    sys.stderr.flush()
    log = log_path()
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        _print_to(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, mode=0o600))
    with contextlib.suppress(OSError):
        log_output(Path(path).read_text(encoding="utf-8", errors="replace"), os.getpid())
        Path(path).unlink()


def _print_to(descriptor: int) -> None:
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)


def _sentence(error: Exception) -> str:
    if is_out_of_memory(error) and (not isinstance(error, ValueError) or type(error).__module__ == "builtins"):
        return memory_used_up()
    if isinstance(error, OSError) and error.filename:
        return say("{}: {}.", error.filename, error.strerror)
    text = str(error)
    if not isinstance(text, Sentence):
        text = (text.strip().splitlines() or [""])[0]
    if isinstance(error, ValueError) and text:
        return text
    name = type(error).__name__
    return say("The job failed with {}: {}", name, text) if text else say("The job failed with {}", name)
