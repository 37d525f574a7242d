"""The rules that a recipe must keep: the range of each field and what a person is told where it is broken."""

from collections.abc import Iterator

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from models.config import Value
from models.rules import Issue, Range

# The upper ends are far beyond any use; they keep a slip of the keyboard from filling the memory.
RANGES: dict[type[Value], dict[str, Range]] = {
    DataConfig: {"test_fraction": Range(0, 1, open_start=True, open_end=True)},
    Augmentation: {"crop_padding": Range(0, 256)},
    Recipe: {
        "epochs": Range(1, 100_000),
        # Batch norm needs more than one picture.
        "batch_size": Range(2, 65_536),
        "accumulate": Range(1, 32_768),
        "clip_norm": Range(0, 1e6),
        "learning_rate": Range(0, 1000, open_start=True),
        "momentum": Range(0, 1, open_end=True),
        "weight_decay": Range(0, 10),
        "label_smoothing": Range(0, 1, open_end=True),
        "seed": Range(0, 2**32, open_end=True),
    },
}


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
    if recipe.data.name == "folder" and not recipe.data.path:
        yield Issue("data.path", "name the folder of pictures to train on")
    if recipe.start_from is not None and not recipe.start_from.strip():
        yield Issue("start_from", "name a file of weights, or begin with torchvision's or with fresh ones")
    if recipe.accumulate > 1 and recipe.batch_size < 2 * recipe.accumulate:
        yield Issue("accumulate", "every part of a batch needs two pictures; take fewer parts or a larger batch")
    if recipe.nesterov and recipe.optimizer == "sgd" and recipe.momentum == 0:
        yield Issue("nesterov", "Nesterov's momentum needs a momentum above 0; raise it or switch Nesterov off")


def _range_issues(value: Value, prefix: str) -> Iterator[Issue]:
    for name, legal in RANGES[type(value)].items():
        number = getattr(value, name)
        if not legal.holds(number):
            yield Issue(prefix + name, f"{name.replace('_', ' ')} must be {legal}, not {number:,}")
