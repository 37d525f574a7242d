"""The ledger against the counters whose conventions it tells."""

import pytest
import torch
import torchinfo
from hypothesis import given
from random_configs import LEGAL_CONFIGS
from torch.utils.flop_counter import FlopCounterMode

from models.build import build_model
from models.conventions import ledger
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize
from tests.breadth import draw


def counts(config):
    return {row.convention: row.count for row in ledger(summarize(resolve(config)))}


def test_that_resnet50_has_the_five_numbers_of_the_field():
    assert counts(PRESETS["resnet50"]) == {
        "torchvision": 4_089_184_256,
        "papers": 3_857_973_248,
        "torchinfo": 4_089_238_376,
        "fvcore": 4_111_512_576,
        "PyTorch's FlopCounterMode": 8_178_368_512,
    }


FVCORE_0_1_5 = {
    "resnet18": 1_819_065_856,
    "densenet121": 2_865_546_752,
    "densenet_bc100_k12_cifar": 296_504_796,
    "digits_mixed": 2_171_616,
}


@pytest.mark.parametrize("name", FVCORE_0_1_5)
def test_that_fvcores_count_is_what_fvcore_printed(name):
    assert counts(PRESETS[name])["fvcore"] == FVCORE_0_1_5[name]


@draw(15)
@given(config=LEGAL_CONFIGS)
def test_that_torchinfo_and_the_flop_counter_agree_with_their_rows(config):
    spec = resolve(config)
    model = build_model(spec).eval()
    report = torchinfo.summary(model, input_size=(1, *spec.input), device="cpu", verbose=0)
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        model(torch.zeros(1, *spec.input))
    said = counts(config)
    assert said["torchinfo"] == report.total_mult_adds
    assert said["PyTorch's FlopCounterMode"] == counter.get_total_flops()


def test_that_every_difference_has_a_reason():
    for row in ledger(summarize(resolve(PRESETS["resnet50"]))):
        assert row.reason.endswith(".")
        assert row.count - row.difference == 4_089_184_256
