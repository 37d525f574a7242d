import pytest

from explorer.experiment.stage_edits import add_stage, duplicate_stage, move_stage, remove_stage
from models.presets import ALL, PRESETS
from models.spec import check


@pytest.fixture
def network():
    return PRESETS["resnet18"]


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.name)
@pytest.mark.parametrize("kind", ["residual", "dense"])
def test_that_a_stage_added_at_the_end_of_a_preset_is_legal(preset, kind):
    edit = add_stage(preset.config, len(preset.config.stages), kind)

    assert edit.network.stages[edit.selected].kind == kind
    assert check(edit.network) == ()


def test_that_a_new_stage_is_like_the_nearest_of_its_kind_but_keeps_the_resolution(network):
    added = add_stage(network, 2, "residual").network.stages[2]

    assert (added.width, added.stride) == (128, 1)


def test_that_a_first_dense_stage_follows_the_stem(network):
    added = add_stage(network, 1, "dense").network.stages[1]

    assert (added.growth_rate, added.transition) == (32, None)


def test_that_a_copy_stands_behind_its_original(network):
    edit = duplicate_stage(network, 1)

    assert edit.selected == 2
    assert edit.network.stages[1] == edit.network.stages[2] == network.stages[1]


def test_that_moving_there_and_back_changes_nothing(network):
    there = move_stage(network, 3, 0)
    back = move_stage(there.network, there.selected, 3)

    assert there.network.stages[0] == network.stages[3]
    assert back.network == network


def test_that_the_next_stage_takes_the_place_of_one_that_is_removed(network):
    edit = remove_stage(network, 1)

    assert edit.selected == 1
    assert edit.network.stages == (network.stages[0], *network.stages[2:])


def test_that_after_the_last_stage_comes_the_one_before_it(network):
    assert remove_stage(network, 3).selected == 2


def test_that_a_network_can_lose_all_its_stages(network):
    for _ in range(4):
        edit = remove_stage(network, 0)
        network = edit.network

    assert edit.selected is None
    assert network.stages == ()
