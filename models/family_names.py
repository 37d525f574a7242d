"""Families by name, with the numbers that the papers give: "cifar_resnet:110", "cifar_densenet_bc:100,k=12"."""

import re
from collections.abc import Callable
from typing import NamedTuple

from models.config import NetworkConfig
from models.families import (
    cifar_densenet,
    cifar_densenet_bc,
    cifar_preact_resnet,
    cifar_resnet,
    cifar_resnext,
    cifar_wide_resnet,
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
