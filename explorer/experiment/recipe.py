"""The recipe: how a network is trained. Frozen values, no torch."""

from typing import Literal

from models.config import Value

TORCHVISION = "torchvision"
"""`Recipe.start_from` for the weights that torchvision publishes."""


class DataConfig(Value):
    """Which pictures are trained on."""

    name: Literal["digits", "folder"] = "digits"
    """digits: the UCI handwritten digits, embedded. folder: a folder of pictures, one sub-folder a class."""
    path: str | None = None
    """The folder: with train/ and test/ (or val/) inside, or the class folders themselves."""
    test_fraction: float = 0.2
    """Share held out for testing where the data has no split of its own."""


class Augmentation(Value):
    """Random changes to the training pictures. Test pictures are never changed."""

    crop_padding: int = 0
    """Pad by this many pixels and crop back at a random place."""
    flip: bool = False
    """Mirror half of the pictures, left to right."""


class Recipe(Value):
    """How to train: data, optimiser, schedule, augmentation, precision."""

    data: DataConfig = DataConfig()
    """Which pictures are trained on."""
    augmentation: Augmentation = Augmentation(crop_padding=1)
    """Random changes to the training pictures."""
    epochs: int = 8
    """Passes through the training pictures."""
    batch_size: int = 32
    """Pictures in one step."""
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
    """constant: one rate. one_cycle: up, then down to nothing. cosine: down along a cosine. step: by ten at 50 % and
    75 % of the epochs."""
    label_smoothing: float = 0.1
    """Share of the target that is spread over all classes."""
    precision: Literal["fp32", "bf16"] = "fp32"
    """Number format of the forward pass: fp32, or bf16 autocast."""
    channels_last: bool = True
    """Keep channels last in memory, which convolutions like."""
    start_from: str | None = None
    """Weights to begin with: "torchvision" for the ImageNet weights that it publishes for this network, or the path of
    a .safetensors or .pt file. None: fresh ones."""
    seed: int = 0
    """Seed of weights, order and augmentation."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where it trains. auto: CUDA where there is a GPU, then MPS, then CPU."""
