import pytest
import shiboken6
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from explorer.ui.palette import palettes
from explorer.ui.plots.export import save_figure
from explorer.ui.plots.read_out import MARKS, Entry, Legend

ENTRIES = [Entry("one", "training", "dot", "the first"), Entry("other", "test", "square")]


@pytest.fixture
def legend(qtbot):
    legend = Legend()
    yield legend
    shiboken6.delete(legend)


def colors(legend):
    figure = legend.grab().toImage()
    return {figure.pixelColor(x, y).name() for x in range(figure.width()) for y in range(figure.height())}


def test_that_a_legend_names_and_explains_its_marks(legend):
    legend.set_entries(ENTRIES)
    assert legend.accessibleName() == "one, other"
    assert legend.toolTip() == "<b>one</b> the first<br><b>other</b>"


def test_that_marks_stay_where_names_have_no_room(legend):
    legend.set_entries(ENTRIES)
    palette = palettes()["light"]
    for size, has_names in ((legend.sizeHint(), True), (legend.minimumSizeHint(), False)):
        legend.resize(size)
        seen = colors(legend)
        assert {palette.training, palette.test} <= seen
        assert (palette.text_muted in seen) == has_names


@pytest.mark.parametrize("mark", MARKS)
def test_that_every_mark_is_painted_in_its_own_place(legend, mark):
    legend.set_entries([Entry("", "test", mark), Entry("", "training", "square")])
    legend.resize(legend.sizeHint())
    figure, palette = legend.grab().toImage(), palettes()["light"]
    rows = range(figure.height())
    columns = [{figure.pixelColor(x, y).name() for y in rows} for x in range(figure.width())]
    surface = figure.pixelColor(figure.width() - 1, 0).name()
    painted = [x for x, names in enumerate(columns) if names != {surface}]
    assert painted[0] < MARKS[mark].width / 2
    second = next(x for x, names in enumerate(columns) if palette.training in names)
    assert not [x for x in painted if MARKS[mark].width < x < second]


def test_that_a_saved_legend_with_many_names_has_as_many_lines_as_it_needs(qtbot, tmp_path):
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(400, 100)

    def height(num_entries):
        save_figure(view, [Entry(f"digits_resnet-{i}", "accent") for i in range(num_entries)], tmp_path / "a.png")
        return QImage(str(tmp_path / "a.png")).height()

    assert height(1) == height(2) < height(4) < height(9)
