"""Named networks: torchvision's, the papers', the tutorials' and three small ones for the embedded digits."""

from dataclasses import dataclass
from typing import Literal

from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, Shortcut, StemConfig
from models.families import (
    BARE_CIFAR_STEM,
    BASIC,
    BOTTLENECK,
    CIFAR,
    CIFAR_STEM,
    DENSENET_INIT,
    DIGITS,
    cifar_densenet,
    cifar_densenet_bc,
    cifar_network,
    cifar_preact_resnet,
    cifar_resnet,
    cifar_resnext,
    cifar_wide_resnet,
    dense_stages,
    imagenet_densenet,
    imagenet_resnet,
    residual_stages,
)

Group = Literal["Starters", "torchvision", "Papers", "Tutorials"]


@dataclass(frozen=True)
class Preset:
    """A named config and where it comes from."""

    name: str
    title: str
    group: Group
    note: str
    """One sentence: what is special about it."""
    config: NetworkConfig


_INIT = InitConfig()


def _digits(stages: tuple[ResidualStage | DenseStage, ...], init: InitConfig = _INIT) -> NetworkConfig:
    return NetworkConfig(input=DIGITS, num_classes=10, stem=CIFAR_STEM, stages=stages, init=init)


# The second stage keeps the 8 x 8 pixels: more digits are misread when it has 4 x 4.
_PLAIN = tuple(ResidualStage(blocks=1, width=16 * 2**i, stride=2 if i == 2 else 1) for i in range(3))
_MIXED = (
    ResidualStage(blocks=2, width=16),
    DenseStage(layers=4, growth_rate=8, transition=None),
    ResidualStage(blocks=1, width=48, stride=2),
)
_STARTERS = (
    (
        "digits_resnet",
        "ResNet for digits",
        "Three residual blocks; 98.9 to 99.2 % of held-out digits over three seeds, in seconds on a laptop.",
        _digits(_PLAIN),
    ),
    (
        "digits_densenet",
        "DenseNet for digits",
        "Two dense blocks with a transition between them.",
        _digits(dense_stages(8, (4, 4)), DENSENET_INIT),
    ),
    ("digits_mixed", "Mixed net for digits", "Residual, dense, residual: both ideas in one net.", _digits(_MIXED)),
)


def _grouped(groups: int, width: int) -> ResidualStage:
    return ResidualStage(block="bottleneck", groups=groups, width_per_group=width)


_RESNETS = (
    ("resnet18", "ResNet-18", (2, 2, 2, 2), BASIC),
    ("resnet34", "ResNet-34", (3, 4, 6, 3), BASIC),
    ("resnet50", "ResNet-50", (3, 4, 6, 3), BOTTLENECK),
    ("resnet101", "ResNet-101", (3, 4, 23, 3), BOTTLENECK),
    ("resnet152", "ResNet-152", (3, 8, 36, 3), BOTTLENECK),
    ("resnext50_32x4d", "ResNeXt-50 32x4d", (3, 4, 6, 3), _grouped(32, 4)),
    ("resnext101_32x8d", "ResNeXt-101 32x8d", (3, 4, 23, 3), _grouped(32, 8)),
    ("resnext101_64x4d", "ResNeXt-101 64x4d", (3, 4, 23, 3), _grouped(64, 4)),
    ("wide_resnet50_2", "Wide ResNet-50-2", (3, 4, 6, 3), _grouped(1, 128)),
    ("wide_resnet101_2", "Wide ResNet-101-2", (3, 4, 23, 3), _grouped(1, 128)),
)
_DENSENETS = (
    ("densenet121", "DenseNet-121", 32, (6, 12, 24, 16), 64),
    ("densenet161", "DenseNet-161", 48, (6, 12, 36, 24), 96),
    ("densenet169", "DenseNet-169", 32, (6, 12, 32, 32), 64),
    ("densenet201", "DenseNet-201", 32, (6, 12, 48, 32), 64),
)
_LIKE_TORCHVISION = "As torchvision builds it; weights load both ways."
_TORCHVISION = (
    *((name, title, _LIKE_TORCHVISION, imagenet_resnet(blocks, like)) for name, title, blocks, like in _RESNETS),
    *((name, title, _LIKE_TORCHVISION, imagenet_densenet(k, n, stem)) for name, title, k, n, stem in _DENSENETS),
)

_BASIC_110 = cifar_network(BARE_CIFAR_STEM, 18, ResidualStage(shortcut="zero_pad", order="full_preact"))
_DEPTHS = ((20, 8.75), (32, 7.51), (44, 7.17), (56, 6.97), (110, 6.43), (1202, 7.93))
_OPTIONS: tuple[tuple[str, Shortcut], ...] = (("b", "projection"), ("c", "projection_all"))
_WIDE = ((40, 4, 4.53), (16, 8, 4.27), (28, 10, 4.00))
_NEXT = ((8, 64, 3.65), (16, 64, 3.58))
_DENSE = ((40, 12, 5.24), (100, 12, 4.10), (100, 24, 3.74))
_COMPACT = ((100, 12, 4.51), (250, 24, 3.62), (190, 40, 3.46))
_AUGMENTED = "6n + 4, augmented;"
_PAPERS = (
    *((f"resnet{n}_cifar", f"ResNet-{n}", "6n + 2, shortcut A;", error, cifar_resnet(n)) for n, error in _DEPTHS),
    *(
        (
            f"resnet20_cifar_option_{option}",
            f"ResNet-20 {option.upper()}",
            f"ResNet-20 with shortcut option {option.upper()}.",
            None,
            cifar_resnet(20, shortcut=shortcut),
        )
        for option, shortcut in _OPTIONS
    ),
    ("preact_resnet110_cifar", "Pre-activation ResNet-110", "Basic blocks, shortcut A;", 6.37, _BASIC_110),
    ("preact_resnet164_cifar", "Pre-activation ResNet-164", "9n + 2;", 5.46, cifar_preact_resnet(164)),
    ("preact_resnet1001_cifar", "Pre-activation ResNet-1001", "9n + 2;", 4.92, cifar_preact_resnet(1001)),
    *((f"wrn{n}_{k}_cifar", f"WRN-{n}-{k}", "6n + 4;", error, cifar_wide_resnet(n, k)) for n, k, error in _WIDE),
    *((f"resnext29_{c}x{d}d_cifar", f"ResNeXt-29 {c}x{d}d", "", error, cifar_resnext(c, d)) for c, d, error in _NEXT),
    *(
        (f"densenet{n}_k{k}_cifar", f"DenseNet ({n}, k = {k})", "3n + 4, augmented;", error, cifar_densenet(n, k))
        for n, k, error in _DENSE
    ),
    *(
        (f"densenet_bc{n}_k{k}_cifar", f"DenseNet-BC ({n}, k = {k})", _AUGMENTED, error, cifar_densenet_bc(n, k))
        for n, k, error in _COMPACT
    ),
)

_PYTORCH_INIT = InitConfig(scheme="pytorch")
"""For tutorials that leave PyTorch's initial weights alone."""
_BIASED_STEM = StemConfig(bias=True)
_BIASED_CIFAR_STEM = StemConfig(channels=64, kernel=3, stride=1, pool="none", bias=True)
_ENTERED = tuple(
    stage.model_copy(update={"entry": "conv"}) if i else stage
    for i, stage in enumerate(residual_stages(64, (2,) * 4, ResidualStage(shortcut="identity", bias=True)))
)
_TUTORIALS = (
    (
        "tutorial_resnet18_grey",
        "Tutorial 1: ResNet-18, grey",
        "Biases everywhere, and shortcuts that are one bare 1x1 convolution.",
        NetworkConfig(
            input=InputShape(channels=1),
            num_classes=10,
            stem=_BIASED_STEM,
            stages=residual_stages(64, (2,) * 4, ResidualStage(shortcut="conv", bias=True)),
            init=InitConfig(scheme="xavier"),
        ),
    ),
    (
        "tutorial_densenet_grey",
        "Tutorial 2: DenseNet, grey",
        "Four dense blocks of four layers, k = 32, no bottleneck.",
        NetworkConfig(
            input=InputShape(channels=1, height=96, width=96),
            num_classes=10,
            stem=_BIASED_STEM,
            stages=dense_stages(32, (4, 4, 4, 4), like=DenseStage(bottleneck=None, bias=True)),
            init=_PYTORCH_INIT,
        ),
    ),
    (
        "tutorial_resnet18_cifar",
        "Tutorial 3: ResNet-18, CIFAR",
        "A 3x3 stem and no max-pool, for images of 32 x 32.",
        NetworkConfig(
            input=CIFAR,
            num_classes=10,
            stem=_BIASED_CIFAR_STEM,
            stages=residual_stages(64, (2,) * 4, ResidualStage(bias=True)),
            init=_PYTORCH_INIT,
        ),
    ),
    (
        "tutorial_densenet121",
        "Tutorial 4: DenseNet-121",
        "Bottleneck, compression and pre-activation: the same net as torchvision's.",
        imagenet_densenet(32, (6, 12, 24, 16), 64),
    ),
    (
        "tutorial_resnet18_conv_downsample",
        "Tutorial 5: ResNet-18 with bare convolutions",
        "A bare strided convolution enters stages 2 to 4, so it has 2.9 M more parameters than ResNet-18.",
        NetworkConfig(stem=_BIASED_STEM, stages=_ENTERED, init=_PYTORCH_INIT),
    ),
)


def _paper(name: str, title: str, note: str, error: float | None, config: NetworkConfig) -> Preset:
    result = f"{error:.2f} % error on CIFAR-10 in the paper." if error is not None else ""
    return Preset(name, f"{title}, CIFAR", "Papers", f"{note} {result}".strip(), config)


ALL: tuple[Preset, ...] = (
    *(Preset(name, title, "Starters", note, config) for name, title, note, config in _STARTERS),
    *(Preset(name, title, "torchvision", note, config) for name, title, note, config in _TORCHVISION),
    *(_paper(*row) for row in _PAPERS),
    *(Preset(name, title, "Tutorials", note, config) for name, title, note, config in _TUTORIALS),
)
"""Every preset, in the order in which they are shown."""

PRESETS: dict[str, NetworkConfig] = {preset.name: preset.config for preset in ALL}
"""Config by name."""
