"""`resdense sweep`: combinations as a table, as JSON and as CSV."""

import csv
import json

import pytest

from models.config import NetworkConfig
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

TWO_AXES = ("sweep", "digits_mixed", "--field", "stages.0.groups=1:4", "--field", "stages.1.growth_rate=8,12")


def widened(width: int) -> NetworkConfig:
    config = PRESETS["digits_resnet"]
    stages = (config.stages[0].model_copy(update={"width": width}), *config.stages[1:])
    return config.model_copy(update={"stages": stages})


def test_that_every_combination_is_counted_as_the_summary_counts_it(say):
    rows = json.loads(say("sweep", "digits_resnet", "--field", "stages.0.width=8:32:8", "--json")[1])
    assert [row["values"] for row in rows] == [{"stages.0.width": width} for width in (8, 16, 24, 32)]
    for row, width in zip(rows, (8, 16, 24, 32), strict=True):
        summary = summarize(resolve(widened(width)))
        assert (row["params"], row["macs"], row["saved_bytes"]) == (summary.params, summary.macs, summary.saved_bytes)
        assert row["issue"] is None


@pytest.mark.parametrize("field", ["activation", "stages.0.activation", "stages.*.activation"])
def test_that_activations_can_be_swept(say, field):
    rows = json.loads(say("sweep", "digits_mixed", "--field", f"{field}=relu,silu,leaky_relu", "--json")[1])
    assert [row["values"][field] for row in rows] == ["relu", "silu", "leaky_relu"]
    assert rows[0]["params"] == rows[1]["params"] and rows[0]["saved_bytes"] < rows[1]["saved_bytes"]


def test_that_two_fields_are_combined_and_illegal_ones_have_their_reason(say):
    rows = json.loads(say(*TWO_AXES, "--json")[1])
    assert len(rows) == 8
    illegal = [row for row in rows if row["issue"]]
    assert [row["values"]["stages.0.groups"] for row in illegal] == [3, 3]
    assert {row["issue"]["field"] for row in illegal} == {"stages.0.groups"}
    assert all(row["params"] is None for row in illegal)


def test_that_the_table_fits_80_columns_and_says_each_reason_once(say_narrow):
    out = say_narrow(*TWO_AXES)
    assert out.startswith("digits_mixed: 8 combinations\n")
    assert max(map(len, out.splitlines())) <= 80
    assert out.count("invalid (1)") == 2
    assert out.count("(1) stages.0.groups: 3 groups do not divide 16 channels; use a divisor of 16.") == 1
    assert "growth_rate" in out
    assert "67,450" in out


def test_that_equal_names_of_fields_are_told_apart_by_their_path(say_narrow):
    out = say_narrow("sweep", "digits_resnet", "--field", "stages.0.width=8", "--field", "stages.1.width=8,16")
    assert "stages.0.width" in out
    assert "stages.1.width" in out


def test_that_a_csv_file_has_a_line_for_each_combination(say, refuse, tmp_path):
    file = tmp_path / "sweep.csv"
    status, out, _ = say(*TWO_AXES, "--csv", str(file))
    assert (status, out) == (0, f"8 combinations are in {file}.\n")
    with file.open(newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows == [
        {
            **{field: str(value) for field, value in row["values"].items()},
            **{cost: str(row[cost] or "") for cost in ("params", "macs", "saved_bytes", "receptive_field")},
            "issue": "{field}: {message}".format(**row["issue"]) if row["issue"] else "",
        }
        for row in json.loads(say(*TWO_AXES, "--json")[1])
    ]
    assert "exists already" in refuse(*TWO_AXES, "--csv", str(file))
    assert say(*TWO_AXES, "--csv", str(file), "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resnet18"], "--field"),
        (["resnet18", "--field", "stages.0.width"], "expected FIELD=VALUES like"),
        (
            ["resnet18", "--field", "stages.0.widht=1"],
            'the network has no field stages.0.widht, did you mean "stages.0.width"',
        ),
        (["resnet18", "--field", "stages.*.layers=1"], "the network has no field stages.*.layers"),
        (["resnet18", "--field", "stages.0.width=0.5"], "0.5 is not a value that stages.0.width can have"),
        (["resnet18", "--field", "stages=3"], "3 is not a value that stages can have"),
        (["resnet18", "--field", "stages.0.width=8:4"], "never reaches its end"),
        (["resnet18", "--field", "stages.0.width=1:9999999"], "at most 100,000 are made"),
        (["nothing", "--field", "stages.0.width=1"], "neither a preset nor a file"),
        (["resnet18", "--field", "stages.0.width=1", "--json", "--csv", "x.csv"], "not allowed with"),
        (["resnet18", "--field", "stages.0.width=1", "--csv", "no/folder.csv"], "its folder does not exist"),
    ],
)
def test_that_a_wrong_sweep_is_one_sentence_and_writes_nothing(refuse, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    error = refuse("sweep", *arguments)
    assert words in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_that_a_sweep_may_start_from_a_network_that_is_not_legal(say, tmp_path):
    file = tmp_path / "net.json"
    file.write_text(json.dumps({"stages": [{"kind": "residual", "width": 0}]}))
    rows = json.loads(say("sweep", str(file), "--field", "stages.0.width=0,64", "--json")[1])
    assert [row["issue"] is None for row in rows] == [False, True]
