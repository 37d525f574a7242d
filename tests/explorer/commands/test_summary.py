"""What `resdense summary` says besides the stages: recognition, advice, the ledger and training memory."""

import json

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Recipe
from models.presets import PRESETS


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("resnet50", "Exactly torchvision resnet50.\n"),
        ("densenet121", "Exactly torchvision densenet121 and Tutorial 4: DenseNet-121.\n"),
    ],
)
def test_that_a_known_network_is_named(say, name, sentence):
    assert sentence in say("summary", name)[1]


def test_that_a_known_network_with_another_activation_is_not_called_that(say, tmp_path):
    network = PRESETS["resnet50"].model_copy(update={"activation": "silu"})
    save_experiment(tmp_path / "mine.json", Experiment(network=network))
    out = say("summary", str(tmp_path / "mine.json"))[1]
    assert "Not torchvision resnet50: SiLU.\n" in out and "Exactly" not in out


def test_that_a_network_of_ones_own_is_not_named_and_gets_its_advice(say, tmp_path):
    stages = (*PRESETS["digits_densenet"].stages[:1], PRESETS["digits_densenet"].stages[0])
    network = PRESETS["digits_densenet"].model_copy(update={"stages": stages})
    save_experiment(tmp_path / "mine.json", Experiment(network=network))
    out = say("summary", str(tmp_path / "mine.json"))[1]
    assert "Exactly" not in out
    assert "\nstages.1.transition: a transition after the last stage halves the map that is then averaged.\n" in out
    summary = json.loads(say("summary", str(tmp_path / "mine.json"), "--json")[1])
    assert summary["recognised"] == []
    assert "stages.1.transition" in [advice["field"] for advice in summary["advice"]]


def test_that_the_ledger_has_a_reason_for_every_convention(say, say_narrow):
    rows = json.loads(say("summary", "resnet50", "--ledger", "--json")[1])["ledger"]
    assert [row["convention"] for row in rows][:2] == ["torchvision", "papers"]
    assert rows[1]["difference"] == rows[1]["count"] - 4_089_184_256 < 0
    out = say_narrow("summary", "resnet50", "--ledger")
    assert max(map(len, out.splitlines())) <= 80
    for row in rows:
        assert f"\n{row['convention']}: {row['reason'][:30]}" in out
        assert f"{row['count']:,}" in out


def memory_of(say, *arguments: str) -> dict:
    return json.loads(say("summary", *arguments, "--json")[1])["memory"]


def test_that_training_memory_is_that_of_the_experiments_own_recipe(say, tmp_path):
    recipe = Recipe(batch_size=7, optimizer="adamw", precision="bf16")
    save_experiment(tmp_path / "mine.json", Experiment(network=PRESETS["resnet18"], recipe=recipe))
    memory = memory_of(say, str(tmp_path / "mine.json"), "--memory")
    assert (memory["batch_size"], memory["optimizer"], memory["precision"]) == (7, "adamw", "bf16")
    assert memory["optimizer_state"] == 2 * memory["gradients"] == 8 * 11_689_512
    parts = ("weights", "gradients", "optimizer_state", "casts", "kept_for_backward")
    assert memory["total"] == sum(memory[part] for part in parts)
    assert memory["available"] is memory["fits"] is memory["largest_batch"] is None


def test_that_the_largest_batch_is_where_it_stops_fitting(say):
    largest = memory_of(say, "resnet50", "--device-memory", "24GiB")["largest_batch"]
    for batch_size, fits in ((largest, True), (largest + 1, False)):
        options = ["--device-memory", "24GiB", "--batch-size", str(batch_size)]
        assert memory_of(say, "resnet50", *options)["fits"] is fits


@pytest.mark.parametrize(
    ("device", "verdict"),
    [
        ("24GiB", "Fits 24.00 GiB; the largest batch that does is 296."),
        ("2 GiB", "Does not fit 2.00 GiB; the largest batch that does is 21."),
        ("10M", "Does not fit 10.00 MiB, not even with one image."),
    ],
)
def test_that_the_terminal_says_whether_it_fits(say_narrow, device, verdict):
    out = say_narrow("summary", "resnet50", "--device-memory", device, "--batch-size", "64")
    assert "Training memory: 64 images at once, SGD, fp32\n" in out
    assert verdict in out
    assert max(map(len, out.splitlines())) <= 80


def test_that_nothing_is_said_of_memory_or_conventions_unasked(say):
    summary = json.loads(say("summary", "resnet18", "--json")[1])
    assert not {"memory", "ledger"} & summary.keys()
    assert "Training memory" not in say("summary", "resnet18")[1]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--device-memory", "24 pounds"], "expected a number of bytes like 24GiB"),
        (["--batch-size", "0"], "expected at least 1"),
        (["--optimizer", "lion"], "invalid choice"),
        (["--precision", "fp8"], "invalid choice"),
    ],
)
def test_that_a_wrong_option_is_one_sentence(refuse, option, words):
    error = refuse("summary", "resnet18", *option)
    assert words in error
    assert error.count("\n") == 1
