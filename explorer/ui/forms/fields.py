"""The fields of the forms, each declared once: where it belongs, its label, its choices, and when it means nothing."""

from dataclasses import dataclass
from functools import cached_property
from types import NoneType
from typing import Literal, get_args, get_origin

from PySide6.QtCore import QCoreApplication

from explorer.experiment import recipe_rules
from explorer.experiment.field_path import get_field
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.ui.language import in_words
from models import rules
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
from models.rules import Range
from models.units.layer import ACTIVATIONS

translate = QCoreApplication.translate

PLACES: dict[type[Value], str] = {
    NetworkConfig: "",
    Recipe: "recipe.",
    Augmentation: "recipe.augmentation.",
    DataConfig: "recipe.data.",
}
"""Where the fields are that belong to no part of the network: in the network, or in the experiment."""
_ACTIVATIONS = tuple((each.function, str(each)) for each in ACTIVATIONS)
KINDS = {bool: "switch", int: "integer", float: "number", tuple: "numbers", Literal: "choice"}


@dataclass(frozen=True)
class Field:
    """One field of a form. Its kind, range and description are those of the config."""

    owner: type[Value]
    name: str
    label: str
    step: float = 1
    default: float | tuple[float, ...] | None = None
    """What an optional number, or list of them, begins with when switched on; None for a field that always has one."""
    choices: tuple[tuple[str | None, str], ...] = ()
    """(value, label) of a choice."""

    @cached_property
    def kind(self) -> str:
        """One of KINDS."""
        annotation = self.owner.model_fields[self.name].annotation
        if NoneType in get_args(annotation):
            annotation = get_args(annotation)[0]
        return KINDS[get_origin(annotation) or annotation]

    @property
    def legal(self) -> Range:
        return (rules.RANGES.get(self.owner) or recipe_rules.RANGES[self.owner])[self.name]

    @property
    def doc(self) -> str:
        return field_doc(self.owner, self.name)

    @property
    def initial(self) -> object:
        """What the field begins with."""
        return self.owner.model_fields[self.name].default

    def path(self, part: str = "") -> str:
        """Where the field is in the network, for which it may need a part, or "recipe.epochs" in the experiment."""
        return PLACES.get(self.owner, f"{part}.") + self.name

    def owner_in(self, tree: Value, part: str = "") -> Value:
        """What has the field in a network or an experiment."""
        place = self.path(part).rpartition(".")[0]
        return get_field(tree, place) if place else tree


class Section:
    """Fields that belong together under one title; folded away where they are seldom needed."""

    def __init__(self, title: str, *fields: Field, is_folded: bool = False) -> None:
        self.title, self.fields, self.is_folded = title, fields, is_folded


def field_doc(owner: type[Value], name: str) -> str:
    """The description in the config, the one place where a field is explained."""
    return in_words(owner.model_fields[name].description.replace("\n", " "))


def part_sections(kind: str) -> tuple[Section, ...]:
    """The sections of the form for a kind of part."""
    match kind:
        case "input":
            return (
                Section(
                    translate("Form", "Image"),
                    Field(InputShape, "channels", translate("Form", "Colour channels")),
                    Field(InputShape, "height", translate("Form", "Height")),
                    Field(InputShape, "width", translate("Form", "Width")),
                ),
            )
        case "stem":
            return _stem()
        case "residual":
            return _residual()
        case "dense":
            return _dense()
        case "head":
            return (
                Section(
                    translate("Form", "Classifier"),
                    Field(NetworkConfig, "num_classes", translate("Form", "Classes")),
                    Field(HeadConfig, "dropout", translate("Form", "Dropout"), 0.05),
                ),
            )
    scheme = (
        ("kaiming_fan_out", translate("Form", "Kaiming normal, fan out")),
        ("kaiming_fan_in", translate("Form", "Kaiming normal, fan in")),
        ("xavier", translate("Form", "Xavier uniform")),
        ("pytorch", translate("Form", "PyTorch's default")),
    )
    return (
        Section(
            translate("Form", "Activation"),
            Field(NetworkConfig, "activation", translate("Form", "Activation"), choices=_ACTIVATIONS),
        ),
        Section(
            translate("Form", "Weights"),
            Field(InitConfig, "scheme", translate("Form", "Scheme"), choices=scheme),
            Field(InitConfig, "zero_init_residual", translate("Form", "Blocks begin as identity")),
        ),
        Section(
            translate("Form", "Regularisation"),
            Field(NetworkConfig, "stochastic_depth", translate("Form", "Stochastic depth"), 0.05),
        ),
    )


def _stem() -> tuple[Section, ...]:
    pool = ("max", translate("Form", "Max-pool 3×3, stride 2")), ("none", translate("Form", "None"))
    return (
        Section(
            translate("Form", "Convolution"),
            Field(StemConfig, "channels", translate("Form", "Channels")),
            Field(StemConfig, "kernel", translate("Form", "Kernel")),
            Field(StemConfig, "stride", translate("Form", "Stride")),
            Field(StemConfig, "pool", translate("Form", "Pooling"), choices=pool),
        ),
        Section(
            translate("Form", "Advanced"),
            Field(StemConfig, "convs", translate("Form", "Convolutions")),
            Field(StemConfig, "norm", translate("Form", "Batch norm and activation")),
            Field(StemConfig, "bias", translate("Form", "Bias")),
            is_folded=True,
        ),
    )


def _residual() -> tuple[Section, ...]:
    block = ("basic", translate("Form", "Basic, two 3×3")), ("bottleneck", translate("Form", "Bottleneck, 1-3-1"))
    shortcut = (
        ("identity", translate("Form", "Identity")),
        ("zero_pad", translate("Form", "Zero padding (A)")),
        ("projection", translate("Form", "Projection (B)")),
        ("projection_all", translate("Form", "Projection everywhere (C)")),
        ("conv", translate("Form", "Bare 1×1 convolution")),
        ("none", translate("Form", "None: plain network")),
    )
    order = (
        ("original", translate("Form", "Original (2015)")),
        ("bn_after_add", translate("Form", "Batch norm after addition")),
        ("relu_before_add", translate("Form", "ReLU before addition")),
        ("relu_only_preact", translate("Form", "ReLU-only pre-activation")),
        ("full_preact", translate("Form", "Full pre-activation (v2)")),
    )
    stride_on = (
        ("1x1", translate("Form", "First 1×1 (v1, the paper)")),
        ("3x3", translate("Form", "3×3 (v1.5, torchvision)")),
    )
    downsample = ("conv", translate("Form", "Strided 1×1")), ("avg_pool", translate("Form", "Average-pool (ResNet-D)"))
    entry = ("block", translate("Form", "The first block")), ("conv", translate("Form", "A bare 3×3 convolution"))
    return (
        Section(
            translate("Form", "Size"),
            Field(ResidualStage, "blocks", translate("Form", "Blocks")),
            Field(ResidualStage, "width", translate("Form", "Width")),
            Field(ResidualStage, "stride", translate("Form", "Stride")),
            Field(ResidualStage, "block", translate("Form", "Block"), choices=block),
        ),
        Section(
            translate("Form", "Shortcut"),
            Field(ResidualStage, "shortcut", translate("Form", "Shortcut"), choices=shortcut),
        ),
        Section(
            translate("Form", "Convolutions"),
            Field(ResidualStage, "groups", translate("Form", "Groups")),
            Field(ResidualStage, "width_per_group", translate("Form", "Width per group"), default=64),
            Field(ResidualStage, "bias", translate("Form", "Bias")),
        ),
        Section(
            translate("Form", "Regularisation"),
            Field(ResidualStage, "dropout", translate("Form", "Dropout"), 0.05),
        ),
        Section(
            translate("Form", "Advanced"),
            Field(ResidualStage, "order", translate("Form", "Order"), choices=order),
            _activation(ResidualStage),
            Field(ResidualStage, "stride_on", translate("Form", "Stride on"), choices=stride_on),
            Field(ResidualStage, "downsample", translate("Form", "Projection's stride"), choices=downsample),
            Field(ResidualStage, "entry", translate("Form", "Entered by"), choices=entry),
            Field(ResidualStage, "width_multiplier", translate("Form", "Width multiplier")),
            Field(ResidualStage, "squeeze_excitation", translate("Form", "Squeeze-excitation"), default=16),
            is_folded=True,
        ),
    )


def _dense() -> tuple[Section, ...]:
    order = (
        ("pre", translate("Form", "BN, activation, convolution")),
        ("post", translate("Form", "Convolution, BN, activation")),
    )
    return (
        Section(
            translate("Form", "Size"),
            Field(DenseStage, "layers", translate("Form", "Layers")),
            Field(DenseStage, "growth_rate", translate("Form", "Growth rate k")),
            Field(DenseStage, "bottleneck", translate("Form", "Bottleneck, × k"), default=4),
        ),
        Section(
            translate("Form", "Transition"),
            Field(DenseStage, "transition", translate("Form", "Compression"), 0.1, default=0.5),
        ),
        Section(
            translate("Form", "Regularisation"),
            Field(DenseStage, "dropout", translate("Form", "Dropout"), 0.05),
        ),
        Section(
            translate("Form", "Advanced"),
            Field(DenseStage, "order", translate("Form", "Order"), choices=order),
            _activation(DenseStage),
            Field(DenseStage, "checkpoint", translate("Form", "Recompute to save memory")),
            Field(DenseStage, "bias", translate("Form", "Bias")),
            is_folded=True,
        ),
    )


def _activation(owner: type[Value]) -> Field:
    choices = ((None, translate("Form", "The network's")), *_ACTIVATIONS)
    return Field(owner, "activation", translate("Form", "Activation"), choices=choices)


def data_fields() -> tuple[Field, Field]:
    """Which data a network is trained on, and how much of it is for testing."""
    names = (
        ("digits", translate("RecipeForm", "Handwritten digits")),
        ("folder", translate("RecipeForm", "Image folder")),
        ("mnist", translate("RecipeForm", "MNIST")),
        ("fashion_mnist", translate("RecipeForm", "Fashion-MNIST")),
        ("kmnist", translate("RecipeForm", "KMNIST")),
        ("cifar10", translate("RecipeForm", "CIFAR-10")),
        ("cifar100", translate("RecipeForm", "CIFAR-100")),
        ("svhn", translate("RecipeForm", "SVHN")),
        ("imagenette", translate("RecipeForm", "Imagenette")),
    )
    return (
        Field(DataConfig, "name", translate("RecipeForm", "Images"), choices=names),
        Field(DataConfig, "test_fraction", translate("RecipeForm", "Held out for test"), 0.05),
    )


def recipe_sections() -> tuple[Section, ...]:
    """All fields of a recipe but the data's, and those that say which weights it begins with and leaves alone."""
    optimizer = ("sgd", translate("RecipeForm", "SGD")), ("adamw", translate("RecipeForm", "AdamW"))
    schedule = (
        ("constant", translate("RecipeForm", "Constant")),
        ("one_cycle", translate("RecipeForm", "One cycle")),
        ("cosine", translate("RecipeForm", "Cosine")),
        ("step", translate("RecipeForm", "Falls at milestones")),
    )
    device = (
        ("auto", translate("RecipeForm", "Best there is")),
        ("cpu", translate("RecipeForm", "CPU")),
        ("cuda", translate("RecipeForm", "CUDA (NVIDIA, AMD)")),
        ("mps", translate("RecipeForm", "MPS (Apple)")),
    )
    precision = (
        ("fp32", translate("RecipeForm", "fp32")),
        ("tf32", translate("RecipeForm", "tf32")),
        ("bf16", translate("RecipeForm", "bf16, mixed")),
        ("fp16", translate("RecipeForm", "fp16, mixed")),
    )
    return (
        Section(
            translate("RecipeForm", "Length"),
            Field(Recipe, "epochs", translate("RecipeForm", "Epochs")),
            Field(Recipe, "steps", translate("RecipeForm", "Steps instead"), default=64_000),
            Field(Recipe, "patience", translate("RecipeForm", "Stop early, after"), default=10),
            Field(Recipe, "batch_size", translate("RecipeForm", "Batch size")),
            Field(Recipe, "accumulate", translate("RecipeForm", "Computed in parts")),
        ),
        Section(
            translate("RecipeForm", "Optimiser"),
            Field(Recipe, "optimizer", translate("RecipeForm", "Optimiser"), choices=optimizer),
            Field(Recipe, "learning_rate", translate("RecipeForm", "Learning rate"), 0.01),
            Field(Recipe, "momentum", translate("RecipeForm", "Momentum"), 0.05),
            Field(Recipe, "nesterov", translate("RecipeForm", "Nesterov")),
            Field(Recipe, "weight_decay", translate("RecipeForm", "Weight decay"), 1e-4),
            Field(Recipe, "decay_all", translate("RecipeForm", "Decay all weights")),
            Field(Recipe, "clip_norm", translate("RecipeForm", "Longest gradient"), 0.5),
            Field(Recipe, "label_smoothing", translate("RecipeForm", "Label smoothing"), 0.05),
            Field(Recipe, "ema", translate("RecipeForm", "Averaged weights"), 0.001, default=0.999),
        ),
        Section(
            translate("RecipeForm", "Schedule"),
            Field(Recipe, "schedule", translate("RecipeForm", "Schedule"), choices=schedule),
            Field(Recipe, "milestones", translate("RecipeForm", "Milestones")),
            Field(Recipe, "decay_factor", translate("RecipeForm", "Each time, times"), 0.1),
            Field(Recipe, "warm_up", translate("RecipeForm", "Warm-up"), 0.05, default=0.1),
        ),
        Section(
            translate("RecipeForm", "Images"),
            Field(Augmentation, "crop_padding", translate("RecipeForm", "Crop padding")),
            Field(Augmentation, "flip", translate("RecipeForm", "Mirror half of them")),
            Field(Augmentation, "cutout", translate("RecipeForm", "Cutout")),
            Field(Augmentation, "erase", translate("RecipeForm", "Random erasing"), 0.05),
            Field(Augmentation, "mixup", translate("RecipeForm", "Mixup"), 0.1),
            Field(Augmentation, "cutmix", translate("RecipeForm", "CutMix"), 0.1),
            Field(Recipe, "mean", translate("RecipeForm", "Mean"), default=(0.5,)),
            Field(Recipe, "std", translate("RecipeForm", "Deviation"), default=(0.25,)),
        ),
        Section(
            translate("RecipeForm", "Device and precision"),
            Field(Recipe, "device", translate("RecipeForm", "Device"), choices=device),
            Field(Recipe, "precision", translate("RecipeForm", "Precision"), choices=precision),
            Field(Recipe, "channels_last", translate("RecipeForm", "Channels last")),
            Field(Recipe, "compile", translate("RecipeForm", "Compile")),
            Field(Recipe, "sync_batch_norm", translate("RecipeForm", "Shared batch norm")),
        ),
        Section(
            translate("RecipeForm", "Repeatability"),
            Field(Recipe, "seed", translate("RecipeForm", "Seed")),
            Field(Recipe, "deterministic", translate("RecipeForm", "Same bits every time")),
            Field(Recipe, "tensorboard", translate("RecipeForm", "TensorBoard files")),
        ),
    )


def irrelevance(owner: Value, name: str, network: Value | None = None) -> str | None:
    """Why the field `name` of `owner`, in a network or a recipe, changes nothing now; None where it does."""
    stages = [stage for stage in getattr(network, "stages", ()) if isinstance(stage, ResidualStage)]
    match owner, name:
        case ResidualStage(block="basic"), "stride_on":
            return translate("Form", "A basic block has no 1×1 convolution: its first 3×3 takes the stride.")
        case ResidualStage(shortcut="identity" | "zero_pad" | "none"), "downsample":
            return translate("Form", "This shortcut has no projection.")
        case ResidualStage(entry="conv"), "stride_on" | "downsample":
            return translate("Form", "The bare convolution at the stage's entry takes the stride.")
        case ResidualStage(stride=1), "stride_on" | "downsample":
            return translate("Form", "The stride is 1: there is none to take.")
        case InitConfig(), "zero_init_residual" if not stages:
            return translate("Form", "There is no residual block.")
        case InitConfig(), "zero_init_residual" if all(stage.shortcut == "none" for stage in stages):
            return translate("Form", "A plain network has no shortcut that would carry the signal past a zero branch.")
        case NetworkConfig(), "stochastic_depth" if not stages:
            return translate("Form", "There is no residual block that could be skipped.")
        case Recipe(optimizer="adamw"), "nesterov":
            return translate("RecipeForm", "AdamW has no Nesterov momentum.")
        case Recipe(weight_decay=0), "decay_all":
            return translate("RecipeForm", "The weight decay is zero.")
        case Recipe(steps=int()), "epochs":
            return translate("RecipeForm", "The length is given in steps.")
        case Recipe(), "milestones" | "decay_factor" if owner.schedule != "step":
            return translate("RecipeForm", "Only the schedule that falls at milestones has them.")
        case DataConfig(), "test_fraction" if owner.name != "folder":
            return translate("RecipeForm", "These images have a split of their own.")
    return None
