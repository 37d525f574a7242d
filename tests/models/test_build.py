"""The torch side: names, first weights, checkpointing."""

import copy

import pytest
import torch
from hypothesis import given
from random_configs import LEGAL_CONFIGS

from models.build import build_empty_model, build_model
from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.network import NOT_IN_TORCH
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize
from models.units.layer import LayerType
from tests.breadth import draw

IMAGE = InputShape(channels=1, height=8, width=8)
STEM = StemConfig(channels=8, kernel=3, stride=1, pool="none")


def dense_network(checkpoint, **stage):
    stages = (
        DenseStage(layers=4, growth_rate=4, checkpoint=checkpoint, **stage),
        DenseStage(layers=3, growth_rate=4, transition=None, checkpoint=checkpoint, **stage),
    )
    return resolve(NetworkConfig(input=IMAGE, num_classes=3, stem=STEM, stages=stages))


@pytest.mark.parametrize("stage", [{}, {"bottleneck": None}, {"order": "post"}, {"order": "post", "bottleneck": None}])
def test_that_checkpointing_changes_nothing_but_memory(stage):
    torch.manual_seed(0)
    plain = build_model(dense_network(False, **stage))
    saving = build_model(dense_network(True, **stage))
    saving.load_state_dict(plain.state_dict())
    x = torch.randn(5, 1, 8, 8)
    for model in (plain, saving):
        model(x).square().sum().backward()
    for ours, theirs in zip(saving.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(ours.grad, theirs.grad)
    for (key, ours), theirs in zip(saving.state_dict().items(), plain.state_dict().values(), strict=True):
        torch.testing.assert_close(ours, theirs, msg=key)


@pytest.mark.parametrize("stage", [{}, {"bottleneck": None}, {"order": "post"}, {"dropout": 0.1}])
def test_that_checkpointing_is_predicted_to_keep_less(stage):
    saved = [summarize(dense_network(checkpoint, **stage)).saved_bytes for checkpoint in (False, True)]
    assert saved[1] < saved[0]


def test_that_a_checkpointed_block_keeps_its_features_once():
    """By hand: 8 channels enter, 3 layers of 4 without bottleneck; the head then saves their concatenation and ReLU."""
    stage = DenseStage(layers=3, growth_rate=4, bottleneck=None, transition=None, checkpoint=True)
    block = resolve(NetworkConfig(input=IMAGE, num_classes=3, stem=STEM, stages=(stage,)))
    rows = [row for row in summarize(block).blocks if row.kind == "dense_layer"]
    assert [row.saved_bytes for row in rows] == [0, 4 * 64 * 4, 4 * 64 * 4], "the stem's ReLU saves the 8 already"


@draw(15)
@given(config=LEGAL_CONFIGS)
def test_that_any_network_trains_one_step_and_copies(config):
    torch.manual_seed(0)
    spec = resolve(config)
    model = build_model(spec)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    output = model(torch.randn(2, *spec.input))
    assert output.shape == (2, config.num_classes)
    output.square().mean().backward()
    optimizer.step()
    twin = copy.deepcopy(model).eval()
    x = torch.randn(1, *spec.input)
    with torch.no_grad():
        torch.testing.assert_close(twin(x), model.eval()(x))


def test_that_zero_init_makes_every_block_begin_as_its_shortcut():
    stages = (ResidualStage(width=8, blocks=3),)
    config = NetworkConfig(
        input=IMAGE, num_classes=3, stem=STEM, stages=stages, init=InitConfig(zero_init_residual=True)
    )
    model = build_model(resolve(config)).eval()
    x = torch.rand(2, 8, 8, 8)
    torch.testing.assert_close(model.layer1(x), x)


def test_that_each_scheme_has_its_spread():
    wide = ResidualStage(width=256, blocks=1)
    spread = {}
    for scheme in ("kaiming_fan_out", "kaiming_fan_in", "xavier", "pytorch"):
        torch.manual_seed(0)
        config = NetworkConfig(input=IMAGE, stem=STEM, stages=(wide,), init=InitConfig(scheme=scheme))
        spread[scheme] = build_model(resolve(config)).layer1[0].conv1.weight.std().item()
    fan_in, fan_out = 8 * 9, 256 * 9
    expected = {
        "kaiming_fan_out": (2 / fan_out) ** 0.5,
        "kaiming_fan_in": (2 / fan_in) ** 0.5,
        "xavier": (2 / (fan_in + fan_out)) ** 0.5,
        "pytorch": (1 / (3 * fan_in)) ** 0.5,
    }
    assert spread == pytest.approx(expected, rel=0.05)


def test_that_mixed_nets_are_named_stem_stages_head():
    keys = build_model(resolve(PRESETS["digits_mixed"])).state_dict().keys()
    assert {key.split(".")[0] for key in keys} == {"stem", "stages", "head"}
    assert "stages.1.dense.denselayer1.norm1.weight" in keys


@pytest.mark.parametrize("layer_type", LayerType)
def test_that_each_layer_type_is_a_module_of_torch_or_of_this_project(layer_type):
    assert hasattr(torch.nn, layer_type) == layer_type.is_in_torch == (layer_type not in NOT_IN_TORCH)


@pytest.mark.parametrize("name", ["digits_resnet", "digits_densenet", "digits_mixed"])
def test_that_an_empty_network_with_weights_is_the_one_that_they_are_of(name):
    spec = resolve(PRESETS[name])
    original, copy_ = build_model(spec).eval(), build_empty_model(spec).eval()
    copy_.load_state_dict(original.state_dict(), strict=True)
    x = torch.randn(2, 1, 8, 8)
    assert torch.equal(copy_(x), original(x))
    assert all(parameter.requires_grad for parameter in copy_.parameters())
