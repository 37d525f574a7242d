"""Named networks: torchvision's, the papers', the tutorials' and two small ones for the embedded digits."""

from dataclasses import dataclass
from typing import Literal

from models.config import (
    DenseStage,
    InitConfig,
    InputShape,
    NetworkConfig,
    ResidualStage,
    StageConfig,
    StemConfig,
)

IMAGENET = InputShape()
CIFAR = InputShape(height=32, width=32)
DIGITS = InputShape(channels=1, height=8, width=8)

CIFAR_STEM = StemConfig(channels=16, kernel=3, stride=1, pool="none")

DENSENET_INIT = InitConfig(scheme="kaiming_fan_in")


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A named config and where it comes from."""

    name: str
    title: str
    group: Literal["Starters", "torchvision", "Papers", "Tutorials"]
    note: str
    """One sentence: what is special about it."""
    config: NetworkConfig


def imagenet_resnet(blocks: tuple[int, ...], **stage: object) -> NetworkConfig:
    """torchvision's ResNet family: four stages of widths 64 to 512, stride 2 from the second on."""
    stages = tuple(
        ResidualStage(blocks=num_blocks, width=64 * 2**i, stride=1 if i == 0 else 2, **stage)
        for i, num_blocks in enumerate(blocks)
    )
    return NetworkConfig(stages=stages)


def cifar_resnet(depth: int, **stage: object) -> NetworkConfig:
    """The ResNet paper's CIFAR nets (section 4.2): depth 6n + 2, three stages of widths 16, 32, 64."""
    blocks, rest = divmod(depth - 2, 6)
    if rest:
        raise ValueError(f"a CIFAR ResNet of basic blocks has depth 6n + 2, not {depth}")
    stages = tuple(
        ResidualStage(blocks=blocks, width=16 * 2**i, stride=1 if i == 0 else 2, **{"shortcut": "zero_pad", **stage})
        for i in range(3)
    )
    return NetworkConfig(input=CIFAR, num_classes=10, stem=CIFAR_STEM, stages=stages)


def imagenet_densenet(growth_rate: int, layers: tuple[int, ...], stem: int) -> NetworkConfig:
    """torchvision's DenseNet-BC family."""
    return NetworkConfig(stem=StemConfig(channels=stem), stages=dense_stages(growth_rate, layers), init=DENSENET_INIT)


def cifar_densenet_bc(depth: int, growth_rate: int) -> NetworkConfig:
    """The DenseNet paper's BC nets for CIFAR: depth 6n + 4, three dense blocks, a bare stem of 2k channels."""
    layers, rest = divmod(depth - 4, 6)
    if rest:
        raise ValueError(f"a DenseNet-BC of three blocks has depth 6n + 4, not {depth}")
    return NetworkConfig(
        input=CIFAR,
        num_classes=10,
        stem=StemConfig(channels=2 * growth_rate, kernel=3, stride=1, pool="none", norm=False),
        stages=dense_stages(growth_rate, (layers,) * 3),
        init=DENSENET_INIT,
    )


def dense_stages(growth_rate: int, layers: tuple[int, ...], **stage: object) -> tuple[StageConfig, ...]:
    """Dense blocks with a transition after each but the last."""
    last = len(layers) - 1
    return tuple(
        DenseStage(layers=num_layers, growth_rate=growth_rate, transition=0.5 if i < last else None, **stage)
        for i, num_layers in enumerate(layers)
    )


def tutorial_resnet18(picture: InputShape, num_classes: int, shortcut: str, **network: object) -> NetworkConfig:
    """A ResNet-18 as the tutorials write it: every convolution with a bias."""
    stages = tuple(
        ResidualStage(width=64 * 2**i, stride=1 if i == 0 else 2, shortcut=shortcut, bias=True) for i in range(4)
    )
    return NetworkConfig(**{"input": picture, "num_classes": num_classes, "stages": stages, **network})


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
    return NetworkConfig(stem=StemConfig(bias=True), stages=stages)


def _tutorial_densenet_grey() -> NetworkConfig:
    return NetworkConfig(
        input=InputShape(channels=1, height=96, width=96),
        num_classes=10,
        stem=StemConfig(bias=True),
        stages=dense_stages(32, (4, 4, 4, 4), bottleneck=None, bias=True),
        init=DENSENET_INIT,
    )


def _digits_resnet() -> NetworkConfig:
    stages = tuple(ResidualStage(blocks=1, width=16 * 2**i, stride=1 if i == 0 else 2) for i in range(3))
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
            note="Three residual blocks; 98 % of held-out digits in seconds on a laptop.",
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
    return [
        Preset(
            name="resnet20_cifar",
            title="ResNet-20, CIFAR",
            group="Papers",
            note="6n + 2 layers with shortcut A; the paper reports 8.75 % error on CIFAR-10.",
            config=cifar_resnet(20),
        ),
        Preset(
            name="resnet56_cifar",
            title="ResNet-56, CIFAR",
            group="Papers",
            note="6n + 2 layers with shortcut A; the paper reports 6.97 % error on CIFAR-10.",
            config=cifar_resnet(56),
        ),
        Preset(
            name="densenet_bc100_k12_cifar",
            title="DenseNet-BC (100, k = 12), CIFAR",
            group="Papers",
            note="0.8 M parameters; the paper reports 4.51 % error on CIFAR-10 with augmentation.",
            config=cifar_densenet_bc(100, 12),
        ),
    ]


def _tutorials() -> list[Preset]:
    grey = InputShape(channels=1)
    cifar_stem = StemConfig(channels=64, kernel=3, stride=1, pool="none", bias=True)
    xavier = InitConfig(scheme="xavier")
    return [
        Preset(
            name="tutorial_resnet18_grey",
            title="Tutorial 1: ResNet-18, grey",
            group="Tutorials",
            note="Biases everywhere, and shortcuts that are one bare 1x1 convolution.",
            config=tutorial_resnet18(grey, 10, "conv", stem=StemConfig(bias=True), init=xavier),
        ),
        Preset(
            name="tutorial_densenet_grey",
            title="Tutorial 2: DenseNet, grey",
            group="Tutorials",
            note="Four dense blocks of four layers, k = 32, no bottleneck.",
            config=_tutorial_densenet_grey(),
        ),
        Preset(
            name="tutorial_resnet18_cifar",
            title="Tutorial 3: ResNet-18, CIFAR",
            group="Tutorials",
            note="A 3x3 stem and no max-pool, for pictures of 32 x 32.",
            config=tutorial_resnet18(CIFAR, 10, "projection", stem=cifar_stem),
        ),
        Preset(
            name="tutorial_densenet121",
            title="Tutorial 4: DenseNet-121",
            group="Tutorials",
            note="Bottleneck, compression and pre-activation: the same net as torchvision's.",
            config=imagenet_densenet(32, (6, 12, 24, 16), 64),
        ),
        Preset(
            name="tutorial_resnet18_conv_downsample",
            title="Tutorial 5: ResNet-18 with bare convolutions",
            group="Tutorials",
            note="A bare strided convolution enters stages 2 to 4, so it has 2.9 M more parameters than ResNet-18.",
            config=_tutorial_conv_downsample(),
        ),
    ]


ALL: tuple[Preset, ...] = (*_starters(), *_torchvision(), *_papers(), *_tutorials())
"""Every preset, in the order in which they are shown."""

PRESETS: dict[str, NetworkConfig] = {preset.name: preset.config for preset in ALL}
"""Config by name."""
