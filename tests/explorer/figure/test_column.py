import pytest

from explorer.figure.column import fold_units
from models.config import NetworkConfig, ResidualStage, StemConfig
from models.presets import PRESETS
from models.spec import resolve


def folds(config, stage):
    return [(fold.kind, fold.first, fold.count) for fold in fold_units(resolve(config).stages[stage].units)]


def test_that_equal_blocks_are_folded_and_the_one_that_changes_the_shape_is_not():
    assert folds(PRESETS["resnet152"], 2) == [("bottleneck", 0, 1), ("bottleneck", 1, 35)]


def test_that_a_first_stage_without_a_projection_is_one_fold():
    assert folds(PRESETS["resnet18"], 0) == [("basic", 0, 2)]


def test_that_an_entry_convolution_stands_alone():
    assert folds(PRESETS["tutorial_resnet18_conv_downsample"], 1) == [("entry", 0, 1), ("basic", 1, 2)]


def test_that_all_dense_layers_of_a_stage_are_one_fold_and_the_transition_another():
    assert folds(PRESETS["densenet121"], 2) == [("dense_layer", 0, 24), ("transition", 24, 1)]


def test_that_blocks_that_differ_in_nothing_but_their_chance_of_being_dropped_are_folded():
    config = PRESETS["resnet50"].model_copy(update={"stochastic_depth": 0.5})

    assert folds(config, 3) == [("bottleneck", 0, 1), ("bottleneck", 1, 2)]


@pytest.mark.parametrize("shortcut", ["identity", "none"])
def test_that_a_first_block_that_shares_its_activation_is_not_folded_with_the_others(shortcut):
    stage = ResidualStage(blocks=3, order="full_preact", shortcut=shortcut)
    config = NetworkConfig(stem=StemConfig(norm=False), stages=(stage,))

    wanted = [("basic", 0, 1), ("basic", 1, 2)] if shortcut == "identity" else [("basic", 0, 3)]
    assert folds(config, 0)[: len(wanted)] == wanted


@pytest.mark.parametrize("name", PRESETS)
def test_that_folds_hold_every_unit_once(name):
    for stage in resolve(PRESETS[name]).stages:
        assert [unit for fold in fold_units(stage.units) for unit in fold.units] == list(stage.units)
