"""Stands in for the real work in a child process: the name of the run folder says what to do."""

import ctypes
import logging
import os
import signal
import sys
import time
from pathlib import Path

from explorer.runs.events import ExportDone, JobNote


def warm():
    if os.environ.get("FAKE_WORK_CANNOT_WARM"):
        raise ImportError("libcudart.so.12: cannot open shared object file")


def perform(request, emit, control):
    ACTIONS[request.source](request, emit, control)
    emit(ExportDone(files=(request.out,), message="stopped" if control.is_stopped() else "done"))


def speak(request, emit, control):
    for i in range(100):
        emit(JobNote(message=str(i)))


def fail(request, emit, control):
    raise ValueError("net.json: the width is negative.")


def fail_badly(request, emit, control):
    raise KeyError("conv1")


def kill(request, emit, control):
    emit(JobNote(message="last words"))
    os.kill(os.getpid(), signal.SIGKILL)


def crash(request, emit, control):
    print("about to crash", flush=True)
    ctypes.string_at(0)


def print_and_log(request, emit, control):
    print(f"printed {request.out}", file=sys.stderr, flush=True)
    logging.getLogger("explorer.fake").info("logged %s", request.out)
    logging.getLogger("explorer.fake").debug("detail %s", request.out)
    emit(JobNote(message="said"))


def leave(request, emit, control):
    print("no more", file=sys.stderr, flush=True)
    os._exit(int(request.out))


def leave_with_a_child_of_its_own(request, emit, control):
    if os.fork() == 0:
        time.sleep(5)
    os._exit(3)


def wait_for_stop(request, emit, control):
    emit(JobNote(message=str(os.getpid())))
    assert comes(control.is_stopped)
    Path(request.out).write_text("saved")


def pause(request, emit, control):
    emit(JobNote(message="running"))
    assert comes(control.is_paused)
    emit(JobNote(message="paused"))
    assert comes(lambda: not control.is_paused())


def comes(condition):
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


def hang(request, emit, control):
    emit(JobNote(message="hanging"))
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def flood(request, emit, control):
    while not control.is_stopped():
        emit(JobNote(message="x" * 1000))


def list_modules(request, emit, control):
    emit(JobNote(message=" ".join(sys.modules)))


def tell_niceness(request, emit, control):
    emit(JobNote(message=str(os.nice(0))))


ACTIONS = {
    action.__name__: action
    for action in (
        speak, fail, fail_badly, kill, crash, leave, leave_with_a_child_of_its_own, print_and_log, wait_for_stop, pause,
        hang, flood, list_modules, tell_niceness,
    )
}  # fmt: skip
