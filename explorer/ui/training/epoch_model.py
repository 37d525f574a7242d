"""The epochs of a run as a Qt model."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from explorer.number_format import duration_text
from explorer.runs.events import EpochDone
from explorer.ui.theme import scaled_font
from explorer.ui.training.metric import write_loss

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EpochModel(QAbstractTableModel):
    """One row an epoch; the best one is marked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._epochs: list[EpochDone] = []
        self._best: int | None = None
        self._bold: QFont = scaled_font(bold=True)
        self._titles = (
            self.tr("Epoch"),
            self.tr("Train\nloss"),
            self.tr("Train\nacc., %"),
            self.tr("Test\nloss"),
            self.tr("Test\nacc., %"),
            self.tr("LR"),
            self.tr("Time"),
        )

    @property
    def epochs(self) -> list[EpochDone]:
        """Those that are shown."""
        return self._epochs

    def set_epochs(self, epochs: list[EpochDone]) -> None:
        """Shows other epochs."""
        self.beginResetModel()
        self._epochs = list(epochs)
        self._best = next((row for row in reversed(range(len(epochs))) if epochs[row].is_best), None)
        self.endResetModel()

    def add(self, epoch: EpochDone) -> None:
        """One more epoch of the same run; what a resumed run tells again takes its old place."""
        if self._epochs and epoch.epoch <= self._epochs[-1].epoch:
            self.set_epochs([*(known for known in self._epochs if known.epoch < epoch.epoch), epoch])
            return
        row = len(self._epochs)
        self.beginInsertRows(QModelIndex(), row, row)
        self._epochs.append(epoch)
        self.endInsertRows()
        if epoch.is_best:
            self._move_best(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._epochs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return _alignment(section)
        return self._titles[section] if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        is_best = index.row() == self._best
        match role:
            case Role.DisplayRole:
                return self._text(self._epochs[index.row()], index.column(), is_best)
            case Role.UserRole:
                return _raw(self._epochs[index.row()], index.column())
            case Role.TextAlignmentRole:
                return _alignment(index.column())
            case Role.FontRole if is_best:
                return self._bold
            case Role.ToolTipRole if is_best:
                return self.tr("The best epoch: its weights are kept as best.safetensors.")
        return None

    def _text(self, epoch: EpochDone, column: int, is_best: bool) -> str:
        match column:
            case 0:
                return f"{epoch.epoch} ★" if is_best else str(epoch.epoch)
            case 1:
                return write_loss(epoch.train_loss)
            case 2:
                return f"{100 * epoch.train_accuracy:.2f}"
            case 3:
                return write_loss(epoch.test_loss)
            case 4:
                return f"{100 * epoch.test_accuracy:.2f}"
            case 5:
                return f"{epoch.learning_rate:.2g}"
        return duration_text(epoch.seconds) if epoch.seconds >= 10 else self.tr("{:.1f} s").format(epoch.seconds)

    def _move_best(self, row: int) -> None:
        old, self._best = self._best, row
        for changed in (old, row):
            if changed is not None:
                self.dataChanged.emit(self.index(changed, 0), self.index(changed, len(self._titles) - 1))


def _raw(epoch: EpochDone, column: int) -> float:
    values = (
        epoch.epoch,
        epoch.train_loss,
        round(100 * epoch.train_accuracy, 6),
        epoch.test_loss,
        round(100 * epoch.test_accuracy, 6),
        epoch.learning_rate,
        epoch.seconds,
    )
    return values[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    return RIGHT if column else LEFT
