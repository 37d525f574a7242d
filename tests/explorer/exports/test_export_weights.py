import json
import os
import subprocess
import sys

import pytest
import safetensors
import safetensors.torch
import torch
import torchvision

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment, save_experiment
from explorer.exports.export_weights import ExportError, export_weights
from explorer.runs.run_folder import RunFolder
from explorer.training.checkpoint import CheckpointInfo, encode_checkpoint, save_checkpoint
from explorer.training.picture_set import Normalisation
from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve


@pytest.fixture(autouse=True)
def single_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def make_run(tmp_path):
    """A run folder as a finished training leaves it, with random weights; gives the folder and the best model."""

    def make(preset: str = "digits_resnet", which: tuple[str, ...] = ("best", "last")):
        folder = RunFolder.at(tmp_path / "run")
        experiment = Experiment(name=preset, network=PRESETS[preset])
        save_experiment(folder.experiment_file, experiment)
        info = CheckpointInfo(
            experiment=experiment,
            classes=tuple(f"class {i}" for i in range(experiment.network.num_classes)),
            normalisation=Normalisation(mean=(0.25,), std=(0.5,)),
            epoch=3,
            step=99,
            test_accuracy=0.5,
        )
        models = {}
        for name in which:
            models[name] = with_random_statistics(build_model(resolve(experiment.network)).eval())
            save_checkpoint(getattr(folder, f"{name}_file"), encode_checkpoint(models[name], info))
        return folder.path, models

    return make


def with_random_statistics(model: torch.nn.Module) -> torch.nn.Module:
    """Batch norm as training leaves it, so that a buffer in the wrong place shows."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.num_batches_tracked.fill_(7)
    return model


def refusal(run, out, **arguments) -> str:
    with pytest.raises(ValueError, match=r"^.+[.]$") as caught:
        export_weights(run, **{"format": "pt", "out": out} | arguments)
    assert type(caught.value) is not ValueError
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("preset", "format"), [("resnet18", "pt"), ("resnext50_32x4d", "safetensors"), ("densenet121", "safetensors")]
)
def test_that_a_presets_weights_load_into_torchvisions_class_and_give_the_same_outputs(
    make_run, tmp_path, preset, format
):
    run, models = make_run(preset, ("best",))
    out = tmp_path / f"w.{format}"
    export_weights(run, format=format, out=out)
    weights = safetensors.torch.load_file(out) if format == "safetensors" else torch.load(out, weights_only=True)
    theirs = torchvision.models.get_model(preset, weights=None)
    theirs.load_state_dict(weights, strict=True)
    x = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(theirs.eval()(x), models["best"](x), rtol=0, atol=0)


def test_that_a_pt_file_is_a_plain_dict_of_tensors(make_run, tmp_path):
    run, models = make_run()
    export_weights(run, format="pt", out=tmp_path / "w.pt")
    weights = torch.load(tmp_path / "w.pt", weights_only=True)
    assert type(weights) is dict
    assert weights.keys() == models["best"].state_dict().keys()


def test_that_safetensors_says_what_is_needed_to_use_the_weights(make_run, tmp_path):
    run, _ = make_run()
    export_weights(run, format="safetensors", out=tmp_path / "w.safetensors")
    with safetensors.safe_open(tmp_path / "w.safetensors", framework="pt") as file:
        metadata = file.metadata()
    assert json.loads(metadata["experiment"])["name"] == "digits_resnet"
    assert len(json.loads(metadata["classes"])) == 10
    assert (json.loads(metadata["mean"]), json.loads(metadata["std"])) == ([0.25], [0.5])
    assert {"resdense", "torch"} <= json.loads(metadata["versions"]).keys()


def test_that_the_experiment_lies_beside_the_weights(make_run, tmp_path):
    run, _ = make_run()
    done = export_weights(run, format="pt", out=tmp_path / "my net.v2.pt")
    assert done.files == (str(tmp_path / "my net.v2.pt"), str(tmp_path / "my net.v2.resdense.json"))
    assert load_experiment(tmp_path / "my net.v2.resdense.json") == load_experiment(run / "experiment.json")


def test_that_best_and_last_are_different_weights(make_run, tmp_path):
    run, models = make_run()
    for which in ("best", "last"):
        export_weights(run, format="pt", out=tmp_path / f"{which}.pt", which=which)
        weights = torch.load(tmp_path / f"{which}.pt", weights_only=True)
        assert torch.equal(weights["conv1.weight"], models[which].state_dict()["conv1.weight"])


def test_that_a_file_that_exists_is_kept_unless_told_otherwise(make_run, tmp_path):
    run, _ = make_run()
    (tmp_path / "w.resdense.json").write_text("mine")
    assert "w.resdense.json exists already" in refusal(run, tmp_path / "w.pt")
    assert not (tmp_path / "w.pt").exists()
    export_weights(run, format="pt", out=tmp_path / "w.pt", overwrite=True)
    assert "w.pt exists already" in refusal(run, tmp_path / "w.pt")


def test_that_what_is_no_run_is_said(make_run, tmp_path):
    assert "There is no folder" in refusal(tmp_path / "nothing", tmp_path / "w.pt")
    assert "is not the folder of a run: it has no experiment.json" in refusal(tmp_path, tmp_path / "w.pt")


def test_that_missing_weights_are_said_with_what_there_is(make_run, tmp_path):
    run, _ = make_run(which=("last",))
    assert refusal(run, tmp_path / "w.pt").endswith("has no best weights; choose the last ones.")
    (run / "last.safetensors").unlink()
    assert "ended before the first were saved" in refusal(run, tmp_path / "w.pt")


@pytest.mark.parametrize("damage", ["torn", "empty", "foreign"])
def test_that_damaged_weights_are_said(make_run, tmp_path, damage):
    run, _ = make_run()
    best = run / "best.safetensors"
    content = {"torn": best.read_bytes()[:-1], "empty": b"", "foreign": b"PK\x03\x04" * 100}[damage]
    best.write_bytes(content)
    assert str(best) in refusal(run, tmp_path / "w.pt")
    assert not (tmp_path / "w.pt").exists()


def test_that_an_unknown_format_is_said_with_the_known_ones(make_run, tmp_path):
    run, _ = make_run()
    assert refusal(run, tmp_path / "w.onnx", format="onnx").endswith("choose safetensors or pt.")


def test_that_a_target_that_cannot_be_written_is_named(make_run, tmp_path):
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
        "from explorer.exports.export_weights import export_weights\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "for format in ('safetensors', 'pt'):\n"
        "    try:\n        export_weights(Path(sys.argv[1]), format=format, out=Path(sys.argv[2]))\n"
        "    except ValueError as error:\n        print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(run), str(tmp_path / "w")],
        capture_output=True,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    assert ended.stdout.count(f"Cannot write {tmp_path / 'w'}: ") == 2, ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_that_export_errors_are_for_people():
    assert issubclass(ExportError, ValueError)
