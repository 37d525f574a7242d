"""The actions on stages, shared by the list's buttons, its context menu and the menu bar."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from explorer.ui.icons import icon


class StageActions(QObject):
    """Add, duplicate, move, remove: what they do is connected by their user, when they can is told by `set_place`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.add_residual = self._action(self.tr("Add residual stage"), "Ctrl+Shift+R", "residual")
        self.add_dense = self._action(self.tr("Add dense stage"), "Ctrl+Shift+D", "dense")
        self.duplicate = self._action(self.tr("Duplicate stage"), "Ctrl+D", "duplicate")
        self.move_up = self._action(self.tr("Move stage up"), "Alt+Up", "up")
        self.move_down = self._action(self.tr("Move stage down"), "Alt+Down", "down")
        self.remove = self._action(self.tr("Remove stage"), "Del", "remove")
        # Delete and Ctrl+D mean something else while a person types in a field.
        for action in (self.duplicate, self.remove):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def groups(self) -> tuple[tuple[QAction, ...], ...]:
        """As they stand together in menus and button rows."""
        return (
            (self.add_residual, self.add_dense),
            (self.duplicate, self.move_up, self.move_down),
            (self.remove,),
        )

    def set_place(self, index: int | None, num_stages: int) -> None:
        """The selected stage is number `index` of so many; None where something else is selected."""
        is_stage = index is not None
        self.duplicate.setEnabled(is_stage)
        self.remove.setEnabled(is_stage)
        self.move_up.setEnabled(is_stage and index > 0)
        self.move_down.setEnabled(is_stage and index < num_stages - 1)

    def _action(self, text: str, keys: str, icon_name: str) -> QAction:
        action = QAction(text, self, shortcut=QKeySequence(keys))
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setIcon(icon(icon_name, icon_name if icon_name in ("residual", "dense") else "text"))
        return action
