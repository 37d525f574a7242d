"""The commands that answer what is typed, as a Qt model."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.ui.command_search.command import Command
from explorer.ui.command_search.ranking import rank

COMMAND_ROLE = int(Qt.ItemDataRole.UserRole)
MOST = 60
"""Rows; whoever wants one further down types another letter."""

Index = QModelIndex | QPersistentModelIndex


class CommandModel(QAbstractListModel):
    """The best answers first; everything, in its own order, where nothing is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: list[Command] = []
        self._rows: list[Command] = []

    def set_commands(self, commands: list[Command]) -> None:
        self._commands = commands
        self.set_filter("")

    def set_filter(self, typed: str) -> None:
        self.beginResetModel()
        self._rows = self._answers(typed)[:MOST]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        command = self._rows[index.row()]
        if role == COMMAND_ROLE:
            return command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.text, command.group, command.hint, command.reason) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        return flags if self._rows[index.row()].is_enabled else flags & ~Qt.ItemFlag.ItemIsEnabled

    def _answers(self, typed: str) -> list[Command]:
        if not typed.strip():
            return self._commands
        ranked = [
            (rank(f"{command.text} {command.group}", typed, command.also), i)
            for i, command in enumerate(self._commands)
        ]
        best = sorted((found, not self._commands[i].is_enabled, i) for found, i in ranked if found is not None)
        return [self._commands[i] for *_, i in best]
