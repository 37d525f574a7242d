"""Brings images to the network's input a batch at a time: its size, and grey images to its colours."""

from torch import Tensor
from torch.nn import functional

from models.config import InputShape


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
