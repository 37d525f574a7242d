"""A training whose process is frozen: a person is told what is waited for, and need not wait."""

import os
import signal
import time

import pytest
import shiboken6

from explorer.experiment.experiment import Experiment
from explorer.jobs.job_process import JobProcess
from explorer.jobs.spare import Spare
from explorer.runs.events import JobFailed, JobNote
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.train_page.start_panel import SlowStop
from models.presets import PRESETS

WORK = """
import os, time
from explorer.runs.events import JobFailed, JobNote
def warm(): pass
def perform(request, emit, control):
    emit(JobNote(message=str(os.getpid())))
    while not control.is_stopped():
        time.sleep(0.01)
    emit(JobFailed(message="Stopped."))
"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot freeze a process")


@pytest.fixture
def jobs(qtbot, tmp_path, monkeypatch):
    tmp_path.joinpath("endless_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    jobs = JobController(spare=Spare(lambda: JobProcess(work="endless_work"), delay=60), runs_root=tmp_path / "runs")
    jobs.events, jobs.endings = [], []
    jobs.eventArrived.connect(jobs.events.append)
    jobs.finished.connect(jobs.endings.append)
    jobs.train(Experiment(name="digits", network=PRESETS["digits_resnet"]))
    qtbot.waitUntil(lambda: bool(jobs.events), timeout=30_000)
    assert isinstance(jobs.events[0], JobNote)
    yield jobs
    with qtbot.waitSignal(jobs.closed, timeout=30_000):
        jobs.close()
    shiboken6.delete(jobs)


@pytest.fixture
def slow_stop(jobs):
    slow_stop = SlowStop(jobs)
    yield slow_stop
    shiboken6.delete(slow_stop)


def test_that_a_frozen_process_can_be_ended(qtbot, jobs, slow_stop):
    pid = int(jobs.events[0].message)
    os.kill(pid, signal.SIGSTOP)
    asked = time.monotonic()
    jobs.stop()
    qtbot.wait(1000)
    assert not slow_stop.isVisible()
    qtbot.waitUntil(slow_stop.isVisible, timeout=4000)
    assert time.monotonic() - asked > 1.9
    assert slow_stop.text.text().startswith("Waiting for the training process")
    clicked = time.monotonic()
    slow_stop.end.click()
    qtbot.waitUntil(lambda: bool(jobs.endings), timeout=5000)
    assert time.monotonic() - clicked < 3
    assert isinstance(jobs.endings[0], JobFailed)
    assert "and its process was ended; saved epochs are kept" in jobs.endings[0].message
    assert not slow_stop.isVisible()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    # The job never wrote anything.
    assert list(jobs.runs_root.iterdir()) == []


def test_that_a_stop_that_is_heeded_says_nothing(qtbot, jobs, slow_stop):
    jobs.stop()
    qtbot.waitUntil(lambda: bool(jobs.endings), timeout=5000)
    assert jobs.state == "idle"
    qtbot.wait(2200)
    assert not slow_stop.isVisible()
