"""The tool bar: preset, file, undo on the left, the page switch in the middle, verify and theme on the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.preset_picker import PresetPicker
from explorer.ui.settled_box import SettledBox
from explorer.ui.window_actions import THEME_ICONS, WindowActions

ICON_SIZE = QSize(16, 16)
Style = Qt.ToolButtonStyle


class ToolBar(QToolBar):
    """Buttons for what is used all the time; everything else is in the menus."""

    def __init__(self, actions: WindowActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tool bar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(ICON_SIZE)
        self._actions = actions
        self.presets = PresetPicker(self)
        self.theme = self._make_theme_button()
        self._fill()

    def set_theme(self, mode: str) -> None:
        """Shows which theme is chosen."""
        self.theme.setIcon(icon(THEME_ICONS[mode]))

    def _fill(self) -> None:
        actions = self._actions
        left = (_button(actions.open), _button(actions.save), _line())
        # Their texts change with every edit, and would move all that stands beside them.
        left += (_button(actions.undo, Style.ToolButtonIconOnly), _button(actions.redo, Style.ToolButtonIconOnly))
        # Equal sides keep the page switch in the middle of the window.
        self.addWidget(_side(Qt.AlignmentFlag.AlignLeft, self.presets, *left))
        self.addWidget(_segments(actions.show_build, actions.show_train))
        self.addWidget(_side(Qt.AlignmentFlag.AlignRight, _button(actions.verify), self.theme))

    def _make_theme_button(self) -> QToolButton:
        button = QToolButton()
        button.setIconSize(ICON_SIZE)
        button.setToolTip(self.tr("Theme"))
        button.setAccessibleName(self.tr("Theme"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions(list(self._actions.themes.values()))
        button.setMenu(menu)
        return button


def _button(action: QAction, style: Style = Style.ToolButtonTextBesideIcon) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(ICON_SIZE)
    button.setToolButtonStyle(style)
    return button


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedSize(1, 20)
    return line


def _side(alignment: Qt.AlignmentFlag, *widgets: QWidget) -> QWidget:
    side = QWidget()
    side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    layout = QHBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    for widget in widgets:
        layout.addWidget(widget)
    return SettledBox(side)


def _segments(*actions: QAction) -> QFrame:
    """One of several pages, as buttons that stand together."""
    frame = QFrame()
    frame.setProperty("role", "segments")
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for action in actions:
        button = _button(action)
        button.setProperty("role", "segment")
        layout.addWidget(button)
    return frame
