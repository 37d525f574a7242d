"""`resdense export`: a trained network, or the code of any, as files."""

import argparse
import importlib
from pathlib import Path

from rich.console import Console

from explorer.commands.console import make_console
from explorer.commands.new_file import require_free
from explorer.experiment.source import WEIGHTS_SUFFIXES, load_legal_source
from explorer.exports.export_options import ExportOptions
from explorer.exports.network_code import save_network_code


def run(arguments: argparse.Namespace) -> int:
    """Writes them and says where."""
    source, out = Path(arguments.source), Path(arguments.out)
    is_trained = source.is_dir() or source.suffix in WEIGHTS_SUFFIXES
    if arguments.format == "python" and not is_trained:
        return _write_code(arguments, out)
    return _export(source, out, arguments, make_console())


def _write_code(arguments: argparse.Namespace, out: Path) -> int:
    require_free(out, overwrite=arguments.force)
    experiment = load_legal_source(arguments.source)
    save_network_code(out, experiment)
    print(f"The code of {experiment.name} is in {out}; it has no weights until it is trained.")
    return 0


def _export(source: Path, out: Path, arguments: argparse.Namespace, console: Console) -> int:
    options = ExportOptions(
        format=arguments.format,
        which=arguments.which,
        precision=arguments.precision,
        normalise=arguments.normalise,
        softmax=arguments.softmax,
        images=arguments.images,
    )
    # Code alone need not wait for torch.
    export_weights = importlib.import_module("explorer.exports.export_weights").export_weights
    with console.status("Loading the network.") as status:
        done = export_weights(source, out, options, overwrite=arguments.force, tell=status.update)
    print(done.message)
    return 0
