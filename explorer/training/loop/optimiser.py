"""The optimiser of a recipe and its learning-rate schedule."""

import math
from collections.abc import Mapping

from torch import Tensor, nn
from torch.optim import SGD, AdamW, Optimizer

from explorer.experiment.recipe import Recipe

BETA_2 = 0.999
STATE = {"sgd": ((), ("momentum_buffer",)), "adamw": (("step",), ("exp_avg", "exp_avg_sq"))}
"""The state of each optimiser for a parameter: counts, and moments of the parameter's shape."""
RATE_FACTOR = "rate_factor"
"""Key of a parameter group: its factor of the scheduled learning rate."""
ONE_CYCLE_WARM_UP = 0.25
"""Share of the steps in which one_cycle rises, unless the recipe sets it."""
FIRST_SHARE = 0.1
"""The learning rate at the start of a warm-up, as a share of the highest."""


def learning_rate(recipe: Recipe, step: int, num_steps: int) -> float:
    """The learning rate of step `step`, counted from 1, of `num_steps`."""
    return recipe.learning_rate * _relative_rate(recipe, (step - 1) / num_steps)


def count_steps(recipe: Recipe, steps_per_epoch: int) -> int:
    """The steps of the whole training."""
    return recipe.steps or recipe.epochs * steps_per_epoch


def count_epochs(recipe: Recipe, steps_per_epoch: int) -> int:
    """The epochs of the whole training, the last of which may be cut short."""
    return math.ceil(recipe.steps / steps_per_epoch) if recipe.steps else recipe.epochs


def _relative_rate(recipe: Recipe, progress: float) -> float:
    warm_up = _warm_up(recipe)
    if progress < warm_up:
        return FIRST_SHARE + (1 - FIRST_SHARE) * progress / warm_up
    match recipe.schedule:
        case "one_cycle" | "cosine":
            return _cosine((progress - warm_up) / (1 - warm_up))
        case "step":
            return recipe.decay_factor ** sum(progress >= mark for mark in recipe.milestones)
    return 1.0


def _warm_up(recipe: Recipe) -> float:
    if recipe.warm_up is not None:
        return recipe.warm_up
    return ONE_CYCLE_WARM_UP if recipe.schedule == "one_cycle" else 0.0


def _cosine(progress: float) -> float:
    return (1 + math.cos(math.pi * progress)) / 2


def build_optimiser(model: nn.Module, recipe: Recipe, lr_scales: Mapping[str, float] | None = None) -> Optimizer:
    """Fused SGD or AdamW over all trainable parameters; weight decay on weights alone unless the recipe decays all.

    `lr_scales` maps names of parameters to factors of their learning rate; the default is 1.
    """
    groups = _groups(model, recipe, lr_scales or {})
    if recipe.optimizer == "adamw":
        return AdamW(groups, lr=recipe.learning_rate, betas=(recipe.momentum, BETA_2), fused=True)
    nesterov = recipe.nesterov and recipe.momentum > 0
    return SGD(groups, lr=recipe.learning_rate, momentum=recipe.momentum, nesterov=nesterov, fused=True)


def set_learning_rate(optimiser: Optimizer, rate: float) -> None:
    """Set the learning rate of the next step for all parameter groups, each times its factor."""
    for group in optimiser.param_groups:
        group["lr"] = rate * group.get(RATE_FACTOR, 1.0)


def require_state(parameter: object, state: Mapping[str, object], recipe: Recipe) -> None:
    """Raises ValueError if a parameter's state, restored from a file, does not fit the recipe's optimiser."""
    counts, moments = STATE[recipe.optimizer]
    is_whole = (
        isinstance(parameter, nn.Parameter)
        and state.keys() == {*counts, *moments}
        and all(isinstance(value := state[name], Tensor) and value.shape == parameter.shape for name in moments)
        and all(isinstance(value := state[name], Tensor) and value.numel() == 1 for name in counts)
    )
    if not is_whole and (recipe.optimizer == "adamw" or any(value is not None for value in state.values())):
        raise ValueError("the optimiser's state is that of another parameter")


def _groups(model: nn.Module, recipe: Recipe, lr_scales: Mapping[str, float]) -> list[dict]:
    members: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        # Weights of convolutions and linear layers have several axes; those of batch norm and biases have one.
        decay = recipe.weight_decay if recipe.decay_all or parameter.ndim > 1 else 0.0
        members.setdefault((lr_scales.get(name, 1.0), decay), []).append(parameter)
    return [
        {"params": parameters, "weight_decay": decay, RATE_FACTOR: factor}
        for (factor, decay), parameters in members.items()
    ]
