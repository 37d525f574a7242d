"""`resdense search`: the nearest networks, and one of them as a file."""

import json

import pytest

from explorer.experiment.experiment_file import load_experiment
from models.config import NetworkConfig
from models.spec import resolve
from models.summary import summarize


def search(say, *arguments: str) -> list[dict]:
    status, out, _ = say("search", *arguments, "--json")
    assert status == 0
    return json.loads(out)


@pytest.mark.parametrize(
    ("arguments", "measure", "budget", "shape"),
    [
        (["--params", "1.7M"], "params", 1_700_000, [3, 32, 32]),
        (["--macs", "4.1 G", "--input", "3x224x224", "--classes", "1000"], "macs", 4_100_000_000, [3, 224, 224]),
    ],
)
def test_that_the_nearest_of_both_families_come_with_their_gap(say, arguments, measure, budget, shape):
    rows = search(say, *arguments, "--most", "2")
    assert [row["family"] for row in rows] == ["resnet", "resnet", "densenet", "densenet"]
    for number, row in enumerate(rows, start=1):
        summary = summarize(resolve(NetworkConfig.model_validate_json(json.dumps(row["network"]))))
        assert (row["number"], row["params"], row["macs"]) == (number, summary.params, summary.macs)
        assert list(summary.spec.input) == shape
        assert row["gap"] == pytest.approx((row[measure] - budget) / budget)
        assert abs(row["gap"]) < 0.02


def test_that_the_table_fits_80_columns(say_narrow):
    out = say_narrow("search", "--params", "1.7M")
    assert out.startswith("Nearest to 1,700,000 parameters: 3 × 32 × 32 image, 10 classes\n")
    assert max(map(len, out.splitlines())) <= 80
    assert "ResNet-110, width 16" in out
    assert "…" not in out


def test_that_a_candidate_is_saved_as_an_experiment(say, refuse, tmp_path):
    file = tmp_path / "near.resdense.json"
    status, out, _ = say("search", "--params", "300k", "--save", "2", str(file))
    assert status == 0
    second = search(say, "--params", "300k")[1]
    experiment = load_experiment(file)
    assert f"{second['title']} is in {file}.\n" in out
    assert experiment.name == second["title"]
    assert summarize(resolve(experiment.network)).params == second["params"]
    assert "exists already" in refuse("search", "--params", "1M", "--save", "1", str(file))
    assert load_experiment(file) == experiment
    assert say("search", "--params", "1M", "--save", "1", str(file), "--force")[0] == 0
    assert load_experiment(file) != experiment


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "one of the arguments --params --macs is required"),
        (["--params", "1M", "--macs", "1G"], "not allowed with"),
        (["--params", "lots"], "expected a count like 1.7M"),
        (["--params", "0"], "expected at least 1"),
        (["--params", "1M", "--input", "32x32"], "expected channels, height and width like 3x32x32"),
        (["--params", "1M", "--input", "3x0x32"], "--input: its height must be at least 1 and at most 8,192, not 0"),
        (["--params", "1M", "--classes", "2000000"], "--classes: it must be at least 1 and at most 1,000,000"),
        (["--params", "1M", "--most", "0"], "expected at least 1"),
        (["--params", "1M", "--save", "9", "x.json"], '--save: expected a number from 1 to 8, found "9"'),
        (["--params", "1M", "--save", "best", "x.json"], 'expected a number from 1 to 8, found "best"'),
        (["--params", "1M", "--save", "1", "."], "is a folder; name a file"),
        (["--params", "1M", "--save", "1", "no/such/folder.json"], "its folder does not exist"),
    ],
)
def test_that_a_wrong_search_is_one_sentence_and_writes_nothing(refuse, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    error = refuse("search", *arguments)
    assert words in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
