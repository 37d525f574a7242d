"""What the recipe's form shows: its sections, their fields in order, their labels and choices."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.recipe_rules import RANGES
from explorer.ui.editor.form_plan import FieldPlan, Section
from models.config import Value
from models.rules import Range

translate = QCoreApplication.translate

PREFIXES: dict[type[Value], str] = {
    Recipe: "recipe.",
    Augmentation: "recipe.augmentation.",
    DataConfig: "recipe.data.",
}
"""Where each owner's fields are in an experiment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecipeField(FieldPlan):
    """One field of the recipe's form."""

    @property
    def legal(self) -> Range:
        return RANGES[self.owner][self.name]

    @property
    def path(self) -> str:
        """Path of the field in the experiment: "recipe.augmentation.flip"."""
        return PREFIXES[self.owner] + self.name


def recipe_sections() -> tuple[Section, ...]:
    """All fields of a recipe but the data's."""
    return (
        Section(translate("RecipeForm", "Length"), _length()),
        Section(translate("RecipeForm", "Optimiser"), _optimiser()),
        Section(translate("RecipeForm", "Schedule"), _schedule()),
        Section(translate("RecipeForm", "Pictures"), _augmentation()),
        Section(translate("RecipeForm", "Device and precision"), _device()),
        Section(translate("RecipeForm", "Repeatability"), _repeatability()),
    )


def data_source_field() -> RecipeField:
    """Which data."""
    return _choice(
        DataConfig,
        "name",
        translate("RecipeForm", "Pictures"),
        ("digits", translate("RecipeForm", "Handwritten digits")),
        ("folder", translate("RecipeForm", "Picture folder")),
        ("mnist", translate("RecipeForm", "MNIST")),
        ("fashion_mnist", translate("RecipeForm", "Fashion-MNIST")),
        ("kmnist", translate("RecipeForm", "KMNIST")),
        ("cifar10", translate("RecipeForm", "CIFAR-10")),
        ("cifar100", translate("RecipeForm", "CIFAR-100")),
        ("svhn", translate("RecipeForm", "SVHN")),
        ("imagenette", translate("RecipeForm", "Imagenette")),
    )


def data_split_field() -> RecipeField:
    """How much of it is for testing."""
    return _number(DataConfig, "test_fraction", translate("RecipeForm", "Held out for test"), 0.05)


def _length() -> tuple[RecipeField, ...]:
    return (
        _integer(Recipe, "epochs", translate("RecipeForm", "Epochs")),
        _integer(Recipe, "steps", translate("RecipeForm", "Steps instead"), step=1000, default=64_000),
        _integer(Recipe, "patience", translate("RecipeForm", "Stop early, after"), default=10),
        _integer(Recipe, "batch_size", translate("RecipeForm", "Batch size"), step=16),
        _integer(Recipe, "accumulate", translate("RecipeForm", "Computed in parts")),
    )


def _optimiser() -> tuple[RecipeField, ...]:
    return (
        _choice(
            Recipe,
            "optimizer",
            translate("RecipeForm", "Optimiser"),
            ("sgd", translate("RecipeForm", "SGD")),
            ("adamw", translate("RecipeForm", "AdamW")),
        ),
        _number(Recipe, "learning_rate", translate("RecipeForm", "Learning rate"), 0.01),
        _number(Recipe, "momentum", translate("RecipeForm", "Momentum"), 0.05),
        _switch(Recipe, "nesterov", translate("RecipeForm", "Nesterov")),
        _number(Recipe, "weight_decay", translate("RecipeForm", "Weight decay"), 1e-4),
        _switch(Recipe, "decay_all", translate("RecipeForm", "Decay all weights")),
        _number(Recipe, "clip_norm", translate("RecipeForm", "Longest gradient"), 0.5),
        _number(Recipe, "label_smoothing", translate("RecipeForm", "Label smoothing"), 0.05),
        _number(Recipe, "ema", translate("RecipeForm", "Averaged weights"), 0.001, default=0.999),
    )


def _schedule() -> tuple[RecipeField, ...]:
    return (
        _choice(
            Recipe,
            "schedule",
            translate("RecipeForm", "Schedule"),
            ("constant", translate("RecipeForm", "Constant")),
            ("one_cycle", translate("RecipeForm", "One cycle")),
            ("cosine", translate("RecipeForm", "Cosine")),
            ("step", translate("RecipeForm", "Falls at milestones")),
        ),
        _numbers(Recipe, "milestones", translate("RecipeForm", "Milestones")),
        _number(Recipe, "decay_factor", translate("RecipeForm", "Each time, times"), 0.1),
        _number(Recipe, "warm_up", translate("RecipeForm", "Warm-up"), 0.05, default=0.1),
    )


def _augmentation() -> tuple[RecipeField, ...]:
    return (
        _integer(Augmentation, "crop_padding", translate("RecipeForm", "Crop padding")),
        _switch(Augmentation, "flip", translate("RecipeForm", "Mirror half of them")),
        _integer(Augmentation, "cutout", translate("RecipeForm", "Cutout"), step=4),
        _number(Augmentation, "erase", translate("RecipeForm", "Random erasing"), 0.05),
        _number(Augmentation, "mixup", translate("RecipeForm", "Mixup"), 0.1),
        _number(Augmentation, "cutmix", translate("RecipeForm", "CutMix"), 0.1),
        _numbers(Recipe, "mean", translate("RecipeForm", "Mean"), default=(0.5,)),
        _numbers(Recipe, "std", translate("RecipeForm", "Deviation"), default=(0.25,)),
    )


def _device() -> tuple[RecipeField, ...]:
    return (
        _choice(
            Recipe,
            "device",
            translate("RecipeForm", "Device"),
            ("auto", translate("RecipeForm", "Best there is")),
            ("cpu", translate("RecipeForm", "CPU")),
            ("cuda", translate("RecipeForm", "CUDA (NVIDIA, AMD)")),
            ("mps", translate("RecipeForm", "MPS (Apple)")),
        ),
        _choice(
            Recipe,
            "precision",
            translate("RecipeForm", "Precision"),
            ("fp32", translate("RecipeForm", "fp32")),
            ("tf32", translate("RecipeForm", "tf32")),
            ("bf16", translate("RecipeForm", "bf16, mixed")),
            ("fp16", translate("RecipeForm", "fp16, mixed")),
        ),
        _switch(Recipe, "channels_last", translate("RecipeForm", "Channels last")),
        _switch(Recipe, "compile", translate("RecipeForm", "Compile")),
        _switch(Recipe, "sync_batch_norm", translate("RecipeForm", "Shared batch norm")),
    )


def _repeatability() -> tuple[RecipeField, ...]:
    return (
        _integer(Recipe, "seed", translate("RecipeForm", "Seed")),
        _switch(Recipe, "deterministic", translate("RecipeForm", "Same bits every time")),
        _switch(Recipe, "tensorboard", translate("RecipeForm", "TensorBoard files")),
    )


def _integer(owner: type[Value], name: str, label: str, **more: object) -> RecipeField:
    return RecipeField(owner=owner, name=name, label=label, kind="integer", **more)


def _number(owner: type[Value], name: str, label: str, step: float, **more: object) -> RecipeField:
    return RecipeField(owner=owner, name=name, label=label, kind="number", step=step, **more)


def _numbers(owner: type[Value], name: str, label: str, **more: object) -> RecipeField:
    return RecipeField(owner=owner, name=name, label=label, kind="numbers", **more)


def _switch(owner: type[Value], name: str, label: str) -> RecipeField:
    return RecipeField(owner=owner, name=name, label=label, kind="switch")


def _choice(owner: type[Value], name: str, label: str, *choices: tuple[str, str]) -> RecipeField:
    return RecipeField(owner=owner, name=name, label=label, kind="choice", choices=choices)
