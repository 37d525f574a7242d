"""The moving average of the weights follows the formula, and goes on from its state."""

import torch
from torch import nn

from explorer.training.loop.weight_average import WeightAverage


def walk(model, average, count):
    with torch.no_grad():
        for _ in range(count):
            for tensor in (*model.parameters(), model[1].running_mean):
                tensor.add_(torch.randn_like(tensor))
            model[1].num_batches_tracked.add_(1)
            average.update()
            yield model[0].weight.clone(), model[1].running_mean.clone()


def make():
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3))


def test_that_weights_and_running_statistics_are_averaged_with_a_decay_that_warms_up():
    model = make()
    average = WeightAverage(model, 0.5)
    weight, mean = model[0].weight.detach().clone(), model[1].running_mean.clone()
    for number, (new_weight, new_mean) in enumerate(walk(model, average, 20)):
        decay = min(0.5, (1 + number) / (10 + number))
        weight, mean = decay * weight + (1 - decay) * new_weight, decay * mean + (1 - decay) * new_mean
    torch.testing.assert_close(average.model[0].weight, weight)
    torch.testing.assert_close(average.model[1].running_mean, mean)
    assert average.model[1].num_batches_tracked == 20
    assert not average.model[0].weight.requires_grad


def test_that_it_goes_on_from_its_state_to_the_last_bit():
    model = make()
    whole, first = WeightAverage(model, 0.9), WeightAverage(model, 0.9)
    list(zip(walk(model, whole, 5), range(5), strict=False))
    first.load_state_dict(whole.state_dict())
    for _ in walk(model, whole, 5):
        first.update()
    assert all(torch.equal(a, b) for a, b in zip(whole.model.parameters(), first.model.parameters(), strict=True))
