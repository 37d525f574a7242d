"""The recipe: how a network is trained. Frozen values, no torch."""

from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from models.config import CHANCE, Value
from models.field import FieldSpec, Range
from models.sentence import Sentence, say

TORCHVISION = "torchvision"
"""`Recipe.start_from` for the weights that torchvision publishes."""
OLD_NAMES = {"stage_rate": "stage_lr_decay"}
"""Fields of a recipe that files and command lines may still name as they were once named."""

# The upper ends of ranges are far beyond any use; they keep a slip of the keyboard from filling the memory.
WITHIN = Range(0, 1, open_start=True, open_end=True)
FACTOR = Range(0, 1, open_start=True)

DataName = Literal["digits", "folder", "mnist", "fashion_mnist", "kmnist", "cifar10", "cifar100", "svhn", "imagenette"]
DATA_LABELS: dict[str | None, str] = {
    "digits": "Handwritten digits",
    "folder": "Image folder",
    "mnist": "MNIST",
    "fashion_mnist": "Fashion-MNIST",
    "kmnist": "KMNIST",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "svhn": "SVHN",
    "imagenette": "Imagenette",
}


class DataConfig(Value, frozen=True):
    """The training data."""

    name: Annotated[DataName, FieldSpec("Images", choices=DATA_LABELS)] = "digits"
    """digits: the UCI handwritten digits, embedded. folder: a folder of images, one sub-folder a class. The others
    are downloaded once."""
    path: Annotated[str | None, FieldSpec("Image folder")] = None
    """The folder: with train/ and test/ (or val/) inside, or the class folders themselves. For data that is downloaded:
    where its files are kept, in place of the usual folder."""
    test_fraction: Annotated[float, FieldSpec("Test fraction", WITHIN, step=0.05)] = 0.2
    """Share of the images that is held out for testing if the data has no split of its own."""

    def irrelevance(self, name: str, tree: Value | None = None) -> Sentence | None:
        if name == "test_fraction" and self.name != "folder":
            return say("These images have a split of their own.")
        return None


class Augmentation(Value, frozen=True):
    """Random changes to the training images. Test images are never changed."""

    crop_padding: Annotated[int, FieldSpec("Crop padding", Range(0, 256))] = 0
    """Pad by this many pixels and crop back at a random place."""
    flip: Annotated[bool, FieldSpec("Horizontal flip (50 %)")] = False
    """Flip half of the images horizontally."""
    cutout: Annotated[int, FieldSpec("Cutout", Range(0, 1024))] = 0
    """Side in pixels of a square that is blanked at a random place of every image (DeVries and Taylor 2017)."""
    erase: Annotated[float, FieldSpec("Random erasing", Range(0, 1), step=0.05)] = 0.0
    """Share of the images of which a random rectangle is blanked (random erasing, Zhong et al. 2017)."""
    mixup: Annotated[float, FieldSpec("Mixup", Range(0, 100), step=0.1)] = 0.0
    """Strength of blending pairs of images and their targets: alpha of mixup (Zhang et al. 2017)."""
    cutmix: Annotated[float, FieldSpec("CutMix", Range(0, 100), step=0.1)] = 0.0
    """Strength of pasting a rectangle of one image into another, with its share of the target: alpha of CutMix (Yun et
    al. 2019). With mixup as well, each batch uses one of the two."""


Optimizer = Annotated[Literal["sgd", "adamw"], FieldSpec("Optimiser", choices={"sgd": "SGD", "adamw": "AdamW"})]
Schedule = Annotated[
    Literal["constant", "one_cycle", "cosine", "step"],
    FieldSpec(
        "Schedule",
        choices={
            "constant": "Constant",
            "one_cycle": "One cycle",
            "cosine": "Cosine",
            "step": "Falls at milestones",
        },
    ),
]
Precision = Annotated[
    Literal["fp32", "tf32", "bf16", "fp16"],
    FieldSpec(
        Sentence("Precision", "field precision"),
        choices={"fp32": "fp32", "tf32": "tf32", "bf16": "bf16, mixed", "fp16": "fp16, mixed"},
    ),
]
Device = Annotated[
    Literal["auto", "cpu", "cuda", "mps"],
    FieldSpec("Device", choices={"auto": "Auto", "cpu": "CPU", "cuda": "CUDA (NVIDIA, AMD)", "mps": "MPS (Apple)"}),
]


class Recipe(Value, frozen=True):
    """How to train: data, optimiser, schedule, augmentation, precision."""

    data: DataConfig = DataConfig()
    """The training data."""
    augmentation: Augmentation = Augmentation(crop_padding=1)
    """Random augmentation of the training images."""
    epochs: Annotated[int, FieldSpec("Epochs", Range(1, 100_000))] = 8
    """Passes over the training images."""
    steps: Annotated[int | None, FieldSpec("Steps (overrides epochs)", Range(1, 10**9), switched_on=64_000)] = None
    """Length in steps instead of epochs, for papers that count iterations; the last epoch may be incomplete."""
    # Batch norm needs more than one image.
    batch_size: Annotated[int, FieldSpec("Batch size", Range(2, 65_536))] = 32
    """Images in one optimiser step."""
    optimizer: Optimizer = "sgd"
    """sgd: stochastic gradient descent with momentum. adamw: Adam with decoupled weight decay."""
    learning_rate: Annotated[float, FieldSpec("Learning rate", Range(0, 1000, open_start=True), step=0.01)] = 0.1
    """Maximum learning rate of the schedule."""
    momentum: Annotated[float, FieldSpec("Momentum", CHANCE, step=0.05)] = 0.9
    """Momentum of SGD; beta 1 of AdamW."""
    nesterov: Annotated[bool, FieldSpec("Nesterov")] = True
    """Nesterov momentum (SGD only)."""
    weight_decay: Annotated[float, FieldSpec("Weight decay", Range(0, 10), step=1e-4)] = 1e-3
    """Weight decay, on convolution and linear weights; batch norm and biases have none unless `decay_all`."""
    decay_all: Annotated[bool, FieldSpec("Decay all weights")] = False
    """Weight decay on batch norm and biases too, as the papers' and tutorials' own loops do."""
    schedule: Schedule = "one_cycle"
    """constant: one rate. one_cycle: up, then down to nothing. cosine: down along a cosine. step: times
    `decay_factor` at each of `milestones`."""
    milestones: Annotated[tuple[float, ...], FieldSpec("Milestones", WITHIN)] = (0.5, 0.75)
    """Where the step schedule drops the learning rate, as shares of the training: 0.5 is half of it."""
    decay_factor: Annotated[float, FieldSpec("Decay factor (γ)", FACTOR, step=0.1)] = 0.1
    """Factor on the learning rate at each milestone of the step schedule."""
    warm_up: Annotated[float | None, FieldSpec("Warm-up", CHANCE, step=0.05, switched_on=0.1)] = None
    """Share of the training during which the learning rate rises linearly from a tenth of its maximum. Off: a quarter
    for one cycle, none for the others."""
    label_smoothing: Annotated[float, FieldSpec("Label smoothing", CHANCE, step=0.05)] = 0.1
    """Share of the target that is spread over all classes."""
    mean: Annotated[tuple[float, ...] | None, FieldSpec("Mean", Range(0, 1), switched_on=(0.5,))] = None
    """Mean that is subtracted from each channel, with white as 1. Off: the mean of the training images."""
    std: Annotated[
        tuple[float, ...] | None, FieldSpec("Deviation", Range(0, 100, open_start=True), switched_on=(0.25,))
    ] = None
    """Standard deviation that each channel is divided by. Off: that of the training images."""
    ema: Annotated[float | None, FieldSpec("EMA of weights", WITHIN, step=0.001, switched_on=0.999)] = None
    """Decay of the exponential moving average of the weights, which is tested and saved instead of the last weights:
    0.999 averages over about a thousand steps."""
    patience: Annotated[int | None, FieldSpec("Early stopping (patience)", Range(1, 100_000), switched_on=10)] = None
    """Stop after this many epochs without a better test accuracy."""
    accumulate: Annotated[int, FieldSpec("Gradient accumulation", Range(1, 32_768))] = 1
    """Number of parts that a batch is computed in, one after the other: less memory, still one optimiser step per
    batch. Batch norm sees one part at a time."""
    clip_norm: Annotated[float, FieldSpec("Gradient clipping (norm)", Range(0, 1e6), step=0.5)] = 0.0
    """Maximum norm of all gradients together; larger gradients are scaled down to it. 0: no clipping."""
    precision: Precision = "fp32"
    """Number format of the forward pass: fp32; tf32, which shortens what a GPU's tensor cores multiply; bf16 autocast;
    or fp16 autocast, whose loss is scaled."""
    channels_last: Annotated[bool, FieldSpec("channels_last")] = True
    """Store tensors in the channels_last memory format, which makes convolutions faster."""
    compile: Annotated[bool, FieldSpec("Compile")] = False
    """Compile the network with torch.compile before training: takes up to minutes, and pays off in long trainings on a
    GPU."""
    deterministic: Annotated[bool, FieldSpec("Deterministic")] = False
    """Use only deterministic algorithms, so that every run gives the same bits; slower on a GPU."""
    sync_batch_norm: Annotated[bool, FieldSpec("SyncBatchNorm")] = False
    """With several processes, batch norm sees the whole batch instead of each process's share."""
    tensorboard: Annotated[bool, FieldSpec("TensorBoard files")] = False
    """Also write the curves as TensorBoard event files."""
    start_from: Annotated[str | None, FieldSpec("Initial weights")] = None
    """Weights to begin with: "torchvision" for the ImageNet weights that it publishes for this network, or the path of
    a .safetensors or .pt file. None: random initialisation."""
    frozen_stages: Annotated[tuple[int, ...], FieldSpec("Frozen")] = ()
    """Stages whose weights and batch norm statistics are frozen, counted from 1; 0 is the stem."""
    stage_lr_decay: Annotated[float, FieldSpec("LR decay per stage", FACTOR, step=0.1)] = Field(
        default=1.0, validation_alias=AliasChoices("stage_lr_decay", "stage_rate")
    )
    """Factor on the learning rate from each stage to the one before it; the head has the full rate: discriminative
    learning rates for fine-tuning (Howard and Ruder 2018). 1: the same for all."""
    seed: Annotated[int, FieldSpec("Seed", Range(0, 2**32, open_end=True))] = 0
    """Seed of weights, order and augmentation."""
    device: Device = "auto"
    """Device for the training. auto: CUDA if there is a GPU, then MPS, then CPU."""

    @property
    def part_size(self) -> int:
        """Images that are on the device's hands at once: a batch, or the largest part of one."""
        return -(-self.batch_size // max(1, self.accumulate))

    def irrelevance(self, name: str, tree: Value | None = None) -> Sentence | None:
        match name:
            case "nesterov" if self.optimizer == "adamw":
                return say("AdamW has no Nesterov momentum.")
            case "decay_all" if self.weight_decay == 0:
                return say("The weight decay is zero.")
            case "epochs" if self.steps is not None:
                return say("The length is given in steps.")
            case "milestones" | "decay_factor" if self.schedule != "step":
                return say("Only the schedule that falls at milestones has them.")
        return None
