"""The named recipes are legal, are what their sources say, and leave alone what is a person's."""

import pytest

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES, RECIPES, find_recipe, recipe_preset_of
from explorer.experiment.recipe_rules import check_recipe


@pytest.mark.parametrize("preset", ALL_RECIPES, ids=lambda preset: preset.name)
def test_that_a_named_recipe_is_legal_and_explains_itself(preset):
    assert check_recipe(preset.recipe) == ()
    assert preset.note.endswith(".")
    assert find_recipe(preset.name) is preset


def test_that_the_tutorials_recipes_are_theirs():
    grey, colour = RECIPES["tutorial_fashion_mnist_224"].recipe, RECIPES["tutorial_cifar10"].recipe
    assert (grey.batch_size, grey.learning_rate, grey.momentum, grey.weight_decay, grey.epochs) == (256, 0.05, 0, 0, 10)
    assert grey.augmentation == Augmentation()
    assert (grey.mean, grey.std, grey.schedule, grey.label_smoothing) == ((0,), (1,), "constant", 0)
    assert (colour.batch_size, colour.learning_rate, colour.momentum, colour.weight_decay) == (128, 0.1, 0.9, 5e-4)
    assert colour.augmentation == Augmentation(crop_padding=4, flip=True)
    assert (colour.decay_all, colour.nesterov, colour.schedule, colour.epochs) == (True, False, "constant", 10)
    assert (colour.mean, colour.std) == ((0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010))


def test_that_the_papers_recipes_are_theirs():
    resnet, densenet = RECIPES["resnet_cifar10"].recipe, RECIPES["densenet_cifar10"].recipe
    assert (resnet.steps, resnet.batch_size, resnet.nesterov) == (64_000, 128, False)
    assert (densenet.epochs, densenet.batch_size, densenet.nesterov) == (300, 64, True)
    for recipe in (resnet, densenet):
        assert (recipe.schedule, recipe.milestones, recipe.decay_factor) == ("step", (0.5, 0.75), 0.1)
        assert (recipe.learning_rate, recipe.momentum, recipe.weight_decay) == (0.1, 0.9, 1e-4)
        assert recipe.augmentation == Augmentation(crop_padding=4, flip=True)


def test_that_seed_device_and_the_like_stay_when_a_recipe_is_taken():
    own = Recipe(seed=5, device="cpu", start_from="a.pt", deterministic=True)
    taken = RECIPES["densenet_cifar10"].applied_to(own)
    assert (taken.seed, taken.device, taken.start_from, taken.deterministic) == (5, "cpu", "a.pt", True)
    assert taken.epochs == 300


def test_that_a_folder_of_ones_own_images_stays_and_other_data_follows_the_recipe():
    folder = DataConfig(name="folder", path="/images")
    preset = RECIPES["tutorial_cifar10"]
    assert preset.applied_to(Recipe(data=folder)).data == folder
    assert preset.applied_to(Recipe()).data == DataConfig(name="cifar10")
    assert preset.applied_to(Recipe(data=DataConfig(name="cifar10", path="/here"))).data.path == "/here"
    assert RECIPES["fast"].applied_to(Recipe(data=DataConfig(name="svhn"))).data.name == "svhn"


def test_that_a_recipe_knows_its_name_until_something_is_changed():
    for preset in ALL_RECIPES:
        taken = preset.applied_to(Recipe(seed=3, data=DataConfig(name="folder", path="/images")))
        assert recipe_preset_of(taken) is preset
        assert recipe_preset_of(taken.model_copy(update={"learning_rate": 0.123})) is None
