"""Weights on disk: complete, readable by anyone, and refused clearly when damaged."""

import pytest
import safetensors.torch
import torch

from explorer.training.checkpoints.checkpoint import (
    CheckpointError,
    CheckpointInfo,
    as_metadata,
    encode_checkpoint,
    load_checkpoint,
    save_checkpoint,
)
from explorer.training.data.image_set import Normalisation
from models.build import build_model
from models.spec import resolve


@pytest.fixture
def model(make_network):
    return build_model(resolve(make_network())).to(memory_format=torch.channels_last)


@pytest.fixture
def info(make_experiment):
    return CheckpointInfo(
        experiment=make_experiment(),
        classes=("nought", "眼"),
        normalisation=Normalisation(mean=(0.1,), std=(0.3,)),
        epoch=3,
        step=36,
        test_accuracy=0.75,
    )


def test_that_weights_and_info_come_back(tmp_path, model, info):
    save_checkpoint(tmp_path / "a.safetensors", encode_checkpoint(model.state_dict(), info))
    weights, found = load_checkpoint(tmp_path / "a.safetensors")
    assert found == info
    assert weights.keys() == model.state_dict().keys()
    for name, tensor in model.state_dict().items():
        torch.testing.assert_close(weights[name], tensor, rtol=0, atol=0)


def test_that_any_safetensors_reader_reads_it(tmp_path, model, info):
    save_checkpoint(tmp_path / "a.safetensors", encode_checkpoint(model.state_dict(), info))
    assert safetensors.torch.load_file(tmp_path / "a.safetensors").keys() == model.state_dict().keys()


def test_that_a_missing_file_is_named(tmp_path):
    with pytest.raises(CheckpointError, match=r"Cannot read .*gone\.safetensors"):
        load_checkpoint(tmp_path / "gone.safetensors")


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-10], lambda data: b"x" * 100])
def test_that_a_damaged_file_is_named(tmp_path, model, info, damage):
    (tmp_path / "a.safetensors").write_bytes(damage(encode_checkpoint(model.state_dict(), info)))
    with pytest.raises(
        CheckpointError, match=r"a\.safetensors is not a whole (checkpoint of ResDense|file of weights)"
    ):
        load_checkpoint(tmp_path / "a.safetensors")


def test_that_foreign_weights_are_told_apart(tmp_path):
    safetensors.torch.save_file({"w": torch.zeros(1)}, tmp_path / "a.safetensors")
    torch.save({"w": torch.zeros(1)}, tmp_path / "a.pt")
    for name in ("a.safetensors", "a.pt"):
        with pytest.raises(CheckpointError, match=rf"{name} does not say which network and classes it is of"):
            load_checkpoint(tmp_path / name)


@pytest.mark.parametrize(
    "damage",
    [
        {"classes": "7"},
        {"classes": "[1, 2]"},
        {"mean": '["a"]'},
        {"std": "[0.0]"},
        {"std": "[NaN]"},
        {"epoch": "-1"},
        {"step": "[" * 10_000},
        {"test_accuracy": "{}"},
        {"experiment": "{}"},
    ],
)
def test_that_damaged_words_beside_good_weights_are_one_sentence(tmp_path, info, damage):
    safetensors.torch.save_file({"w": torch.zeros(1)}, tmp_path / "a.safetensors", as_metadata(info) | damage)
    with pytest.raises(CheckpointError, match=r"^[^\n]*a\.safetensors is not a whole checkpoint of ResDense[^\n]*\.$"):
        load_checkpoint(tmp_path / "a.safetensors")
