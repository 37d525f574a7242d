from pathlib import Path

import pytest

from explorer.exports.export_options import ExportOptions
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import ExportRequest, ends_job

PT = ExportOptions(format="pt")


@pytest.fixture(autouse=True)
def fake_work_is_importable(monkeypatch):
    """Spawned children are given the parent's module path."""
    monkeypatch.syspath_prepend(Path(__file__).parent)


@pytest.fixture
def start():
    """Starts a process that does the fake work, and asks it for something."""
    started = []

    def start_process(action: str | None = None, out: str = "") -> JobProcess:
        process = JobProcess(work="fake_work")
        started.append(process)
        process.start()
        if action is not None:
            process.send(ExportRequest(source=action, out=out, options=PT))
        return process

    yield start_process
    for process in started:
        process.close(grace=0.0)


@pytest.fixture
def events_of():
    """Every event of a job up to its last."""

    def receive_all(process: JobProcess, timeout: float = 120.0) -> list:
        events = []
        while not events or not ends_job(events[-1]):
            event = process.receive(timeout)
            assert event is not None, "the job says nothing"
            events.append(event)
        return events

    return receive_all
