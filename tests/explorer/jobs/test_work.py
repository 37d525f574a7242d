"""The real work: in a real child process, and of trained weights in this one."""

import json
import os

import pytest
import torch
from PIL import Image

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.exports.export_options import ExportOptions
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import (
    DataRequest,
    DevicesRequest,
    EvaluateRequest,
    ExportRequest,
    PredictRequest,
    TrainRequest,
    VerifyRequest,
    ends_job,
)
from explorer.jobs.work import perform
from explorer.runs.events import (
    DataFound,
    EpochDone,
    JobContinued,
    JobFailed,
    JobFinished,
    JobNote,
    JobPaused,
    JobStarted,
    StepsDone,
)
from explorer.training.job_control import JobControl
from explorer.training.runtime.device import num_cores
from models.config import NetworkConfig, ResidualStage
from models.presets import PRESETS


@pytest.fixture(scope="module")
def process():
    """One child for all tests of this file: it takes seconds to load torch."""
    process = JobProcess()
    process.start()
    yield process
    process.close()


def digits(**recipe) -> Experiment:
    return Experiment(name="digits", network=PRESETS["digits_resnet"], recipe=Recipe(**{"epochs": 1, **recipe}))


def export_of(run, out) -> ExportRequest:
    return ExportRequest(source=str(run), out=str(out), options=ExportOptions(format="pt"))


def test_that_a_training_and_its_export_work_in_one_child(process, events_of, tmp_path):
    process.send(TrainRequest(experiment=digits(), run_folder=str(tmp_path / "run"), threads=1))
    events = events_of(process)
    assert isinstance(events[0], JobStarted)
    assert {StepsDone, EpochDone} <= {type(event) for event in events}
    assert isinstance(events[-1], JobFinished)
    process.send(export_of(tmp_path / "run", tmp_path / "w.pt"))
    # A process of its own loads torch meanwhile.
    *notes, done = events_of(process, timeout=200.0)
    assert [type(note) for note in notes] == [JobNote, JobNote]
    assert done.files == tuple(str(tmp_path / f"w.{end}") for end in ("pt", "resdense.json", "pt.receipt.json"))
    assert (tmp_path / "w.pt").stat().st_size > 100_000


def test_that_a_training_stops_when_asked_and_keeps_its_weights(process, events_of, tmp_path):
    process.send(TrainRequest(experiment=digits(epochs=1000), run_folder=str(tmp_path / "run"), threads=1))
    while not isinstance(process.receive(30), StepsDone):
        pass
    process.ask_stop()
    ended = events_of(process)[-1]
    assert isinstance(ended, JobFinished)
    assert ended.stopped
    assert (tmp_path / "run" / "last.safetensors").exists()


def test_that_a_training_pauses_goes_on_and_is_resumed(process, events_of, tmp_path):
    def wait_for(kind):
        while not isinstance(event := process.receive(30), kind):
            assert event is not None
        return event

    experiment, run = digits(epochs=1000), str(tmp_path / "run")
    process.send(TrainRequest(experiment=experiment, run_folder=run, threads=2))
    wait_for(StepsDone)
    process.ask_pause()
    paused = wait_for(JobPaused)
    assert (tmp_path / "run" / "state.pt").exists()
    assert process.receive(0.2) is None
    process.ask_continue()
    assert wait_for(JobContinued) == JobContinued(step=paused.step)
    process.ask_stop()
    assert events_of(process)[-1].stopped
    process.send(TrainRequest(experiment=experiment, run_folder=run, resume=True))
    started = wait_for(JobStarted)
    assert started.first_step > paused.step
    # The threads are the run's, also where the window would take fewer.
    assert started.device == ("CPU, 2 threads" if num_cores() > 1 else "CPU, 1 thread")
    process.ask_stop()
    assert events_of(process)[-1].stopped
    process.send(TrainRequest(experiment=digits(epochs=5), run_folder=run, threads=1, resume=True))
    assert "holds a run of another experiment: recipe.epochs is 1000 there and 5 here" in events_of(process)[-1].message


def test_that_training_gives_way_to_everything_else(process, events_of, tmp_path):
    process.send(TrainRequest(experiment=digits(), run_folder=str(tmp_path / "run"), threads=1))
    events_of(process)
    assert os.getpriority(os.PRIO_PROCESS, process.pid) == 10
    assert json.loads((tmp_path / "run" / "environment.json").read_text())["threads"] == 1


def test_that_a_report_comes_and_agrees(process, events_of):
    process.send(VerifyRequest(network=PRESETS["digits_mixed"]))
    report = events_of(process)[-1]
    assert "Total params: 67,450" in report.text
    assert report.agrees, report.differences


def test_that_what_cannot_be_done_is_one_sentence(process, events_of, tmp_path):
    folder = DataConfig(name="folder", path=str(tmp_path / "nowhere"))
    illegal = NetworkConfig(stages=(ResidualStage(width=-1),))
    requests = {
        str(tmp_path / "nowhere"): TrainRequest(experiment=digits(data=folder), run_folder=str(tmp_path / "a")),
        "not empty": TrainRequest(experiment=digits(), run_folder=str(tmp_path)),
        "stages.0.width": VerifyRequest(network=illegal),
        "There is no folder": export_of(tmp_path / "b", tmp_path / "w.pt"),
    }
    for words, request in requests.items():
        process.send(request)
        failed = events_of(process)[-1]
        assert isinstance(failed, JobFailed)
        assert words in failed.message
        assert "\n" not in failed.message


def test_that_the_devices_of_this_machine_are_listed(process, events_of):
    process.send(DevicesRequest())
    known = events_of(process)
    assert known[-1].devices[-1] == "cpu"
    assert len(known[-1].descriptions) == len(known[-1].devices)
    assert len(known[-1].memories) == len(known[-1].devices)


def test_that_a_folder_is_listed_without_reading_an_image(process, events_of, tmp_path):
    for name in ("cat", "dog"):
        (tmp_path / name).mkdir()
        for number in range(5):
            (tmp_path / name / f"{number}.png").write_bytes(b"not an image")
    process.send(DataRequest(data=DataConfig(name="folder", path=str(tmp_path)), seed=0))
    assert events_of(process) == [DataFound(path=str(tmp_path), classes=("cat", "dog"), train_images=8, test_images=2)]


def test_that_a_folder_that_cannot_be_used_is_refused_with_the_reason(process, events_of, tmp_path):
    process.send(DataRequest(data=DataConfig(name="folder", path=str(tmp_path / "none")), seed=0))
    (refused,) = events_of(process)
    assert isinstance(refused, JobFailed)
    assert str(tmp_path / "none") in refused.message


@pytest.fixture
def infer():
    threads = torch.get_num_threads()

    def run(request, control: JobControl | None = None) -> list:
        events = []
        perform(request, events.append, control or JobControl())
        assert [ends_job(event) for event in events] == [False] * (len(events) - 1) + [True]
        return events

    yield run
    torch.set_num_threads(threads)


def test_that_an_evaluation_ends_with_its_result(infer, digits_run):
    assert infer(EvaluateRequest(source=str(digits_run)))[-1].result.num_images == 359


def test_that_images_are_recognised_and_folders_searched(infer, digits_run, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    for name in ("a.png", "in/b.PNG", "in/deep/c.png"):
        with (tmp_path / name).open("wb") as file:
            Image.new("L", (8, 8), 90).save(file, "PNG")
    paths = tuple(str(tmp_path / name) for name in ("a.png", "in", "empty"))
    [done] = infer(PredictRequest(source=str(digits_run), paths=paths))
    assert [prediction.problem is None for prediction in done.predictions] == [True, True, True, False]
    assert done.predictions[2].path == str(tmp_path / "in" / "deep" / "c.png")


def test_that_a_stop_is_an_end_too(infer, digits_run, tmp_path):
    control = JobControl()
    control.stop()
    request = PredictRequest(source=str(digits_run), paths=(str(tmp_path / "a.png"),))
    assert isinstance(infer(request, control)[-1], JobFailed)
