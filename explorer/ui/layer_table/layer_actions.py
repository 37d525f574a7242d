"""What can be done with the rows of the layer table, and the menu that offers it."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.ui.layer_table.layer_view import LayerView


class LayerActions(QObject):
    """Copying and saving is connected by the table; folding is the view's own."""

    def __init__(self, view: LayerView) -> None:
        super().__init__(view)
        self._view = view
        self.copy = QAction(self.tr("Copy rows"), view)
        self.unfold, self.fold = QAction(self.tr("Unfold all"), view), QAction(self.tr("Fold all"), view)
        self.save_all = QAction(self.tr("Save all layers…"), view)
        self.save_all.setToolTip(self.tr("Every layer and every column, with exact numbers, as CSV or Markdown"))
        self.save_shown = QAction(self.tr("Save what is shown…"), view)
        self.save_shown.setToolTip(self.tr("The rows and columns as they are shown here, as CSV or Markdown"))
        self.copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.unfold.setShortcut(QKeySequence("Ctrl+Right"))
        self.fold.setShortcut(QKeySequence("Ctrl+Left"))
        for action in (self.copy, self.unfold, self.fold):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            view.addAction(action)
        self.unfold.triggered.connect(view.expandAll)
        self.fold.triggered.connect(view.collapseAll)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open)

    def _open(self, position: QPoint) -> None:
        menu = QMenu(self._view)
        self.copy.setEnabled(self._view.selectionModel().hasSelection())
        for group in ((self.copy,), (self.unfold, self.fold), (self.save_all, self.save_shown)):
            menu.addActions(list(group))
            menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(lambda: self.copy.setEnabled(True))
        menu.popup(self._view.viewport().mapToGlobal(position))
