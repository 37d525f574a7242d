"""The embedded digits fit any input of one or three channels."""

import pytest

from explorer.training.data.data_loading import load_digits
from explorer.training.data.image_set import fit
from models.config import InputShape


def test_that_the_digits_come_as_they_are():
    data = load_digits(InputShape(channels=1, height=8, width=8))
    assert data.train.images.shape == (1438, 1, 8, 8)
    assert data.test.images.shape == (359, 1, 8, 8)
    assert data.classes == tuple("0123456789")
    assert data.test.labels.bincount().tolist() == [36, 36, 35, 37, 36, 36, 36, 36, 35, 36]
    pixels = data.train.images.double() / 255
    assert data.normalisation.mean == pytest.approx([pixels.mean().item()])
    assert data.normalisation.std == pytest.approx([pixels.std(correction=0).item()])


@pytest.mark.parametrize(("channels", "height", "width"), [(3, 8, 8), (1, 12, 10), (3, 6, 16)])
def test_that_the_digits_are_brought_to_the_network_a_batch_at_a_time(channels, height, width):
    shape = InputShape(channels=channels, height=height, width=width)
    data = load_digits(shape)
    assert data.train.images.shape == (1438, 1, 8, 8)
    assert fit(data.train.images[:5], data.train.shape).shape == (5, channels, height, width)
