"""Batches of pictures, shuffled, augmented and normalised on the training device, a whole batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.experiment.recipe import Augmentation
from explorer.training.picture_set import WHITE, Normalisation, PictureSet

Batch = tuple[Tensor, Tensor]
"""Normalised pictures (B, C, H, W), float32, and their labels (B,), int64."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What one of several processes trains on: the part number `index`, from 0, of `count` equal parts of a batch."""

    index: int
    count: int

    def of(self, start: int, num_images: int) -> slice:
        """The places of this share in a batch of `num_images` that begins at `start`."""
        first, end = (num_images * part // self.count for part in (self.index, self.index + 1))
        return slice(start + first, start + end)


WHOLE = Share(index=0, count=1)


class Normaliser:
    """Turns uint8 pictures into normalised float32 ones, in the memory format of training."""

    def __init__(self, normalisation: Normalisation, *, device: torch.device, memory_format: torch.memory_format):
        self._mean = torch.tensor(normalisation.mean, device=device).mul(WHITE).view(-1, 1, 1)
        self._scale = torch.tensor(normalisation.std, device=device).mul(WHITE).reciprocal().view(-1, 1, 1)
        self._memory_format = memory_format

    def __call__(self, images: Tensor) -> Tensor:
        """(B, C, H, W) uint8 to float32."""
        pixels = images.to(torch.float32, memory_format=self._memory_format)
        return pixels.sub_(self._mean).mul_(self._scale)


class ShuffledBatches:
    """The training pictures in batches, in an order and with changes that depend on the seed and the epoch alone, so that
    an epoch can be gone on with at any batch, and every process of several can take its share of each."""

    def __init__(
        self,
        pictures: PictureSet,
        normalise: Normaliser,
        augmentation: Augmentation,
        *,
        batch_size: int,
        seed: int,
        share: Share = WHOLE,
    ):
        assert len(pictures) > 1, "batch norm needs two pictures"
        self._pictures = pictures
        self._normalise = normalise
        self._augmentation = augmentation
        self._batch_size = batch_size
        self._seed = seed
        self._share = share

    def __len__(self) -> int:
        """Batches of an epoch. The last is smaller, or left out where a share of it would be one picture: batch norm
        needs two."""
        full, rest = divmod(len(self._pictures), self._batch_size)
        return full + (rest >= 2 * self._share.count)

    def num_images(self, number: int) -> int:
        """Pictures in batch `number` of an epoch, counted from 0, all shares together."""
        return min(self._batch_size, len(self._pictures) - number * self._batch_size)

    def of_epoch(self, epoch: int, *, first: int = 0) -> Iterator[Batch]:
        """This share of the batches of one epoch, from batch `first` on."""
        device = self._pictures.labels.device
        chance = _generator(self._seed, epoch)
        order = torch.randperm(len(self._pictures), generator=chance).to(device, non_blocking=True)
        changes = _Changes(self._augmentation, len(order), chance, device)
        for number in range(first, len(self)):
            places = self._share.of(number * self._batch_size, self.num_images(number))
            chosen = order[places]
            yield self._normalise(changes.apply(self._pictures.images[chosen], places)), self._pictures.labels[chosen]


class OrderedBatches:
    """The test pictures in batches, in their order, unchanged."""

    def __init__(self, pictures: PictureSet, normalise: Normaliser, *, batch_size: int):
        self._pictures = pictures
        self._normalise = normalise
        self._batch_size = batch_size

    def __iter__(self) -> Iterator[Batch]:
        for start in range(0, len(self._pictures), self._batch_size):
            places = slice(start, start + self._batch_size)
            yield self._normalise(self._pictures.images[places]), self._pictures.labels[places]


class _Changes:
    """The random changes of one epoch, drawn at once: the pictures' windows in their padded selves, and flips."""

    def __init__(self, augmentation: Augmentation, num_pictures: int, chance: torch.Generator, device: torch.device):
        self._padding = augmentation.crop_padding
        self._flip = augmentation.flip
        corners = torch.randint(2 * self._padding + 1, (2, num_pictures), generator=chance)
        flips = torch.rand(num_pictures, generator=chance) < 0.5
        self._corners = corners.to(device, non_blocking=True)
        self._flips = flips.to(device, non_blocking=True)

    def apply(self, images: Tensor, places: slice) -> Tensor:
        if self._padding:
            images = _crop(images, self._padding, *self._corners[:, places])
        if self._flip:
            images = torch.where(self._flips[places].view(-1, 1, 1, 1), images.flip(3), images)
        return images


def _crop(images: Tensor, padding: int, top: Tensor, left: Tensor) -> Tensor:
    height, width = images.shape[2:]
    windows = functional.pad(images, (padding,) * 4).unfold(2, height, 1).unfold(3, width, 1)
    # The indices stand on both sides of a slice, so that the pictures come first: (B, C, H, W).
    return windows[torch.arange(len(images), device=images.device), :, top, left]


def _generator(seed: int, epoch: int) -> torch.Generator:
    # On a CPU torch looks at 32 bits of a seed only, so seed and epoch are mixed into them.
    mixed = np.random.SeedSequence((seed, epoch)).generate_state(1)[0]
    return torch.Generator().manual_seed(int(mixed))
