"""Densely connected networks (Huang et al. 2017, arXiv:1608.06993), with torchvision's module names."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from models.layers import add_layers, names_of, run
from models.resnet import Chain
from models.spec import NetworkSpec, StageSpec
from models.units.unit import Unit


class DenseLayer(nn.Module):
    """From all earlier feature maps, k new ones. Plain: BN - ReLU - 3x3; with bottleneck a BN - ReLU - 1x1 before."""

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        add_layers(self, unit.layers)
        self.concatenated = names_of(unit.before)
        self.squeezed = names_of(unit.branch)
        self.is_checkpointed = unit.checkpointed is not None

    def forward(self, features: list[Tensor]) -> Tensor:
        if self.is_checkpointed and self.training and torch.is_grad_enabled():
            # The compiler takes no contexts, and moves statistics once however often it computes.
            contexts = {} if torch.compiler.is_compiling() else {"context_fn": self._contexts}
            x = checkpoint(self._concatenate, *features, use_reentrant=False, **contexts)
        else:
            x = self._concatenate(*features)
        return run(self, self.squeezed, x)

    def _concatenate(self, *features: Tensor) -> Tensor:
        x = features[0] if len(features) == 1 else torch.cat(features, 1)
        return run(self, self.concatenated, x)

    def _contexts(self) -> tuple[AbstractContextManager, AbstractContextManager]:
        return nullcontext(), self._frozen_statistics()

    @contextmanager
    def _frozen_statistics(self) -> Iterator[None]:
        """Running mean and variance must not move a second time when the layer is recomputed."""
        norm, momentum = self.norm1, self.norm1.momentum
        batches = norm.num_batches_tracked.clone()
        norm.momentum = 0.0
        try:
            yield
        finally:
            norm.momentum = momentum
            norm.num_batches_tracked.copy_(batches)


class DenseBlock(nn.Sequential):
    """Dense layers; the block's output is its input with every layer's new maps behind it."""

    def forward(self, x: Tensor) -> Tensor:
        features = [x]
        for layer in self:
            features.append(layer(features))
        return torch.cat(features, 1)


class Transition(Chain):
    """Between two dense blocks: BN - ReLU - 1x1 convolution that compresses, then a 2x2 average-pool."""


class DenseNet(nn.Module):
    """`features` (stem, dense blocks, transitions, last norm), pool, `classifier`: (N, C, H, W) to (N, classes)."""

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        add_layers(self, spec.stem.layers)
        steps = list(names_of(spec.stem.layers))
        for stage in spec.stages:
            for name, module in dense_stage(stage):
                parent, _, child = name.rpartition(".")
                self.get_submodule(parent).add_module(child, module)
                steps.append(name)
        add_layers(self, spec.head.layers)
        *pool, self.last = names_of(spec.head.layers)
        self.steps = (*steps, *pool)

    def forward(self, x: Tensor) -> Tensor:
        x = run(self, self.steps, x).flatten(1)
        return run(self, [self.last], x)


def dense_stage(stage: StageSpec) -> Iterator[tuple[str, nn.Module]]:
    """The dense block under the stage's name, then its transition and owed activation under theirs."""
    block = DenseBlock()
    behind = []
    for name, unit in zip(stage.unit_names, stage.units, strict=True):
        if unit.kind == "dense_layer":
            block.add_module(name.rpartition(".")[2], DenseLayer(unit))
        else:
            behind.append((name, Transition(unit) if unit.kind == "transition" else Chain(unit)))
    yield stage.name, block
    yield from behind
