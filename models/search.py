"""The equal-budget search: the legal ResNets and DenseNets nearest to a number of parameters or MACs."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from models.config import InputShape, NetworkConfig, StemConfig
from models.families import DENSENET_INIT, dense_stages, residual_stages
from models.sentence import say
from models.spec import attempt_once
from models.summary import Summary, summarize

Measure = Literal["params", "macs"]

RESIDUAL_UNITS = (1, 2, 3, 5, 7, 9, 12, 18)
"""Blocks in each stage that are tried: on CIFAR depths 8 to 110."""

DENSE_UNITS = (2, 4, 6, 8, 12, 16, 24)
"""Layers in each dense block that are tried: with bottlenecks on CIFAR depths 16 to 148."""

COMPRESSIONS = (0.5, 1.0)

MAX_WIDTH = 1024
"""Of the first stage; it doubles in every later one."""

MAX_GROWTH = 256

LARGE_IMAGE = 96
"""Images from this size on get the ImageNet stem and four stages; smaller ones the CIFAR stem and three."""


class Candidate(NamedTuple):
    """A network near a budget."""

    family: Literal["resnet", "densenet"]
    title: str
    """As the papers write it: "ResNet-20, width 16", "DenseNet-BC (100, k = 12)"."""
    config: NetworkConfig
    params: int
    macs: int
    gap: float
    """(count - budget) / budget: negative where it is smaller."""


def nearest_networks(
    budget: int, measure: Measure, *, image: InputShape, num_classes: int, most: int = 4
) -> tuple[Candidate, ...]:
    """For each family the `most` networks nearest to `budget`, one for each depth, nearest first.

    Raises:
        ValueError: the budget is not a positive number.
    """
    found = search(budget, measure, image=image, num_classes=num_classes)
    return nearest_first([candidate for candidate in found if candidate is not None], most)


def search(budget: int, measure: Measure, *, image: InputShape, num_classes: int) -> Iterator[Candidate | None]:
    """For each family and depth the network nearest to `budget`; None after every network that is looked at on the way.

    Raises:
        ValueError: the budget is not a positive number.
    """
    if budget < 1:
        unit = say("parameter") if measure == "params" else say("MAC")
        raise ValueError(say("a budget must be at least 1 {}, not {:,}", unit, budget))
    for tries in (_residual_tries(image, num_classes), _dense_tries(image, num_classes)):
        for attempted in tries:
            yield from _nearest(attempted, budget, measure)


def nearest_first(candidates: list[Candidate], most: int = 4) -> tuple[Candidate, ...]:
    """The `most` nearest of each family, ResNets before DenseNets."""
    found = []
    for family in ("resnet", "densenet"):
        members = [candidate for candidate in candidates if candidate.family == family]
        found += sorted(members, key=lambda candidate: abs(candidate.gap))[:most]
    return tuple(found)


class _Try(NamedTuple):
    """One depth of one family, still without its width or growth rate."""

    family: Literal["resnet", "densenet"]
    title: Callable[[int], str]
    """For a width or growth rate."""
    largest: int
    make: Callable[[int], NetworkConfig]


def _residual_tries(image: InputShape, num_classes: int) -> Iterator[_Try]:
    stages = num_stages(image)
    for blocks in RESIDUAL_UNITS:
        title = partial(say, "ResNet-{}, width {}", 2 * blocks * stages + 2)
        yield _Try("resnet", title, MAX_WIDTH, lambda w, n=blocks: residual_network(image, num_classes, n, w))


def _dense_tries(image: InputShape, num_classes: int) -> Iterator[_Try]:
    stages = num_stages(image)
    for layers in DENSE_UNITS:
        for theta in COMPRESSIONS:
            depth = 2 * layers * stages + stages + 1
            kind = "BC" if theta < 1 else "B"
            title = f"DenseNet-{kind} ({depth}, k = {{}})".format
            yield _Try(
                "densenet", title, MAX_GROWTH, lambda k, n=layers, t=theta: dense_network(image, num_classes, n, k, t)
            )


def num_stages(image: InputShape) -> int:
    """Four stages for large images, three for small ones."""
    return 4 if min(image.height, image.width) >= LARGE_IMAGE else 3


def residual_network(image: InputShape, num_classes: int, blocks: int, width: int) -> NetworkConfig:
    """A ResNet of basic blocks with projections, as many in every stage, its width doubled in each."""
    stages = residual_stages(width, (blocks,) * num_stages(image))
    return NetworkConfig(input=image, num_classes=num_classes, stem=_stem(image, width), stages=stages)


def dense_network(
    image: InputShape, num_classes: int, layers: int, growth_rate: int, compression: float
) -> NetworkConfig:
    """A DenseNet with bottlenecks, as many layers in every block, a stem of 2k channels."""
    stages = dense_stages(growth_rate, (layers,) * num_stages(image), compression)
    stem = _stem(image, 2 * growth_rate)
    return NetworkConfig(input=image, num_classes=num_classes, stem=stem, stages=stages, init=DENSENET_INIT)


def _stem(image: InputShape, channels: int) -> StemConfig:
    if num_stages(image) == 4:
        return StemConfig(channels=channels)
    return StemConfig(channels=channels, kernel=3, stride=1, pool="none")


def _nearest(attempted: _Try, budget: int, measure: Measure) -> Iterator[Candidate | None]:
    """Costs only grow with the width, so that the nearest width is found by halving."""
    low, high = 1, attempted.largest + 1
    while low < high:
        middle = (low + high) // 2
        # Where the image is too small for the network, no width helps.
        if getattr(_summary(attempted.make(middle)), measure, budget) < budget:
            low = middle + 1
        else:
            high = middle
        yield None
    choices = [width for width in (low - 1, low) if 1 <= width <= attempted.largest]
    candidates = [made for width in choices if (made := _candidate(attempted, width, budget, measure))]
    yield min(candidates, key=lambda candidate: abs(candidate.gap), default=None)


def _candidate(attempted: _Try, width: int, budget: int, measure: Measure) -> Candidate | None:
    config = attempted.make(width)
    summary = _summary(config)
    if summary is None:
        return None
    gap = (getattr(summary, measure) - budget) / budget
    title = attempted.title(width)
    return Candidate(attempted.family, title, config, summary.params, summary.macs, gap)


def _summary(config: NetworkConfig) -> Summary | None:
    """None where the image is too small for the network."""
    spec, _ = attempt_once(config)
    return None if spec is None else summarize(spec)
