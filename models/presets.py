"""Named networks: torchvision's, the papers', the tutorials' and three small ones for the embedded digits."""

from dataclasses import dataclass
from typing import Literal

from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.families import (
    BARE_CIFAR_STEM,
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
    tutorial_resnet18,
)

PYTORCH_INIT = InitConfig(scheme="pytorch")
"""How those tutorials begin that leave the first weights alone."""


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named config and where it comes from."""

    name: str
    title: str
    group: Literal["Starters", "torchvision", "Papers", "Tutorials"]
    note: str
    """One sentence: what is special about it."""
    config: NetworkConfig


def _tutorial_conv_downsample() -> NetworkConfig:
    stages = tuple(
        ResidualStage(
            width=64 * 2**i,
            stride=1 if i == 0 else 2,
            entry="block" if i == 0 else "conv",
            shortcut="identity",
            bias=True,
        )
        for i in range(4)
    )
    return NetworkConfig(stem=StemConfig(bias=True), stages=stages, init=PYTORCH_INIT)


def _tutorial_densenet_grey() -> NetworkConfig:
    return NetworkConfig(
        input=InputShape(channels=1, height=96, width=96),
        num_classes=10,
        stem=StemConfig(bias=True),
        stages=dense_stages(32, (4, 4, 4, 4), bottleneck=None, bias=True),
        init=PYTORCH_INIT,
    )


def _digits_resnet() -> NetworkConfig:
    # The second stage keeps the 8 x 8 pixels: more digits are misread when it has 4 x 4.
    stages = tuple(ResidualStage(blocks=1, width=16 * 2**i, stride=2 if i == 2 else 1) for i in range(3))
    return NetworkConfig(input=DIGITS, num_classes=10, stem=CIFAR_STEM, stages=stages)


def _digits_densenet() -> NetworkConfig:
    return NetworkConfig(
        input=DIGITS, num_classes=10, stem=CIFAR_STEM, stages=dense_stages(8, (4, 4)), init=DENSENET_INIT
    )


def _digits_mixed() -> NetworkConfig:
    stages = (
        ResidualStage(blocks=2, width=16),
        DenseStage(layers=4, growth_rate=8, transition=None),
        ResidualStage(blocks=1, width=48, stride=2),
    )
    return NetworkConfig(input=DIGITS, num_classes=10, stem=CIFAR_STEM, stages=stages)


def _starters() -> list[Preset]:
    return [
        Preset(
            name="digits_resnet",
            title="ResNet for digits",
            group="Starters",
            note="Three residual blocks; 98.9 to 99.2 % of held-out digits over three seeds, in seconds on a laptop.",
            config=_digits_resnet(),
        ),
        Preset(
            name="digits_densenet",
            title="DenseNet for digits",
            group="Starters",
            note="Two dense blocks with a transition between them.",
            config=_digits_densenet(),
        ),
        Preset(
            name="digits_mixed",
            title="Mixed net for digits",
            group="Starters",
            note="Residual, dense, residual: both ideas in one net.",
            config=_digits_mixed(),
        ),
    ]


def _torchvision() -> list[Preset]:
    basic, neck = {"block": "basic"}, {"block": "bottleneck"}
    residual = [
        ("resnet18", "ResNet-18", (2, 2, 2, 2), basic),
        ("resnet34", "ResNet-34", (3, 4, 6, 3), basic),
        ("resnet50", "ResNet-50", (3, 4, 6, 3), neck),
        ("resnet101", "ResNet-101", (3, 4, 23, 3), neck),
        ("resnet152", "ResNet-152", (3, 8, 36, 3), neck),
        ("resnext50_32x4d", "ResNeXt-50 32x4d", (3, 4, 6, 3), {**neck, "groups": 32, "width_per_group": 4}),
        ("resnext101_32x8d", "ResNeXt-101 32x8d", (3, 4, 23, 3), {**neck, "groups": 32, "width_per_group": 8}),
        ("resnext101_64x4d", "ResNeXt-101 64x4d", (3, 4, 23, 3), {**neck, "groups": 64, "width_per_group": 4}),
        ("wide_resnet50_2", "Wide ResNet-50-2", (3, 4, 6, 3), {**neck, "width_per_group": 128}),
        ("wide_resnet101_2", "Wide ResNet-101-2", (3, 4, 23, 3), {**neck, "width_per_group": 128}),
    ]
    dense = [
        ("densenet121", "DenseNet-121", 32, (6, 12, 24, 16), 64),
        ("densenet161", "DenseNet-161", 48, (6, 12, 36, 24), 96),
        ("densenet169", "DenseNet-169", 32, (6, 12, 32, 32), 64),
        ("densenet201", "DenseNet-201", 32, (6, 12, 48, 32), 64),
    ]
    presets = [(name, title, imagenet_resnet(blocks, **stage)) for name, title, blocks, stage in residual]
    presets += [(name, title, imagenet_densenet(k, layers, stem)) for name, title, k, layers, stem in dense]
    note = "As torchvision builds it; weights load both ways."
    return [Preset(name=name, title=title, group="torchvision", note=note, config=net) for name, title, net in presets]


def _papers() -> list[Preset]:
    return [*_resnet_paper(), *_identity_mappings_paper(), *_wide_and_next_papers(), *_densenet_paper()]


def _paper(name: str, title: str, config: NetworkConfig, error: float | None = None, note: str = "") -> Preset:
    said = f"{error:.2f} % error on CIFAR-10 in the paper." if error is not None else ""
    return Preset(name=name, title=title, group="Papers", note=f"{note} {said}".strip(), config=config)


def _resnet_paper() -> list[Preset]:
    errors = {20: 8.75, 32: 7.51, 44: 7.17, 56: 6.97, 110: 6.43, 1202: 7.93}
    nets = [
        _paper(f"resnet{depth}_cifar", f"ResNet-{depth}, CIFAR", cifar_resnet(depth), error, "6n + 2, shortcut A;")
        for depth, error in errors.items()
    ]
    for option, shortcut in (("b", "projection"), ("c", "projection_all")):
        config = cifar_resnet(20, shortcut=shortcut)
        note = f"ResNet-20 with shortcut option {option.upper()}."
        nets.append(_paper(f"resnet20_cifar_option_{option}", f"ResNet-20 {option.upper()}, CIFAR", config, note=note))
    return nets


def _identity_mappings_paper() -> list[Preset]:
    basic = cifar_network(BARE_CIFAR_STEM, 18, shortcut="zero_pad", order="full_preact")
    return [
        _paper("preact_resnet110_cifar", "Pre-activation ResNet-110, CIFAR", basic, 6.37, "Basic blocks, shortcut A;"),
        _paper("preact_resnet164_cifar", "Pre-activation ResNet-164, CIFAR", cifar_preact_resnet(164), 5.46, "9n + 2;"),
        _paper(
            "preact_resnet1001_cifar", "Pre-activation ResNet-1001, CIFAR", cifar_preact_resnet(1001), 4.92, "9n + 2;"
        ),
    ]


def _wide_and_next_papers() -> list[Preset]:
    wide = [(40, 4, 4.53), (16, 8, 4.27), (28, 10, 4.00)]
    next_ = [(8, 64, 3.65), (16, 64, 3.58)]
    return [
        *(
            _paper(f"wrn{depth}_{k}_cifar", f"WRN-{depth}-{k}, CIFAR", cifar_wide_resnet(depth, k), error, "6n + 4;")
            for depth, k, error in wide
        ),
        *(
            _paper(
                f"resnext29_{groups}x{width}d_cifar",
                f"ResNeXt-29 {groups}x{width}d, CIFAR",
                cifar_resnext(groups, width),
                error,
            )
            for groups, width, error in next_
        ),
    ]


def _densenet_paper() -> list[Preset]:
    plain = [(40, 12, 5.24), (100, 12, 4.10), (100, 24, 3.74)]
    compact = [(100, 12, 4.51), (250, 24, 3.62), (190, 40, 3.46)]
    return [
        *(
            _paper(
                f"densenet{depth}_k{k}_cifar",
                f"DenseNet ({depth}, k = {k}), CIFAR",
                cifar_densenet(depth, k),
                error,
                "3n + 4, augmented;",
            )
            for depth, k, error in plain
        ),
        *(
            _paper(
                f"densenet_bc{depth}_k{k}_cifar",
                f"DenseNet-BC ({depth}, k = {k}), CIFAR",
                cifar_densenet_bc(depth, k),
                error,
                "6n + 4, augmented;",
            )
            for depth, k, error in compact
        ),
    ]


def _tutorials() -> list[Preset]:
    """In their order, which their titles say."""
    return sorted([*_tutorial_resnets(), *_tutorial_densenets()], key=lambda preset: preset.title)


def _tutorial_resnets() -> list[Preset]:
    cifar_stem = StemConfig(channels=64, kernel=3, stride=1, pool="none", bias=True)
    grey, xavier = InputShape(channels=1), InitConfig(scheme="xavier")
    return [
        Preset(
            name="tutorial_resnet18_grey",
            title="Tutorial 1: ResNet-18, grey",
            group="Tutorials",
            note="Biases everywhere, and shortcuts that are one bare 1x1 convolution.",
            config=tutorial_resnet18(grey, 10, "conv", stem=StemConfig(bias=True), init=xavier),
        ),
        Preset(
            name="tutorial_resnet18_cifar",
            title="Tutorial 3: ResNet-18, CIFAR",
            group="Tutorials",
            note="A 3x3 stem and no max-pool, for pictures of 32 x 32.",
            config=tutorial_resnet18(CIFAR, 10, "projection", stem=cifar_stem, init=PYTORCH_INIT),
        ),
        Preset(
            name="tutorial_resnet18_conv_downsample",
            title="Tutorial 5: ResNet-18 with bare convolutions",
            group="Tutorials",
            note="A bare strided convolution enters stages 2 to 4, so it has 2.9 M more parameters than ResNet-18.",
            config=_tutorial_conv_downsample(),
        ),
    ]


def _tutorial_densenets() -> list[Preset]:
    return [
        Preset(
            name="tutorial_densenet_grey",
            title="Tutorial 2: DenseNet, grey",
            group="Tutorials",
            note="Four dense blocks of four layers, k = 32, no bottleneck.",
            config=_tutorial_densenet_grey(),
        ),
        Preset(
            name="tutorial_densenet121",
            title="Tutorial 4: DenseNet-121",
            group="Tutorials",
            note="Bottleneck, compression and pre-activation: the same net as torchvision's.",
            config=imagenet_densenet(32, (6, 12, 24, 16), 64),
        ),
    ]


ALL: tuple[Preset, ...] = (*_starters(), *_torchvision(), *_papers(), *_tutorials())
"""Every preset, in the order in which they are shown."""

PRESETS: dict[str, NetworkConfig] = {preset.name: preset.config for preset in ALL}
"""Config by name."""
