import csv
import json

import pytest
from PIL import Image


@pytest.fixture
def image(tmp_path):
    Image.new("RGB", (40, 30), "grey").save(tmp_path / "grey.png")
    return str(tmp_path / "grey.png")


def test_that_it_says_what_it_sees(say, digits_run, image):
    status, out, err = say("predict", str(digits_run), image, "--top", "3")
    assert (status, err) == (0, "")
    assert "40 × 30 RGB, turned grey, scaled and cropped to 8 × 8" in out
    assert out.count("%") == 3


def test_that_a_broken_image_does_not_stop_the_others(say, digits_run, image, tmp_path):
    status, out, err = say("predict", str(digits_run), str(tmp_path / "none.png"), image, "--json")
    broken, whole = json.loads(out)
    assert status == 1
    assert err.splitlines() == [f"resdense: {broken['problem']}"]
    assert (whole["problem"], len(whole["top"])) == (None, 5)


def test_that_every_class_is_a_line_of_the_csv_file(say, digits_run, image, tmp_path):
    file = tmp_path / "predictions.csv"
    images = image, str(tmp_path / "none.png")
    status, _, _ = say("predict", str(digits_run), *images, "--csv", str(file), "--top", "2")
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert status == 1
    assert [row["rank"] for row in rows] == ["1", "2", ""]
    assert rows[2]["problem"].startswith("Cannot read")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    (
        (["{tmp}/none", "a.png"], "no run and no file"),
        (["{run}"], "required: IMAGE"),
        (["{run}", "a.png", "--top", "0"], "at least 1"),
        (["{run}", "a.png", "--device", "tpu"], "invalid choice"),
    ),
)
def test_that_bad_input_is_one_sentence(refuse, digits_run, tmp_path, arguments, sentence):
    err = refuse("predict", *(argument.format(run=digits_run, tmp=tmp_path) for argument in arguments))
    assert sentence in err
    assert err.count("\n") == 1
