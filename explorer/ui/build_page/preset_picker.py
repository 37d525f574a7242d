"""The preset picker: a button that names the network, and the popup of all presets below it."""

from functools import cache, partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.number_format import short_count
from explorer.ui.icons import icon
from explorer.ui.language import in_words
from explorer.ui.layout import container, label, row
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.search_popup import COLUMN, Row, SearchPopup
from models.config import NetworkConfig
from models.presets import ALL, Preset
from models.spec import resolve
from models.summary import summarize

WIDTH = 240
BESIDE_TEXT = 62
"""Width of the icons and the margins."""
POPUP_SIZE = QSize(460, 520)


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
        # Of fixed width: a longer name would move its neighbours.
        self.setFixedWidth(WIDTH)
        self._preset: Preset | None = None
        self._title = ""
        self.popup: SearchPopup | None = None
        self.clicked.connect(self.open_popup)

    def set_network(self, network: NetworkConfig) -> None:
        self._preset = preset_of(network)
        title = self.tr("Custom network") if self._preset is None else in_words(self._preset.title)
        if title == self._title:
            return
        self._title = title
        self.setToolTip(self.tr("{}. Start from another preset (Ctrl+P)").format(title))
        # The button's own metrics ignore the font of the style sheet.
        metrics = QFontMetrics(scaled_font(bold=True))
        self.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, WIDTH - BESIDE_TEXT))

    def open_popup(self) -> None:
        """Shows the presets below the button, with the current one marked."""
        if self.popup is None:
            prompt, name = self.tr("Type to search the presets"), self.tr("Presets")
            self.popup = SearchPopup(prompt, name, POPUP_SIZE, self, self._make_header())
            self.popup.chosen.connect(self.presetRequested)
        self.popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 4)), preset_rows, self._preset)

    def _make_header(self) -> QWidget:
        titles = [
            label(title, "caption", alignment=Qt.AlignmentFlag.AlignRight, minimumWidth=COLUMN, maximumWidth=COLUMN)
            for title in (self.tr("Parameters"), self.tr("MACs"))
        ]
        return container(row(..., *titles, spacing=0, margins=(12, 0, 22, 0)))


def preset_of(network: NetworkConfig) -> Preset | None:
    """The preset that equals a network exactly."""
    return _by_network().get(network)


@cache
def costs_of(preset: Preset) -> tuple[str, str]:
    """Parameters and MACs, short."""
    summary = summarize(resolve(preset.config))
    return short_count(summary.params), short_count(summary.macs)


def preset_rows(typed: str) -> list[Row]:
    """Every preset whose title, name or group holds all the words, in English or the language of the window."""
    rows: list[Row] = []
    group = None
    for preset in ALL:
        title, group_name = in_words(preset.title), in_words(preset.group)
        searched = " ".join((preset.name, preset.title, preset.group, title, group_name)).lower()
        if not all(word in searched for word in typed.lower().split()):
            continue
        if preset.group != group:
            group = preset.group
            rows.append(Row(group_name))
        rows.append(Row(title, preset, columns=partial(costs_of, preset), tip=f"<p>{in_words(preset.note)}</p>"))
    return rows


@cache
def _by_network() -> dict[NetworkConfig, Preset]:
    # Of presets that are the same network, the first one shown gives the name.
    return {preset.config: preset for preset in reversed(ALL)}
