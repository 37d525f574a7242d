"""The tutorials' networks against the tutorials' own code: the same seed gives the same first weights, to the bit."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from models.build import build_model
from models.presets import PRESETS
from models.source.python_file import FileDetails, python_file
from models.spec import resolve

WIDTHS = (64, 128, 256, 512)


class Residual(nn.Module):
    """Tutorials 1, 3 and 5: two 3x3 convolutions, and a shortcut that is `nn.Identity` unless one is given."""

    def __init__(self, enters, leaves, stride=1, shortcut=None):
        super().__init__()
        self.conv1 = nn.Conv2d(enters, leaves, 3, stride, 1)
        self.bn1 = nn.BatchNorm2d(leaves)
        self.conv2 = nn.Conv2d(leaves, leaves, 3, 1, 1)
        self.bn2 = nn.BatchNorm2d(leaves)
        self.shortcut = nn.Identity() if shortcut is None else shortcut()

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.shortcut(x))


class DenseBlock(nn.Module):
    """Tutorial 2: every layer sees what all before it gave."""

    def __init__(self, enters, layers, growth_rate):
        super().__init__()
        self.net = nn.Sequential(*(pre_activated(growth_rate * i + enters, growth_rate, 3) for i in range(layers)))

    def forward(self, x):
        for layer in self.net:
            x = torch.cat((x, layer(x)), dim=1)
        return x


def pre_activated(enters, leaves, kernel):
    return nn.Sequential(nn.BatchNorm2d(enters), nn.ReLU(), nn.Conv2d(enters, leaves, kernel, padding=kernel // 2))


def stem(channels, kernel, stride):
    return [nn.Conv2d(channels, 64, kernel, stride, kernel // 2), nn.BatchNorm2d(64), nn.ReLU()]


def head(channels, classes):
    return [nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(channels, classes)]


def densenet_grey():
    layers, channels = [*stem(1, 7, 2), nn.MaxPool2d(3, 2, 1)], 64
    for i in range(4):
        layers.append(DenseBlock(channels, 4, 32))
        channels += 4 * 32
        if i < 3:
            layers += [pre_activated(channels, channels // 2, 1), nn.AvgPool2d(2, 2)]
            channels //= 2
    return nn.Sequential(*layers, nn.BatchNorm2d(channels), nn.ReLU(), *head(channels, 10))


def resnet18_cifar():
    layers, enters = stem(3, 3, 1), 64
    for i, width in enumerate(WIDTHS):
        stride = 1 if i == 0 else 2

        def shortcut(enters=enters, width=width):
            return nn.Sequential(nn.Conv2d(enters, width, 1, 2), nn.BatchNorm2d(width))

        layers += [Residual(enters, width, stride, shortcut if i else None), Residual(width, width)]
        enters = width
    return nn.Sequential(*layers, *head(512, 10))


def resnet18_conv_downsample():
    layers, enters = [*stem(3, 7, 2), nn.MaxPool2d(3, 2, 1)], 64
    for i, width in enumerate(WIDTHS):
        layers += [nn.Conv2d(enters, width, 3, 2, 1)] if i else []
        layers += [Residual(width, width), Residual(width, width)]
        enters = width
    return nn.Sequential(*layers, *head(512, 1000))


TUTORIALS = {
    "tutorial_densenet_grey": densenet_grey,
    "tutorial_resnet18_cifar": resnet18_cifar,
    "tutorial_resnet18_conv_downsample": resnet18_conv_downsample,
}


def seeded(make):
    torch.manual_seed(0)
    return make()


def exported(spec):
    names = {}
    exec(compile(python_file(spec, FileDetails(title="net")), "net.py", "exec"), names)
    return next(each for each in names.values() if isinstance(each, type) and each.__name__ in ("ResNet", "DenseNet"))()


@pytest.mark.parametrize("name", TUTORIALS)
@pytest.mark.parametrize("make", [build_model, exported])
def test_that_a_tutorials_preset_begins_as_the_tutorial_does(name, make):
    theirs = seeded(TUTORIALS[name])
    ours = seeded(lambda: make(resolve(PRESETS[name])))
    states = list(zip(ours.state_dict().items(), theirs.state_dict().values(), strict=True))
    assert all(torch.equal(tensor, other) for (_, tensor), other in states), [
        key for (key, tensor), other in states if not torch.equal(tensor, other)
    ]
    image = torch.randn(2, *resolve(PRESETS[name]).input)
    torch.testing.assert_close(ours(image), theirs(image), rtol=1e-5, atol=1e-5)
