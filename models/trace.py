"""The trace: what torch itself says of a network's layers when a picture runs through them."""

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


def trace(spec: NetworkSpec, device: str = "meta") -> tuple[TracedLayer, ...]:
    """Every leaf module in the order in which it ran; MACs are half of what `FlopCounterMode` counts.

    The meta device takes neither memory nor time for data; small networks are traced faster on the CPU.
    """
    with torch.device(device):
        return trace_module(build_model(spec), spec.input, device)


def trace_module(model: nn.Module, picture: Shape, device: str) -> tuple[TracedLayer, ...]:
    """`trace` for a module that is built already and on that device; it is left in evaluation mode."""
    model.eval()
    outputs: dict[str, Shape] = {}
    hooks = [leaf.register_forward_hook(_noting(name, outputs)) for name, leaf in _leaves(model)]
    counter = FlopCounterMode(display=False, depth=None)
    with counter, torch.no_grad():
        model(torch.empty(1, *picture, device=device))
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
        outputs[name] = tuple(output.shape[1:])

    return note


def _traced(name: str, module: nn.Module, shape: Shape, flops: int) -> TracedLayer:
    params = sum(parameter.numel() for parameter in module.parameters())
    return TracedLayer(name, type(module).__name__, shape, params, flops // 2)
