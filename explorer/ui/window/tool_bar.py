"""The tool bar: preset, file, undo on the left, the page switch in the middle, verify and theme on the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolBar, QToolButton, QWidget

from explorer.ui.actions import make_menu, tool_button
from explorer.ui.build_page.preset_picker import PresetPicker
from explorer.ui.icons import icon
from explorer.ui.layout import SettledBox, container, icon_button, row, styled
from explorer.ui.window.window_actions import THEME_ICONS, WindowActions


class ToolBar(QToolBar):
    """Buttons for what is used all the time; everything else is in the menus."""

    def __init__(self, actions: WindowActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tool bar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(16, 16))
        self.presets = PresetPicker(self)
        self.theme = icon_button("", self.tr("Theme"), role="")
        self.theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.theme.setMenu(make_menu(self.theme, *actions.of_group("themes")))
        opened, saved, verified = (
            tool_button(actions[key], None, with_text=True) for key in ("open", "save", "verify")
        )
        line = styled(QFrame(), "line")
        line.setFixedSize(1, 20)
        # Their texts change with every edit, and would move all that stands beside them.
        undo, redo = tool_button(actions.undo, None), tool_button(actions.redo, None)
        pages = styled(QFrame(), "segments")
        turns = [tool_button(action, "segment", with_text=True) for action in actions.of_group("pages")]
        pages.setLayout(row(*turns, spacing=0, margins=1))
        # Equal sides keep the page switch in the middle of the window.
        self.addWidget(_side(Qt.AlignmentFlag.AlignLeft, self.presets, opened, saved, line, undo, redo))
        self.addWidget(pages)
        self.addWidget(_side(Qt.AlignmentFlag.AlignRight, verified, self.theme))

    def set_theme(self, mode: str) -> None:
        """Shows which theme is chosen."""
        self.theme.setIcon(icon(THEME_ICONS[mode]))


def _side(alignment: Qt.AlignmentFlag, *widgets: QWidget) -> QWidget:
    layout = row(*widgets, spacing=4)
    layout.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    side = container(layout)
    side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return SettledBox(side)
