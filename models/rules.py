"""Issues of a config: why it is not legal. Here those of one field alone, its declared range."""

from collections.abc import Iterator
from typing import NamedTuple

from models.config import NetworkConfig, Value
from models.field import ranges_of
from models.sentence import Sentence, say, say_field


class Issue(NamedTuple):
    """One reason why a config is not legal."""

    field: str
    """Path of the field, as in the saved file: "stages.1.growth_rate"."""
    message: str
    """One sentence that a person understands."""

    def __str__(self) -> Sentence:
        return say("{}: {}", self.field, self.message)


MAX_STAGES = 64


def field_issues(config: NetworkConfig) -> Iterator[Issue]:
    """Every field of `config` whose value is out of its range."""
    yield from value_issues(config, "")
    yield from value_issues(config.input, "input.")
    yield from value_issues(config.stem, "stem.")
    for i, stage in enumerate(config.stages):
        yield from value_issues(stage, f"stages.{i}.")
    yield from value_issues(config.head, "head.")
    if not config.stages:
        yield Issue("stages", say("a network needs at least one stage; add one"))
    if len(config.stages) > MAX_STAGES:
        yield Issue("stages", say("there are {} stages; at most {} are allowed", len(config.stages), MAX_STAGES))


def value_issues(value: Value, prefix: str) -> Iterator[Issue]:
    """Every number of `value` that is out of its range; `prefix` stands before the fields' names."""
    for name, legal in ranges_of(type(value)).items():
        number = getattr(value, name)
        if isinstance(number, int | float) and not legal.holds(number):
            yield Issue(prefix + name, legal.refusal(say_field(name), number))
