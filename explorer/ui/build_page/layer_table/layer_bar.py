"""The bar over the layer table: the filter, how many layers there are, columns and saving."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from explorer.ui.actions import make_menu
from explorer.ui.build_page.layer_table.layer_actions import LayerActions
from explorer.ui.layout import icon_button, label, row


class LayerBar(QWidget):
    """Only what a person sees and presses; the table does what it says."""

    def __init__(self, columns: QMenu, actions: LayerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_line = _FilterLine()
        self.count = label(role="caption")
        saving = make_menu(self, actions.save_all, actions.save_shown, tips=True)
        tip = self.tr("Choose the columns")
        self.columns_button = icon_button("columns", self.tr("Columns of the layer table"), tip=tip)
        tip = self.tr("Save as CSV or Markdown, with exact numbers")
        self.save_button = icon_button("export", self.tr("Save the layer table"), tip=tip)
        for button, menu in ((self.columns_button, columns), (self.save_button, saving)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter_line.setPlaceholderText(self.tr("Filter layers, e.g. conv2 or BatchNorm2d"))
        self.filter_line.setToolTip(self.tr("Lists only layers whose name, type or output shape holds every word"))
        self.filter_line.setAccessibleName(self.tr("Filter of the layer table"))
        parts = (self.filter_line, 1), self.count, self.columns_button, self.save_button
        self.setLayout(row(*parts, spacing=6, margins=(8, 6, 6, 6)))


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
