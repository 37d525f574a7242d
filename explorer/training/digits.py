"""The embedded data: the UCI handwritten digits, 1,797 grey pictures of 8 x 8 pixels, 359 of them held out."""

from importlib import resources

import numpy as np
import torch
from torch import Tensor

from explorer.experiment.data_sets import KNOWN_DATA
from explorer.training.picture_set import DataSet, Normalisation, PictureSet
from models.config import InputShape

CLASSES = tuple("0123456789")


def load_digits(shape: InputShape) -> DataSet:
    """The digits with their fixed split, which every batch brings to `shape`."""
    images, labels, held_out = _read()
    train = PictureSet(images=images[~held_out], labels=labels[~held_out], shape=shape)
    return DataSet(
        train=train,
        test=PictureSet(images=images[held_out], labels=labels[held_out], shape=shape),
        classes=CLASSES,
        normalisation=Normalisation.of(train.images),
        image=KNOWN_DATA["digits"].image,
    )


def _read() -> tuple[Tensor, Tensor, Tensor]:
    with (resources.files("resources") / "digits" / "digits.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        images = torch.from_numpy(arrays["images"]).unsqueeze(1)
        return images, torch.from_numpy(arrays["labels"]).long(), torch.from_numpy(arrays["held_out"])
