"""Jobs that fail: one sentence says why, and what was saved stays."""

import importlib
import itertools
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from torch.optim.optimizer import register_optimizer_step_post_hook

from explorer.experiment.recipe import DataConfig
from explorer.runs.events import EpochDone, JobFailed, Loading, StepsDone
from explorer.runs.metrics_file import Recorder, read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.checkpoints.training_state import load_state
from explorer.training.loop import training_step


def test_that_a_loss_that_is_no_number_ends_the_job_and_keeps_the_good_weights(run_job, make_experiment, break_weights):
    break_weights(17)
    job = run_job(make_experiment(epochs=5))
    assert isinstance(job.last, JobFailed)
    assert "The training loss is no longer finite at step 18; lower the learning rate." in job.last.message
    assert job.last.retry_learning_rate == pytest.approx(0.1 * make_experiment().recipe.learning_rate)
    assert "Weights: those of epoch 1 are saved." in job.last.message
    assert [step for event in job.all(StepsDone) for step in event.steps] == list(range(1, 18))
    weights, info = load_checkpoint(job.folder.last_file)
    assert info.epoch == 1
    assert all(tensor.isfinite().all() for tensor in weights.values())
    assert read_events(job.folder.metrics_file) == job.events
    assert list_runs(job.folder.path.parent)[0].state == "failed"


def test_that_weights_that_break_in_the_last_step_are_not_saved(run_job, make_experiment, break_weights):
    break_weights(24)
    job = run_job(make_experiment())
    assert "is no longer finite at step 24" in job.last.message
    assert load_checkpoint(job.folder.last_file)[1].epoch == 1


def test_that_a_failure_is_said_in_one_line(run_job, make_experiment, tmp_path):
    job = run_job(make_experiment(data=DataConfig(name="folder", path=str(tmp_path / "two\nlines"))))
    assert job.last.message.startswith(f"There is no folder {tmp_path / 'two lines'}; ")


@pytest.fixture
def break_weights():
    """Breaks weights once an optimiser has made so many steps."""
    handles = []

    def after(num_steps: int) -> None:
        count = itertools.count(1)

        def break_once(optimiser, *_):
            if next(count) == num_steps:
                optimiser.param_groups[0]["params"][0].data.fill_(torch.nan)

        handles.append(register_optimizer_step_post_hook(break_once))

    yield after
    for handle in handles:
        handle.remove()


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("[enforce fail at alloc_cpu.cpp:121] err == 0. DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_that_memory_that_does_not_suffice_is_told_with_a_batch_size(run_job, make_experiment, monkeypatch, error):
    def forward(*_):
        raise error

    monkeypatch.setattr(training_step, "forward", forward)
    job = run_job(make_experiment(batch_size=128))
    assert job.last.message == (
        "The device (cpu) is out of memory; try a batch size of 64 instead of 128, or keep it and have each "
        "batch computed in 2 parts (accumulate)."
    )
    assert (job.last.retry_batch_size, job.last.retry_accumulation) == (64, 2)
    assert str(error) in job.last.details


def test_that_memory_that_really_does_not_suffice_is_told(run_job, make_experiment, make_network, memory_limit):
    memory_limit(300 * 2**20)
    job = run_job(make_experiment(network=make_network(side=96), batch_size=256))
    assert "is out of memory; try a batch size of 128 instead of 256" in job.last.message


@pytest.fixture
def memory_limit():
    """Lets this process take only so many bytes more."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the memory of a process is limited on Linux only")
    resource = importlib.import_module("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)

    def limit(more: int) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + more, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_AS, before)


class CompilerError(RuntimeError):
    __module__ = "torch._inductor.exc"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            CompilerError("no C++ compiler\nwas found"),
            r"The network cannot be compiled here; switch compile off\. \(.*no C\+\+ compiler was found",
        ),
        (
            RuntimeError("max_pool2d_backward_cuda does not have a deterministic implementation, but you set"),
            "^max_pool2d_backward_cuda does not give the same bits every time on this device; switch deterministic off",
        ),
    ],
)
def test_that_what_torch_cannot_do_of_a_recipe_is_one_sentence(run_job, make_experiment, monkeypatch, error, words):
    def forward(*_):
        raise error

    monkeypatch.setattr(training_step, "forward", forward)
    assert re.search(words, run_job(make_experiment()).last.message)


def test_that_an_error_of_the_program_is_told_with_its_traceback(run_job, make_experiment, monkeypatch):
    def forward(*_):
        raise RuntimeError("mat1 and mat2\nshapes cannot be multiplied")

    monkeypatch.setattr(training_step, "forward", forward)
    job = run_job(make_experiment())
    assert job.last.message == "Training failed with RuntimeError: mat1 and mat2 shapes cannot be multiplied"
    assert "train_step" in job.last.details


def test_that_a_broken_image_is_one_sentence(run_job, make_experiment, make_network, image_root):
    (image_root / "train" / "dark" / "3.png").write_bytes(b"\x89PNG broken")
    data = DataConfig(name="folder", path=str(image_root))
    job = run_job(make_experiment(network=make_network(num_classes=2), data=data))
    assert [type(event) for event in job.events] == [Loading, JobFailed]
    assert job.last.message.startswith(f"Cannot read the image {image_root / 'train' / 'dark' / '3.png'}: ")
    assert read_events(job.folder.metrics_file) == [job.last]


def test_that_a_missing_class_is_one_sentence(run_job, make_experiment, make_network, image_root):
    shutil.rmtree(image_root / "test" / "dark")
    data = DataConfig(name="folder", path=str(image_root))
    job = run_job(make_experiment(network=make_network(num_classes=2), data=data))
    assert job.last.message.startswith('The class "dark" is in ')


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ({"epochs": 0}, "recipe.epochs: epochs must be at least 1"),
        ({"batch_size": 1}, "recipe.batch_size: batch size must be at least 2"),
        ({"learning_rate": -1.0}, "recipe.learning_rate: learning rate must be more than 0"),
        ({"data": DataConfig(name="folder")}, "recipe.data.path: name the folder"),
        ({"device": "mps"}, 'The device "mps" is not on this machine'),
    ],
)
def test_that_a_recipe_that_cannot_be_is_one_sentence(run_job, make_experiment, recipe, message):
    job = run_job(make_experiment(**recipe))
    assert job.last.message.startswith(message)
    assert job.events == [job.last]


def test_that_an_illegal_network_is_one_sentence(run_job, make_experiment, make_network):
    network = make_network().model_copy(update={"num_classes": -1})
    job = run_job(make_experiment(network=network))
    assert "num classes" in job.last.message


@pytest.fixture
def mount(tmp_path):
    """A small file system at `runs`."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(options: str):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True).returncode:
            pytest.skip("a small disk can be mounted by root alone")
        return RunFolder(disk)

    yield mount
    subprocess.run(["umount", disk], check=False, capture_output=True)


def test_that_a_full_disk_ends_the_job_and_keeps_what_was_saved(run_job, make_experiment, mount):
    folder = mount("size=400k")

    def fill_disk(event):
        if isinstance(event, EpochDone) and event.epoch == 2:
            while any(folder.path.glob(".*.tmp")) or load_checkpoint(folder.last_file)[1].epoch < 2:
                time.sleep(0.01)
            (folder.path / "filler").write_bytes(bytes(shutil.disk_usage(folder.path).free - 8192))
        return False

    experiment = make_experiment(epochs=4)
    job = run_job(experiment, folder=folder, stop=once(fill_disk))
    assert isinstance(job.last, JobFailed)
    assert f"Cannot write {folder.path}" in job.last.message
    assert "the disk is full" in job.last.message
    assert load_checkpoint(folder.last_file)[1].epoch == 2
    assert load_state(folder.state_file).epochs_done == 2
    (folder.path / "filler").unlink()
    resumed = run_job(experiment, folder=folder, resume=True)
    assert (resumed.last.stopped, resumed.last.epochs) == (False, 4)
    assert {path.name for path in folder.path.iterdir() if path.suffix == ".tmp"} == set()


def once(ask):
    """Asks about every event once."""
    seen = []

    def ask_once(event):
        if event in seen:
            return False
        seen.append(event)
        return ask(event)

    return ask_once


def test_that_a_read_only_folder_is_one_sentence(run_job, make_experiment, mount):
    job = run_job(make_experiment(), folder=mount("ro"))
    assert [type(event) for event in job.events] == [JobFailed]
    assert "the file system is read-only; choose another folder" in job.last.message


def test_that_a_folder_in_use_is_refused(run_job, make_experiment, tmp_path):
    folder = RunFolder(tmp_path)
    with Recorder(folder):
        job = run_job(make_experiment(), folder=RunFolder(tmp_path))
    assert "is being written by another job" in job.last.message
    assert not folder.experiment_file.exists()
