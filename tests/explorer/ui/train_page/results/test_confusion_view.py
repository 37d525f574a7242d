import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from explorer.ui.palette import palettes
from explorer.ui.train_page.results.confusion_view import ConfusionView

pytestmark = pytest.mark.real_screen


@pytest.fixture
def make_view(qtbot, make_result):
    def make(num_classes: int = 10, num_images: int = 140, **kwargs) -> ConfusionView:
        view = ConfusionView()
        qtbot.addWidget(view)
        view.resize(1000, 640)
        view.result = make_result(num_classes, num_images, **kwargs)
        view.set_result(view.result)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return make


@pytest.mark.parametrize("num_classes", (2, 10, 100, 1000))
def test_that_a_click_on_a_cell_lists_its_images(qtbot, make_view, num_classes):
    view = make_view(num_classes, 3000)
    row = num_classes // 2
    qtbot.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=view.matrix.cell_center(row, row))
    chosen = view.matrix.selected
    assert abs(chosen[0] - row) <= num_classes // 500
    assert view.gallery.images.rowCount() == view.result.confusion[chosen]


def test_that_the_arrow_keys_go_from_cell_to_cell(qtbot, make_view, activate):
    view = make_view()
    activate(view)
    view.matrix.setFocus()
    qtbot.waitUntil(view.matrix.hasFocus)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(view.matrix, key)
    assert view.matrix.selected == (0, 0)
    assert "class 0 are classified correctly" in view.matrix.accessibleDescription()
    assert view.gallery.images.rowCount() == 12


def test_that_hovering_tells_exact_counts(qtbot, make_view):
    view = make_view()
    view.matrix.cellHovered.emit((3, 4))
    assert view.reading.text() == "2 of 14 images of class 3 are classified as class 4 (14.29 %)"
    view.matrix.cellHovered.emit(None)
    assert view.reading.text().startswith("Rows are true classes")


def test_that_a_share_is_of_the_true_class(make_view):
    view = make_view(num_images=30)
    view.matrix.cellHovered.emit((4, 5))
    assert view.reading.text() == "1 of 3 images of class 4 are classified as class 5 (33.33 %)"


def test_that_hits_and_mistakes_have_colours_of_their_own(make_view):
    view = make_view(num_classes=4)
    image, palette = view.matrix.grab().toImage(), palettes()["light"]
    ratio = image.devicePixelRatio()

    def color(row: int, column: int) -> QColor:
        corner = view.matrix.cell_center(row, column)
        return image.pixelColor(round((corner.x() - 20) * ratio), round((corner.y() - 20) * ratio))

    assert color(0, 0).blue() > color(0, 0).red()
    assert color(0, 1).red() > color(0, 1).blue()
    assert color(0, 2).name() == palette.surface


def test_that_counts_take_the_place_of_shares(qtbot, make_view):
    view = make_view()
    before = view.matrix.grab().toImage()
    view.shares.click()
    assert view.matrix.grab().toImage() != before


def test_that_long_names_are_painted_in_both_themes(make_view, wear):
    view = make_view(num_classes=100, name="quite a long name of class {}")
    for name, palette in palettes().items():
        wear(name)
        assert view.matrix.grab().toImage().pixelColor(2, 2).name() == palette.surface
