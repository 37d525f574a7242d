"""Named recipes: of the tutorials, the papers and today's practice."""

from dataclasses import dataclass

from explorer.experiment.mistakes import did_you_mean
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe

OWN_FIELDS = (
    "seed",
    "device",
    "start_from",
    "frozen_stages",
    "stage_lr_decay",
    "compile",
    "deterministic",
    "sync_batch_norm",
    "tensorboard",
)
"""Fields that belong to a person or a machine, not to a recipe: a preset leaves them alone."""


class RecipeNameError(ValueError):
    """There is no recipe of this name."""


@dataclass(frozen=True, kw_only=True)
class RecipePreset:
    """A named recipe and where it comes from."""

    name: str
    title: str
    note: str
    """One sentence: what is special about it, with its source."""
    recipe: Recipe
    brings_data: bool = True
    """Whether it sets the data, or leaves the chosen data as it is."""

    def applied_to(self, recipe: Recipe) -> Recipe:
        """This recipe with the OWN_FIELDS of another, and with its data if that is a folder of images."""
        own = {name: getattr(recipe, name) for name in OWN_FIELDS}
        if not self.brings_data or recipe.data.name == "folder":
            own["data"] = recipe.data
        elif recipe.data.name == self.recipe.data.name:
            own["data"] = self.recipe.data.model_copy(update={"path": recipe.data.path})
        return self.recipe.model_copy(update=own)


def find_recipe(name: str) -> RecipePreset:
    """The recipe of this name. Raises RecipeNameError."""
    if name not in RECIPES:
        advice = did_you_mean(name, RECIPES, 'the command "recipes" lists them')
        raise RecipeNameError(f'There is no recipe "{name}"{advice}')
    return RECIPES[name]


def recipe_preset_of(recipe: Recipe) -> RecipePreset | None:
    """The preset that a recipe equals, apart from OWN_FIELDS; None if it equals none."""
    return next((preset for preset in ALL_RECIPES if preset.applied_to(recipe) == recipe), None)


CROP_AND_FLIP = Augmentation(crop_padding=4, flip=True)

ALL_RECIPES = (
    RecipePreset(
        name="digits",
        title="Digits",
        note="Eight short epochs, which teach the embedded digits to a small network in seconds.",
        recipe=Recipe(),
    ),
    RecipePreset(
        name="fast",
        title="Fast",
        note="SGD with one cycle, smoothed labels and bf16, for small colour images; sixteen epochs of whatever data "
        "is chosen (Smith and Topin 2017; Page 2018).",
        brings_data=False,
        recipe=Recipe(
            augmentation=CROP_AND_FLIP,
            epochs=16,
            batch_size=512,
            learning_rate=0.4,
            weight_decay=5e-4,
            schedule="one_cycle",
            label_smoothing=0.1,
            precision="bf16",
        ),
    ),
    RecipePreset(
        name="strong",
        title="Strong",
        note="AdamW along a cosine with mixup, CutMix, erasing and averaged weights, as networks of today are trained; "
        "for whatever data is chosen (Wightman et al. 2021).",
        brings_data=False,
        recipe=Recipe(
            augmentation=Augmentation(crop_padding=4, flip=True, erase=0.1, mixup=0.2, cutmix=1.0),
            epochs=100,
            batch_size=256,
            optimizer="adamw",
            learning_rate=2e-3,
            weight_decay=0.05,
            schedule="cosine",
            warm_up=0.05,
            label_smoothing=0.1,
            ema=0.999,
            precision="bf16",
        ),
    ),
    RecipePreset(
        name="tutorial_fashion_mnist_224",
        title="Tutorial 1: Fashion-MNIST at 224",
        note="Plain SGD at one rate on images from 0 to 1, without momentum, weight decay or augmentation.",
        recipe=Recipe(
            data=DataConfig(name="fashion_mnist"),
            augmentation=Augmentation(),
            epochs=10,
            batch_size=256,
            learning_rate=0.05,
            momentum=0.0,
            nesterov=False,
            weight_decay=0.0,
            schedule="constant",
            label_smoothing=0.0,
            mean=(0.0,),
            std=(1.0,),
        ),
    ),
    RecipePreset(
        name="tutorial_cifar10",
        title="Tutorial 3: CIFAR-10",
        note="Crops and flips, SGD with momentum at one rate for ten epochs; the test images stay as they are, which "
        "the tutorial got wrong.",
        recipe=Recipe(
            data=DataConfig(name="cifar10"),
            augmentation=CROP_AND_FLIP,
            epochs=10,
            batch_size=128,
            learning_rate=0.1,
            momentum=0.9,
            nesterov=False,
            weight_decay=5e-4,
            decay_all=True,
            schedule="constant",
            label_smoothing=0.0,
            mean=(0.4914, 0.4822, 0.4465),
            std=(0.2023, 0.1994, 0.2010),
        ),
    ),
    RecipePreset(
        name="resnet_cifar10",
        title="ResNet paper: CIFAR-10",
        note="64,000 steps of 128 images; the rate falls to a tenth at 32,000 and at 48,000 (He et al. 2015, 4.2).",
        recipe=Recipe(
            data=DataConfig(name="cifar10"),
            augmentation=CROP_AND_FLIP,
            steps=64_000,
            batch_size=128,
            learning_rate=0.1,
            momentum=0.9,
            nesterov=False,
            weight_decay=1e-4,
            decay_all=True,
            schedule="step",
            label_smoothing=0.0,
        ),
    ),
    RecipePreset(
        name="densenet_cifar10",
        title="DenseNet paper: CIFAR-10",
        note="300 epochs of batches of 64 with Nesterov's momentum; the rate falls to a tenth at half and at three "
        "quarters (Huang et al. 2017, 4.2).",
        recipe=Recipe(
            data=DataConfig(name="cifar10"),
            augmentation=CROP_AND_FLIP,
            epochs=300,
            batch_size=64,
            learning_rate=0.1,
            momentum=0.9,
            nesterov=True,
            weight_decay=1e-4,
            decay_all=True,
            schedule="step",
            label_smoothing=0.0,
        ),
    ),
)
"""In the order in which they are shown."""

RECIPES = {preset.name: preset for preset in ALL_RECIPES}
"""The same by name."""
