"""Random changes to training images and their targets, drawn for a whole epoch and applied a batch at a time."""

import math
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.experiment.recipe import Augmentation

ERASED_AREA = (0.02, 1 / 3)
"""Smallest and largest share of an image that random erasing blanks, as Zhong et al. 2017 and torchvision have it."""
ERASED_RATIO = (0.3, 3.3)
"""Smallest and largest ratio of height to width of the erased rectangle."""
ATTEMPTS = 10
"""Rectangles that are drawn; the first that fits into the image is erased."""


class Targets(NamedTuple):
    """The classes of a batch; for a mixed batch, the classes of both images of each pair."""

    labels: Tensor
    """(B,), int64."""
    others: Tensor | None = None
    """(B,), int64: the classes of the images mixed in; None if the batch is not mixed."""
    share: float = 1.0
    """Share of `labels` in the target; the rest is that of `others`."""

    def part(self, places: slice) -> "Targets":
        """The targets of some images of the batch."""
        return Targets(self.labels[places], None if self.others is None else self.others[places], self.share)

    def loss(self, logits: Tensor, *, smoothing: float = 0.0) -> Tensor:
        """Mean cross-entropy of (B, K) logits, equal to that with soft targets, without creating them."""
        loss = functional.cross_entropy(logits, self.labels, label_smoothing=smoothing)
        if self.others is None:
            return loss
        other = functional.cross_entropy(logits, self.others, label_smoothing=smoothing)
        return self.share * loss + (1 - self.share) * other

    def num_correct(self, logits: Tensor) -> Tensor:
        """Number of correctly classified images, int64; for a mixed pair, the class with the larger share counts."""
        expected = self.labels if self.others is None or self.share >= 0.5 else self.others
        return (logits.argmax(1) == expected).sum()


class EpochChanges:
    """The random crops, flips and erased areas of one epoch."""

    def __init__(
        self, augmentation: Augmentation, num_images: int, chance: torch.Generator, device: torch.device
    ) -> None:
        self._padding, self._flip = augmentation.crop_padding, augmentation.flip
        self._cutout, self._erase = augmentation.cutout, augmentation.erase
        corners = torch.randint(2 * self._padding + 1, (2, num_images), generator=chance)
        flips = torch.rand(num_images, generator=chance) < 0.5
        self._corners = corners.to(device, non_blocking=True)
        self._flips = flips.to(device, non_blocking=True)
        if self._cutout:
            self._centres = torch.rand((2, num_images), generator=chance).to(device, non_blocking=True)
        if self._erase:
            self._erased = (torch.rand(num_images, generator=chance) < self._erase).to(device, non_blocking=True)
            self._drawn = torch.rand((4, ATTEMPTS, num_images), generator=chance).to(device, non_blocking=True)

    def move(self, images: Tensor, places: slice | Tensor) -> Tensor:
        """Crop and flip (B, C, H, W) images before normalisation; `places` are their positions in the epoch's order."""
        if self._padding:
            images = _crop(images, self._padding, *self._corners[:, places])
        if self._flip:
            images = torch.where(self._flips[places].view(-1, 1, 1, 1), images.flip(3), images)
        return images

    def blank(self, images: Tensor, places: slice | Tensor) -> Tensor:
        """Erase parts of normalised images, in place: they become 0, the mean."""
        height, width = images.shape[2:]
        if self._cutout:
            _fill(images, *_squares(self._centres[:, places], self._cutout, height, width))
        if self._erase:
            _fill(images, *self._rectangles(places, height, width))
        return images

    def _rectangles(self, places: slice | Tensor, height: int, width: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        area, ratio, down, right = self._drawn[:, :, places]
        area = height * width * (ERASED_AREA[0] + area * (ERASED_AREA[1] - ERASED_AREA[0]))
        lowest, highest = map(math.log, ERASED_RATIO)
        ratio = torch.exp(lowest + ratio * (highest - lowest))
        tall, wide = (area * ratio).sqrt().round().long(), (area / ratio).sqrt().round().long()
        fits = (tall < height) & (wide < width)
        first = fits.int().argmax(0, keepdim=True)
        is_erased = self._erased[places] & fits.any(0)
        tall, wide, down, right = (values.gather(0, first)[0] for values in (tall, wide, down, right))
        top, left = (down * (height - tall + 1)).long(), (right * (width - wide + 1)).long()
        # An empty rectangle erases nothing.
        return top, top + tall * is_erased, left, left + wide * is_erased


def _crop(images: Tensor, padding: int, top: Tensor, left: Tensor) -> Tensor:
    height, width = images.shape[2:]
    windows = functional.pad(images, (padding,) * 4).unfold(2, height, 1).unfold(3, width, 1)
    # The indices stand on both sides of a slice, so that the images come first: (B, C, H, W).
    return windows[torch.arange(len(images), device=images.device), :, top, left]


def _squares(centres: Tensor, side: int, height: int, width: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    # Around any pixel, so that a part of the square may be outside: DeVries and Taylor found that it matters.
    top, left = (centres[0] * height).long() - side // 2, (centres[1] * width).long() - side // 2
    return top, top + side, left, left + side


def _fill(images: Tensor, top: Tensor, bottom: Tensor, left: Tensor, right: Tensor) -> None:
    inside = _between(top, bottom, images.shape[2]).unsqueeze(2) & _between(left, right, images.shape[3]).unsqueeze(1)
    images.masked_fill_(inside.unsqueeze(1), 0)


def _between(start: Tensor, end: Tensor, length: int) -> Tensor:
    """(B, length): whether a position is from `start` on and before `end`."""
    positions = torch.arange(length, device=start.device)
    return (positions >= start.unsqueeze(1)) & (positions < end.unsqueeze(1))


class Mixing:
    """Mixup and CutMix of one epoch's batches, all drawn at once from `chance`."""

    def __init__(self, augmentation: Augmentation, num_batches: int, chance: np.random.Generator):
        self._mixup, self._cutmix = augmentation.mixup, augmentation.cutmix
        if not self.is_any:
            return
        has_both = self._mixup > 0 and self._cutmix > 0
        self.is_cut = chance.random(num_batches) < 0.5 if has_both else np.full(num_batches, self._cutmix > 0)
        """Of each batch, whether CutMix mixes it; mixup mixes the others."""
        alphas = np.where(self.is_cut, self._cutmix, self._mixup)
        self.shares = chance.beta(alphas, alphas)
        """Of each batch, the share that is drawn for one image of a pair."""
        self._centres = chance.random((num_batches, 2))

    @property
    def is_any(self) -> bool:
        """Whether batches are mixed at all."""
        return self._mixup > 0 or self._cutmix > 0

    def apply(self, images: Tensor, labels: Tensor, number: int) -> tuple[Tensor, Targets]:
        """Mix batch `number`: (B + 1, C, H, W) floating-point images, the first of which is only mixed into the second,
        and their labels. Without mixing there is no such image, and they stay as they are.

        Returns (B, C, H, W) images and their targets.
        """
        if not self.is_any:
            return images, Targets(labels)
        share = float(self.shares[number])
        # The batch is shuffled: the neighbour is as good as any other.
        partners, images, others, labels = images[:-1], images[1:], labels[:-1], labels[1:]
        if not self.is_cut[number]:
            # Of both, the image itself shows more: over a batch that is the same as shares from 0 to 1.
            share = max(share, 1 - share)
            return torch.lerp(partners, images, share), Targets(labels, others, share)
        top, bottom, left, right = self._box(number, *images.shape[2:])
        images = images.clone()
        images[:, :, top:bottom, left:right] = partners[:, :, top:bottom, left:right]
        cut = (bottom - top) * (right - left) / (images.shape[2] * images.shape[3])
        return images, Targets(labels, others, 1 - cut)

    def _box(self, number: int, height: int, width: int) -> tuple[int, int, int, int]:
        # Of the image's own proportions, around any pixel, cut off at the edges: algorithm 1 of Yun et al.
        half = 0.5 * math.sqrt(1 - self.shares[number])
        row, column = (self._centres[number] * (height, width)).astype(int).tolist()
        rows, columns = int(half * height), int(half * width)
        return max(row - rows, 0), min(row + rows, height), max(column - columns, 0), min(column + columns, width)
