"""A table of rows that are chosen and not edited, and its rows as text."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QTreeView, QWidget

from explorer.csv_text import csv_text
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.table_model import VALUE_ROLE, Column

ROW_SPACE = 8


class PlainTable(QTableView):
    """Looks as all tables of the window do: no grid, no frame, rows of one height."""

    def __init__(
        self,
        model: QAbstractItemModel,
        parent: QWidget | None = None,
        *,
        points: int = -1,
        row_height: int | None = None,
        least_width: int = 64,
    ) -> None:
        """
        Args:
            points: how much larger than the application font its own is.
            row_height: in pixels; None: what the font needs.
            least_width: of a column.
        """
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(scaled_font(points))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height or self.fontMetrics().height() + ROW_SPACE)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(least_width)

    def sort_by_header(self) -> None:
        """A click on a header sorts, the third restores the model's own order, in which the rows are at first."""
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def shown_columns(self) -> list[int]:
        """The columns in sight, from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def choose_columns(self, columns: Collection[int]) -> None:
        """Shows these columns; the first always is."""
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column > 0 and column not in columns)

    def csv(self) -> str:
        """The rows in their order and the columns in sight; numbers in full and without units."""
        model, columns = self.model(), self.shown_columns()
        values = ([model.index(row, at).data(VALUE_ROLE) for at in columns] for row in range(model.rowCount()))
        return csv_text(map(self._title, columns), values)

    def selected_text(self) -> str:
        """The selected rows as they are read, for a spreadsheet or a letter; all rows where none is selected."""
        model, columns = self.model(), self.shown_columns()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows()) or range(model.rowCount())
        texts = ([model.index(row, at).data() or "" for at in columns] for row in rows)
        return csv_text(map(self._title, columns), texts, delimiter="\t")

    def _title(self, column: int) -> str:
        return self.model().headerData(column, Qt.Orientation.Horizontal).replace("\n", " ")


class ColumnMenu(QMenu):
    """Which columns of a table are in sight; the first always is. A click on the header with the right button opens it.

    The view has `choose_columns`, which takes the positions of the columns that a person wants to see.
    """

    def __init__(self, view: QTableView | QTreeView, header: QHeaderView, columns: Sequence[Column]) -> None:
        super().__init__(view)
        self._view, self._keys = view, [column.key for column in columns]
        self.setToolTipsVisible(True)
        self._actions = [self._add(at, column) for at, column in enumerate(columns) if at]
        self.aboutToShow.connect(self._update)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self.popup(header.viewport().mapToGlobal(place)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns in sight."""
        return tuple(key for at, key in enumerate(self._keys) if not self._view.isColumnHidden(at))

    def show_columns(self, keys: Collection[str]) -> None:
        self._view.choose_columns(frozenset(at for at, key in enumerate(self._keys) if key in keys))

    def _add(self, at: int, column: Column) -> QAction:
        action = self.addAction(column.title)
        action.setToolTip(column.tip)
        action.setCheckable(True)
        action.setData(at)
        action.triggered.connect(lambda: self._toggle(at))
        return action

    def _update(self) -> None:
        for action in self._actions:
            action.setChecked(not self._view.isColumnHidden(action.data()))

    def _toggle(self, at: int) -> None:
        shown = {place for place in range(len(self._keys)) if not self._view.isColumnHidden(place)}
        self._view.choose_columns(frozenset(shown ^ {at}))
