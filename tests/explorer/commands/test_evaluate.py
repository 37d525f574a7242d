import csv
import json

import pytest


def test_that_it_says_how_good_a_run_is(say, digits_run):
    status, out, err = say("evaluate", str(digits_run), "--mistakes", "3")
    assert (status, err) == (0, "")
    assert "of 359 images are classified correctly" in out
    assert "Confusion matrix" in out
    assert out.count("image ") == 3


def test_that_json_has_everything(say, digits_run):
    found = json.loads(say("evaluate", str(digits_run), "--json")[1])
    assert found["pictures"] == 359 == sum(map(sum, found["confusion"]))
    assert [score["name"] for score in found["classes"]] == list("0123456789")
    assert len(found["mistakes"]) == 10
    assert found["mistakes"][0]["confidence"] >= found["mistakes"][-1]["confidence"]
    assert found["accuracy"] == pytest.approx(sum(found["confusion"][i][i] for i in range(10)) / 359)


def test_that_every_image_is_a_line_of_the_csv_file(say, refuse, digits_run, tmp_path):
    file = tmp_path / "images.csv"
    assert say("evaluate", str(digits_run), "--csv", str(file))[0] == 0
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert len(rows) == 359
    assert rows[5]["picture"] == "image 5"
    assert "exists already" in refuse("evaluate", str(digits_run), "--csv", str(file))
    assert say("evaluate", str(digits_run), "--csv", str(file), "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    (
        (["{tmp}/none"], "no run and no file"),
        (["{tmp}"], "not the folder of a run"),
        (["{run}", "--data", "{tmp}/none"], "no folder"),
        (["{run}", "--data", "digit"], 'neither a folder nor data that has a name, did you mean "digits"'),
        (["{run}", "--data", "{tmp}"], "no sub-folders"),
        (["{run}", "--csv", "{tmp}"], "is a folder"),
        (["{run}", "--mistakes", "-1"], "at least 0"),
        (["{run}", "--which", "worst"], "invalid choice"),
    ),
)
def test_that_bad_input_is_one_sentence(refuse, digits_run, tmp_path, arguments, sentence):
    filled = [argument.format(run=digits_run, tmp=tmp_path) for argument in arguments]
    err = refuse("evaluate", *filled)
    assert sentence in err
    assert err.count("\n") == 1
