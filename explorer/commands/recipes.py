"""`resdense recipes`: the recipes that have a name."""

import argparse

from rich.table import Table

from explorer.commands.console import make_console, make_table, name, print_json
from explorer.experiment.recipe_presets import ALL_RECIPES


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON list, with every field")


def run(arguments: argparse.Namespace) -> int:
    """Prints them all."""
    if arguments.json:
        keys = ("name", "title", "note", "brings_data")
        print_json(
            [
                {key: getattr(preset, key) for key in keys} | {"recipe": preset.recipe.model_dump(mode="json")}
                for preset in ALL_RECIPES
            ]
        )
    else:
        make_console().print(_table())
    return 0


def _table() -> Table:
    table = make_table(name("Name"), "Data", "Length", "Batch", "Optimiser", "Schedule")
    for preset in ALL_RECIPES:
        recipe = preset.recipe
        data = recipe.data.name if preset.brings_data else "as chosen"
        optimiser = f"{recipe.optimizer} {recipe.learning_rate:g}"
        length = f"{recipe.epochs} epochs" if recipe.steps is None else f"{recipe.steps:,} steps"
        table.add_row(preset.name, data, length, str(recipe.batch_size), optimiser, recipe.schedule)
    return table
