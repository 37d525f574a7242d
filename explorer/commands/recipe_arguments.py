"""What a command is told of the recipe: its name, its data, and single fields."""

import argparse
from pathlib import Path
from typing import get_args

from explorer.experiment.assignment import assign
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import TORCHVISION, DataConfig, DataName, Recipe
from explorer.experiment.recipe_presets import find_recipe

SHORTHANDS = ("epochs", "batch_size", "learning_rate", "seed", "device")
"""Fields of the recipe that have an option of their own."""
DATA_NAMES = tuple(name for name in get_args(DataName) if name != "folder")


class ArgumentError(ValueError):
    """Arguments that do not go together."""


def with_recipe_arguments(experiment: Experiment, arguments: argparse.Namespace) -> Experiment:
    """The experiment as the arguments change it: a whole recipe first, then its data, then single fields."""
    recipe = experiment.recipe
    if arguments.data is not None:
        recipe = _with_data(recipe, arguments)
    if arguments.recipe is not None:
        chosen = find_recipe(arguments.recipe).applied_to(recipe)
        recipe = chosen if arguments.data is None else chosen.model_copy(update={"data": recipe.data})
    for text in arguments.set or ():
        recipe = assign(recipe, text)
    changes = {name: value for name in SHORTHANDS if (value := getattr(arguments, name)) is not None}
    if changes.get("epochs") is not None:
        # Epochs that are asked for are meant, also where the recipe counts steps.
        changes["steps"] = None
    if arguments.weights is not None:
        changes["start_from"] = arguments.weights if arguments.weights == TORCHVISION else _absolute(arguments.weights)
    recipe = recipe.model_copy(update=changes)
    if arguments.data_root is not None:
        recipe = _with_root(recipe, arguments.data_root)
    return experiment.model_copy(update={"recipe": recipe})


def _with_data(recipe: Recipe, arguments: argparse.Namespace) -> Recipe:
    return recipe.model_copy(update={"data": _data(arguments.data)})


def _data(name: str) -> DataConfig:
    if name in DATA_NAMES:
        return DataConfig(name=name)
    if Path(name).name == name and not Path(name).exists():
        raise ArgumentError(f'"{name}" is neither a folder nor data that has a name: {", ".join(DATA_NAMES)}.')
    return DataConfig(name="folder", path=_absolute(name))


def _with_root(recipe: Recipe, root: str) -> Recipe:
    if recipe.data.name in ("digits", "folder"):
        raise ArgumentError("--data-root is for data that is downloaded, like cifar10.")
    return recipe.model_copy(update={"data": recipe.data.model_copy(update={"path": _absolute(root)})})


def _absolute(path: str) -> str:
    """So that the experiment in the run means the same place from anywhere."""
    return str(Path(path).expanduser().absolute())
