"""The presets as a Qt model: the rows of a popup, under the names of their groups."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.number_format import short_count
from explorer.ui.subject_text import subject_text
from models.config import NetworkConfig
from models.presets import ALL, Preset
from models.spec import resolve
from models.summary import summarize

PRESET_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Preset; None for the name of a group."""
COSTS_ROLE = PRESET_ROLE + 1
""" "11.69 M parameters, 1.81 G MACs", short: ("11.69 M", "1.81 G")."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupName:
    """The name of a group of presets, as a row."""

    text: str


def preset_of(network: NetworkConfig) -> Preset | None:
    """The preset that is exactly this network."""
    return _by_network().get(network)


@cache
def costs_of(preset: Preset) -> tuple[str, str]:
    """Parameters and MACs, short."""
    summary = summarize(resolve(preset.config))
    return short_count(summary.params), short_count(summary.macs)


class PresetModel(QAbstractListModel):
    """Every preset whose title, name or group holds all the words that a person typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = _rows_for("")

    def set_filter(self, text: str) -> None:
        self.beginResetModel()
        self._rows = _rows_for(text)
        self.endResetModel()

    def first_preset(self) -> int | None:
        """The first row that can be chosen."""
        return next((i for i, row in enumerate(self._rows) if isinstance(row, Preset)), None)

    def row_of(self, preset: Preset | None) -> int | None:
        return self._rows.index(preset) if preset in self._rows else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], GroupName):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, GroupName):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return subject_text(row.title)
            case Qt.ItemDataRole.ToolTipRole:
                return f"<p>{subject_text(row.note)}</p>"
        if role == PRESET_ROLE:
            return row
        return costs_of(row) if role == COSTS_ROLE else None


def _rows_for(text: str) -> list[Preset | GroupName]:
    words = text.lower().split()
    rows: list[Preset | GroupName] = []
    group = None
    for preset in ALL:
        if not all(word in _searched(preset) for word in words):
            continue
        if preset.group != group:
            group = preset.group
            rows.append(GroupName(subject_text(group)))
        rows.append(preset)
    return rows


def _searched(preset: Preset) -> str:
    """Where the words of a search may stand: in the language of the window, and in English."""
    texts = preset.title, preset.group
    return " ".join((preset.name, *texts, *map(subject_text, texts))).lower()


@cache
def _by_network() -> dict[NetworkConfig, Preset]:
    # Of presets that are the same network, the first one shown gives the name.
    return {preset.config: preset for preset in reversed(ALL)}
