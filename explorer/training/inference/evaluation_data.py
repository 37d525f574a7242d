"""The images that a trained network is evaluated on: its run's own test set, or others."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.training.data.data_loading import load_data
from explorer.training.data.image_folder import ImageFiles, find_recipe_images, find_test_images, recipe_folder
from explorer.training.data.image_reading import read_images
from explorer.training.data.image_set import DataError, ImageSet
from explorer.training.data.loading_report import Report
from models.config import InputShape
from models.sentence import say


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationData:
    """Images to evaluate on, listed but not read yet."""

    description: str
    """Their description on the screen."""
    key: str
    """Equal for the same images."""
    load: Callable[[Report], ImageSet]
    """Reads them; labels are positions in the network's classes. Raises DataError."""
    paths: tuple[str, ...] = ()
    """Their files; empty if they have no files of their own."""


def own_test_set(experiment: Experiment, classes: Sequence[str]) -> EvaluationData:
    """The test images of an experiment, as in its training. Raises DataError."""
    recipe, shape = experiment.recipe, experiment.network.input
    if recipe.data.name != "folder":
        return _named(experiment, recipe.data, classes)
    files = own_test_files(experiment, classes)
    return _listed(say("the test images of {}", recipe_folder(recipe.data)), files, shape)


def own_test_files(experiment: Experiment, classes: Sequence[str]) -> ImageFiles:
    """The test images of an experiment on a folder. Raises DataError if its classes have changed."""
    recipe = experiment.recipe
    found = find_recipe_images(recipe.data, recipe.seed)
    if found.classes != tuple(classes):
        raise DataError(
            "The classes in {} are no longer those that the network was trained on.", recipe_folder(recipe.data)
        )
    return found.test


def other_test_set(data: str | DataConfig, experiment: Experiment, classes: Sequence[str]) -> EvaluationData:
    """The images of a folder, given by its path, or the test images of a named data set. Raises DataError."""
    if isinstance(data, DataConfig):
        return _named(experiment, data, classes)
    root = Path(data).expanduser()
    return _listed(str(root), find_test_images(root, classes), experiment.network.input)


def _named(experiment: Experiment, data: DataConfig, classes: Sequence[str]) -> EvaluationData:
    recipe = experiment.recipe.model_copy(update={"data": data})

    def load(progress: Report) -> ImageSet:
        loaded = load_data(recipe, experiment.network, progress=progress)
        if loaded.classes != tuple(classes):
            raise DataError("The classes of {} are not those that the network was trained on.", data.name)
        return loaded.test

    return EvaluationData(description=say("the test images of {}", data.name), key=data.name, load=load)


def _listed(description: str, files: ImageFiles, shape: InputShape) -> EvaluationData:
    def load(progress: Report) -> ImageSet:
        images = read_images(files.paths, shape, progress)
        return ImageSet(images=images, labels=torch.tensor(files.labels), shape=shape)

    return EvaluationData(
        description=description, key=_fingerprint(files), load=load, paths=tuple(str(path) for path in files.paths)
    )


def _fingerprint(files: ImageFiles) -> str:
    """A hash that changes if an image is added, removed, replaced or moved to another class."""
    digest = hashlib.sha256()
    for path, label in zip(files.paths, files.labels, strict=True):
        # Reading reports a broken link.
        stat = path.stat() if path.exists() else None
        digest.update(f"{path}|{label}|{stat and (stat.st_size, stat.st_mtime_ns)}\n".encode())
    return digest.hexdigest()


def on_device(images: ImageSet, device: torch.device) -> ImageSet:
    """Move the labels to the device; the images follow batch by batch."""
    return replace(images, labels=images.labels.to(device))
