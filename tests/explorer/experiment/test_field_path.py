import pytest
from pydantic import ValidationError

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import get_field, with_field
from models.presets import PRESETS


@pytest.fixture
def experiment():
    return Experiment(network=PRESETS["densenet121"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "mine"),
        ("network.num_classes", 10),
        ("network.stages.1.growth_rate", 12),
        ("network.stages.0.bottleneck", None),
        ("network.init.scheme", "xavier"),
        ("recipe.augmentation.flip", True),
    ],
)
def test_that_a_field_is_replaced_and_nothing_else(experiment, path, value):
    changed = with_field(experiment, path, value)

    assert get_field(changed, path) == value
    assert with_field(changed, path, get_field(experiment, path)) == experiment


def test_that_a_value_of_another_type_is_refused(experiment):
    with pytest.raises(ValidationError):
        with_field(experiment, "network.stages.1.growth_rate", "wide")


def test_that_an_unknown_field_is_refused(experiment):
    with pytest.raises(ValidationError):
        with_field(experiment, "network.stages.1.blocks", 2)
