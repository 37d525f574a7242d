"""The two ends of a network, stem and head, and the activation that a pre-activation stage still owes."""

from models.config import ActivationName, HeadConfig, StemConfig
from models.units.layer import Layer, Parts, Shape, activation, batch_norm, conv, dropout, global_pool, linear, max_pool
from models.units.naming import Naming
from models.units.unit import Unit, make_unit


def stem(config: StemConfig, kind: ActivationName, x: Shape, naming: Naming) -> Unit:
    """Convolution(s), each with batch norm and activation unless `norm` is off, then the pool."""
    layers: list[Layer] = []
    image = x
    for i in range(config.convs):
        is_last = i == config.convs - 1
        channels = config.channels if is_last else stem_inner_channels(config)
        number = naming.first_stem_number + i
        stride = config.stride if i == 0 else 1
        layers.append(conv(naming.stem_conv.format(number), x, channels, config.kernel, stride, bias=config.bias))
        x = layers[-1].output
        if config.norm:
            layers.append(batch_norm(naming.stem_norm.format(number), x))
            layers.append(activation(kind, naming.stem_activation.format(kind, number), x))
    if config.pool == "max":
        layers.append(max_pool(naming.stem_pool, x))
    return make_unit("stem", image, layers[-1].output, Parts(branch=tuple(layers)))


def stem_inner_channels(config: StemConfig) -> int:
    """Channels of all but the last convolution of a deep stem."""
    return config.channels // 2


def owed_activation(
    owed: str, kind: ActivationName | None, x: Shape, norm: str = "norm", name: str = "{}"
) -> tuple[Layer, ...]:
    """What a pre-activation sum still needs before something that expects an activated map: "norm" (and activation),
    "activation" or nothing; {} in `name` is the activation."""
    if owed == "norm":
        return batch_norm(norm, x), activation(kind, name.format(kind), x)
    return (activation(kind, name.format(kind), x, in_place=False),) if owed else ()


def head(config: HeadConfig, x: Shape, num_classes: int, owed: tuple[Layer, ...], naming: Naming) -> Unit:
    """The owed activation, global average pool, dropout and the linear layer."""
    layers = [*owed, global_pool(naming.head_pool, x)]
    pooled = layers[-1].output
    if config.dropout:
        layers.append(dropout(naming.head_dropout, pooled, config.dropout))
    layers.append(linear(naming.head_linear, pooled, num_classes))
    return make_unit("head", x, layers[-1].output, Parts(branch=tuple(layers)))
