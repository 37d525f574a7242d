"""Images in memory, ready to be trained on."""

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
"""Of the memory that the device has left; the rest is for the network and what it keeps for backward."""


class DataError(SaidError):
    """The data cannot be trained on; the message is one sentence that says where and what to do."""


class DataMissingError(DataError):
    """There is no data where it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageSet:
    """Images with their classes."""

    images: Tensor
    """(N, c, h, w), uint8: as they are kept, which may be smaller than what the network takes, and grey."""
    labels: Tensor
    """(N,), int64: positions in the data set's classes. On the device that trains."""
    shape: InputShape
    """What the network takes: every batch is brought to it."""

    def __len__(self) -> int:
        return len(self.labels)

    def part(self, places: slice) -> "ImageSet":
        """Some of them."""
        return replace(self, images=self.images[places], labels=self.labels[places])

    def to(self, device: torch.device) -> "ImageSet":
        """The same images for training on `device`: there if they have room, else in the host's memory."""
        images = self.images.to(device) if has_room(self.images.nbytes, device) else self.images
        return replace(self, images=images, labels=self.labels.to(device))


@dataclass(frozen=True, kw_only=True, slots=True)
class Normalisation:
    """What is subtracted from and divides each channel, pixels being 0 to 1."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    def replaced(self, mean: tuple[float, ...] | None, std: tuple[float, ...] | None) -> "Normalisation":
        """The same with what a recipe says instead; None changes nothing."""
        return Normalisation(mean=mean or self.mean, std=std or self.std)

    def for_channels(self, channels: int) -> "Normalisation":
        """One number for each channel, where one for all was given. Raises DataError where they do not fit."""
        return Normalisation(
            mean=_spread(say_field("mean"), self.mean, channels), std=_spread(say("deviation"), self.std, channels)
        )

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

    train: ImageSet
    test: ImageSet
    classes: tuple[str, ...]
    normalisation: Normalisation
    """Of the training images."""
    image: ImageShape | None = None
    """What the images are before they are brought to the network's input; None where that is not known."""

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
    # Counting the 256 values is exact and makes no copy in floating point.
    shares = torch.bincount(pixels.flatten(), minlength=WHITE + 1).double() / pixels.numel()
    values = torch.arange(WHITE + 1, dtype=torch.float64) / WHITE
    mean = shares @ values
    std = (shares @ (values - mean) ** 2).sqrt().item()
    return mean.item(), std if std > SMALLEST_STD else 1.0


def has_room(num_bytes: int, device: torch.device) -> bool:
    """Whether images of so many bytes fit on a device beside what is to be trained there."""
    match device.type:
        case "cuda":
            return num_bytes <= ROOM_SHARE * torch.cuda.mem_get_info(device)[0]
        case "mps":
            left = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
            return num_bytes <= ROOM_SHARE * left
    return True


def fit(images: Tensor, shape: InputShape) -> Tensor:
    """(B, c, h, w) uint8 images as (B, C, H, W): uint8 still where their size is right, else float32, 0 to 255.

    They are scaled, with antialiasing, until they cover the input, and their centre is kept, as files are read.
    """
    height, width = shape.height, shape.width
    if images.shape[2:] != (height, width):
        images = _covering(images, height, width)
    if images.shape[1] == 1 and shape.channels == 3:
        images = images.expand(-1, 3, -1, -1)
    assert images.shape[1] == shape.channels, "images are loaded with the network's colours, or grey"
    return images


def shrunk(images: Tensor, side: int) -> Tensor:
    """(B, c, h, w) uint8 images, no side of them longer than `side` pixels: smaller ones stay as they are."""
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
