"""Data and network have to fit each other, and a person is told how where they do not."""

import pytest
import torch

from explorer.experiment.recipe import DataConfig, Recipe
from explorer.training.data import data_loading, image_reading, image_set
from explorer.training.data.data_loading import load_data
from explorer.training.data.image_set import DataError, ImageSet
from models.config import InputShape


def load(network, progress=lambda loading: None, recipe=None, **config):
    return load_data(Recipe(data=DataConfig(**config), **(recipe or {})), network, progress=progress)


def test_that_a_folder_is_read_in_the_shape_of_the_network(image_root, make_network):
    told = []
    network = make_network(num_classes=2, side=16, channels=3)
    data = load(network, told.append, name="folder", path=str(image_root))
    assert data.train.images.shape == (24, 3, 16, 16)
    assert data.test.images.shape == (8, 3, 16, 16)
    assert data.test.labels.tolist() == [0] * 4 + [1] * 4
    assert data.classes == ("dark", "light")
    assert 0.4 < data.normalisation.mean[0] < 0.6
    assert [(loading.done, loading.total, loading.unit) for loading in told] == [
        (24, 32, "pictures"),
        (32, 32, "pictures"),
    ]


def test_that_a_home_folder_may_be_short(image_root, make_network, monkeypatch):
    monkeypatch.setenv("HOME", str(image_root.parent))
    assert load(make_network(num_classes=2), name="folder", path="~/pictures").classes == ("dark", "light")


@pytest.mark.parametrize("config", [{"name": "digits"}, {"name": "folder"}])
def test_that_a_wrong_number_of_classes_is_told_with_both_numbers(image_root, make_network, config):
    if config["name"] == "folder":
        config = config | {"path": str(image_root)}
    with pytest.raises(DataError, match=r"The data has (10|2) classes but the network has 1,000; set .* to (10|2)\.$"):
        load(make_network(num_classes=1000), **config)


def test_that_images_have_one_or_three_channels(make_network):
    with pytest.raises(DataError, match=r"the network takes 4; set its input to 1 or 3 channels"):
        load(make_network(channels=4))


def test_that_a_recipe_can_normalise_with_numbers_of_its_own(make_network):
    data = load(make_network(channels=3), recipe={"mean": (0.0,), "std": (1.0,)}, name="digits")
    assert (data.normalisation.mean, data.normalisation.std) == ((0.0,) * 3, (1.0,) * 3)
    with pytest.raises(DataError, match=r"mean has 3 numbers but the network's input has 1 channel; give one"):
        load(make_network(), recipe={"mean": (0.4, 0.5, 0.6)}, name="digits")


def test_that_data_that_is_downloaded_comes_with_its_classes_and_its_known_normalisation(make_network, monkeypatch):
    shape = InputShape(channels=1, height=8, width=8)
    images = ImageSet(images=torch.zeros(4, 1, 28, 28, dtype=torch.uint8), labels=torch.arange(4), shape=shape)
    monkeypatch.setattr(data_loading, "load_torchvision_set", lambda *_: (images, images))
    data = load(make_network(), name="fashion_mnist")
    assert data.classes[9] == "Ankle boot"
    assert (data.normalisation.mean, data.normalisation.std) == ((0.2860,), (0.3530,))
    with pytest.raises(DataError, match=r"The data has 100 classes but the network has 10"):
        load(make_network(), name="cifar100")


def test_that_images_without_room_on_the_device_stay_in_the_hosts_memory(make_network, monkeypatch):
    data = load(make_network(), name="digits")
    device = torch.device("meta")
    assert data.to(device).train.images.device == device
    monkeypatch.setattr(image_set, "has_room", lambda num_bytes, _: num_bytes < 50_000)
    placed = data.to(device)
    assert (placed.train.images.device.type, placed.test.images.device.type) == ("cpu", "meta")
    assert placed.train.labels.device == device


def test_that_more_images_than_memory_are_refused_before_they_are_read(image_root, make_network, monkeypatch):
    monkeypatch.setattr(image_reading, "memory_of", lambda _: 1000)
    with pytest.raises(DataError, match=r"24 images of 8 x 8 take .* GiB, but this machine has .*; make the network"):
        load(make_network(num_classes=2), name="folder", path=str(image_root))
