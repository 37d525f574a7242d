import os
from pathlib import Path

import pytest
import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.exports import export_weights as export
from explorer.exports.export_options import ExportOptions
from explorer.exports.proof import PROBES
from explorer.runs.run_folder import RunFolder
from explorer.training.checkpoints.checkpoint import CheckpointInfo, encode_checkpoint, save_checkpoint
from explorer.training.data.image_set import Normalisation
from models.build import build_model
from models.config import NetworkConfig
from models.presets import PRESETS
from models.spec import resolve


@pytest.fixture(autouse=True)
def single_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def with_random_statistics(model: torch.nn.Module) -> torch.nn.Module:
    """Batch norm as training leaves it, so that a buffer in the wrong place shows."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.num_batches_tracked.fill_(7)
    return model


@pytest.fixture
def make_run(tmp_path):
    """A run folder as a finished training leaves it, with random weights; gives the folder and its models."""

    def make(network: str | NetworkConfig = "digits_resnet", which: tuple[str, ...] = ("best", "last")):
        config = PRESETS[network] if isinstance(network, str) else network
        folder = RunFolder(tmp_path / "run")
        folder.path.mkdir()
        experiment = Experiment(name=network if isinstance(network, str) else "net", network=config)
        save_experiment(folder.experiment_file, experiment)
        info = CheckpointInfo(
            experiment=experiment,
            classes=tuple(f"class {i}" for i in range(config.num_classes)),
            normalisation=Normalisation(mean=(0.25,) * config.input.channels, std=(0.5,) * config.input.channels),
            epoch=3,
            step=99,
            test_accuracy=0.5,
        )
        models = {}
        for name in which:
            models[name] = with_random_statistics(build_model(resolve(config)).eval())
            save_checkpoint(getattr(folder, f"{name}_file"), encode_checkpoint(models[name].state_dict(), info))
        return folder.path, models

    return make


def probe_here(format, arguments, folder, is_stopped) -> None:
    """The probe without the seconds that a process of its own takes to load torch."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        PROBES[format].main(*arguments)
    finally:
        os.chdir(before)


@pytest.fixture
def export_weights():
    """Exports, and reads back in this process; options by name."""

    def export_here(source: Path, out: Path, *, overwrite: bool = False, probe=probe_here, **options):
        chosen = ExportOptions(**{"format": "pt", "images": 3} | options)
        return export.export_weights(source, out, chosen, overwrite=overwrite, probe=probe)

    return export_here
