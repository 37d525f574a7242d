"""The actions of the window: what menus, tool bar and shortcuts offer."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QWidget

from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.theme import MODES

THEME_ICONS = {"system": "system", "light": "sun", "dark": "moon"}
Key = QKeySequence.StandardKey


class WindowActions(QObject):
    """Only what they are called and look like; what they do is connected by the main window."""

    themeChosen = Signal(str)
    """One of MODES."""

    def __init__(self, undo_stack: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons: dict[QAction, str] = {}
        self._make_file_actions()
        self._make_edit_actions(undo_stack)
        self._make_page_actions()
        self._make_job_actions()
        self._make_exploration_actions()
        self._make_comparison_actions()
        self.themes = self._make_theme_actions()
        self.about = self._action(self.tr("About ResDense"), "info")

    def apply_palette(self, palette: Palette) -> None:
        for action, name in self._icons.items():
            action.setIcon(icon(name, palette))

    def set_theme(self, mode: str) -> None:
        """Ticks the theme that is chosen."""
        self.themes[mode].setChecked(True)

    def set_verifying(self, is_busy: bool) -> None:
        self.verify.setText(self.tr("Verifying...") if is_busy else self.tr("Verify"))

    def _make_file_actions(self) -> None:
        self.new = self._action(self.tr("New"), "new", Key.New)
        self.open = self._action(self.tr("Open..."), "open", Key.Open)
        self.open.setIconText(self.tr("Open"))
        self.save = self._action(self.tr("Save"), "save", Key.Save)
        self.save_as = self._action(self.tr("Save as..."), "save-as", QKeySequence("Ctrl+Shift+S"))
        self.quit = self._action(self.tr("Quit"), "close", QKeySequence("Ctrl+Q"))

    def _make_edit_actions(self, undo_stack: QUndoStack) -> None:
        self.undo = undo_stack.createUndoAction(self, self.tr("Undo"))
        self.redo = undo_stack.createRedoAction(self, self.tr("Redo"))
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._icons |= {self.undo: "undo", self.redo: "redo"}

    def _make_page_actions(self) -> None:
        self.show_build = self._action(self.tr("Build"), "build", QKeySequence("Ctrl+1"))
        self.show_train = self._action(self.tr("Train"), "train", QKeySequence("Ctrl+2"))
        self._pages = QActionGroup(self)
        for action in (self.show_build, self.show_train):
            action.setCheckable(True)
            self._pages.addAction(action)
        self.show_build.setChecked(True)
        self.reset_panels = self._action(self.tr("Reset panels"), "fit", QKeySequence("Ctrl+Alt+0"))
        self.reset_panels.setToolTip(self.tr("Put every panel back in its first place (Ctrl+Alt+0)"))

    def _make_job_actions(self) -> None:
        self.start = self._action(self.tr("Start training"), "play", QKeySequence("Ctrl+Return"))
        self.stop = self._action(self.tr("Stop training"), "stop", QKeySequence("Ctrl+."))
        self.verify = self._action(self.tr("Verify"), "verify", QKeySequence("Ctrl+Shift+V"))
        for action in (self.start, self.stop, self.verify):
            action.setEnabled(False)
        self.verify.setToolTip(self.tr("Have torchinfo count the network too, and compare (Ctrl+Shift+V)"))

    def _make_exploration_actions(self) -> None:
        self.nearest = self._action(self.tr("Nearest networks..."), "target", QKeySequence("Ctrl+B"))
        self.sweep = self._action(self.tr("Sweep..."), "sweep", QKeySequence("Ctrl+E"))
        for action in (self.nearest, self.sweep):
            action.setEnabled(False)
        self.nearest.setToolTip(
            self.tr(
                "Find the ResNets and DenseNets nearest to a number of parameters or MACs: the papers compare nets of "
                "equal budget (Huang 2017, figure 3)"
            )
        )
        self.sweep.setToolTip(
            self.tr(
                "Let one or two fields take a range of values and compare what every combination costs, as tables of "
                "depth and width do (Zagoruyko 2016, table 4)"
            )
        )

    def _make_comparison_actions(self) -> None:
        self.compare = self._action(self.tr("Compare"), "compare", QKeySequence("Ctrl+Shift+C"))
        self.pin_baseline = self._action(self.tr("Pin as baseline"), "pin", QKeySequence("Ctrl+Shift+B"))
        self.unpin_baseline = self._action(self.tr("Unpin the baseline"), "close")
        for action in (self.compare, self.pin_baseline, self.unpin_baseline):
            action.setEnabled(False)
        self.compare.setToolTip(
            self.tr("Show the network beside the baseline, aligned by stage and block (Ctrl+Shift+C)")
        )
        self.pin_baseline.setToolTip(
            self.tr("From now on every number shows its difference from the network as it is now (Ctrl+Shift+B)")
        )

    def _make_theme_actions(self) -> dict[str, QAction]:
        texts = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        group = QActionGroup(self)
        actions = {}
        for mode in MODES:
            action = self._action(texts[mode], THEME_ICONS[mode])
            action.setCheckable(True)
            action.setData(mode)
            group.addAction(action)
            actions[mode] = action
        group.triggered.connect(lambda action: self.themeChosen.emit(action.data()))
        return actions

    def _action(self, text: str, icon_name: str, keys: QKeySequence | Key | None = None) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(keys)
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text.removesuffix('...')} ({native})")
        self._icons[action] = icon_name
        return action
