"""Opens the search over everything that the window can do at this moment."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenuBar, QWidget

from explorer.ui.build_controller import BuildController
from explorer.ui.command_search.command import (
    Command,
    field_commands,
    file_commands,
    menu_commands,
    preset_commands,
)
from explorer.ui.command_search.command_popup import CommandPopup
from explorer.ui.document import Document
from explorer.ui.file_controller import FileController
from explorer.ui.palette import Palette
from explorer.ui.recent_files import RecentFiles


class CommandSearch(QObject):
    """Collects the commands anew each time: what can be done changes with the document."""

    def __init__(self, palette: Palette, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.popup = CommandPopup(palette, window)

    def open(
        self, document: Document, bar: QMenuBar, build: BuildController, files: FileController, recent: RecentFiles
    ) -> None:
        """Shows the popup."""
        network = document.experiment.network
        found: list[Command] = [
            *menu_commands(bar),
            *field_commands(network, build.reveal),
            *preset_commands(build.take_preset),
            *file_commands(recent.paths, files.open),
        ]
        self.popup.open_over(self._window, found)

    def apply_palette(self, palette: Palette) -> None:
        self.popup.apply_palette(palette)
