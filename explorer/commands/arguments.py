"""What a command line may say, and what it means: types of options, options that commands share, data and recipe."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, get_args

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import assign
from explorer.experiment.mistakes import did_you_mean
from explorer.experiment.recipe import TORCHVISION, DataConfig, DataName, Recipe
from explorer.experiment.recipe_presets import find_recipe
from models.field import DeclaredField
from models.sentence import SaidError

SOURCE_HELP = (
    "a preset's name, a family with its numbers (cifar_resnet:110, cifar_wide_resnet:28x10, "
    "cifar_densenet_bc:100,k=12), or a file (an experiment, or a bare network config)"
)
SHORTHANDS = ("epochs", "batch_size", "learning_rate", "seed", "device")
"""Fields of the recipe that have an option of their own."""
DATA_NAMES: tuple[DataName, ...] = tuple(name for name in get_args(DataName) if name != "folder")
DEVICES = tuple(DeclaredField(Recipe, "device").spec.choices)

Typed = TypeVar("Typed")


class ArgumentError(ValueError):
    """Arguments that name nothing, or do not go together."""


class FileTakenError(SaidError):
    """A file that exists already, or a folder of that name."""


def parsed_by(parse: Callable[[str], Typed]) -> Callable[[str], Typed]:
    """`parse` for argparse, which would not say why it refuses a text."""

    def convert(text: str) -> Typed:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return convert


def whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'expected a whole number, found "{text}"') from error


def positive(text: str) -> int:
    value = whole_number(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1, found {value}")
    return value


def natural(text: str) -> int:
    value = whole_number(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"expected at least 0, found {value}")
    return value


def finite_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f'expected a number, found "{text}"')
    return value


def add_field_option(parser: argparse.ArgumentParser | argparse._ArgumentGroup, name: str) -> None:
    """An option that sets a field of the recipe, with choices and help as the recipe declares them."""
    field, option = DeclaredField(Recipe, name), f"--{name.replace('_', '-')}"
    meaning = (field.help[0].lower() + field.help[1:]).removesuffix(".").replace("%", "%%")
    match field.kind:
        case "choice":
            parser.add_argument(option, choices=tuple(field.spec.choices), help=meaning)
        case "integer":
            parser.add_argument(option, type=whole_number, metavar="N", help=meaning)
        case "number":
            parser.add_argument(option, type=finite_number, metavar="X", help=meaning)


def add_source_option(parser: argparse.ArgumentParser, *, nargs: str | None = None) -> None:
    """SOURCE: what network."""
    parser.add_argument("source", metavar="SOURCE", nargs=nargs, help=SOURCE_HELP)


def add_recipe_options(parser: argparse.ArgumentParser, *, source_nargs: str | None = None) -> None:
    """The options that `with_recipe_arguments` reads, and the source."""
    add_source_option(parser, nargs=source_nargs)
    parser.add_argument("--recipe", metavar="NAME", help='how it is trained: one of those that "recipes" lists')
    parser.add_argument(
        "--data",
        metavar="NAME|FOLDER",
        help=f"{', '.join(DATA_NAMES)}, or a folder with one sub-folder a class",
    )
    parser.add_argument("--data-root", metavar="DIR", help="where downloaded data is kept")
    parser.add_argument(
        "--set", action="append", metavar="FIELD=VALUE", help="any field of the recipe: augmentation.cutmix=1"
    )
    parser.add_argument(
        "--weights",
        metavar="torchvision|FILE",
        help="what it begins with: torchvision's published weights, or a file's",
    )
    for name in SHORTHANDS:
        add_field_option(parser, name)
    parser.add_argument("--threads", type=positive, metavar="N", help="threads of one operation on the CPU")


def add_weights_options(parser: argparse.ArgumentParser) -> None:
    """Whose weights, and where they run."""
    parser.add_argument(
        "source", metavar="RUN|WEIGHTS", help="the folder of a run, or a .safetensors or .pt file of one"
    )
    parser.add_argument("--which", choices=("best", "last"), default="best", help="weights of which epoch (best)")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where it runs (auto)")


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


def data_argument(text: str) -> DataConfig:
    """The data of that name, or in the folder at that path.

    Raises:
        ArgumentError: it looks like a name and is neither.
    """
    for name in DATA_NAMES:
        if name == text:
            return DataConfig(name=name)
    if Path(text).name == text and not Path(text).exists():
        advice = did_you_mean(text, DATA_NAMES, f"the names are {', '.join(DATA_NAMES)}")
        raise ArgumentError(f'"{text}" is neither a folder nor data that has a name{advice}')
    # Absolute, so that the experiment in the run means the same place from anywhere.
    return DataConfig(name="folder", path=absolute(text))


def evaluated_data(text: str | None) -> DataConfig | str | None:
    """The same as evaluations take it: a folder is its path, and None stays None."""
    data = None if text is None else data_argument(text)
    return data.path if data is not None and data.name == "folder" else data


def absolute(path: str) -> str:
    """A path that means the same from any folder."""
    return str(Path(path).expanduser().absolute())


def require_free(path: Path, *, overwrite: bool) -> None:
    """Raises FileTakenError where writing `path` would replace something that nobody gave up."""
    if path.is_dir():
        raise FileTakenError("{} is a folder; name a file.", path)
    if path.exists() and not overwrite:
        raise FileTakenError("{} exists already; choose another name, or have it replaced (--force).", path)
