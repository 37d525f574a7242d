"""A run that was interrupted and resumed ends as one left alone: to the last bit, and with every step told once."""

import json
import shutil
import time
import zipfile
from dataclasses import replace
from functools import partial

import pytest
import torch

from explorer.experiment.recipe import Augmentation
from explorer.runs.events import (
    EpochDone,
    JobContinued,
    JobFailed,
    JobFinished,
    JobNote,
    JobPaused,
    JobStarted,
    StepsDone,
)
from explorer.runs.metric_history import MetricHistory
from explorer.runs.metrics_file import RunTail, read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.checkpoints.training_state import StateError, encode_state, load_state
from explorer.training.loop import checkpointer
from explorer.training.loop.setup import Intervals
from explorer.training.runtime import environment
from models.config import DenseStage
from tests.breadth import TIMES


class Killed(BaseException):
    """Stands in for a process that dies: nothing catches it, and nothing is tidied."""


EVERY_STEP = Intervals(read_back=0.0, pause=0.0)


@pytest.fixture
def run_job(run_job):
    """Every step is reported."""
    return partial(run_job, intervals=EVERY_STEP)


@pytest.fixture
def experiment(make_experiment, make_network):
    """Everything that has a state: dropout, momentum, a moving average, random changes to the images."""
    network = make_network()
    stages = (*network.stages, DenseStage(layers=2, growth_rate=4, dropout=0.2))
    network = network.model_copy(update={"stages": stages})
    return make_experiment(
        network=network,
        epochs=4,
        ema=0.9,
        label_smoothing=0.1,
        augmentation=Augmentation(crop_padding=1, cutout=2, mixup=0.2),
    )


def replace_epochs(experiment, epochs):
    return experiment.model_copy(update={"recipe": experiment.recipe.model_copy(update={"epochs": epochs})})


def numbers(folder: RunFolder) -> tuple[list, list]:
    """What `metrics.jsonl` says, without times."""
    events = read_events(folder.metrics_file)
    steps = [
        row
        for event in events
        if isinstance(event, StepsDone)
        for row in zip(event.steps, event.losses, event.accuracies, strict=True)
    ]
    epochs = [replace(event, seconds=0.0, images_per_second=0.0) for event in events if isinstance(event, EpochDone)]
    return steps, epochs


def weights(folder: RunFolder) -> list[dict]:
    return [load_checkpoint(file)[0] for file in (folder.last_file, folder.best_file)]


def assert_same(folder: RunFolder, other: RunFolder) -> None:
    assert numbers(folder) == numbers(other)
    for one, another in zip(weights(folder), weights(other), strict=True):
        assert all(torch.equal(one[name], another[name]) for name in one)


@pytest.fixture
def whole(run_job, experiment, tmp_path_factory):
    """The run that was left alone, trained once for all tests."""
    folder = RunFolder(tmp_path_factory.getbasetemp() / "whole")
    if not folder.path.exists():
        folder.path.mkdir()
        assert isinstance(run_job(experiment, folder=folder).last, JobFinished)
    return folder


# In a step of an epoch, at its end, and at the last but one; a proof takes all of them.
@pytest.mark.parametrize("step", [7, 12, 47] if TIMES == 1 else range(1, 48))
def test_that_a_stopped_run_goes_on_in_the_middle_of_an_epoch(run_job, experiment, whole, step):
    stopped = run_job(experiment, stop=lambda event: isinstance(event, StepsDone) and event.steps[-1] == step)
    assert (stopped.last.stopped, read_record(stopped.folder).is_resumable) == (True, True)
    assert load_state(stopped.folder.state_file).step == step
    torch.manual_seed(1234)
    resumed = run_job(experiment, folder=stopped.folder, resume=True)
    assert (resumed.last.stopped, resumed.last.epochs) == (False, 4)
    assert resumed.events[0].first_step == step + 1
    assert_same(stopped.folder, whole)
    assert read_record(stopped.folder).is_resumable is False


def test_that_the_time_of_every_process_counts(run_job, experiment):
    """Of one that came far, of the next that hardly began, and of the one that ends it."""
    seconds = [0.0]
    folder = None
    for step in (40, 41, None):
        run = run_job(
            experiment,
            folder=folder,
            resume=folder is not None,
            stop=lambda event, step=step: isinstance(event, StepsDone) and event.steps[-1] == step,
        )
        folder = run.folder
        seconds.append(run.last.seconds if step is None else load_state(folder.state_file).seconds)
    assert seconds == sorted(seconds)


@pytest.mark.parametrize("step", [3, 25] if TIMES == 1 else range(1, 48))
def test_that_a_run_that_died_goes_on_from_its_last_epoch(run_job, experiment, whole, step, tmp_path):
    folder = RunFolder.create(tmp_path, "run")

    def die(event):
        if isinstance(event, StepsDone) and event.steps[-1] == step:
            raise Killed
        return False

    with pytest.raises(Killed):
        run_job(experiment, folder=folder, stop=die)
    assert read_record(folder).state == "interrupted"
    assert read_record(folder).is_resumable
    resumed = run_job(experiment, folder=folder, resume=True)
    assert resumed.events[0].first_epoch == (step - 1) // 12 + 1
    assert_same(folder, whole)


@pytest.mark.parametrize("num_files", [1, 2, 3] if TIMES == 1 else range(1, 10))
def test_that_a_run_that_died_between_two_files_goes_on(run_job, experiment, whole, tmp_path, monkeypatch, num_files):
    folder = RunFolder.create(tmp_path, "run")
    written = []

    def dying_after(write):
        def write_or_die(path, content):
            if len(written) == num_files:
                raise Killed
            write(path, content)
            written.append(path)

        return write_or_die

    for name in ("save_state", "save_checkpoint"):
        monkeypatch.setattr(checkpointer, name, dying_after(getattr(checkpointer, name)))
    with pytest.raises(Killed):
        run_job(experiment, folder=folder)
    monkeypatch.undo()
    assert len(written) == num_files
    run_job(experiment, folder=folder, resume=True)
    assert_same(folder, whole)


def test_that_a_run_can_be_interrupted_again_and_again(run_job, experiment, whole, tmp_path):
    folder = RunFolder.create(tmp_path, "run")
    for step in (5, 9, 14, 24, 33):
        run_job(
            experiment,
            folder=folder,
            resume=True,
            stop=lambda event, step=step: isinstance(event, StepsDone) and event.steps[-1] == step,
        )
    assert isinstance(run_job(experiment, folder=folder, resume=True).last, JobFinished)
    assert_same(folder, whole)


def test_that_a_long_epoch_is_saved_in_its_middle(run_job, experiment, whole, tmp_path):
    folder, intervals = RunFolder.create(tmp_path, "run"), replace(EVERY_STEP, save=0.0)

    def die(event):
        if isinstance(event, StepsDone) and event.steps[-1] == 20:
            raise Killed
        return False

    with pytest.raises(Killed):
        run_job(experiment, folder=folder, stop=die, intervals=intervals)
    assert load_state(folder.state_file).step == 19
    run_job(experiment, folder=folder, resume=True, intervals=intervals)
    assert_same(folder, whole)


def test_that_a_pause_changes_nothing_and_is_saved(run_job, experiment, whole, tmp_path):
    folder = RunFolder.create(tmp_path, "run")
    pauses = []

    def pause(event):
        if isinstance(event, JobPaused):
            pauses.append(load_state(folder.state_file).step)
        return isinstance(event, StepsDone) and event.steps[-1] == 18 and not pauses

    job = run_job(experiment, folder=folder, pause=pause)
    assert (job.all(JobPaused), job.all(JobContinued)) == ([JobPaused(step=18)], [JobContinued(step=18)])
    assert pauses == [18]
    assert_same(folder, whole)


def test_that_paused_time_is_no_time_of_training(run_job, experiment, tmp_path):
    folder, slept = RunFolder.create(tmp_path, "run"), []

    def pause(event):
        # Asked while it waits: the pause lasts as long as the test sleeps here.
        if isinstance(event, JobPaused):
            time.sleep(1.5)
            slept.append(True)
        return isinstance(event, StepsDone) and event.steps[-1] == 5 and not slept

    begun = time.monotonic()
    job = run_job(replace_epochs(experiment, 1), folder=folder, pause=pause)
    trained = time.monotonic() - begun - 1.5
    history = MetricHistory()
    for moment, event in RunTail(folder.metrics_file).read():
        history.add(event, moment)
    (epoch,) = job.all(EpochDone)
    assert job.all(JobContinued)
    told = (epoch.seconds, job.last.seconds, read_record(folder).details.seconds, history.epoch_seconds[-1])
    assert max(told) < trained + 0.1


def test_that_a_paused_run_can_be_stopped(run_job, experiment):
    job = run_job(
        experiment,
        pause=lambda event: isinstance(event, StepsDone) and event.steps[-1] >= 5,
        stop=lambda event: isinstance(event, JobPaused),
    )
    assert job.all(JobContinued) == []
    assert job.last.stopped


def test_that_resuming_what_was_never_saved_begins_anew(run_job, experiment, whole, tmp_path):
    folder = RunFolder.create(tmp_path, "run")
    job = run_job(experiment, folder=folder, resume=True)
    assert job.events[0].first_step == 1
    assert_same(folder, whole)


def test_that_a_state_loads_without_running_code(run_job, experiment):
    job = run_job(experiment, stop=lambda event: isinstance(event, EpochDone))
    values = torch.load(job.folder.state_file, weights_only=True)
    assert values["epochs_done"] == 1
    assert {"model", "optimiser", "scaler", "average", "random"} <= values.keys()


def test_that_a_damaged_state_is_one_sentence(run_job, experiment):
    job = run_job(experiment, stop=lambda event: isinstance(event, EpochDone))
    content = job.folder.state_file.read_bytes()
    for damaged in (b"", content[: len(content) // 2], b"x" * 1000):
        job.folder.state_file.write_bytes(damaged)
        failed = run_job(experiment, folder=job.folder, resume=True).last
        assert f"{job.folder.state_file} is not a whole checkpoint of ResDense" in failed.message


def test_that_a_state_that_is_cut_packed_or_hollow_is_refused_before_it_is_unpacked(saved, tmp_path):
    content, file = saved.state_file.read_bytes(), tmp_path / "state.pt"
    for end in range(0, len(content), len(content) // 40):
        file.write_bytes(content[:end])
        with pytest.raises(StateError, match=r"state\.pt is not a whole checkpoint"):
            load_state(file)
    with zipfile.ZipFile(saved.state_file) as plain, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in plain.namelist():
            packed.writestr(name, plain.read(name))
    with pytest.raises(StateError, match=r"state\.pt is not a whole checkpoint"):
        load_state(file)
    with file.open("wb") as hollow:
        hollow.truncate(2**40)
    with pytest.raises(StateError, match=r"has 1,099,511,627,776 bytes, and the state of its network at most"):
        load_state(file, params=1000)


@pytest.mark.parametrize(
    "forged",
    [
        lambda state: replace(state, model={}),
        lambda state: replace(state, model=dict.fromkeys(state.model, torch.ones(1).expand(10**9))),
        lambda state: replace(state, step="later"),
        lambda state: replace(state, metrics_size=-5),
        lambda state: replace(state, optimiser={"state": {0: {"momentum_buffer": torch.ones(3)}}, "param_groups": []}),
        lambda state: replace(state, optimiser={"state": {"odd": 1}}),
        lambda state: replace(state, progress={}),
        lambda state: replace(state, random=[{"python": [3, ["x"], None]}]),
        lambda state: replace(state, epoch_done={"epoch": []}),
        lambda state: replace(state, average={"num_steps": 1, "model": {"odd": torch.ones(1)}}),
    ],
)
def test_that_a_forged_state_is_one_sentence(saved, run_job, experiment, tmp_path, forged):
    folder = RunFolder(shutil.copytree(saved.path, tmp_path / "forged"))
    folder.state_file.write_bytes(encode_state(forged(load_state(saved.state_file))))
    failed = run_job(experiment, folder=folder, resume=True).last
    assert isinstance(failed, JobFailed)
    assert str(folder.state_file) in failed.message and failed.message.endswith("; begin a new run.")


@pytest.fixture
def saved(run_job, experiment, tmp_path_factory):
    """A run that was stopped after its first epoch, once for all tests that only copy it."""
    folder = RunFolder(tmp_path_factory.getbasetemp() / "saved")
    if not folder.path.exists():
        folder.path.mkdir()
        run_job(experiment, folder=folder, stop=lambda event: isinstance(event, EpochDone))
    return folder


def test_that_other_data_is_refused(run_job, experiment):
    job = run_job(experiment, stop=lambda event: isinstance(event, EpochDone))
    state = load_state(job.folder.state_file)
    job.folder.state_file.write_bytes(encode_state(replace(state, train_images=1000)))
    failed = run_job(experiment, folder=job.folder, resume=True).last
    assert isinstance(failed, JobFailed)
    assert "The data has 1,438 training images and had 1,000" in failed.message


def test_that_what_a_newer_version_saved_is_refused(tmp_path):
    torch.save({"format": "resdense-state", "version": 99}, tmp_path / "state.pt")
    with pytest.raises(StateError, match=r"state\.pt is of version 99"):
        load_state(tmp_path / "state.pt")


def test_that_a_resumed_run_tells_where_it_goes_on_and_when_it_began(run_job, experiment):
    stopped = run_job(experiment, stop=lambda event: isinstance(event, StepsDone) and event.steps[-1] == 15)
    before = stopped.folder.environment_file.read_text()
    resumed = run_job(experiment, folder=stopped.folder, resume=True)
    started = [event for event in read_events(stopped.folder.metrics_file) if isinstance(event, JobStarted)]
    assert [(event.first_epoch, event.first_step) for event in started] == [(1, 1), (2, 16)]
    assert resumed.last.seconds > stopped.last.seconds
    assert before.rstrip("\n}") in stopped.folder.environment_file.read_text()


def stop_at(step: int):
    return lambda event: isinstance(event, StepsDone) and event.steps[-1] == step


def test_that_a_resumed_run_keeps_the_threads_of_its_first_start(run_job, experiment):
    stopped = run_job(experiment, stop=stop_at(3))
    torch.set_num_threads(2)
    resumed = run_job(experiment, folder=stopped.folder, resume=True, stop=stop_at(5))
    assert torch.get_num_threads() == 1
    assert resumed.all(JobNote) == []
    said = run_job(experiment, folder=stopped.folder, resume=True, threads=2, stop=stop_at(7))
    assert [note.message for note in said.all(JobNote)] == [
        "From here on the numbers differ from those of an uninterrupted run: 2 threads instead of 1."
    ]
    environment = json.loads(stopped.folder.environment_file.read_text())
    assert environment["threads"] == 1
    assert [start["threads"] for start in environment["resumed"]] == [1, 2]


def test_that_a_run_that_was_never_saved_begins_anew_with_its_threads(run_job, experiment, tmp_path):
    folder = RunFolder.create(tmp_path, "run")

    def die(event):
        if isinstance(event, StepsDone):
            raise Killed
        return False

    with pytest.raises(Killed):
        run_job(experiment, folder=folder, stop=die)
    first = json.loads(folder.environment_file.read_text()) | {"started": "2001-02-03T04:05:06+00:00"}
    folder.environment_file.write_text(json.dumps(first))
    torch.set_num_threads(2)
    run_job(experiment, folder=folder, resume=True, stop=stop_at(1))
    assert json.loads(folder.environment_file.read_text()) == first


def test_that_all_that_makes_other_numbers_is_said(run_job, experiment, monkeypatch):
    stopped = run_job(experiment, stop=stop_at(3))
    first = json.loads(stopped.folder.environment_file.read_text())
    first |= {"threads": 64, "processes": 2, "device": "NVIDIA H100 (cuda:0)", "versions": {"torch": "2.0.0"}}
    stopped.folder.environment_file.write_text(json.dumps(first))
    monkeypatch.setattr(environment, "num_cores", lambda: 1)
    (note,) = run_job(experiment, folder=stopped.folder, resume=True, stop=stop_at(5)).all(JobNote)
    version = environment.versions()["torch"]
    assert note.message.endswith(
        "an uninterrupted run: 1 thread instead of 64; 1 process instead of 2; CPU instead of NVIDIA H100 (cuda:0); "
        f"torch {version} instead of 2.0.0."
    )


ODD = [
    "",
    "3",
    "[" * 100_000,
    '{"deep": ' + "[" * 900 + "]" * 900 + "}",
    r'{"half a character": "\ud800"}',
    '{"threads": "x"}',
    '{"threads": true, "resumed": 3, "versions": [], "device": {}}',
]


def test_that_an_odd_environment_does_not_keep_a_run_from_going_on(run_job, experiment):
    stopped = run_job(experiment, stop=stop_at(3))
    for number, text in enumerate(ODD):
        stopped.folder.environment_file.write_text(text)
        resumed = run_job(experiment, folder=stopped.folder, resume=True, stop=stop_at(4 + number))
        assert isinstance(resumed.last, JobFinished), resumed.last
        assert resumed.all(JobNote) == []


def test_that_metrics_deleted_while_a_run_goes_on_are_written_anew(run_job, experiment, whole, tmp_path):
    folder = RunFolder.create(tmp_path, "run")

    def delete(event):
        if stop_at(20)(event):
            folder.metrics_file.unlink()
        return False

    (note,) = run_job(experiment, folder=folder, stop=delete).all(JobNote)
    assert note.message.endswith("it was written again, and nothing is lost.")
    assert_same(folder, whole)


def test_that_a_folder_swapped_while_a_run_goes_on_is_not_written_into(run_job, experiment, whole, tmp_path):
    folder = RunFolder.create(tmp_path, "run")
    moved = RunFolder(tmp_path / "moved")

    def swap(event):
        if stop_at(20)(event) and not moved.path.exists():
            folder.path.rename(moved.path)
            folder.path.mkdir()
        return False

    failed = run_job(experiment, folder=folder, stop=swap).last
    assert isinstance(failed, JobFailed)
    assert f"{folder.path} was moved, deleted or replaced while its run was recorded" in failed.message
    assert list(folder.path.iterdir()) == []
    assert read_record(moved).is_resumable
    run_job(experiment, folder=moved, resume=True)
    assert_same(moved, whole)
