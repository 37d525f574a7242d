import hashlib
import json
import os
import subprocess
import sys

import pytest
import safetensors
import safetensors.torch
import torch
import torchvision

from explorer.experiment.experiment_file import load_experiment
from explorer.exports.export_options import ExportError, receipt_file
from explorer.exports.proof import PROBES
from explorer.exports.staging import remove_leftovers
from explorer.runs.run_folder import RunFolder


@pytest.fixture
def refusal(export_weights):
    def refuse(run, out, **arguments) -> str:
        with pytest.raises(ValueError, match=r"^.+[.)]$") as caught:
            export_weights(run, out, **arguments)
        assert type(caught.value) is not ValueError
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refuse


def their_model(library: str, preset: str) -> torch.nn.Module:
    if library == "timm":
        return pytest.importorskip("timm", reason="timm is not installed").create_model(preset)
    return torchvision.models.get_model(preset, weights=None)


@pytest.mark.parametrize(
    ("library", "preset", "format"),
    [
        ("torchvision", "resnet18", "pt"),
        ("torchvision", "resnext50_32x4d", "safetensors"),
        ("torchvision", "densenet121", "safetensors"),
        ("timm", "resnet18", "safetensors"),
        ("timm", "densenet121", "safetensors"),
    ],
)
def test_that_a_presets_weights_load_into_others_class_of_the_name_and_give_the_same_outputs(
    make_run, export_weights, tmp_path, library, preset, format
):
    theirs = their_model(library, preset)
    run, models = make_run(preset, ("best",))
    out = tmp_path / f"w.{format}"
    export_weights(run, out, format=format, images=1)
    weights = safetensors.torch.load_file(out) if format == "safetensors" else torch.load(out, weights_only=True)
    theirs.load_state_dict(weights, strict=True)
    x = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(theirs.eval()(x), models["best"](x), rtol=0, atol=0)


def test_that_a_pt_file_is_a_plain_dict_of_tensors(make_run, export_weights, tmp_path):
    run, models = make_run()
    export_weights(run, tmp_path / "w.pt")
    weights = torch.load(tmp_path / "w.pt", weights_only=True)
    assert type(weights) is dict
    assert weights.keys() == models["best"].state_dict().keys()
    assert all(tensor.dtype in (torch.float32, torch.int64) for tensor in weights.values())


def test_that_safetensors_says_what_is_needed_to_use_the_weights(make_run, export_weights, tmp_path):
    run, _ = make_run()
    export_weights(run, tmp_path / "w.safetensors", format="safetensors")
    with safetensors.safe_open(tmp_path / "w.safetensors", framework="pt") as file:
        metadata = file.metadata()
    assert json.loads(metadata["experiment"])["name"] == "digits_resnet"
    assert len(json.loads(metadata["classes"])) == 10
    assert (json.loads(metadata["mean"]), json.loads(metadata["std"])) == ([0.25], [0.5])
    assert {"resdense", "torch"} <= json.loads(metadata["versions"]).keys()


def test_that_experiment_and_receipt_lie_beside_the_weights(make_run, export_weights, tmp_path):
    run, _ = make_run()
    done = export_weights(run, tmp_path / "my net.v2.pt")
    beside = ("my net.v2.pt", "my net.v2.resdense.json", "my net.v2.pt.receipt.json")
    assert done.files == tuple(str(tmp_path / name) for name in beside)
    assert load_experiment(tmp_path / "my net.v2.resdense.json") == load_experiment(run / "experiment.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*beside, "run"))


def test_that_best_and_last_are_different_weights(make_run, export_weights, tmp_path):
    run, models = make_run()
    for which in ("best", "last"):
        export_weights(run, tmp_path / f"{which}.pt", which=which)
        weights = torch.load(tmp_path / f"{which}.pt", weights_only=True)
        assert torch.equal(weights["conv1.weight"], models[which].state_dict()["conv1.weight"])


def test_that_what_was_exported_can_be_exported_again(make_run, export_weights, tmp_path):
    run, _ = make_run()
    export_weights(run, tmp_path / "a.safetensors", format="safetensors")
    done = export_weights(tmp_path / "a.safetensors", tmp_path / "b.pt")
    assert done.message.startswith(f"The weights of a.safetensors are in {tmp_path / 'b.pt'}, the experiment beside it")
    one = safetensors.torch.load_file(tmp_path / "a.safetensors")
    other = torch.load(tmp_path / "b.pt", weights_only=True)
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_that_a_file_that_exists_is_kept_unless_told_otherwise(make_run, export_weights, refusal, tmp_path):
    run, _ = make_run()
    (tmp_path / "w.resdense.json").write_text("mine")
    assert "w.resdense.json exists already" in refusal(run, tmp_path / "w.pt")
    assert not (tmp_path / "w.pt").exists()
    export_weights(run, tmp_path / "w.pt", overwrite=True)
    assert "w.pt exists already" in refusal(run, tmp_path / "w.pt")


@pytest.mark.parametrize("overwrite", [False, True])
def test_that_of_two_exports_at_once_the_files_are_all_of_one(make_run, export_weights, tmp_path, overwrite):
    run, _ = make_run()
    out = tmp_path / "w.pt"
    before = sorted(path.name for path in tmp_path.iterdir())

    def export_between(format, arguments, *_):
        PROBES[format].main(*arguments)
        # What a killed export to the same file left is removed meanwhile, and this is not.
        remove_leftovers(out)
        export_weights(run, out, which="last")

    if overwrite:
        export_weights(run, out, overwrite=True, probe=export_between)
    else:
        with pytest.raises(ExportError, match=r"w\.pt exists already"):
            export_weights(run, out, probe=export_between)
    receipt = json.loads(receipt_file(out).read_text())
    assert receipt["export"]["which"] == ("best" if overwrite else "last")
    assert receipt["files"][0]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert sorted(path.name for path in tmp_path.iterdir()) == [*before, "w.pt", "w.pt.receipt.json", "w.resdense.json"]


def test_that_another_format_of_the_same_network_shares_its_experiment(make_run, export_weights, tmp_path):
    run, _ = make_run()
    export_weights(run, tmp_path / "w.pt")
    export_weights(run, tmp_path / "w.safetensors", format="safetensors")
    assert (tmp_path / "w.safetensors.receipt.json").exists()


def test_that_a_run_is_not_overwritten_by_its_own_export(make_run, refusal):
    run, _ = make_run()
    out = RunFolder(run).best_file
    assert "is what would be exported" in refusal(run, out, format="safetensors", overwrite=True)


def test_that_what_is_no_run_is_said(make_run, refusal, tmp_path):
    assert "There is no folder" in refusal(tmp_path / "nothing", tmp_path / "w.pt")
    assert "is not the folder of a run: it has no experiment.json" in refusal(tmp_path, tmp_path / "w.pt")


def test_that_missing_weights_are_said_with_what_there_is(make_run, refusal, tmp_path):
    run, _ = make_run(which=("last",))
    assert refusal(run, tmp_path / "w.pt").endswith("has no best weights; choose the last ones.")
    (run / "last.safetensors").unlink()
    assert "ended before the first were saved" in refusal(run, tmp_path / "w.pt")


@pytest.mark.parametrize("damage", ["torn", "empty", "foreign"])
def test_that_damaged_weights_are_said(make_run, refusal, tmp_path, damage):
    run, _ = make_run()
    best = run / "best.safetensors"
    content = {"torn": best.read_bytes()[:-1], "empty": b"", "foreign": b"PK\x03\x04" * 100}[damage]
    best.write_bytes(content)
    assert str(best) in refusal(run, tmp_path / "w.pt")
    assert not (tmp_path / "w.pt").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"format": "gguf"}, "choose safetensors, pt, python, pt2 or onnx."),
        ({"format": "onnx"}, 'The name of onnx files ends in .onnx; "w.pt" does not.'),
        ({"softmax": True}, "pt holds weights alone, no softmax; choose python, pt2 or onnx for that."),
        ({"normalise": True}, "pt holds weights alone, no normalisation"),
        ({"images": 0}, "at least one image"),
    ],
)
def test_that_what_no_format_can_do_is_said(make_run, refusal, tmp_path, options, words):
    run, _ = make_run()
    assert words in refusal(run, tmp_path / "w.pt", **options)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run"]


def test_that_onnx_in_bf16_is_refused_before_it_is_written(make_run, refusal, tmp_path):
    run, _ = make_run()
    assert "no convolutions in bf16" in refusal(run, tmp_path / "w.onnx", format="onnx", precision="bf16")


def test_that_missing_packages_of_onnx_are_named_with_the_command(make_run, refusal, tmp_path, monkeypatch):
    run, _ = make_run()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name.startswith("onnx") else object())
    assert refusal(run, tmp_path / "w.onnx", format="onnx") == (
        "ONNX needs onnx, onnxscript and onnxruntime (python -m pip install onnx onnxscript onnxruntime)."
    )


def test_that_a_target_that_cannot_be_written_is_named(make_run, refusal, tmp_path):
    run, _ = make_run()
    (tmp_path / "folder.pt").mkdir()
    assert str(tmp_path / "no" / "w.pt") in refusal(run, tmp_path / "no" / "w.pt")
    assert str(tmp_path / "folder.pt") in refusal(run, tmp_path / "folder.pt", overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.pt", "run"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
def test_that_a_write_that_fails_half_way_leaves_nothing(make_run, tmp_path):
    run, _ = make_run()
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from explorer.exports.export_options import ExportOptions\n"
        "from explorer.exports.export_weights import export_weights\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "for format in ('safetensors', 'pt', 'pt2'):\n"
        "    out = Path(sys.argv[2] + format)\n"
        "    try:\n        export_weights(Path(sys.argv[1]), out, ExportOptions(format=format))\n"
        "    except ValueError as error:\n        print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(run), str(tmp_path / "w.")],
        capture_output=True,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    assert ended.stdout.count(f"Cannot write {tmp_path / 'w.'}") == 3, ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_that_export_errors_are_for_people():
    assert issubclass(ExportError, ValueError)
