"""The analysis: what the window knows of a network at every change, in under a millisecond or a few."""

from collections import Counter
from dataclasses import dataclass

from models.config import NetworkConfig
from models.rules import Issue
from models.spec import NetworkSpec, attempt, attempt_once
from models.summary import Summary, summarize
from models.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Analysis:
    """A config with its costs, or with the reasons why it has none."""

    config: NetworkConfig
    issues: tuple[Issue, ...]
    summary: Summary | None
    """None where there are issues."""

    @property
    def is_legal(self) -> bool:
        return self.summary is not None


def analyse(config: NetworkConfig) -> Analysis:
    """Resolve and summarise; never raises for a config, however illegal."""
    return _analysis(config, *attempt(config))


def analyse_once(config: NetworkConfig) -> Analysis:
    """`analyse` for one of many configs, none of which is asked for again."""
    return _analysis(config, *attempt_once(config))


def _analysis(config: NetworkConfig, spec: NetworkSpec | None, issues: tuple[Issue, ...]) -> Analysis:
    return Analysis(config, issues, None if spec is None else summarize(spec))


def depth(spec: NetworkSpec) -> int:
    """Convolutions and linear layers on the way from the image to the classes, projections and gates left out."""
    units = [spec.stem, *(unit for stage in spec.stages for unit in stage.units), spec.head]
    # Equal units are one and the same object, and looked at once.
    kinds = {id(unit): unit for unit in units}
    return sum(_weighted(kinds[kind]) * count for kind, count in Counter(map(id, units)).items())


def _weighted(unit: Unit) -> int:
    return sum(layer.type.has_weights for layer in unit.before + unit.branch)
