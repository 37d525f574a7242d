"""What can be found: the actions of the menus, the fields of the network, presets and recent files."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.ui.editor.form_plan import form_plan
from explorer.ui.editor.parts import kind_of, part_names, part_title
from explorer.ui.preset_model import costs_of
from explorer.ui.subject_text import subject_text
from models.config import NetworkConfig
from models.presets import ALL, Preset

translate = QCoreApplication.translate


class Command(NamedTuple):
    """One thing to do."""

    text: str
    group: str
    """Where it is found otherwise: its menu, "Go to field", "Preset", "Recent file"."""
    hint: str
    """Its shortcut or what it costs."""
    act: Callable[[], object]
    is_enabled: bool = True


def menu_commands(bar: QMenuBar) -> Iterator[Command]:
    """Every action of the menus, those of menus within menus under both names."""
    for action in bar.actions():
        if action.menu() is not None:
            yield from _of_menu(action.menu(), _plain(action.text()), "")


def field_commands(network: NetworkConfig, reveal: Callable[[str], object]) -> Iterator[Command]:
    """Every field of every part, as it can be gone to."""
    group = translate("CommandSearch", "Go to field")
    for part in part_names(network):
        for section in form_plan(kind_of(network, part)):
            for field in section.fields:
                path = field.name if field.of_network else f"{part}.{field.name}"
                yield Command(f"{part_title(part)}: {field.label}", group, "", partial(reveal, path))


def preset_commands(take: Callable[[Preset], object]) -> Iterator[Command]:
    group = translate("CommandSearch", "Preset")
    for preset in ALL:
        yield Command(subject_text(preset.title), group, costs_of(preset)[0], partial(take, preset))


def file_commands(paths: list[Path], open_file: Callable[[Path], object]) -> Iterator[Command]:
    group = translate("CommandSearch", "Recent file")
    for path in paths:
        yield Command(path.name, group, "", partial(open_file, path), path.exists())


def _of_menu(menu: QMenu, group: str, before: str) -> Iterator[Command]:
    for action in menu.actions():
        if action.isSeparator() or not action.text():
            continue
        text = f"{before}{_plain(action.text())}"
        if action.menu() is not None:
            yield from _of_menu(action.menu(), group, f"{text}: ")
        else:
            yield Command(text, group, shortcut_text(action), action.trigger, action.isEnabled() and action.isVisible())


def shortcut_text(action: QAction) -> str:
    """The action's first shortcut as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    """Without the marks of the letters that Alt chooses."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("...").removesuffix("…")
