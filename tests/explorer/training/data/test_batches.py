"""Every image once an epoch; changes are the seed's and the epoch's, and never touch the test images."""

import itertools

import pytest
import torch

from explorer.experiment.recipe import Augmentation
from explorer.training.data.batches import Normaliser, OrderedBatches, ShuffledBatches
from explorer.training.data.image_set import ImageSet, Normalisation
from explorer.training.runtime.ranks import Share
from models.config import InputShape

NOTHING = Augmentation()
PLAIN = Normaliser(
    Normalisation(mean=(0.0,), std=(1 / 255,)), device=torch.device("cpu"), memory_format=torch.contiguous_format
)


def image_set_of(images, labels):
    return ImageSet(images=images, labels=labels, shape=InputShape(channels=1, height=4, width=4))


def numbered(count):
    images = torch.arange(count, dtype=torch.uint8).view(-1, 1, 1, 1).expand(-1, 1, 4, 4).contiguous()
    return image_set_of(images, torch.arange(count))


def train_batches(image_set, augmentation=NOTHING, *, batch_size=8, seed=0):
    return ShuffledBatches(image_set, PLAIN, augmentation, batch_size=batch_size, seed=seed)


@pytest.mark.parametrize(("count", "sizes"), [(24, [8, 8, 8]), (26, [8, 8, 8, 2]), (25, [8, 8, 8]), (3, [3])])
def test_that_an_epoch_has_every_image_once_but_no_batch_of_one(count, sizes):
    batches = train_batches(numbered(count))
    labels = [targets.labels for _, targets in batches.of_epoch(1)]
    assert [len(part) for part in labels] == sizes == [batches.num_images(number) for number in range(len(batches))]
    assert len(torch.cat(labels).unique()) == sum(sizes)


def test_that_images_keep_their_labels():
    for images, targets in train_batches(numbered(50), Augmentation(flip=True)).of_epoch(1):
        torch.testing.assert_close(images[:, 0, 0, 0], targets.labels.float())


def test_that_order_and_changes_depend_on_seed_and_epoch_alone():
    image_set = image_set_of(torch.randint(0, 256, (64, 1, 4, 4), dtype=torch.uint8), torch.arange(64))
    augmentation = Augmentation(crop_padding=2, flip=True)

    def epoch(seed, number):
        torch.manual_seed(number + 7 * seed)
        return torch.cat([images for images, _ in train_batches(image_set, augmentation, seed=seed).of_epoch(number)])

    first = epoch(0, 1)
    torch.testing.assert_close(epoch(0, 1), first, rtol=0, atol=0)
    assert not torch.equal(epoch(0, 2), first)
    assert not torch.equal(epoch(1, 1), first)
    assert not torch.equal(epoch(2**32 - 1, 1), first)


EVERYTHING = Augmentation(crop_padding=1, flip=True, cutout=2, erase=0.5, mixup=0.4, cutmix=1.0)


@pytest.mark.parametrize("augmentation", [Augmentation(crop_padding=1, flip=True), EVERYTHING])
def test_that_an_epoch_can_be_gone_on_with_at_any_batch(augmentation):
    batches = train_batches(numbered(50), augmentation)
    whole = list(batches.of_epoch(3))
    for first in range(len(batches) + 1):
        rest = list(batches.of_epoch(3, first=first))
        assert len(rest) == len(whole) - first
        for (images, targets), (expected, expected_targets) in zip(rest, whole[first:], strict=True):
            torch.testing.assert_close(images, expected, rtol=0, atol=0)
            torch.testing.assert_close(targets.labels, expected_targets.labels, rtol=0, atol=0)
            assert targets.share == expected_targets.share


@pytest.mark.parametrize("augmentation", [Augmentation(crop_padding=1, flip=True), EVERYTHING])
@pytest.mark.parametrize("count", [50, 49, 54])
def test_that_the_shares_of_a_batch_are_the_batch(count, augmentation):
    image_set = numbered(count)
    shares = [
        ShuffledBatches(
            image_set, PLAIN, augmentation, batch_size=15, seed=0, share=Share(index=index, count=2)
        ).of_epoch(1)
        for index in range(2)
    ]
    whole = train_batches(image_set, augmentation, batch_size=15).of_epoch(1)
    for one, other, (images, targets) in zip(*shares, whole, strict=False):
        torch.testing.assert_close(torch.cat((one[0], other[0])), images, rtol=0, atol=0)
        torch.testing.assert_close(torch.cat((one[1].labels, other[1].labels)), targets.labels, rtol=0, atol=0)
        assert min(len(one[1].labels), len(other[1].labels)) >= 2


def test_that_a_crop_is_a_window_of_the_padded_image():
    image = torch.arange(1, 17, dtype=torch.uint8).view(1, 1, 4, 4)
    image_set = image_set_of(image.expand(400, -1, -1, -1), torch.zeros(400, dtype=torch.int64))
    padded = torch.nn.functional.pad(image[0, 0].float(), (1, 1, 1, 1))
    windows = {
        padded[top : top + 4, left : left + 4].numpy().tobytes() for top, left in itertools.product(range(3), repeat=2)
    }
    batches = train_batches(image_set, Augmentation(crop_padding=1), batch_size=100)
    seen = {image[0].numpy().tobytes() for images, _ in batches.of_epoch(1) for image in images.round()}
    assert seen == windows


def test_that_half_of_the_images_are_mirrored():
    image = torch.arange(16, dtype=torch.uint8).view(1, 1, 4, 4)
    image_set = image_set_of(image.expand(1000, -1, -1, -1), torch.zeros(1000, dtype=torch.int64))
    images = torch.cat([images for images, _ in train_batches(image_set, Augmentation(flip=True)).of_epoch(1)]).round()
    mirrored = (images == image.flip(3)).all((1, 2, 3)).sum().item()
    assert mirrored + (images == image).all((1, 2, 3)).sum().item() == 1000
    assert 440 < mirrored < 560


def test_that_test_images_come_in_order_and_unchanged():
    images, labels = zip(*OrderedBatches(numbered(19), PLAIN, batch_size=8), strict=True)
    assert [len(part) for part in labels] == [8, 8, 3]
    torch.testing.assert_close(torch.cat(images)[:, 0, 0, 0], torch.arange(19.0))


def test_that_normalised_images_have_mean_0_and_deviation_1():
    images = torch.randint(0, 256, (200, 3, 4, 4), dtype=torch.uint8)
    normalise = Normaliser(Normalisation.of(images), device=images.device, memory_format=torch.channels_last)
    pixels = normalise(images)
    assert pixels.dtype == torch.float32
    assert pixels.is_contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(pixels.mean((0, 2, 3)), torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(pixels.std((0, 2, 3), correction=0), torch.ones(3), atol=1e-5, rtol=0)


def test_that_a_channel_without_contrast_becomes_zero():
    images = torch.full((10, 1, 4, 4), 77, dtype=torch.uint8)
    normalise = Normaliser(Normalisation.of(images), device=images.device, memory_format=torch.contiguous_format)
    torch.testing.assert_close(normalise(images), torch.zeros(10, 1, 4, 4), atol=1e-4, rtol=0)
