"""One training job from experiment to run folder: what window, terminal and tests call."""

import json
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress

import torch
from torch import nn

from explorer.atomic_file import FileWriteError, write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import write_experiment
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_rules import require_legal
from explorer.runs.events import Event, JobFailed, JobFinished, JobNote
from explorer.runs.recorder import Recorder
from explorer.runs.run_folder import RunFolder
from explorer.training.data_loading import load_data
from explorer.training.device import choose_device, prepare_device
from explorer.training.environment import describe_environment
from explorer.training.picture_set import DataSet
from explorer.training.start_weights import load_start_weights
from explorer.training.trainer import Emit, Stop, Trainer
from explorer.training.training_error import TrainingStopped, memory_errors_said
from models.build import build_model
from models.spec import NetworkSpec, resolve

SMALLEST_HALVED = 4
"""The smallest batch size of which a half is still legal."""
NOTE_SECONDS = 3.0
"""Time between two notes while pictures are read."""


def train(
    experiment: Experiment, folder: RunFolder, emit: Emit, stop: Callable[[], bool], *, threads: int | None = None
) -> Event:
    """Train an experiment into an empty run folder; gives the last event, JobFinished or JobFailed.

    Every event is written to the folder, then emitted. Errors do not leave this function: they are a JobFailed.
    `stop` is asked at every step. `threads` are the intra-op threads; None leaves torch's own number.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    with ExitStack() as closing:
        try:
            recorder = closing.enter_context(Recorder(folder))
        except ValueError as error:
            failed = _failed(error)
            emit(failed)
            return failed
        return _run_recorded(experiment, folder, recorder, emit, stop)


def _run_recorded(
    experiment: Experiment, folder: RunFolder, recorder: Recorder, emit: Emit, stop: Stop
) -> JobFinished | JobFailed:
    def say(event: Event) -> None:
        recorder.record(event)
        emit(event)

    try:
        return _run(experiment, folder, say, stop)
    except Exception as error:
        failed = _failed(error)
        # A full disk may be why it failed.
        with suppress(FileWriteError):
            recorder.record(failed)
        emit(failed)
        return failed


def _run(experiment: Experiment, folder: RunFolder, say: Emit, stop: Stop) -> JobFinished:
    recipe = experiment.recipe
    write_atomically(folder.experiment_file, write_experiment(experiment).encode())
    require_legal(recipe)
    spec = resolve(experiment.network)
    device = choose_device(recipe.device)
    prepare_device(device)
    environment = describe_environment(device, seed=recipe.seed)
    write_atomically(folder.environment_file, json.dumps(environment, indent=2, ensure_ascii=False).encode())
    # Before the data: weights that do not fit need not wait until all pictures are read.
    with memory_errors_said(torch.device("cpu"), "try a smaller network"):
        model = _make_model(recipe, spec, say)
    try:
        data = _load(experiment, device, say, stop)
    except TrainingStopped:
        return _say_stopped(folder, say)
    with memory_errors_said(device, _memory_advice(recipe.batch_size)):
        trainer = Trainer(model=model, experiment=experiment, data=data, device=device, folder=folder)
        return trainer.run(say, stop)


def _make_model(recipe: Recipe, spec: NetworkSpec, say: Emit) -> nn.Module:
    torch.manual_seed(recipe.seed)
    model = build_model(spec)
    if recipe.start_from is not None:
        load_start_weights(model, spec, recipe.start_from, lambda message: say(JobNote(message=message)))
    return model


def _load(experiment: Experiment, device: torch.device, say: Emit, stop: Stop) -> DataSet:
    recipe = experiment.recipe
    report = _LoadingReport(say, stop)
    data = load_data(recipe, experiment.network, progress=report)
    with memory_errors_said(device, "try fewer or smaller pictures"):
        return data.to(device)


def _memory_advice(batch_size: int) -> str:
    if batch_size < SMALLEST_HALVED:
        return "try a smaller network or smaller pictures"
    return f"try a batch size of {batch_size // 2:,} instead of {batch_size:,}"


class _LoadingReport:
    """Says now and then how many pictures are read, and ends the reading when asked to stop."""

    def __init__(self, say: Emit, stop: Stop):
        self._say = say
        self._stop = stop
        self._next = time.perf_counter() + NOTE_SECONDS

    def __call__(self, done: int, total: int) -> None:
        if self._stop():
            raise TrainingStopped
        if time.perf_counter() >= self._next:
            self._say(JobNote(message=f"Read {done:,} of {total:,} pictures."))
            self._next = time.perf_counter() + NOTE_SECONDS


def _say_stopped(folder: RunFolder, say: Emit) -> JobFinished:
    finished = JobFinished(
        stopped=True, epochs=0, best_epoch=None, best_test_accuracy=None, seconds=0.0, run_folder=str(folder.path)
    )
    say(finished)
    return finished


def _failed(error: Exception) -> JobFailed:
    text = " ".join(str(error).split())
    message = text if isinstance(error, ValueError) else f"Training failed with {type(error).__name__}: {text}"
    return JobFailed(message=message, details="".join(traceback.format_exception(error)))
