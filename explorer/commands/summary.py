"""`resdense summary`: what a network costs."""

import argparse
from dataclasses import asdict, dataclass

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from explorer.commands.arguments import add_field_option, add_source_option, parsed_by, positive
from explorer.commands.console import make_console, make_table, name, number, print_json
from explorer.experiment.recipe import Recipe
from explorer.experiment.source import load_legal_source
from explorer.experiment.typed_input import parse_bytes
from explorer.number_format import byte_count, exact_count, shape_text, short_count
from models.advice import advise
from models.conventions import LedgerRow, ledger
from models.field import DeclaredField
from models.memory import TrainingMemory, training_memory
from models.recognition import recognise, recognise_but_activations
from models.spec import NetworkSpec, resolve
from models.summary import StageRow, Summary, summarize

OPTIMIZERS = DeclaredField(Recipe, "optimizer").spec.choices


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """The memory that a recipe needs, held to what a device has."""

    recipe: Recipe
    memory: TrainingMemory
    available: int | None
    """Bytes of the device; None where nothing is known of it."""

    @classmethod
    def of(cls, summary: Summary, recipe: Recipe, available: int | None) -> "MemoryReport":
        memory = training_memory(
            summary, optimizer=recipe.optimizer, momentum=recipe.momentum, precision=recipe.precision
        )
        return cls(recipe, memory, available)

    @property
    def total(self) -> int:
        return self.memory.total(self.recipe.part_size)

    @property
    def saved_bytes(self) -> int:
        """Bytes that the whole batch, or the part that is computed at once, saves for the backward pass."""
        return self.memory.saved_per_batch + self.memory.saved_per_image * self.recipe.part_size

    @property
    def largest_batch(self) -> int | None:
        return None if self.available is None else self.memory.largest_batch(self.available)

    def as_json(self) -> dict:
        """Bytes; the last three are null without a device."""
        return {
            "batch_size": self.recipe.batch_size,
            "optimizer": self.recipe.optimizer,
            "precision": self.recipe.precision,
            "weights": self.memory.weights,
            "gradients": self.memory.gradients,
            "optimizer_state": self.memory.optimizer_state,
            "casts": self.memory.casts,
            "kept_for_backward": self.saved_bytes,
            "total": self.total,
            "available": self.available,
            "fits": None if self.available is None else self.total <= self.available,
            "largest_batch": self.largest_batch,
        }

    def table(self) -> Group:
        """One row a kind of memory, their sum and, where a device is known, whether it fits."""
        table = make_table(name("Kind", "Total"), number("Bytes", byte_count(self.total)), show_footer=True)
        for kind, num_bytes in self._rows():
            table.add_row(kind, byte_count(num_bytes))
        caption = "At the end of the forward pass; a library's own work space comes on top."
        verdict = () if self.available is None else (Text(self.verdict()),)
        return Group(Text(f"\n{self._title()}", style="bold"), table, Text(caption, style="dim"), *verdict)

    def verdict(self) -> str:
        """One sentence: whether it fits the device, and the largest batch that does."""
        assert self.available is not None, "there must be a device to fit"
        device, largest = byte_count(self.available), self.largest_batch
        if not largest:
            return f"Does not fit {device}, not even with one image."
        said = "Fits" if self.total <= self.available else "Does not fit"
        return f"{said} {device}; the largest batch that does is {exact_count(largest)}."

    def _title(self) -> str:
        recipe = self.recipe
        images = f"{exact_count(recipe.part_size)} image{'' if recipe.part_size == 1 else 's'}"
        return f"Training memory: {images} at once, {OPTIMIZERS[recipe.optimizer]}, {recipe.precision}"

    def _rows(self) -> tuple[tuple[str, int], ...]:
        memory = self.memory
        casts = (("Half-precision copies of the weights", memory.casts),) if memory.casts else ()
        return (
            ("Weights and batch statistics", memory.weights),
            ("Gradients", memory.gradients),
            ("Optimiser state", memory.optimizer_state),
            *casts,
            ("Activation memory", self.saved_bytes),
        )


def add_options(parser: argparse.ArgumentParser) -> None:
    add_source_option(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object, with every layer")
    form.add_argument("--torchinfo", action="store_true", help="print torchinfo's report too, and compare")
    parser.add_argument("--ledger", action="store_true", help="count it by other conventions too, with the reasons")
    memory = parser.add_argument_group("what training needs of a device's memory; each of these asks for it")
    memory.add_argument("--memory", action="store_true", help="with the experiment's own recipe")
    memory.add_argument("--batch-size", type=positive, metavar="N", help="images in one step")
    add_field_option(memory, "optimizer")
    add_field_option(memory, "precision")
    memory.add_argument("--device-memory", type=parsed_by(parse_bytes), metavar="BYTES", help="what it has: 24GiB")


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
        content["ledger"] = [asdict(row) for row in ledger(summary)]
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


def _table(title: str, summary: Summary) -> Table:
    config = summary.spec.config
    totals = {
        "Blocks": "",
        "Output": "",
        "Parameters": exact_count(summary.params),
        "MACs": short_count(summary.macs),
        "Act. mem.": byte_count(summary.saved_bytes),
        "Field": exact_count(summary.receptive_field),
    }
    table = make_table(
        name("Stage", "Total"),
        *(number(header, total) for header, total in totals.items()),
        title=f"{title}: {shape_text(summary.spec.input)} image, {exact_count(config.num_classes)} classes",
        title_justify="left",
        title_style="bold",
        caption="Act. mem.: activation memory of one image in fp32. Field: receptive field.",
        caption_justify="left",
        collapse_padding=True,
        show_footer=True,
    )
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
    like, others = recognise_but_activations(summary.spec)
    if known or like:
        names = (f"torchvision {each.name}" if each.group == "torchvision" else each.title for each in known or like)
        text = " and ".join(names)
        console.print(Text(f"Exactly {text}." if known else f"Not {text}: {others}."))
    for issue in advise(summary):
        console.print(Text(f"{issue}.", style="dim"))


def _print_report(spec: NetworkSpec) -> int:
    from models.verify import verify  # with torch

    verification = verify(spec)
    print(verification.text)
    if verification.agrees:
        print("The summary agrees with torchinfo and with a trace of the network.")
        return 0
    print("The summary differs from torchinfo or from a trace of the network:", *verification.differences, sep="\n")
    return 1


def ledger_table(rows: tuple[LedgerRow, ...]) -> Group:
    """How much each convention counts, against this program's MACs, and below it the reasons."""
    columns = name("Convention"), name("Unit"), number("Count"), number("Difference")
    table = make_table(*columns, collapse_padding=True)
    for row in rows:
        difference = f"{row.difference:+,}" if row.difference else ""
        table.add_row(row.convention, row.unit, exact_count(row.count), difference)
    reasons = (Text(f"{row.convention}: {row.reason}", style="dim") for row in rows)
    return Group(Text("\nThe same network as others count it", style="bold"), table, *reasons)
