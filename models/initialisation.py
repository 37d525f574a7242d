"""How weights begin."""

from torch import nn

from models.spec import NetworkSpec


def initialise(model: nn.Module, spec: NetworkSpec) -> None:
    """Fill the weights of `model` by its config's scheme, from torch's global random state."""
    config = spec.config.init
    for module in model.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            _initialise_weight(module, config.scheme)
    if config.zero_init_residual:
        for name in last_norms(spec):
            nn.init.zeros_(model.get_submodule(name).weight)


def _initialise_weight(module: nn.Conv2d | nn.Linear, scheme: str) -> None:
    """PyTorch's default is there already; as in torchvision, Kaiming is for convolutions and leaves linear alone."""
    if scheme == "xavier":
        nn.init.xavier_uniform_(module.weight)
    elif scheme.startswith("kaiming") and isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode=scheme.removeprefix("kaiming_"), nonlinearity="relu")
    elif scheme == "kaiming_fan_in" and module.bias is not None:
        nn.init.zeros_(module.bias)  # torchvision's DenseNet begins with a classifier without bias


def last_norms(spec: NetworkSpec) -> list[str]:
    """Names of the batch norms that end a residual branch, where a shortcut stands beside it."""
    names = []
    for stage in spec.stages:
        for name, unit in zip(stage.unit_names, stage.units, strict=True):
            ends = [layer for layer in unit.branch if layer.type != "ReLU"]
            if unit.shortcut is not None and ends[-1].type == "BatchNorm2d":
                names.append(f"{name}.{ends[-1].name}")
    return names
