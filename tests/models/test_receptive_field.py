"""The receptive field against the pixels that really have a gradient."""

import pytest
import torch
from torch import nn

from models.build import build_model
from models.config import DenseStage, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.spec import resolve
from models.summary import summarize

STEM = StemConfig(channels=4, kernel=3, stride=1, pool="none")

NETWORKS = {
    "residual": (ResidualStage(width=4), ResidualStage(width=8, stride=2)),
    "bottleneck, stride on the 1x1": (ResidualStage(width=4, block="bottleneck", stride=2, stride_on="1x1"),),
    "pooled shortcut": (ResidualStage(width=8, stride=2, downsample="avg_pool"), ResidualStage(width=8)),
    "bare entry": (ResidualStage(width=8, stride=2, entry="conv", shortcut="identity"),),
    "dense": (DenseStage(layers=3, growth_rate=4), DenseStage(layers=2, growth_rate=4, transition=None)),
    "mixed": (DenseStage(layers=2, growth_rate=4), ResidualStage(width=8, stride=2), ResidualStage(width=8)),
    "large stride": (ResidualStage(width=8, stride=3, blocks=1), ResidualStage(width=8, stride=2, blocks=1)),
}


class MapBeforePool(nn.Module):
    """Stops the network at its last map."""

    def forward(self, x):
        raise _Stop(x)


class _Stop(Exception):
    pass


def last_map(model, x):
    name = "head.pool" if hasattr(model, "head") else "avgpool"
    parent, _, child = name.rpartition(".")
    setattr(model.get_submodule(parent), child, MapBeforePool())
    with pytest.raises(_Stop) as stop:
        model(x)
    return stop.value.args[0]


@pytest.mark.parametrize("name", NETWORKS)
def test_that_the_receptive_field_is_what_has_a_gradient(name):
    image = InputShape(channels=1, height=97, width=97)
    summary = summarize(resolve(NetworkConfig(input=image, num_classes=2, stem=STEM, stages=NETWORKS[name])))
    model = build_model(summary.spec).double().eval()
    for parameter in model.parameters():
        nn.init.ones_(parameter) if parameter.ndim == 1 else nn.init.constant_(parameter, 0.01)
    x = torch.ones(1, 1, 97, 97, dtype=torch.float64, requires_grad=True)
    output = last_map(model, x)
    middle = output.shape[-1] // 2
    output[0, :, middle, middle].sum().backward()
    seen = (x.grad[0, 0] != 0).any(0).nonzero()
    assert int(seen.max() - seen.min()) + 1 == summary.receptive_field


def test_that_the_smallest_field_takes_every_shortcut():
    stages = (ResidualStage(width=4, blocks=3), ResidualStage(width=4, blocks=2, shortcut="none"))
    blocks = summarize(resolve(NetworkConfig(stem=STEM, stages=stages))).blocks
    assert [row.smallest_receptive_field for row in blocks] == [3, 3, 3, 3, 7, 11, 11]
    assert [row.receptive_field for row in blocks] == [3, 7, 11, 15, 19, 23, 23]
