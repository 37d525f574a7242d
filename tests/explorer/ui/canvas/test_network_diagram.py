import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.experiment.analysis import analyse
from explorer.ui.canvas.gestures.block_tooltip import figure_tooltip
from explorer.ui.canvas.network_diagram import NetworkDiagram, is_edit
from models.config import NetworkConfig
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

ILLEGAL = analyse(NetworkConfig(stages=()))


def analysed(name, **stage):
    config = PRESETS[name]
    if stage:
        edited = config.stages[1].model_copy(update=stage)
        config = config.model_copy(update={"stages": (config.stages[0], edited, *config.stages[2:])})
    return analyse(config)


@pytest.fixture
def diagram(qtbot, activate):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(880, 300)
    widget.set_analysis(analysed("resnet18"))
    with qtbot.waitExposed(widget):
        widget.show()
    activate(widget)
    widget.setFocus()
    return widget


def place_of(diagram, part):
    """A point in the title of a part's band."""
    item = diagram.items[part]
    return diagram.view.mapFromScene(item.mapToScene(item.band.center().x(), item.band.top() + 10))


def send_move(viewport, place, button=Qt.MouseButton.LeftButton):
    """What a mouse sends that moves with a button held down; QTest's own moves do not say which."""
    none = Qt.MouseButton.NoButton
    at = QPointF(place)
    moved = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, button, Qt.KeyboardModifier(0))
    QApplication.sendEvent(viewport, moved)


def zoom_in(qtbot, diagram):
    qtbot.keyClick(diagram.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)


def grabbed(diagram) -> QImage:
    return diagram.grab().toImage()


def test_that_there_is_an_item_for_every_part(diagram):
    assert list(diagram.items) == ["input", "stem", "stages.0", "stages.1", "stages.2", "stages.3", "head"]

    diagram.set_analysis(analysed("digits_resnet"))

    assert set(diagram.items) == {"input", "stem", "stages.0", "stages.1", "stages.2", "head"}


def test_that_a_click_selects_the_part_and_tells(diagram, qtbot):
    with qtbot.waitSignal(diagram.partSelected) as told:
        qtbot.mouseClick(diagram.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(diagram, "stages.2"))

    assert told.args == ["stages.2"]
    assert diagram.items["stages.2"].is_selected


def test_that_being_told_what_is_selected_tells_nobody(diagram, qtbot):
    with qtbot.assertNotEmitted(diagram.partSelected):
        diagram.set_selected("head")

    assert [name for name, item in diagram.items.items() if item.is_selected] == ["head"]


def test_that_a_part_without_a_band_leaves_none_selected(diagram):
    diagram.set_selected("head")
    diagram.set_selected("init")

    assert not any(item.is_selected for item in diagram.items.values())


def test_that_arrow_keys_step_from_part_to_part(diagram, qtbot):
    chosen = []
    diagram.partSelected.connect(chosen.append)
    diagram.set_selected("stem")

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(diagram.view, key)

    assert chosen == ["stages.0", "stages.1", "stages.0"]


def test_that_an_illegal_network_keeps_the_last_legal_figure_dimmed(diagram):
    items = dict(diagram.items)

    diagram.set_analysis(ILLEGAL)
    assert diagram.view.is_dimmed
    assert diagram.items == items

    diagram.set_analysis(analysed("resnet18"))
    assert not diagram.view.is_dimmed


def test_that_an_illegal_first_network_draws_nothing(qtbot):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)

    widget.set_analysis(ILLEGAL)

    assert not widget.items


def test_that_a_zoom_by_hand_outlives_an_edit_but_not_another_network(diagram, qtbot):
    zoom_in(qtbot, diagram)
    zoom = diagram.view.zoom

    diagram.set_analysis(analysed("resnet18", width=160))
    assert diagram.view.zoom == zoom
    assert not diagram.view.is_fitted

    diagram.set_analysis(analysed("resnet50"))
    assert diagram.view.is_fitted


def test_that_zero_and_a_double_click_beside_the_network_fit_it_again(diagram, qtbot):
    fitted = diagram.view.zoom
    qtbot.keyClick(diagram.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert diagram.view.zoom < fitted
    qtbot.keyClick(diagram.view, Qt.Key.Key_0)
    assert diagram.view.zoom == pytest.approx(fitted)

    qtbot.keyClick(diagram.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseDClick(diagram.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert diagram.view.zoom == pytest.approx(fitted)


@pytest.mark.parametrize(
    ("button", "start"),
    [
        (Qt.MouseButton.LeftButton, QPoint(3, 3)),
        (Qt.MouseButton.LeftButton, "stem"),
        (Qt.MouseButton.MiddleButton, "stages.1"),
    ],
)
def test_that_dragging_what_is_no_stage_or_with_the_middle_button_moves_the_figure(diagram, qtbot, button, start):
    start = place_of(diagram, start) if isinstance(start, str) else start
    before = place_of(diagram, "stages.1")
    viewport = diagram.view.viewport()
    with qtbot.assertNotEmitted(diagram.partSelected):
        qtbot.mousePress(viewport, button, pos=start)
        qtbot.mouseMove(viewport, start + QPoint(30, 0))
        send_move(viewport, start + QPoint(60, 0), button)
        qtbot.mouseRelease(viewport, button, pos=start + QPoint(60, 0))

    assert place_of(diagram, "stages.1").x() == pytest.approx(before.x() + 60, abs=1)
    assert not diagram.view.is_fitted


@pytest.mark.parametrize("size", [(880, 300), (1600, 500), (700, 150), (400, 700)])
@pytest.mark.parametrize("name", ["digits_mixed", "resnet18", "densenet201"])
def test_that_a_fitted_network_is_in_view_whatever_the_size(diagram, name, size, qtbot):
    diagram.resize(*size)
    diagram.set_analysis(analysed(name))

    for item in diagram.items.values():
        shown = diagram.view.mapFromScene(item.mapRectToScene(item.band)).boundingRect()
        assert diagram.view.viewport().rect().contains(shown)


def test_that_a_low_view_draws_the_network_less_tall_and_its_texts_as_large(diagram):
    tall = diagram.view.zoom
    diagram.resize(880, 230)

    assert diagram.view.zoom == pytest.approx(tall, rel=0.1)


def test_that_a_tooltip_tells_of_the_block_under_the_mouse(diagram):
    summary, figure = analysed("resnet18").summary, diagram.items["stages.1"].figure

    assert "layer2.1" in figure_tooltip(summary, "stages.1", figure.blocks[1], figure.blocks[1].left + 1)
    assert "224 × 224" in figure_tooltip(summary, "input", diagram.items["input"].figure.blocks[0], 0)


def test_that_both_themes_show_the_whole_figure(diagram, wear):
    figures = []
    for name in ("light", "dark"):
        wear(name)
        figures.append(grabbed(diagram))

    light, dark = (figure.pixelColor(3, 3).lightness() for figure in figures)
    assert dark < 64 < 192 < light


def test_that_an_edit_is_told_from_another_network():
    config = PRESETS["resnet18"]

    assert is_edit(config, analysed("resnet18", width=96).config)
    assert is_edit(config, config.model_copy(update={"num_classes": 10}))
    assert not is_edit(config, PRESETS["resnet34"])
    assert not is_edit(config, PRESETS["digits_resnet"])


def test_that_the_block_under_the_mouse_is_lit(diagram, qtbot):
    block = diagram.items["stages.1"].figure.blocks[1]
    item = diagram.items["stages.1"]
    before = grabbed(diagram)

    qtbot.mouseMove(diagram.view.viewport(), diagram.view.mapFromScene(item.mapToScene(block.left + 4, 0)))
    qtbot.waitUntil(lambda: grabbed(diagram) != before)

    qtbot.mouseMove(diagram.view.viewport(), QPoint(3, 3))
    qtbot.waitUntil(lambda: grabbed(diagram) == before)


def test_that_coming_by_keyboard_shows_a_frame_and_by_mouse_does_not(diagram, activate):
    activate(diagram)
    diagram.view.clearFocus()
    before = grabbed(diagram)

    diagram.setFocus(Qt.FocusReason.TabFocusReason)
    assert grabbed(diagram) != before

    diagram.view.clearFocus()
    diagram.setFocus(Qt.FocusReason.MouseFocusReason)
    assert grabbed(diagram) == before
