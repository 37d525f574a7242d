"""Which fields stand in the forms, in which sections and in which order; what a field is, its config declares."""

from PySide6.QtCore import QCoreApplication

from explorer.experiment.field_path import get_field
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.ui.language import in_words
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
from models.field import DeclaredField

translate = QCoreApplication.translate

PLACES: dict[type[Value], str] = {
    NetworkConfig: "",
    Recipe: "recipe.",
    Augmentation: "recipe.augmentation.",
    DataConfig: "recipe.data.",
}
"""Where the fields are that belong to no part of the network: in the network, or in the experiment."""


class Field(DeclaredField):
    """One field of a form, in the window's language."""

    owner: type[Value]

    @property
    def label(self) -> str:
        return in_words(self.spec.label)

    @property
    def choices(self) -> tuple[tuple[str | None, str], ...]:
        """(value, label) of a choice."""
        return tuple((value, in_words(label)) for value, label in self.spec.choices.items())

    @property
    def help(self) -> str:
        return in_words(super().help)

    def path(self, part: str = "") -> str:
        """Where the field is in the network, for which it may need a part, or "recipe.epochs" in the experiment."""
        return PLACES.get(self.owner, f"{part}.") + self.name

    def owner_in(self, tree: Value, part: str = "") -> Value:
        """What has the field in a network or an experiment."""
        place = self.path(part).rpartition(".")[0]
        return get_field(tree, place) if place else tree

    def irrelevance_in(self, tree: Value, part: str = "") -> str:
        """Why the field changes nothing now in a network or an experiment; empty where it does."""
        return in_words(self.owner_in(tree, part).irrelevance(self.name, tree) or "")


class Section:
    """Fields that belong together under one title; folded away where they are seldom needed."""

    def __init__(self, title: str, *fields: Field, is_folded: bool = False) -> None:
        self.title, self.fields, self.is_folded = title, fields, is_folded


def _of(owner: type[Value], *names: str) -> tuple[Field, ...]:
    return tuple(Field(owner, name) for name in names)


def part_sections(kind: str) -> tuple[Section, ...]:
    """The sections of the form for a kind of part."""
    size, advanced = translate("Form", "Size"), translate("Form", "Advanced")
    regularisation = translate("Form", "Regularisation")
    match kind:
        case "input":
            return (Section(translate("Form", "Image"), *_of(InputShape, "channels", "height", "width")),)
        case "stem":
            convolution = _of(StemConfig, "channels", "kernel", "stride", "pool")
            return (
                Section(translate("Form", "Convolution"), *convolution),
                Section(advanced, *_of(StemConfig, "convs", "norm", "bias"), is_folded=True),
            )
        case "residual":
            rare = ("order", "activation", "stride_on", "downsample", "entry", "width_multiplier", "squeeze_excitation")
            convolutions = _of(ResidualStage, "groups", "width_per_group", "bias")
            return (
                Section(size, *_of(ResidualStage, "blocks", "width", "stride", "block")),
                Section(translate("Form", "Shortcut"), *_of(ResidualStage, "shortcut")),
                Section(translate("Form", "Convolutions"), *convolutions),
                Section(regularisation, *_of(ResidualStage, "dropout")),
                Section(advanced, *_of(ResidualStage, *rare), is_folded=True),
            )
        case "dense":
            return (
                Section(size, *_of(DenseStage, "layers", "growth_rate", "bottleneck")),
                Section(translate("Form", "Transition"), *_of(DenseStage, "transition")),
                Section(regularisation, *_of(DenseStage, "dropout")),
                Section(advanced, *_of(DenseStage, "order", "activation", "checkpoint", "bias"), is_folded=True),
            )
        case "head":
            classifier = *_of(NetworkConfig, "num_classes"), *_of(HeadConfig, "dropout")
            return (Section(translate("Form", "Classifier"), *classifier),)
    return (
        Section(translate("Form", "Activation"), *_of(NetworkConfig, "activation")),
        Section(translate("Form", "Weights"), *_of(InitConfig, "scheme", "zero_init_residual")),
        Section(regularisation, *_of(NetworkConfig, "stochastic_depth")),
    )


def data_fields() -> tuple[Field, Field]:
    """Which data a network is trained on, and how much of it is for testing."""
    return Field(DataConfig, "name"), Field(DataConfig, "test_fraction")


def recipe_sections() -> tuple[Section, ...]:
    """All fields of a recipe but the data's, and those that say which weights it begins with and leaves alone."""
    length = _of(Recipe, "epochs", "steps", "patience", "batch_size", "accumulate")
    decay = _of(Recipe, "weight_decay", "decay_all", "clip_norm", "label_smoothing", "ema")
    optimiser = *_of(Recipe, "optimizer", "learning_rate", "momentum", "nesterov"), *decay
    schedule = _of(Recipe, "schedule", "milestones", "decay_factor", "warm_up")
    images = *_of(Augmentation, *Augmentation.model_fields), *_of(Recipe, "mean", "std")
    device = _of(Recipe, "device", "precision", "channels_last", "compile", "sync_batch_norm")
    return (
        Section(translate("RecipeForm", "Length"), *length),
        Section(translate("RecipeForm", "Optimiser"), *optimiser),
        Section(translate("RecipeForm", "Schedule"), *schedule),
        Section(translate("RecipeForm", "Images"), *images),
        Section(translate("RecipeForm", "Device and precision"), *device),
        Section(translate("RecipeForm", "Repeatability"), *_of(Recipe, "seed", "deterministic", "tensorboard")),
    )
