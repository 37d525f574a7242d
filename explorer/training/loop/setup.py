"""The inputs of a training: experiment, data, device, folder and processes."""

from collections.abc import Callable
from dataclasses import dataclass

import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.runs.run_folder import RunFolder
from explorer.training.data.batches import Normaliser, OrderedBatches, ShuffledBatches
from explorer.training.data.image_set import DataSet
from explorer.training.runtime.forward_pass import memory_format_of
from explorer.training.runtime.ranks import ALONE, Ranks


@dataclass(frozen=True, kw_only=True, slots=True)
class Intervals:
    """Intervals of a training, in seconds."""

    read_back: float = 0.2
    """Between two reads of the results on the device."""
    save: float = 300.0
    """Between two saves within an epoch."""
    pause: float = 0.05
    """Between two checks whether a pause is over."""


USUAL = Intervals()


@dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """Everything that stays constant during a training."""

    experiment: Experiment
    data: DataSet
    """On `device` already, or in host memory."""
    device: torch.device
    folder: RunFolder
    metrics_size: Callable[[], int] = lambda: 0
    """Returns the bytes of events on the disk."""
    ranks: Ranks = ALONE
    """The processes that train together."""
    intervals: Intervals = USUAL

    @property
    def recipe(self) -> Recipe:
        return self.experiment.recipe

    @property
    def memory_format(self) -> torch.memory_format:
        """The memory format of images and weights."""
        return memory_format_of(self.experiment, self.device)

    def train_batches(self) -> ShuffledBatches:
        """This process's share of the training images."""
        return ShuffledBatches(
            self.data.train,
            self._normaliser(),
            self.recipe.augmentation,
            batch_size=self.recipe.batch_size,
            seed=self.recipe.seed,
            share=self.ranks.share,
        )

    def test_batches(self) -> OrderedBatches:
        """This process's share of the test images."""
        share = self.data.test.part(self.ranks.share.of(0, len(self.data.test)))
        # Without a backward pass, twice the batch size still needs less memory.
        return OrderedBatches(share, self._normaliser(), batch_size=2 * self.recipe.part_size)

    def _normaliser(self) -> Normaliser:
        return Normaliser(self.data.normalisation, device=self.device, memory_format=self.memory_format)
