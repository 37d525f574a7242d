"""The code that gives a network its first weights."""

from collections.abc import Sequence

from models.source.block_class import BlockClass
from models.source.layout import Call, broken, shifted
from models.spec import NetworkSpec


def initial_weights(spec: NetworkSpec, blocks: Sequence[BlockClass]) -> list[str]:
    """A loop over the modules, as the config's scheme says; nothing where it is PyTorch's own."""
    config = spec.config.init
    body = _scheme(config.scheme)
    if config.zero_init_residual:
        body += [line for block in blocks for line in _zeroed(block)]
    return ["for module in self.modules():", *shifted(body)] if body else []


def _scheme(scheme: str) -> list[str]:
    if scheme == "xavier":
        return [
            "if isinstance(module, nn.Conv2d | nn.Linear):",
            *shifted(["nn.init.xavier_uniform_(module.weight)"]),
        ]
    if scheme == "pytorch":
        return []
    mode = ('mode="fan_out"',) if scheme == "kaiming_fan_out" else ()
    arguments = ("module.weight", *mode, 'nonlinearity="relu"')
    lines = ["if isinstance(module, nn.Conv2d):", *shifted(broken(Call("nn.init.kaiming_normal_", arguments), 4))]
    if scheme == "kaiming_fan_in":
        lines += [
            "if isinstance(module, nn.Conv2d | nn.Linear) and module.bias is not None:",
            *shifted(["nn.init.zeros_(module.bias)"]),
        ]
    return lines


def _zeroed(block: BlockClass) -> list[str]:
    unit = block.units[0]
    ends = [layer for layer in unit.branch if layer.type != "ReLU"]
    if unit.shortcut is None or ends[-1].type != "BatchNorm2d":
        return []
    return [f"if isinstance(module, {block.title}):", *shifted([f"nn.init.zeros_(module.{ends[-1].name}.weight)"])]
