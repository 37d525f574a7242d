"""Families of networks as functions of the numbers that torchvision, papers and tutorials give;
and by name, with the numbers that the papers give: "cifar_resnet:110", "cifar_densenet_bc:100,k=12".
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, Shortcut, StemConfig

IMAGENET = InputShape()
CIFAR = InputShape(height=32, width=32)
DIGITS = InputShape(channels=1, height=8, width=8)

CIFAR_STEM = StemConfig(channels=16, kernel=3, stride=1, pool="none")
BARE_CIFAR_STEM = StemConfig(channels=16, kernel=3, stride=1, pool="none", norm=False)
"""Without batch norm and ReLU, which the first pre-activation block brings."""

BASIC, BOTTLENECK, DENSE = ResidualStage(), ResidualStage(block="bottleneck"), DenseStage()
"""Stages like which others are made."""

DENSENET_INIT = InitConfig(scheme="kaiming_fan_in")


class DepthError(ValueError):
    """A depth that a family does not have; the message is a clause that names the nearest ones."""


def residual_stages(width: int, blocks: tuple[int, ...], like: ResidualStage = BASIC) -> tuple[ResidualStage, ...]:
    """Stages like the given one, whose width doubles and whose stride is 2 from the second on."""
    return tuple(
        like.model_copy(update={"blocks": num_blocks, "width": width * 2**i, "stride": 1 if i == 0 else 2})
        for i, num_blocks in enumerate(blocks)
    )


def imagenet_resnet(blocks: tuple[int, ...], like: ResidualStage = BASIC) -> NetworkConfig:
    """torchvision's ResNet family: four stages of widths 64 to 512, stride 2 from the second on."""
    return NetworkConfig(stages=residual_stages(64, blocks, like))


def cifar_resnet(depth: int, shortcut: Shortcut = "zero_pad") -> NetworkConfig:
    """The ResNet paper's CIFAR nets (section 4.2): depth 6n + 2, three stages of widths 16, 32, 64, shortcut A."""
    blocks = units_per_stage(depth, 6, 2, "a CIFAR ResNet of basic blocks")
    return cifar_network(CIFAR_STEM, blocks, ResidualStage(shortcut=shortcut))


def cifar_preact_resnet(depth: int) -> NetworkConfig:
    """Pre-activation bottleneck nets for CIFAR (arXiv:1603.05027): depth 9n + 2."""
    blocks = units_per_stage(depth, 9, 2, "a CIFAR ResNet of bottlenecks")
    return cifar_network(BARE_CIFAR_STEM, blocks, ResidualStage(block="bottleneck", order="full_preact"))


def cifar_wide_resnet(depth: int, factor: int, dropout: float = 0.0) -> NetworkConfig:
    """Wide ResNets (arXiv:1605.07146): depth 6n + 4, pre-activation basic blocks of `factor` times the width."""
    blocks = units_per_stage(depth, 6, 4, "a Wide ResNet")
    like = ResidualStage(order="full_preact", width_multiplier=float(factor), dropout=dropout)
    return cifar_network(BARE_CIFAR_STEM, blocks, like)


def cifar_resnext(cardinality: int, width: int) -> NetworkConfig:
    """ResNeXt-29 for CIFAR (arXiv:1611.05431, section 5.3): three stages of three bottlenecks."""
    like = ResidualStage(block="bottleneck", groups=cardinality, width_per_group=width)
    stages = residual_stages(64, (3, 3, 3), like)
    stem = CIFAR_STEM.model_copy(update={"channels": 64})
    return NetworkConfig(input=CIFAR, num_classes=10, stem=stem, stages=stages)


def cifar_network(stem: StemConfig, blocks: int, like: ResidualStage) -> NetworkConfig:
    """Three residual stages of `blocks` blocks, widths 16, 32, 64, halved in resolution twice."""
    stages = residual_stages(16, (blocks,) * 3, like)
    return NetworkConfig(input=CIFAR, num_classes=10, stem=stem, stages=stages)


def units_per_stage(depth: int, step: int, rest: int, what: str) -> int:
    """n of a depth `step` * n + `rest`, at least 1; raises DepthError with the nearest legal depths otherwise."""
    n, remainder = divmod(depth - rest, step)
    if n >= 1 and not remainder:
        return n
    rule = f"{what} has depth {step}n + {rest}, which {depth} is not"
    if n < 1:
        raise DepthError(f"{rule}; the smallest is {step + rest}")
    raise DepthError(f"{rule}; the nearest are {n * step + rest} and {(n + 1) * step + rest}")


def imagenet_densenet(growth_rate: int, layers: tuple[int, ...], stem: int) -> NetworkConfig:
    """torchvision's DenseNet-BC family."""
    return NetworkConfig(stem=StemConfig(channels=stem), stages=dense_stages(growth_rate, layers), init=DENSENET_INIT)


def cifar_densenet(depth: int, growth_rate: int) -> NetworkConfig:
    """The DenseNet paper's plain nets for CIFAR: depth 3n + 4, no bottleneck, no compression, a bare stem of 16."""
    layers = units_per_stage(depth, 3, 4, "a DenseNet of three blocks without bottlenecks")
    stages = dense_stages(growth_rate, (layers,) * 3, 1.0, DenseStage(bottleneck=None))
    return NetworkConfig(input=CIFAR, num_classes=10, stem=BARE_CIFAR_STEM, stages=stages, init=DENSENET_INIT)


def cifar_densenet_bc(depth: int, growth_rate: int) -> NetworkConfig:
    """The DenseNet paper's BC nets for CIFAR: depth 6n + 4, bottlenecks, compression, a bare stem of 2k channels."""
    layers = units_per_stage(depth, 6, 4, "a DenseNet-BC of three blocks")
    stem = BARE_CIFAR_STEM.model_copy(update={"channels": 2 * growth_rate})
    stages = dense_stages(growth_rate, (layers,) * 3)
    return NetworkConfig(input=CIFAR, num_classes=10, stem=stem, stages=stages, init=DENSENET_INIT)


def dense_stages(
    growth_rate: int, layers: tuple[int, ...], compression: float = 0.5, like: DenseStage = DENSE
) -> tuple[DenseStage, ...]:
    """Dense blocks like the given one, with a transition after each but the last."""
    transitions = [compression] * (len(layers) - 1) + [None]
    return tuple(
        like.model_copy(update={"layers": num_layers, "growth_rate": growth_rate, "transition": transition})
        for num_layers, transition in zip(layers, transitions, strict=True)
    )


class Family(NamedTuple):
    """Networks that differ in one or two numbers."""

    make: Callable[..., NetworkConfig]
    numbers: tuple[str, ...]
    """What `make` takes."""
    example: str


FAMILIES: dict[str, Family] = {
    "cifar_resnet": Family(cifar_resnet, ("depth",), "110"),
    "cifar_preact_resnet": Family(cifar_preact_resnet, ("depth",), "164"),
    "cifar_wide_resnet": Family(cifar_wide_resnet, ("depth", "factor"), "28x10"),
    "cifar_resnext": Family(cifar_resnext, ("cardinality", "width"), "16x64"),
    "cifar_densenet": Family(cifar_densenet, ("depth", "growth rate"), "40,k=12"),
    "cifar_densenet_bc": Family(cifar_densenet_bc, ("depth", "growth rate"), "100,k=12"),
}
"""By name."""

_NUMBERS = re.compile(r"(\d{1,6})(?:\s*[x,]\s*(?:k\s*=\s*)?(\d{1,6}))?")


class FamilyError(ValueError):
    """Numbers that a family does not take; the message is one clause."""


def names_family(text: str) -> bool:
    """Whether a text begins with the name of a family."""
    return text.partition(":")[0] in FAMILIES


def family_network(text: str) -> NetworkConfig:
    """The network of a text that `names_family`; its numbers may break rules, as those of any config may.

    Raises:
        FamilyError: the numbers are not those that the family takes.
        DepthError: the family has no such depth.
    """
    name, _, numbers = text.partition(":")
    family = FAMILIES[name]
    found = _NUMBERS.fullmatch(numbers.strip().lower())
    values = [int(number) for number in found.groups() if number] if found else []
    if len(values) != len(family.numbers):
        raise FamilyError(f"{name} takes {' and '.join(family.numbers)}, like {name}:{family.example}")
    return family.make(*values)
