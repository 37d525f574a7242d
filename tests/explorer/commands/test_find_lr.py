"""`resdense find-lr`."""

import json

QUICK = ["digits_resnet", "--batch-size", "32", "--steps", "60", "--threads", "1", "--device", "cpu"]


def test_that_a_rate_is_named_with_the_option_that_takes_it(say):
    status, out, _ = say("find-lr", *QUICK)
    assert status == 0
    assert "The loss falls fastest at " in out
    assert "begin with --learning-rate " in out


def test_that_json_has_the_whole_curve(say):
    status, out, _ = say("find-lr", *QUICK, "--json")
    found = json.loads(out)
    assert status == 0
    assert len(found["rates"]) == len(found["losses"]) > 10


def test_that_a_mistake_is_one_sentence(refuse):
    assert "recipe.learning_rate" in refuse("find-lr", "digits_resnet", "--learning-rate", "-1")
    assert "classes" in refuse("find-lr", "resnet18", "--data", "digits")
