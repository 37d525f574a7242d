"""Networks that mix residual and dense stages: stem, stages.0, stages.1, ..., head."""

from torch import Tensor, nn

from models.densenet import dense_stage
from models.layers import add_layers, names_of, run
from models.resnet import residual_stage
from models.spec import NetworkSpec, StageSpec


class MixedNet(nn.Module):
    """Residual and dense stages in any order: (N, C, H, W) to (N, classes)."""

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        add_layers(self, spec.stem.layers)
        self.stages = nn.Sequential()
        for stage in spec.stages:
            self.stages.append(mixed_stage(stage))
        add_layers(self, spec.head.layers)
        self.first = names_of(spec.stem.layers)
        *self.pool, self.classifier = names_of(spec.head.layers)

    def forward(self, x: Tensor) -> Tensor:
        x = run(self, self.first, x)
        x = self.stages(x)
        x = run(self, self.pool, x).flatten(1)
        return run(self, [self.classifier], x)


def mixed_stage(stage: StageSpec) -> nn.Sequential:
    """One stage under `stages.i`: its blocks, or a dense block with what stands behind it."""
    if stage.config.kind == "residual":
        return residual_stage(stage)
    members = nn.Sequential()
    for name, module in dense_stage(stage):
        members.add_module("dense" if name == stage.name else name.rpartition(".")[2], module)
    return members
