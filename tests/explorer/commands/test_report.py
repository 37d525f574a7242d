import json

import pytest
from PIL import Image

from explorer import cli
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from models.presets import PRESETS


def test_that_a_page_is_written_once(say, refuse, digits_run, tmp_path):
    out = tmp_path / "page.html"
    status, said, err = say("report", str(digits_run), "--out", str(out))
    assert (status, err) == (0, "")
    assert said == f"The report is in {out}.\n"
    assert "exists already" in refuse("report", str(digits_run), "--out", str(out))


def test_that_a_page_has_a_name_of_its_own(say, digits_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert say("report", str(digits_run))[0] == 0
    assert (tmp_path / "run-report.html").is_file()


def test_that_a_page_can_speak_another_language(say, digits_run, tmp_path):
    out = tmp_path / "page.md"
    assert say("report", str(digits_run), "--out", str(out), "--language", "zh_CN")[0] == 0
    assert "## 训练" in out.read_text(encoding="utf-8")


@pytest.fixture
def moved(tmp_path):
    """A run on a folder of two classes, which has been moved, and where to."""
    run, before = tmp_path / "run", tmp_path / "before"
    for name, shade in (("dark", 20), ("light", 220)):
        for part in ("train", "test"):
            (before / part / name).mkdir(parents=True)
            Image.new("L", (8, 8), shade).save(before / part / name / "a.png")
    network = PRESETS["digits_resnet"].model_copy(update={"num_classes": 2})
    save_experiment(tmp_path / "net.json", Experiment(network=network))
    options = ["--data", str(before), "--epochs", "1", "--device", "cpu", "--threads", "1", "--out", str(run)]
    assert cli.main(["train", str(tmp_path / "net.json"), *options]) == 0
    return run, before.rename(tmp_path / "after")


def test_that_a_page_is_made_though_the_data_have_moved(moved, say, refuse, tmp_path, capsys):
    run, after = moved
    capsys.readouterr()
    out = str(tmp_path / "page.html")
    for command in (("report", str(run), "--out", out), ("evaluate", str(run))):
        error = refuse(*command)
        assert "There is no folder" in error
        assert "--data" in error
        assert error.count("\n") == 1
    assert say("report", str(run), "--out", out, "--data", str(after))[0] == 0
    assert str(after) in (tmp_path / "page.html").read_text()


def test_that_an_evaluation_that_was_kept_needs_no_data(moved, say, tmp_path, capsys):
    run, after = moved
    before = after.rename(tmp_path / "before")
    capsys.readouterr()
    found = json.loads(say("evaluate", str(run), "--json")[1])
    before.rename(after)
    out = tmp_path / "page.html"
    assert say("report", str(run), "--out", str(out))[0] == 0
    assert f"{100 * found['accuracy']:.2f} %" in out.read_text()
    assert json.loads(say("evaluate", str(run), "--json")[1]) == found


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    (
        (["{tmp}/none"], "not the folder of a run"),
        (["{run}", "--out", "{tmp}/page.pdf"], "neither a .html nor a .md"),
        (["{run}", "--out", "{tmp}/no/page.html"], "folder does not exist"),
    ),
)
def test_that_bad_input_is_one_sentence(refuse, digits_run, tmp_path, arguments, sentence):
    err = refuse("report", *(argument.format(run=digits_run, tmp=tmp_path) for argument in arguments))
    assert sentence in err
    assert err.count("\n") == 1
