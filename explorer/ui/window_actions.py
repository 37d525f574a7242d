"""The actions of the window: what menus, tool bar and shortcuts offer."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QWidget

from explorer.ui.icons import icon
from explorer.ui.theme import MODES

THEME_ICONS = {"system": "system", "light": "sun", "dark": "moon"}
Key = QKeySequence.StandardKey


class WindowActions(QObject):
    """Only what they are called and look like; what they do is connected by the main window."""

    themeChosen = Signal(str)
    """One of MODES."""

    def __init__(self, undo_stack: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent)
        self._make_file_actions()
        self._make_take_away_actions()
        self._make_edit_actions(undo_stack)
        self._make_page_actions()
        self._make_job_actions()
        self._make_exploration_actions()
        self._make_comparison_actions()
        self.themes = self._make_theme_actions()
        self.about = self._action(self.tr("About ResDense"), "info")

    def set_theme(self, mode: str) -> None:
        """Ticks the theme that is chosen."""
        self.themes[mode].setChecked(True)

    def set_verifying(self, is_busy: bool) -> None:
        self.verify.setText(self.tr("Verifying...") if is_busy else self.tr("Verify"))

    def set_paused(self, is_paused: bool) -> None:
        """What the pause would do: it goes on where a training is paused."""
        text = self.tr("Continue training") if is_paused else self.tr("Pause training")
        self._name(self.pause, text, self.tr("Saves everything and waits; the device is free meanwhile"))

    def _make_file_actions(self) -> None:
        self.new = self._action(self.tr("New"), "new", Key.New)
        # Of the window, not of the picker's button: a button drops its shortcut whenever its text is set.
        self.choose_preset = self._action(self.tr("Choose a preset..."), "presets", "Ctrl+P")
        self.open = self._action(self.tr("Open..."), "open", Key.Open)
        self.open.setIconText(self.tr("Open"))
        self.save = self._action(self.tr("Save"), "save", Key.Save)
        self.save_as = self._action(self.tr("Save as..."), "save-as", "Ctrl+Shift+S")
        self.quit = self._action(self.tr("Quit"), "close", "Ctrl+Q")

    def _make_take_away_actions(self) -> None:
        tip = self.tr("One Python file with this network's classes, which needs nothing but torch")
        self.save_code = self._action(self.tr("Network as Python code..."), "export", "Ctrl+Shift+E", tip)
        self.save_network_picture = self._action(self.tr("Picture of the network..."), "picture", "Ctrl+Shift+P")
        self.save_chart_picture = self._action(self.tr("Picture of the chart..."), "chart", "Ctrl+Alt+Shift+P")
        self.save_curves_picture = self._action(self.tr("Picture of the curves..."), "train", "Ctrl+Alt+P")

    def _make_edit_actions(self, undo_stack: QUndoStack) -> None:
        self._undo_stack = undo_stack
        self.undo, self.redo = self._action("", "undo", "Ctrl+Z"), self._action("", "redo", "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.setEnabled(undo_stack.canUndo())
        self.redo.setEnabled(undo_stack.canRedo())
        self.undo.triggered.connect(undo_stack.undo)
        self.redo.triggered.connect(undo_stack.redo)
        undo_stack.canUndoChanged.connect(self.undo.setEnabled)
        undo_stack.canRedoChanged.connect(self.redo.setEnabled)
        undo_stack.undoTextChanged.connect(self._name_edit_actions)
        undo_stack.redoTextChanged.connect(self._name_edit_actions)
        self._name_edit_actions()

    def _name_edit_actions(self) -> None:
        undo, redo = self.tr("Undo"), self.tr("Redo")
        self._name(self.undo, f"{undo} {self._undo_stack.undoText()}".rstrip())
        self._name(self.redo, f"{redo} {self._undo_stack.redoText()}".rstrip())

    def _make_page_actions(self) -> None:
        self.show_build = self._action(self.tr("Build"), "build", "Ctrl+1")
        self.show_train = self._action(self.tr("Train"), "train", "Ctrl+2")
        self._pages = QActionGroup(self)
        for action in (self.show_build, self.show_train):
            action.setCheckable(True)
            self._pages.addAction(action)
        self.show_build.setChecked(True)
        tip = self.tr("Put every panel back in its first place")
        self.reset_panels = self._action(self.tr("Reset panels"), "fit", "Ctrl+Alt+0", tip)

    def _make_job_actions(self) -> None:
        self.start = self._action(self.tr("Start training"), "play", "Ctrl+Return")
        self.stop = self._action(self.tr("Stop training"), "stop", "Ctrl+.")
        tip = self.tr("Have torchinfo count the network too, and compare")
        self.verify = self._action(self.tr("Verify"), "verify", "Ctrl+Shift+V", tip)
        self.pause = self._action("", "pause", "Ctrl+Shift+Return")
        self.set_paused(False)
        tip = self.tr("The command for PyTorch's launcher: several GPUs, or several machines")
        self.launch = self._action(self.tr("Train on many machines..."), "system", "Ctrl+Shift+L", tip)
        for action in (self.start, self.pause, self.stop, self.verify):
            action.setEnabled(False)

    def _make_exploration_actions(self) -> None:
        tip = self.tr(
            "Find the ResNets and DenseNets nearest to a number of parameters or MACs: the papers compare nets of "
            "equal budget (Huang 2017, figure 3)"
        )
        self.nearest = self._action(self.tr("Nearest networks..."), "target", "Ctrl+B", tip)
        tip = self.tr(
            "Let one or two fields take a range of values and compare what every combination costs, as tables of "
            "depth and width do (Zagoruyko 2016, table 4)"
        )
        self.sweep = self._action(self.tr("Sweep..."), "sweep", "Ctrl+E", tip)
        for action in (self.nearest, self.sweep):
            action.setEnabled(False)

    def _make_comparison_actions(self) -> None:
        tip = self.tr("Show the network beside the baseline, aligned by stage and block")
        self.compare = self._action(self.tr("Compare"), "compare", "Ctrl+Shift+C", tip)
        tip = self.tr("From now on every number shows its difference from the network as it is now")
        self.pin_baseline = self._action(self.tr("Pin as baseline"), "pin", "Ctrl+Shift+B", tip)
        self.unpin_baseline = self._action(self.tr("Unpin the baseline"), "close")
        for action in (self.compare, self.pin_baseline, self.unpin_baseline):
            action.setEnabled(False)

    def _make_theme_actions(self) -> dict[str, QAction]:
        group = QActionGroup(self)
        texts = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        actions = {}
        for mode in MODES:
            actions[mode] = self._action(texts[mode], THEME_ICONS[mode])
            actions[mode].setCheckable(True)
            actions[mode].setData(mode)
            group.addAction(actions[mode])
        group.triggered.connect(lambda action: self.themeChosen.emit(action.data()))
        return actions

    def _action(self, text: str, icon_name: str, keys: str | Key | None = None, tip: str = "") -> QAction:
        action = QAction(self)
        action.setIcon(icon(icon_name))
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        self._name(action, text, tip)
        return action

    def _name(self, action: QAction, text: str, tip: str = "") -> None:
        """Says what an action is called, and in its tooltip what it does and by which keys."""
        action.setText(text)
        tip = tip or text.rstrip(".…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
