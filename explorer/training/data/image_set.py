"""Images in memory: with their classes, normalisation and fit to the network's input."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from explorer.experiment.image_fit import ImageShape
from models.config import InputShape
from models.sentence import SaidError, say, say_field

WHITE = 255
SMALLEST_STD = 1e-6
"""A smaller deviation is rounding: the pixels are all the same."""
ROOM_SHARE = 0.5
"""Share of the device's free memory; the rest is for the network and its activations."""


class DataError(SaidError):
    """The data cannot be used; the message is one sentence with the place and the remedy."""


class DataMissingError(DataError):
    """The data is missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageSet:
    """Images with their classes."""

    images: Tensor
    """(N, c, h, w), uint8, which may be smaller than the network's input, and grey."""
    labels: Tensor
    """(N,), int64: positions in the data set's classes. On the training device."""
    shape: InputShape
    """The network's input, which every batch is scaled to."""

    def __len__(self) -> int:
        return len(self.labels)

    def part(self, places: slice) -> "ImageSet":
        """Some of the images."""
        return replace(self, images=self.images[places], labels=self.labels[places])

    def to(self, device: torch.device) -> "ImageSet":
        """The same images for training on `device`: there if they fit, else in host memory."""
        images = self.images.to(device) if has_room(self.images.nbytes, device) else self.images
        return replace(self, images=images, labels=self.labels.to(device))


@dataclass(frozen=True, kw_only=True, slots=True)
class Normalisation:
    """Mean and standard deviation of each channel, for pixels from 0 to 1."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    def replaced(self, mean: tuple[float, ...] | None, std: tuple[float, ...] | None) -> "Normalisation":
        """The same with the mean and the deviation of a recipe; None keeps a value."""
        return Normalisation(mean=mean or self.mean, std=std or self.std)

    def for_channels(self, channels: int) -> "Normalisation":
        """The same with one number for each channel. Raises DataError if the numbers do not fit the channels."""
        return Normalisation(
            mean=_spread(say_field("mean"), self.mean, channels), std=_spread(say("deviation"), self.std, channels)
        )

    @classmethod
    def of(cls, images: Tensor) -> "Normalisation":
        """The exact mean and standard deviation of each channel of (N, C, H, W) uint8 images.

        A constant channel has the deviation 1, which makes it zero.
        """
        moments = [_moments(channel) for channel in images.unbind(1)]
        return cls(mean=tuple(mean for mean, _ in moments), std=tuple(std for _, std in moments))


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSet:
    """The training and the test images of a job."""

    train: ImageSet
    test: ImageSet
    classes: tuple[str, ...]
    normalisation: Normalisation
    """Of the training images."""
    image: ImageShape | None = None
    """The shape of the original images; None if it is not known."""

    def to(self, device: torch.device) -> "DataSet":
        """The same data for training on `device`."""
        return replace(self, train=self.train.to(device), test=self.test.to(device))


def _spread(name: str, numbers: tuple[float, ...], channels: int) -> tuple[float, ...]:
    if len(numbers) not in (1, channels):
        raise DataError(
            "The recipe's {} has {} numbers but the network's input has {}; give one, or none.",
            name,
            len(numbers),
            say("{} channel", channels) if channels == 1 else say("{} channels", channels),
        )
    return numbers if len(numbers) == channels else numbers * channels


def _moments(pixels: Tensor) -> tuple[float, float]:
    # Counting the 256 values is exact and needs no floating-point copy.
    shares = torch.bincount(pixels.flatten(), minlength=WHITE + 1).double() / pixels.numel()
    values = torch.arange(WHITE + 1, dtype=torch.float64) / WHITE
    mean = shares @ values
    std = (shares @ (values - mean) ** 2).sqrt().item()
    return mean.item(), std if std > SMALLEST_STD else 1.0


def has_room(num_bytes: int, device: torch.device) -> bool:
    """Whether images of `num_bytes` fit on a device beside the training."""
    match device.type:
        case "cuda":
            return num_bytes <= ROOM_SHARE * torch.cuda.mem_get_info(device)[0]
        case "mps":
            left = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
            return num_bytes <= ROOM_SHARE * left
    return True


def fit(images: Tensor, shape: InputShape) -> Tensor:
    """(B, c, h, w) uint8 images as (B, C, H, W): uint8 if their size fits already, else float32 from 0 to 255.

    They are scaled, with antialiasing, to cover the input, and their centre is cropped, as with image files.
    """
    height, width = shape.height, shape.width
    if images.shape[2:] != (height, width):
        images = _covering(images, height, width)
    if images.shape[1] == 1 and shape.channels == 3:
        images = images.expand(-1, 3, -1, -1)
    assert images.shape[1] == shape.channels, "images are loaded with the network's colours, or grey"
    return images


def shrunk(images: Tensor, side: int) -> Tensor:
    """(B, c, h, w) uint8 images scaled down so that no side is longer than `side` pixels."""
    scale = side / max(images.shape[2:])
    if scale >= 1:
        return images
    size = [max(1, round(length * scale)) for length in images.shape[2:]]
    scaled = functional.interpolate(images.float(), size=size, mode="bilinear", antialias=True)
    return scaled.round_().clamp_(0, 255).byte()


def _covering(images: Tensor, height: int, width: int) -> Tensor:
    scale = max(height / images.shape[2], width / images.shape[3])
    size = max(height, round(images.shape[2] * scale)), max(width, round(images.shape[3] * scale))
    scaled = functional.interpolate(images.float(), size=size, mode="bilinear", antialias=True)
    top, left = (size[0] - height) // 2, (size[1] - width) // 2
    return scaled[:, :, top : top + height, left : left + width]
