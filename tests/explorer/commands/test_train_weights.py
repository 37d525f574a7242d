"""`resdense train --weights`: what a training begins with."""

import pytest

from explorer.experiment.experiment_file import load_experiment

QUICK = ["--epochs", "1", "--device", "cpu", "--threads", "1", "--batch-size", "256"]


def test_that_a_file_of_weights_is_kept_by_its_whole_path(say, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert say("train", "digits_resnet", *QUICK, "--out", "a")[0] == 0
    status, out, _ = say("train", "digits_resnet", *QUICK, "--weights", "a/best.safetensors", "--out", "b")
    assert status == 0
    path = tmp_path / "a" / "best.safetensors"
    assert f"Training begins with the weights of {path}.\n" in out
    assert load_experiment(tmp_path / "b" / "experiment.json").recipe.start_from == str(path)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ("torchvision", "torchvision publishes no weights for this network"),
        ("nothing.pt", "nothing.pt cannot be read"),
    ],
)
def test_that_weights_that_cannot_be_had_leave_no_run(refuse, tmp_path, monkeypatch, weights, words):
    monkeypatch.chdir(tmp_path)
    error = refuse("train", "digits_resnet", *QUICK, "--weights", weights, "--out", "run")
    assert words in error
    assert error.count("\n") == 1
    assert not (tmp_path / "run").exists()
