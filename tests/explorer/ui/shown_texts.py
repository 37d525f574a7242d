"""Collects what a window shows: every text of its widgets, actions, models and axes."""

from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTabBar, QTextBrowser, QWidget

from explorer.ui.plots.axis import Axis

WIDGET_TEXTS = ("text", "title", "windowTitle", "toolTip", "accessibleName", "accessibleDescription", "placeholderText")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
MOST_ROWS = 12


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text)."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(root).__name__}.{type(widget).__name__}"
        for name in WIDGET_TEXTS:
            # Qt's own: a widget of this program may mean something else by the name.
            if widget.metaObject().indexOfProperty(name) >= 0:
                yield f"{where}.{name}", str(widget.property(name))
        yield from ((where, text) for text in _more_texts(widget))
        for action in widget.actions():
            yield f"{where}.action", action.text()
            yield f"{where}.action.toolTip", action.toolTip()


def _more_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QComboBox):
        yield from (str(widget.itemData(row, role) or "") for row in range(widget.count()) for role in ROLES)
    if isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield widget.tabText(tab)
            yield widget.tabToolTip(tab)
    if isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model_texts(widget.model())
    if isinstance(widget, pg.PlotWidget):
        for item in widget.scene().items():
            if isinstance(item, Axis):
                yield from (text for _, text in item.labels())


def _model_texts(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        for role in ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(), MOST_ROWS)):
                yield str(model.index(row, column).data(role) or "")
