"""Runs side by side: the fields in which their experiments differ."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from explorer.experiment.experiment import Experiment


class FieldDifference(NamedTuple):
    """A field of the experiment that is not the same in all runs."""

    path: str
    """As in the saved file: "recipe.learning_rate"."""
    values: tuple[Any, ...]
    """One for each run; None where an experiment has no such field."""


def differing_fields(experiments: Sequence[Experiment]) -> list[FieldDifference]:
    """The fields that differ, in the order of the saved file; the names of the experiments do not count."""
    tables = [dict(_leaves(experiment.model_dump(mode="json", exclude={"name"}))) for experiment in experiments]
    paths = dict.fromkeys(path for table in tables for path in table)
    rows = (FieldDifference(path, tuple(table.get(path) for table in tables)) for path in paths)
    return [row for row in rows if any(value != row.values[0] for value in row.values)]


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for place, value in enumerate(node):
            yield from _leaves(value, f"{path}.{place}")
    else:
        yield path, node
