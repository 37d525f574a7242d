import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.runs.evaluation_result import ClassShare, ImagePrediction
from explorer.ui.train_page.results.class_view import PRECISION, RECALL, TIMES, ClassView, class_columns
from explorer.ui.train_page.results.gallery import GalleryModel
from explorer.ui.train_page.results.try_view import PredictionModel
from explorer.ui.widgets.table_model import TableModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def seen(path: str) -> ImagePrediction:
    pixels = np.zeros((4, 6, 3), np.uint8)
    return ImagePrediction(path=path, source="6 × 4 RGB", top=(ClassShare("cat", 0.75),), thumbnail=pixels, seen=pixels)


def test_that_the_classes_are_a_model(qtbot, make_result):
    model = TableModel(class_columns())
    QAbstractItemModelTester(model, FATAL)
    scores = make_result().class_scores()
    model.reset(scores)
    assert model.rowCount() == 10
    assert model.index(0, RECALL).data() == "85.71 %"
    assert model.index(0, TIMES).data() == "2"


def test_that_the_worst_classes_come_first_and_headers_sort(qtbot, make_result):
    view = ClassView()
    qtbot.addWidget(view)
    view.set_result(make_result(num_classes=4, num_images=30))
    model = view.table.model()

    def shares(column: int) -> list[float]:
        texts = (model.index(row, column).data() for row in range(model.rowCount()))
        return [float(text.removesuffix(" %")) for text in texts]

    assert shares(RECALL) == sorted(shares(RECALL))
    view.table.sortByColumn(PRECISION, Qt.SortOrder.DescendingOrder)
    assert shares(PRECISION) == sorted(shares(PRECISION), reverse=True)


@pytest.mark.parametrize("order", (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
def test_that_a_class_without_images_stands_at_the_end(qtbot, make_result, order):
    view = ClassView()
    qtbot.addWidget(view)
    view.set_result(make_result(num_classes=200, num_images=150))
    view.table.sortByColumn(RECALL, order)
    model = view.table.model()
    assert model.index(0, RECALL).data() != ""
    assert model.index(199, RECALL).data() == ""


def test_that_the_gallery_has_images_and_says_what_they_are(qtbot, make_result):
    result, model = make_result(), GalleryModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_images(result, result.mistakes())
    index = model.index(0, 0)
    position = model.row(index)
    assert model.label(position) == result.classes[result.labels[position]]
    assert model.prediction(position) == result.classes[result.predictions[position]]
    assert "classified as" in index.data()
    assert result.paths[position] in index.data(Qt.ItemDataRole.ToolTipRole)
    images = {row % 2: model.image(row) for row in model.rows}
    assert images[0].width() == 8
    assert images[1] is None


def test_that_tried_images_are_a_model_the_latest_first(qtbot):
    model = PredictionModel()
    QAbstractItemModelTester(model, FATAL)
    model.add([seen("/a/first.png")])
    model.add([seen("/a/second.png"), ImagePrediction(path="/a/broken.png", problem="It is broken.")])
    texts = [model.index(row, 0).data() for row in range(3)]
    assert texts == ["second.png: cat 75.00 %", "broken.png: It is broken.", "first.png: cat 75.00 %"]
    assert model.images(model.rows[0])[0].width() == 6
    assert model.images(model.rows[1])[0] is None
    model.clear()
    assert model.rowCount() == 0
