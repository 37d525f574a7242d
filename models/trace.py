"""The trace: what torch itself says of a network's layers, on the meta device, without memory or time for data."""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from models.build import build_model
from models.spec import NetworkSpec
from models.units.layer import Shape


class TracedLayer(NamedTuple):
    """One leaf module as it ran."""

    name: str
    type: str
    output_shape: Shape
    params: int
    macs: int


def trace(spec: NetworkSpec) -> tuple[TracedLayer, ...]:
    """Every leaf module in the order in which it ran; MACs are half of what `FlopCounterMode` counts."""
    with torch.device("meta"):
        model = build_model(spec).eval()
    outputs: dict[str, Shape] = {}
    hooks = [leaf.register_forward_hook(_noting(name, outputs)) for name, leaf in _leaves(model)]
    counter = FlopCounterMode(display=False, depth=None)
    with counter, torch.no_grad():
        model(torch.empty(1, *spec.input, device="meta"))
    for hook in hooks:
        hook.remove()
    counts = counter.get_flop_counts()
    root = type(model).__name__
    return tuple(
        _traced(name, model.get_submodule(name), shape, sum(counts.get(f"{root}.{name}", {}).values()))
        for name, shape in outputs.items()
    )


def _leaves(model: nn.Module) -> list[tuple[str, nn.Module]]:
    return [(name, module) for name, module in model.named_modules() if not any(module.children())]


def _noting(name: str, outputs: dict[str, Shape]):
    def note(_module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        channels, *size = output.shape[1:]
        outputs[name] = (channels, *size) if size else (channels, 1, 1)

    return note


def _traced(name: str, module: nn.Module, shape: Shape, flops: int) -> TracedLayer:
    params = sum(parameter.numel() for parameter in module.parameters())
    return TracedLayer(name, type(module).__name__, shape, params, flops // 2)
