"""`resdense recipes`, and what `train` makes of a recipe's name and of single fields."""

import argparse
import json

import pytest

from explorer.commands.arguments import ArgumentError, with_recipe_arguments
from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import AssignmentError
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES, RECIPES, RecipeNameError
from models.presets import PRESETS

OPTIONS = ("recipe", "data", "data_root", "set", "weights", "epochs", "batch_size", "learning_rate", "seed", "device")
NOTHING = dict.fromkeys(OPTIONS)


def chosen(**arguments):
    experiment = Experiment(network=PRESETS["tutorial_resnet18_cifar"], recipe=Recipe())
    return with_recipe_arguments(experiment, argparse.Namespace(**(NOTHING | arguments))).recipe


def test_that_recipes_are_listed_with_what_matters(say):
    status, out, _ = say("recipes")
    assert status == 0
    assert all(preset.name in out for preset in ALL_RECIPES)
    assert "64,000 steps" in out


def test_that_recipes_as_json_have_every_field(say):
    rows = {row["name"]: row for row in json.loads(say("recipes", "--json")[1])}
    assert rows.keys() == RECIPES.keys()
    assert rows["resnet_cifar10"]["recipe"]["milestones"] == [0.5, 0.75]


def test_that_a_named_recipe_is_taken_and_single_fields_after_it():
    recipe = chosen(recipe="tutorial_cifar10", set=["schedule=cosine", "augmentation.cutmix=1", "mean=[0.5]"], seed=7)
    assert (recipe.data.name, recipe.batch_size, recipe.nesterov) == ("cifar10", 128, False)
    assert (recipe.schedule, recipe.augmentation.cutmix, recipe.mean, recipe.seed) == ("cosine", 1.0, (0.5,), 7)


def test_that_data_that_is_named_is_taken_over_the_recipes(tmp_path):
    assert chosen(recipe="tutorial_cifar10", data=str(tmp_path)).data == DataConfig(name="folder", path=str(tmp_path))
    assert chosen(recipe="tutorial_cifar10", data="svhn").data.name == "svhn"


def test_that_epochs_that_are_asked_for_replace_a_length_in_steps():
    recipe = chosen(recipe="resnet_cifar10", epochs=2)
    assert (recipe.epochs, recipe.steps) == (2, None)


def test_that_downloaded_data_can_be_kept_elsewhere(tmp_path):
    assert chosen(data="mnist", data_root=str(tmp_path)).data.path == str(tmp_path)
    with pytest.raises(ArgumentError, match="for data that is downloaded"):
        chosen(data_root=str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"recipe": "tutorial_cifar"}, RecipeNameError, r'no recipe "tutorial_cifar", did you mean "tutorial_cifar10"'),
        ({"recipe": "zzz"}, RecipeNameError, r'the command "recipes" lists them'),
        ({"data": "cifar11"}, ArgumentError, r'neither a folder nor data that has a name, did you mean "cifar10"'),
        ({"data": "zzz"}, ArgumentError, r"that has a name; the names are digits, mnist"),
        ({"set": ["schedule"]}, AssignmentError, r'Expected FIELD=VALUE, like "schedule=cosine", found "schedule"'),
        ({"set": ["scedule=step"]}, AssignmentError, r'A recipe has no field "scedule", did you mean "schedule"'),
        ({"set": ["cutmix=1"]}, AssignmentError, r'no field "cutmix", did you mean "augmentation.cutmix"'),
        ({"set": ["epochs.x=1"]}, AssignmentError, r'A recipe has no field "epochs.x"'),
        ({"set": ["epochs=many"]}, AssignmentError, r'recipe.epochs: expected a whole number, found "many"'),
        ({"set": ["augmentation.flip=2"]}, AssignmentError, r"recipe.augmentation.flip: expected true or false"),
    ],
)
def test_that_a_mistake_is_one_sentence(arguments, error, words):
    with pytest.raises(error, match=words):
        chosen(**arguments)
