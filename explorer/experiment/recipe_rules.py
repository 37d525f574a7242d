"""The rules that a recipe must keep: the range of each field and what a person is told where it is broken."""

from collections.abc import Iterator
from itertools import pairwise

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from models.config import Value
from models.rules import Issue, Range
from models.sentence import say, say_field

# The upper ends are far beyond any use; they keep a slip of the keyboard from filling the memory.
RANGES: dict[type[Value], dict[str, Range]] = {
    DataConfig: {"test_fraction": Range(0, 1, open_start=True, open_end=True)},
    Augmentation: {
        "crop_padding": Range(0, 256),
        "cutout": Range(0, 1024),
        "erase": Range(0, 1),
        "mixup": Range(0, 100),
        "cutmix": Range(0, 100),
    },
    Recipe: {
        "epochs": Range(1, 100_000),
        "steps": Range(1, 1_000_000_000),
        # Batch norm needs more than one image.
        "batch_size": Range(2, 65_536),
        "accumulate": Range(1, 32_768),
        "clip_norm": Range(0, 1e6),
        "learning_rate": Range(0, 1000, open_start=True),
        "momentum": Range(0, 1, open_end=True),
        "weight_decay": Range(0, 10),
        "decay_factor": Range(0, 1, open_start=True),
        "warm_up": Range(0, 1, open_end=True),
        "label_smoothing": Range(0, 1, open_end=True),
        "ema": Range(0, 1, open_start=True, open_end=True),
        "patience": Range(1, 100_000),
        "stage_lr_decay": Range(0, 1, open_start=True),
        "seed": Range(0, 2**32, open_end=True),
    },
}

MILESTONE = Range(0, 1, open_start=True, open_end=True)
"""Legal values of each of `Recipe.milestones`."""


class RecipeError(ValueError):
    """A recipe that is not legal, with all its issues."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__("; ".join(f"recipe.{issue}" for issue in issues) + ".")


def check_recipe(recipe: Recipe) -> tuple[Issue, ...]:
    """Every issue of a recipe, with paths like "augmentation.crop_padding"; none where it is legal."""
    return tuple(_issues(recipe))


def require_legal(recipe: Recipe) -> None:
    """Raises RecipeError where the recipe has issues."""
    issues = check_recipe(recipe)
    if issues:
        raise RecipeError(issues)


def _issues(recipe: Recipe) -> Iterator[Issue]:
    yield from _range_issues(recipe, "")
    yield from _range_issues(recipe.data, "data.")
    yield from _range_issues(recipe.augmentation, "augmentation.")
    if recipe.schedule == "step":
        yield from _milestone_issues(recipe.milestones)
    yield from _normalisation_issues(recipe)
    if recipe.data.name == "folder" and not recipe.data.path:
        yield Issue("data.path", say("name the folder of images to train on"))
    if recipe.start_from is not None and not recipe.start_from.strip():
        yield Issue("start_from", say("name a file of weights, or begin with torchvision's or with fresh ones"))
    frozen = recipe.frozen_stages
    if any(number < 0 for number in frozen) or len(set(frozen)) < len(frozen):
        yield Issue("frozen_stages", say("name each frozen stage once, counted from 1; 0 is the stem"))
    if recipe.accumulate > 1 and recipe.batch_size < 2 * recipe.accumulate:
        yield Issue("accumulate", say("every part of a batch needs two images; take fewer parts or a larger batch"))
    if recipe.nesterov and recipe.optimizer == "sgd" and recipe.momentum == 0:
        yield Issue("nesterov", say("Nesterov's momentum needs a momentum above 0; raise it or switch Nesterov off"))


def _milestone_issues(milestones: tuple[float, ...]) -> Iterator[Issue]:
    inside = all(MILESTONE.holds(mark) for mark in milestones)
    if not inside:
        yield Issue(
            "milestones", say("milestones are shares of the training, above 0 and below 1, like 0.5 for half of it")
        )
    elif any(later <= earlier for earlier, later in pairwise(milestones)):
        yield Issue("milestones", say("each milestone must come after the one before it"))


def _normalisation_issues(recipe: Recipe) -> Iterator[Issue]:
    if recipe.mean is not None and not _is_one_a_channel(recipe.mean, Range(0, 1)):
        yield Issue("mean", say("the mean is one number from 0 to 1, or one for each channel: 1 or 3"))
    if recipe.std is not None and not _is_one_a_channel(recipe.std, Range(0, 100, open_start=True)):
        yield Issue("std", say("the deviation is one number above 0, or one for each channel: 1 or 3"))


def _is_one_a_channel(numbers: tuple[float, ...], legal: Range) -> bool:
    return len(numbers) in (1, 3) and all(legal.holds(number) for number in numbers)


def _range_issues(value: Value, prefix: str) -> Iterator[Issue]:
    for name, legal in RANGES[type(value)].items():
        number = getattr(value, name)
        if number is not None and not legal.holds(number):
            yield Issue(prefix + name, legal.refusal(say_field(name), number))
