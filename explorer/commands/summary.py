"""`resdense summary`: what a network costs."""

import argparse
import importlib
import json

from rich import box
from rich.table import Table

from explorer.commands.console import make_console
from explorer.experiment.source import load_legal_source
from explorer.number_format import byte_count, exact_count, shape_text, short_count
from models.spec import NetworkSpec, resolve
from models.summary import StageRow, Summary, summarize


def run(arguments: argparse.Namespace) -> int:
    """Prints the summary as a table, as JSON, or torchinfo's report beside it."""
    experiment = load_legal_source(arguments.source)
    spec = resolve(experiment.network)
    summary = summarize(spec)
    if arguments.json:
        print(json.dumps(_as_json(experiment.name, summary), indent=2, ensure_ascii=False))
        return 0
    make_console().print(_table(experiment.name, summary))
    return _print_report(spec) if arguments.torchinfo else 0


def _as_json(name: str, summary: Summary) -> dict:
    return {
        "name": name,
        "input": list(summary.spec.input),
        "num_classes": summary.spec.config.num_classes,
        "params": summary.params,
        "macs": summary.macs,
        "receptive_field": summary.receptive_field,
        "saved_bytes": summary.saved_bytes,
        "stages": [_with_lists(row) for row in summary.stages],
        "layers": [_with_lists(row) for row in summary.layers],
    }


def _with_lists(row: tuple) -> dict:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row._asdict().items()}


def _table(name: str, summary: Summary) -> Table:
    config = summary.spec.config
    table = Table(
        title=f"{name}: {shape_text(summary.spec.input)} picture, {exact_count(config.num_classes)} classes",
        title_justify="left",
        title_style="bold",
        caption="Kept: for backward, one picture, fp32. Field: receptive field.",
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
        show_footer=True,
    )
    table.add_column("Stage", "Total", no_wrap=True)
    totals = ("", "", exact_count(summary.params), short_count(summary.macs), byte_count(summary.saved_bytes))
    headers = ("Blocks", "Output", "Parameters", "MACs", "Kept")
    for header, footer in zip(headers, totals, strict=True):
        table.add_column(header, footer, justify="right", no_wrap=True)
    table.add_column("Field", exact_count(summary.receptive_field), justify="right", no_wrap=True)
    for row in summary.stages:
        table.add_row(*_cells(row))
    return table


def _cells(row: StageRow) -> tuple[str, ...]:
    return (
        row.name.removeprefix("features."),
        str(row.num_blocks or ""),
        shape_text(row.output_shape),
        exact_count(row.params),
        short_count(row.macs),
        byte_count(row.saved_bytes),
        "" if row.kind == "head" else exact_count(row.receptive_field),
    )


def _print_report(spec: NetworkSpec) -> int:
    # torchinfo comes with torch, which takes seconds that a plain summary need not wait for.
    verification = importlib.import_module("models.verify").verify(spec)
    print(verification.text)
    if verification.agrees:
        print("The summary agrees with torchinfo and with a trace of the network.")
        return 0
    print("The summary differs from torchinfo or from a trace of the network:", *verification.differences, sep="\n")
    return 1
