import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.experiment.analysis import analyse
from explorer.experiment.field_path import with_field
from explorer.ui.canvas.network_diagram import NetworkDiagram
from models.presets import PRESETS

NETWORK = PRESETS["digits_mixed"]


@pytest.fixture
def diagram(qtbot):
    """A canvas that follows its own edits."""
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(1000, 320)
    widget.set_analysis(analyse(NETWORK))
    widget.fieldEdited.connect(lambda path, value: widget.set_analysis(analyse(with_field(NETWORK, path, value))))
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def handles(diagram):
    return diagram.numbers.handles


@pytest.fixture
def edits(diagram):
    heard = []
    diagram.fieldEdited.connect(lambda path, value: heard.append((path, value)))
    return heard


def point_at(diagram, part):
    item = diagram.items[part]
    diagram.view.hovered.emit(item.mapToScene(item.band.center()))


def test_that_the_handles_are_those_of_the_part_under_the_mouse(diagram, handles):
    assert handles.part == ""
    point_at(diagram, "stages.0")
    assert handles.part == "stages.0"
    point_at(diagram, "head")
    assert handles.part == "head"
    assert [button.isVisible() for button in handles.buttons] == [True, True, False, False]


def test_that_a_click_changes_the_number_of_blocks_or_the_width(diagram, handles, edits):
    stage = NETWORK.stages[0]
    for place, expected in ((1, ("blocks", stage.blocks + 1)), (3, ("width", stage.width + 8))):
        point_at(diagram, "stages.0")
        QTest.mouseClick(handles.buttons[place], Qt.MouseButton.LeftButton)
        assert edits[-1] == (f"stages.0.{expected[0]}", expected[1])


def test_that_they_stay_where_they_are_while_they_are_used(diagram, handles):
    point_at(diagram, "stages.0")
    handles.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    place = handles.pos()
    for _ in range(3):
        QTest.mouseClick(handles.buttons[3], Qt.MouseButton.LeftButton)
    assert handles.isVisible()
    assert handles.pos() == place


def test_that_nothing_is_offered_beyond_the_least(diagram, handles):
    diagram.set_analysis(analyse(with_field(NETWORK, "stages.0.blocks", 1)))
    point_at(diagram, "stages.0")
    assert [button.isEnabled() for button in handles.buttons] == [False, True, True, True]


def test_that_they_say_what_they_do_and_leave_the_keyboard_to_the_canvas(diagram, handles):
    point_at(diagram, "stages.0")
    names = [button.accessibleName() for button in handles.buttons]
    assert names == ["One block fewer", "One block more", "Narrower", "Wider"]
    assert all(button.toolTip().endswith(")") for button in handles.buttons)
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in handles.buttons)


def test_that_they_go_when_the_mouse_is_on_nothing(qtbot, diagram, handles):
    # Where there is a real mouse, it must not stand on them.
    QTest.mouseMove(diagram, QPoint(2, 2))
    point_at(diagram, "stages.0")
    diagram.view.hovered.emit(None)
    qtbot.waitUntil(handles.isHidden)


def test_that_they_do_not_stay_behind_when_the_figure_moves(diagram, handles):
    for move in (lambda: diagram.view.zoom_by(2.0), lambda: diagram.view.pan_by(QPoint(40, 0))):
        point_at(diagram, "stages.0")
        assert handles.isVisible()
        move()
        assert handles.isHidden()


def test_that_a_number_that_is_typed_stands_alone(diagram, handles):
    point_at(diagram, "stages.0")
    diagram.set_selected("stages.0")
    diagram.numbers.open_selected(width=False)
    assert handles.isHidden()
    point_at(diagram, "stages.0")
    assert handles.isHidden()
