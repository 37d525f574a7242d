"""The baseline: a network that every number is compared with, the button that shows it and the menu that pins it."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from explorer.experiment.analysis import Analysis, analyse
from explorer.experiment.comparison import Comparison, Side, compare
from explorer.experiment.source import load_legal_source
from explorer.ui.icons import icon
from explorer.ui.language import in_words
from explorer.ui.widgets.dialogs import ask_to_open
from models.presets import ALL

LONGEST = 120
"""Pixels of a name on the button."""


class Baseline(QObject):
    """Holds a legal network with its name, as it was when it was pinned."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        self._last: Comparison | None = None

    @property
    def side(self) -> Side | None:
        """The pinned network; None: there is none."""
        return self._side

    def pin(self, name: str, analysis: Analysis) -> None:
        """Makes a network the baseline; one that is not legal has no costs to compare with."""
        if analysis.summary is not None:
            self.set_side(Side(name, analysis.summary))

    def pin_source(self, source: str) -> None:
        """Pins a preset, by its name, or the network of a file.

        Raises ValueError, whose message says what is wrong with the file or its network.
        """
        experiment = load_legal_source(source)
        self.pin(experiment.name, analyse(experiment.network))

    def unpin(self) -> None:
        self.set_side(None)

    def comparison(self, analysis: Analysis) -> Comparison | None:
        """Compares a network with the baseline; None where there is none, or the network is not legal."""
        if self._side is None or analysis.summary is None:
            return None
        if self._last is None or self._last.now is not analysis.summary or self._last.was is not self._side.summary:
            self._last = compare(analysis.summary, self._side.summary)
        return self._last

    def set_side(self, side: Side | None) -> None:
        """Pins what is pinned elsewhere; None: nothing."""
        if side is not self._side:
            self._side, self._last = side, None
            self.changed.emit()


class BaselineMenu(QMenu):
    """The ways to choose a baseline: the edited network, a preset, a file, or none."""

    sourceChosen = Signal(str)
    """A preset's name or the path of a file."""

    def __init__(self, pin: QAction, unpin: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.addAction(pin)
        self.presets = self.addMenu(self.tr("Compare with a preset"))
        self.presets.aboutToShow.connect(self._fill_presets)
        self.file = self.addAction(self.tr("Compare with a file…"))
        self.file.triggered.connect(self._ask_for_file)
        self.addSeparator()
        self.addAction(unpin)

    def _fill_presets(self) -> None:
        """Makes a menu for every group, once, when it is first opened."""
        if not self.presets.isEmpty():
            return
        groups: dict[str, QMenu] = {}
        for preset in ALL:
            if preset.group not in groups:
                groups[preset.group] = self.presets.addMenu(in_words(preset.group))
            action = groups[preset.group].addAction(in_words(preset.title))
            action.triggered.connect(lambda _=False, name=preset.name: self.sourceChosen.emit(name))

    def _ask_for_file(self) -> None:
        filters = [self.tr("Experiments (*.json)"), self.tr("All files (*)")]
        ask_to_open(self.parentWidget(), self.tr("Compare with a file"), self.sourceChosen, filters=filters)


class BaselineButton(QToolButton):
    """Shows the baseline's name; accented while there is one."""

    def __init__(self, baseline: Baseline, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baseline = baseline
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setProperty("role", "compact")
        baseline.changed.connect(self._show_side)
        self._show_side()

    def set_short(self, short: bool) -> None:
        """Shows the pin alone where there is no room for the name, which the tooltip has."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if short else style.ToolButtonTextBesideIcon)

    def _show_side(self) -> None:
        side = self._baseline.side
        self.setIcon(icon("pin", "text" if side is None else "accent"))
        name = "" if side is None else side.name
        cut = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST)
        self.setText(self.tr("Baseline") if side is None else self.tr("vs {}").format(cut))
        self.setToolTip(
            self.tr("Pin a network as the baseline to show every number's difference from it")
            if side is None
            else self.tr("Every number shows its difference from {}").format(name)
        )
        self.setAccessibleName(self.tr("Baseline: {}").format(name or self.tr("none")))
