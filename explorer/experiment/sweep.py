"""The sweep: one or two fields of a network over ranges, and what each combination costs."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from explorer.csv_text import csv_text
from explorer.experiment.analysis import analyse_once
from explorer.experiment.field_path import get_field, leaf_paths, with_field
from explorer.experiment.mistakes import did_you_mean
from models.config import NetworkConfig
from models.rules import Issue
from models.sentence import SaidError, say

MAX_COMBINATIONS = 100_000


class SweepError(SaidError):
    """A sweep that cannot be made, in one sentence."""


class Axis(NamedTuple):
    """A field and the values it takes."""

    field: str
    """A path in the network, "stages.1.growth_rate"; "stages.*.growth_rate" means every stage that has the field."""
    values: tuple[int | float | str | bool | None, ...]


class SweepRow(NamedTuple):
    """One combination."""

    values: tuple[int | float | str | bool | None, ...]
    """One for each axis."""
    config: NetworkConfig
    params: int | None
    """None, as the other counts, where the combination is not legal."""
    macs: int | None
    saved_bytes: int | None
    receptive_field: int | None
    issue: Issue | None
    """The first reason why it is not legal."""


def sweep(network: NetworkConfig, axes: tuple[Axis, ...]) -> Iterator[SweepRow]:
    """Every combination of the axes' values, the last axis changing fastest.

    Raises:
        SweepError: a field that the network has not, a value of another type, or too many combinations.
    """
    _check(network, axes)
    for values, config in _combinations(network, axes):
        yield _row(values, config)


def _combinations(network: NetworkConfig, axes: tuple[Axis, ...]) -> Iterator[tuple[tuple, NetworkConfig]]:
    if not axes:
        yield (), network
        return
    first, *rest = axes
    paths = paths_of(network, first.field)
    for value in first.values:
        changed = network
        for path in paths:
            changed = with_field(changed, path, value)
        for values, config in _combinations(changed, tuple(rest)):
            yield (value, *values), config


def paths_of(network: NetworkConfig, field: str) -> tuple[str, ...]:
    """The fields that a path with or without a star means."""
    if not field.startswith("stages.*."):
        return (field,)
    name = field.removeprefix("stages.*.")
    return tuple(f"stages.{i}.{name}" for i, stage in enumerate(network.stages) if name in type(stage).model_fields)


def _check(network: NetworkConfig, axes: tuple[Axis, ...]) -> None:
    total = 1
    for axis in axes:
        total *= len(axis.values)
        paths = paths_of(network, axis.field)
        if not paths or not axis.values:
            raise SweepError("{} has no value; give one.", axis.field) if paths else _no_field(network, axis.field)
        for path in paths:
            _check_values(network, path, axis)
    if total > MAX_COMBINATIONS:
        raise SweepError("{:,} combinations are too many; at most {:,} are made.", total, MAX_COMBINATIONS)


def _check_values(network: NetworkConfig, path: str, axis: Axis) -> None:
    try:
        get_field(network, path)
    except (AttributeError, IndexError, ValueError, TypeError):
        raise _no_field(network, path) from None
    for value in axis.values:
        try:
            with_field(network, path, value)
        except ValueError:
            raise SweepError("{} is not a value that {} can have.", repr(value), path) from None


def _no_field(network: NetworkConfig, field: str) -> SweepError:
    known = [re.sub(r"stages\.\d+", "stages.*", path) if "*" in field else path for path in leaf_paths(network)]
    advice = did_you_mean(field, known, say("name one like stages.0.width"))
    return SweepError("the network has no field {}{}", field, advice)


def _row(values: tuple, config: NetworkConfig) -> SweepRow:
    analysis = analyse_once(config)
    summary = analysis.summary
    if summary is None:
        return SweepRow(values, config, None, None, None, None, analysis.issues[0])
    return SweepRow(values, config, summary.params, summary.macs, summary.saved_bytes, summary.receptive_field, None)


COSTS = ("params", "macs", "saved_bytes", "receptive_field")


def sweep_csv(axes: tuple[Axis, ...], rows: Iterable[SweepRow]) -> str:
    """A header and one line a combination, numbers exact; without costs, but with the reason, where it is not legal."""
    header = [*(axis.field for axis in axes), *COSTS, "issue"]
    lines = ([*row.values, *(getattr(row, name) for name in COSTS), str(row.issue or "")] for row in rows)
    return csv_text(header, lines)
