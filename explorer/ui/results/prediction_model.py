"""What a network sees in a person's own pictures, as a Qt model."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from explorer.runs.picture_prediction import PicturePrediction
from explorer.ui.results.thumbnail import as_image
from explorer.ui.subject_text import subject_text
from explorer.ui.training.metric import write_share

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

PREDICTION_ROLE = Role.UserRole
"""PicturePrediction."""
IMAGE_ROLE = PREDICTION_ROLE + 1
SEEN_ROLE = PREDICTION_ROLE + 2
"""QImage of what the network was shown."""


class PredictionModel(QAbstractListModel):
    """One row a picture, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._predictions: list[PicturePrediction] = []
        self._images: dict[int, tuple[QImage, QImage]] = {}

    @property
    def predictions(self) -> Sequence[PicturePrediction]:
        return tuple(self._predictions)

    def add(self, predictions: Sequence[PicturePrediction]) -> None:
        """Puts them above the others, in their order."""
        if predictions:
            self.beginInsertRows(QModelIndex(), 0, len(predictions) - 1)
            self._predictions[:0] = predictions
            self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._predictions, self._images = [], {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._predictions)

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        prediction = self._predictions[index.row()]
        match role:
            case _ if role == PREDICTION_ROLE:
                return prediction
            case _ if role == IMAGE_ROLE:
                return self._pictures(prediction)[0]
            case _ if role == SEEN_ROLE:
                return self._pictures(prediction)[1]
            case Role.DisplayRole | Role.AccessibleTextRole:
                return _text(prediction)
            case Role.ToolTipRole:
                return subject_text(prediction.problem or "") or prediction.path
        return None

    def _pictures(self, prediction: PicturePrediction) -> tuple[QImage | None, QImage | None]:
        if prediction.thumbnail is None:
            return None, None
        key = id(prediction)
        if key not in self._images:
            self._images[key] = as_image(prediction.thumbnail), as_image(prediction.seen)
        return self._images[key]


def _text(prediction: PicturePrediction) -> str:
    name = Path(prediction.path).name
    if prediction.problem is not None:
        return f"{name}: {subject_text(prediction.problem)}"
    return f"{name}: " + ", ".join(f"{share.name} {write_share(share.probability)}" for share in prediction.top)
