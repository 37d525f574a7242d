"""The training loop."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.experiment.experiment import Experiment
from explorer.runs.events import EpochDone, Event, JobFinished, JobStarted
from explorer.runs.run_folder import RunFolder
from explorer.training.batches import Normaliser, OrderedBatches, ShuffledBatches
from explorer.training.checkpoint import CheckpointInfo, encode_checkpoint, save_checkpoint
from explorer.training.device import describe_device
from explorer.training.optimiser import build_optimiser, set_learning_rate
from explorer.training.picture_set import DataSet
from explorer.training.progress import Progress
from explorer.training.schedule import learning_rate
from explorer.training.step_log import StepLog
from explorer.training.targets import Targets
from explorer.training.training_error import TrainingError, TrainingStopped

READ_BACK_SECONDS = 0.2
"""Time between two looks at what the device has done."""

Emit = Callable[[Event], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """A test of all test pictures."""

    loss: float
    """Mean cross-entropy, without label smoothing."""
    accuracy: float
    """0 to 1."""


class Trainer:
    """Trains a model as its experiment says, tells what happens by events, and keeps the weights in the run folder."""

    def __init__(
        self, *, model: nn.Module, experiment: Experiment, data: DataSet, device: torch.device, folder: RunFolder
    ):
        """`data` stands on `device` already; the model is moved there."""
        recipe = experiment.recipe
        memory_format = torch.channels_last if recipe.channels_last else torch.contiguous_format
        normalise = Normaliser(data.normalisation, device=device, memory_format=memory_format)
        self._experiment, self._recipe = experiment, recipe
        self._data, self._device, self._folder = data, device, folder
        self._model = model.to(device, memory_format=memory_format)
        self._optimiser = build_optimiser(self._model, recipe)
        self._train_batches = ShuffledBatches(
            data.train, normalise, recipe.augmentation, batch_size=recipe.batch_size, seed=recipe.seed
        )
        # Without a backward pass a batch of twice the size takes less memory still.
        self._test_batches = OrderedBatches(data.test, normalise, batch_size=2 * recipe.batch_size)
        self._progress = Progress(recipe, self._train_batches, test_images=len(data.test))
        self._log = StepLog()
        self._step = self._saved_step = 0
        self._epochs_done = 0
        self._best_epoch: int | None = None
        self._best_accuracy: float | None = None

    def run(self, emit: Emit, stop: Stop) -> JobFinished:
        """Train to the last epoch, or until `stop()`, which is asked at every step; gives the last event.

        Raises TrainingError where loss or weights are no longer finite, and FileWriteError.
        """
        began = time.perf_counter()
        emit(self._started())
        stopped = False
        try:
            for epoch in range(1, self._recipe.epochs + 1):
                emit(self._run_epoch(epoch, emit, stop))
        except TrainingStopped:
            stopped = True
            self._save_at_stop(emit)
        finished = self._finished(stopped, time.perf_counter() - began)
        emit(finished)
        return finished

    def train_epoch(self, epoch: int, emit: Emit, stop: Stop) -> None:
        """All training pictures once."""
        self._model.train()
        self._progress.begin_epoch()
        last_look = time.perf_counter()
        for images, targets in self._train_batches.of_epoch(epoch):
            if stop():
                raise TrainingStopped
            self.train_step(images, targets)
            if time.perf_counter() - last_look > READ_BACK_SECONDS:
                self._read_back(emit)
                last_look = time.perf_counter()
        self._read_back(emit, wait=True)

    def train_step(self, images: Tensor, targets: Targets) -> None:
        """One step of the optimiser on (B, C, H, W) pictures and their targets. Nothing waits for the device."""
        self._step += 1
        set_learning_rate(self._optimiser, learning_rate(self._recipe, self._step, self._progress.num_steps))
        logits = self._forward(images)
        smoothing = self._recipe.label_smoothing
        loss = targets.loss(logits, smoothing=smoothing)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self._optimiser.step()
        logits = logits.detach()
        # What is told is comparable to the test's loss, and between recipes.
        told = targets.loss(logits) if smoothing else loss.detach()
        self._log.add(told, targets.hits(logits))

    @torch.inference_mode()
    def evaluate(self, stop: Stop) -> Evaluation:
        """Test on all test pictures."""
        self._model.eval()
        loss = torch.zeros((), device=self._device)
        hits = torch.zeros((), device=self._device, dtype=torch.int64)
        for images, labels in self._test_batches:
            if stop():
                raise TrainingStopped
            logits = self._forward(images)
            loss += functional.cross_entropy(logits, labels, reduction="sum")
            hits += (logits.argmax(1) == labels).sum()
        num_images = len(self._data.test)
        return Evaluation(loss=loss.item() / num_images, accuracy=hits.item() / num_images)

    def _run_epoch(self, epoch: int, emit: Emit, stop: Stop) -> EpochDone:
        began = time.perf_counter()
        self.train_epoch(epoch, emit, stop)
        trained = time.perf_counter()
        test = self.evaluate(stop)
        if not math.isfinite(test.loss):
            raise self._diverged("test loss", self._step)
        self._progress.pace.add_test(time.perf_counter() - trained)
        is_best = self._best_accuracy is None or test.accuracy > self._best_accuracy
        self._save_epoch(epoch, test.accuracy, is_best)
        return EpochDone(
            epoch=epoch,
            step=self._step,
            train_loss=self._progress.train_loss,
            train_accuracy=self._progress.train_accuracy,
            test_loss=test.loss,
            test_accuracy=test.accuracy,
            learning_rate=learning_rate(self._recipe, self._step, self._progress.num_steps),
            seconds=time.perf_counter() - began,
            images_per_second=len(self._data.train) / (trained - began),
            is_best=is_best,
        )

    def _forward(self, images: Tensor) -> Tensor:
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._recipe.precision == "bf16"):
            logits = self._model(images)
        return logits.float()

    def _read_back(self, emit: Emit, *, wait: bool = False) -> None:
        self._log.send()
        results = self._log.receive(wait=wait)
        before = self._progress.step
        steps_done = self._progress.add(results)
        if steps_done is not None:
            emit(steps_done)
        if self._progress.step < before + len(results.losses):
            raise self._diverged("training loss", self._progress.step + 1)

    def _save_epoch(self, epoch: int, accuracy: float, is_best: bool) -> None:
        content = self._encode(epoch, accuracy)
        save_checkpoint(self._folder.last_file, content)
        self._epochs_done, self._saved_step = epoch, self._step
        if is_best:
            save_checkpoint(self._folder.best_file, content)
            self._best_epoch, self._best_accuracy = epoch, accuracy

    def _save_at_stop(self, emit: Emit) -> None:
        if self._step > self._saved_step:
            self._read_back(emit, wait=True)
            save_checkpoint(self._folder.last_file, self._encode(self._epochs_done, None))

    def _encode(self, epoch: int, accuracy: float | None) -> bytes:
        if not _is_finite(self._model):
            raise self._diverged("weights", self._step)
        info = CheckpointInfo(
            experiment=self._experiment,
            classes=self._data.classes,
            normalisation=self._data.normalisation,
            epoch=epoch,
            step=self._step,
            test_accuracy=accuracy,
        )
        return encode_checkpoint(self._model, info)

    def _diverged(self, what: str, step: int) -> TrainingError:
        kept = f"those of epoch {self._epochs_done} are kept" if self._epochs_done else "none were saved yet"
        return TrainingError(
            f"The {what} stopped being finite at step {step:,}; lower the learning rate. Weights: {kept}."
        )

    def _started(self) -> JobStarted:
        return JobStarted(
            device=describe_device(self._device),
            run_folder=str(self._folder.path),
            train_images=len(self._data.train),
            test_images=len(self._data.test),
            classes=self._data.classes,
            epochs=self._recipe.epochs,
            steps_per_epoch=len(self._train_batches),
            params=sum(parameter.numel() for parameter in self._model.parameters()),
        )

    def _finished(self, stopped: bool, seconds: float) -> JobFinished:
        return JobFinished(
            stopped=stopped,
            epochs=self._epochs_done,
            best_epoch=self._best_epoch,
            best_test_accuracy=self._best_accuracy,
            seconds=seconds,
            run_folder=str(self._folder.path),
        )


def _is_finite(model: nn.Module) -> bool:
    values = [tensor.isfinite().all() for tensor in model.state_dict().values()]
    return bool(torch.stack(values).all())
