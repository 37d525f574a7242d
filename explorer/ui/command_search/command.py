"""What can be found: actions of menus and runs, fields of the network and the recipe, places, presets, files."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.experiment.field_path import get_field
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES, RecipePreset
from explorer.ui.editor.form_plan import form_plan
from explorer.ui.editor.parts import kind_of, part_names, part_title
from explorer.ui.editor.relevance import irrelevance
from explorer.ui.preset_model import costs_of
from explorer.ui.subject_text import subject_text
from explorer.ui.training.recipe_form import irrelevance as recipe_irrelevance
from explorer.ui.training.recipe_plan import data_source_field, data_split_field, recipe_sections
from models.config import NetworkConfig
from models.presets import ALL, Preset

translate = QCoreApplication.translate

LETTER = re.compile(r"\(&\w\)")
"""What menus add in Chinese, where no letter of the word itself can be underlined."""


class Command(NamedTuple):
    """One thing to do."""

    text: str
    group: str
    """Where it is found otherwise: its menu, "Go to field", "Preset", "Recent file"."""
    hint: str
    """Its shortcut or what it costs."""
    act: Callable[[], object]
    is_enabled: bool = True
    reason: str = ""
    """Why it cannot be done now, or means nothing now."""
    also: str = ""
    """Other words that it is found by: those of the other language, older and newer ones, the name in files."""
    action: QAction | None = None


def menu_commands(bar: QMenuBar) -> Iterator[Command]:
    """Every action of the menus, those of menus within menus under both names."""
    for action in bar.actions():
        if action.menu() is not None:
            yield from _of_menu(action.menu(), plain(action.text()), "")


def run_commands(actions: Iterable[QAction], go: Callable[[], object]) -> Iterator[Command]:
    """What can be done with the runs that are selected; `go` brings their table to sight."""
    group = translate("CommandSearch", "Runs")
    for action in actions:
        act = partial(do_all, go, action.trigger)
        yield Command(plain(action.text()), group, shortcut_text(action), act, action.isEnabled(), action=action)


def field_commands(network: NetworkConfig, reveal: Callable[[str], object]) -> Iterator[Command]:
    """Every field of every part, as it can be gone to."""
    group = translate("CommandSearch", "Go to field")
    for part in part_names(network):
        owner = get_field(network, part)
        for section in form_plan(kind_of(network, part)):
            for field in section.fields:
                path = field.name if field.of_network else f"{part}.{field.name}"
                reason = irrelevance(network, network if field.of_network else owner, field.name) or ""
                text = f"{part_title(part)}: {field.label}"
                yield Command(text, group, "", partial(reveal, path), reason=reason, also=_key_words(path))


def recipe_field_commands(recipe: Recipe, reveal: Callable[[str], object]) -> Iterator[Command]:
    """Every field of the recipe, as it can be gone to; `reveal` takes its path in the experiment."""
    group = translate("CommandSearch", "Go to field")
    data = translate("DataSection", "Data")
    for field in (data_source_field(), data_split_field()):
        text = f"{data}: {field.label}"
        reason = recipe_irrelevance(recipe, field.name) or ""
        yield Command(text, group, "", partial(reveal, field.path), reason=reason, also=_key_words(field.path))
    for section in recipe_sections():
        for field in section.fields:
            reason, also = recipe_irrelevance(recipe, field.name) or "", _key_words(field.path)
            text = f"{section.title}: {field.label}"
            yield Command(text, group, "", partial(reveal, field.path), reason=reason, also=also)
    for path, text in (
        ("recipe.data.path", translate("DataSection", "Picture folder")),
        ("recipe.start_from", translate("WeightsSection", "Weights to begin with")),
        ("recipe.frozen_stages", translate("FineTuningSection", "Frozen")),
        ("recipe.stage_rate", translate("FineTuningSection", "Each earlier stage, times")),
    ):
        yield Command(text, group, "", partial(reveal, path), also=_key_words(path))


def recipe_commands(take: Callable[[RecipePreset], object]) -> Iterator[Command]:
    group = translate("CommandSearch", "Recipe")
    for preset in ALL_RECIPES:
        yield Command(subject_text(preset.title), group, "", partial(take, preset), also=preset.name)


def preset_commands(take: Callable[[Preset], object]) -> Iterator[Command]:
    group = translate("CommandSearch", "Preset")
    for preset in ALL:
        title = subject_text(preset.title)
        yield Command(title, group, costs_of(preset)[0], partial(take, preset), also=preset.name)


def file_commands(paths: list[Path], open_file: Callable[[Path], object]) -> Iterator[Command]:
    group = translate("CommandSearch", "Recent file")
    for path in paths:
        reason = "" if path.exists() else translate("CommandSearch", "The file is not there any more")
        yield Command(path.name, group, "", partial(open_file, path), not reason, reason)


def _of_menu(menu: QMenu, group: str, before: str) -> Iterator[Command]:
    for action in menu.actions():
        if action.isSeparator() or not action.text():
            continue
        text = f"{before}{plain(action.text())}"
        if action.menu() is not None:
            yield from _of_menu(action.menu(), group, f"{text}: ")
        else:
            yield Command(text, group, shortcut_text(action), action.trigger, action.isEnabled(), action=action)


def shortcut_text(action: QAction) -> str:
    """The action's first shortcut as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def do_all(*acts: Callable[[], object]) -> None:
    for act in acts:
        act()


def _key_words(path: str) -> str:
    """The path of a field as files and `--set` write it, and its name in words."""
    return f"{path} {path.rpartition('.')[2].replace('_', ' ')}"


def plain(text: str) -> str:
    """Without the marks of the letters that Alt chooses."""
    text = LETTER.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("...").removesuffix("…")
