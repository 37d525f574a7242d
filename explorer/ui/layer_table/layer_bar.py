"""The bar over the layer table: the filter, how many layers there are, columns and saving."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.layer_table.layer_actions import LayerActions


class LayerBar(QWidget):
    """Only what a person sees and presses; the table does what it says."""

    def __init__(self, columns: QMenu, actions: LayerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_line = _FilterLine()
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        saving = QMenu(self)
        saving.setToolTipsVisible(True)
        saving.addActions([actions.save_all, actions.save_shown])
        self.columns_button, self.save_button = _menu_button("columns", columns), _menu_button("export", saving)
        self.filter_line.setPlaceholderText(self.tr("Filter layers, e.g. conv2 or BatchNorm2d"))
        self.filter_line.setToolTip(self.tr("Lists only layers whose name, type or output shape holds every word"))
        self.filter_line.setAccessibleName(self.tr("Filter of the layer table"))
        self.columns_button.setToolTip(self.tr("Choose the columns"))
        self.columns_button.setAccessibleName(self.tr("Columns of the layer table"))
        self.save_button.setToolTip(self.tr("Save as CSV or Markdown, with exact numbers"))
        self.save_button.setAccessibleName(self.tr("Save the layer table"))
        bar = QHBoxLayout(self)
        bar.setContentsMargins(8, 6, 6, 6)
        bar.setSpacing(6)
        bar.addWidget(self.filter_line, 1)
        for widget in (self.count, self.columns_button, self.save_button):
            bar.addWidget(widget)


class _FilterLine(QLineEdit):
    """Escape empties it."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _menu_button(name: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setProperty("role", "compact")
    button.setIconSize(QSize(16, 16))
    return button
