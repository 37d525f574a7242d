"""Reads the results of steps back from the device, reports them as events, and sums up the epoch."""

import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.experiment.recipe import Recipe
from explorer.runs.events import StepsDone
from explorer.training.data.batches import ShuffledBatches
from explorer.training.loop.optimiser import count_epochs, count_steps, learning_rate
from explorer.training.runtime.ranks import ALONE, Ranks

PACE_MEMORY = 5.0
"""Time constant in seconds: after it, a measurement weighs a third."""
TEST_SHARE = 0.4
"""Estimate of the time of a test image relative to a training image, until the first evaluation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepResults:
    """The results of steps: one entry for each, in order."""

    losses: tuple[float, ...] = ()
    num_correct: tuple[int, ...] = ()
    """Correctly classified images."""


class StepLog:
    """Collects losses and correct images on the device, and reads them back together, so that no step waits: `send`
    starts a copy, and `receive` returns it once it has arrived."""

    def __init__(self, ranks: Ranks = ALONE) -> None:
        self._ranks = ranks
        self._losses: list[Tensor] = []
        self._num_correct: list[Tensor] = []
        self._copies: list[_Copy] = []

    def add(self, loss: Tensor, num_correct: Tensor) -> None:
        """Add the results of a step for this process's share, as tensors on its device."""
        self._losses.append(loss)
        self._num_correct.append(num_correct)

    def send(self) -> None:
        """Start to copy what was added."""
        if self._losses:
            losses, num_correct = torch.stack(self._losses), torch.stack(self._num_correct)
            self._ranks.all_reduce_(losses)
            self._ranks.all_reduce_(num_correct)
            self._copies.append(_Copy(losses, num_correct))
            self._losses, self._num_correct = [], []

    def receive(self, *, wait: bool = False) -> StepResults:
        """The copies that have arrived; with `wait`, all of them."""
        losses, num_correct = [], []
        while self._copies and (wait or self._copies[0].is_there()):
            copy = self._copies.pop(0)
            losses += copy.losses()
            num_correct += copy.num_correct()
        return StepResults(losses=tuple(losses), num_correct=tuple(num_correct))


class _Copy:
    """One copy from the device."""

    def __init__(self, losses: Tensor, num_correct: Tensor):
        # Only a copy from CUDA goes into pinned memory, so that only it may be asynchronous.
        is_cuda = losses.device.type == "cuda"
        self._losses = losses.to("cpu", non_blocking=is_cuda)
        self._num_correct = num_correct.to("cpu", non_blocking=is_cuda)
        self._event = torch.cuda.Event() if is_cuda else None
        if self._event is not None:
            self._event.record()

    def is_there(self) -> bool:
        return self._event is None or self._event.query()

    def losses(self) -> list[float]:
        self._wait()
        return self._losses.tolist()

    def num_correct(self) -> list[int]:
        self._wait()
        return self._num_correct.tolist()

    def _wait(self) -> None:
        if self._event is not None:
            self._event.synchronize()


class Progress:
    """Counts the steps that have been read back, their losses and their correctly classified images."""

    def __init__(self, recipe: Recipe, batches: ShuffledBatches, *, test_images: int):
        self.step = 0
        """The last step whose loss is known, and a finite number."""
        self.clock = TrainingClock()
        self.pace = Pace()
        self.num_steps = count_steps(recipe, len(batches))
        """Steps of the whole job."""
        self.num_epochs = count_epochs(recipe, len(batches))
        """Epochs of the whole job, the last of which may be cut short."""
        self._recipe = recipe
        self._batches = batches
        self._images_per_epoch = sum(batches.num_images(number) for number in range(len(batches)))
        self._test_images = test_images
        self._images = self._num_correct = 0
        self._loss = 0.0
        self._epoch_began = self.clock.seconds

    @property
    def train_loss(self) -> float:
        """Mean loss of the epoch's images so far."""
        return self._loss / self._images

    @property
    def train_accuracy(self) -> float:
        """Share of the epoch's images so far that were classified correctly, each by the weights of its step."""
        return self._num_correct / self._images

    @property
    def epoch_images(self) -> int:
        """Images of the epoch so far."""
        return self._images

    @property
    def epoch_seconds(self) -> float:
        """Time of the epoch so far, without pauses."""
        return self.clock.seconds - self._epoch_began

    def start_epoch(self) -> None:
        """Reset the sums."""
        self._images = self._num_correct = 0
        self._loss = 0.0
        self._epoch_began = self.clock.seconds

    def state(self) -> dict[str, float]:
        """The sums of the epoch so far."""
        return {"images": self._images, "loss": self._loss, "hits": self._num_correct, "seconds": self.epoch_seconds}

    def restore(self, step: int, sums: dict[str, float]) -> None:
        """Continue after `step` with the result of `state`."""
        self.step = step
        self._images, self._loss, self._num_correct = int(sums["images"]), sums["loss"], int(sums["hits"])
        self._epoch_began = self.clock.seconds - sums["seconds"]

    def add(self, results: StepResults, *, device_memory: int | None = None) -> StepsDone | None:
        """Add the results of further steps, up to the first whose loss is not finite; None if there are none."""
        losses = tuple(itertools.takewhile(math.isfinite, results.losses))
        if not losses:
            return None
        steps = tuple(range(self.step + 1, self.step + 1 + len(losses)))
        sizes = [self._batches.num_images((step - 1) % len(self._batches)) for step in steps]
        num_correct = results.num_correct[: len(losses)]
        self._sum_up(losses, num_correct, sizes)
        self.step = steps[-1]
        self.pace.add_images(sum(sizes))
        return StepsDone(
            steps=steps,
            losses=losses,
            accuracies=tuple(correct / size for correct, size in zip(num_correct, sizes, strict=True)),
            learning_rate=learning_rate(self._recipe, self.step, self.num_steps),
            epoch=self.step / len(self._batches),
            images_per_second=self.pace.images_per_second,
            seconds_left=self._seconds_left(),
            device_memory=device_memory,
        )

    def _sum_up(self, losses: tuple[float, ...], num_correct: tuple[int, ...], sizes: list[int]) -> None:
        self._images += sum(sizes)
        self._num_correct += sum(num_correct)
        # One by one: the sum must not depend on how many were read back together.
        for loss, size in zip(losses, sizes, strict=True):
            self._loss += loss * size

    def _seconds_left(self) -> float | None:
        # The evaluation at the end of the current epoch is still to come.
        tests = self.num_epochs - (self.step - 1) // len(self._batches)
        steps = self.num_steps - self.step
        return self.pace.seconds_left(
            train_images=steps * self._images_per_epoch / len(self._batches),
            tests=tests,
            test_images=self._test_images,
        )


class TrainingClock:
    """Counts seconds without pauses."""

    def __init__(self) -> None:
        self._spent = 0.0
        self._since: float | None = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Since the clock was created, without pauses."""
        return self._spent + (0.0 if self._since is None else time.perf_counter() - self._since)

    def pause(self) -> None:
        """Stop counting."""
        self._spent, self._since = self.seconds, None

    def resume(self) -> None:
        """Continue counting."""
        self._since = time.perf_counter()


class Pace:
    """Measures the speed of training and evaluation; the last seconds weigh most."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._mark = clock()
        self._seconds = 0.0
        self._images = 0.0
        self._test_seconds: float | None = None

    def resume(self) -> None:
        """Start to count training time again: the time since the last step is not counted."""
        self._mark = self._clock()

    def add_images(self, num_images: int) -> None:
        """Add the images that were trained on since the last call."""
        now = self._clock()
        elapsed, self._mark = now - self._mark, now
        fade = math.exp(-elapsed / PACE_MEMORY)
        self._seconds = self._seconds * fade + elapsed
        self._images = self._images * fade + num_images

    def add_test(self, seconds: float) -> None:
        """Set the time of an evaluation on all test images."""
        self._test_seconds = seconds

    @property
    def images_per_second(self) -> float:
        """Recent speed in training images per second."""
        return self._images / self._seconds if self._seconds else 0.0

    def seconds_left(self, *, train_images: float, tests: int, test_images: int) -> float | None:
        """Time for `train_images` and `tests` evaluations of `test_images` each; None while it is unknown."""
        if not self._images:
            return None
        seconds_per_image = self._seconds / self._images
        test = self._test_seconds
        if test is None:
            test = test_images * seconds_per_image * TEST_SHARE
        return train_images * seconds_per_image + tests * test
