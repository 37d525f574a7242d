"""Every format computes what the network does, for networks of every kind; in this process, which is quicker."""

import json

import onnx
import onnxruntime
import pytest
import torch
from torch.nn import functional

from explorer.exports.proof import TOLERANCES
from models.config import NetworkConfig
from models.units.layer import ACTIVATIONS


def network(*stages: dict, **changes) -> NetworkConfig:
    small = {
        "input": {"channels": 3, "height": 16, "width": 16},
        "num_classes": 5,
        "stem": {"channels": 8, "kernel": 3, "stride": 1, "pool": "none"},
        "stages": stages,
    }
    return NetworkConfig.model_validate(small | changes)


RESIDUAL = {"kind": "residual", "blocks": 1, "width": 8}
DENSE = {"kind": "dense", "layers": 2, "growth_rate": 4}
GRAMMAR = {
    "mixed": network(RESIDUAL, DENSE, RESIDUAL | {"width": 16}),
    "pre-activation": network(RESIDUAL | {"order": "full_preact"}, RESIDUAL | {"order": "full_preact", "width": 16}),
    "grouped bottleneck": network(RESIDUAL | {"block": "bottleneck", "groups": 2, "squeeze_excitation": 4}),
    "padded shortcut": network(RESIDUAL, RESIDUAL | {"width": 16, "shortcut": "zero_pad"}, stochastic_depth=0.2),
    "dense": network(DENSE | {"bottleneck": 2}, DENSE),
    "activations": network(
        *(RESIDUAL | {"activation": each.function} for each in ACTIVATIONS), DENSE, activation="silu"
    ),
}


@pytest.mark.parametrize("name", GRAMMAR)
@pytest.mark.parametrize("format", ["safetensors", "pt", "python", "pt2"])
def test_that_every_kind_of_network_comes_back(make_run, export_weights, tmp_path, name, format):
    run, _ = make_run(GRAMMAR[name], ("best",))
    suffix = "py" if format == "python" else format
    export_weights(run, tmp_path / f"w.{suffix}", format=format, images=9)
    proof = json.loads((tmp_path / f"w.{suffix}.receipt.json").read_text())["proof"]
    assert proof["agrees"]
    assert proof["max_difference"] <= 1e-5 * max(1.0, proof["largest_output"])


@pytest.mark.parametrize("name", ["mixed", "activations"])
def test_that_onnx_runtime_computes_the_same_for_any_batch(make_run, export_weights, tmp_path, name):
    run, models = make_run(GRAMMAR[name], ("best",))
    done = export_weights(run, tmp_path / "w.onnx", format="onnx", normalise=True, softmax=True)
    assert "(opset 20)" in done.message
    graph = onnx.load(tmp_path / "w.onnx")
    onnx.checker.check_model(graph, full_check=True)
    metadata = {entry.key: entry.value for entry in graph.metadata_props}
    assert [opset.version for opset in graph.opset_import if not opset.domain] == [int(metadata["opset"])] == [20]
    assert (metadata["pictures"], metadata["gives"]) == ("values from 0 to 1", "probabilities")
    session = onnxruntime.InferenceSession(tmp_path / "w.onnx", providers=["CPUExecutionProvider"])
    for num_images in (1, 4):
        x = torch.rand(num_images, 3, 16, 16)
        with torch.inference_mode():
            expected = models["best"]((x - 0.25) / 0.5).softmax(1)
        (found,) = session.run(["probabilities"], {"pictures": x.numpy()})
        torch.testing.assert_close(torch.from_numpy(found), expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("format", ["python", "pt2"])
def test_that_normalisation_and_softmax_become_a_part_of_the_network(make_run, export_weights, tmp_path, format):
    run, models = make_run(GRAMMAR["padded shortcut"], ("best",))
    out = tmp_path / {"python": "w.py", "pt2": "w.pt2"}[format]
    export_weights(run, out, format=format, normalise=True, softmax=True)
    if format == "python":
        space: dict = {"__file__": str(out)}
        exec(out.read_text(), space)
        loaded = space["load"](tmp_path / "w.pt")
    else:
        loaded = torch.export.load(out).module()
    x = torch.rand(2, 3, 16, 16)
    with torch.no_grad():
        expected = functional.softmax(models["best"]((x - 0.25) / 0.5), dim=1)
        torch.testing.assert_close(loaded(x), expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
@pytest.mark.parametrize("format", ["safetensors", "pt", "python", "pt2"])
def test_that_half_the_bits_take_half_the_room_and_agree_less_well(
    make_run, export_weights, tmp_path, format, precision
):
    run, _ = make_run()
    suffix = "py" if format == "python" else format
    done = export_weights(run, tmp_path / f"w.{suffix}", format=format, precision=precision)
    assert f" in {precision}, " in done.message
    receipt = json.loads((tmp_path / f"w.{suffix}.receipt.json").read_text())
    assert receipt["proof"]["tolerance"] == TOLERANCES[precision]
    assert receipt["proof"]["max_difference"] > 0
    weights = receipt["files"][1 if format == "python" else 0]
    assert weights["bytes"] < 0.9 * (run / "best.safetensors").stat().st_size


def test_that_pt2_says_what_it_is(make_run, export_weights, tmp_path):
    run, _ = make_run()
    export_weights(run, tmp_path / "w.pt2", format="pt2")
    said = {"resdense.json": ""}
    torch.export.load(tmp_path / "w.pt2", extra_files=said)
    metadata = json.loads(said["resdense.json"])
    assert json.loads(metadata["experiment"])["name"] == "digits_resnet"
    assert (metadata["pictures"], metadata["gives"]) == ("normalised with mean and std", "logits")


def test_that_a_mixed_network_has_a_table_of_names(make_run, export_weights, tmp_path):
    run, models = make_run(GRAMMAR["mixed"], ("best",))
    export_weights(run, tmp_path / "w.pt")
    names = json.loads((tmp_path / "w.pt.receipt.json").read_text())["torchvision_names"]
    assert names.keys() == models["best"].state_dict().keys()
    assert names["stem.conv1.weight"] == "conv1.weight"
    assert names["stages.0.0.conv1.weight"] == "layer1.0.conv1.weight"
    assert names["stages.1.dense.denselayer2.conv1.weight"] == "features.denseblock2.denselayer2.conv1.weight"
    assert names["head.fc.weight"] == "fc.weight"
    assert len(set(names.values())) == len(names)
