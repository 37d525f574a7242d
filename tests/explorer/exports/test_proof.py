"""The proof: real exports are read back by real processes; what does not agree is not kept."""

import hashlib
import json

import pytest
import torch

from explorer.experiment.recipe import DataConfig
from explorer.exports import export_weights as export
from explorer.exports import proof
from explorer.exports.export_options import ExportError, ExportOptions, ExportStopped
from explorer.exports.proof import Agreement, in_fresh_process
from explorer.exports.proof_images import proof_images
from explorer.exports.staging import remove_leftovers
from explorer.training.inference.trained_model import open_trained


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("format", ["safetensors", "python", "pt2", "onnx"])
def test_that_a_process_of_its_own_gets_the_same_outputs(make_run, export_weights, tmp_path, format):
    run, _ = make_run()
    suffix = "py" if format == "python" else format
    done = export_weights(run, tmp_path / f"w.{suffix}", format=format, images=None, probe=in_fresh_process)
    assert "names the same class for 100% of all 359 test images of digits" in done.message
    receipt = json.loads((tmp_path / f"w.{suffix}.receipt.json").read_text())
    assert receipt["proof"]["count"] == 359
    assert receipt["proof"]["top1_agreement"] == 1.0
    assert receipt["proof"]["max_difference"] <= (1e-4 if format == "onnx" else 1e-5)
    assert receipt["torchvision_names"] == "the same"
    for said in receipt["files"]:
        content = (tmp_path / said["name"]).read_bytes()
        assert (said["bytes"], said["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("format", ["pt", "python"])
def test_that_an_export_that_computes_something_else_is_removed(
    make_run, export_weights, tmp_path, monkeypatch, format
):
    run, _ = make_run()

    def spoil(trained, options, path):
        with torch.no_grad():
            trained.model.fc.bias.add_(0.01)
        write(trained, options, path)
        with torch.no_grad():
            trained.model.fc.bias.sub_(0.01)

    write = export.WRITERS[format]
    monkeypatch.setitem(export.WRITERS, format, spoil)
    out = tmp_path / {"pt": "w.pt", "python": "w.py"}[format]
    with pytest.raises(ExportError, match=r"does not compute what the network does \(largest difference 1.0e-02\)"):
        export_weights(run, out, format=format)
    assert names(tmp_path) == ["run"]


def test_that_a_file_of_before_survives_an_export_that_fails(make_run, export_weights, tmp_path, monkeypatch):
    run, _ = make_run()
    (tmp_path / "w.pt").write_text("precious")
    monkeypatch.setitem(proof.TOLERANCES, "fp32", -1.0)
    with pytest.raises(ExportError):
        export_weights(run, tmp_path / "w.pt", overwrite=True)
    assert (tmp_path / "w.pt").read_text() == "precious"
    assert names(tmp_path) == ["run", "w.pt"]


def test_that_an_export_that_cannot_be_read_back_is_removed(make_run, export_weights, tmp_path, monkeypatch):
    run, _ = make_run()
    monkeypatch.setitem(export.WRITERS, "python", lambda trained, options, path: path.write_text("import explorer\n"))
    with pytest.raises(ExportError, match=r"could not be read back \(ModuleNotFoundError: the file needs explorer\)"):
        export_weights(run, tmp_path / "w.py", format="python", probe=in_fresh_process)
    assert names(tmp_path) == ["run"]


@pytest.mark.parametrize("moment", range(3))
def test_that_an_export_can_be_stopped_at_any_time(make_run, tmp_path, moment):
    run, _ = make_run()
    asked = iter([False] * moment)
    with pytest.raises(ExportStopped):
        export.export_weights(
            run, tmp_path / "w.pt", ExportOptions(format="pt"), is_stopped=lambda: next(asked, True), probe=never
        )
    assert names(tmp_path) == ["run"]


def never(*_: object) -> None:
    raise AssertionError("nothing is read back after a stop")


def test_that_reading_back_ends_as_soon_as_it_is_asked_to(make_run, tmp_path):
    run, _ = make_run()

    def probe(format, arguments, folder, is_stopped):
        in_fresh_process(format, arguments, folder, lambda: True)

    with pytest.raises(ExportStopped):
        export.export_weights(run, tmp_path / "w.pt", ExportOptions(format="pt"), probe=probe)
    assert names(tmp_path) == ["run"]


def test_that_what_a_killed_export_left_can_be_removed(tmp_path):
    (tmp_path / ".w.pt.0123abcd.tmp").mkdir()
    (tmp_path / ".w.pt.0123abcd.tmp" / "w.pt").write_text("half")
    (tmp_path / "w.pt").write_text("whole")
    remove_leftovers(tmp_path / "w.pt")
    assert names(tmp_path) == ["w.pt"]


def test_that_images_are_the_test_sets_and_spread_over_it(make_run):
    run, _ = make_run()
    images = proof_images(open_trained(run, "best"), most=50)
    assert images.images.shape == (50, 1, 8, 8)
    assert 0 <= images.images.min() < images.images.max() <= 1
    assert (images.description, images.is_test_set) == ("50 of the 359 test images of digits", True)


@pytest.mark.parametrize(("name", "path"), [("folder", "nowhere"), ("folder", None), ("cifar10", "data")])
def test_that_random_images_take_the_place_of_a_test_set_that_is_not_here(make_run, name, path, tmp_path):
    run, _ = make_run()
    trained = open_trained(run, "best")
    here = DataConfig(name=name, path=path and str(tmp_path / path))
    recipe = trained.info.experiment.recipe.model_copy(update={"data": here})
    object.__setattr__(trained.info, "experiment", trained.info.experiment.model_copy(update={"recipe": recipe}))
    images = proof_images(trained)
    assert images.images.shape == (32, 1, 8, 8)
    assert images.description == "32 random images (the run's test images are not to be had)"
    assert not images.is_test_set


@pytest.mark.parametrize(("difference", "agrees"), [(1e-5, True), (2e-5, False), (float("nan"), False)])
def test_that_outputs_must_be_near_and_numbers(difference, agrees):
    agreement = Agreement(
        images="", is_test_set=True, count=1, max_difference=difference, mean_difference=0.0, largest_output=0.1,
        top1_agreement=1.0, tolerance=1e-5,
    )  # fmt: skip
    assert agreement.agrees == agrees
