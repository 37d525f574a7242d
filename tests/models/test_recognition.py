"""Known networks are recognised by what they are, not by how they are written."""

import pytest

from models.config import HeadConfig, InitConfig, InputShape, StemConfig
from models.presets import PRESETS
from models.recognition import published_name, recognise, recognise_but_activations
from models.spec import resolve


def names(config):
    return [preset.name for preset in recognise(resolve(config))]


@pytest.mark.parametrize("name", PRESETS)
def test_that_every_preset_is_recognised(name):
    assert name in names(PRESETS[name])


def test_that_two_names_of_one_net_are_both_said():
    assert names(PRESETS["densenet121"]) == ["densenet121", "tutorial_densenet121"]


def test_that_fields_that_mean_nothing_do_not_hide_a_net():
    config = PRESETS["resnet18"]
    stages = tuple(stage.model_copy(update={"stride_on": "1x1", "downsample": "conv"}) for stage in config.stages)
    changed = config.model_copy(update={"stages": stages, "init": InitConfig(scheme="xavier")})
    assert names(changed) == ["resnet18"]


@pytest.mark.parametrize(
    "change", [{"stride_on": "1x1"}, {"shortcut": "conv"}, {"order": "full_preact"}, {"bias": True}, {"dropout": 0.1}]
)
def test_that_a_net_that_differs_is_not_recognised(change):
    config = PRESETS["resnet50"]
    stages = tuple(stage.model_copy(update=change) for stage in config.stages)
    assert names(config.model_copy(update={"stages": stages})) == []


def test_that_other_classes_make_another_net():
    assert names(PRESETS["resnet18"].model_copy(update={"num_classes": 10})) == []


@pytest.mark.parametrize("name", ["resnet18", "wide_resnet50_2", "densenet121"])
def test_that_published_weights_fit_whatever_has_no_weights(name):
    config = PRESETS[name]
    stages = tuple(stage.model_copy(update={"dropout": 0.2}) for stage in config.stages)
    changes = {
        "input": InputShape(height=64, width=96),
        "num_classes": 7,
        "head": HeadConfig(dropout=0.5),
        "stochastic_depth": 0.1,
        "stages": stages,
    }
    assert published_name(config.model_copy(update=changes)) == name


@pytest.mark.parametrize(
    "changes",
    [{"input": InputShape(channels=1)}, {"stem": StemConfig(kernel=3)}, {"stages": PRESETS["resnet18"].stages[:3]}],
)
def test_that_no_published_weights_fit_another_network(changes):
    assert published_name(PRESETS["resnet18"].model_copy(update=changes)) is None
    assert published_name(PRESETS["resnet20_cifar"]) is None


def test_that_a_network_is_not_called_what_it_is_but_for_its_activation():
    resnet = PRESETS["resnet50"]
    config = resnet.model_copy(update={"activation": "silu"})
    stages = tuple(stage.model_copy(update={"activation": "silu"}) for stage in resnet.stages)
    assert recognise(resolve(config)) == () and published_name(config) is None
    for each, others in (
        (config, "SiLU"),
        (
            config.model_copy(
                update={"stages": (resnet.stages[0].model_copy(update={"activation": "gelu"}), *resnet.stages[1:])}
            ),
            "SiLU, GELU",
        ),
        (resnet.model_copy(update={"stages": stages}), "SiLU"),
    ):
        known, found = recognise_but_activations(resolve(each))
        assert ([preset.name for preset in known], found) == (["resnet50"], others)
    assert recognise_but_activations(resolve(resnet)) == ((), "")
    assert recognise_but_activations(resolve(config.model_copy(update={"num_classes": 7}))) == ((), "SiLU")
