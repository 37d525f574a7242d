"""What is blanked in training images has the sizes and places that the papers say."""

import pytest
import torch
from torchvision.transforms.v2 import RandomErasing

from explorer.experiment.recipe import Augmentation
from explorer.training.data.augmentation import EpochChanges

SIDE = 32
EVERYTHING = slice(None)


def blanked(augmentation, count=4000, side=SIDE, seed=0):
    changes = EpochChanges(augmentation, count, torch.Generator().manual_seed(seed), torch.device("cpu"))
    return changes.blank(torch.ones(count, 1, side, side), EVERYTHING)[:, 0] == 0


def boxes(holes):
    """Top, bottom, left and right of each hole, which must be a full rectangle."""
    rows, columns = holes.any(2), holes.any(1)
    assert torch.equal(holes, rows.unsqueeze(2) & columns.unsqueeze(1))
    return rows.sum(1), columns.sum(1)


def test_that_cutout_is_a_square_around_any_pixel_and_may_stand_out():
    holes = blanked(Augmentation(cutout=16))
    heights, widths = boxes(holes)
    assert (heights.max(), widths.max()) == (16, 16)
    assert (heights.min(), widths.min()) == (8, 8)
    # 16 of the 32 rows have the whole square inside: both ways, a quarter.
    assert ((heights == 16) & (widths == 16)).float().mean() == pytest.approx((17 / 32) ** 2, abs=0.03)


def test_that_erasing_agrees_with_torchvisions_in_how_often_how_much_and_where():
    holes = blanked(Augmentation(erase=0.6))
    boxes(holes)
    torch.manual_seed(1)
    oracle = RandomErasing(p=0.6)
    theirs = torch.stack([oracle(torch.ones(1, SIDE, SIDE))[0] == 0 for _ in range(4000)])
    for ours, expected, tolerance in (
        (holes.any((1, 2)).float().mean(), 0.6, 0.03),
        (holes.float().sum((1, 2)).mean(), theirs.float().sum((1, 2)).mean(), 6),
        (holes.float().sum((1, 2)).quantile(0.95), theirs.float().sum((1, 2)).quantile(0.95), 15),
    ):
        assert float(ours) == pytest.approx(float(expected), abs=tolerance)
    torch.testing.assert_close(holes.float().mean(0), theirs.float().mean(0), atol=0.05, rtol=0)


def test_that_images_too_small_to_erase_stay():
    assert not blanked(Augmentation(erase=1.0), count=50, side=1).any()


def test_that_what_is_blanked_becomes_the_mean_in_every_channel():
    changes = EpochChanges(Augmentation(cutout=4), 8, torch.Generator().manual_seed(0), torch.device("cpu"))
    images = changes.blank(torch.ones(8, 3, 8, 8).to(memory_format=torch.channels_last), EVERYTHING)
    assert images.is_contiguous(memory_format=torch.channels_last)
    assert torch.equal(images[:, 0] == 0, images[:, 2] == 0)
    assert (images == 0).any((1, 2, 3)).all()


def test_that_nothing_is_blanked_unless_asked():
    assert not blanked(Augmentation(), count=10).any()
