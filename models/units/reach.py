"""The reach: how a unit widens the receptive field, along the path that sees most and the one that sees least."""

from typing import NamedTuple

from models.units.layer import Layer


class Reach(NamedTuple):
    """Growth of the receptive field, in pixels of the unit's input, and the unit's stride."""

    largest: int
    """Along the path that sees most."""
    smallest: int
    """Along the path that sees least: the shortcut, where there is one."""
    stride: int


def measure_reach(
    before: tuple[Layer, ...],
    branch: tuple[Layer, ...],
    shortcut: tuple[Layer, ...] | None,
    after: tuple[Layer, ...],
) -> Reach:
    """Follow both paths of a unit; global pooling and linear layers see everything and are not counted."""
    grown, stride = _follow(before, 0, 1)
    far, end = _follow(branch, grown, stride)
    near = far
    if shortcut is not None:
        near, skip_end = _follow(shortcut, grown, stride)
        assert skip_end == end, "shortcut and branch must end at one resolution"
    extra, end = _follow(after, 0, end)
    return Reach(max(far, near) + extra, min(far, near) + extra, end)


def layer_reaches(
    before: tuple[Layer, ...],
    branch: tuple[Layer, ...],
    shortcut: tuple[Layer, ...],
    after: tuple[Layer, ...],
) -> list[int]:
    """Growth of the receptive field up to and with every layer, in pixels of the unit's input."""
    steps: list[int] = []
    grown, stride = _follow(before, 0, 1, steps)
    far, end = _follow(branch, grown, stride, steps)
    near, _ = _follow(shortcut, grown, stride, steps)
    _follow(after, max(far, near), end, steps)
    return steps


def _follow(layers: tuple[Layer, ...], grown: int, stride: int, steps: list[int] | None = None) -> tuple[int, int]:
    for layer in layers:
        grown += (layer.kernel - 1) * stride
        stride *= layer.stride
        if steps is not None:
            steps.append(grown)
    return grown, stride
