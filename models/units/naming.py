"""Names of modules: torchvision's for pure residual and pure dense nets, so that weights load both ways."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Names of everything that is not inside a residual block or dense layer; {} is a number from 0 or 1, for an
    activation after its own name."""

    family: str
    stage: str
    first_stage_number: int
    exit: str
    """Full name of the activation owed at a stage's end; {} is the stage's number."""
    stem_conv: str
    stem_norm: str
    stem_activation: str
    stem_pool: str
    first_stem_number: int
    block: str = ""
    """Of a residual block within its stage."""
    dense_layer: str = ""
    """Of a dense layer within its stage."""
    transition: str = ""
    """Full name; {} is the stage's number."""
    head_norm: str = "norm"
    head_activation: str = "{}"
    head_pool: str = "avgpool"
    head_dropout: str = "dropout"
    head_linear: str = "fc"


RESNET = Naming(
    family="resnet",
    stage="layer{}",
    first_stage_number=1,
    block="{}",
    exit="layer{}.exit",
    stem_conv="conv{}",
    stem_norm="bn{}",
    stem_activation="{}{}",
    stem_pool="maxpool",
    first_stem_number=1,
)

DENSENET = Naming(
    family="densenet",
    stage="features.denseblock{}",
    first_stage_number=1,
    dense_layer="denselayer{}",
    transition="features.transition{}",
    exit="features.exit{}",
    stem_conv="features.conv{}",
    stem_norm="features.norm{}",
    stem_activation="features.{}{}",
    stem_pool="features.pool0",
    first_stem_number=0,
    # torchvision calls it norm5 however many dense blocks there are.
    head_norm="features.norm5",
    head_linear="classifier",
)

MIXED = Naming(
    family="mixed",
    stage="stages.{}",
    first_stage_number=0,
    block="{}",
    dense_layer="dense.denselayer{}",
    transition="stages.{}.transition",
    exit="stages.{}.exit",
    stem_conv="stem.conv{}",
    stem_norm="stem.norm{}",
    stem_activation="stem.{}{}",
    stem_pool="stem.pool",
    first_stem_number=1,
    head_norm="head.norm",
    head_activation="head.{}",
    head_pool="head.pool",
    head_dropout="head.dropout",
    head_linear="head.fc",
)
