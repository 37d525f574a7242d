"""Writes the samples that later versions are held to. Run it only to add what is new: python tests/samples/write.py

Old samples stay as they are; they say what a version wrote, and every later one must read it to the same numbers.
"""

import gzip
import io
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from hypothesis import HealthCheck, Phase, given, seed, settings
from networks import describe
from random_configs import LEGAL_CONFIGS

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.exports.export_options import ExportOptions
from explorer.exports.export_weights import export_weights
from explorer.runs.events import EpochDone
from explorer.runs.run_folder import RunFolder
from explorer.training.job_control import JobControl
from explorer.training.training_job import train
from models.config import NetworkConfig
from models.presets import PRESETS

FOLDER = Path(__file__).resolve().parent
NUM_RANDOM = 500

SMALL = NetworkConfig.model_validate(
    {
        "input": {"channels": 1, "height": 8, "width": 8},
        "num_classes": 10,
        "stem": {"channels": 8, "kernel": 3, "stride": 1, "pool": "none"},
        "stages": (
            {"kind": "residual", "blocks": 1, "width": 8, "order": "full_preact"},
            {"kind": "dense", "layers": 2, "growth_rate": 4},
            {"kind": "residual", "blocks": 1, "width": 16, "stride": 2},
        ),
    }
)
EVERYTHING = Recipe(
    data=DataConfig(name="folder", path="images", test_fraction=0.25),
    augmentation=Augmentation(crop_padding=2, flip=True, cutout=4, erase=0.25, mixup=0.2, cutmix=1.0),
    epochs=30,
    steps=1000,
    batch_size=64,
    optimizer="adamw",
    learning_rate=0.002,
    momentum=0.8,
    nesterov=False,
    weight_decay=0.05,
    decay_all=True,
    schedule="step",
    milestones=(0.25, 0.5),
    decay_factor=0.2,
    warm_up=0.1,
    label_smoothing=0.05,
    mean=(0.5,),
    std=(0.25,),
    ema=0.99,
    patience=5,
    accumulate=2,
    clip_norm=1.0,
    precision="bf16",
    channels_last=False,
    deterministic=True,
    start_from="weights.safetensors",
    frozen_stages=(0, 1),
    stage_lr_decay=0.5,
    seed=7,
    device="cpu",
)
"""Every field of the recipe with another value than its own."""


def write_networks() -> None:
    """Counts, names, bytes and outputs of all presets and of random configs."""
    entries = [{"preset": name, **describe(config)} for name, config in PRESETS.items()]
    entries += [{"config": config.model_dump(mode="json"), **describe(config)} for config in random_configs()]
    lines = "".join(json.dumps(entry) + "\n" for entry in entries)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(lines.encode())
    (FOLDER / "networks.jsonl.gz").write_bytes(packed.getvalue())


def random_configs() -> list[NetworkConfig]:
    """The same ones every time."""
    found: dict[NetworkConfig, None] = {}

    @seed(20261129)
    @settings(
        max_examples=2 * NUM_RANDOM,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(LEGAL_CONFIGS)
    def collect(config: NetworkConfig) -> None:
        found.setdefault(config)

    collect()
    return list(found)[:NUM_RANDOM]


def write_experiments() -> None:
    """Examples, and one with every field of the recipe."""
    folder = FOLDER / "experiments"
    folder.mkdir(exist_ok=True)
    for example in EXAMPLES:
        save_experiment(folder / f"{example.experiment.name}.resdense.json", example.experiment)
    everything = Experiment(name="everything", network=SMALL, recipe=EVERYTHING)
    save_experiment(folder / "everything.resdense.json", everything)


def write_runs() -> None:
    """A run that was stopped in its second of three epochs, a finished one, and what is exported of it."""
    recipe = Recipe(epochs=3, batch_size=128, device="cpu", ema=0.9, seed=3)
    for name, last_epoch in (("stopped", 1), ("finished", 3)):
        path = FOLDER / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        control = JobControl()

        def stop_after(event: object, control: JobControl = control, last_epoch: int = last_epoch) -> None:
            if isinstance(event, EpochDone) and event.epoch == last_epoch < recipe.epochs:
                control.stop()

        path.mkdir()
        experiment = Experiment(name=f"sample_{name}", network=SMALL, recipe=recipe)
        train(experiment, RunFolder(path), stop_after, control, threads=1)
        (path / ".lock").unlink()
    exports = FOLDER / "exports"
    shutil.rmtree(exports, ignore_errors=True)
    exports.mkdir()
    for format in ("safetensors", "pt"):
        export_weights(FOLDER / "finished", exports / f"finished.{format}", ExportOptions(format=format))


if __name__ == "__main__":
    write_networks()
    write_experiments()
    write_runs()
