"""The rules that one field alone must keep: its range and what a person is told where it is broken."""

from collections.abc import Iterator
from typing import NamedTuple

from models.config import DenseStage, HeadConfig, InputShape, NetworkConfig, ResidualStage, StemConfig, Value
from models.sentence import Sentence, say, say_field


class Issue(NamedTuple):
    """One reason why a config is not legal."""

    field: str
    """Path of the field, as in the saved file: "stages.1.growth_rate"."""
    message: str
    """One sentence that a person understands."""

    def __str__(self) -> Sentence:
        return say("{}: {}", self.field, self.message)


class Range(NamedTuple):
    """Legal values of a number; the ends belong to it unless `open_start` or `open_end`."""

    start: float
    end: float
    open_start: bool = False
    open_end: bool = False

    def holds(self, value: float) -> bool:
        # Infinity is beyond every end, and no number at all is neither above nor below one.
        above = value > self.start if self.open_start else value >= self.start
        below = value < self.end if self.open_end else value <= self.end
        return above and below

    def __str__(self) -> Sentence:
        start = say("more than {:,}", self.start) if self.open_start else say("at least {:,}", self.start)
        end = say("less than {:,}", self.end) if self.open_end else say("at most {:,}", self.end)
        return say("{} and {}", start, end)

    def refusal(self, name: str, number: float) -> Sentence:
        """What is said of a number that is not in it; `name` is what that number is called."""
        return say("{} must be {}, not {:,}", name, self, number)


MAX_CHANNELS = 65_536
MAX_STAGES = 64

_CHANCE = Range(0, 1, open_end=True)

# The upper ends are far beyond any published net; they keep a slip of the keyboard from filling the memory.
RANGES: dict[type[Value], dict[str, Range]] = {
    InputShape: {"channels": Range(1, 1024), "height": Range(1, 8192), "width": Range(1, 8192)},
    StemConfig: {
        "channels": Range(1, MAX_CHANNELS),
        "kernel": Range(1, 31),
        "stride": Range(1, 16),
        "convs": Range(1, 8),
    },
    ResidualStage: {
        "blocks": Range(1, 2000),
        "width": Range(1, MAX_CHANNELS),
        "width_multiplier": Range(0, 64, open_start=True),
        "stride": Range(1, 16),
        "groups": Range(1, MAX_CHANNELS),
        "width_per_group": Range(1, MAX_CHANNELS),
        "dropout": _CHANCE,
        "squeeze_excitation": Range(1, MAX_CHANNELS),
    },
    DenseStage: {
        "layers": Range(1, 2000),
        "growth_rate": Range(1, 4096),
        "bottleneck": Range(1, 64),
        "dropout": _CHANCE,
        "transition": Range(0, 1, open_start=True),
    },
    HeadConfig: {"dropout": _CHANCE},
    NetworkConfig: {"num_classes": Range(1, 1_000_000), "stochastic_depth": _CHANCE},
}


def field_issues(config: NetworkConfig) -> Iterator[Issue]:
    """Every field of `config` whose value is out of its range."""
    yield from _value_issues(config, "")
    yield from _value_issues(config.input, "input.")
    yield from _value_issues(config.stem, "stem.")
    for i, stage in enumerate(config.stages):
        yield from _value_issues(stage, f"stages.{i}.")
    yield from _value_issues(config.head, "head.")
    if not config.stages:
        yield Issue("stages", say("a network needs at least one stage; add one"))
    if len(config.stages) > MAX_STAGES:
        yield Issue("stages", say("there are {} stages; at most {} can be held", len(config.stages), MAX_STAGES))


def _value_issues(value: Value, prefix: str) -> Iterator[Issue]:
    for name, legal in RANGES[type(value)].items():
        number = getattr(value, name)
        if number is not None and not legal.holds(number):
            yield Issue(prefix + name, legal.refusal(say_field(name), number))
