"""Networks as torch modules: residual (He et al. 2015, arXiv:1512.03385; 2016, arXiv:1603.05027), densely connected
(Huang et al. 2017, arXiv:1608.06993) and both in one. Modules carry the names of the spec, which are torchvision's
for pure nets.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.checkpoint import checkpoint
from torchvision.ops import StochasticDepth

from models.spec import NetworkSpec
from models.units.layer import Layer, LayerType
from models.units.unit import Unit


class Network(nn.Module):
    """Stem, stages, global average pool, linear: (N, C, H, W) to (N, classes)."""

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        steps = _add_layers(self, spec.stem.layers)
        for stage in spec.stages:
            for name, unit in zip(stage.unit_names, stage.units, strict=True):
                _add_unit(self, name, unit)
                # What stands within the stage's own module runs with it.
                steps.append(stage.name if name.startswith(f"{stage.name}.") else name)
        *pool, self.classifier_name = _add_layers(self, spec.head.layers)
        self.steps = tuple(dict.fromkeys((*steps, *pool)))

    def forward(self, x: Tensor) -> Tensor:
        x = _run(self, self.steps, x).flatten(1)
        return _run(self, [self.classifier_name], x)


class Block(nn.Module):
    """y = after(shortcut(s) + branch(s)) with s = before(x): a residual block in any of the five orders.

    Which layers stand in each part is the spec's; figure 4 of arXiv:1603.05027 shows the orders. Without a shortcut it
    is its layers one after the other: a plain block, a bare convolution, a transition.
    """

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        _add_layers(self, unit.layers)
        parts = unit.before, unit.branch, unit.gate, unit.drop, unit.after
        self.before, self.branch, self.gate, self.drop, self.after = map(_names, parts)
        self.shortcut = None if unit.shortcut is None else _names(unit.shortcut)

    def forward(self, x: Tensor) -> Tensor:
        x = _run(self, self.before, x)
        y = _run(self, self.branch, x)
        if self.gate:
            y = y * _run(self, self.gate, y)
        y = _run(self, self.drop, y)
        if self.shortcut is not None:
            y = y + _run(self, self.shortcut, x)
        return _run(self, self.after, y)


class DenseBlock(nn.ModuleDict):
    """Dense layers; the block's output is its input with every layer's new maps behind it."""

    def forward(self, x: Tensor) -> Tensor:
        features = [x]
        for layer in self.values():
            features.append(layer(features))
        return torch.cat(features, 1)


class DenseLayer(nn.Module):
    """From all earlier feature maps, k new ones. Plain: BN - ReLU - 3x3; with bottleneck a BN - ReLU - 1x1 before."""

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        _add_layers(self, unit.layers)
        self.concatenated = _names(unit.before)
        self.squeezed = _names(unit.branch)
        self.is_checkpointed = unit.checkpointed is not None

    def forward(self, features: list[Tensor]) -> Tensor:
        if self.is_checkpointed and self.training and torch.is_grad_enabled():
            if torch.compiler.is_compiling():
                # The compiler takes no contexts, and moves statistics once however often it computes.
                x = checkpoint(self._concatenate, *features, use_reentrant=False)
            else:
                x = checkpoint(self._concatenate, *features, use_reentrant=False, context_fn=self._contexts)
        else:
            x = self._concatenate(*features)
        return _run(self, self.squeezed, x)

    def _concatenate(self, *features: Tensor) -> Tensor:
        x = features[0] if len(features) == 1 else torch.cat(features, 1)
        return _run(self, self.concatenated, x)

    def _contexts(self) -> tuple[AbstractContextManager, AbstractContextManager]:
        return nullcontext(), self._frozen_statistics()

    @contextmanager
    def _frozen_statistics(self) -> Iterator[None]:
        """Running mean and variance must not move a second time when the layer is recomputed."""
        norm = self.get_submodule("norm1")
        assert isinstance(norm, nn.BatchNorm2d | nn.SyncBatchNorm), "each dense layer has a batch norm"
        assert norm.num_batches_tracked is not None, "each batch norm tracks its statistics"
        momentum, batches = norm.momentum, norm.num_batches_tracked.clone()
        norm.momentum = 0.0
        try:
            yield
        finally:
            norm.momentum = momentum
            norm.num_batches_tracked.copy_(batches)


class ZeroPadShortcut(nn.Module):
    """Shortcut A of He et al. 2015: every `stride`-th pixel, and zeros for the channels that are missing."""

    def __init__(self, stride: int, missing_channels: int) -> None:
        super().__init__()
        self.stride = stride
        self.missing_channels = missing_channels

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride]
        return F.pad(x, (0, 0, 0, 0, 0, self.missing_channels))

    def extra_repr(self) -> str:
        return f"stride={self.stride}, missing_channels={self.missing_channels}"


NOT_IN_TORCH: dict[LayerType, Callable[..., nn.Module]] = {
    LayerType.ZERO_PAD: ZeroPadShortcut,
    LayerType.STOCHASTIC_DEPTH: partial(StochasticDepth, mode="row"),
}


def make_layer(layer: Layer) -> nn.Module:
    """The torch module of one layer."""
    positional, keywords = layer.arguments
    make = getattr(nn, layer.type) if layer.type.is_in_torch else NOT_IN_TORCH[layer.type]
    return make(*positional, **keywords)


def _add_unit(network: nn.Module, name: str, unit: Unit) -> None:
    parent, _, child = name.rpartition(".")
    is_dense = unit.kind == "dense_layer"
    _container(network, parent, DenseBlock if is_dense else nn.Sequential).add_module(
        child, DenseLayer(unit) if is_dense else Block(unit)
    )


def _add_layers(module: nn.Module, layers: Sequence[Layer]) -> list[str]:
    """Make each layer a child of `module` under its own name, and give the names."""
    for layer in layers:
        parent, _, child = layer.name.rpartition(".")
        _container(module, parent, nn.Sequential).add_module(child, make_layer(layer))
    return list(_names(layers))


def _container(module: nn.Module, path: str, kind: type[nn.Module]) -> nn.Module:
    """The descendant of `module` at a dotted path; what is missing is made, the last of `kind`."""
    names = path.split(".") if path else []
    for i, name in enumerate(names, start=1):
        if not hasattr(module, name):
            module.add_module(name, kind() if i == len(names) else nn.Sequential())
        module = getattr(module, name)
    return module


def _names(layers: Iterable[Layer]) -> tuple[str, ...]:
    return tuple(layer.name for layer in layers)


def _run(module: nn.Module, names: Sequence[str], x: Tensor) -> Tensor:
    """Send `x` through the children of `module` called `names`, one after the other.

    They are found by name at each call, so that a child that is replaced (a converted batch norm) runs.
    """
    for name in names:
        x = module.get_submodule(name)(x)
    return x
