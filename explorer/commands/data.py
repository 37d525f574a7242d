"""`resdense data`: the data sets that have a name, and their download ahead of a training."""

import argparse

from rich.table import Table

from explorer.commands.arguments import ArgumentError, positive
from explorer.commands.console import make_console, make_table, name, number, print_json
from explorer.commands.loading import leaving_on_interrupt
from explorer.commands.progress import TrainingProgress
from explorer.experiment.data_sets import ALL_DATA, KNOWN_DATA, KnownData, data_root, seems_here
from explorer.experiment.mistakes import did_you_mean
from explorer.experiment.recipe import DataConfig
from explorer.number_format import byte_count, exact_count
from models.config import InputShape

SIDE = 160
"""Of the images of a set whose images differ, where nobody says otherwise."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="download this one, unless it is here and whole")
    parser.add_argument("--data-root", metavar="DIR", help="where it is kept")
    parser.add_argument("--side", type=positive, default=160, metavar="N", help="of Imagenette: 160, or more for 320")
    parser.add_argument("--json", action="store_true", help="print one JSON list")


def run(arguments: argparse.Namespace) -> int:
    """Lists them, or fetches one and says where it is."""
    if arguments.name is not None:
        return _fetch(arguments.name, arguments.data_root, arguments.side)
    rows = [_row(known, arguments.data_root) for known in ALL_DATA]
    if arguments.json:
        print_json(rows)
    else:
        make_console().print(_table(rows))
    return 0


def _fetch(wanted: str, root: str | None, side: int) -> int:
    known = KNOWN_DATA.get(wanted)
    if known is None:
        advice = did_you_mean(wanted, KNOWN_DATA, 'the command "data" lists what there is')
        raise ArgumentError(f'There is no data called "{wanted}"{advice}')
    if not known.download_bytes:
        print(f"{known.title} are embedded: there is nothing to download.")
        return 0
    with leaving_on_interrupt():
        from explorer.training.data.torchvision_sets import load_torchvision_set  # with torch
    folder = data_root(DataConfig(name=known.name, path=root))
    size = known.side or side
    shape = InputShape(channels=known.channels, height=size, width=size)
    with TrainingProgress(make_console(stderr=True)) as progress:
        train, test = load_torchvision_set(known, folder, shape, progress.show)
    print(f"{known.title} is in {folder}: {len(train):,} training and {len(test):,} test images.")
    return 0


def _row(known: KnownData, root: str | None) -> dict:
    return {
        "name": known.name,
        "title": known.title,
        "classes": len(known.classes),
        "train_images": known.train_images,
        "test_images": known.test_images,
        "channels": known.channels,
        "side": known.side,
        "download_bytes": known.download_bytes,
        "is_here": seems_here(DataConfig(name=known.name, path=root)),
    }


def _table(rows: list[dict]) -> Table:
    numbers = map(number, ("Classes", "Training", "Test", "Size", "Download"))
    table = make_table(name("Name"), *numbers, "Here")
    for row in rows:
        side = "differs" if row["side"] is None else f"{row['channels']} × {row['side']} × {row['side']}"
        size = byte_count(row["download_bytes"]) if row["download_bytes"] else "embedded"
        counts = (exact_count(row[key]) for key in ("classes", "train_images", "test_images"))
        table.add_row(row["name"], *counts, side, size, "yes" if row["is_here"] else "")
    return table
