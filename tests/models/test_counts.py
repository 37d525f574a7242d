"""The closed form against torch itself: rows against a trace, saved bytes against autograd, for the whole grammar."""

import pytest
import torch
from hypothesis import given
from random_configs import LEGAL_CONFIGS

from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize
from models.verify import trace, verify
from tests.breadth import TIMES, draw

# A trace builds the whole module; the largest nets repeat what smaller ones of their family show.
LARGE = ("resnet1202_cifar", "preact_resnet1001_cifar", "densenet_bc250_k24_cifar", "densenet_bc190_k40_cifar")
# Only deeper or wider than others of their family: a proof takes them.
DEEPER = (
    "resnet101",
    "resnet152",
    "resnext101_32x8d",
    "resnext101_64x4d",
    "wide_resnet101_2",
    "densenet161",
    "densenet169",
    "densenet201",
    "preact_resnet164_cifar",
    "resnext29_16x64d_cifar",
    "densenet100_k24_cifar",
)
TRACED = [name for name in PRESETS if name not in LARGE and (TIMES > 1 or name not in DEEPER)]

RANDOM = draw(25)


@pytest.mark.parametrize("name", TRACED)
def test_that_the_rows_of_a_preset_equal_torchinfos_and_the_traces(name):
    assert verify(resolve(PRESETS[name])).differences == ()


def test_that_verification_shows_a_difference(monkeypatch):
    spec = resolve(PRESETS["digits_resnet"])
    wrong = summarize(resolve(PRESETS["digits_densenet"]))
    monkeypatch.setattr("models.verify.summarize", lambda _spec: wrong)
    assert not verify(spec).agrees


@RANDOM
@given(config=LEGAL_CONFIGS)
def test_that_the_rows_of_any_network_equal_the_trace(config):
    spec = resolve(config)
    rows = {row.name: (row.type, row.output_shape, row.params, row.macs) for row in summarize(spec).layers}
    assert rows == {row.name: tuple(row[1:]) for row in trace(spec, "cpu")}


@RANDOM
@given(config=LEGAL_CONFIGS)
def test_that_totals_are_the_sums_of_rows(config):
    summary = summarize(resolve(config))
    layers = list(summary.layers)
    assert len(layers) == len(summary.layers)
    assert layers == [summary.layers[i] for i in range(len(layers))]
    for key in ("params", "macs", "saved_bytes"):
        total = getattr(summary, key)
        assert total == sum(getattr(row, key) for row in layers), key
        assert total == sum(getattr(row, key) for row in summary.blocks), key
        assert total == sum(getattr(row, key) for row in summary.stages), key
    assert summary.receptive_field == max(row.receptive_field for row in layers)


def saved_bytes(model: torch.nn.Module, x: torch.Tensor) -> tuple[int, torch.Tensor]:
    """Bytes of the distinct storages that autograd saves, parameters and buffers apart."""
    own = {t.untyped_storage().data_ptr() for t in (*model.parameters(), *model.buffers())}
    saved: dict[int, torch.UntypedStorage] = {}

    def note(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            saved[storage.data_ptr()] = storage
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        output = model(x)
    return sum(storage.nbytes() for storage in saved.values()), output


def without_checkpoints(config):
    """A checkpointed layer saves its inputs outside of the hooks' sight; it is looked at in test_checkpoint.py."""
    stages = tuple(s.model_copy(update={"checkpoint": False}) if s.kind == "dense" else s for s in config.stages)
    return config.model_copy(update={"stages": stages})


@RANDOM
@given(config=LEGAL_CONFIGS)
def test_that_saved_bytes_are_what_autograd_saves_and_the_backward_pass_runs(config):
    spec = resolve(without_checkpoints(config))
    torch.manual_seed(0)
    model = build_model(spec).train()
    saved, output = saved_bytes(model, torch.randn(2, *spec.input))
    assert saved == summarize(spec).saved_bytes_of(2)
    output.sum().backward()
    assert all(parameter.grad is not None for parameter in model.parameters())


@pytest.mark.parametrize("name", ["resnet18", "resnet20_cifar", "densenet_bc100_k12_cifar", "tutorial_densenet_grey"])
def test_that_saved_bytes_of_a_preset_are_what_autograd_saves(name):
    spec = resolve(PRESETS[name])
    saved, _ = saved_bytes(build_model(spec), torch.randn(2, *spec.input))
    assert saved == summarize(spec).saved_bytes_of(2)
