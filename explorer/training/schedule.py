"""The learning rate of every step, as a function of the step alone."""

import math

from explorer.experiment.recipe import Recipe

WARM_UP = 0.25
"""Share of the steps in which one_cycle rises."""
FIRST_SHARE = 0.1
"""Where one_cycle begins, as a share of its highest rate."""
STEP_AT = (0.5, 0.75)
"""Where the step schedule divides by ten, as in He et al. 2015 and Huang et al. 2017 on CIFAR."""


def learning_rate(recipe: Recipe, step: int, num_steps: int) -> float:
    """The rate of step number `step`, counted from 1, of `num_steps`."""
    return recipe.learning_rate * _share(recipe.schedule, (step - 1) / num_steps)


def _share(schedule: str, progress: float) -> float:
    match schedule:
        case "one_cycle":
            return _one_cycle(progress)
        case "cosine":
            return _cosine(progress)
        case "step":
            return 0.1 ** sum(progress >= mark for mark in STEP_AT)
    return 1.0


def _one_cycle(progress: float) -> float:
    if progress < WARM_UP:
        return FIRST_SHARE + (1 - FIRST_SHARE) * progress / WARM_UP
    return _cosine((progress - WARM_UP) / (1 - WARM_UP))


def _cosine(progress: float) -> float:
    return (1 + math.cos(math.pi * progress)) / 2
