"""Fields by their path, as in the saved file ("network.stages.1.growth_rate"): read, replaced, stepped and assigned."""

import json
from collections.abc import Iterator
from math import lcm
from typing import Any, TypeVar

from pydantic import ValidationError

from explorer.experiment.mistakes import describe_mistakes, did_you_mean
from explorer.experiment.recipe import OLD_NAMES, Recipe
from models.config import DenseStage, NetworkConfig, ResidualStage, StageConfig, Value
from models.field import Range, ranges_of

Tree = TypeVar("Tree", bound=Value)


def get_field(tree: Value, path: str) -> Any:
    """The value of the field at `path`."""
    node = tree
    for part in path.split("."):
        node = node[int(part)] if isinstance(node, tuple) else getattr(node, part)
    return node


def with_field(tree: Tree, path: str, value: Any) -> Tree:
    """A copy of `tree` with another value at `path`.

    Raises:
        pydantic.ValidationError: the value's type is not the field's, or there is no such field.
    """
    return _replace(tree, path.split("."), value)


def leaf_paths(tree: Value) -> Iterator[str]:
    """The paths of all fields that have no fields of their own."""
    for name, value in tree:
        parts = [(f"{name}.{i}", part) for i, part in enumerate(value)] if isinstance(value, tuple) else [(name, value)]
        owners = [(path, part) for path, part in parts if isinstance(part, Value)]
        yield from (f"{path}.{leaf}" for path, part in owners for leaf in leaf_paths(part))
        if not owners:
            yield name


def _replace(node: Any, parts: list[str], value: Any) -> Any:
    if not parts:
        return value
    first, *rest = parts
    if isinstance(node, tuple):
        index = int(first)
        return (*node[:index], _replace(node[index], rest, value), *node[index + 1 :])
    if rest:
        # The replacement was validated where it was made.
        return node.model_copy(update={first: _replace(getattr(node, first), rest, value)})
    return type(node).model_validate({**dict(node), first: value})


WIDTH_STEP, GROWTH_STEP = 8, 4
"""Of channels; smaller numbers than two steps go by one."""


def count_path(network: NetworkConfig, part: str) -> str | None:
    """The field that holds a number of repeats: blocks or layers of a stage, classes of the head."""
    stage = _stage(network, part)
    if stage is not None:
        return f"{part}.{'blocks' if isinstance(stage, ResidualStage) else 'layers'}"
    return "num_classes" if part == "head" else None


def width_path(network: NetworkConfig, part: str) -> str | None:
    """The field that holds a width: width or growth rate of a stage, channels of the stem."""
    stage = _stage(network, part)
    if stage is not None:
        return f"{part}.{'width' if isinstance(stage, ResidualStage) else 'growth_rate'}"
    return "stem.channels" if part == "stem" else None


def legal_range(network: NetworkConfig, path: str) -> Range:
    """The legal range of the field at `path`."""
    parent, _, name = path.rpartition(".")
    owner = get_field(network, parent) if parent else network
    return ranges_of(type(owner))[name]


def stepped(network: NetworkConfig, path: str, steps: int) -> int:
    """The number at `path` moved by `steps`, within its range; widths stay multiples of the groups."""
    value, legal = get_field(network, path), legal_range(network, path)
    size = _step_size(network, path, value - (steps < 0))
    return int(min(legal.end, max(legal.start, value + steps * size)))


def _step_size(network: NetworkConfig, path: str, value: int) -> int:
    parent, _, name = path.rpartition(".")
    if name not in ("width", "growth_rate", "channels"):
        return 1
    owner = get_field(network, parent)
    groups = owner.groups if isinstance(owner, ResidualStage) else 1
    step = lcm(GROWTH_STEP if isinstance(owner, DenseStage) else WIDTH_STEP, max(groups, 1))
    return step if value >= 2 * step else max(groups, 1)


def _stage(network: NetworkConfig, part: str) -> StageConfig | None:
    first, _, index = part.partition(".")
    return network.stages[int(index)] if first == "stages" and int(index) < len(network.stages) else None


class AssignmentError(ValueError):
    """The text does not set a field of a recipe."""


def assign(recipe: Recipe, text: str) -> Recipe:
    """A recipe with the field set as in `text`. The value is JSON, or else a plain text.

    Raises:
        AssignmentError: there is no such field, or it cannot have the value.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    path = OLD_NAMES.get(path, path)
    if not (path and equals):
        raise AssignmentError(f'Expected FIELD=VALUE, like "schedule=cosine", found "{text}".')
    owner, _, name = path.rpartition(".")
    # The value that has the field: the recipe itself, or one of its parts.
    holder = getattr(recipe, owner, None) if owner else recipe
    if not isinstance(holder, Value) or name not in type(holder).model_fields:
        advice = did_you_mean(path, leaf_paths(Recipe()), 'the command "recipes --json" shows them all')
        raise AssignmentError(f'A recipe has no field "{path}"{advice}')
    try:
        return with_field(recipe, path, _parse(value))
    except ValidationError as error:
        prefix = f"recipe.{owner}." if owner else "recipe."
        raise AssignmentError("\n".join(prefix + line for line in describe_mistakes(type(holder), error))) from error


def _parse(value: str) -> Any:
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return tuple(parsed) if isinstance(parsed, list) else parsed
