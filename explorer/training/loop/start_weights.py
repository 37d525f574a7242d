"""The weights that a training begins with: torchvision's or a file's in place of fresh ones."""

from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from explorer.experiment.recipe import TORCHVISION
from models.recognition import published_name
from models.sentence import say
from models.spec import NetworkSpec
from models.weights import WeightsError, fit_weights, published_weights, read_weights


def load_start_weights(model: nn.Module, spec: NetworkSpec, start_from: str, report: Callable[[str], None]) -> None:
    """Give `model` the weights that a recipe's `start_from` names; a head of other classes stays fresh.

    `report` is told what is loaded, in sentences.

    Raises:
        WeightsError: they cannot be had, or do not fit the network; then the model is as it was.
    """
    name, weights = _find(spec, start_from, report)
    fit = fit_weights(model, spec, weights)
    if not fit.is_whole:
        raise WeightsError("The weights of {} do not fit the network: {}.", name, fit)
    head = say(", but for a fresh head of {:,} classes", spec.config.num_classes) if fit.fresh_head else ""
    report(say("Training begins with the weights of {}{}.", name, head))


def _find(spec: NetworkSpec, start_from: str, report: Callable[[str], None]) -> tuple[str, dict[str, Tensor]]:
    if start_from != TORCHVISION:
        path = Path(start_from).expanduser()
        return str(path), read_weights(path)
    network = published_name(spec.config)
    if network is None:
        raise WeightsError(
            "torchvision publishes no weights for this network; begin with one of its presets, "
            "like resnet18, and change nothing but image size, classes and dropout, or begin "
            "with fresh weights."
        )
    report(say("Loading torchvision's ImageNet weights of {}, which are downloaded once.", network))
    return f"torchvision's {network}", published_weights(network)
