"""Stands in for the real work in a child process: the name of the run folder says what to do."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from explorer.runs.events import ExportDone, JobNote


def warm():
    if os.environ.get("FAKE_WORK_CANNOT_WARM"):
        raise ImportError("libcudart.so.12: cannot open shared object file")


def perform(request, emit, stop):
    ACTIONS[request.run_folder](request, emit, stop)
    emit(ExportDone(files=(request.out,), message="stopped" if stop.is_set() else "done"))


def speak(request, emit, stop):
    for i in range(100):
        emit(JobNote(message=str(i)))


def fail(request, emit, stop):
    raise ValueError("net.json: the width is negative.")


def fail_badly(request, emit, stop):
    raise KeyError("conv1")


def kill(request, emit, stop):
    emit(JobNote(message="last words"))
    os.kill(os.getpid(), signal.SIGKILL)


def crash(request, emit, stop):
    print("about to crash", flush=True)
    ctypes.string_at(0)


def leave(request, emit, stop):
    print("no more", file=sys.stderr, flush=True)
    os._exit(int(request.out))


def leave_with_a_child_of_its_own(request, emit, stop):
    if os.fork() == 0:
        time.sleep(5)
    os._exit(3)


def wait_for_stop(request, emit, stop):
    emit(JobNote(message=str(os.getpid())))
    assert stop.wait(60)
    Path(request.out).write_text("saved")


def hang(request, emit, stop):
    emit(JobNote(message="hanging"))
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def flood(request, emit, stop):
    while not stop.is_set():
        emit(JobNote(message="x" * 1000))


def list_modules(request, emit, stop):
    emit(JobNote(message=" ".join(sys.modules)))


def tell_niceness(request, emit, stop):
    emit(JobNote(message=str(os.nice(0))))


ACTIONS = {
    action.__name__: action
    for action in (
        speak, fail, fail_badly, kill, crash, leave, leave_with_a_child_of_its_own, wait_for_stop, hang, flood,
        list_modules, tell_niceness,
    )
}  # fmt: skip
