"""Previews a recipe's data: some training images, before and after augmentation, and the class counts."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from explorer.experiment.data_sets import KNOWN_DATA
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation
from explorer.runs.events import Loading, Original, PreviewReady
from explorer.training.data.batches import Normaliser, ShuffledBatches
from explorer.training.data.data_loading import load_data, require_fit
from explorer.training.data.image_folder import ImageFiles, find_recipe_images
from explorer.training.data.image_reading import read_images, read_whole
from explorer.training.data.image_set import WHITE, ImageSet, Normalisation, shrunk
from explorer.training.data.loading_report import Report
from explorer.training.data.torchvision_sets import to_channels
from models.sentence import say

NUM_IMAGES = 6
NUM_VARIANTS = 4
LARGEST_SIDE = 112
"""Pixels; larger images are scaled down."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sample:
    """Some training images, and the class counts of all."""

    image_set: ImageSet
    """Their labels are positions in `classes`."""
    originals: tuple[Original, ...]
    classes: tuple[str, ...]
    train_counts: tuple[int, ...]
    test_counts: tuple[int, ...]


def preview(experiment: Experiment, number: int, report: Report) -> PreviewReady:
    """Load what is needed of an experiment's data and augment some images as training would; `number` chooses which.

    Missing data is downloaded. Raises DataError.
    """
    sample = _sample(experiment, number, report)
    shape, augmentation = experiment.network.input, experiment.recipe.augmentation
    plain = _rendered(sample.image_set, Augmentation(), seed=0, epoch=1)
    # Each variant is the augmentation of another epoch.
    variants = [
        _rendered(
            sample.image_set, augmentation, seed=experiment.recipe.seed, epoch=NUM_VARIANTS * number + variant + 1
        )
        for variant in range(NUM_VARIANTS)
    ]
    images = torch.stack((plain, *variants), dim=1).flatten(0, 1)
    images = _sendable(images)
    return PreviewReady(
        originals=sample.originals,
        pixels=images.permute(0, 2, 3, 1).contiguous().numpy().tobytes(),
        height=images.shape[2],
        width=images.shape[3],
        input_height=shape.height,
        input_width=shape.width,
        num_variants=NUM_VARIANTS,
        names=tuple(sample.classes[label] for label in sample.image_set.labels.tolist()),
        classes=sample.classes,
        train_counts=sample.train_counts,
        test_counts=sample.test_counts,
    )


def _sample(experiment: Experiment, number: int, report: Report) -> _Sample:
    recipe, network = experiment.recipe, experiment.network
    require_fit(network.num_classes, network)
    if recipe.data.name == "folder":
        return _sample_folder(experiment, number, report)
    known = KNOWN_DATA[recipe.data.name]
    coloured = network.model_copy(update={"input": network.input.model_copy(update={"channels": known.channels})})
    data = load_data(recipe.model_copy(update={"mean": None, "std": None}), coloured, progress=report)
    chosen = torch.from_numpy(_chosen(len(data.train), number))
    images, labels = data.train.images[chosen], data.train.labels[chosen]
    counts = (_counts(part.labels.numpy(), len(data.classes)) for part in (data.train, data.test))
    return _Sample(
        image_set=ImageSet(images=to_channels(images, network.input.channels), labels=labels, shape=network.input),
        originals=tuple(_original(image) for image in images),
        classes=data.classes,
        **_named(*counts),
    )


def _sample_folder(experiment: Experiment, number: int, report: Report) -> _Sample:
    """Read only the images of a folder that are shown."""
    recipe, shape = experiment.recipe, experiment.network.input
    found = find_recipe_images(recipe.data, recipe.seed)
    require_fit(len(found.classes), experiment.network)
    chosen = _chosen(len(found.train.paths), number)
    report(Loading(what=say("Reading images"), done=0, total=len(chosen)))
    files = ImageFiles(
        paths=tuple(found.train.paths[place] for place in chosen),
        labels=tuple(found.train.labels[place] for place in chosen),
    )
    images = read_images(files.paths, shape, lambda loading: None)
    image_set = ImageSet(images=images, labels=torch.tensor(files.labels), shape=shape)
    counts = (_counts(np.array(part.labels), len(found.classes)) for part in (found.train, found.test))
    originals = tuple(_as_original(*read_whole(path, side=LARGEST_SIDE)) for path in files.paths)
    return _Sample(image_set=image_set, originals=originals, classes=found.classes, **_named(*counts))


def _original(image: Tensor) -> Original:
    pixels = _sendable(image[None])[0].permute(1, 2, 0)
    return _as_original(pixels.numpy(), (image.shape[1], image.shape[2]))


def _as_original(pixels: np.ndarray, full: tuple[int, int]) -> Original:
    height, width, _ = pixels.shape
    return Original(
        pixels=np.ascontiguousarray(pixels).tobytes(),
        height=height,
        width=width,
        full_height=full[0],
        full_width=full[1],
    )


def _chosen(num_images: int, number: int) -> np.ndarray:
    size = min(NUM_IMAGES, num_images)
    return np.sort(np.random.default_rng(number).choice(num_images, size, replace=False))


def _counts(labels: np.ndarray, num_classes: int) -> tuple[int, ...]:
    return tuple(np.bincount(labels, minlength=num_classes).tolist())


def _named(train: tuple[int, ...], test: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    return {"train_counts": train, "test_counts": test}


def _rendered(image_set: ImageSet, augmentation: Augmentation, *, seed: int, epoch: int) -> Tensor:
    """(N, C, H, W) uint8: what `ShuffledBatches` gives, in the order of `image_set`."""
    # Erased areas have the mean: a middle grey here.
    plain = Normalisation(mean=(0.5,), std=(1.0,))
    normalise = Normaliser(plain, device=torch.device("cpu"), memory_format=torch.contiguous_format)
    places = replace(image_set, labels=torch.arange(len(image_set)))
    batches = ShuffledBatches(places, normalise, augmentation, batch_size=len(image_set), seed=seed)
    images, targets = next(batches.of_epoch(epoch))
    ordered = torch.empty_like(images)
    ordered[targets.labels] = images
    return ordered.add_(0.5).mul_(WHITE).round_().clamp_(0, WHITE).to(torch.uint8)


def _sendable(images: Tensor) -> Tensor:
    """RGB, no larger than the preview shows."""
    return shrunk(images, LARGEST_SIDE).expand(-1, 3, -1, -1)
