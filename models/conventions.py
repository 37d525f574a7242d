"""The ledger: one network counted by five conventions, with the reason for every difference."""

from typing import NamedTuple

from models.config import NetworkConfig, ResidualStage
from models.spec import resolve
from models.summary import Summary, summarize
from models.units.layer import Layer, numel


class LedgerRow(NamedTuple):
    """What one convention says of a network."""

    convention: str
    unit: str
    """What is counted: MACs, mult-adds, FLOPs."""
    count: int
    difference: int
    """Against the MACs of this program; 0 where it agrees."""
    reason: str
    """One sentence: where the difference comes from."""


def ledger(summary: Summary) -> tuple[LedgerRow, ...]:
    """The cost of one picture as torchvision, the papers, torchinfo, fvcore and the 2x convention print it."""
    return (
        _row(summary, "torchvision", "MACs", summary.macs, "Convolutions and linear layers, biases left out."),
        _paper_row(summary),
        _row(
            summary,
            "torchinfo",
            "mult-adds",
            summary.macs + sum(_torchinfo_extra(layer) for layer in _layers(summary)),
            "Adds every bias, and batch norm's weights and biases once each, whatever the size of the map.",
        ),
        _row(
            summary,
            "fvcore",
            "FLOPs",
            summary.macs + sum(_fvcore_extra(layer) for layer in _layers(summary)),
            "A multiply-add is one FLOP; adds two for each value batch norm sees, one for each that is pooled.",
        ),
        _row(
            summary,
            "PyTorch's FlopCounterMode",
            "FLOPs",
            2 * summary.macs,
            "A multiplication and an addition are two FLOPs, so it is exactly twice the MACs.",
        ),
    )


def _row(summary: Summary, convention: str, unit: str, count: int, reason: str) -> LedgerRow:
    return LedgerRow(convention, unit, count, count - summary.macs, reason)


def _paper_row(summary: Summary) -> LedgerRow:
    """The ResNet paper counts multiply-adds too, but of nets whose bottlenecks stride on the first 1x1."""
    original = paper_version(summary.spec.config)
    if original == summary.spec.config:
        return _row(summary, "papers", "FLOPs", summary.macs, "Multiply-adds, which the papers call FLOPs.")
    count = summarize(resolve(original)).macs
    reason = (
        "Multiply-adds, called FLOPs, of the net as first published: bottlenecks stride on the 1x1 (v1), not the 3x3."
    )
    return _row(summary, "papers", "FLOPs", count, reason)


def paper_version(config: NetworkConfig) -> NetworkConfig:
    """The same network with the stride of bottlenecks on the first 1x1 convolution, as in arXiv:1512.03385."""
    stages = tuple(
        stage.model_copy(update={"stride_on": "1x1"}) if _strides_on_3x3(stage) else stage for stage in config.stages
    )
    return config.model_copy(update={"stages": stages})


def _strides_on_3x3(stage: object) -> bool:
    return (
        isinstance(stage, ResidualStage)
        and stage.block == "bottleneck"
        and stage.entry == "block"
        and stage.stride > 1
        and stage.stride_on == "3x3"
    )


def _layers(summary: Summary) -> list[Layer]:
    return [layer for row in summary.blocks for layer in row.unit.layers]


def _torchinfo_extra(layer: Layer) -> int:
    if layer.type == "BatchNorm2d":
        return layer.params
    if not layer.bias:
        return 0
    return numel(layer.output) if layer.type == "Conv2d" else layer.output[0]


def _fvcore_extra(layer: Layer) -> int:
    if layer.type == "BatchNorm2d":
        return 2 * numel(layer.input)
    return numel(layer.input) if layer.type == "AdaptiveAvgPool2d" else 0
