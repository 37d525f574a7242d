"""`resdense recipes`: the recipes that have a name."""

import argparse

from rich import box
from rich.table import Table

from explorer.commands.console import make_console, print_json
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES, RecipePreset


def run(arguments: argparse.Namespace) -> int:
    """Prints them all."""
    if arguments.json:
        print_json([_row(preset) for preset in ALL_RECIPES])
    else:
        make_console().print(_table())
    return 0


def _row(preset: RecipePreset) -> dict:
    return {
        "name": preset.name,
        "title": preset.title,
        "note": preset.note,
        "brings_data": preset.brings_data,
        "recipe": preset.recipe.model_dump(mode="json"),
    }


def _table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Name", no_wrap=True)
    for header in ("Data", "Length", "Batch", "Optimiser", "Schedule"):
        table.add_column(header)
    for preset in ALL_RECIPES:
        recipe = preset.recipe
        data = recipe.data.name if preset.brings_data else "as chosen"
        optimiser = f"{recipe.optimizer} {recipe.learning_rate:g}"
        table.add_row(preset.name, data, _length(recipe), str(recipe.batch_size), optimiser, recipe.schedule)
    return table


def _length(recipe: Recipe) -> str:
    return f"{recipe.epochs} epochs" if recipe.steps is None else f"{recipe.steps:,} steps"
