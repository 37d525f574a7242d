"""Which columns of the layer table are shown: a menu, and what is remembered of it."""

import json

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from explorer.ui.layer_table.layer_column import NAME
from explorer.ui.layer_table.layer_view import LayerView


class ColumnChoice(QObject):
    """As many columns as there is room for, until a person chooses some."""

    def __init__(self, view: LayerView) -> None:
        super().__init__(view)
        self._view = view
        self.menu = QMenu(view)
        self.menu.setToolTipsVisible(True)
        self.automatic = self.menu.addAction(self.tr("As many as there is room for"))
        self.automatic.setToolTip(self.tr("The most important columns that the width of the table holds"))
        self.automatic.setCheckable(True)
        self.automatic.triggered.connect(self._choose_automatic)
        self.menu.addSeparator()
        self.columns = tuple(self._add(i) for i in range(len(view.model().columns)) if i != NAME)
        self.menu.aboutToShow.connect(self._show)
        header = view.header()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)

    def state(self) -> str:
        """For `restore`."""
        chosen = self._view.chosen_columns
        keys = [column.key for column in self._view.model().columns]
        return json.dumps(None if chosen is None else [keys[i] for i in sorted(chosen)])

    def restore(self, state: str) -> None:
        """A state that is broken, or of other columns, is left alone."""
        try:
            keys = json.loads(state)
        except ValueError:
            return
        known = {column.key: i for i, column in enumerate(self._view.model().columns)}
        if isinstance(keys, list) and all(isinstance(key, str) and key in known for key in keys):
            self._view.choose_columns(frozenset(known[key] for key in keys))

    def _add(self, column: int) -> QAction:
        shown = self._view.model().columns[column]
        action = self.menu.addAction(shown.title)
        action.setToolTip(shown.tip)
        action.setCheckable(True)
        action.setData(column)
        action.triggered.connect(self._choose)
        return action

    def _show(self) -> None:
        self.automatic.setChecked(self._view.chosen_columns is None)
        for action in self.columns:
            action.setChecked(not self._view.isColumnHidden(action.data()))

    def _choose(self) -> None:
        self._view.choose_columns(frozenset(action.data() for action in self.columns if action.isChecked()))

    def _choose_automatic(self) -> None:
        self._view.choose_columns(None)

    def _open(self, position: QPoint) -> None:
        self.menu.popup(self._view.header().viewport().mapToGlobal(position))
