"""`resdense predict`: what the weights of a run, or of a file, see in images."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from explorer.atomic_file import write_atomically
from explorer.commands.arguments import add_weights_options, positive, require_free
from explorer.commands.console import make_console, print_json, visible
from explorer.commands.loading import leaving_on_interrupt
from explorer.runs.evaluation_result import ImagePrediction, predictions_csv

SOME_BROKEN = 1
BAR_WIDTH = 20


def add_options(parser: argparse.ArgumentParser) -> None:
    add_weights_options(parser)
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="files of any size and kind")
    parser.add_argument("--top", type=positive, default=5, metavar="N", help="classes of each image (5)")
    form = parser.add_argument_group("output")
    form.add_argument("--json", action="store_true", help="print one JSON list")
    form.add_argument("--csv", metavar="FILE", help="write a CSV file")
    form.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Prints the top classes of each image.

    Returns:
        1 where any image could not be read, after a sentence for each on standard error.
    """
    out = None if arguments.csv is None else Path(arguments.csv)
    if out is not None:
        require_free(out, overwrite=arguments.force)
    with leaving_on_interrupt():
        # With torch.
        from explorer.training.inference.prediction import image_files, predict
        from explorer.training.inference.trained_model import open_trained
        from explorer.training.runtime.device import choose_device
    trained = open_trained(Path(arguments.source).expanduser(), arguments.which)
    paths = image_files([Path(path) for path in arguments.images])
    predictions = predict(trained, paths, device=choose_device(arguments.device), top=arguments.top)
    if out is not None:
        write_atomically(out, predictions_csv(predictions).encode())
    if arguments.json:
        print_json([_as_json(prediction) for prediction in predictions])
    else:
        _print(make_console(), predictions)
    problems = [prediction.problem for prediction in predictions if prediction.problem is not None]
    for problem in problems:
        print(f"resdense: {problem}", file=sys.stderr)
    return SOME_BROKEN if problems else 0


def _as_json(prediction: ImagePrediction) -> dict:
    return {
        "picture": prediction.path,
        "problem": prediction.problem,
        "source": prediction.source,
        "change": prediction.change,
        "top": [{"class": share.name, "probability": share.probability} for share in prediction.top],
    }


def _print(console: Console, predictions: Sequence[ImagePrediction]) -> None:
    read = [prediction for prediction in predictions if prediction.problem is None]
    width = max((len(visible(share.name)) for prediction in read for share in prediction.top), default=0)
    for prediction in read:
        note = ", ".join(text for text in (prediction.source, prediction.change) if text)
        console.print(Text.assemble((prediction.path, "bold"), (f"  {note}", "dim")), soft_wrap=True)
        for share in prediction.top:
            bar = "━" * round(share.probability * BAR_WIDTH)
            console.print(f"  {visible(share.name):{width}}  {share.probability:7.2%}  {bar}", soft_wrap=True)
