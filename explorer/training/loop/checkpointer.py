"""Saves a training in its run folder: its state, and the weights of its best and last epoch."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass
from functools import partial
from types import TracebackType
from typing import Any

import torch
from torch import Tensor, nn

from explorer.runs.events import EpochDone
from explorer.runs.metrics_file import decode_line, encode_event
from explorer.training.checkpoints.checkpoint import CheckpointInfo, encode_checkpoint, save_checkpoint
from explorer.training.checkpoints.training_state import StateError, TrainingState, encode_state, save_state
from explorer.training.loop.progress import Progress
from explorer.training.loop.setup import Setup
from explorer.training.loop.training_step import TrainingStep
from explorer.training.loop.weight_average import WeightAverage


@dataclass(kw_only=True, slots=True)
class TrainerState:
    """The progress of a training that outlives its process."""

    step: int = 0
    """Steps done."""
    epochs_done: int = 0
    """Epochs trained and evaluated."""
    best_epoch: int | None = None
    best_accuracy: float | None = None
    seconds: float = 0.0
    """Training time of the processes before this one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Weights:
    """A checkpoint to be written."""

    tensors: dict[str, Tensor]
    info: CheckpointInfo
    are_best: bool


class Checkpointer:
    """Saves a training between any two steps, and restores it.

    The whole state is in one file, which is replaced as a whole: it is the commit, and the files of weights follow from
    it. If the process ends between the two, `restore` returns the epoch whose weights are still to be written.
    The state is copied at once, and `writer` writes it while the training continues.
    """

    def __init__(
        self,
        setup: Setup,
        *,
        model: nn.Module,
        average: WeightAverage | None,
        step: TrainingStep,
        progress: Progress,
        steps_per_epoch: int,
    ):
        self.trainer_state = TrainerState()
        self.writer = Writer()
        self._setup, self._folder, self._data = setup, setup.folder, setup.data
        self._device, self._ranks = setup.device, setup.ranks
        self._model, self._average, self._step, self._progress = model, average, step, progress
        self._steps_per_epoch = steps_per_epoch

    @property
    def evaluated_model(self) -> nn.Module:
        """The model that is evaluated and whose weights are saved: the averaged one if there is one."""
        return self._model if self._average is None else self._average.model

    def save(self, seconds: float) -> None:
        """Save the current state, after `seconds` of training in this process; all finished steps must have been
        emitted."""
        state = self._snapshot(seconds, None)
        if state is not None:
            self.writer.submit(partial(self._write, state, None))

    def save_epoch(self, seconds: float, done: EpochDone) -> None:
        """Save the state at the end of an epoch, before it is emitted, and its weights as the last ones; also as the
        best ones if they are."""
        self._save_with_weights(seconds, done, done.test_accuracy, are_best=done.is_best)

    def save_stop(self, seconds: float) -> None:
        """Save the state of a stopped training, and its weights as the last ones."""
        self._save_with_weights(seconds, None, None, are_best=False)

    def write_epoch_weights(self, done: EpochDone) -> None:
        """Write the weights of an epoch whose state is saved already."""
        if self._ranks.is_first:
            tensors = host_copy(self.evaluated_model.state_dict(), self._device)
            self._write_weights(self._weights(tensors, done.test_accuracy, are_best=done.is_best))

    def _save_with_weights(
        self, seconds: float, done: EpochDone | None, test_accuracy: float | None, *, are_best: bool
    ) -> None:
        state = self._snapshot(seconds, done)
        if state is not None:
            tensors = state.model if state.average is None else state.average["model"]
            weights = self._weights(tensors, test_accuracy, are_best=are_best)
            self.writer.submit(partial(self._write, state, weights))

    def _snapshot(self, seconds: float, done: EpochDone | None) -> TrainingState | None:
        """A copy of the current state; None in processes that do not write."""
        random = self._ranks.gather(random_states(self._device))
        if not self._ranks.is_first:
            return None
        state = self.trainer_state
        return TrainingState(
            step=state.step,
            epochs_done=state.epochs_done,
            seconds=state.seconds + seconds,
            best_epoch=state.best_epoch,
            best_accuracy=state.best_accuracy,
            train_images=len(self._data.train),
            steps_per_epoch=self._steps_per_epoch,
            metrics_size=self._setup.metrics_size(),
            epoch_done=None if done is None else asdict(done),
            progress=self._progress.state(),
            random=random,
            **host_copy(self._tensors(), self._device),
        )

    def _tensors(self) -> dict[str, Any]:
        average = None if self._average is None else self._average.state_dict()
        return {"model": self._model.state_dict(), "average": average} | self._step.state()

    def _weights(self, tensors: dict[str, Tensor], test_accuracy: float | None, *, are_best: bool) -> _Weights:
        info = CheckpointInfo(
            experiment=self._setup.experiment,
            classes=self._data.classes,
            normalisation=self._data.normalisation,
            epoch=self.trainer_state.epochs_done,
            step=self.trainer_state.step,
            test_accuracy=test_accuracy,
        )
        return _Weights(tensors=tensors, info=info, are_best=are_best)

    def _write(self, state: TrainingState, weights: _Weights | None) -> None:
        save_state(self._folder.state_file, encode_state(state))
        if weights is not None:
            self._write_weights(weights)

    def _write_weights(self, weights: _Weights) -> None:
        content = encode_checkpoint(weights.tensors, weights.info)
        save_checkpoint(self._folder.last_file, content)
        if weights.are_best:
            save_checkpoint(self._folder.best_file, content)

    def restore(self, state: TrainingState) -> EpochDone | None:
        """Restore a state; returns the epoch that ended there and is still to be written and emitted.

        Raises StateError if the data has changed, or if the state belongs to another network.
        """
        self._require_same_data(state)
        try:
            return self._restored(state)
        except torch.OutOfMemoryError:
            raise
        except (RuntimeError, LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise StateError(
                "{} is not the state of this run's network and recipe; begin a new run.", self._folder.state_file
            ) from error

    def _restored(self, state: TrainingState) -> EpochDone | None:
        self._model.load_state_dict(state.model)
        if self._average is not None and state.average is not None:
            self._average.load_state_dict(state.average)
        self._step.restore(state.optimiser, state.scaler)
        self._progress.restore(state.step, state.progress)
        self.trainer_state = TrainerState(
            step=state.step,
            epochs_done=state.epochs_done,
            best_epoch=state.best_epoch,
            best_accuracy=state.best_accuracy,
            seconds=state.seconds,
        )
        index = self._ranks.share.index
        if index < len(state.random):
            restore_random_states(state.random[index], self._device)
        if state.epoch_done is None:
            return None
        # Checked as an event of the metrics, so that it can be written there.
        _, epoch_done = decode_line(encode_event(EpochDone(**state.epoch_done), 0.0))
        assert isinstance(epoch_done, EpochDone), "it is read as it is written"
        return epoch_done

    def _require_same_data(self, state: TrainingState) -> None:
        now, then = len(self._data.train), state.train_images
        if now != then:
            raise StateError(
                "The data has {:,} training images and had {:,} when {} was trained; restore the "
                "data or begin a new run.",
                now,
                then,
                self._folder.path,
            )
        if self._steps_per_epoch != state.steps_per_epoch:
            raise StateError(
                "{} was trained with {:,} steps an epoch, which are {:,} now; go on with as many processes as before.",
                self._folder.path,
                state.steps_per_epoch,
                self._steps_per_epoch,
            )


def random_states(device: torch.device) -> dict[str, Tensor]:
    """The states of torch's generators: all other random numbers are a function of seed and epoch."""
    states = {"torch": torch.get_rng_state()}
    match device.type:
        case "cuda":
            states["cuda"] = torch.cuda.get_rng_state(device)
        case "mps":
            states["mps"] = torch.mps.get_rng_state()
    return states


def restore_random_states(states: dict[str, Any], device: torch.device) -> None:
    """Restore the generators to the result of `random_states`; those of a device that it lacks stay as they are."""
    torch.set_rng_state(states["torch"])
    match device.type:
        case "cuda" if "cuda" in states:
            torch.cuda.set_rng_state(states["cuda"], device)
        case "mps" if "mps" in states:
            torch.mps.set_rng_state(states["mps"])


def host_copy(values: Any, device: torch.device) -> Any:
    """The same values with every tensor in them, at any depth, copied to host memory; a GPU is waited for once."""
    copies = _copied(values)
    if device.type == "cuda":
        torch.cuda.current_stream(device).synchronize()
    return copies


def _copied(value: Any) -> Any:
    match value:
        case Tensor():
            # Only a copy from CUDA goes into pinned memory, so that only it may be asynchronous.
            return value.detach().to("cpu", copy=True, non_blocking=value.is_cuda)
        case dict():
            return {key: _copied(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(_copied(inner) for inner in value)
    return value


class Writer:
    """Writes one thing at a time in a thread of its own; a context manager that waits for it on exit.

    An error is raised by the next call, at the latest on exit, unless another error leaves the block.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._writing: Future[None] | None = None

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            with nullcontext() if kind is None else suppress(Exception):
                self.finish()
        finally:
            self._thread.shutdown()

    def submit(self, write: Callable[[], None]) -> None:
        """Start a write once the one before is finished."""
        self.finish()
        self._writing = self._thread.submit(write)

    def raise_error(self) -> None:
        """Raise the error of a write that has failed; never waits."""
        if self._writing is not None and self._writing.done():
            self.finish()

    def finish(self) -> None:
        """Wait until everything is written."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()
