"""The code that gives a network its first weights."""

from collections.abc import Mapping

from models.source.layout import shifted
from models.spec import NetworkSpec

DOCS = {
    "kaiming_fan_out": "Normal weights that keep the size of gradients (He et al. 2015).",
    "kaiming_fan_in": "Normal weights that keep the size of maps (He et al. 2015).",
    "xavier": "Uniform weights (Glorot and Bengio 2010).",
    "pytorch": "Blocks that begin as the identity.",
}
KAIMING = 'nn.init.kaiming_normal_(module.weight, {}nonlinearity="relu")'
SCHEMES = {
    "kaiming_fan_out": ["if isinstance(module, nn.Conv2d):", *shifted([KAIMING.format('mode="fan_out", ')])],
    "kaiming_fan_in": [
        "if isinstance(module, nn.Conv2d):",
        *shifted([KAIMING.format("")]),
        "elif isinstance(module, nn.Linear):",
        *shifted(["nn.init.zeros_(module.bias)"]),
    ],
    "xavier": ["if isinstance(module, nn.Conv2d | nn.Linear):", *shifted(["nn.init.xavier_uniform_(module.weight)"])],
    "pytorch": [],
}
"""As `models.build` does it."""


def initial_weights(spec: NetworkSpec, last_norms: Mapping[str, str]) -> list[str]:
    """A function of a module, as the config's scheme says; nothing where it is PyTorch's own.

    `last_norms` names, for a class of blocks, the batch norm that ends its branch.
    """
    config = spec.config.init
    body = list(SCHEMES[config.scheme])
    for title, norm in last_norms.items() if config.zero_init_residual else ():
        body += [
            f"{'elif' if body else 'if'} isinstance(module, {title}):",
            f"    nn.init.zeros_(module.{norm}.weight)",
        ]
    if not body:
        return []
    doc = f'"""{DOCS[config.scheme]}"""'
    return ["def init_weights(module: nn.Module) -> None:", *shifted([doc, *body])]
