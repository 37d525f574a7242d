"""Builds the torch module of a spec and initialises its weights."""

import torch
from torch import nn

from models.network import Network
from models.spec import NetworkSpec
from models.units.layer import LayerType


def build_model(spec: NetworkSpec) -> Network:
    """The network of `spec` with fresh weights, on the current default device, in training mode.

    It maps (N, channels, height, width) to (N, classes). Weights come from torch's global random state.
    """
    model = Network(spec)
    _initialise(model, spec)
    return model


def build_empty_model(spec: NetworkSpec) -> Network:
    """The same on the CPU, to be filled with existing weights: its own are undefined, and cost no time."""
    with torch.device("meta"):
        model = Network(spec)
    model.to_empty(device="cpu")
    for buffer in model.buffers():
        buffer.zero_()
    return model


def _initialise(model: nn.Module, spec: NetworkSpec) -> None:
    """Applies the config's scheme over PyTorch's defaults; as in torchvision, Kaiming is for convolutions only."""
    scheme = spec.config.init.scheme
    nonlinearity = "leaky_relu" if spec.config.activation == "leaky_relu" else "relu"
    mode = "fan_in" if scheme == "kaiming_fan_in" else "fan_out"
    for module in model.modules():
        if scheme == "xavier" and isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(module.weight)
        elif scheme.startswith("kaiming") and isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, a=0.01, mode=mode, nonlinearity=nonlinearity)
        elif scheme == "kaiming_fan_in" and isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)  # torchvision's DenseNet begins with a classifier without bias
    if spec.config.init.zero_init_residual:
        for name in _last_norms(spec):
            nn.init.zeros_(model.get_parameter(f"{name}.weight"))


def _last_norms(spec: NetworkSpec) -> list[str]:
    """Names of the batch norms that end a residual branch beside a shortcut."""
    names = []
    for stage in spec.stages:
        for name, unit in zip(stage.unit_names, stage.units, strict=True):
            ends = [layer for layer in unit.branch if not layer.type.is_activation]
            if unit.shortcut is not None and ends[-1].type is LayerType.BATCH_NORM:
                names.append(f"{name}.{ends[-1].name}")
    return names
