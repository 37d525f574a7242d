"""Named data sets: what each of them holds, and where its files are stored."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from explorer.experiment.image_fit import ImageShape
from explorer.experiment.recipe import DataConfig, DataName


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownData:
    """What is known of a data set without having it."""

    name: DataName
    """As a recipe names it."""
    title: str
    classes: tuple[str, ...]
    train_images: int
    test_images: int
    channels: int
    side: int | None
    """Pixels of height and width; None where images differ."""
    mean: tuple[float, ...] | None = None
    """Of the training images, white being 1; None where it depends on the size that they are read at."""
    std: tuple[float, ...] | None = None
    download_bytes: int = 0
    """About how much is downloaded; 0 for what is embedded."""
    found_at: str = ""
    """What is in the data folder once the set is there."""

    @property
    def image(self) -> ImageShape | None:
        """What each image is; None where they differ."""
        return None if self.side is None else ImageShape(channels=self.channels, height=self.side, width=self.side)


def data_root(config: DataConfig) -> Path:
    """The folder for downloaded data: the recipe's, RESDENSE_DATA, or the user's cache folder."""
    if config.path:
        return Path(config.path).expanduser()
    named = os.environ.get("RESDENSE_DATA")
    return Path(named).expanduser() if named else platformdirs.user_cache_path("ResDense", appauthor=False) / "data"


def seems_here(config: DataConfig) -> bool:
    """Whether a named data set seems to be on this machine; its files are not opened."""
    known = KNOWN_DATA[config.name]
    return not known.found_at or (data_root(config) / known.found_at).exists()


DIGITS = tuple("0123456789")
CIFAR_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
FASHION_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
IMAGENETTE_CLASSES = (
    "tench",
    "English springer",
    "cassette player",
    "chain saw",
    "church",
    "French horn",
    "garbage truck",
    "gas pump",
    "golf ball",
    "parachute",
)
CIFAR100_NAMES = """
    apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle
    caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant
    flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree
    motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate
    poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider
    squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle
    wardrobe whale willow_tree wolf woman worm"""
CIFAR100_CLASSES = tuple(CIFAR100_NAMES.split())

ALL_DATA = (
    KnownData(
        name="digits",
        title="Handwritten digits",
        classes=DIGITS,
        train_images=1438,
        test_images=359,
        channels=1,
        side=8,
    ),
    KnownData(
        name="mnist",
        title="MNIST",
        classes=DIGITS,
        train_images=60_000,
        test_images=10_000,
        channels=1,
        side=28,
        mean=(0.1307,),
        std=(0.3081,),
        download_bytes=11_594_722,
        found_at="MNIST/raw/train-images-idx3-ubyte",
    ),
    KnownData(
        name="fashion_mnist",
        title="Fashion-MNIST",
        classes=FASHION_CLASSES,
        train_images=60_000,
        test_images=10_000,
        channels=1,
        side=28,
        mean=(0.2860,),
        std=(0.3530,),
        download_bytes=30_878_645,
        found_at="FashionMNIST/raw/train-images-idx3-ubyte",
    ),
    KnownData(
        name="kmnist",
        title="KMNIST",
        classes=("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
        train_images=60_000,
        test_images=10_000,
        channels=1,
        side=28,
        mean=(0.1918,),
        std=(0.3483,),
        download_bytes=21_240_888,
        found_at="KMNIST/raw/train-images-idx3-ubyte",
    ),
    KnownData(
        name="cifar10",
        title="CIFAR-10",
        classes=CIFAR_CLASSES,
        train_images=50_000,
        test_images=10_000,
        channels=3,
        side=32,
        mean=(0.4914, 0.4822, 0.4465),
        std=(0.2470, 0.2435, 0.2616),
        download_bytes=170_498_071,
        found_at="cifar-10-batches-py/test_batch",
    ),
    KnownData(
        name="cifar100",
        title="CIFAR-100",
        classes=CIFAR100_CLASSES,
        train_images=50_000,
        test_images=10_000,
        channels=3,
        side=32,
        mean=(0.5071, 0.4865, 0.4409),
        std=(0.2673, 0.2564, 0.2762),
        download_bytes=169_001_437,
        found_at="cifar-100-python/test",
    ),
    KnownData(
        name="svhn",
        title="SVHN",
        classes=DIGITS,
        train_images=73_257,
        test_images=26_032,
        channels=3,
        side=32,
        mean=(0.4377, 0.4438, 0.4728),
        std=(0.1980, 0.2010, 0.1970),
        download_bytes=246_316_178,
        found_at="test_32x32.mat",
    ),
    KnownData(
        name="imagenette",
        title="Imagenette",
        classes=IMAGENETTE_CLASSES,
        train_images=9_469,
        test_images=3_925,
        channels=3,
        side=None,
        download_bytes=99_003_388,
        found_at="imagenette2-160/val",
    ),
)
"""In the order in which they are shown."""

KNOWN_DATA = {known.name: known for known in ALL_DATA}
"""The same by the name that a recipe has."""
