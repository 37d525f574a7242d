"""`resdense data`."""

import json


def test_that_data_is_listed_with_its_size_and_whether_it_is_here(say, tmp_path):
    (tmp_path / "MNIST" / "raw").mkdir(parents=True)
    (tmp_path / "MNIST" / "raw" / "train-images-idx3-ubyte").touch()
    status, out, _ = say("data", "--data-root", str(tmp_path))
    assert status == 0
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert lines["mnist"].rstrip().endswith("yes")
    assert "162.60 MiB" in lines["cifar10"]
    rows = {row["name"]: row for row in json.loads(say("data", "--json", "--data-root", str(tmp_path))[1])}
    assert (rows["mnist"]["is_here"], rows["svhn"]["is_here"], rows["digits"]["is_here"]) == (True, False, True)


def test_that_there_is_nothing_to_download_of_the_digits(say):
    assert "embedded" in say("data", "digits")[1]


def test_that_an_unknown_name_is_one_sentence(refuse):
    assert 'no data called "imagenet"' in refuse("data", "imagenet")
