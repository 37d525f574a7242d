"""Fields are read, replaced and stepped by their path."""

import pytest
from pydantic import ValidationError

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import count_path, get_field, legal_range, stepped, width_path, with_field
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.presets import PRESETS
from models.spec import check


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


MIXED = PRESETS["digits_mixed"]


@pytest.mark.parametrize(
    ("part", "count", "width"),
    [
        ("stages.0", "stages.0.blocks", "stages.0.width"),
        ("stages.1", "stages.1.layers", "stages.1.growth_rate"),
        ("stem", None, "stem.channels"),
        ("head", "num_classes", None),
        ("input", None, None),
        ("stages.9", None, None),
    ],
)
def test_that_every_part_has_its_numbers(part, count, width):
    assert (count_path(MIXED, part), width_path(MIXED, part)) == (count, width)


@pytest.mark.parametrize(
    ("width", "steps", "wanted"),
    [(64, 1, 72), (64, -1, 56), (64, 3, 88), (16, 1, 24), (15, 1, 16), (16, -1, 15), (1, -1, 1), (65_535, 5, 65_536)],
)
def test_that_widths_go_in_eights_and_small_ones_one_by_one(width, steps, wanted):
    network = NetworkConfig(stages=(ResidualStage(width=width),))

    assert stepped(network, "stages.0.width", steps) == wanted


def test_that_growth_rates_go_in_fours():
    network = NetworkConfig(stages=(DenseStage(growth_rate=12),))

    assert [stepped(network, "stages.0.growth_rate", steps) for steps in (1, -1)] == [16, 8]


@pytest.mark.parametrize("steps", [1, -1, 4])
def test_that_groups_still_divide_a_width_that_was_stepped(steps):
    network = NetworkConfig(stages=(ResidualStage(width=384, groups=6, block="bottleneck"),))
    stepped_network = with_field(network, "stages.0.width", stepped(network, "stages.0.width", steps))

    assert check(stepped_network) == ()


@pytest.mark.parametrize(("path", "value"), [("stages.0.blocks", 1), ("num_classes", 1)])
def test_that_no_step_leaves_the_legal_range(path, value):
    network = with_field(MIXED, path, value)

    assert stepped(network, path, -1) == legal_range(network, path).start == 1
