"""The training loop."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.runs.events import EpochDone, Event, JobContinued, JobFinished, JobNote, JobPaused, JobStarted
from explorer.training.checkpoints.training_state import TrainingState
from explorer.training.data.augmentation import Targets
from explorer.training.job_control import JobControl
from explorer.training.loop.checkpointer import Checkpointer, TrainerState
from explorer.training.loop.fine_tuning import FineTuning
from explorer.training.loop.optimiser import learning_rate
from explorer.training.loop.progress import Progress, StepLog
from explorer.training.loop.setup import Setup
from explorer.training.loop.training_step import TrainingStep
from explorer.training.loop.weight_average import WeightAverage
from explorer.training.runtime.device import describe_device, peak_memory
from explorer.training.runtime.forward_pass import forward, place_model
from explorer.training.runtime.training_error import Divergence, TrainingStopped
from models.sentence import say

SLOWER = 0.1
"""Factor of a learning rate that diverged, for the next try."""

Emit = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """The result of an evaluation on all test images."""

    loss: float
    """Mean cross-entropy, without label smoothing."""
    accuracy: float
    """0 to 1."""


class Trainer:
    """Trains a model by its experiment, emits events, and saves everything in the run folder."""

    def __init__(self, model: nn.Module, setup: Setup):
        """The model is moved to the device."""
        recipe, device, ranks = setup.recipe, setup.device, setup.ranks
        self._recipe, self._data, self._device, self._folder = recipe, setup.data, device, setup.folder
        self._ranks, self._intervals = ranks, setup.intervals
        model = place_model(model, device, setup.memory_format)
        self._model = ranks.synchronise(model) if recipe.sync_batch_norm else model
        self._train_batches, self._test_batches = setup.train_batches(), setup.test_batches()
        self._progress = Progress(recipe, self._train_batches, test_images=len(setup.data.test))
        self._log = StepLog(ranks)
        self._fine_tuning = FineTuning(self._model, setup.experiment)
        self._training_step = TrainingStep(self._model, recipe, device, ranks, self._fine_tuning.lr_scales)
        # TrainingStep has given all processes the first one's weights.
        self._average = None if recipe.ema is None else WeightAverage(self._model, recipe.ema)
        self._checkpointer = Checkpointer(
            setup,
            model=self._model,
            average=self._average,
            step=self._training_step,
            progress=self._progress,
            steps_per_epoch=len(self._train_batches),
        )
        self._saved_step = 0
        """The last step whose weights were saved."""
        self._pending: EpochDone | None = None

    def restore(self, state: TrainingState) -> None:
        """Continue from the state of an earlier process. Raises StateError if the data has changed."""
        self._pending = self._checkpointer.restore(state)
        # Within an epoch, the state may have been saved without weights.
        self._saved_step = 0 if self._pending is None else state.step

    def run(self, emit: Emit, control: JobControl) -> JobFinished:
        """Train to the last epoch, or until `control` is stopped, and return the last event.

        Raises Divergence if loss or weights are no longer finite, and FileWriteError.
        """
        emit(self._started())
        if self._pending is not None:
            self._checkpointer.write_epoch_weights(self._pending)
            emit(self._pending)
        with self._checkpointer.writer:
            stopped = self._train(emit, control)
        finished = self._finished(stopped)
        emit(finished)
        return finished

    def train_epoch(self, epoch: int, emit: Emit, control: JobControl) -> None:
        """Train on all training images once, or on the rest of an interrupted epoch."""
        self._model.train()
        self._fine_tuning.freeze_batch_norm()
        first = self._state.step - (epoch - 1) * len(self._train_batches)
        if not first:
            self._progress.start_epoch()
        self._progress.pace.resume()
        read_back, save = _Timer(self._intervals.read_back), _Timer(self._intervals.save)
        for images, targets in self._train_batches.of_epoch(epoch, first=first):
            if self._state.step == self._progress.num_steps:
                break
            reads_back = self._handle_requests(emit, control, read_back, save)
            self.train_step(images, targets)
            if reads_back:
                self._read_back(emit)
        self._read_back(emit, wait=True)

    def train_step(self, images: Tensor, targets: Targets) -> None:
        """One training step on (B, C, H, W) images and their targets. Nothing waits for the device."""
        step = self._state.step + 1
        loss, num_correct = self._training_step(
            images,
            targets,
            rate=learning_rate(self._recipe, step, self._progress.num_steps),
            num_images=self._train_batches.num_images((step - 1) % len(self._train_batches)),
        )
        if self._average is not None:
            self._average.update()
        self._state.step = step
        self._log.add(loss, num_correct)

    @torch.inference_mode()
    def evaluate(self, control: JobControl) -> Evaluation:
        """Evaluate on all test images."""
        self._ranks.broadcast_buffers_(self._checkpointer.evaluated_model)
        model = self._checkpointer.evaluated_model.eval()
        loss = torch.zeros((), device=self._device)
        num_correct = torch.zeros((), device=self._device, dtype=torch.int64)
        for images, labels in self._test_batches:
            # Several processes evaluate to the end: they would stop at different batches.
            if self._ranks.is_alone and control.is_stopped():
                raise TrainingStopped
            logits = forward(model, images, self._recipe)
            loss += functional.cross_entropy(logits, labels, reduction="sum")
            num_correct += (logits.argmax(1) == labels).sum()
        self._ranks.all_reduce_(loss)
        self._ranks.all_reduce_(num_correct)
        num_images = len(self._data.test)
        return Evaluation(loss=loss.item() / num_images, accuracy=num_correct.item() / num_images)

    @property
    def _state(self) -> TrainerState:
        return self._checkpointer.trainer_state

    def _train(self, emit: Emit, control: JobControl) -> bool:
        """Train to the last epoch; returns whether the training was stopped."""
        try:
            while not self._is_done(emit):
                self._run_epoch(self._state.epochs_done + 1, emit, control)
        except TrainingStopped:
            self._save_at_stop(emit)
            return True
        return False

    def _handle_requests(self, emit: Emit, control: JobControl, read_back: "_Timer", save: "_Timer") -> bool:
        """Handle requests to stop, pause and save; returns whether to read results back from the device."""
        self._checkpointer.writer.raise_error()
        stop, pause, reads_back, saves = self._ranks.any_rank_async(
            control.is_stopped(), control.is_paused(), read_back.is_due(), save.is_due()
        )
        if stop:
            raise TrainingStopped
        if pause:
            self._pause(emit, control)
        elif saves:
            self._save(emit)
        return reads_back

    def _pause(self, emit: Emit, control: JobControl) -> None:
        self._save(emit)
        self._checkpointer.writer.finish()
        self._progress.clock.pause()
        emit(JobPaused(step=self._state.step))
        while True:
            time.sleep(self._intervals.pause)
            stop, pause = self._ranks.any_rank_async(control.is_stopped(), control.is_paused())
            if stop:
                raise TrainingStopped
            if not pause:
                break
        self._progress.clock.resume()
        emit(JobContinued(step=self._state.step))
        self._progress.pace.resume()

    def _run_epoch(self, epoch: int, emit: Emit, control: JobControl) -> None:
        self.train_epoch(epoch, emit, control)
        trained = time.perf_counter()
        train_seconds = self._progress.epoch_seconds
        test = self.evaluate(control)
        if not math.isfinite(test.loss):
            raise self._diverged(say("test loss"), self._state.step)
        self._progress.pace.add_test(time.perf_counter() - trained)
        is_best = self._state.best_accuracy is None or test.accuracy > self._state.best_accuracy
        done = EpochDone(
            epoch=epoch,
            step=self._state.step,
            train_loss=self._progress.train_loss,
            train_accuracy=self._progress.train_accuracy,
            test_loss=test.loss,
            test_accuracy=test.accuracy,
            learning_rate=learning_rate(self._recipe, self._state.step, self._progress.num_steps),
            seconds=self._progress.epoch_seconds,
            images_per_second=self._progress.epoch_images / train_seconds,
            is_best=is_best,
        )
        self._save_epoch(done, emit)

    def _save_epoch(self, done: EpochDone, emit: Emit) -> None:
        self._require_finite()
        self._state.epochs_done = done.epoch
        if done.is_best:
            self._state.best_epoch, self._state.best_accuracy = done.epoch, done.test_accuracy
        self._checkpointer.save_epoch(self._progress.clock.seconds, done)
        self._saved_step = done.step
        emit(done)

    def _save(self, emit: Emit) -> None:
        self._read_back(emit, wait=True)
        self._require_finite()
        self._checkpointer.save(self._progress.clock.seconds)

    def _save_at_stop(self, emit: Emit) -> None:
        if self._state.step > self._saved_step:
            self._read_back(emit, wait=True)
            self._require_finite()
            self._checkpointer.save_stop(self._progress.clock.seconds)

    def _read_back(self, emit: Emit, *, wait: bool = False) -> None:
        self._log.send()
        results = self._log.receive(wait=wait)
        before = self._progress.step
        steps_done = self._progress.add(results, device_memory=peak_memory(self._device))
        if steps_done is not None:
            emit(steps_done)
        if self._progress.step < before + len(results.losses):
            raise self._diverged(say("training loss"), self._progress.step + 1)

    def _is_done(self, emit: Emit) -> bool:
        state, patience = self._state, self._recipe.patience
        if state.epochs_done >= self._progress.num_epochs:
            return True
        if patience is None or state.epochs_done - (state.best_epoch or 0) < patience:
            return False
        emit(JobNote(message=say("Stopped early: no better test accuracy for {:,} epochs.", patience)))
        return True

    def _require_finite(self) -> None:
        values = [tensor.isfinite().all() for tensor in self._model.state_dict().values()]
        if not torch.stack(values).all():
            raise self._diverged(say("weights"), self._state.step)

    def _diverged(self, what: str, step: int) -> Divergence:
        self._checkpointer.writer.finish()
        epochs = self._state.epochs_done
        kept = say("those of epoch {} are saved", epochs) if epochs else say("none were saved yet")
        return Divergence(
            say("The {} is no longer finite at step {:,}; lower the learning rate. Weights: {}.", what, step, kept),
            learning_rate=SLOWER * self._recipe.learning_rate,
        )

    def _started(self) -> JobStarted:
        return JobStarted(
            device=describe_device(self._device),
            run_folder=str(self._folder.path),
            train_images=len(self._data.train),
            test_images=len(self._data.test),
            classes=self._data.classes,
            epochs=self._progress.num_epochs,
            steps_per_epoch=len(self._train_batches),
            params=sum(parameter.numel() for parameter in self._model.parameters()),
            first_epoch=self._state.epochs_done + 1,
            first_step=self._state.step + 1,
            last_step=self._recipe.steps,
        )

    def _finished(self, stopped: bool) -> JobFinished:
        return JobFinished(
            stopped=stopped,
            epochs=self._state.epochs_done,
            best_epoch=self._state.best_epoch,
            best_test_accuracy=self._state.best_accuracy,
            seconds=self._state.seconds + self._progress.clock.seconds,
            run_folder=str(self._folder.path),
        )


class _Timer:
    """Reports when an interval has passed, and starts the next one."""

    def __init__(self, seconds: float):
        self._seconds = seconds
        self._start = time.perf_counter()

    def is_due(self) -> bool:
        now = time.perf_counter()
        is_due = now - self._start > self._seconds
        if is_due:
            self._start = now
        return is_due
