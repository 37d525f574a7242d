"""The learning rate of every step, as a function of the step alone."""

import math

from explorer.experiment.recipe import Recipe

ONE_CYCLE_WARM_UP = 0.25
"""Share of the steps in which one_cycle rises, where the recipe does not say."""
FIRST_SHARE = 0.1
"""Where a warm-up begins, as a share of the highest rate."""


def learning_rate(recipe: Recipe, step: int, num_steps: int) -> float:
    """The rate of step number `step`, counted from 1, of `num_steps`."""
    return recipe.learning_rate * _share(recipe, (step - 1) / num_steps)


def count_steps(recipe: Recipe, steps_per_epoch: int) -> int:
    """The steps of the whole training."""
    return recipe.steps or recipe.epochs * steps_per_epoch


def count_epochs(recipe: Recipe, steps_per_epoch: int) -> int:
    """The epochs of the whole training, the last of which may be cut short."""
    return math.ceil(recipe.steps / steps_per_epoch) if recipe.steps else recipe.epochs


def _share(recipe: Recipe, progress: float) -> float:
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
