"""The reach: how a unit widens the receptive field, along the path that sees most and the one that sees least."""

from typing import NamedTuple

from models.units.layer import Layer, Parts


class Reach(NamedTuple):
    """Growth of the receptive field, in pixels of the unit's input, and the unit's stride."""

    largest: int
    """Along the path that sees most."""
    smallest: int
    """Along the path that sees least: the shortcut, where there is one."""
    stride: int
    layers: tuple[int, ...]
    """Growth up to and with every layer, along the path that sees most."""


def measure_reach(parts: Parts) -> Reach:
    """Follow both paths of a unit; global pooling and linear layers see everything and are not counted."""
    steps: list[int] = []
    grown, stride = _follow(parts.before, 0, 1, steps)
    far, end = _follow(parts.branch + parts.gate + parts.drop, grown, stride, steps)
    near = far
    if parts.shortcut is not None:
        near, skip_end = _follow(parts.shortcut, grown, stride, steps)
        assert skip_end == end, "shortcut and branch must end at one resolution"
    most = max(far, near)
    largest, end = _follow(parts.after, most, end, steps)
    return Reach(largest, largest - most + min(far, near), end, tuple(steps))


def _follow(layers: tuple[Layer, ...], grown: int, stride: int, steps: list[int]) -> tuple[int, int]:
    for layer in layers:
        grown += (layer.kernel - 1) * stride
        stride *= layer.stride
        steps.append(grown)
    return grown, stride
