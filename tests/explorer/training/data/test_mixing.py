"""Mixup and CutMix give the images and the loss that torchvision's transforms give for the same draw."""

import numpy as np
import pytest
import torch
from torch.nn import functional
from torchvision.transforms import v2

from explorer.experiment.recipe import Augmentation
from explorer.training.data.augmentation import Mixing, Targets

CLASSES = 5


def batch(count=6, side=8):
    generator = torch.Generator().manual_seed(3)
    return torch.rand(count, 3, side, side, generator=generator), torch.arange(count) % CLASSES


def mixed(augmentation, seed=0, number=0):
    images, labels = batch()
    mixing = Mixing(augmentation, number + 1, np.random.default_rng(seed))
    # The first is the neighbour before the batch: its last, as torchvision rolls it.
    return mixing.apply(torch.cat((images[-1:], images)), torch.cat((labels[-1:], labels)), number)


def soft(targets):
    labels, others = (functional.one_hot(part, CLASSES).float() for part in (targets.labels, targets.others))
    return targets.share * labels + (1 - targets.share) * others


def test_that_mixup_is_torchvisions():
    images, targets = mixed(Augmentation(mixup=0.8))
    oracle = v2.MixUp(alpha=0.8, num_classes=CLASSES)
    expected, labels = batch()
    params = {"lam": targets.share, "labels": labels, "batch_size": len(labels)}
    torch.testing.assert_close(images, oracle.transform(expected, params))
    torch.testing.assert_close(soft(targets), oracle.transform(labels, params))


@pytest.mark.parametrize("seed", range(5))
def test_that_cutmix_replaces_a_rectangle_and_gives_its_share_of_the_target(seed):
    images, targets = mixed(Augmentation(cutmix=1.0), seed)
    before, labels = batch()
    is_replaced = (images != before).any(1)
    rows, columns = is_replaced[0].any(1), is_replaced[0].any(0)
    assert torch.equal(is_replaced[0], rows.unsqueeze(1) & columns)
    assert (is_replaced == is_replaced[0]).all()
    assert torch.equal(images, torch.where(is_replaced.unsqueeze(1), before.roll(1, 0), before))
    assert targets.share == pytest.approx(1 - is_replaced[0].float().mean().item())
    assert torch.equal(targets.others, labels.roll(1))


def test_that_the_loss_is_that_of_soft_and_smoothed_targets():
    _, targets = mixed(Augmentation(mixup=0.8))
    logits = torch.randn(6, CLASSES, generator=torch.Generator().manual_seed(0))
    for smoothing in (0.0, 0.1):
        expected = functional.cross_entropy(logits, soft(targets), label_smoothing=smoothing)
        torch.testing.assert_close(targets.loss(logits, smoothing=smoothing), expected)


def test_that_both_take_turns_and_their_shares_are_beta():
    mixing = Mixing(Augmentation(mixup=0.2, cutmix=1.0), 4000, np.random.default_rng(0))
    assert 0.45 < mixing.is_cut.mean() < 0.55
    for shares, alpha in ((mixing.shares[~mixing.is_cut], 0.2), (mixing.shares[mixing.is_cut], 1.0)):
        assert shares.mean() == pytest.approx(0.5, abs=0.03)
        assert shares.var() == pytest.approx(1 / (4 * (2 * alpha + 1)), rel=0.1)


def test_that_nothing_is_mixed_unless_asked():
    images, labels = batch()
    same, targets = Mixing(Augmentation(), 1, np.random.default_rng(0)).apply(images, labels, 0)
    assert same is images
    assert targets.others is None
    logits = functional.one_hot(labels, CLASSES).float()
    assert targets.num_correct(logits) == len(labels)


def test_that_of_a_mixed_pair_the_larger_share_is_a_hit():
    labels, others = torch.tensor([0, 1]), torch.tensor([1, 0])
    logits = functional.one_hot(labels, CLASSES).float()
    assert Targets(labels, others, 0.7).num_correct(logits) == 2
    assert Targets(labels, others, 0.3).num_correct(logits) == 0
    assert Targets(labels, others, 0.3).part(slice(1, 2)).labels.tolist() == [1]
