"""Verification: torchinfo's report of a network, and the closed form compared with it and with a trace."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import torch
import torchinfo
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from models.build import build_model
from models.spec import NetworkSpec
from models.summary import Summary, summarize
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


def trace_module(model: nn.Module, image: Shape, device: str) -> tuple[TracedLayer, ...]:
    """`trace` for a module that is built already and on that device; it is left in evaluation mode."""
    model.eval()
    outputs: dict[str, Shape] = {}

    def note(name: str, _module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        outputs[name] = tuple(output.shape[1:])

    hooks = [
        module.register_forward_hook(partial(note, name))
        for name, module in model.named_modules()
        if not any(module.children())
    ]
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        model(torch.empty(1, *image, device=device))
    for hook in hooks:
        hook.remove()
    counts = counter.get_flop_counts()
    return tuple(
        _traced(name, model.get_submodule(name), shape, sum(counts.get(f"{type(model).__name__}.{name}", {}).values()))
        for name, shape in outputs.items()
    )


def _traced(name: str, module: nn.Module, shape: Shape, flops: int) -> TracedLayer:
    params = sum(parameter.numel() for parameter in module.parameters())
    return TracedLayer(name, type(module).__name__, shape, params, flops // 2)


@dataclass(frozen=True, slots=True)
class Verification:
    """torchinfo's report as text, and every number in which the closed form differs from what torch says."""

    text: str
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def verify(spec: NetworkSpec) -> Verification:
    """Build the network on the meta device, run torchinfo and a trace, and compare layer by layer.

    torchinfo vouches for shapes and parameters; the trace for these and for MACs, because torchinfo's own mult-adds
    count the affine part of batch norm and biases too.
    """
    with torch.device("meta"):
        model = build_model(spec)
    report = torchinfo.summary(
        model,
        input_size=(1, *spec.input),
        device="meta",
        depth=8,
        verbose=0,
        row_settings=("var_names",),
        col_names=("output_size", "num_params", "mult_adds"),
    )
    summary = summarize(spec)
    traced = trace_module(model, spec.input, "meta")
    return Verification(str(report), (*_against_torchinfo(summary, report), *_against_trace(summary, traced)))


def torchinfo_rows(report: torchinfo.ModelStatistics) -> list[tuple[str, Shape, int]]:
    """(name, output shape, parameters) of torchinfo's leaf rows; names are those within the parent."""
    return [
        (info.var_name, tuple(info.output_size[1:]), info.num_params)
        for info in report.summary_list
        if not any(info.module.children())
    ]


def _against_torchinfo(summary: Summary, report: torchinfo.ModelStatistics) -> list[str]:
    ours = Counter((row.name.rpartition(".")[2], row.output_shape, row.params) for row in summary.layers)
    theirs = Counter(torchinfo_rows(report))
    found = [f"torchinfo has {row}, the closed form has not" for row in sorted((theirs - ours).elements())]
    found += [f"the closed form has {row}, torchinfo has not" for row in sorted((ours - theirs).elements())]
    if report.total_params != summary.params:
        found.append(f"parameters: torchinfo {report.total_params:,}, closed form {summary.params:,}")
    return found


def _against_trace(summary: Summary, traced: tuple[TracedLayer, ...]) -> list[str]:
    ours = {row.name: (row.type, row.output_shape, row.params, row.macs) for row in summary.layers}
    theirs = {row.name: tuple(row[1:]) for row in traced}
    return [
        f"{name}: traced {theirs.get(name)}, closed form {ours.get(name)}"
        for name in (*ours, *(theirs.keys() - ours.keys()))
        if ours.get(name) != theirs.get(name)
    ]
