"""The rows of a table in the order and the selection that a person wants."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

Index = QModelIndex | QPersistentModelIndex

RAW = Qt.ItemDataRole.UserRole
"""The role of a cell's value as a number or a text that can be compared; None stands last."""


class SortedRows(QSortFilterProxyModel):
    """Sorts by raw values; the filter looks for its words in every column."""

    def __init__(self, model: QAbstractItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(model)

    def set_filter(self, text: str) -> None:
        """Shows the rows that hold every word of `text`; upper and lower case are alike."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words:
            return True
        model = self.sourceModel()
        cells = (model.index(row, column, parent).data() for column in range(model.columnCount()))
        text = " ".join(str(cell) for cell in cells).casefold()
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(RAW), right.data(RAW)
        if one is None or other is None:
            # Last in both directions.
            is_ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (other is None and one is not None) == is_ascending and one is not other
        return one < other
