"""From a spec to a torch module."""

import torch
from torch import nn

from models.densenet import DenseNet
from models.initialisation import initialise
from models.mixed import MixedNet
from models.resnet import ResNet
from models.spec import NetworkSpec

_FAMILIES = {"resnet": ResNet, "densenet": DenseNet, "mixed": MixedNet}


def build_model(spec: NetworkSpec) -> nn.Module:
    """The network of `spec` with fresh weights, on the current default device, in training mode.

    It maps (N, channels, height, width) to (N, classes). Names of modules are torchvision's for pure residual and
    pure dense nets.
    """
    model = _FAMILIES[spec.naming.family](spec)
    initialise(model, spec)
    return model


def build_empty_model(spec: NetworkSpec) -> nn.Module:
    """The same on the CPU for weights that are there already: what it begins with is undefined, and costs no time."""
    with torch.device("meta"):
        model = _FAMILIES[spec.naming.family](spec)
    model.to_empty(device="cpu")
    for buffer in model.buffers():
        buffer.zero_()
    return model
