"""What the forms show: the sections of every kind of part, their fields in order, their labels and choices."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from explorer.ui.subject_text import subject_text
from models.config import (
    DenseStage,
    HeadConfig,
    InitConfig,
    InputShape,
    NetworkConfig,
    ResidualStage,
    StemConfig,
    Value,
)
from models.rules import RANGES, Range

translate = QCoreApplication.translate

FieldKind = Literal["integer", "number", "numbers", "choice", "switch"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldPlan:
    """One field of a form."""

    owner: type[Value]
    name: str
    label: str
    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) of a choice."""
    step: float = 1
    default: float | tuple[float, ...] | None = None
    """What an optional number, or list of them, begins with when switched on; None for a field that always has one."""

    @property
    def legal(self) -> Range:
        return RANGES[self.owner][self.name]

    @property
    def doc(self) -> str:
        """The description in the config, the one place where a field is explained."""
        return subject_text(self.owner.model_fields[self.name].description.replace("\n", " "))

    @property
    def initial(self) -> object:
        """What the field begins with."""
        return self.owner.model_fields[self.name].default

    @property
    def of_network(self) -> bool:
        """Whether the field belongs to the network itself and not to one of its parts."""
        return self.owner is NetworkConfig


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together under one title; folded away where they are seldom needed."""

    title: str
    fields: tuple[FieldPlan, ...]
    is_folded: bool = False


def form_plan(kind: str) -> tuple[Section, ...]:
    """The sections of the form for a kind of part."""
    return {
        "input": _input,
        "stem": _stem,
        "residual": _residual,
        "dense": _dense,
        "head": _head,
        "init": _init,
    }[kind]()


def _integer(owner: type[Value], name: str, label: str, **more: object) -> FieldPlan:
    return FieldPlan(owner=owner, name=name, label=label, kind="integer", **more)


def _number(owner: type[Value], name: str, label: str, step: float, **more: object) -> FieldPlan:
    return FieldPlan(owner=owner, name=name, label=label, kind="number", step=step, **more)


def _switch(owner: type[Value], name: str, label: str) -> FieldPlan:
    return FieldPlan(owner=owner, name=name, label=label, kind="switch")


def _choice(owner: type[Value], name: str, label: str, *choices: tuple[str, str]) -> FieldPlan:
    return FieldPlan(owner=owner, name=name, label=label, kind="choice", choices=choices)


def _input() -> tuple[Section, ...]:
    fields = (
        _integer(InputShape, "channels", translate("Form", "Colour channels")),
        _integer(InputShape, "height", translate("Form", "Height")),
        _integer(InputShape, "width", translate("Form", "Width")),
    )
    return (Section(translate("Form", "Picture"), fields),)


def _stem() -> tuple[Section, ...]:
    convolution = (
        _integer(StemConfig, "channels", translate("Form", "Channels")),
        _integer(StemConfig, "kernel", translate("Form", "Kernel")),
        _integer(StemConfig, "stride", translate("Form", "Stride")),
        _choice(
            StemConfig,
            "pool",
            translate("Form", "Pooling"),
            ("max", translate("Form", "Max-pool 3×3, stride 2")),
            ("none", translate("Form", "None")),
        ),
    )
    advanced = (
        _integer(StemConfig, "convs", translate("Form", "Convolutions")),
        _switch(StemConfig, "norm", translate("Form", "Batch norm and ReLU")),
        _switch(StemConfig, "bias", translate("Form", "Bias")),
    )
    return (
        Section(translate("Form", "Convolution"), convolution),
        Section(translate("Form", "Advanced"), advanced, is_folded=True),
    )


def _residual() -> tuple[Section, ...]:
    size = (
        _integer(ResidualStage, "blocks", translate("Form", "Blocks")),
        _integer(ResidualStage, "width", translate("Form", "Width")),
        _integer(ResidualStage, "stride", translate("Form", "Stride")),
        _choice(
            ResidualStage,
            "block",
            translate("Form", "Block"),
            ("basic", translate("Form", "Basic, two 3×3")),
            ("bottleneck", translate("Form", "Bottleneck, 1-3-1")),
        ),
    )
    convolutions = (
        _integer(ResidualStage, "groups", translate("Form", "Groups")),
        _integer(ResidualStage, "width_per_group", translate("Form", "Width per group"), default=64),
        _switch(ResidualStage, "bias", translate("Form", "Bias")),
    )
    regularisation = (_number(ResidualStage, "dropout", translate("Form", "Dropout"), 0.05),)
    return (
        Section(translate("Form", "Size"), size),
        Section(translate("Form", "Shortcut"), (_shortcut(),)),
        Section(translate("Form", "Convolutions"), convolutions),
        Section(translate("Form", "Regularisation"), regularisation),
        Section(translate("Form", "Advanced"), _residual_advanced(), is_folded=True),
    )


def _shortcut() -> FieldPlan:
    return _choice(
        ResidualStage,
        "shortcut",
        translate("Form", "Shortcut"),
        ("identity", translate("Form", "Identity")),
        ("zero_pad", translate("Form", "Zero padding (A)")),
        ("projection", translate("Form", "Projection (B)")),
        ("projection_all", translate("Form", "Projection everywhere (C)")),
        ("conv", translate("Form", "Bare 1×1 convolution")),
        ("none", translate("Form", "None: plain network")),
    )


def _residual_advanced() -> tuple[FieldPlan, ...]:
    return (
        _order(),
        _choice(
            ResidualStage,
            "stride_on",
            translate("Form", "Stride on"),
            ("1x1", translate("Form", "First 1×1 (v1, the paper)")),
            ("3x3", translate("Form", "3×3 (v1.5, torchvision)")),
        ),
        _choice(
            ResidualStage,
            "downsample",
            translate("Form", "Projection's stride"),
            ("conv", translate("Form", "Strided 1×1")),
            ("avg_pool", translate("Form", "Average-pool (ResNet-D)")),
        ),
        _choice(
            ResidualStage,
            "entry",
            translate("Form", "Entered by"),
            ("block", translate("Form", "The first block")),
            ("conv", translate("Form", "A bare 3×3 convolution")),
        ),
        _number(ResidualStage, "width_multiplier", translate("Form", "Width multiplier"), 1),
        _integer(ResidualStage, "squeeze_excitation", translate("Form", "Squeeze-excitation"), default=16),
    )


def _order() -> FieldPlan:
    return _choice(
        ResidualStage,
        "order",
        translate("Form", "Order"),
        ("original", translate("Form", "Original (2015)")),
        ("bn_after_add", translate("Form", "Batch norm after addition")),
        ("relu_before_add", translate("Form", "ReLU before addition")),
        ("relu_only_preact", translate("Form", "ReLU-only pre-activation")),
        ("full_preact", translate("Form", "Full pre-activation (v2)")),
    )


def _dense() -> tuple[Section, ...]:
    size = (
        _integer(DenseStage, "layers", translate("Form", "Layers")),
        _integer(DenseStage, "growth_rate", translate("Form", "Growth rate k")),
        _integer(DenseStage, "bottleneck", translate("Form", "Bottleneck, × k"), default=4),
    )
    transition = (_number(DenseStage, "transition", translate("Form", "Compression"), 0.1, default=0.5),)
    regularisation = (_number(DenseStage, "dropout", translate("Form", "Dropout"), 0.05),)
    advanced = (
        _choice(
            DenseStage,
            "order",
            translate("Form", "Order"),
            ("pre", translate("Form", "BN, ReLU, convolution")),
            ("post", translate("Form", "Convolution, BN, ReLU")),
        ),
        _switch(DenseStage, "checkpoint", translate("Form", "Recompute to save memory")),
        _switch(DenseStage, "bias", translate("Form", "Bias")),
    )
    return (
        Section(translate("Form", "Size"), size),
        Section(translate("Form", "Transition"), transition),
        Section(translate("Form", "Regularisation"), regularisation),
        Section(translate("Form", "Advanced"), advanced, is_folded=True),
    )


def _head() -> tuple[Section, ...]:
    return (
        Section(
            translate("Form", "Classifier"),
            (
                _integer(NetworkConfig, "num_classes", translate("Form", "Classes")),
                _number(HeadConfig, "dropout", translate("Form", "Dropout"), 0.05),
            ),
        ),
    )


def _init() -> tuple[Section, ...]:
    weights = (
        _choice(
            InitConfig,
            "scheme",
            translate("Form", "Scheme"),
            ("kaiming_fan_out", translate("Form", "Kaiming normal, fan out")),
            ("kaiming_fan_in", translate("Form", "Kaiming normal, fan in")),
            ("xavier", translate("Form", "Xavier uniform")),
            ("pytorch", translate("Form", "PyTorch's default")),
        ),
        _switch(InitConfig, "zero_init_residual", translate("Form", "Blocks begin as identity")),
    )
    depth = (_number(NetworkConfig, "stochastic_depth", translate("Form", "Stochastic depth"), 0.05),)
    return (
        Section(translate("Form", "Weights"), weights),
        Section(translate("Form", "Regularisation"), depth),
    )
