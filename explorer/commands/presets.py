"""`resdense presets`: the networks that have a name."""

import argparse

from rich.table import Table

from explorer.commands.console import make_console, make_table, name, number, print_json
from explorer.number_format import exact_count, shape_text, short_count
from models.presets import ALL, Preset
from models.spec import resolve
from models.summary import summarize


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON list")


def run(arguments: argparse.Namespace) -> int:
    """Prints them all."""
    rows = [_row(preset) for preset in ALL]
    if arguments.json:
        print_json(rows)
    else:
        make_console().print(_table(rows))
    return 0


def _row(preset: Preset) -> dict:
    summary = summarize(resolve(preset.config))
    return {
        "name": preset.name,
        "group": preset.group,
        "title": preset.title,
        "input": list(summary.spec.input),
        "num_classes": preset.config.num_classes,
        "params": summary.params,
        "macs": summary.macs,
        "note": preset.note,
    }


def _table(rows: list[dict]) -> Table:
    table = make_table(name("Name"), name("Input"), number("Parameters"), number("MACs"))
    group = None
    for row in rows:
        if row["group"] != group:
            group = row["group"]
            table.add_section()
        table.add_row(row["name"], shape_text(row["input"]), exact_count(row["params"]), short_count(row["macs"]))
    return table
