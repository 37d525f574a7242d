"""A preview shows images as they are and as they are trained on, and counts the classes."""

import numpy as np
import pytest
from PIL import Image

from explorer.experiment.recipe import Augmentation, DataConfig
from explorer.training.data.image_set import DataError
from explorer.training.data.preview import NUM_IMAGES, NUM_VARIANTS, preview


def shown(experiment, number=0):
    """The event and its images: (images, 1 + variants, H, W, 3)."""
    event = preview(experiment, number, lambda loading: None)
    assert event.num_variants == NUM_VARIANTS
    shape = (len(event.names), 1 + NUM_VARIANTS, event.height, event.width, 3)
    return event, np.frombuffer(event.pixels, np.uint8).reshape(shape)


@pytest.fixture
def folder(image_root, make_network, make_experiment):
    def make(**recipe):
        data = DataConfig(name="folder", path=str(image_root))
        return make_experiment(network=make_network(num_classes=2, channels=3), data=data, **recipe)

    return make


def test_that_without_augmentation_all_columns_are_the_image(folder):
    event, images = shown(folder(augmentation=Augmentation()))
    assert len(event.names) == NUM_IMAGES
    assert (images == images[:, :1]).all()
    for name, image in zip(event.names, images[:, 0], strict=True):
        assert (image.mean() > 128) == (name == "light")


def test_that_classes_are_counted(folder):
    event, _ = shown(folder())
    assert (event.classes, event.train_counts, event.test_counts) == (("dark", "light"), (12, 12), (4, 4))


def test_that_a_variant_is_of_its_image_and_another_number_shows_others(folder):
    experiment = folder(augmentation=Augmentation(cutout=4))
    _, images = shown(experiment)
    originals, variants = images[:, :1], images[:, 1:]
    is_blank = variants == 128
    assert is_blank.any((2, 3, 4)).all()
    assert (np.where(is_blank, 0, variants) == np.where(is_blank, 0, originals)).all()
    assert not np.array_equal(images, shown(experiment, 1)[1])


def test_that_grey_and_large_images_are_sent_as_small_colour(make_experiment, make_network):
    event, images = shown(make_experiment(network=make_network(side=224)))
    assert images.shape == (NUM_IMAGES, 1 + NUM_VARIANTS, 112, 112, 3)
    assert sum(event.train_counts) == 1438


def test_that_data_that_does_not_fit_is_one_sentence(folder, make_experiment, make_network):
    with pytest.raises(DataError, match=r"The data has 10 classes but the network has 3"):
        shown(make_experiment(network=make_network(num_classes=3)))
    wrong = folder().model_copy(update={"network": make_network(num_classes=5)})
    with pytest.raises(DataError, match=r"The data has 2 classes but the network has 5"):
        shown(wrong)


def test_that_an_image_is_shown_as_it_is_beside_what_the_network_gets(make_experiment, make_network, tmp_path):
    for name, shade in (("dark", 20), ("light", 220)):
        for number in range(3):
            (tmp_path / name).mkdir(exist_ok=True)
            Image.new("RGB", (64, 48), (shade, 0, 0)).save(tmp_path / name / f"{number}.png")
    data = DataConfig(name="folder", path=str(tmp_path), test_fraction=0.34)
    event, images = shown(make_experiment(network=make_network(num_classes=2), data=data))
    original = event.originals[0]
    assert (original.full_height, original.full_width) == (original.height, original.width) == (48, 64)
    assert (event.input_height, event.input_width) == images.shape[2:4] == (8, 8)
    pixels = np.frombuffer(original.pixels, np.uint8).reshape(48, 64, 3)
    assert pixels[0, 0].tolist() in ([20, 0, 0], [220, 0, 0])
    # The network takes grey.
    assert (images[0, 0] == images[0, 0, :, :, :1]).all()


def test_that_the_images_of_a_known_set_keep_their_size(make_experiment, make_network):
    event, _ = shown(make_experiment(network=make_network(side=32)))
    assert {(original.full_height, original.height) for original in event.originals} == {(8, 8)}
