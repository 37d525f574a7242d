"""The code of a network as one Python file. No torch: it can be had without a training."""

from pathlib import Path

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.exports.export_options import weights_file
from models.source.python_file import FileDetails, python_file
from models.spec import resolve


def save_network_code(out: Path, experiment: Experiment) -> None:
    """Writes the code of an experiment's network to `out`; its `load` reads the weights from the .pt of the same name.

    Raises:
        ConfigError: the network is not a legal one.
        FileWriteError: the file cannot be written; then an old one is as it was.
    """
    details = FileDetails(title=experiment.name, weights=weights_file(out).name)
    write_atomically(out, python_file(resolve(experiment.network), details).encode())
