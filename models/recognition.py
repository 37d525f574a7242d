"""Recognition: whether a network is exactly a known one, whatever its config looks like, and
what torchvision would call the tensors of one that is not.
"""

import re
from collections.abc import Iterable
from functools import cache

from models.config import HeadConfig, NetworkConfig
from models.families import IMAGENET
from models.presets import ALL, Preset
from models.spec import NetworkSpec, attempt, resolve
from models.units.layer import LayerType, Shape
from models.units.naming import Naming
from models.units.unit import Unit


def recognise(spec: NetworkSpec) -> tuple[Preset, ...]:
    """The presets that have exactly these layers, shapes and names; their initialisation does not count."""
    units = _units(spec)
    return tuple(preset for preset in _candidates().get(_outline(spec), ()) if _units(resolve(preset.config)) == units)


def recognise_but_activations(spec: NetworkSpec) -> tuple[tuple[Preset, ...], str]:
    """The presets that a network with activations other than ReLU would be with ReLU, and what these others are."""
    config = spec.config
    owners = (config, *(stage.config for stage in spec.stages))
    kinds = dict.fromkeys(LayerType.of_activation(owner.activation) for owner in owners)
    others = ", ".join(kind for kind in kinds if kind is not LayerType.RELU)
    if not others:
        return (), ""
    stages = tuple(stage.model_copy(update={"activation": None}) for stage in config.stages)
    return recognise(resolve(config.model_copy(update={"activation": "relu", "stages": stages}))), others


def published_name(config: NetworkConfig) -> str | None:
    """The network of torchvision's whose published weights fit a legal config, whatever its classes; None for none.

    Image size, dropout and checkpointing have no weights, so that they may differ too.
    """
    image = IMAGENET.model_copy(update={"channels": config.input.channels})
    stages = tuple(stage.model_copy(update=_WITHOUT_WEIGHTS[stage.kind]) for stage in config.stages)
    like_published = {"input": image, "num_classes": 1000, "head": HeadConfig(), "stochastic_depth": 0.0}
    spec, _ = attempt(config.model_copy(update={**like_published, "stages": stages}))
    known = () if spec is None else recognise(spec)
    return next((preset.name for preset in known if preset.group == "torchvision"), None)


_WITHOUT_WEIGHTS = {"residual": {"dropout": 0.0}, "dense": {"dropout": 0.0, "checkpoint": False}}


_Outline = tuple[Shape, int, tuple[int, ...]]


def _outline(spec: NetworkSpec) -> _Outline:
    """Cheap to compare, and shared by few: image, classes, number of units in every stage."""
    return spec.input, spec.config.num_classes, tuple(len(stage.units) for stage in spec.stages)


@cache
def _candidates() -> dict[_Outline, tuple[Preset, ...]]:
    found: dict[_Outline, tuple[Preset, ...]] = {}
    for preset in ALL:
        outline = _outline(resolve(preset.config))
        found[outline] = (*found.get(outline, ()), preset)
    return found


def _units(spec: NetworkSpec) -> list[Unit]:
    return [spec.stem, *(unit for stage in spec.stages for unit in stage.units), spec.head]


_RULES = (
    (r"stem\.conv(\d+)", r"conv\1"),
    (r"stem\.norm(\d+)", r"bn\1"),
    (r"stages\.(\d+)\.dense\.", r"features.denseblock{}."),
    (r"stages\.(\d+)\.transition", r"features.transition{}"),
    (r"stages\.(\d+)\.", r"layer{}."),
    (r"head\.norm", r"features.norm5"),
    (r"head\.fc", r"fc"),
)


def torchvision_names(naming: Naming, names: Iterable[str]) -> dict[str, str]:
    """Each name of a tensor with the one that torchvision's ResNet or DenseNet would have there.

    Empty for pure networks: their names are torchvision's already.
    """
    return {name: _renamed(name) for name in names} if naming.family == "mixed" else {}


def _renamed(name: str) -> str:
    for pattern, replacement in _RULES:
        found = re.match(pattern, name)
        if found is None:
            continue
        if "{}" in replacement:
            # torchvision counts stages from 1.
            return replacement.format(int(found[1]) + 1) + name[found.end() :]
        return found.expand(replacement) + name[found.end() :]
    return name
