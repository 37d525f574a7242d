"""One step: parts of a batch add up to the batch, and long gradients are shortened."""

import pytest
import torch
from torch import nn

from explorer.experiment.recipe import Recipe
from explorer.training.data.augmentation import Targets
from explorer.training.loop.training_step import TrainingStep
from explorer.training.runtime.ranks import ALONE

CPU = torch.device("cpu")


def a_step(*, num_images: int = 30, **recipe) -> tuple[torch.Tensor, torch.Tensor, list[torch.Tensor]]:
    """Loss and number of correct images of a step of a net without batch norm, and its weights after it."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(16, 3))
    fields = {"momentum": 0.0, "nesterov": False, "weight_decay": 0.0, "label_smoothing": 0.0, **recipe}
    step = TrainingStep(model, Recipe(**fields), CPU, ALONE)
    images, labels = torch.randn(num_images, 1, 4, 4), torch.arange(num_images) % 3
    loss, num_correct = step(images, Targets(labels), rate=0.1, num_images=num_images)
    return loss, num_correct, list(model.parameters())


@pytest.mark.parametrize("num_images", [30, 7, 2])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_that_the_parts_of_a_batch_add_up_to_the_batch(num_images, smoothing):
    whole = a_step(num_images=num_images, label_smoothing=smoothing)
    parts = a_step(num_images=num_images, label_smoothing=smoothing, accumulate=4)
    torch.testing.assert_close(parts, whole)


def test_that_a_long_gradient_is_shortened_and_a_short_one_is_not():
    torch.manual_seed(0)
    before = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(16, 3))

    def moved(**recipe):
        after = a_step(**recipe)[2]
        return sum((new - old).square().sum() for new, old in zip(after, before.parameters(), strict=True)).sqrt() / 0.1

    free = moved().item()
    assert moved(clip_norm=free / 2).item() == pytest.approx(free / 2, rel=1e-3)
    assert moved(clip_norm=2 * free).item() == pytest.approx(free)


def test_that_the_scale_of_fp16_leaves_the_step_as_it_is():
    exact, half = a_step()[2], a_step(precision="fp16")[2]
    torch.testing.assert_close(half, exact, atol=2e-3, rtol=0)
    clipped, half_clipped = a_step(clip_norm=0.1)[2], a_step(clip_norm=0.1, precision="fp16")[2]
    torch.testing.assert_close(half_clipped, clipped, atol=2e-3, rtol=0)
