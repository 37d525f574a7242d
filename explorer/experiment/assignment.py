"""One field of a recipe as a person sets it on the command line: "schedule=cosine", "augmentation.cutmix=1"."""

import json
from typing import Any

from pydantic import ValidationError

from explorer.experiment.field_path import leaf_paths, with_field
from explorer.experiment.mistakes import describe_mistakes
from explorer.experiment.near_names import did_you_mean
from explorer.experiment.recipe import Recipe
from models.config import Value


class AssignmentError(ValueError):
    """A text that sets no field of a recipe."""


def assign(recipe: Recipe, text: str) -> Recipe:
    """A recipe with the field that `text` sets. The value is JSON; what is no JSON is a text.

    Raises AssignmentError where there is no such field or the value is not one for it.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
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
