"""Residual networks (He et al. 2015, arXiv:1512.03385; 2016, arXiv:1603.05027), with torchvision's module names."""

from torch import Tensor, nn

from models.layers import add_layers, names_of, run
from models.spec import NetworkSpec, StageSpec
from models.units.unit import Unit


class Chain(nn.Module):
    """Layers one after the other: a stem, a bare convolution, a transition, a head."""

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        add_layers(self, unit.layers)
        self.names = names_of(unit.layers)

    def forward(self, x: Tensor) -> Tensor:
        return run(self, self.names, x)


class ResidualBlock(nn.Module):
    """y = after(shortcut(s) + branch(s)) with s = before(x): basic or bottleneck, in any of the five orders.

    Which layers stand in each part is the spec's; figure 4 of arXiv:1603.05027 shows the orders.
    """

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        add_layers(self, unit.layers)
        self.before = names_of(unit.before)
        self.branch = names_of(unit.branch)
        self.gate = names_of(unit.gate)
        self.drop = names_of(unit.drop)
        self.shortcut = None if unit.shortcut is None else names_of(unit.shortcut)
        self.after = names_of(unit.after)

    def forward(self, x: Tensor) -> Tensor:
        x = run(self, self.before, x)
        y = run(self, self.branch, x)
        if self.gate:
            y = y * run(self, self.gate, y)
        y = run(self, self.drop, y)
        if self.shortcut is not None:
            y = y + run(self, self.shortcut, x)
        return run(self, self.after, y)


class ResNet(nn.Module):
    """Stem, residual stages layer1, layer2, ..., global average pool, linear: (N, C, H, W) to (N, classes)."""

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        add_layers(self, spec.stem.layers)
        for stage in spec.stages:
            self.add_module(stage.name, residual_stage(stage))
        add_layers(self, spec.head.layers)
        self.stem = names_of(spec.stem.layers)
        self.stages = tuple(stage.name for stage in spec.stages)
        *self.pool, self.classifier = names_of(spec.head.layers)

    def forward(self, x: Tensor) -> Tensor:
        x = run(self, self.stem, x)
        x = run(self, self.stages, x)
        x = run(self, self.pool, x).flatten(1)
        return run(self, [self.classifier], x)


def residual_stage(stage: StageSpec) -> nn.Sequential:
    """The blocks of one stage, with a bare entry convolution or an owed activation where the spec has one."""
    blocks = nn.Sequential()
    for name, unit in zip(stage.unit_names, stage.units, strict=True):
        block = ResidualBlock(unit) if unit.kind in ("basic", "bottleneck") else Chain(unit)
        blocks.add_module(name.rpartition(".")[2], block)
    return blocks
