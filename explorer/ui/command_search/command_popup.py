"""The popup of the command search."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from explorer.ui.command_search.command import Command
from explorer.ui.command_search.command_delegate import CommandDelegate
from explorer.ui.command_search.command_model import COMMAND_ROLE, CommandModel
from explorer.ui.icons import icon

SIZE = QSize(560, 420)
FROM_TOP = 60
LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPopup(QFrame):
    """A line to type in over the commands that answer; Return does the one that is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CommandModel(self)
        self._delegate = CommandDelegate(self)
        self.line = QLineEdit(placeholderText=self.tr("Type what you want: a command, a field, a preset, a file"))
        self.line.setAccessibleName(self.tr("Search of commands"))
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.line.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Commands"))
        self.view.setProperty("role", "plain")
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._do)
        self._nothing = QLabel(self.tr("Nothing is called so."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(10, 4, 10, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.setSpacing(6)
        for widget in (self.line, self.view, self._nothing):
            layout.addWidget(widget)

    def open_over(self, window: QWidget, commands: list[Command]) -> None:
        """Shows all commands, in the upper middle of the window."""
        self.model.set_commands(commands)
        self.line.clear()
        self._narrow("")
        self.resize(SIZE)
        self.move(window.mapToGlobal(QPoint((window.width() - SIZE.width()) // 2, FROM_TOP)))
        self.show()
        self.line.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # They hold what they act on, and the next time they are others.
        self.model.set_commands([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the cursor stays in the line."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            if event.key() in LIST_KEYS:
                QApplication.sendEvent(self.view, QKeyEvent(event))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self.model.set_filter(typed)
        count = self.model.rowCount()
        self.view.setCurrentIndex(self.model.index(0) if count else QModelIndex())
        self.view.scrollToTop()
        self.view.setVisible(count > 0)
        self._nothing.setVisible(count == 0)

    def _do(self, index: QModelIndex) -> None:
        command = index.data(COMMAND_ROLE)
        if command is not None and command.is_enabled:
            self.close()
            command.act()
