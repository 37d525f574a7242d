"""The preset picker: a button that names the network, and the popup of all presets below it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.icons import icon
from explorer.ui.preset_delegate import COLUMN, PresetDelegate
from explorer.ui.preset_model import PRESET_ROLE, PresetModel, preset_of
from explorer.ui.subject_text import subject_text
from explorer.ui.theme import scaled_font
from models.config import NetworkConfig
from models.presets import Preset

WIDTH = 240
BESIDE_TEXT = 62
"""Width of the icons and the margins."""
POPUP_SIZE = QSize(460, 520)
LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PresetPicker(QToolButton):
    """Shows which preset the network is, and asks for another one."""

    presetRequested = Signal(object)
    """The Preset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "picker")
        self.setIcon(icon("presets", "accent"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        # Of one width, so that no name moves what stands beside it.
        self.setFixedWidth(WIDTH)
        self._preset: Preset | None = None
        self._title = ""
        self.popup: PresetPopup | None = None
        self.clicked.connect(self.open_popup)

    def set_network(self, network: NetworkConfig) -> None:
        self._preset = preset_of(network)
        title = self.tr("Custom network") if self._preset is None else subject_text(self._preset.title)
        if title == self._title:
            return
        self._title = title
        self.setToolTip(self.tr("{}. Begin with another preset (Ctrl+P)").format(title))
        # The style sheet's font, which the button's own measures do not know.
        metrics = QFontMetrics(scaled_font(bold=True))
        self.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, WIDTH - BESIDE_TEXT))

    def open_popup(self) -> None:
        """Shows the presets below the button, with the present one selected."""
        if self.popup is None:
            self.popup = PresetPopup(self)
            self.popup.presetChosen.connect(self.presetRequested)
        self.popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 4)), self._preset)


class PresetPopup(QFrame):
    """All presets, filtered while a person types."""

    presetChosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = PresetModel(self)
        self._delegate = PresetDelegate(self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Type to search the presets"))
        self.filter.setClearButtonEnabled(False)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.view = self._make_view()
        self.filter.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._lay_out()

    def open_at(self, place: QPoint, preset: Preset | None) -> None:
        """Shows everything, with `preset` selected and in sight."""
        self.filter.clear()
        self._select(self.model.row_of(preset))
        self.resize(POPUP_SIZE)
        self.move(place)
        self.show()
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the cursor stays in the filter."""
        if watched is self.filter and event.type() == QEvent.Type.KeyPress:
            if event.key() in LIST_KEYS:
                QApplication.sendEvent(self.view, QKeyEvent(event))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self.model.set_filter(text)
        self._select(self.model.first_preset() if text else None)

    def _select(self, row: int | None) -> None:
        if row is None:
            self.view.setCurrentIndex(QModelIndex())
            self.view.scrollToTop()
            return
        index = self.model.index(row)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _choose(self, index: QModelIndex) -> None:
        preset = index.data(PRESET_ROLE)
        if preset is not None:
            self.close()
            self.presetChosen.emit(preset)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setProperty("role", "plain")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(self.tr("Presets"))
        view.clicked.connect(self._choose)
        return view

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setContentsMargins(12, 0, 22, 0)
        columns.setSpacing(0)
        columns.addStretch()
        for title in (self.tr("Parameters"), self.tr("MACs")):
            label = QLabel(title)
            label.setProperty("role", "caption")
            label.setFixedWidth(COLUMN)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            columns.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addLayout(columns)
        layout.addWidget(self.view)
