"""Weights that come in, from files and from torchvision."""

import os
import pickle
import urllib.error
import warnings
import zipfile

import pytest
import safetensors.torch
import torch
import torchvision
from hypothesis import given
from hypothesis import strategies as st

from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve
from models.weights import WeightsError, fit_weights, published_weights, read_weights
from tests.breadth import draw


def network(name="digits_resnet", **changes):
    spec = resolve(PRESETS[name].model_copy(update=changes))
    return build_model(spec), spec


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_that_weights_come_back_from_a_file(tmp_path, suffix):
    model, spec = network()
    path = tmp_path / f"weights{suffix}"
    if suffix == ".pt":
        torch.save(model.state_dict(), path)
    else:
        safetensors.torch.save_file(model.state_dict(), path)
    other, _ = network()
    fit = fit_weights(other, spec, read_weights(path))
    assert fit.is_whole
    assert not fit.fresh_head
    for ours, theirs in zip(other.state_dict().values(), model.state_dict().values(), strict=True):
        assert torch.equal(ours, theirs)


def test_that_wrapped_and_data_parallel_weights_are_found(tmp_path):
    model, spec = network()
    path = tmp_path / "checkpoint.pth"
    torch.save({"state_dict": {f"module.{k}": v for k, v in model.state_dict().items()}, "epoch": 3}, path)
    assert fit_weights(network()[0], spec, read_weights(path)).is_whole


def test_that_another_number_of_classes_keeps_the_body_and_makes_a_fresh_head():
    model, _ = network()
    other, spec = network(num_classes=3)
    head = other.fc.weight.clone()
    fit = fit_weights(other, spec, model.state_dict())
    assert fit.is_whole
    assert fit.fresh_head
    assert torch.equal(other.conv1.weight, model.conv1.weight)
    assert torch.equal(other.fc.weight, head)


def test_that_a_mismatch_is_listed_and_nothing_is_loaded():
    model, spec = network()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    weights = {name: torch.zeros_like(tensor) for name, tensor in before.items()}
    weights["extra"] = torch.zeros(1)
    del weights["bn1.weight"]
    weights["conv1.weight"] = torch.zeros(5, 1, 3, 3)
    fit = fit_weights(model, spec, weights)
    assert (fit.missing, fit.unexpected) == (("bn1.weight",), ("extra",))
    assert str(fit.reshaped[0]) == "conv1.weight is [5, 1, 3, 3] in the weights and [16, 1, 3, 3] in the network"
    assert "missing: bn1.weight" in str(fit)
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())


def test_that_published_densenets_load_under_their_old_names():
    theirs = torchvision.models.densenet121().state_dict()
    old = {k.replace(".norm1.", ".norm.1.").replace(".conv2.", ".conv.2."): v for k, v in theirs.items()}
    assert old.keys() != theirs.keys()
    path_free = {k: v for k, v in old.items() if not k.endswith("num_batches_tracked")}
    model, spec = network("densenet121")
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(torch.hub, "load_state_dict_from_url", lambda *a, **k: path_free)
        patch.setattr("torchvision.models._api.load_state_dict_from_url", lambda *a, **k: path_free)
        assert fit_weights(model, spec, published_weights("densenet121")).is_whole
    assert torch.equal(
        model.features.denseblock1.denselayer1.norm1.weight, theirs["features.denseblock1.denselayer1.norm1.weight"]
    )


def test_that_no_network_is_one_clear_sentence(monkeypatch):
    def fail(*_args, **_kwargs):
        raise urllib.error.URLError("Name or service not known")

    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", fail)
    with pytest.raises(WeightsError, match=r"resnet18 cannot be downloaded \(Name or service not known\); connect"):
        published_weights("resnet18")


def test_that_a_name_torchvision_has_not_is_said():
    with pytest.raises(WeightsError, match="no published weights for digits_resnet"):
        published_weights("digits_resnet")


class Hostile:
    def __reduce__(self):
        return os.system, ("touch hostile-was-here",)


@pytest.mark.parametrize("protocol", [None, 0, 2, 4, 5])
@pytest.mark.filterwarnings("error")
def test_that_a_hostile_pickle_is_refused_and_does_not_run(tmp_path, monkeypatch, protocol):
    monkeypatch.chdir(tmp_path)
    if protocol is None:
        torch.save({"weight": Hostile()}, "bad.pt")
    else:
        (tmp_path / "bad.pt").write_bytes(pickle.dumps({"weight": Hostile()}, protocol))
    with pytest.raises(WeightsError, match="might run code" if protocol != 0 else r"bad\.pt"):
        read_weights(tmp_path / "bad.pt")
    assert not (tmp_path / "hostile-was-here").exists()


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_that_weights_that_are_no_numbers_are_refused(tmp_path, suffix, value):
    path, weights = tmp_path / f"weights{suffix}", {"good": torch.ones(3), "bad": torch.tensor([1.0, value])}
    torch.save(weights, path) if suffix == ".pt" else safetensors.torch.save_file(weights, path)
    with pytest.raises(WeightsError, match=r"^.*: bad has values that are not finite \(NaN or infinity\)\.$"):
        read_weights(path)


@pytest.mark.filterwarnings("ignore:Validating sparse")
@pytest.mark.parametrize(
    "tensor",
    [
        torch.ones(1).expand(10**12),
        torch.empty(2, device="meta"),
        torch.ones(3).to_sparse(),
        torch.ones(3, dtype=torch.complex64),
    ],
)
def test_that_what_only_looks_like_weights_is_refused(tmp_path, tensor):
    torch.save({"weight": tensor}, tmp_path / "weights.pt")
    with pytest.raises(WeightsError, match=r"^.* is not a (whole )?file of weights"):
        read_weights(tmp_path / "weights.pt")


def test_that_packed_archives_are_not_unpacked(tmp_path):
    torch.save({"weight": torch.zeros(2**20)}, tmp_path / "plain.pt")
    with (
        zipfile.ZipFile(tmp_path / "plain.pt") as plain,
        zipfile.ZipFile(tmp_path / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in plain.namelist():
            bomb.writestr(name, plain.read(name))
    with pytest.raises(WeightsError, match="would be larger unpacked"):
        read_weights(tmp_path / "bomb.pt")


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
@pytest.mark.parametrize("content", [b"", b"torn", b"not weights at all", b"PK\x03\x04 torn"])
def test_that_a_damaged_file_is_one_clear_sentence(tmp_path, suffix, content):
    path = tmp_path / f"torn{suffix}"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"torn.* is not a whole file of weights"):
        read_weights(path)


def test_that_a_missing_file_and_other_content_are_said(tmp_path):
    with pytest.raises(WeightsError, match="cannot be read"):
        read_weights(tmp_path / "nothing.pt")
    torch.save([1, 2, 3], tmp_path / "list.pt")
    with pytest.raises(WeightsError, match="is not a state dict"):
        read_weights(tmp_path / "list.pt")


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_that_a_file_torn_anywhere_is_one_clear_sentence(tmp_path, suffix):
    path = tmp_path / f"torn{suffix}"
    whole = {"weight": torch.ones(3)}
    torch.save(whole, path) if suffix == ".pt" else safetensors.torch.save_file(whole, path)
    content = path.read_bytes()
    for end in range(0, len(content) - 1, max(1, len(content) // 60)):
        path.write_bytes(content[:end])
        with pytest.raises(WeightsError):
            read_weights(path)


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
@draw(50)
@given(content=st.binary(min_size=1, max_size=60))
def test_that_any_bytes_are_one_clear_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.pt"
    path.write_bytes(content)
    with pytest.raises(WeightsError):
        read_weights(path)


def test_that_names_that_are_no_texts_are_refused(tmp_path):
    torch.save({1: torch.ones(3)}, tmp_path / "weights.pt")
    with pytest.raises(WeightsError, match="is not a state dict"):
        read_weights(tmp_path / "weights.pt")


@pytest.mark.filterwarnings("error")
def test_that_torch_warns_of_nothing_on_the_terminal(tmp_path, recwarn):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.script(torch.nn.ReLU()).save(str(tmp_path / "script.pt"))
        torch.save({"w": torch.ones(3)}, tmp_path / "protocol.pt", pickle_protocol=5)
        torch.save({"w": torch.ones(2, 2).to_sparse_csr()}, tmp_path / "sparse.pt")
    for name in ("script.pt", "protocol.pt", "sparse.pt"):
        with pytest.raises(WeightsError):
            read_weights(tmp_path / name)
    assert not recwarn.list


@pytest.mark.timeout(20)
def test_that_a_pipe_is_not_waited_for(tmp_path):
    for name in ("pipe.pt", "pipe.safetensors"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(WeightsError, match="not a regular file"):
            read_weights(tmp_path / name)
