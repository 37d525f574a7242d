import pytest

from explorer.experiment.analysis import depth
from models.presets import PRESETS
from models.spec import resolve


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("resnet18", 18),
        ("resnet50", 50),
        ("resnet152", 152),
        ("densenet121", 121),
        ("densenet201", 201),
        ("resnet20_cifar", 20),
        ("densenet_bc100_k12_cifar", 100),
    ],
)
def test_that_the_depth_is_the_one_in_the_name(name, layers):
    assert depth(resolve(PRESETS[name])) == layers
