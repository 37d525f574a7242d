"""Training memory against what torch really holds."""

import pytest
import torch

from models.build import build_model
from models.memory import training_memory
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize


def held_bytes(tensors):
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)


@pytest.mark.parametrize(
    ("optimizer", "momentum"), [("sgd", 0.9), ("sgd", 0.0), ("adamw", 0.9)], ids=["sgd", "plain sgd", "adamw"]
)
def test_that_weights_gradients_and_states_are_what_torch_holds(optimizer, momentum):
    spec = resolve(PRESETS["digits_resnet"])
    model = build_model(spec)
    make = torch.optim.AdamW if optimizer == "adamw" else lambda p: torch.optim.SGD(p, lr=0.1, momentum=momentum)
    states = make(model.parameters())
    model(torch.randn(2, *spec.input)).sum().backward()
    states.step()
    memory = training_memory(summarize(spec), optimizer=optimizer, momentum=momentum)
    assert memory.weights == held_bytes([*model.parameters(), *model.buffers()])
    assert memory.gradients == held_bytes(parameter.grad for parameter in model.parameters())
    remembered = [value for state in states.state.values() for value in state.values() if value is not None]
    assert memory.optimizer_state == held_bytes(value for value in remembered if value.ndim)


def saved_bytes(name, batch_size):
    spec = resolve(PRESETS[name])
    model = build_model(spec)
    own = {t.untyped_storage().data_ptr() for t in (*model.parameters(), *model.buffers())}
    saved = {}

    def note(tensor):
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            saved[storage.data_ptr()] = storage
        return tensor

    hooks = torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor)
    with hooks, torch.autocast("cpu", torch.bfloat16):
        output = model(torch.randn(batch_size, *spec.input))
    return sum(storage.nbytes() for storage in saved.values()), output


@pytest.mark.parametrize("name", ["resnet20_cifar", "digits_densenet", "digits_mixed", "resnet18"])
def test_that_bf16_keeps_what_autocast_keeps(name):
    memory = training_memory(summarize(resolve(PRESETS[name])), precision="bf16")
    (two, _), (four, _) = saved_bytes(name, 2), saved_bytes(name, 4)
    assert memory.saved_per_image == (four - two) // 2
    fixed = memory.casts + memory.saved_per_batch
    assert fixed == pytest.approx(two - (four - two), rel=0.01)


def test_that_the_largest_batch_fits_and_one_more_does_not():
    memory = training_memory(summarize(resolve(PRESETS["resnet50"])))
    largest = memory.largest_batch(24 * 2**30)
    assert memory.total(largest) <= 24 * 2**30 < memory.total(largest + 1)
    assert memory.largest_batch(2**20) == 0


def test_that_densenet_needs_more_activations_than_resnet50():
    per_image = {
        name: training_memory(summarize(resolve(PRESETS[name]))).saved_per_image for name in ("resnet50", "densenet121")
    }
    assert per_image["densenet121"] / per_image["resnet50"] == pytest.approx(1.52, abs=0.01)
