"""Turns what comes back from the device into events, and sums up the epoch."""

import itertools
import math

from explorer.experiment.recipe import Recipe
from explorer.runs.events import StepsDone
from explorer.training.batches import ShuffledBatches
from explorer.training.pace import Pace
from explorer.training.schedule import learning_rate
from explorer.training.step_log import StepResults


class Progress:
    """Counts the steps that are known to be done, their losses and hits."""

    def __init__(self, recipe: Recipe, batches: ShuffledBatches, *, test_images: int):
        self.step = 0
        """The last step whose loss is known, and a finite number."""
        self.pace = Pace()
        self._recipe = recipe
        self._batches = batches
        self._images_per_epoch = sum(batches.num_images(number) for number in range(len(batches)))
        self._test_images = test_images
        self._epoch_images = self._epoch_loss = self._epoch_hits = 0.0

    @property
    def num_steps(self) -> int:
        """Steps of the whole job."""
        return self._recipe.epochs * len(self._batches)

    @property
    def epoch(self) -> float:
        """Epochs done, with the fraction."""
        return self.step / len(self._batches)

    @property
    def train_loss(self) -> float:
        """Mean loss of the epoch's pictures so far."""
        return self._epoch_loss / self._epoch_images

    @property
    def train_accuracy(self) -> float:
        """Share of the epoch's pictures so far that were classified rightly, each by the weights of its step."""
        return self._epoch_hits / self._epoch_images

    def begin_epoch(self) -> None:
        """Sum up anew, and count the time from now on."""
        self._epoch_images = self._epoch_loss = self._epoch_hits = 0.0
        self.pace.resume()

    def add(self, results: StepResults) -> StepsDone | None:
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
        return self._steps_done(steps, losses, tuple(hit / size for hit, size in zip(hits, sizes, strict=True)))

    def _sum_up(self, losses: tuple[float, ...], hits: tuple[int, ...], sizes: list[int]) -> None:
        self._epoch_images += sum(sizes)
        self._epoch_loss += sum(loss * size for loss, size in zip(losses, sizes, strict=True))
        self._epoch_hits += sum(hits)

    def _steps_done(
        self, steps: tuple[int, ...], losses: tuple[float, ...], accuracies: tuple[float, ...]
    ) -> StepsDone:
        return StepsDone(
            steps=steps,
            losses=losses,
            accuracies=accuracies,
            learning_rate=learning_rate(self._recipe, self.step, self.num_steps),
            epoch=self.epoch,
            images_per_second=self.pace.images_per_second,
            seconds_left=self._seconds_left(),
        )

    def _seconds_left(self) -> float | None:
        # The test at the end of the epoch of the last step is still to come.
        tests = self._recipe.epochs - (self.step - 1) // len(self._batches)
        return self.pace.seconds_left(
            train_images=(self._recipe.epochs - self.epoch) * self._images_per_epoch,
            tests=tests,
            test_images=self._test_images,
        )
