"""The menu of languages, each called by its own name."""

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.language import LANGUAGES, LanguageSwitch


class LanguageMenu(QMenu):
    """Ticks the language that is chosen, and chooses another."""

    def __init__(self, language: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Language"))
        self._language = language
        group = QActionGroup(self)
        for mode, name in LANGUAGES.items():
            action = self.addAction(name or self.tr("As the system"))
            action.setCheckable(True)
            action.setData(mode)
            action.setChecked(mode == language.mode)
            group.addAction(action)
        group.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self._language.set_mode(action.data())
