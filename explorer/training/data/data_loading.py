"""Loads the data of a recipe into memory."""

from dataclasses import replace
from importlib import resources

import numpy as np
import torch
from torch import Tensor

from explorer.experiment.data_sets import KNOWN_DATA, KnownData, data_root
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.training.data.image_folder import find_recipe_images
from explorer.training.data.image_reading import read_images, usual_shape
from explorer.training.data.image_set import DataError, DataSet, ImageSet, Normalisation
from explorer.training.data.loading_report import Report
from explorer.training.data.torchvision_sets import load_torchvision_set
from models.config import InputShape, NetworkConfig

CLASSES = tuple("0123456789")


def load_data(recipe: Recipe, network: NetworkConfig, *, progress: Report) -> DataSet:
    """Load the data of a recipe for the network's input, and download it if it is missing.

    `progress` receives the progress; what it raises ends the loading.
    Raises DataError if data and network do not fit each other, or if the images cannot be loaded.
    """
    _require_colours(network.input)
    data = _load(recipe, network, progress)
    normalisation = data.normalisation.replaced(recipe.mean, recipe.std).for_channels(network.input.channels)
    return replace(data, normalisation=normalisation)


def _load(recipe: Recipe, network: NetworkConfig, progress: Report) -> DataSet:
    match recipe.data.name:
        case "digits":
            _require_classes(len(CLASSES), network)
            return load_digits(network.input)
        case "folder":
            return _load_folder(recipe.data, network, recipe.seed, progress)
    return _load_known(KNOWN_DATA[recipe.data.name], recipe.data, network, progress)


def _load_known(known: KnownData, config: DataConfig, network: NetworkConfig, progress: Report) -> DataSet:
    _require_classes(len(known.classes), network)
    train, test = load_torchvision_set(known, data_root(config), network.input, progress)
    if known.mean and known.std and train.images.shape[1] == known.channels:
        normalisation = Normalisation(mean=known.mean, std=known.std)
    else:
        normalisation = Normalisation.of(train.images)
    return DataSet(train=train, test=test, classes=known.classes, normalisation=normalisation, image=known.image)


def _load_folder(config: DataConfig, network: NetworkConfig, seed: int, progress: Report) -> DataSet:
    folder = find_recipe_images(config, seed)
    _require_classes(len(folder.classes), network)
    total, before = len(folder.train.paths) + len(folder.test.paths), 0
    sets = []
    for files in (folder.train, folder.test):
        images = read_images(files.paths, network.input, progress, before=before, total=total)
        sets.append(ImageSet(images=images, labels=torch.tensor(files.labels), shape=network.input))
        before += len(files.paths)
    train, test = sets
    return DataSet(
        train=train,
        test=test,
        classes=folder.classes,
        normalisation=Normalisation.of(train.images),
        image=usual_shape(folder.train.paths),
    )


def require_fit(num_classes: int, network: NetworkConfig) -> None:
    """Raises DataError if a network does not fit images, or not this number of classes."""
    _require_colours(network.input)
    _require_classes(num_classes, network)


def _require_colours(shape: InputShape) -> None:
    if shape.channels not in (1, 3):
        raise DataError(
            "Images have 1 channel (grey) or 3 (RGB), but the network takes {}; set its input to 1 or 3 channels.",
            shape.channels,
        )


def _require_classes(num_classes: int, network: NetworkConfig) -> None:
    if num_classes != network.num_classes:
        raise DataError(
            "The data has {:,} classes but the network has {:,}; set the network's number of classes to {:,}.",
            num_classes,
            network.num_classes,
            num_classes,
        )


def load_digits(shape: InputShape) -> DataSet:
    """The digits with their fixed split; batches are scaled to `shape`."""
    images, labels, held_out = _read()
    train = ImageSet(images=images[~held_out], labels=labels[~held_out], shape=shape)
    return DataSet(
        train=train,
        test=ImageSet(images=images[held_out], labels=labels[held_out], shape=shape),
        classes=CLASSES,
        normalisation=Normalisation.of(train.images),
        image=KNOWN_DATA["digits"].image,
    )


def _read() -> tuple[Tensor, Tensor, Tensor]:
    with (resources.files("resources") / "digits" / "digits.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        images = torch.from_numpy(arrays["images"]).unsqueeze(1)
        return images, torch.from_numpy(arrays["labels"]).long(), torch.from_numpy(arrays["held_out"])
