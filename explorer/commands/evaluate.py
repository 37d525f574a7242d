"""`resdense evaluate`: how well the weights of a run, or of a file, recognise images."""

import argparse
import sys
from pathlib import Path

from rich.table import Column, Table
from rich.text import Text

from explorer.atomic_file import write_atomically
from explorer.commands.arguments import add_weights_options, evaluated_data, natural, require_free
from explorer.commands.console import make_console, make_table, number, print_json
from explorer.commands.loading import leaving_on_interrupt
from explorer.runs.evaluation_result import ClassScore, EvaluationResult, images_csv
from explorer.runs.events import Event, JobNote
from explorer.runs.run_files import WeightsChoice

MOST_CLASSES = 20
"""Of more than these only the worst stand in the table."""
LARGEST_MATRIX = 12
"""Classes of a confusion matrix that still fits a terminal."""


def add_options(parser: argparse.ArgumentParser) -> None:
    add_weights_options(parser)
    parser.add_argument(
        "--data",
        metavar="NAME|FOLDER",
        help="other images than the run's own test set: a name, or a folder with one sub-folder a class",
    )
    parser.add_argument(
        "--mistakes", type=natural, default=10, metavar="N", help="the most confident mistakes to name (10)"
    )
    form = parser.add_argument_group("output")
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", metavar="FILE", help="write what every image was taken for")
    form.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Tests and prints; --csv writes what became of every image."""
    out = None if arguments.csv is None else Path(arguments.csv)
    if out is not None:
        require_free(out, overwrite=arguments.force)
    result = evaluated(Path(arguments.source).expanduser(), arguments.which, arguments)
    if out is not None:
        write_atomically(out, images_csv(result).encode())
    if arguments.json:
        print_json(_as_json(result, arguments.mistakes))
    else:
        _print(result, arguments.mistakes)
    return 0


def evaluated(source: Path, which: WeightsChoice, arguments: argparse.Namespace) -> EvaluationResult:
    """What weights make of the images that --data names, or of their run's own test images.

    Raises:
        DataError: these images cannot be had; where they are the run's own, the sentences name --data.
        ValueError: of the project's own kinds, as `evaluate_source` does.
    """
    with leaving_on_interrupt():
        # With torch.
        from explorer.training.data.image_set import DataError
        from explorer.training.inference.evaluation import evaluate_source
        from explorer.training.runtime.device import choose_device
    data, device = evaluated_data(arguments.data), choose_device(arguments.device)
    try:
        return evaluate_source(source, which=which, data=data, device=device, emit=_show)
    except DataError as error:
        if data is not None:
            raise
        raise DataError("{} Or name the test images with --data.", error) from error


def _show(event: Event) -> None:
    # Not among the results, which may be piped.
    if sys.stderr.isatty() and isinstance(event, JobNote):
        print(event.message, file=sys.stderr)


def _as_json(result: EvaluationResult, most: int) -> dict:
    return {
        "weights": result.weights,
        "sha256": result.digest,
        "data": result.data,
        "pictures": result.num_images,
        "accuracy": result.accuracy,
        "loss": result.loss,
        "classes": [_score_as_json(score) for score in result.class_scores()],
        "confusion": result.confusion.tolist(),
        "mistakes": [_mistake_as_json(result, position) for position in result.mistakes()[:most].tolist()],
    }


def _score_as_json(score: ClassScore) -> dict:
    return {
        "name": score.name,
        "pictures": score.count,
        "hits": score.num_correct,
        "recall": score.recall,
        "precision": score.precision,
        "mistaken_for": score.mistaken_for,
        "times": score.num_mistaken,
    }


def _mistake_as_json(result: EvaluationResult, position: int) -> dict:
    return {
        "index": position,
        "picture": result.paths[position] if result.paths else None,
        "class": result.classes[result.labels[position]],
        "predicted": result.classes[result.predictions[position]],
        "confidence": float(result.confidences[position]),
    }


def _print(result: EvaluationResult, most: int) -> None:
    console = make_console()
    verdict = f"{result.accuracy:.2%} of {result.num_images:,} images are classified correctly, loss {result.loss:.4f}."
    console.print(Text(verdict, style="bold"), Text(f"{result.weights}, on {result.data}", style="dim"), sep="\n")
    console.print(_class_table(result))
    if len(result.classes) <= LARGEST_MATRIX:
        console.print(Text("Confusion matrix: a row a true class, a column a predicted one", style="bold"))
        console.print(_matrix_table(result))
    if most and len(result.mistakes()):
        console.print(Text("The most confident mistakes", style="bold"))
        console.print(_mistake_table(result, most))


def _class_table(result: EvaluationResult) -> Table:
    scores = sorted(result.class_scores(), key=lambda score: 1.0 if score.recall is None else score.recall)
    left_out = len(scores) - MOST_CLASSES
    caption = f"The {MOST_CLASSES} worst of {len(scores):,} classes." if left_out > 0 else None
    numbers = map(number, ("Images", "Recall", "Precision"))
    table = make_table("Class", *numbers, "Most often confused with", caption=caption)
    for score in scores[:MOST_CLASSES]:
        rival = "" if score.mistaken_for is None else f"{score.mistaken_for} ({score.num_mistaken:,})"
        table.add_row(score.name, f"{score.count:,}", _percent(score.recall), _percent(score.precision), rival)
    return table


def _matrix_table(result: EvaluationResult) -> Table:
    columns = (Column(name, justify="right", overflow="fold") for name in result.classes)
    table = make_table("", *columns, collapse_padding=True)
    for row, name in enumerate(result.classes):
        counts = (_count(count, is_hit=row == column) for column, count in enumerate(result.confusion[row].tolist()))
        table.add_row(name, *counts)
    return table


def _mistake_table(result: EvaluationResult, most: int) -> Table:
    table = make_table("Image", "Class", "Predicted class", number("Confidence"))
    for position in result.mistakes()[:most].tolist():
        table.add_row(
            result.image_name(position),
            result.classes[result.labels[position]],
            result.classes[result.predictions[position]],
            _percent(float(result.confidences[position])),
        )
    return table


def _count(count: int, *, is_hit: bool) -> Text:
    return Text(f"{count:,}" if count else "·", style="bold" if is_hit else "" if count else "dim")


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"
