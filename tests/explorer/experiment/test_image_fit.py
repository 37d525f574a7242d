"""How images and a network's input differ is said, with the factor, and matched."""

import pytest

from explorer.experiment.image_fit import ImageShape, as_sentence, image_differences, matched
from models.config import InputShape
from models.presets import PRESETS


def said(image, shape):
    return as_sentence(image_differences(image, shape))


@pytest.mark.parametrize(
    ("image", "shape", "sentence"),
    [
        ((3, 64, 64), (1, 8, 8), "Images of 64 x 64 are shrunk 8 times to 8 x 8; colour images are turned grey."),
        ((1, 8, 8), (3, 32, 32), "Images of 8 x 8 are enlarged 4 times to 32 x 32; grey images are repeated in 3 "),
        ((3, 48, 64), (3, 48, 48), "Images of 48 x 64 are cropped to 48 x 48."),
        ((3, 375, 500, False), (3, 224, 224), "Images of different sizes, about 375 x 500, are shrunk 1.67 times to "),
    ],
)
def test_that_a_change_of_size_and_colour_is_said_with_its_factor(image, shape, sentence):
    image = ImageShape(**dict(zip(("channels", "height", "width", "is_uniform"), image, strict=False)))
    channels, height, width = shape
    assert said(image, InputShape(channels=channels, height=height, width=width)).startswith(sentence)


def test_that_images_that_fit_and_unknown_ones_need_no_word():
    assert image_differences(ImageShape(channels=3, height=224, width=224), InputShape()) == ()
    assert image_differences(None, InputShape()) == ()


def test_that_a_network_takes_no_single_size_where_there_is_none():
    network = PRESETS["resnet18"]
    photographs = ImageShape(channels=3, height=375, width=500, is_uniform=False)
    large = ImageShape(channels=3, height=3000, width=4000)
    assert matched(network, 5, photographs).input == matched(network, 5, large).input == network.input
    assert matched(network, 5, None).num_classes == 5
