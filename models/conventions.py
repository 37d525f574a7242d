"""The ledger: one network counted by five conventions, with the reason for every difference."""

from dataclasses import dataclass

from models.config import NetworkConfig, ResidualStage
from models.sentence import say
from models.spec import resolve
from models.summary import Summary, summarize
from models.units.layer import Layer, LayerType, numel

REASONS = {
    "torchvision": say("Convolutions and linear layers, biases left out."),
    "papers": say("Multiply-adds, which the papers call FLOPs."),
    "torchinfo": say(
        "Adds every bias, and batch norm's weights and biases once each, whatever the size of the map.",
    ),
    "fvcore": say(
        "A multiply-add is one FLOP; adds two for each value batch norm sees, one for each that is pooled.",
    ),
    "PyTorch's FlopCounterMode": say(
        "A multiplication and an addition are two FLOPs, so it is exactly twice the MACs."
    ),
}
FIRST_PAPERS = say(
    "Multiply-adds, called FLOPs, of the net as first published: bottlenecks stride on the 1x1 (v1), not the 3x3.",
)
"""The ResNet paper counts multiply-adds too, but of nets whose bottlenecks stride on the first 1x1."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The cost of a network by one convention."""

    convention: str
    unit: str
    """What is counted: MACs, mult-adds, FLOPs."""
    count: int
    difference: int
    """Against the MACs of this program; 0 where it agrees."""
    reason: str
    """One sentence: where the difference comes from."""


def ledger(summary: Summary) -> tuple[LedgerRow, ...]:
    """The cost of one image as torchvision, the papers, torchinfo, fvcore and the 2x convention print it."""
    config, papers = summary.spec.config, paper_version(summary.spec.config)
    macs, layers = summary.macs, [layer for row in summary.blocks for layer in row.unit.layers]
    counts = {
        "torchvision": ("MACs", macs),
        say("papers"): ("FLOPs", summarize(resolve(papers)).macs),
        "torchinfo": (say("mult-adds"), macs + sum(map(_torchinfo_extra, layers))),
        "fvcore": ("FLOPs", macs + sum(map(_fvcore_extra, layers))),
        say("PyTorch's FlopCounterMode"): ("FLOPs", 2 * macs),
    }
    reasons = REASONS if papers == config else REASONS | {"papers": FIRST_PAPERS}
    return tuple(LedgerRow(name, unit, count, count - macs, reasons[name]) for name, (unit, count) in counts.items())


def paper_version(config: NetworkConfig) -> NetworkConfig:
    """The same network with the stride of bottlenecks on the first 1x1 convolution, as in arXiv:1512.03385."""
    stages = tuple(
        stage.model_copy(update={"stride_on": "1x1"})
        if isinstance(stage, ResidualStage)
        and stage.block == "bottleneck"
        and stage.entry == "block"
        and stage.stride > 1
        else stage
        for stage in config.stages
    )
    return config.model_copy(update={"stages": stages})


def _torchinfo_extra(layer: Layer) -> int:
    if layer.type is LayerType.BATCH_NORM:
        return layer.params
    if not layer.bias:
        return 0
    return numel(layer.output) if layer.type is LayerType.CONV else layer.output[0]


def _fvcore_extra(layer: Layer) -> int:
    if layer.type is LayerType.BATCH_NORM:
        return 2 * numel(layer.input)
    return numel(layer.input) if layer.type is LayerType.GLOBAL_POOL else 0
