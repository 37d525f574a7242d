"""What fine-tuning leaves alone, and how fast each part of the network learns."""

from torch import nn

from explorer.experiment.experiment import Experiment
from explorer.training.runtime.training_error import TrainingError
from models.spec import resolve, stage_numbers


class FineTuning:
    """Freezes stages of a model, and knows by what the rate of each of its parameters is multiplied.

    Each stage learns at `stage_rate` times the rate of the next one, the head at the whole rate: what early layers see
    is common to many images (discriminative rates, Howard and Ruder 2018, arXiv:1801.06146).
    """

    def __init__(self, model: nn.Module, experiment: Experiment):
        """Raises TrainingError where the network has no such stage."""
        recipe, spec = experiment.recipe, resolve(experiment.network)
        _require_stages(recipe.frozen_stages, len(spec.stages))
        numbers = stage_numbers(spec, (name for name, _ in model.named_parameters()))
        head = len(spec.stages) + 1
        self.lr_scales = {name: recipe.stage_rate ** (head - number) for name, number in numbers.items()}
        """By the parameter's name."""
        for name, parameter in model.named_parameters():
            if numbers[name] in recipe.frozen_stages:
                parameter.requires_grad_(False)
        leaves = {name: module for name, module in model.named_modules() if not any(module.children())}
        places = stage_numbers(spec, leaves)
        self._frozen = [module for name, module in leaves.items() if places[name] in recipe.frozen_stages]

    def freeze_batch_norm(self) -> None:
        """Puts what is frozen back into eval mode, in which running statistics stay as they are."""
        for module in self._frozen:
            module.eval()


def _require_stages(frozen: tuple[int, ...], num_stages: int) -> None:
    missing = [number for number in frozen if number > num_stages]
    if missing:
        raise TrainingError(
            "The recipe freezes stage {}, but the network has {}; take it out of frozen_stages.", missing[0], num_stages
        )
