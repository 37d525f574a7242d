"""Every preset against the published counts, and against torchvision's own classes."""

import json
from pathlib import Path

import pytest
import torch
import torchvision

from models.build import build_model
from models.presets import ALL, PRESETS
from models.spec import check, resolve
from models.summary import summarize

GOLDEN = json.loads((Path(__file__).parent / "networks.json").read_text())["networks"]
TORCHVISION = [preset.name for preset in ALL if preset.group == "torchvision"]
SMALL = ["resnet18", "resnet50", "densenet121"]


@pytest.mark.parametrize("name", PRESETS)
def test_that_a_preset_is_legal_and_has_the_published_counts(name):
    assert check(PRESETS[name]) == ()
    summary = summarize(resolve(PRESETS[name]))
    golden = GOLDEN.get(name, {})
    assert list(summary.spec.input) == golden.get("input", list(summary.spec.input))
    for key in ("params", "macs", "receptive_field"):
        assert getattr(summary, key) == golden.get(key, getattr(summary, key)), key


def test_that_every_published_count_of_the_presets_is_looked_at():
    assert len(PRESETS.keys() & GOLDEN.keys()) == len(PRESETS) - 3, "all but the three starters are in the file"


def test_that_channels_climb_and_are_cut_as_the_densenet_paper_says():
    summary = summarize(resolve(PRESETS["densenet_bc100_k12_cifar"]))
    ends = [row.output_shape[0] for row in summary.blocks if row.kind in ("stem", "transition")]
    tops = [a.output_shape[0] for a, b in zip(summary.blocks, summary.blocks[1:], strict=False) if a.kind != b.kind]
    assert sorted({*ends, *tops}) == sorted(GOLDEN["densenet_bc100_k12_cifar"]["channels"])


def test_that_the_grey_tutorial_densenet_has_the_tutorials_channels():
    spec = resolve(PRESETS["tutorial_densenet_grey"])
    after_blocks = [[u for u in stage.units if u.kind == "dense_layer"][-1].output[0] for stage in spec.stages]
    assert after_blocks == GOLDEN["tutorial_densenet_grey"]["channels_after_dense_blocks"]


@pytest.mark.parametrize("name", TORCHVISION)
def test_that_the_state_dict_is_torchvisions(name):
    with torch.device("meta"):
        ours = build_model(resolve(PRESETS[name])).state_dict()
        theirs = getattr(torchvision.models, name)().state_dict()
    assert [(key, value.shape) for key, value in ours.items()] == [(key, value.shape) for key, value in theirs.items()]


@pytest.mark.parametrize("name", SMALL)
def test_that_the_same_weights_give_torchvisions_outputs(name):
    torch.manual_seed(0)
    ours = build_model(resolve(PRESETS[name])).eval()
    theirs = getattr(torchvision.models, name)().eval()
    theirs.load_state_dict(ours.state_dict(), strict=True)
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(ours(x), theirs(x), rtol=1e-5, atol=1e-5)


def test_that_the_first_weights_are_spread_like_torchvisions():
    torch.manual_seed(0)
    for name in ("resnet18", "densenet121"):
        ours = build_model(resolve(PRESETS[name])).state_dict()
        theirs = getattr(torchvision.models, name)().state_dict()
        for key in [k for k in ours if ours[k].ndim == 4]:
            torch.testing.assert_close(ours[key].std(), theirs[key].std(), rtol=0.1, atol=0)
