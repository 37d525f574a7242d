"""What the window as a whole can do, and the menus and the tool bar that offer it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from explorer.ui.actions import ActionSet, ActionSpec, Need, make_menu, tool_button
from explorer.ui.build_page.preset_picker import PresetPicker
from explorer.ui.icons import icon
from explorer.ui.language import LANGUAGES
from explorer.ui.layout import SettledBox, container, icon_button, row, styled

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow

THEME_ICONS = {"system": "system", "light": "sun", "dark": "moon"}


class WindowActions(ActionSet):
    """Every action of menus and tool bar but those on stages. Each looks up `window.tools` only when it is used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        # Nobody can ask why before all is loaded.
        self._loaded = Need(lambda: window.is_complete, "")
        self._legal = Need(lambda: window.document.analysis.is_legal, self.tr("The network has an error"))
        self._declare_files()
        self._declare_edits()
        self._declare_views()
        self._declare_runs()
        self._declare_help()

    def _declare_files(self) -> None:
        window, late = self._window, (self._loaded,)
        files, page = window.files, window.build_page
        code_tip = self.tr("One Python file with this network's classes that needs only torch")
        code, image = self.tr("Network as Python code…"), self.tr("Figure of the network…")
        presets, choose = self.tr("Choose a preset…"), lambda: window.tool_bar.presets.open_popup()
        chart, save_chart = self.tr("Figure of the chart…"), lambda: window.tools.costs.growth.ask_for_figure()
        curves, save_curves = self.tr("Figure of the curves…"), lambda: window.tools.train_page.ask_for_figure()
        self.add(
            ActionSpec("new", self.tr("New"), files.new, "new", "Ctrl+N"),
            # Of the window, not of the picker's button: a button drops its shortcut whenever its text is set.
            ActionSpec("choose_preset", presets, choose, "presets", "Ctrl+P"),
            ActionSpec("open", self.tr("Open…"), files.choose, "open", "Ctrl+O"),
            ActionSpec("save", self.tr("Save"), files.save, "save", "Ctrl+S"),
            ActionSpec("save_as", self.tr("Save as…"), files.save_as, "save-as", "Ctrl+Shift+S"),
            ActionSpec("quit", self.tr("Quit"), window.close, "close", "Ctrl+Q"),
            ActionSpec(
                "save_code", code, lambda: window.tools.save_code(), "export", "Ctrl+Shift+E", code_tip, (self._legal,)
            ),
            ActionSpec("network_figure", image, page.diagram.ask_for_figure, "picture", "Ctrl+Shift+P"),
            ActionSpec("chart_figure", chart, save_chart, "chart", "Ctrl+Alt+Shift+P", needs=late),
            ActionSpec("curves_figure", curves, save_curves, "train", "Ctrl+Alt+P", needs=late),
        )

    def _declare_edits(self) -> None:
        window, loaded = self._window, self._loaded
        stack = window.document.undo_stack
        nearest_tip = self.tr(
            "Find the ResNets and DenseNets nearest to a number of parameters or MACs: papers compare networks of "
            "equal budget (Huang 2017, figure 3)"
        )
        sweep_tip = self.tr(
            "Vary one or two fields and compare the costs of every combination, like the tables of depth and "
            "width in the papers (Zagoruyko 2016, table 4)"
        )
        compare_tip = self.tr("Show the network beside the baseline, aligned by stage and block")
        pin_tip = self.tr("Show every number's difference from the current network")
        undo, redo = self.tr("Undo"), self.tr("Redo")
        can_undo = (Need(stack.canUndo, self.tr("Nothing to undo")),)
        can_redo = (Need(stack.canRedo, self.tr("Nothing to redo")),)
        is_pinned = Need(lambda: window.tools.costs.baseline.side is not None, self.tr("No baseline is pinned"))

        def undo_text() -> str:
            return f"{undo} {stack.undoText()}".rstrip()

        def redo_text() -> str:
            return f"{redo} {stack.redoText()}".rstrip()

        nearest, sweep = lambda: window.tools.exploration.find_nearest(), lambda: window.tools.exploration.open_sweep()
        compare, pin = lambda: window.tools.costs.compare(), lambda: window.tools.costs.pin()
        unpin = self.tr("Unpin the baseline"), lambda: window.tools.costs.baseline.unpin()
        pinnable = loaded, self._legal
        self.add(
            ActionSpec("undo", undo_text, stack.undo, "undo", "Ctrl+Z", needs=can_undo),
            ActionSpec("redo", redo_text, stack.redo, "redo", "Ctrl+Y Ctrl+Shift+Z", needs=can_redo),
            ActionSpec("nearest", self.tr("Find by budget…"), nearest, "target", "Ctrl+B", nearest_tip, (loaded,)),
            ActionSpec("sweep", self.tr("Sweep (costs)…"), sweep, "sweep", "Ctrl+E", sweep_tip, (loaded,)),
            ActionSpec("compare", self.tr("Compare"), compare, "compare", "Ctrl+Shift+C", compare_tip, (loaded,)),
            ActionSpec("pin_baseline", self.tr("Pin as baseline"), pin, "pin", "Ctrl+Shift+B", pin_tip, pinnable),
            ActionSpec("unpin_baseline", *unpin, "close", needs=(loaded, is_pinned)),
        )

    def _declare_views(self) -> None:
        window = self._window
        theme, language = window.theme, window.language
        reset, reset_tip = window.build_page.reset_panels, self.tr("Put every panel back in its original place")
        names = {"system": self.tr("System default"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for number, (key, text) in enumerate((("build", self.tr("Build")), ("train", self.tr("Train")))):
            do, is_ticked = partial(window.show_page, number), lambda number=number: window.page == number
            self.add(ActionSpec(f"show_{key}", text, do, key, f"Ctrl+{number + 1}", group="pages", is_ticked=is_ticked))
        self.add(ActionSpec("reset_panels", self.tr("Reset panels"), reset, "fit", "Ctrl+Alt+0", reset_tip))
        for mode, mark in THEME_ICONS.items():
            do, is_ticked = partial(window.choose_theme, mode), lambda mode=mode: theme.mode == mode
            self.add(ActionSpec(mode, names[mode], do, mark, group="themes", is_ticked=is_ticked))
        for mode, name in LANGUAGES.items():
            do, is_ticked = partial(language.set_mode, mode), lambda mode=mode: language.mode == mode
            self.add(ActionSpec(f"speak_{mode}", name or names[mode], do, group="languages", is_ticked=is_ticked))

    def _declare_runs(self) -> None:
        window, loaded, legal = self._window, self._loaded, self._legal

        def is_on() -> bool:
            return window.is_complete and window.tools.jobs.is_training

        def is_counting() -> bool:
            return window.is_complete and window.tools.verification.is_busy

        def pause_text() -> str:
            return continued if window.is_complete and window.tools.jobs.state == "paused" else paused

        def verify_text() -> str:
            return verifying if is_counting() else verified

        paused, continued = self.tr("Pause training"), self.tr("Continue training")
        verified, verifying = self.tr("Verify"), self.tr("Verifying…")
        pause_tip = self.tr("Save everything and wait; the device is free meanwhile")
        launch_tip = self.tr("The torchrun command for several GPUs or machines")
        verify_tip = self.tr("Count the network with torchinfo and compare")
        is_idle = Need(lambda: not is_on(), self.tr("A training is running"))
        is_training = Need(is_on, self.tr("No training is running"))
        can_pause = Need(lambda: window.tools.jobs.state in ("running", "paused"), is_training.reason)
        is_free = Need(lambda: not is_counting(), self.tr("Verification is running"))
        start, pause = window.start_training, lambda: window.tools.pause()
        stop, verify = (lambda: window.tools.jobs.stop()), lambda: window.tools.verification.start()
        launch, open_launch = self.tr("Train on several machines…"), lambda: window.tools.exploration.open_launch()
        startable, verifiable = (loaded, is_idle, legal), (loaded, legal, is_free)
        self.add(
            ActionSpec("start", self.tr("Start training"), start, "play", "Ctrl+Return", needs=startable),
            ActionSpec("pause", pause_text, pause, "pause", "Ctrl+Shift+Return", pause_tip, (loaded, can_pause)),
            ActionSpec("stop", self.tr("Stop training"), stop, "stop", "Ctrl+.", needs=(is_training,)),
            ActionSpec("launch", launch, open_launch, "system", "Ctrl+Shift+L", launch_tip, (loaded,)),
            ActionSpec("verify", verify_text, verify, "verify", "Ctrl+Shift+V", verify_tip, verifiable),
        )

    def _declare_help(self) -> None:
        window, late = self._window, (self._loaded,)
        search, about = self.tr("Search commands…"), self.tr("About ResDense")
        self.add(
            ActionSpec("search", search, lambda: window.tools.help.search.open(), "search", "Ctrl+K", needs=late),
            ActionSpec(
                "guide", self.tr("Guide"), lambda: window.tools.help.show_guide(), "info", "Shift+F1", needs=late
            ),
            ActionSpec(
                "keys", self.tr("Keyboard shortcuts"), lambda: window.tools.help.show_keys(), "menu", "F1", needs=late
            ),
            ActionSpec("about", about, lambda: window.tools.help.show_about(), "info", needs=late),
        )

    def fill(self, bar: QMenuBar, stages: list[QAction | None], recent: QMenu, panels: list[QAction]) -> None:
        """Adds the menus. `stages` is what can be done with stages, `panels` shows and hides panels."""
        theme, language = self.of_group("themes"), self.of_group("languages")
        taken = self.of("save_code - network_figure chart_figure curves_figure")
        take_away = make_menu(bar, *taken, title=self.tr("Export"), tips=True)
        files = *self.of("new choose_preset open"), recent, None, *self.of("save save_as"), take_away, None, self.quit
        views = (
            *self.of("show_build show_train -"),
            make_menu(bar, *panels, None, self.reset_panels, title=self.tr("Panels")),
            make_menu(bar, *theme, title=self.tr("Theme")),
            make_menu(bar, *language, title=self.tr("Language")),
        )
        for title, things, tips in (
            (self.tr("&File"), files, False),
            (self.tr("&Edit"), (*self.of("undo redo -"), *stages), False),
            (self.tr("&Network"), self.of("nearest sweep - compare pin_baseline unpin_baseline"), True),
            (self.tr("&View"), views, False),
            (self.tr("&Run"), self.of("start pause stop - launch - verify"), True),
            (self.tr("&Help"), self.of("search guide keys - about"), False),
        ):
            bar.addMenu(make_menu(bar, *things, title=title, tips=tips))


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
        # Without text: it changes with every edit and would move everything beside it.
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
