"""The run table's rows, also of runs that other processes write, and of broken ones."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.runs.events import JobContinued, JobFailed, JobPaused
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs
from models.presets import PRESETS


@pytest.fixture
def root(folder):
    save(folder)
    return folder.path.parent


def save(folder):
    save_experiment(folder.experiment_file, Experiment(name="small net", network=PRESETS["digits_resnet"]))


def record(folder, *events):
    with Recorder(folder) as recorder:
        for event in events:
            recorder.record(event)


def test_that_a_missing_root_has_no_runs(tmp_path):
    assert list_runs(tmp_path / "none") == []


def test_that_a_finished_run_is_told_with_its_best(folder, root, make_steps, make_epoch, make_finished):
    folder.environment_file.write_text(json.dumps({"started": "2026-01-02T03:04:05+00:00"}))
    record(folder, make_steps(1, 10), make_epoch(1, 0.9), make_epoch(2, 0.8, is_best=False), make_finished(folder.path))
    [run] = list_runs(root)
    assert (run.path, run.name, run.experiment) == (folder.path, folder.path.name, "small net")
    assert (run.state, run.epochs, run.best_accuracy) == ("finished", 2, 0.9)
    assert run.started == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_that_stopped_and_failed_runs_are_told_apart(folder, root, make_finished):
    record(folder, make_finished(folder.path, stopped=True))
    other = RunFolder.create(root, "other")
    save(other)
    record(other, JobFailed(message="no."))
    assert {run.path: run.state for run in list_runs(root)} == {folder.path: "stopped", other.path: "failed"}


def test_that_a_run_is_over_with_its_last_word(folder, root, make_finished):
    with Recorder(folder) as recorder:
        assert list_runs(root)[0].state == "running"
        recorder.record(make_finished(folder.path))
        assert list_runs(root)[0].state == "finished"


def test_that_a_run_is_paused_as_long_as_its_process_waits(folder, root, make_started):
    with Recorder(folder) as recorder:
        for event, state in (
            (make_started(folder.path), "running"),
            (JobPaused(step=3), "paused"),
            (JobContinued(step=3), "running"),
            (JobPaused(step=5), "paused"),
        ):
            recorder.record(event)
            (run,) = list_runs(root)
            assert (run.state, run.is_active) == (state, True)
    assert list_runs(root)[0].state == "interrupted"


def test_that_a_run_is_running_until_its_process_is_killed(folder, root):
    script = f"""
import sys
from pathlib import Path
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_folder import RunFolder
with Recorder(RunFolder(Path({str(folder.path)!r}))):
    print("recording", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"recording\n"
        assert [run.state for run in list_runs(root)] == ["running"]
        process.send_signal(signal.SIGKILL)
    assert [run.state for run in list_runs(root)] == ["interrupted"]


def test_that_a_damaged_run_is_listed_and_the_others_too(folder, root):
    folder.metrics_file.write_bytes(b"damaged\n")
    other = RunFolder.create(root, "other")
    other.experiment_file.write_text("also damaged")
    record(other)
    (root / "not a run").mkdir()
    assert {run.experiment: run.state for run in list_runs(root)} == {
        "small net": "unreadable",
        other.path.name: "unreadable",
    }
