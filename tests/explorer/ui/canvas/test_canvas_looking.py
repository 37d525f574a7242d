from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from explorer.experiment.analysis import analyse
from explorer.ui.canvas.network_diagram import NetworkDiagram
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

Key, Modifier, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def diagram(qtbot, activate):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(900, 320)
    widget.set_analysis(analyse(PRESETS["resnet152"]))
    with qtbot.waitExposed(widget):
        widget.show()
    activate(widget)
    widget.setFocus()
    return widget


def chosen(diagram):
    heard = []
    diagram.partSelected.connect(heard.append)
    diagram.blockSelected.connect(lambda part, block: heard.append((part, block)))
    return heard


def place_of(diagram, part, x, y=0.0):
    return diagram.view.mapFromScene(diagram.items[part].mapToScene(x, y))


def press_fold_mark(diagram, qtbot, part):
    item = diagram.items[part]
    spot = next(spot for spot in item.figure.spots if spot.name == "fold")
    place = diagram.view.mapFromScene(item.mapToScene(item.area_of(spot).center()))
    qtbot.mouseClick(diagram.view.viewport(), Left, pos=place)


def test_that_a_click_on_a_block_chooses_its_part_and_then_the_block(diagram, qtbot):
    heard = chosen(diagram)
    block = diagram.items["stages.1"].figure.blocks[1]
    qtbot.mouseClick(diagram.view.viewport(), Left, pos=place_of(diagram, "stages.1", block.left + 20))

    assert heard == ["stages.1", ("stages.1", 1)]
    assert diagram.items["stages.1"].selected_block == 1


def seen_of(diagram):
    """Width and height in pixels of what is in view of the network."""
    view = diagram.view
    shown = view.mapFromScene(view.content).boundingRect() & view.viewport().rect()
    return shown.width(), shown.height()


@pytest.mark.parametrize("zoom", [0.05, 1.0, 8.0])
@pytest.mark.parametrize("way", [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)])
def test_that_the_network_cannot_be_moved_out_of_sight(diagram, zoom, way):
    view = diagram.view
    view.zoom_by(zoom / view.zoom)
    for _ in range(40):
        view.pan_by(QPoint(*way) * 5000)
    content = view.mapFromScene(view.content).boundingRect()
    assert seen_of(diagram) >= (min(80, content.width()), min(80, content.height()))
    view.zoom_by(100, QPoint(0, 0))
    assert min(seen_of(diagram)) >= 40
    view.center_on(QPointF(1e6, 1e6))
    assert min(seen_of(diagram)) >= 40


def test_that_a_network_that_becomes_small_stays_in_sight(diagram):
    diagram.view.center_on(diagram.view.content.topRight())
    diagram.view.pan_by(QPoint(5000, 0))
    diagram.set_analysis(analyse(PRESETS["digits_resnet"]))
    assert min(seen_of(diagram)) >= 40


def test_that_a_click_in_a_folded_stack_chooses_the_layer_there(diagram, qtbot):
    diagram.set_analysis(analyse(PRESETS["densenet121"]))
    heard = chosen(diagram)
    block = diagram.items["stages.1"].figure.blocks[0]
    middle = block.start + 5.5 * block.pitch
    qtbot.mouseClick(diagram.view.viewport(), Left, pos=place_of(diagram, "stages.1", middle))

    assert heard == ["stages.1", ("stages.1", 5)]


def test_that_up_and_down_step_through_the_blocks_with_the_part_before_them(diagram, qtbot):
    heard = chosen(diagram)
    diagram.set_selected("stages.0")
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        qtbot.keyClick(diagram.view, key)
    qtbot.keyClick(diagram.view, Key.Key_Home)
    qtbot.keyClick(diagram.view, Key.Key_Down)

    blocks = [message for message in heard if isinstance(message, tuple)]
    assert blocks == [("stages.0", i) for i in (0, 1, 2, 1)]
    assert heard[-1] == "input"


def test_that_being_told_of_a_block_tells_nobody_and_another_part_forgets_it(diagram):
    heard = chosen(diagram)
    diagram.set_selected_block("stages.2", 7)
    assert diagram.items["stages.2"].selected_block == 7

    diagram.set_selected("stages.2")
    assert diagram.items["stages.2"].selected_block == 7
    diagram.set_selected("head")
    assert diagram.items["stages.2"].selected_block is None
    assert heard == []


def test_that_the_selected_block_is_seen(diagram):
    diagram.set_selected("stages.2")
    before = diagram.grab().toImage()
    diagram.set_selected_block("stages.2", 1)

    assert diagram.grab().toImage() != before


def test_that_a_screen_reader_hears_what_is_selected_and_what_the_keys_do(diagram):
    diagram.set_selected_block("stages.2", 7)

    text = diagram.view.accessibleDescription()
    assert text.startswith("Stage 3 · residual")
    assert "Block 8." in text and "Alt+Left" in text


def test_that_the_fold_mark_and_space_unfold_a_stage_and_fold_it_again(diagram, qtbot):
    width = diagram.items["stages.2"].figure.width
    press_fold_mark(diagram, qtbot, "stages.2")
    assert diagram.items["stages.2"].figure.width > 10 * width
    assert not diagram.items["stages.1"].figure.is_unfolded

    qtbot.keyClick(diagram.view, Key.Key_Space)
    assert diagram.items["stages.2"].figure.width == width


def test_that_all_repeats_unfold_and_fold_together(diagram, qtbot):
    qtbot.keyClick(diagram.view, Key.Key_Space, Modifier.ShiftModifier)
    assert all(diagram.items[f"stages.{i}"].figure.is_unfolded for i in range(4))
    assert diagram.commands.fold_all.text() == "Fold all repeats"

    diagram.commands.fold_all.trigger()
    assert not any(item.figure.is_unfolded for item in diagram.items.values())


def test_that_an_unfolded_stage_stays_so_wherever_it_goes(diagram):
    config = PRESETS["resnet152"]
    diagram.folds.toggle("stages.2")
    first, second, third, fourth = config.stages
    diagram.set_analysis(analyse(config.model_copy(update={"stages": (third, first, second, fourth)})))
    assert [diagram.items[f"stages.{i}"].figure.is_unfolded for i in range(4)] == [True, False, False, False]

    diagram.set_analysis(analyse(PRESETS["densenet121"]))
    assert not any(item.figure.is_unfolded for item in diagram.items.values())


def test_that_adding_and_removing_a_stage_leaves_a_zoom_by_hand_alone(diagram):
    config = PRESETS["resnet152"]
    diagram.view.zoom_by(2)
    zoom = diagram.view.zoom
    for stages in ((*config.stages, config.stages[3]), config.stages[:3]):
        diagram.set_analysis(analyse(config.model_copy(update={"stages": stages})))
        assert diagram.view.zoom == zoom


def test_that_the_map_appears_when_something_is_out_of_view(diagram, qtbot):
    assert not diagram.map.isVisible()

    diagram.view.zoom_by(3)
    assert diagram.map.isVisible()
    assert diagram.map.frame.width() < diagram.map.width() / 2

    qtbot.keyClick(diagram.view, Key.Key_0)
    assert not diagram.map.isVisible()


def test_that_a_click_on_the_map_goes_there_in_both_directions(diagram, qtbot):
    diagram.view.zoom_by(3)
    for x, y in ((0.2, 0.8), (0.7, 0.3)):
        place = QPoint(round(x * diagram.map.width()), round(y * diagram.map.height()))
        qtbot.mouseClick(diagram.map, Left, pos=place)
        seen, content = diagram.view.seen.center(), diagram.view.content
        assert (seen.x() - content.left()) / content.width() == pytest.approx(x, abs=0.1)
        assert (seen.y() - content.top()) / content.height() == pytest.approx(y, abs=0.15)


def test_that_dragging_the_frame_of_the_map_moves_the_view(diagram, qtbot):
    diagram.view.zoom_by(3)
    before, frame = diagram.view.seen, diagram.map.frame
    start = frame.center().toPoint()
    send(diagram.map, QEvent.Type.MouseButtonPress, start)
    send(diagram.map, QEvent.Type.MouseMove, start + QPoint(20, 0))
    send(diagram.map, QEvent.Type.MouseButtonRelease, start + QPoint(20, 0))

    moved = (diagram.view.seen.center().x() - before.center().x()) * frame.width() / before.width()
    assert moved == pytest.approx(20, abs=2)


def send(widget, kind, place):
    at = QPointF(place)
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), Left, Left, Modifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_that_shift_and_arrows_scroll(diagram, qtbot):
    before = diagram.view.seen.center()
    qtbot.keyClick(diagram.view, Key.Key_Right, Modifier.ShiftModifier)
    qtbot.keyClick(diagram.view, Key.Key_Down, Modifier.ShiftModifier)

    moved = diagram.view.seen.center() - before
    assert moved.x() > 0 and moved.y() > 0


def test_that_two_fingers_on_a_touchpad_zoom(diagram):
    zoom = diagram.view.zoom
    at = QPointF(200, 100)
    device = QPointingDevice.primaryPointingDevice()
    kind = Qt.NativeGestureType.ZoomNativeGesture
    pinch = QNativeGestureEvent(kind, device, 2, at, at, QPointF(diagram.view.mapToGlobal(at)), 0.25, QPointF())
    before = diagram.view.mapToScene(at.toPoint())
    QApplication.sendEvent(diagram.view.viewport(), pinch)

    assert diagram.view.zoom == pytest.approx(1.25 * zoom)
    assert diagram.view.mapFromScene(before) == at.toPoint()


def test_that_a_stage_wider_than_the_view_is_panned_by_its_body(diagram):
    diagram.folds.toggle("stages.2")
    diagram.view.fit()
    diagram.view.zoom_by(6)
    item = diagram.items["stages.2"]
    before = diagram.view.seen.center().x()
    start = QPoint(450, 150)
    assert item.band.contains(item.mapFromScene(diagram.view.mapToScene(start)))
    viewport = diagram.view.viewport()
    for kind, place in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, start + QPoint(30, 0)),
        (QEvent.Type.MouseMove, start + QPoint(60, 0)),
        (QEvent.Type.MouseButtonRelease, start + QPoint(60, 0)),
    ):
        send(viewport, kind, place)

    assert diagram.view.seen.center().x() == pytest.approx(before - 60 / diagram.view.zoom, abs=2)


@pytest.mark.parametrize("name", ["resnet1202_cifar", "densenet_bc250_k24_cifar"])
def test_that_the_largest_networks_are_fitted_unfolded_and_quick(diagram, name):
    diagram.set_analysis(analyse(PRESETS[name]))
    diagram.folds.toggle_all()
    diagram.view.fit()
    assert diagram.view.shows_all
    diagram.view.zoom_by(8)
    diagram.grab()

    begun = perf_counter()
    for _ in range(5):
        diagram.view.pan_by(QPoint(40, 0))
        diagram.grab()
    # Several times what it takes on a quiet machine.
    assert (perf_counter() - begun) / 5 < 0.2


def test_that_an_unfolded_stage_can_be_read_and_a_folded_network_is_seen_whole(diagram):
    diagram.set_analysis(analyse(PRESETS["resnet1202_cifar"]))
    diagram.folds.toggle("stages.1")
    item = diagram.items["stages.1"]
    assert diagram.view.zoom > 0.7
    assert diagram.view.seen.left() < item.x() < diagram.view.seen.center().x()
    assert diagram.map.isVisible()

    diagram.folds.toggle("stages.1")
    assert diagram.view.is_fitted and diagram.view.shows_all


def test_that_marks_too_small_to_be_seen_do_not_answer(diagram, qtbot):
    diagram.view.zoom_by(0.3)
    press_fold_mark(diagram, qtbot, "stages.2")

    assert not diagram.items["stages.2"].figure.is_unfolded
    assert diagram.items["stages.2"].is_selected


def test_that_choosing_what_is_in_view_does_not_move_the_view(diagram, qtbot):
    diagram.folds.toggle("stages.2")
    diagram.view.fit()
    diagram.view.zoom_by(5)
    item = diagram.items["stages.2"]
    diagram.view.center_on(item.mapToScene(item.band.center()))
    before = diagram.view.seen
    heard = chosen(diagram)
    qtbot.mouseClick(diagram.view.viewport(), Left, pos=diagram.view.viewport().rect().center())

    assert heard[0] == "stages.2" and heard[1][1] > 5
    assert diagram.view.seen == before


def test_that_a_block_out_of_view_is_scrolled_to(diagram):
    diagram.folds.toggle("stages.2")
    diagram.view.fit()
    diagram.view.zoom_by(6)
    diagram.view.center_on(QPointF(0, 0))
    diagram.set_selected_block("stages.2", 30)

    item = diagram.items["stages.2"]
    assert diagram.view.seen.contains(item.mapRectToScene(item.area_of_block(30)).center())


def test_that_folding_by_a_mark_far_inside_keeps_the_stage_selected(diagram, qtbot):
    diagram.folds.toggle("stages.2")
    item = diagram.items["stages.2"]
    mark = [spot for spot in item.figure.spots if spot.name == "fold" and spot.row == "header"][-1]
    diagram.view.center_on(item.mapToScene(item.area_of(mark).center()))
    place = diagram.view.mapFromScene(item.mapToScene(item.area_of(mark).center()))
    qtbot.mouseClick(diagram.view.viewport(), Left, pos=place)

    assert not diagram.items["stages.2"].figure.is_unfolded
    assert diagram.items["stages.2"].is_selected
