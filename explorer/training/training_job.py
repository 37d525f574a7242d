"""One training job from experiment to run folder: what window, terminal and tests call."""

import json
import traceback
from contextlib import ExitStack, suppress
from dataclasses import dataclass

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
from explorer.training.device import choose_device, memory_of, prepare_device
from explorer.training.environment import describe_environment
from explorer.training.job_control import JobControl
from explorer.training.loading_report import LoadingReport
from explorer.training.picture_set import DataSet
from explorer.training.remedy import find_remedy, say_remedy
from explorer.training.start_weights import load_start_weights
from explorer.training.trainer import Emit, Trainer
from explorer.training.training_error import MemoryShortage, TrainingStopped, memory_errors_said
from explorer.training.training_state import TrainingState, load_state
from models.build import build_model
from models.spec import NetworkSpec, resolve
from models.summary import summarize


def train(
    experiment: Experiment,
    folder: RunFolder,
    emit: Emit,
    control: JobControl,
    *,
    threads: int | None = None,
    resume: bool = False,
) -> JobFinished | JobFailed:
    """Train an experiment into a run folder; gives the last event.

    Every event is written to the folder, then emitted. Errors do not leave this function: they are a JobFailed.

    Args:
        folder: an empty one; to resume, one that `experiment_to_resume` has been asked about.
        control: looked at before every step.
        threads: intra-op threads; None leaves torch's own number.
        resume: go on where the run in the folder was saved last, or begin anew where it never was.
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
        return _Job(experiment, folder, recorder, emit, control).run(resume=resume)


@dataclass(frozen=True, slots=True)
class _Job:
    experiment: Experiment
    folder: RunFolder
    recorder: Recorder
    emit: Emit
    control: JobControl

    def run(self, *, resume: bool) -> JobFinished | JobFailed:
        try:
            state = self._last_state() if resume else None
            ended = self._run(state)
        except Exception as error:
            ended = _failed(error)
            # A full disk may be why it failed.
            with suppress(FileWriteError):
                self.recorder.record(ended)
            self.emit(ended)
            return ended
        if not ended.stopped:
            self.folder.state_file.unlink(missing_ok=True)
        return ended

    def _say(self, event: Event) -> None:
        self.recorder.record(event)
        self.emit(event)

    def _last_state(self) -> TrainingState | None:
        """Where the run was saved last; what it told after that is taken back, for it will be told again."""
        file = self.folder.state_file
        state = load_state(file) if file.is_file() else None
        self.recorder.cut(state.metrics_size if state is not None else 0)
        return state

    def _run(self, state: TrainingState | None) -> JobFinished:
        recipe = self.experiment.recipe
        write_atomically(self.folder.experiment_file, write_experiment(self.experiment).encode())
        require_legal(recipe)
        spec = resolve(self.experiment.network)
        device = choose_device(recipe.device)
        prepare_device(device, tf32=recipe.precision == "tf32", deterministic=recipe.deterministic)
        self._write_environment(device, is_resumed=state is not None)
        # Before the data: weights that do not fit need not wait until all pictures are read.
        with memory_errors_said(torch.device("cpu"), "try a smaller network"):
            model = _make_model(recipe, spec, self._say, is_resumed=state is not None)
        try:
            data = self._load(device)
        except TrainingStopped:
            return self._say_stopped(state)
        remedy = find_remedy(summarize(spec), recipe, available=memory_of(device.type))
        with memory_errors_said(device, say_remedy(remedy, recipe), remedy):
            return self._trainer(model, data, device, state).run(self._say, self.control)

    def _trainer(self, model: nn.Module, data: DataSet, device: torch.device, state: TrainingState | None) -> Trainer:
        trainer = Trainer(
            model=model,
            experiment=self.experiment,
            data=data,
            device=device,
            folder=self.folder,
            metrics_size=self.recorder.size,
        )
        if state is not None:
            trainer.restore(state)
        return trainer

    def _write_environment(self, device: torch.device, *, is_resumed: bool) -> None:
        environment = describe_environment(device, seed=self.experiment.recipe.seed)
        if is_resumed:
            environment = _with_former(self.folder, environment)
        write_atomically(self.folder.environment_file, json.dumps(environment, indent=2, ensure_ascii=False).encode())

    def _load(self, device: torch.device) -> DataSet:
        report = LoadingReport(self.emit, self.control.is_stopped)
        data = load_data(self.experiment.recipe, self.experiment.network, progress=report)
        with memory_errors_said(device, "try fewer or smaller pictures"):
            return data.to(device)

    def _say_stopped(self, state: TrainingState | None) -> JobFinished:
        finished = JobFinished(
            stopped=True,
            epochs=state.epochs_done if state else 0,
            best_epoch=state.best_epoch if state else None,
            best_test_accuracy=state.best_accuracy if state else None,
            seconds=state.seconds if state else 0.0,
            run_folder=str(self.folder.path),
        )
        self._say(finished)
        return finished


def _make_model(recipe: Recipe, spec: NetworkSpec, say: Emit, *, is_resumed: bool) -> nn.Module:
    torch.manual_seed(recipe.seed)
    model = build_model(spec)
    if recipe.start_from is not None and not is_resumed:
        load_start_weights(model, spec, recipe.start_from, lambda message: say(JobNote(message=message)))
    return model


def _with_former(folder: RunFolder, environment: dict[str, object]) -> dict[str, object]:
    """The environment of the run's beginning, with the one in which it is gone on with behind it."""
    try:
        former = json.loads(folder.environment_file.read_bytes())
        return former | {"resumed": [*former.get("resumed", ()), environment]}
    except (OSError, ValueError, AttributeError, TypeError):
        return environment


def _failed(error: Exception) -> JobFailed:
    text = " ".join(str(error).split())
    message = text if isinstance(error, ValueError) else f"Training failed with {type(error).__name__}: {text}"
    is_shortage = isinstance(error, MemoryShortage)
    return JobFailed(
        message=message,
        details="".join(traceback.format_exception(error)),
        retry_batch_size=error.batch_size if is_shortage else None,
        retry_accumulation=error.accumulation if is_shortage else None,
    )
