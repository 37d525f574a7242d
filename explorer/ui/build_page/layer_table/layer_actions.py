"""What can be done with the rows of the layer table, and the menu that offers it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from explorer.ui.actions import ActionSet, ActionSpec, make_menu, pop_up
from explorer.ui.build_page.layer_table.layer_view import LayerView


class LayerActions(ActionSet):
    """Folding is the view's own; copying and saving is done by the table."""

    def __init__(self, view: LayerView, copy: Callable[[], object], save: Callable[[bool], object]) -> None:
        """`save` is told whether only what is shown is wanted."""
        super().__init__(view)
        self._view, here = view, Qt.ShortcutContext.WidgetShortcut
        all_tip = self.tr("Every layer and every column, with exact numbers, as CSV or Markdown")
        shown_tip = self.tr("The rows and columns as they are shown here, as CSV or Markdown")
        self.add(
            ActionSpec("copy", self.tr("Copy rows"), copy, keys="Ctrl+C", context=here),
            ActionSpec("unfold", self.tr("Unfold all"), view.expandAll, keys="Ctrl+Right", context=here),
            ActionSpec("fold", self.tr("Fold all"), view.collapseAll, keys="Ctrl+Left", context=here),
            ActionSpec("save_all", self.tr("Save all layers…"), lambda: save(False), tip=all_tip),
            ActionSpec("save_shown", self.tr("Save what is shown…"), lambda: save(True), tip=shown_tip),
        )
        view.addActions(list(self))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open)

    def _open(self, position: QPoint) -> None:
        menu = make_menu(self._view, *self.of("copy - unfold fold - save_all save_shown"))
        self.copy.setEnabled(self._view.selectionModel().hasSelection())
        menu.aboutToHide.connect(lambda: self.copy.setEnabled(True))
        pop_up(menu, self._view.viewport().mapToGlobal(position))
