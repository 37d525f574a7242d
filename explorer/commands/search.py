"""`resdense search`: the ResNets and DenseNets nearest to a budget."""

import argparse
from pathlib import Path

from rich.table import Table
from rich.text import Text

from explorer.commands.arguments import parsed_by, positive, require_free
from explorer.commands.console import make_console, make_table, name, number, print_json
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.typed_input import parse_count, parse_shape
from explorer.number_format import exact_count, shape_text, short_count
from models.config import InputShape, NetworkConfig, Value
from models.field import ranges_of
from models.search import Candidate, Measure, nearest_networks

NOUNS: dict[Measure, str] = {"params": "parameters", "macs": "MACs"}


class SearchError(ValueError):
    """A search that cannot be made, in one sentence."""


def add_options(parser: argparse.ArgumentParser) -> None:
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--params", type=parsed_by(parse_count), metavar="N", help="so many parameters: 1.7M")
    budget.add_argument("--macs", type=parsed_by(parse_count), metavar="N", help="so many MACs for one image: 4.1G")
    parser.add_argument(
        "--input", type=parsed_by(parse_shape), default=(3, 32, 32), metavar="CxHxW", help="the image (3x32x32)"
    )
    parser.add_argument("--classes", type=positive, default=10, metavar="N", help="number of classes (10)")
    parser.add_argument("--most", type=positive, default=4, metavar="N", help="networks of each family (4)")
    parser.add_argument("--json", action="store_true", help="print one JSON list, with the networks")
    parser.add_argument("--save", nargs=2, metavar=("NO", "FILE"), help="write this one as an experiment")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Prints the nearest networks, and saves one of them where asked to."""
    found = _search(arguments)
    saved = "" if arguments.save is None else _save(found, arguments)
    if arguments.json:
        rows = [_as_json(place, candidate) for place, candidate in enumerate(found, start=1)]
        print_json(rows)
        return 0
    console = make_console()
    console.print(_title(arguments), _table(found), sep="\n")
    if saved:
        console.print(Text(saved), soft_wrap=True)
    return 0


def _search(arguments: argparse.Namespace) -> tuple[Candidate, ...]:
    measure, budget = _budget(arguments)
    channels, height, width = arguments.input
    image = InputShape(channels=channels, height=height, width=width)
    for field in ("channels", "height", "width"):
        _require_legal(image, field, f"--input: its {field}")
    _require_legal(NetworkConfig(num_classes=arguments.classes, stages=()), "num_classes", "--classes: it")
    found = nearest_networks(budget, measure, image=image, num_classes=arguments.classes, most=arguments.most)
    if not found:
        raise SearchError(f"an image of {shape_text(arguments.input)} is too small for all that is tried.")
    return found


def _budget(arguments: argparse.Namespace) -> tuple[Measure, int]:
    return ("params", arguments.params) if arguments.macs is None else ("macs", arguments.macs)


def _require_legal(owner: Value, field: str, what: str) -> None:
    value, legal = getattr(owner, field), ranges_of(type(owner))[field]
    if not legal.holds(value):
        raise SearchError(f"{what} must be {legal}, not {value:,}.")


def _as_json(place: int, candidate: Candidate) -> dict:
    return {
        "number": place,
        "family": candidate.family,
        "title": candidate.title,
        "params": candidate.params,
        "macs": candidate.macs,
        "gap": candidate.gap,
        "network": candidate.config.model_dump(mode="json"),
    }


def _title(arguments: argparse.Namespace) -> Text:
    measure, budget = _budget(arguments)
    image = f"{shape_text(arguments.input)} image, {exact_count(arguments.classes)} classes"
    return Text(f"Nearest to {exact_count(budget)} {NOUNS[measure]}: {image}", style="bold")


def _table(found: tuple[Candidate, ...]) -> Table:
    costs = map(number, ("Parameters", "MACs", "Gap"))
    table = make_table(number("No."), name("Network"), *costs, collapse_padding=True)
    for place, candidate in enumerate(found, start=1):
        if place > 1 and candidate.family != found[place - 2].family:
            table.add_section()
        costs = exact_count(candidate.params), short_count(candidate.macs), f"{candidate.gap:+.2%}"
        table.add_row(str(place), candidate.title, *costs)
    return table


def _save(found: tuple[Candidate, ...], arguments: argparse.Namespace) -> str:
    """Writes one candidate as an experiment; gives what to say of it."""
    place, path = arguments.save
    if not place.isdecimal() or not 1 <= int(place) <= len(found):
        raise SearchError(f'--save: expected a number from 1 to {len(found)}, found "{place}".')
    candidate, path = found[int(place) - 1], Path(path)
    require_free(path, overwrite=arguments.force)
    save_experiment(path, Experiment(name=candidate.title, network=candidate.config))
    return f"{candidate.title} is in {path}."
