"""`resdense find-lr`: tries learning rates in a short training and names one."""

import argparse
import signal
import threading

import torch
from rich.table import Table

from explorer.commands.console import make_console, make_table, number, print_json
from explorer.commands.progress import TrainingProgress
from explorer.commands.recipe_arguments import with_recipe_arguments
from explorer.experiment.source import load_legal_source
from explorer.runs.events import RateFound
from explorer.training.loop.rate_finder import find_rate

ROWS = 12
"""Of the table: a few of all the rates that were tried."""


def run(arguments: argparse.Namespace) -> int:
    """Prints the rates with their losses; Ctrl-C ends the search with what is known."""
    experiment = with_recipe_arguments(load_legal_source(arguments.source), arguments)
    if arguments.threads is not None:
        torch.set_num_threads(arguments.threads)
    stopped = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
    try:
        # Standard output is for what was found.
        with TrainingProgress(make_console(stderr=True)) as progress:
            found = find_rate(experiment, progress.show, stopped.is_set, num_steps=arguments.steps)
    finally:
        signal.signal(signal.SIGINT, before)
    if arguments.json:
        row = {"suggestion": found.suggestion, "rates": found.rates, "losses": found.losses}
        print_json(row)
    else:
        _print(found)
    return 0


def _print(found: RateFound) -> None:
    console = make_console()
    if found.rates:
        console.print(_table(found))
    if found.suggestion is None:
        console.print(
            "The loss did not fall: try a smaller batch, more steps (--steps) or other weights to begin with."
        )
    else:
        rate = f"{found.suggestion:g}"
        console.print(f"The loss falls fastest at {rate}: begin with --learning-rate {rate}.")


def _table(found: RateFound) -> Table:
    table = make_table(number("Learning rate"), number("Loss"))
    stride = max(1, len(found.rates) // ROWS)
    for rate, loss in list(zip(found.rates, found.losses, strict=True))[::stride]:
        table.add_row(f"{rate:.2e}", f"{loss:.4f}")
    return table
