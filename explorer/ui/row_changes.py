"""How a table takes other contents without losing its selection or scroll position."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractTableModel, QModelIndex


@contextmanager
def rows_replaced(model: QAbstractTableModel, after: int) -> Iterator[None]:
    """Around the change of a model to `after` rows: only the difference in their number comes or goes."""
    before = model.rowCount()
    if after < before:
        model.beginRemoveRows(QModelIndex(), after, before - 1)
    elif after > before:
        model.beginInsertRows(QModelIndex(), before, after - 1)
    yield
    if after < before:
        model.endRemoveRows()
    elif after > before:
        model.endInsertRows()
    kept = min(before, after)
    if kept:
        model.dataChanged.emit(model.index(0, 0), model.index(kept - 1, model.columnCount() - 1))
