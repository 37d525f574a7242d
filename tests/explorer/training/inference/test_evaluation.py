import json
import shutil
from dataclasses import fields, replace

import numpy as np
import pytest
import safetensors.torch
import torch

from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
from explorer.exports.export_weights import write_safetensors, write_state_dict
from explorer.runs.events import EpochDone, Loading
from explorer.runs.metrics_file import read_events
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.training.checkpoints.checkpoint import CheckpointError, load_checkpoint
from explorer.training.data import data_loading
from explorer.training.data.image_set import DataError
from explorer.training.inference import evaluation_data
from explorer.training.inference.evaluation import cache_file, evaluate, evaluate_source, load_evaluation
from explorer.training.inference.evaluation_data import own_test_set
from explorer.training.inference.trained_model import TrainedModelError, open_trained
from explorer.training.runtime.device import choose_device
from explorer.training.runtime.training_error import TrainingStopped

CPU = choose_device("cpu")


@pytest.fixture
def run_copy(digits_run, tmp_path):
    return shutil.copytree(digits_run, tmp_path / "copy")


@pytest.fixture
def image_run(image_root, make_experiment, make_network, run_job):
    """A run on images that are dark or light."""
    network = make_network(num_classes=2, channels=3)
    return run_job(make_experiment(network=network, data={"name": "folder", "path": str(image_root)})).folder.path


def test_that_a_run_is_as_good_as_its_training_said(digits_run):
    result = evaluate_source(digits_run, device=CPU)
    told = next(event for event in read_events(RunFolder(digits_run).metrics_file) if isinstance(event, EpochDone))
    assert result.num_images == 359
    assert result.accuracy == pytest.approx(told.test_accuracy)
    assert result.loss == pytest.approx(told.test_loss, rel=1e-5)


def test_that_the_numbers_agree_with_each_other(digits_run):
    result = evaluate_source(digits_run, device=CPU)
    confusion, scores = result.confusion, result.class_scores()
    assert confusion.sum() == result.num_images
    assert confusion.trace() == round(result.accuracy * result.num_images)
    assert [score.num_correct for score in scores] == confusion.diagonal().tolist()
    assert [score.count for score in scores] == confusion.sum(1).tolist()
    assert [score.num_predicted for score in scores] == confusion.sum(0).tolist()
    worst = result.mistakes()
    assert len(worst) == confusion.sum() - confusion.trace()
    assert (np.diff(result.confidences[worst]) <= 0).all()


def test_that_a_cell_lists_its_images_with_thumbnails(digits_run):
    result = evaluate_source(digits_run, device=CPU)
    confusion = result.confusion
    for label, prediction in np.argwhere(confusion > 0).tolist():
        positions = result.in_cell(label, prediction)
        assert len(positions) == confusion[label, prediction]
        assert result.thumbnail(int(positions[0])).shape == (8, 8, 1)
        # The remarkable ones first: hits that are doubted, mistakes that are not.
        rises = np.diff(result.confidences[positions])
        assert (rises >= 0).all() if label == prediction else (rises <= 0).all()


def test_that_of_more_images_than_are_kept_the_remarkable_ones_of_every_cell_are(digits_run):
    trained = open_trained(digits_run, "best")
    tests = own_test_set(trained.info.experiment, trained.info.classes)
    result = evaluate(trained, tests, device=CPU, most_thumbnails=60)
    assert len(result.pictured) == 60
    for cell in np.argwhere(result.confusion > 0).tolist():
        are_kept = [result.thumbnail(int(position)) is not None for position in result.in_cell(*cell)]
        assert are_kept == sorted(are_kept, reverse=True)


def test_that_what_a_run_makes_of_its_own_images_is_kept_until_its_weights_change(run_copy):
    cache_file(RunFolder(run_copy).best_file).unlink(missing_ok=True)
    first = evaluate_source(run_copy, device=CPU)
    cache = cache_file(RunFolder(run_copy).best_file)
    trained = open_trained(run_copy, "best")
    tests = own_test_set(trained.info.experiment, trained.info.classes)
    kept = load_evaluation(cache, trained, tests)
    for field in fields(first):
        assert np.array_equal(getattr(kept, field.name), getattr(first, field.name)), field.name
    assert load_evaluation(cache, replace(trained, digest="other"), tests) is None
    assert load_evaluation(cache, trained, replace(tests, key="other")) is None


def test_that_a_damaged_evaluation_is_made_anew(run_copy):
    cache = cache_file(RunFolder(run_copy).best_file)
    cache.write_bytes(b"PK\x03\x04 nothing")
    assert evaluate_source(run_copy, device=CPU).num_images == 359
    assert cache.stat().st_size > 1000


@pytest.mark.parametrize("labels", [np.zeros(2**22, np.int32), np.full(359, 77, np.int32), np.zeros(358, np.int32)])
def test_that_an_evaluation_that_is_no_evaluation_is_not_taken(run_copy, labels):
    evaluate_source(run_copy, device=CPU)
    cache, trained = cache_file(RunFolder(run_copy).best_file), open_trained(run_copy, "best")
    tests = own_test_set(trained.info.experiment, trained.info.classes)
    content = cache.read_bytes()
    for place in range(0, len(content), len(content) // 20):
        cache.write_bytes(content[:place] + bytes(30) + content[place + 30 :])
        load_evaluation(cache, trained, tests)
    cache.write_bytes(content)
    with np.load(cache) as arrays:
        np.savez_compressed(cache, **(dict(arrays) | {"labels": labels}))
    assert load_evaluation(cache, trained, tests) is None


def test_that_a_run_on_a_folder_is_tested_on_its_test_images(image_run, image_root):
    result = evaluate_source(image_run, device=CPU)
    assert result.paths == tuple(map(str, sorted((image_root / "test").rglob("*.png"), key=str)))
    assert result.classes == ("dark", "light")
    assert result.image_name(0).endswith("0.png")


def test_that_an_image_that_was_added_is_tested_too(image_run, image_root):
    before = evaluate_source(image_run, device=CPU).num_images
    shutil.copy(image_root / "test" / "dark" / "0.png", image_root / "test" / "dark" / "new.png")
    assert evaluate_source(image_run, device=CPU).num_images == before + 1


def test_that_other_images_may_have_some_of_the_classes_only(image_run, make_image, tmp_path):
    make_image(tmp_path / "others" / "light" / "a.png", size=(30, 20), value=200)
    result = evaluate_source(image_run, data=str(tmp_path / "others"), device=CPU)
    assert result.labels.tolist() == [1]
    assert result.class_scores()[0].recall is None


def test_that_large_images_have_small_thumbnails(image_root, make_experiment, make_network, run_job):
    network = make_network(num_classes=2, channels=3, side=96)
    recipe = {"data": {"name": "folder", "path": str(image_root)}, "epochs": 1}
    run = run_job(make_experiment(network=network, **recipe)).folder.path
    assert evaluate_source(run, device=CPU).thumbnails.shape[1:] == (64, 64, 3)


def test_that_a_class_the_network_does_not_know_is_refused(image_run, make_image, tmp_path):
    make_image(tmp_path / "others" / "green" / "a.png")
    with pytest.raises(DataError, match='knows no class "green"'):
        evaluate_source(image_run, data=str(tmp_path / "others"), device=CPU)


@pytest.mark.parametrize("data", ("missing", "empty"))
def test_that_a_folder_without_images_is_refused(digits_run, tmp_path, data):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=data):
        evaluate_source(digits_run, data=str(tmp_path / data), device=CPU)


def test_that_the_download_of_test_images_is_reported(digits_run, tmp_path, monkeypatch):
    told, download = [], Loading(what="Downloading", done=1, total=2, unit="bytes")

    def load_data(recipe, network, *, progress):
        progress(download)
        return data_loading.load_data(recipe, network, progress=progress)

    monkeypatch.setattr(evaluation_data, "load_data", load_data)
    result = evaluate_source(digits_run, data=DataConfig(), device=CPU, emit=told.append)
    assert result.num_images == 359
    assert download in told


@pytest.mark.parametrize("format", ["safetensors", "pt"])
def test_that_a_file_of_weights_alone_is_enough(digits_run, tmp_path, format):
    trained = open_trained(digits_run, "best")
    write = {"safetensors": write_safetensors, "pt": write_state_dict}[format]
    write(trained, ExportOptions(format=format), tmp_path / f"exported.{format}")
    found = evaluate_source(tmp_path / f"exported.{format}", device=CPU)
    assert (found.num_images, found.classes) == (359, trained.info.classes)
    assert found.accuracy == evaluate_source(digits_run, device=CPU).accuracy
    assert not cache_file(tmp_path / f"exported.{format}").exists()


def test_that_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(TrainedModelError, match="no run and no file"):
        evaluate_source(tmp_path / "nothing", device=CPU)
    with pytest.raises(RunFolderError, match="not the folder of a run"):
        evaluate_source(tmp_path, device=CPU)
    (tmp_path / "weights.pt").write_bytes(b"x")
    with pytest.raises(CheckpointError, match="is not a whole file of weights"):
        evaluate_source(tmp_path / "weights.pt", device=CPU)


def test_that_weights_that_are_missing_or_damaged_are_refused(run_copy):
    folder = RunFolder(run_copy)
    folder.last_file.unlink()
    with pytest.raises(RunFolderError, match="choose the best ones"):
        evaluate_source(run_copy, which="last", device=CPU)
    folder.best_file.write_bytes(folder.best_file.read_bytes()[:5000])
    with pytest.raises(ValueError, match=r"best\.safetensors is not a whole"):
        evaluate_source(run_copy, device=CPU)


@pytest.mark.parametrize(
    ("change", "why"),
    (
        ({"network": {"stages": [{"kind": "residual", "blocks": 1000, "width": 2048}]}}, "which has more parameters"),
        ({"network": {"num_classes": 0}}, "which is not a valid one"),
        ({"network": {"num_classes": 9}}, "which has 9 classes, not 10"),
        ({"mean": [0.1, 0.2]}, "which takes images of 1 channels"),
    ),
)
def test_that_a_file_which_describes_another_network_is_refused_before_that_is_built(digits_run, tmp_path, change, why):
    source = RunFolder(digits_run).best_file
    with safetensors.safe_open(source, framework="pt") as file:
        metadata = file.metadata()
    said = json.loads(metadata["experiment"])
    said["network"] |= change.pop("network", {})
    metadata |= {"experiment": json.dumps(said)} | {name: json.dumps(value) for name, value in change.items()}
    safetensors.torch.save_file(safetensors.torch.load_file(source), tmp_path / "bad.safetensors", metadata)
    with pytest.raises(TrainedModelError, match=rf"^[^\n]*bad\.safetensors are not those [^\n]*{why}[^\n]*\.$"):
        open_trained(tmp_path / "bad.safetensors", "best")


@pytest.mark.parametrize("harm", ("nan", "shape", "name"))
def test_that_weights_of_something_else_are_refused(digits_run, tmp_path, harm):
    source = RunFolder(digits_run).best_file
    weights, _ = load_checkpoint(source)
    name = "conv1.weight"
    match harm:
        case "nan":
            weights[name] = torch.full_like(weights[name], torch.nan)
        case "shape":
            weights[name] = weights[name][:1]
        case "name":
            weights["other"] = weights.pop(name)
    with safetensors.safe_open(source, framework="pt") as file:
        metadata = file.metadata()
    safetensors.torch.save_file(weights, tmp_path / "bad.safetensors", metadata)
    with pytest.raises(TrainedModelError, match=r"bad\.safetensors"):
        evaluate_source(tmp_path / "bad.safetensors", device=CPU)


def test_that_it_stops_when_asked(run_copy):
    cache_file(RunFolder(run_copy).best_file).unlink(missing_ok=True)
    with pytest.raises(TrainingStopped):
        evaluate_source(run_copy, device=CPU, is_stopped=lambda: True)
