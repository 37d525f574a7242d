"""What a recipe may hold, and the sentence for each field that may not be so."""

import math

import pytest

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.recipe_rules import RecipeError, check_recipe, require_legal


def test_that_the_default_recipe_is_legal():
    assert check_recipe(Recipe()) == ()
    require_legal(Recipe())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"epochs": 0}, "epochs"),
        ({"batch_size": 1}, "batch_size"),
        ({"learning_rate": 0.0}, "learning_rate"),
        ({"learning_rate": math.nan}, "learning_rate"),
        ({"momentum": 1.0}, "momentum"),
        ({"weight_decay": -0.1}, "weight_decay"),
        ({"label_smoothing": 1.0}, "label_smoothing"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**32}, "seed"),
        ({"data": DataConfig(test_fraction=1.0)}, "data.test_fraction"),
        ({"data": DataConfig(name="folder")}, "data.path"),
        ({"augmentation": Augmentation(crop_padding=-1)}, "augmentation.crop_padding"),
        ({"augmentation": Augmentation(cutout=-1)}, "augmentation.cutout"),
        ({"augmentation": Augmentation(erase=1.5)}, "augmentation.erase"),
        ({"augmentation": Augmentation(mixup=-0.2)}, "augmentation.mixup"),
        ({"steps": 0}, "steps"),
        ({"schedule": "step", "milestones": (0.5, 1.0)}, "milestones"),
        ({"schedule": "step", "milestones": (0.75, 0.5)}, "milestones"),
        ({"schedule": "step", "milestones": (math.nan,)}, "milestones"),
        ({"decay_factor": 0.0}, "decay_factor"),
        ({"warm_up": 1.0}, "warm_up"),
        ({"ema": 1.0}, "ema"),
        ({"patience": 0}, "patience"),
        ({"mean": (0.5, 0.5)}, "mean"),
        ({"mean": (1.5,)}, "mean"),
        ({"std": (0.2, 0.0, 0.2)}, "std"),
        ({"momentum": 0.0}, "nesterov"),
        ({"start_from": " "}, "start_from"),
        ({"frozen_stages": (-1,)}, "frozen_stages"),
        ({"frozen_stages": (1, 1)}, "frozen_stages"),
        ({"stage_lr_decay": 0.0}, "stage_lr_decay"),
    ],
)
def test_that_a_field_that_cannot_be_is_named(change, field):
    recipe = Recipe().model_copy(update=change)
    assert [issue.field for issue in check_recipe(recipe)] == [field]
    with pytest.raises(RecipeError, match=rf"^recipe\.{field}: .*\.$"):
        require_legal(recipe)


def test_that_all_issues_come_at_once():
    with pytest.raises(RecipeError, match=r"recipe\.epochs: .*; recipe\.seed: ") as caught:
        require_legal(Recipe(epochs=-3, seed=-1))
    assert len(caught.value.issues) == 2
