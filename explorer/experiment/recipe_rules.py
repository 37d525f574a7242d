"""Issues of a recipe: why it is not legal. Ranges are declared with the fields; here is what several fields need."""

from collections.abc import Iterator
from itertools import pairwise

from explorer.experiment.recipe import Recipe
from models.field import Range, ranges_of
from models.rules import Issue, value_issues
from models.sentence import say


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
    yield from value_issues(recipe, "")
    yield from value_issues(recipe.data, "data.")
    yield from value_issues(recipe.augmentation, "augmentation.")
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
    inside = all(ranges_of(Recipe)["milestones"].holds(mark) for mark in milestones)
    if not inside:
        yield Issue(
            "milestones", say("milestones are shares of the training, above 0 and below 1, like 0.5 for half of it")
        )
    elif any(later <= earlier for earlier, later in pairwise(milestones)):
        yield Issue("milestones", say("each milestone must come after the one before it"))


def _normalisation_issues(recipe: Recipe) -> Iterator[Issue]:
    if recipe.mean is not None and not _is_one_a_channel(recipe.mean, ranges_of(Recipe)["mean"]):
        yield Issue("mean", say("the mean is one number from 0 to 1, or one for each channel: 1 or 3"))
    if recipe.std is not None and not _is_one_a_channel(recipe.std, ranges_of(Recipe)["std"]):
        yield Issue("std", say("the deviation is one number above 0, or one for each channel: 1 or 3"))


def _is_one_a_channel(numbers: tuple[float, ...], legal: Range) -> bool:
    return len(numbers) in (1, 3) and all(legal.holds(number) for number in numbers)
