"""From a spec to a torch module."""

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
