"""The menu of a table's header: which columns are in sight."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QTableView

from explorer.ui.settings import WindowSettings


class ColumnMenu(QObject):
    """Shows and hides columns by a click on the header with the right button; the first one always stays."""

    def __init__(self, view: QTableView, keys: Sequence[str], shown: Sequence[str]) -> None:
        """
        Args:
            keys: a short name for each column, under which it is remembered.
            shown: those that are in sight until a person chooses others.
        """
        super().__init__(view)
        self._view, self._keys, self._first = view, tuple(keys), tuple(shown)
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)
        self.show_columns(self._first)

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns in sight."""
        return tuple(key for column, key in enumerate(self._keys) if not self._view.isColumnHidden(column))

    def show_columns(self, keys: Sequence[str]) -> None:
        for column, key in enumerate(self._keys):
            self._view.setColumnHidden(column, column > 0 and key not in keys)

    def fill(self, menu: QMenu) -> None:
        """Adds an entry for each column but the first."""
        for column, key in list(enumerate(self._keys))[1:]:
            title = str(self._view.model().headerData(column, Qt.Orientation.Horizontal)).replace("\n", " ")
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(key in self.shown)
            action.toggled.connect(self._toggler(column))
        menu.addSeparator()
        menu.addAction(self.tr("The usual columns")).triggered.connect(lambda: self.show_columns(self._first))

    def remember(self, settings: WindowSettings, key: str) -> None:
        settings.remember(key, " ".join(self.shown))

    def restore(self, settings: WindowSettings, key: str) -> None:
        self.show_columns(settings.text(key, " ".join(self._first)).split())

    def _toggler(self, column: int) -> Callable[[bool], None]:
        return lambda is_shown: self._view.setColumnHidden(column, not is_shown)

    @Slot(QPoint)
    def _open(self, place: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._view.horizontalHeader().mapToGlobal(place))
