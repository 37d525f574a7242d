"""What a command is told of the recipe: its name, its data, and single fields."""

import argparse

from explorer.commands.data_argument import ArgumentError, absolute, data_argument
from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import assign
from explorer.experiment.recipe import TORCHVISION
from explorer.experiment.recipe_presets import find_recipe

SHORTHANDS = ("epochs", "batch_size", "learning_rate", "seed", "device")
"""Fields of the recipe that have an option of their own."""


def with_recipe_arguments(experiment: Experiment, arguments: argparse.Namespace) -> Experiment:
    """The experiment as the arguments change it: a whole recipe first, then its data, then single fields."""
    recipe = experiment.recipe
    if arguments.data is not None:
        recipe = recipe.model_copy(update={"data": data_argument(arguments.data)})
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
        changes["start_from"] = arguments.weights if arguments.weights == TORCHVISION else absolute(arguments.weights)
    recipe = recipe.model_copy(update=changes)
    if arguments.data_root is not None:
        if recipe.data.name in ("digits", "folder"):
            raise ArgumentError("--data-root is for data that is downloaded, like cifar10.")
        data = recipe.data.model_copy(update={"path": absolute(arguments.data_root)})
        recipe = recipe.model_copy(update={"data": data})
    return experiment.model_copy(update={"recipe": recipe})
