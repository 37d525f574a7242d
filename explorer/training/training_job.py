"""A training job, from an experiment to a run folder: the entry point of window, command line and tests."""

import json
import traceback
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from explorer.atomic_file import FileWriteError, write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import write_experiment
from explorer.experiment.image_fit import as_sentence, image_differences
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_rules import require_legal
from explorer.runs.events import Event, JobFailed, JobFinished, JobNote, StepsDone
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_files import is_there
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.tensorboard_file import TensorBoardFile
from explorer.training.checkpoints.training_state import TrainingState, load_state
from explorer.training.data.data_loading import load_data
from explorer.training.data.image_set import DataSet
from explorer.training.data.loading_report import Report, load_shared
from explorer.training.job_control import JobControl
from explorer.training.loop.fine_tuning import load_start_weights
from explorer.training.loop.setup import USUAL, Intervals, Setup
from explorer.training.loop.trainer import Emit, Trainer
from explorer.training.runtime.device import choose_device, memory_of, prepare_device
from explorer.training.runtime.environment import (
    as_restarted,
    as_resumed,
    describe_environment,
    first_environment,
    threads_of_run,
    why_numbers_differ,
)
from explorer.training.runtime.forward_pass import require_compiler, translate_compile_errors
from explorer.training.runtime.ranks import ALONE, Ranks
from explorer.training.runtime.remedy import find_remedy, find_shortage, say_remedy, say_shortage
from explorer.training.runtime.training_error import (
    Divergence,
    MemoryShortage,
    TrainingError,
    TrainingStopped,
    translate_determinism_errors,
    translate_out_of_memory,
)
from models.build import build_model
from models.sentence import Sentence, say
from models.spec import NetworkSpec, resolve
from models.summary import summarize

COMPILING = say("The network is compiled with the first step, which can take minutes.")
RESTORED = say(
    "The metrics file was deleted or replaced while the run was recorded; it was written again, and nothing is lost.",
)


def train(
    experiment: Experiment,
    folder: RunFolder,
    emit: Emit,
    control: JobControl,
    *,
    threads: int | None = None,
    resume: bool = False,
    beyond_memory: bool = False,
    ranks: Ranks = ALONE,
    intervals: Intervals = USUAL,
) -> JobFinished | JobFailed:
    """Train an experiment into a run folder; returns the last event.

    Every event is written to the folder, then emitted. Errors do not leave this function: they become a JobFailed.

    Args:
        folder: an empty one; to resume, one that `experiment_to_resume` accepts. Best claimed already.
        control: read before every step.
        threads: intra-op threads; None is the number that a resumed run started with, or else torch's default.
        resume: continue from the last saved state of the run in the folder; start anew if there is none.
        beyond_memory: start though parameters, gradients and optimiser alone exceed the device's memory.
        ranks: the processes that train together; only the first of them emits and writes.
        intervals: of reading back, saving and pausing.
    """
    if threads is None and resume:
        threads = ranks.broadcast(threads_of_run(folder) if ranks.is_first else None)
    if threads is not None:
        torch.set_num_threads(threads)
    if not ranks.is_first:
        job = _Job(experiment, folder, None, (), lambda event: None, control, ranks, beyond_memory, intervals)
        return job.run(resume=resume)
    with ExitStack() as closing:
        try:
            recorder = closing.enter_context(Recorder(folder))
            logs: list[Recorder | TensorBoardFile] = [recorder]
            if experiment.recipe.tensorboard:
                logs.append(closing.enter_context(TensorBoardFile(folder)))
        except ValueError as error:
            failed = _failed(error)
            emit(failed)
            return failed
        job = _Job(experiment, folder, recorder, tuple(logs), emit, control, ranks, beyond_memory, intervals)
        return job.run(resume=resume)


@dataclass(frozen=True, slots=True)
class _Job:
    experiment: Experiment
    folder: RunFolder
    recorder: Recorder | None
    """None in processes that do not write."""
    logs: tuple[Recorder | TensorBoardFile, ...]
    """All files that record the events."""
    emit: Emit
    control: JobControl
    ranks: Ranks
    beyond_memory: bool
    intervals: Intervals

    def run(self, *, resume: bool) -> JobFinished | JobFailed:
        try:
            with self.ranks.peer_failures_as_training_errors():
                ended = self._run(self._last_state() if resume else None)
        except Exception as error:
            ended = _failed(error)
            # The cause may be a full disk, or a folder that is gone.
            with suppress(FileWriteError, RunFolderError):
                self._record(ended)
            self.emit(ended)
            return ended
        if not ended.stopped and self.ranks.is_first:
            self.folder.state_file.unlink(missing_ok=True)
        return ended

    def _publish(self, event: Event) -> None:
        if self.recorder is not None and not isinstance(event, StepsDone) and self.recorder.restore():
            self._publish(JobNote(message=RESTORED))
        self._record(event)
        self.emit(event)

    def _record(self, event: Event) -> None:
        for log in self.logs:
            log.record(event)

    def _last_state(self) -> TrainingState | None:
        """The last saved state; later metrics are cut off, as their steps are repeated."""
        state = None
        if self.recorder is not None:
            file = self.folder.state_file
            params = summarize(resolve(self.experiment.network)).params
            state = load_state(file, params=params) if is_there(file) else None
            self.recorder.cut(state.metrics_size if state is not None else 0)
        return self.ranks.broadcast(state)

    def _run(self, state: TrainingState | None) -> JobFinished:
        recipe = self.experiment.recipe
        self._write(self.folder.experiment_file, write_experiment(self.experiment))
        require_legal(recipe)
        _require_shares(recipe, self.ranks)
        spec = resolve(self.experiment.network)
        device = choose_device(recipe.device, index=self.ranks.local_index, is_alone=self.ranks.is_alone)
        self._warn_of_shortage(spec, device, is_resumed=state is not None)
        prepare_device(device, precision=recipe.precision, deterministic=recipe.deterministic)
        self._write_environment(device, is_resumed=state is not None)
        if recipe.compile:
            self._publish(JobNote(message=COMPILING))
            require_compiler(device)
        # Before the data: weights that do not fit should fail before all images are read.
        with translate_out_of_memory(torch.device("cpu"), say("try a smaller network")):
            model = self._model(spec, is_resumed=state is not None)
        try:
            data = self._load(device)
        except TrainingStopped:
            return self._publish_stopped(state)
        changes = image_differences(data.image, self.experiment.network.input)
        if changes and state is None:
            self._publish(JobNote(message=as_sentence(changes)))
        remedy = find_remedy(
            summarize(spec), recipe, available=memory_of(device.type), num_processes=self.ranks.share.count
        )
        with (
            translate_out_of_memory(device, say_remedy(remedy, recipe), remedy),
            translate_determinism_errors(),
            translate_compile_errors(),
        ):
            return self._trainer(model, data, device, state).run(self._publish, self.control)

    def _warn_of_shortage(self, spec: NetworkSpec, device: torch.device, *, is_resumed: bool) -> None:
        recipe, count = self.experiment.recipe, self.ranks.share.count
        shortage = find_shortage(summarize(spec), recipe, memory_of(device.type), num_processes=count)
        if shortage is None:
            return
        if shortage.is_hopeless and not self.beyond_memory and not is_resumed:
            raise TrainingError("{} Try a smaller network, or --beyond-memory to train anyway.", say_shortage(shortage))
        self._publish(JobNote(message=say_shortage(shortage)))

    def _model(self, spec: NetworkSpec, *, is_resumed: bool) -> nn.Module:
        recipe, index = self.experiment.recipe, self.ranks.share.index
        torch.manual_seed(recipe.seed)
        model = build_model(spec)
        # The other processes get them when they join, so that weights are downloaded once.
        if recipe.start_from is not None and not is_resumed and self.ranks.is_first:
            load_start_weights(model, spec, recipe.start_from, lambda message: self._publish(JobNote(message=message)))
        if index:
            # The same weights in all processes, but different dropout.
            torch.manual_seed(recipe.seed + (index << 32))
        return model

    def _trainer(self, model: nn.Module, data: DataSet, device: torch.device, state: TrainingState | None) -> Trainer:
        setup = Setup(
            experiment=self.experiment,
            data=data,
            device=device,
            folder=self.folder,
            metrics_size=self.recorder.size if self.recorder is not None else lambda: 0,
            ranks=self.ranks,
            intervals=self.intervals,
        )
        trainer = Trainer(model, setup)
        if state is not None:
            trainer.restore(state)
        return trainer

    def _write(self, file: Path, text: str) -> None:
        if self.ranks.is_first:
            write_atomically(file, text.encode())

    def _write_environment(self, device: torch.device, *, is_resumed: bool) -> None:
        if not self.ranks.is_first:
            return
        first = first_environment(self.folder)
        now = describe_environment(device, seed=self.experiment.recipe.seed, processes=self.ranks.share.count)
        if is_resumed and (reason := why_numbers_differ(first, now)) is not None:
            self._publish(JobNote(message=reason))
        content = as_resumed(first, now) if is_resumed else as_restarted(first, now)
        self._write(self.folder.environment_file, json.dumps(content, indent=2, ensure_ascii=False))

    def _load(self, device: torch.device) -> DataSet:
        def load(report: Report) -> DataSet:
            return load_data(self.experiment.recipe, self.experiment.network, progress=report)

        data = load_shared(load, self.ranks, self.emit, self.control)
        with translate_out_of_memory(device, say("try fewer or smaller images")):
            return data.to(device)

    def _publish_stopped(self, state: TrainingState | None) -> JobFinished:
        finished = JobFinished(
            stopped=True,
            epochs=state.epochs_done if state else 0,
            best_epoch=state.best_epoch if state else None,
            best_test_accuracy=state.best_accuracy if state else None,
            seconds=state.seconds if state else 0.0,
            run_folder=str(self.folder.path),
        )
        self._publish(finished)
        return finished


def _require_shares(recipe: Recipe, ranks: Ranks) -> None:
    count = ranks.share.count
    if recipe.batch_size < 2 * count:
        raise TrainingError(
            "A batch of {:,} images cannot be shared by {:,} processes, as batch norm needs two "
            "images in each; take at least {:,}, or fewer processes.",
            recipe.batch_size,
            count,
            2 * count,
        )


def _failed(error: Exception) -> JobFailed:
    text = str(error)
    # Names of folders can contain a newline.
    if not isinstance(text, Sentence) or "\n" in text:
        text = " ".join(text.split())
    message = text if isinstance(error, ValueError) else say("Training failed with {}: {}", type(error).__name__, text)
    is_shortage = isinstance(error, MemoryShortage)
    return JobFailed(
        message=message,
        details="".join(traceback.format_exception(error)),
        retry_batch_size=error.batch_size if is_shortage else None,
        retry_accumulation=error.accumulation if is_shortage else None,
        retry_learning_rate=error.learning_rate if isinstance(error, Divergence) else None,
    )
