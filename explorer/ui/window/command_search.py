"""The search over everything that the window can do now: actions, fields, places, presets, recipes, files."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.experiment.recipe import DataConfig, Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES
from explorer.ui.actions import OBSTACLE, shortcut_text
from explorer.ui.build_page.cost_views import CostViews
from explorer.ui.build_page.preset_picker import costs_of
from explorer.ui.forms.fields import Field, data_fields, part_sections, recipe_sections
from explorer.ui.language import in_words
from explorer.ui.network_parts import kind_of, part_names, part_title
from explorer.ui.train_page.train_page import TrainPage
from explorer.ui.widgets.search_popup import Row, SearchPopup
from explorer.ui.window.search_words import other_words, plain
from models.presets import ALL

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow

translate = QCoreApplication.translate

SIZE = QSize(560, 420)
FROM_TOP = 60
MOST = 60
"""Rows; another letter brings up those further down."""
EXACT, AT_START, AT_WORD, INSIDE, SCATTERED = 0, 1, 2, 3, 6
"""How well a word is found in a text; smaller is better."""


class Command(NamedTuple):
    """One thing to do."""

    text: str
    group: str
    """Where it is found otherwise: its menu, "Go to field", "Preset", "Recent file"."""
    act: Callable[[], object]
    hint: str = ""
    """Its shortcut or what it costs."""
    reason: str = ""
    """Why it cannot be done now, or means nothing now."""
    is_enabled: bool = True
    also: str = ""
    """Other words that it is found by: those of the other language, older and newer ones, the name in files."""
    action: QAction | None = None


def menu_commands(bar: QMenuBar) -> Iterator[Command]:
    """Every action of the menus, those of menus within menus under both names."""
    for action in bar.actions():
        if (menu := QMenu.menuInAction(action)) is not None:
            yield from _of_menu(menu, plain(action.text()), "")


def action_command(action: QAction, group: str, *before: Callable[[], object], text: str = "") -> Command:
    """An action as a command; `before` is done first, to bring to sight what it acts on."""
    reason, act = action.property(OBSTACLE), partial(do_all, *before, action.trigger) if before else action.trigger
    is_enabled = reason is None if before else action.isEnabled()
    text = text or plain(action.text())
    return Command(text, group, act, shortcut_text(action), reason or "", is_enabled, action=action)


def _of_menu(menu: QMenu, group: str, before: str) -> Iterator[Command]:
    for action in menu.actions():
        text = f"{before}{plain(action.text())}"
        if (inner := QMenu.menuInAction(action)) is not None:
            yield from _of_menu(inner, group, f"{text}: ")
        elif not action.isSeparator() and action.text():
            yield action_command(action, group, text=text)


def do_all(*acts: Callable[[], object]) -> None:
    for act in acts:
        act()


class CommandSearch(QObject):
    """Collects the commands anew each time: what can be done changes with the document."""

    def __init__(self, window: "MainWindow", costs: CostViews, train_page: TrainPage) -> None:
        super().__init__(window)
        self._window, self._costs, self._page = window, costs, train_page
        prompt = self.tr("Search for a command, a field, a preset or a file")
        self.popup = SearchPopup(prompt, self.tr("Commands"), SIZE, window)
        self.popup.chosen.connect(lambda command: command.act())

    def open(self) -> None:
        """Shows all commands, in the upper middle of the window."""
        commands, window = self.commands(), self._window
        place = window.mapToGlobal(QPoint((window.width() - SIZE.width()) // 2, FROM_TOP))
        self.popup.open_at(place, partial(_answers, commands), commands[0])

    def commands(self) -> list[Command]:
        """All that can be found now."""
        return [
            command._replace(also=f"{command.group} {command.also} {other_words(command.text)}")
            for command in self._found()
        ]

    def _found(self) -> Iterator[Command]:
        window, page = self._window, self._page
        diagram = window.build_page.diagram
        build, train = window.commands.show_build.trigger, window.commands.show_train.trigger
        for command in menu_commands(window.menuBar()):
            # The actions on stages are hidden while the Build page is: it comes back first.
            action = command.action
            if action is not None and not action.isVisible():
                command = action_command(action, command.group, build)
            yield command
        for action in page.run_actions:
            if action is not page.run_actions.more:
                yield action_command(action, self.tr("Runs"), train)
        for action in filter(QAction.shortcuts, diagram.commands):
            yield action_command(action, self.tr("On the figure of the network"), build, diagram.setFocus)
        yield from self._places(build, train)
        yield from self._fields(lambda path: do_all(build, partial(window.build.reveal, path)))
        yield from self._recipe_fields(lambda path: do_all(train, partial(page.reveal, path.rpartition(".")[2])))
        for preset in ALL:
            title, act = in_words(preset.title), partial(window.tool_bar.presets.presetRequested.emit, preset)
            yield Command(title, self.tr("Preset"), act, costs_of(preset)[0], also=preset.name)
        for preset in ALL_RECIPES:
            act = partial(do_all, train, partial(page.picker.recipeRequested.emit, preset))
            yield Command(in_words(preset.title), self.tr("Recipe"), act, also=preset.name)
        for path in window.recent.paths:
            reason = "" if path.exists() else self.tr("The file no longer exists")
            act = partial(window.files.open, path)
            yield Command(path.name, self.tr("Recent file"), act, reason=reason, is_enabled=not reason)

    def _places(self, build: Callable[[], object], train: Callable[[], object]) -> Iterator[Command]:
        """Panels, tabs and tables, as they can be gone to, and what only a button or a field offers."""
        window, page, group = self._window, self._page, self.tr("Go to")
        panels, tabs = window.build_page.panels, self._costs.tabs.tabs
        for panel in panels.values():
            yield Command(panel.windowTitle(), group, partial(do_all, build, panel.show, panel.raise_))
        for index in range(tabs.count()):
            choose, panel = partial(tabs.setCurrentIndex, index), panels["costs"]
            yield Command(tabs.tabText(index), group, partial(do_all, build, panel.show, panel.raise_, choose))
        for text, view in (
            (self.tr("Curves"), page.plots),
            (self.tr("Epochs"), page.runs.epoch_card.view),
            (self.tr("Runs"), page.runs.run_card.view),
        ):
            yield Command(text, group, partial(do_all, train, view.setFocus))
        name = window.build_page.headline.name
        rename = partial(do_all, build, name.setFocus, name.selectAll)
        yield Command(self.tr("Rename the experiment"), group, rename)
        for button in (page.picker.preview, page.picker.rates):
            act, is_enabled = partial(do_all, train, button.click), button.isEnabled()
            # Its tooltip has the reason.
            reason = "" if is_enabled else button.toolTip()
            yield Command(plain(button.text()), self.tr("Recipe"), act, reason=reason, is_enabled=is_enabled)

    def _fields(self, reveal: Callable[[str], object]) -> Iterator[Command]:
        """Every field of every part, as it can be gone to."""
        network = self._window.document.experiment.network
        for part in part_names(network):
            for section in part_sections(kind_of(network, part)):
                for field in section.fields:
                    text, reason = f"{part_title(part)}: {field.label}", field.irrelevance_in(network, part)
                    yield self._field(text, field.path(part), reveal, reason)

    def _recipe_fields(self, reveal: Callable[[str], object]) -> Iterator[Command]:
        """Every field of the recipe; `reveal` takes its path in the experiment."""
        experiment, data = self._window.document.experiment, translate("DataSection", "Data")
        fields = [(f"{data}: ", field) for field in data_fields()]
        fields += [(f"{section.title}: ", field) for section in recipe_sections() for field in section.fields]
        fields += [("", Field(DataConfig, "path"))]
        fields += [("", Field(Recipe, name)) for name in ("start_from", "frozen_stages", "stage_lr_decay")]
        for title, field in fields:
            yield self._field(f"{title}{field.label}", field.path(), reveal, field.irrelevance_in(experiment))

    def _field(self, text: str, path: str, reveal: Callable[[str], object], reason: str) -> Command:
        """`path` is how files and `--set` write it; it is found by it, and by its name in words."""
        also = f"{path} {path.rpartition('.')[2].replace('_', ' ')}"
        return Command(text, self.tr("Go to field"), partial(reveal, path), reason=reason, also=also)


def _answers(commands: list[Command], typed: str) -> list[Row]:
    """The best first, a text of just these words before all others; all in their own order if nothing is typed."""
    found, wanted = commands, typed.strip().casefold()
    if wanted:
        places = ((c.text.casefold() != wanted, not c.is_enabled, i) for i, c in enumerate(commands))
        ranked = (
            (rank(f"{c.text} {c.group}", typed, c.also), *place) for c, place in zip(commands, places, strict=True)
        )
        found = [commands[i] for *_, i in sorted(place for place in ranked if place[0] is not None)]
    return [Row(c.text, c, c.group, lambda c=c: (c.reason or c.hint,), is_enabled=c.is_enabled) for c in found[:MOST]]


def rank(text: str, typed: str, also: str = "") -> int | None:
    """Smaller is better; None where a typed word is not in the text, not even with letters left out, nor in the words
    that are not shown.
    """
    low, other = text.lower(), also.lower()
    total = 0
    for word in typed.lower().split():
        found = _rank_word(low, word)
        if (found is None or found >= INSIDE) and word in other:
            ranks = found, _rank_word(" " + other, word)
            found = min(rank for rank in ranks if rank is not None)
        if found is None:
            return None
        total += found
    return total


def _rank_word(text: str, word: str) -> int | None:
    if text == word:
        return EXACT
    place = text.find(word)
    if place == 0:
        return AT_START
    if place > 0:
        return AT_WORD if any(not text[i - 1].isalnum() for i in _places(text, word)) else INSIDE
    return SCATTERED if len(word) > 2 and _is_scattered(text, word) else None


def _places(text: str, word: str) -> list[int]:
    return [i for i in range(1, len(text)) if text.startswith(word, i)]


def _is_scattered(text: str, word: str) -> bool:
    """Whether the text has the letters in this order, the first at the start of a word."""
    starts = [i for i in range(len(text)) if text[i] == word[0] and (i == 0 or not text[i - 1].isalnum())]
    for start in starts:
        letters = iter(text[start:])
        if all(letter in letters for letter in word):
            return True
    return False
