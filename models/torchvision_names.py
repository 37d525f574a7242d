"""What torchvision would call the tensors of a mixed network, of which it has none. No torch."""

import re
from collections.abc import Iterable

from models.units.naming import Naming

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
