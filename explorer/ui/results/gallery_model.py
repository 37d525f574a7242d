"""Some pictures of an evaluation as a Qt model."""

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.results.thumbnail import as_image
from explorer.ui.training.metric import write_share

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

IMAGE_ROLE = Role.UserRole
"""QImage, or None where the evaluation has no thumbnail of the picture."""
LABEL_ROLE = IMAGE_ROLE + 1
"""Name of the true class."""
PREDICTION_ROLE = IMAGE_ROLE + 2
"""Name of the predicted class; empty where it is the true one."""
SHARE_ROLE = IMAGE_ROLE + 3
"""The confidence as a person reads it."""


class GalleryModel(QAbstractListModel):
    """One row a picture, in a given order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._result: EvaluationResult | None = None
        self._positions = np.empty(0, dtype=np.int64)
        self._images: dict[int, QImage | None] = {}

    def set_pictures(self, result: EvaluationResult | None, positions: np.ndarray) -> None:
        """Shows the pictures at these positions of an evaluation."""
        self.beginResetModel()
        self._result, self._positions, self._images = result, positions, {}
        self.endResetModel()

    def position_at(self, row: int) -> int:
        return int(self._positions[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._positions)

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        position = self.position_at(index.row())
        match role:
            case _ if role == IMAGE_ROLE:
                return self._image(position)
            case _ if role == LABEL_ROLE:
                return self._label(position)
            case _ if role == PREDICTION_ROLE:
                return self._prediction(position)
            case _ if role == SHARE_ROLE:
                return write_share(float(self._result.confidences[position]))
            case Role.DisplayRole | Role.AccessibleTextRole:
                return self._text(position)
            case Role.ToolTipRole:
                return f"{self._result.picture_name(position)}\n{self._text(position)}"
        return None

    def _image(self, position: int) -> QImage | None:
        if position not in self._images:
            pixels = self._result.thumbnail(position)
            self._images[position] = None if pixels is None else as_image(pixels)
        return self._images[position]

    def _label(self, position: int) -> str:
        return self._result.classes[self._result.labels[position]]

    def _prediction(self, position: int) -> str:
        label, prediction = self._result.labels[position], self._result.predictions[position]
        return "" if label == prediction else self._result.classes[prediction]

    def _text(self, position: int) -> str:
        share = write_share(float(self._result.confidences[position]))
        prediction = self._prediction(position)
        if prediction:
            return self.tr("{}, taken for {} ({})").format(self._label(position), prediction, share)
        return self.tr("{}, recognised ({})").format(self._label(position), share)
