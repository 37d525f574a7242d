"""Fields by their path, as in the saved file: "network.stages.1.growth_rate"."""

from collections.abc import Iterator
from typing import Any, TypeVar

from models.config import Value

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
        # What comes back has been validated where it was changed.
        return node.model_copy(update={first: _replace(getattr(node, first), rest, value)})
    return type(node).model_validate({**dict(node), first: value})
