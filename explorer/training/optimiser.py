"""The optimiser of a recipe."""

from torch import nn
from torch.optim import SGD, AdamW, Optimizer

from explorer.experiment.recipe import Recipe

BETA_2 = 0.999


def build_optimiser(model: nn.Module, recipe: Recipe) -> Optimizer:
    """SGD or AdamW over all parameters, fused; weight decay on weights alone unless the recipe decays all."""
    groups = _groups(model, recipe)
    if recipe.optimizer == "adamw":
        return AdamW(groups, lr=recipe.learning_rate, betas=(recipe.momentum, BETA_2), fused=True)
    nesterov = recipe.nesterov and recipe.momentum > 0
    return SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=nesterov, fused=True)


def set_learning_rate(optimiser: Optimizer, rate: float) -> None:
    """The rate of the next step, for all parameters."""
    for group in optimiser.param_groups:
        group["lr"] = rate


def _groups(model: nn.Module, recipe: Recipe) -> list[dict]:
    decayed, rest = [], []
    for parameter in model.parameters():
        # Weights of convolutions and linear layers have axes; batch norm's and biases are plain lists.
        (decayed if recipe.decay_all or parameter.ndim > 1 else rest).append(parameter)
    groups = [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]
