"""The card of the runs: a table with a filter, buttons for what can be done, and columns to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.runs.run_model import FIRST_SHOWN, RunModel
from explorer.ui.widgets.plain_table import ColumnMenu
from explorer.ui.widgets.table_card import TableCard

COLUMNS = "train/columns"
FILTER_WIDTH = 96


class RunTable(TableCard):
    """Shows runs; any number of them can be selected."""

    menuRequested = Signal(QPoint)
    """The menu of the runs, at a place on the screen."""

    def __init__(self, model: RunModel, parent: QWidget | None = None) -> None:
        super().__init__(model, words=(0,), parent=parent)
        self.set_texts(self.tr("Runs"), self.tr("Every run is kept, with its weights, and listed here."))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._ask_for_menu)
        self.columns = ColumnMenu(self.view, self.view.horizontalHeader(), model.columns, self.view.choose_columns)
        self.columns.setTitle(self.tr("Columns"))
        self.columns.addSeparator()
        usual = self.columns.addAction(self.tr("The usual columns"))
        usual.triggered.connect(lambda: self.columns.show_columns(FIRST_SHOWN))
        self.columns.show_columns(FIRST_SHOWN)
        self.filter = QLineEdit(placeholderText=self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the runs"))
        self.filter.setToolTip(self.tr("Show the runs that have all these words in any column"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(FILTER_WIDTH)
        self.filter.textChanged.connect(self.rows.set_filter)
        self.filter.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.add_to_head(self.filter, 2)
        self.buttons: dict[QAction, QToolButton] = {}

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """What has a button in the head."""
        self.buttons = {action: self.add_button(action) for action in actions}

    def remember(self, settings: WindowSettings) -> None:
        settings.remember(COLUMNS, " ".join(self.columns.shown))

    def restore(self, settings: WindowSettings) -> None:
        self.columns.show_columns(settings.text(COLUMNS, " ".join(FIRST_SHOWN)).split())

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        self.menuRequested.emit(self.view.viewport().mapToGlobal(place))
