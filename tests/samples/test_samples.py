"""What older versions wrote is read to the same numbers; `tests/proofs/samples.py` holds every network to its entry."""

import gzip
import json
import shutil
import sys
from pathlib import Path

import pytest
import safetensors.torch
import torch

sys.path.insert(0, str(Path(__file__).parent))

from networks import describe, difference

from explorer.experiment.experiment_file import load_experiment
from explorer.experiment.recipe import OLD_NAMES
from explorer.runs.events import EpochDone
from explorer.runs.resume import experiment_to_resume
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.training.job_control import JobControl
from explorer.training.training_job import train
from models.build import build_model
from models.config import NetworkConfig
from models.presets import PRESETS
from models.spec import resolve

FOLDER = Path(__file__).parent
LARGEST = 200_000
"""Parameters of the presets that are held to their outputs here."""


def entries() -> list[dict]:
    with gzip.open(FOLDER / "networks.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def config_of(entry: dict) -> NetworkConfig:
    if "preset" in entry:
        return PRESETS[entry["preset"]]
    return NetworkConfig.model_validate_json(json.dumps(entry["config"]))


def test_that_networks_are_what_they_were():
    kept = entries()
    drawn = [entry for entry in kept if entry.get("params", 0) < LARGEST and "preset" in entry]
    drawn += [entry for entry in kept if "config" in entry][::25]
    assert len(drawn) > 20
    for entry in drawn:
        assert difference(entry, describe(config_of(entry))) == "", entry.get("preset") or entry["config"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("experiments/*.json")), ids=lambda path: path.stem)
def test_that_an_old_experiment_says_what_it_said(path):
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["recipe"] = {OLD_NAMES.get(key, key): value for key, value in kept["recipe"].items()}
    assert without_new_fields(load_experiment(path).model_dump(mode="json"), kept) == {
        key: value for key, value in kept.items() if key not in ("format", "schema_version")
    }


def without_new_fields(found: object, kept: object) -> object:
    """What is found, of objects only the keys that were kept."""
    if isinstance(found, dict) and isinstance(kept, dict):
        return {key: without_new_fields(value, kept[key]) for key, value in found.items() if key in kept}
    if isinstance(found, list) and isinstance(kept, list):
        return [without_new_fields(*pair) for pair in zip(found, kept, strict=True)]
    return found


def test_that_an_old_run_goes_on(tmp_path):
    shutil.copytree(FOLDER / "stopped", tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    events = []

    train(experiment_to_resume(folder), folder, events.append, JobControl(), threads=1, resume=True)

    assert [event.epoch for event in events if isinstance(event, EpochDone)][-1] == 3
    record = read_record(folder)
    assert record.state == "finished"
    # The whole run that the same version wrote began with the same seed.
    whole = read_record(RunFolder(FOLDER / "finished"))
    assert record.best_accuracy == pytest.approx(whole.best_accuracy, abs=0.05)


def test_that_old_weights_load_to_the_bit():
    model = build_model(resolve(load_experiment(FOLDER / "finished" / "experiment.json").network))
    own = safetensors.torch.load_file(FOLDER / "finished" / "best.safetensors")
    exported = safetensors.torch.load_file(FOLDER / "exports" / "finished.safetensors")
    pickled = torch.load(FOLDER / "exports" / "finished.pt", weights_only=True)
    for weights in (own, exported, pickled):
        assert weights.keys() == own.keys()
        assert all(torch.equal(weights[name], own[name]) for name in own)
        model.load_state_dict(weights, strict=True)
