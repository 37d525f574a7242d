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
    accumulate: int = 1
    """Parts in which a batch is computed, one after the other: less memory, and still one step a batch. Batch norm sees
    a part at a time."""
    clip_norm: float = 0.0
    """Gradients whose norm, all taken together, is longer than this are shortened to it. 0: never."""
    precision: Literal["fp32", "tf32", "bf16", "fp16"] = "fp32"
    """Number format of the forward pass: fp32; tf32, which shortens what a GPU's tensor cores multiply; bf16 autocast; or
    fp16 autocast, whose loss is scaled."""
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
    seed: int = 0
    """Seed of weights, order and augmentation."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where it trains. auto: CUDA where there is a GPU, then MPS, then CPU."""

    @property
    def part_size(self) -> int:
        """Pictures that are on the device's hands at once: a batch, or the largest part of one."""
        return -(-self.batch_size // max(1, self.accumulate))
