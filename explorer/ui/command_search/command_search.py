"""Opens the search over everything that the window can do at this moment."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from explorer.ui.command_search.command import (
    Command,
    do_all,
    field_commands,
    file_commands,
    menu_commands,
    plain,
    preset_commands,
    recipe_commands,
    recipe_field_commands,
    run_commands,
)
from explorer.ui.command_search.command_popup import CommandPopup
from explorer.ui.command_search.reasons import reasons
from explorer.ui.command_search.words import other_words

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

translate = QCoreApplication.translate


class CommandSearch(QObject):
    """Collects the commands anew each time: what can be done changes with the document."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.popup = CommandPopup(window)

    def open(self) -> None:
        """Shows the popup."""
        self.popup.open_over(self._window, list(self._found()))

    def _found(self) -> Iterator[Command]:
        why = reasons(self._window)
        for command in self._commands():
            if not command.is_enabled:
                command = command._replace(reason=why.get(command.action, ""))
            yield command._replace(also=f"{command.group} {command.also} {other_words(command.text)}")

    def _commands(self) -> Iterator[Command]:
        window, page = self._window, self._window.desk.train_page
        build, train = window.commands.show_build.trigger, window.commands.show_train.trigger
        experiment = window.document.experiment
        for command in menu_commands(window.menuBar()):
            if command.action.isVisible():
                yield command
            else:
                # The actions on stages are hidden, and so disabled, while the Build page is: it comes back first.
                yield command._replace(act=partial(do_all, build, command.act), is_enabled=True)
        yield from run_commands(page.run_actions.all, train)
        yield from self._places()
        yield from self._tools()
        yield from field_commands(experiment.network, lambda path: do_all(build, partial(window.build.reveal, path)))
        yield from recipe_field_commands(
            experiment.recipe, lambda path: do_all(train, partial(page.reveal, path.rpartition(".")[2]))
        )
        yield from preset_commands(window.tool_bar.presets.presetRequested.emit)
        yield from recipe_commands(lambda preset: do_all(train, partial(page.picker.recipeRequested.emit, preset)))
        yield from file_commands(window.recent.paths, window.files.open)

    def _places(self) -> Iterator[Command]:
        """Panels, tabs and tables, as they can be gone to."""
        window, group = self._window, translate("CommandSearch", "Go to")
        build, train = window.commands.show_build.trigger, window.commands.show_train.trigger
        panels, costs = window.build_page.panels, window.build_page.costs
        for panel in panels.values():
            yield Command(panel.windowTitle(), group, "", partial(do_all, build, panel.show, panel.raise_))
        tabs, panel = costs.tabs.tabs, panels["costs"]
        for index in range(tabs.count()):
            choose = partial(tabs.setCurrentIndex, index)
            yield Command(tabs.tabText(index), group, "", partial(do_all, build, panel.show, panel.raise_, choose))
        runs = window.desk.train_page.runs
        for text, view in (
            (translate("CommandSearch", "Curves"), window.desk.train_page.plots),
            (translate("CommandSearch", "Epochs"), runs.epoch_card.view),
            (translate("CommandSearch", "Runs"), runs.run_card.view),
        ):
            yield Command(text, group, "", partial(do_all, train, view.setFocus))

    def _tools(self) -> Iterator[Command]:
        """What only a button or a field offers."""
        window, picker = self._window, self._window.desk.train_page.picker
        name = window.build_page.headline.name
        rename = partial(do_all, window.commands.show_build.trigger, name.setFocus, name.selectAll)
        yield Command(
            translate("CommandSearch", "Rename the experiment"), translate("CommandSearch", "Go to"), "", rename
        )
        for button in (picker.preview, picker.rates):
            act = partial(do_all, window.commands.show_train.trigger, button.click)
            group = translate("CommandSearch", "Recipe")
            # Its tooltip says what stands in the way.
            reason = "" if button.isEnabled() else button.toolTip()
            yield Command(plain(button.text()), group, "", act, button.isEnabled(), reason)
