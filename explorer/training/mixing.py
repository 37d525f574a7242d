"""Mixup and CutMix: each picture of a batch is mixed with the one before it, and so are their targets."""

import math

import numpy as np
import torch
from torch import Tensor

from explorer.experiment.recipe import Augmentation
from explorer.training.targets import Targets


class Mixing:
    """The mixing of one epoch's batches, all drawn at once from `chance`."""

    def __init__(self, augmentation: Augmentation, num_batches: int, chance: np.random.Generator):
        self._mixup, self._cutmix = augmentation.mixup, augmentation.cutmix
        if not self.is_any:
            return
        has_both = self._mixup > 0 and self._cutmix > 0
        self._cuts = chance.random(num_batches) < 0.5 if has_both else np.full(num_batches, self._cutmix > 0)
        alphas = np.where(self._cuts, self._cutmix, self._mixup)
        self._shares = chance.beta(alphas, alphas)
        self._centres = chance.random((num_batches, 2))

    @property
    def is_any(self) -> bool:
        """Whether batches are mixed at all."""
        return self._mixup > 0 or self._cutmix > 0

    def apply(self, images: Tensor, labels: Tensor, number: int) -> tuple[Tensor, Targets]:
        """Mix batch `number`: (B + 1, C, H, W) floating-point pictures, the first of which only gives to the second,
        and their labels. Without mixing there is no such first one, and they stay as they are.

        Gives (B, C, H, W) pictures and their targets.
        """
        if not self.is_any:
            return images, Targets(labels)
        share = float(self._shares[number])
        # The batch is shuffled: the neighbour is as good as any other.
        partners, images, others, labels = images[:-1], images[1:], labels[:-1], labels[1:]
        if not self._cuts[number]:
            # Of both, the picture itself shows more: over a batch that is the same as shares from 0 to 1.
            share = max(share, 1 - share)
            return torch.lerp(partners, images, share), Targets(labels, others, share)
        top, bottom, left, right = self._box(number, *images.shape[2:])
        images = images.clone()
        images[:, :, top:bottom, left:right] = partners[:, :, top:bottom, left:right]
        cut = (bottom - top) * (right - left) / (images.shape[2] * images.shape[3])
        return images, Targets(labels, others, 1 - cut)

    def _box(self, number: int, height: int, width: int) -> tuple[int, int, int, int]:
        # Of the picture's own proportions, around any pixel, cut off at the edges: algorithm 1 of Yun et al.
        half = 0.5 * math.sqrt(1 - self._shares[number])
        row, column = (self._centres[number] * (height, width)).astype(int).tolist()
        rows, columns = int(half * height), int(half * width)
        return max(row - rows, 0), min(row + rows, height), max(column - columns, 0), min(column + columns, width)
