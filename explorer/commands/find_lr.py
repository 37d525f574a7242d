"""`resdense find-lr`: tries learning rates in a short training and names one."""

import argparse
import signal
import threading

from rich.table import Table

from explorer.commands.arguments import add_recipe_options, positive, with_recipe_arguments
from explorer.commands.console import make_console, make_table, number, print_json
from explorer.commands.loading import leaving_on_interrupt
from explorer.commands.progress import TrainingProgress
from explorer.experiment.source import load_legal_source
from explorer.runs.events import RateFound

ROWS = 12
"""Of the table: a few of all the rates that were tried."""


def add_options(parser: argparse.ArgumentParser) -> None:
    add_recipe_options(parser)
    parser.add_argument("--steps", type=positive, default=100, metavar="N", help="rates to try (100)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Prints the rates with their losses; Ctrl-C ends the search with what is known."""
    experiment = with_recipe_arguments(load_legal_source(arguments.source), arguments)
    with leaving_on_interrupt():
        import torch

        from explorer.training.loop.rate_finder import find_rate
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
