"""`resdense sweep`: what a network costs over ranges of one or two of its fields."""

import argparse
from pathlib import Path

from rich.table import Column
from rich.text import Text

from explorer.atomic_file import write_atomically
from explorer.commands.arguments import add_source_option, parsed_by, require_free
from explorer.commands.console import make_console, make_table, number, print_json
from explorer.experiment.source import load_source
from explorer.experiment.sweep import COSTS, Axis, SweepRow, sweep, sweep_csv
from explorer.experiment.typed_input import parse_axis
from explorer.number_format import byte_count, exact_count, short_count


def add_options(parser: argparse.ArgumentParser) -> None:
    add_source_option(parser)
    parser.add_argument(
        "--field",
        required=True,
        action="append",
        type=parsed_by(parse_axis),
        metavar="PATH=VALUES",
        help="a field and its values: stages.0.blocks=1,2,3 or stages.*.growth_rate=8:32:4 (start, end, step); "
        "further ones are combined with it",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON list")
    form.add_argument("--csv", metavar="FILE", help="write a CSV file")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Prints every combination, or writes them to a CSV file."""
    experiment = load_source(arguments.source)
    axes = tuple(arguments.field)
    if arguments.csv is not None:
        require_free(Path(arguments.csv), overwrite=arguments.force)
    rows = list(sweep(experiment.network, axes))
    if arguments.csv is not None:
        write_atomically(Path(arguments.csv), sweep_csv(axes, rows).encode())
        print(f"{len(rows):,} combinations are in {arguments.csv}.")
    elif arguments.json:
        print_json([_as_json(axes, row) for row in rows])
    else:
        _print_table(f"{experiment.name}: {len(rows):,} combinations", axes, rows)
    return 0


def _as_json(axes: tuple[Axis, ...], row: SweepRow) -> dict:
    values = dict(zip((axis.field for axis in axes), row.values, strict=True))
    costs = {name: getattr(row, name) for name in COSTS}
    return {"values": values, **costs, "issue": None if row.issue is None else row.issue._asdict()}


def _print_table(title: str, axes: tuple[Axis, ...], rows: list[SweepRow]) -> None:
    """The reasons why combinations are not legal stand below the table, each once, by number."""
    reasons: dict[str, int] = {}
    for row in rows:
        if row.issue is not None:
            reasons.setdefault(str(row.issue), len(reasons) + 1)
    # The last part of each path says enough where the axes differ in it.
    names = [axis.field.rpartition(".")[2] for axis in axes]
    names = names if len(set(names)) == len(names) else [axis.field for axis in axes]
    values = (Column(name, justify="right", overflow="fold") for name in names)
    costs = map(number, ("Parameters", "MACs", "Act. mem.", "Field"))
    table = make_table(*values, *costs, collapse_padding=True)
    for row in rows:
        table.add_row(*map(_value_text, row.values), *_cost_cells(row, reasons))
    console = make_console()
    console.print(Text(title, style="bold"), table, sep="\n")
    for reason, place in reasons.items():
        console.print(Text(f"({place}) {reason}."))


def _value_text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    return exact_count(value) if isinstance(value, int) else str(value)


def _cost_cells(row: SweepRow, reasons: dict[str, int]) -> tuple[str, ...]:
    if row.issue is not None:
        return (f"invalid ({reasons[str(row.issue)]})",)
    counts = row.params, row.macs, row.saved_bytes, row.receptive_field
    writers = exact_count, short_count, byte_count, exact_count
    return tuple(write(count) for write, count in zip(writers, counts, strict=True) if count is not None)
