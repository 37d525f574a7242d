"""`resdense summary`: what a network costs."""

import argparse
import importlib

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from explorer.commands.console import make_console, print_json
from explorer.commands.ledger_table import ledger_table
from explorer.commands.memory_report import MemoryReport
from explorer.experiment.recipe import Recipe
from explorer.experiment.source import load_legal_source
from explorer.number_format import byte_count, exact_count, shape_text, short_count
from models.advice import advise
from models.conventions import ledger
from models.recognition import recognise
from models.spec import NetworkSpec, resolve
from models.summary import StageRow, Summary, summarize


def run(arguments: argparse.Namespace) -> int:
    """Prints the summary as tables, as JSON, or torchinfo's report beside it."""
    experiment = load_legal_source(arguments.source)
    summary = summarize(resolve(experiment.network))
    memory = _memory(arguments, summary, experiment.recipe)
    if arguments.json:
        print_json(_as_json(experiment.name, summary) | _asked_as_json(arguments, summary, memory))
        return 0
    console = make_console()
    console.print(_table(experiment.name, summary))
    _print_notes(console, summary)
    if arguments.ledger:
        console.print(ledger_table(ledger(summary)))
    if memory is not None:
        console.print(memory.table())
    return _print_report(summary.spec) if arguments.torchinfo else 0


def _memory(arguments: argparse.Namespace, summary: Summary, recipe: Recipe) -> MemoryReport | None:
    """None where nobody asked for it; to say what it is for is to ask."""
    named = {name: getattr(arguments, name) for name in ("batch_size", "optimizer", "precision")}
    changes = {name: value for name, value in named.items() if value is not None}
    if not (arguments.memory or changes or arguments.device_memory is not None):
        return None
    return MemoryReport.of(summary, recipe.model_copy(update=changes), arguments.device_memory)


def _asked_as_json(arguments: argparse.Namespace, summary: Summary, memory: MemoryReport | None) -> dict:
    content: dict = {
        "recognised": [preset.name for preset in recognise(summary.spec)],
        "advice": [issue._asdict() for issue in advise(summary)],
    }
    if arguments.ledger:
        content["ledger"] = [row._asdict() for row in ledger(summary)]
    if memory is not None:
        content["memory"] = memory.as_json()
    return content


def _as_json(name: str, summary: Summary) -> dict:
    return {
        "name": name,
        "input": list(summary.spec.input),
        "num_classes": summary.spec.config.num_classes,
        "params": summary.params,
        "macs": summary.macs,
        "receptive_field": summary.receptive_field,
        "saved_bytes": summary.saved_bytes,
        "stages": (row._asdict() for row in summary.stages),
        "layers": (row._asdict() for row in summary.layers),
    }


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


def _print_notes(console: Console, summary: Summary) -> None:
    known = recognise(summary.spec)
    if known:
        names = (f"torchvision {each.name}" if each.group == "torchvision" else each.title for each in known)
        console.print(Text(f"Exactly {' and '.join(names)}."))
    for issue in advise(summary):
        console.print(Text(f"{issue}.", style="dim"))


def _print_report(spec: NetworkSpec) -> int:
    # torchinfo comes with torch, which takes seconds that a plain summary need not wait for.
    verification = importlib.import_module("models.verify").verify(spec)
    print(verification.text)
    if verification.agrees:
        print("The summary agrees with torchinfo and with a trace of the network.")
        return 0
    print("The summary differs from torchinfo or from a trace of the network:", *verification.differences, sep="\n")
    return 1
