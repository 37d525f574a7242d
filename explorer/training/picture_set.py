"""Pictures in memory, ready to be trained on."""

from dataclasses import dataclass

import torch
from torch import Tensor

WHITE = 255
SMALLEST_STD = 1e-6
"""A smaller deviation is rounding: the pixels are all the same."""


class DataError(ValueError):
    """The data cannot be trained on; the message is one sentence that says where and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureSet:
    """Pictures with their classes."""

    images: Tensor
    """(N, C, H, W), uint8."""
    labels: Tensor
    """(N,), int64: positions in the data set's classes."""

    def __len__(self) -> int:
        return len(self.labels)

    def to(self, device: torch.device) -> "PictureSet":
        """The same pictures on `device`."""
        return PictureSet(images=self.images.to(device), labels=self.labels.to(device))


@dataclass(frozen=True, kw_only=True, slots=True)
class Normalisation:
    """What is subtracted from and divides each channel, pixels being 0 to 1."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    @classmethod
    def of(cls, images: Tensor) -> "Normalisation":
        """Mean and standard deviation of all pixels of (N, C, H, W) uint8 images, exact, for each channel.

        A channel that is the same everywhere has the deviation 1, which leaves it a zero.
        """
        moments = [_moments(channel) for channel in images.unbind(1)]
        return cls(mean=tuple(mean for mean, _ in moments), std=tuple(std for _, std in moments))


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSet:
    """What a job trains on and what it is tested on."""

    train: PictureSet
    test: PictureSet
    classes: tuple[str, ...]
    normalisation: Normalisation
    """Of the training pictures."""

    def to(self, device: torch.device) -> "DataSet":
        """The same data on `device`."""
        return DataSet(
            train=self.train.to(device),
            test=self.test.to(device),
            classes=self.classes,
            normalisation=self.normalisation,
        )


def _moments(pixels: Tensor) -> tuple[float, float]:
    # Counting the 256 values is exact and makes no copy in floating point.
    shares = torch.bincount(pixels.flatten(), minlength=WHITE + 1).double() / pixels.numel()
    values = torch.arange(WHITE + 1, dtype=torch.float64) / WHITE
    mean = shares @ values
    std = (shares @ (values - mean) ** 2).sqrt().item()
    return mean.item(), std if std > SMALLEST_STD else 1.0
