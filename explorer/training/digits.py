"""The embedded data: the UCI handwritten digits, 1,797 grey pictures of 8 x 8 pixels, 359 of them held out."""

from importlib import resources

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.training.picture_set import DataSet, Normalisation, PictureSet
from models.config import InputShape

CLASSES = tuple("0123456789")


def load_digits(shape: InputShape) -> DataSet:
    """The digits with their fixed split, resized and repeated over the channels where `shape` is not 1 x 8 x 8."""
    images, labels, held_out = _read()
    images = _fitted(images, shape)
    train = PictureSet(images=images[~held_out], labels=labels[~held_out])
    return DataSet(
        train=train,
        test=PictureSet(images=images[held_out], labels=labels[held_out]),
        classes=CLASSES,
        normalisation=Normalisation.of(train.images),
    )


def _read() -> tuple[Tensor, Tensor, Tensor]:
    with (resources.files("resources") / "digits" / "digits.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        images = torch.from_numpy(arrays["images"]).unsqueeze(1)
        return images, torch.from_numpy(arrays["labels"]).long(), torch.from_numpy(arrays["held_out"])


def _fitted(images: Tensor, shape: InputShape) -> Tensor:
    # As pictures from files: the shorter side is scaled to fit, the centre is kept.
    side = max(shape.height, shape.width)
    if side != images.shape[-1]:
        images = functional.interpolate(images, size=(side, side), mode="bilinear", antialias=True)
    top, left = (side - shape.height) // 2, (side - shape.width) // 2
    images = images[:, :, top : top + shape.height, left : left + shape.width]
    return images.expand(-1, shape.channels, -1, -1).contiguous()
