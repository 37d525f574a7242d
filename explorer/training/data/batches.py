"""Batches of images: shuffled, augmented and normalised on the training device, a whole batch at a time."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from explorer.experiment.recipe import Augmentation
from explorer.training.data.augmentation import EpochChanges, Mixing, Targets
from explorer.training.data.feed import feed
from explorer.training.data.image_set import WHITE, ImageSet, Normalisation, fit
from explorer.training.runtime.ranks import WHOLE, Share


class Normaliser:
    """Converts uint8 images to normalised float32 ones, in the memory format of training."""

    def __init__(self, normalisation: Normalisation, *, device: torch.device, memory_format: torch.memory_format):
        self._mean = torch.tensor(normalisation.mean, device=device).mul(WHITE).view(-1, 1, 1)
        self._scale = torch.tensor(normalisation.std, device=device).mul(WHITE).reciprocal().view(-1, 1, 1)
        self._memory_format = memory_format

    def __call__(self, images: Tensor) -> Tensor:
        """(B, C, H, W) uint8 to float32."""
        pixels = images.to(torch.float32, memory_format=self._memory_format)
        return pixels.sub_(self._mean).mul_(self._scale)


class ShuffledBatches:
    """The training images in batches, in an order and with changes that depend on the seed and the epoch alone.

    So training can resume at any batch of an epoch, and each of several processes can take its share of a batch.
    """

    def __init__(
        self,
        image_set: ImageSet,
        normalise: Normaliser,
        augmentation: Augmentation,
        *,
        batch_size: int,
        seed: int,
        share: Share = WHOLE,
    ):
        assert len(image_set) > 1, "batch norm needs two images"
        self._image_set = image_set
        self._normalise = normalise
        self._augmentation = augmentation
        self._batch_size = batch_size
        self._seed = seed
        self._share = share

    def __len__(self) -> int:
        """Batches of an epoch. The last is smaller, or dropped if a share of it would be one image: batch norm needs
        two."""
        full, rest = divmod(len(self._image_set), self._batch_size)
        return full + (rest >= 2 * self._share.count)

    def num_images(self, number: int) -> int:
        """Images in batch `number` of an epoch, counted from 0, all shares together."""
        return min(self._batch_size, len(self._image_set) - number * self._batch_size)

    def of_epoch(self, epoch: int, *, first: int = 0) -> Iterator[tuple[Tensor, Targets]]:
        """Yield this share of the batches of one epoch, from batch `first` on: normalised images (B, C, H, W), float32,
        and their targets."""
        labels, device = self._image_set.labels, self._image_set.labels.device
        chance = _generator(self._seed, epoch)
        order = torch.randperm(len(self._image_set), generator=chance)
        changes = EpochChanges(self._augmentation, len(order), chance, device)
        mixing = Mixing(self._augmentation, len(self), _mixing_chance(self._seed, epoch))
        numbers = range(first, len(self))
        order, choices = self._chosen(order, numbers, mixing.is_any)
        places = self._places(numbers, torch.arange(len(order), device=device) if mixing.is_any else None)
        batches = feed(self._image_set.images, choices, device)
        for number, chosen, images in zip(numbers, places, batches, strict=True):
            images = self._normalise(changes.move(fit(images, self._image_set.shape), chosen))
            yield mixing.apply(changes.blank(images, chosen), labels[order[chosen]], number)

    def _chosen(self, order: Tensor, numbers: range, with_neighbours: bool) -> tuple[Tensor, Iterator[Tensor]]:
        """The order on the training device, and each batch's positions in the data, on the device of the images."""
        held_on = self._image_set.images.device
        order_there = order.to(held_on, non_blocking=True)
        positions = torch.arange(len(order), device=held_on) if with_neighbours else None
        choices = (order_there[places] for places in self._places(numbers, positions))
        return order.to(self._image_set.labels.device, non_blocking=True), choices

    def _places(self, numbers: range, positions: Tensor | None) -> Iterator[slice | Tensor]:
        """The positions of this share of each batch in the epoch's order.

        With `positions`, all of them on some device, each share is preceded by the image that its first is mixed with,
        so that several processes mix what a single one would.
        """
        for number in numbers:
            start, num_images = number * self._batch_size, self.num_images(number)
            places = self._share.of(start, num_images)
            if positions is None:
                yield places
                continue
            before = places.start - 1 if places.start > start else start + num_images - 1
            yield torch.cat((positions[before : before + 1], positions[places]))


class OrderedBatches:
    """The test images in batches, in their order, without augmentation."""

    def __init__(self, image_set: ImageSet, normalise: Normaliser, *, batch_size: int):
        self._image_set = image_set
        self._normalise = normalise
        self._batch_size = batch_size

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Normalised images (B, C, H, W), float32, and their labels (B,), int64."""
        labels = self._image_set.labels
        places = [slice(start, start + self._batch_size) for start in range(0, len(self._image_set), self._batch_size)]
        for chosen, images in zip(places, feed(self._image_set.images, places, labels.device), strict=True):
            yield self._normalise(fit(images, self._image_set.shape)), labels[chosen]


def _generator(seed: int, epoch: int) -> torch.Generator:
    # On a CPU torch uses 32 bits of a seed only, so seed and epoch are hashed into them.
    mixed = np.random.SeedSequence((seed, epoch)).generate_state(1)[0]
    return torch.Generator().manual_seed(int(mixed))


def _mixing_chance(seed: int, epoch: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence((seed, epoch)).spawn(1)[0])
