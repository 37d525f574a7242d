"""The pin: which network every number is compared with, and the menu that changes it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.ui.build_page.compare.baseline import Baseline
from explorer.ui.build_page.compare.baseline_menu import BaselineMenu
from explorer.ui.icons import icon

LONGEST = 120
"""Pixels of a name."""


class BaselineButton(QToolButton):
    """Says the baseline's name; accented while there is one."""

    def __init__(self, baseline: Baseline, menu: BaselineMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baseline = baseline
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setProperty("role", "compact")
        baseline.changed.connect(self._show)
        self._show()

    def set_short(self, short: bool) -> None:
        """Whether there is room for the pin alone; the name is in the tooltip then."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if short else style.ToolButtonTextBesideIcon)

    def _show(self) -> None:
        side = self._baseline.side
        self.setIcon(icon("pin", "text" if side is None else "accent"))
        name = "" if side is None else side.name
        cut = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST)
        self.setText(self.tr("Baseline") if side is None else self.tr("vs {}").format(cut))
        self.setToolTip(
            self.tr("Pin a network: every number then shows its difference from it")
            if side is None
            else self.tr("Every number shows its difference from {}").format(name)
        )
        self.setAccessibleName(self.tr("Baseline: {}").format(name or self.tr("none")))
