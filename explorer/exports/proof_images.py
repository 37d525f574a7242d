"""The images on which an export is compared with the network that it was made of."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from explorer.experiment.experiment import Experiment
from explorer.runs.events import Loading
from explorer.training.data.data_loading import load_data
from explorer.training.data.image_reading import read_images
from explorer.training.data.image_set import WHITE, DataError, fit
from explorer.training.inference.evaluation_data import own_test_files
from explorer.training.inference.trained_model import TrainedModel
from models.sentence import say
from models.spec import resolve
from models.summary import summarize

MAC_BUDGET = 10**11
"""A laptop's processor does these within a few seconds."""
FEWEST, MOST = 16, 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofImages:
    """Images with values from 0 to 1, and what they are."""

    images: Tensor
    """(N, C, H, W), float32."""
    description: str
    """As a person reads it: "64 of the 10,000 test images of cifar10"."""
    is_test_set: bool
    """Whether they are of the run's own test set; else they are random."""


def proof_images(trained: TrainedModel, most: int | None = None) -> ProofImages:
    """Images of the run's test set, evenly spread over it; random ones where it cannot be had.

    Args:
        most: how many at most; None: as many as take a few seconds.
    """
    experiment = trained.info.experiment
    count = most or max(FEWEST, min(MOST, MAC_BUDGET // summarize(resolve(experiment.network)).macs))
    try:
        return _of_test_set(experiment, trained.info.classes, count)
    except DataError:
        shape = experiment.network.input
        size = (min(count, 2 * FEWEST), shape.channels, shape.height, shape.width)
        images = torch.rand(size, generator=torch.Generator().manual_seed(0))
        return ProofImages(
            images=images,
            description=say("{:,} random images (the run's test images are not to be had)", len(images)),
            is_test_set=False,
        )


def _of_test_set(experiment: Experiment, classes: tuple[str, ...], count: int) -> ProofImages:
    from_folder = experiment.recipe.data.name == "folder"
    found, total, name = _of_folder(experiment, classes, count) if from_folder else _of_known(experiment, count)
    images = fit(found, experiment.network.input).float().div(WHITE)
    which = say("all {:,}", total) if len(images) == total else say("{:,} of the {:,}", len(images), total)
    return ProofImages(images=images, description=say("{} test images of {}", which, name), is_test_set=True)


def _of_folder(experiment: Experiment, classes: tuple[str, ...], count: int) -> tuple[Tensor, int, str]:
    """(N, C, H, W) uint8 images, how many there are in all, and where."""
    paths, folder = own_test_files(experiment, classes).paths, experiment.recipe.data.path
    assert folder is not None, "the files that were found are in a folder"
    name = str(Path(folder).expanduser())
    chosen = [paths[place] for place in _spread(len(paths), count)]
    return read_images(chosen, experiment.network.input, lambda loading: None), len(paths), name


def _of_known(experiment: Experiment, count: int) -> tuple[Tensor, int, str]:
    images = load_data(experiment.recipe, experiment.network, progress=_refuse_downloads).test.images
    return images[_spread(len(images), count)], len(images), experiment.recipe.data.name


def _refuse_downloads(loading: Loading) -> None:
    if not loading.what.startswith("Reading"):
        raise DataError("Nothing is downloaded for a proof.")


def _spread(total: int, count: int) -> list[int]:
    count = min(total, count)
    return [place * total // count for place in range(count)]
