"""The recipe: how a network is trained. Frozen values, no torch."""

from typing import Literal

from pydantic import AliasChoices, Field

from models.config import Value

TORCHVISION = "torchvision"
"""`Recipe.start_from` for the weights that torchvision publishes."""
OLD_NAMES = {"stage_rate": "stage_lr_decay"}
"""Fields of a recipe that files and command lines may still name as they were once named."""


DataName = Literal["digits", "folder", "mnist", "fashion_mnist", "kmnist", "cifar10", "cifar100", "svhn", "imagenette"]


class DataConfig(Value):
    """Which images are trained on."""

    name: DataName = "digits"
    """digits: the UCI handwritten digits, embedded. folder: a folder of images, one sub-folder a class. The others
    are downloaded once."""
    path: str | None = None
    """The folder: with train/ and test/ (or val/) inside, or the class folders themselves. For data that is downloaded:
    where its files are kept, in place of the usual folder."""
    test_fraction: float = 0.2
    """Share held out for testing where the data has no split of its own."""


class Augmentation(Value):
    """Random changes to the training images. Test images are never changed."""

    crop_padding: int = 0
    """Pad by this many pixels and crop back at a random place."""
    flip: bool = False
    """Mirror half of the images, left to right."""
    cutout: int = 0
    """Side in pixels of a square that is blanked at a random place of every image (DeVries and Taylor 2017)."""
    erase: float = 0.0
    """Share of the images of which a random rectangle is blanked (random erasing, Zhong et al. 2017)."""
    mixup: float = 0.0
    """How strongly images and their targets are blended in pairs: alpha of mixup (Zhang et al. 2017)."""
    cutmix: float = 0.0
    """How freely a rectangle of one image replaces that of another, and its share of the target with it: alpha of
    CutMix (Yun et al. 2019). With mixup too, each batch has one of them."""


class Recipe(Value):
    """How to train: data, optimiser, schedule, augmentation, precision."""

    data: DataConfig = DataConfig()
    """Which images are trained on."""
    augmentation: Augmentation = Augmentation(crop_padding=1)
    """Random changes to the training images."""
    epochs: int = 8
    """Passes through the training images."""
    steps: int | None = None
    """Length in steps in place of epochs, as papers that count iterations have it; the last epoch may be cut short."""
    batch_size: int = 32
    """Images in one step."""
    optimizer: Literal["sgd", "adamw"] = "sgd"
    """sgd: stochastic gradient descent with momentum. adamw: Adam with decoupled weight decay."""
    learning_rate: float = 0.1
    """The highest learning rate of the schedule."""
    momentum: float = 0.9
    """Momentum of SGD; beta 1 of AdamW."""
    nesterov: bool = True
    """Nesterov's momentum (SGD only)."""
    weight_decay: float = 1e-3
    """Weight decay, on convolution and linear weights; batch norm and biases have none unless `decay_all`."""
    decay_all: bool = False
    """Weight decay on batch norm and biases too, as the papers' and tutorials' own loops do."""
    schedule: Literal["constant", "one_cycle", "cosine", "step"] = "one_cycle"
    """constant: one rate. one_cycle: up, then down to nothing. cosine: down along a cosine. step: times
    `decay_factor` at each of `milestones`."""
    milestones: tuple[float, ...] = (0.5, 0.75)
    """Where the step schedule falls, as shares of the training: 0.5 is half of it."""
    decay_factor: float = 0.1
    """By what the step schedule multiplies the rate at each milestone."""
    warm_up: float | None = None
    """Share of the training in which the rate first rises evenly, from a tenth of its highest. Off: a quarter for one
    cycle, nothing for the others."""
    label_smoothing: float = 0.1
    """Share of the target that is spread over all classes."""
    mean: tuple[float, ...] | None = None
    """What is subtracted from each channel, white being 1. Off: the mean of the training images."""
    std: tuple[float, ...] | None = None
    """What each channel is divided by. Off: the standard deviation of the training images."""
    ema: float | None = None
    """Decay of a moving average of the weights, which is tested and kept in place of the last ones: 0.999 looks back
    over about a thousand steps."""
    patience: int | None = None
    """Stop early, after so many epochs without a better test accuracy."""
    accumulate: int = 1
    """Parts in which a batch is computed, one after the other: less memory, and still one step a batch. Batch norm sees
    a part at a time."""
    clip_norm: float = 0.0
    """Gradients whose norm, all taken together, is longer than this are shortened to it. 0: never."""
    precision: Literal["fp32", "tf32", "bf16", "fp16"] = "fp32"
    """Number format of the forward pass: fp32; tf32, which shortens what a GPU's tensor cores multiply; bf16 autocast;
    or fp16 autocast, whose loss is scaled."""
    channels_last: bool = True
    """Keep channels last in memory, which convolutions like."""
    compile: bool = False
    """Have torch compile the network first, which takes up to minutes and pays on a GPU in long trainings."""
    deterministic: bool = False
    """Only algorithms that give the same bits every time, also on a GPU, where they are slower."""
    sync_batch_norm: bool = False
    """Where several processes train: batch norm sees the whole batch instead of each process's share."""
    tensorboard: bool = False
    """Write the curves as TensorBoard's event files too."""
    start_from: str | None = None
    """Weights to begin with: "torchvision" for the ImageNet weights that it publishes for this network, or the path of
    a .safetensors or .pt file. None: fresh ones."""
    frozen_stages: tuple[int, ...] = ()
    """Stages whose weights and statistics stay what they begin as, counted from 1; 0 is the stem."""
    stage_lr_decay: float = Field(1.0, validation_alias=AliasChoices("stage_lr_decay", "stage_rate"))
    """Each stage learns at this times the rate of the next one, the head at the whole rate: discriminative learning
    rates for fine-tuning (Howard and Ruder 2018). 1: all alike."""
    seed: int = 0
    """Seed of weights, order and augmentation."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where it trains. auto: CUDA where there is a GPU, then MPS, then CPU."""

    @property
    def part_size(self) -> int:
        """Images that are on the device's hands at once: a batch, or the largest part of one."""
        return -(-self.batch_size // max(1, self.accumulate))
