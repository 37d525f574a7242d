"""How the images of a data set and a network's input differ, in words, and the network that takes them as they are."""

from dataclasses import dataclass

from models.config import InputShape, NetworkConfig
from models.sentence import Sentence, joined, say

LARGEST_SIDE = 512
"""Pixels: a network is not made to take larger images whole; photographs are scaled."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageShape:
    """What the images of a data set are, before anything is done to them."""

    channels: int
    """1: grey, 3: colour."""
    height: int
    width: int
    is_uniform: bool = True
    """Whether all have this size; else it is that of the middle ones."""


def scale_of(image: ImageShape, shape: InputShape) -> float:
    """What a side is multiplied by: images are scaled until they cover the input, and cropped."""
    return max(shape.height / image.height, shape.width / image.width)


def class_difference(num_classes: int, network: NetworkConfig) -> tuple[Sentence, ...]:
    """One sentence without its end where data of so many classes and a network differ in them."""
    if num_classes == network.num_classes:
        return ()
    return (say("the data has {:,} classes, the network {:,}", num_classes, network.num_classes),)


def image_differences(image: ImageShape | None, shape: InputShape) -> tuple[Sentence, ...]:
    """A sentence without its end for each change that images undergo before the network gets them: size, colour."""
    return () if image is None else (*_resizing(image, shape), *_recolouring(image.channels, shape.channels))


def matched(network: NetworkConfig, num_classes: int, image: ImageShape | None) -> NetworkConfig:
    """The network with the classes, the colours and, where all images have the same, the size of its data."""
    changes: dict[str, object] = {"num_classes": num_classes}
    if image is not None:
        size = {"channels": image.channels}
        if image.is_uniform and max(image.height, image.width) <= LARGEST_SIDE:
            size |= {"height": image.height, "width": image.width}
        changes["input"] = network.input.model_copy(update=size)
    return network.model_copy(update=changes)


def as_sentence(differences: tuple[Sentence, ...]) -> Sentence:
    """All of them as one sentence."""
    text = joined(differences)
    return Sentence(f"{text[:1].upper()}{text[1:]}.", "{}.", text)


def _resizing(image: ImageShape, shape: InputShape) -> tuple[Sentence, ...]:
    if (image.height, image.width) == (shape.height, shape.width) and image.is_uniform:
        return ()
    size, wanted = f"{image.height} x {image.width}", f"{shape.height} x {shape.width}"
    subject = say("images of {}", size) if image.is_uniform else say("images of different sizes, about {},", size)
    scale = scale_of(image, shape)
    if abs(scale - 1) < 0.005:
        return (say("{} are cropped to {}", subject, wanted),)
    if scale > 1:
        return (say("{} are enlarged {:.3g} times to {}", subject, scale, wanted),)
    return (say("{} are shrunk {:.3g} times to {}", subject, 1 / scale, wanted),)


def _recolouring(channels: int, wanted: int) -> tuple[Sentence, ...]:
    if channels == wanted:
        return ()
    return (
        say("colour images are turned grey") if wanted == 1 else say("grey images are repeated in {} channels", wanted),
    )
