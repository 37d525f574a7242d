"""Fine-tuning: initial weights, frozen stages, and learning rates by stage."""

from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import TORCHVISION
from explorer.training.runtime.training_error import TrainingError
from models.recognition import published_name
from models.sentence import say
from models.spec import NetworkSpec, resolve, stage_numbers
from models.weights import WeightsError, fit_weights, published_weights, read_weights


class FineTuning:
    """Freezes stages of a model, and scales the learning rate of each of its parameters.

    Each stage has `stage_lr_decay` times the learning rate of the next one, and the head the full rate: features of
    early layers are common to many images (discriminative fine-tuning, Howard and Ruder 2018, arXiv:1801.06146).
    """

    def __init__(self, model: nn.Module, experiment: Experiment):
        """Raises TrainingError if the network lacks a frozen stage."""
        recipe, spec = experiment.recipe, resolve(experiment.network)
        _require_stages(recipe.frozen_stages, len(spec.stages))
        numbers = stage_numbers(spec, (name for name, _ in model.named_parameters()))
        head = len(spec.stages) + 1
        self.lr_scales = {name: recipe.stage_lr_decay ** (head - number) for name, number in numbers.items()}
        """Factors of the learning rate, by the parameter's name."""
        for name, parameter in model.named_parameters():
            if numbers[name] in recipe.frozen_stages:
                parameter.requires_grad_(False)
        leaves = {name: module for name, module in model.named_modules() if not any(module.children())}
        places = stage_numbers(spec, leaves)
        self._frozen = [module for name, module in leaves.items() if places[name] in recipe.frozen_stages]

    def freeze_batch_norm(self) -> None:
        """Put frozen modules back into eval mode, in which running statistics stay as they are."""
        for module in self._frozen:
            module.eval()


def _require_stages(frozen: tuple[int, ...], num_stages: int) -> None:
    missing = [number for number in frozen if number > num_stages]
    if missing:
        raise TrainingError(
            "The recipe freezes stage {}, but the network has {}; take it out of frozen_stages.", missing[0], num_stages
        )


def load_start_weights(model: nn.Module, spec: NetworkSpec, start_from: str, report: Callable[[str], None]) -> None:
    """Load the weights that a recipe's `start_from` names; a head of other classes stays as it is.

    `report` receives sentences about what is loaded.

    Raises:
        WeightsError: they cannot be loaded, or do not fit the network; then the model stays as it was.
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
