"""Turns what comes back from the device into events, and sums up the epoch."""

import itertools
import math

from explorer.experiment.recipe import Recipe
from explorer.runs.events import StepsDone
from explorer.training.batches import ShuffledBatches
from explorer.training.pace import Pace
from explorer.training.schedule import count_epochs, count_steps, learning_rate
from explorer.training.step_log import StepResults
from explorer.training.training_clock import TrainingClock


class Progress:
    """Counts the steps that are known to be done, their losses and hits."""

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
        self._images = self._hits = 0
        self._loss = 0.0
        self._epoch_began = self.clock.seconds

    @property
    def epoch(self) -> float:
        """Epochs done, with the fraction."""
        return self.step / len(self._batches)

    @property
    def train_loss(self) -> float:
        """Mean loss of the epoch's pictures so far."""
        return self._loss / self._images

    @property
    def train_accuracy(self) -> float:
        """Share of the epoch's pictures so far that were classified rightly, each by the weights of its step."""
        return self._hits / self._images

    @property
    def epoch_images(self) -> int:
        """Pictures of the epoch so far."""
        return self._images

    @property
    def epoch_seconds(self) -> float:
        """Time that the epoch took so far, pauses apart."""
        return self.clock.seconds - self._epoch_began

    def begin_epoch(self) -> None:
        """Sum up anew."""
        self._images = self._hits = 0
        self._loss = 0.0
        self._epoch_began = self.clock.seconds

    def state(self) -> dict[str, float]:
        """The sums of the epoch so far."""
        return {"images": self._images, "loss": self._loss, "hits": self._hits, "seconds": self.epoch_seconds}

    def restore(self, step: int, sums: dict[str, float]) -> None:
        """Go on after `step` with the sums that `state` gave."""
        self.step = step
        self._images, self._loss, self._hits = sums["images"], sums["loss"], sums["hits"]
        self._epoch_began = self.clock.seconds - sums["seconds"]

    def add(self, results: StepResults, *, device_memory: int | None = None) -> StepsDone | None:
        """Take in the results of further steps, up to the first whose loss is not finite; None where there are none."""
        losses = tuple(itertools.takewhile(math.isfinite, results.losses))
        if not losses:
            return None
        steps = tuple(range(self.step + 1, self.step + 1 + len(losses)))
        sizes = [self._batches.num_images((step - 1) % len(self._batches)) for step in steps]
        hits = results.hits[: len(losses)]
        self._sum_up(losses, hits, sizes)
        self.step = steps[-1]
        self.pace.add_images(sum(sizes))
        return StepsDone(
            steps=steps,
            losses=losses,
            accuracies=tuple(hit / size for hit, size in zip(hits, sizes, strict=True)),
            learning_rate=learning_rate(self._recipe, self.step, self.num_steps),
            epoch=self.epoch,
            images_per_second=self.pace.images_per_second,
            seconds_left=self._seconds_left(),
            device_memory=device_memory,
        )

    def _sum_up(self, losses: tuple[float, ...], hits: tuple[int, ...], sizes: list[int]) -> None:
        self._images += sum(sizes)
        self._hits += sum(hits)
        # One by one: the sum must not depend on how many came back together.
        for loss, size in zip(losses, sizes, strict=True):
            self._loss += loss * size

    def _seconds_left(self) -> float | None:
        # The test at the end of the epoch of the last step is still to come.
        tests = self.num_epochs - (self.step - 1) // len(self._batches)
        steps = self.num_steps - self.step
        return self.pace.seconds_left(
            train_images=steps * self._images_per_epoch / len(self._batches),
            tests=tests,
            test_images=self._test_images,
        )
