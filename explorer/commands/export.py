"""`resdense export`: a trained network, or the code of any, as files."""

import argparse
from pathlib import Path
from typing import get_args

from rich.console import Console

from explorer.commands.arguments import positive, require_free
from explorer.commands.console import make_console
from explorer.commands.loading import leaving_on_interrupt
from explorer.experiment.source import WEIGHTS_SUFFIXES, load_legal_source
from explorer.exports.export_options import ExportOptions, Format, Precision
from explorer.exports.network_code import save_network_code


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="RUN",
        help="the folder of a run, or a .safetensors or .pt file that was exported; for code without weights also a "
        "preset's name or an experiment's file",
    )
    parser.add_argument(
        "--format",
        required=True,
        choices=get_args(Format),
        help="pt: a plain PyTorch state dict; python: one file of plain torch, with its weights; pt2: torch.export's",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="where it goes; experiment and receipt go beside")
    parser.add_argument("--which", choices=("best", "last"), default="best", help="weights of which epoch (best)")
    parser.add_argument("--precision", choices=get_args(Precision), default="fp32", help="of the weights (fp32)")
    parser.add_argument("--normalise", action="store_true", help="take values from 0 to 1 (python, pt2, onnx)")
    parser.add_argument("--softmax", action="store_true", help="give probabilities (python, pt2, onnx)")
    parser.add_argument(
        "--pictures", dest="images", type=positive, metavar="N", help="test images that it is proved on"
    )
    parser.add_argument("--force", action="store_true", help="replace files that exist")


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
    with leaving_on_interrupt():
        from explorer.exports.export_weights import export_weights  # with torch
    with console.status("Loading the network.") as status:
        done = export_weights(source, out, options, overwrite=arguments.force, tell=status.update)
    print(done.message)
    return 0
