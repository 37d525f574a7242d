"""The canvas in the real window: every change made on it is one step of the document, and every view follows."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.experiment.experiment import Experiment
from explorer.ui.canvas.gestures.stage_chips import stage_mime
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

Key, Modifier, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_mixed", network=PRESETS["digits_mixed"]))


@pytest.fixture
def canvas(window):
    canvas = window.build_page.diagram
    canvas.setFocus()
    return canvas


def title(canvas, part) -> QPoint:
    item = canvas.items[part]
    return canvas.view.mapFromScene(item.mapToScene(item.band.center().x(), item.band.top() + 10))


def kinds(window):
    return [stage.kind for stage in window.document.experiment.network.stages]


def drop(canvas, place, kind):
    mime, copy = stage_mime(kind), Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(place, copy, mime, Left, Modifier.NoModifier),
        QDragMoveEvent(place, copy, mime, Left, Modifier.NoModifier),
        QDropEvent(QPointF(place), copy, mime, Left, Modifier.NoModifier),
    ):
        QApplication.sendEvent(canvas.view.viewport(), event)


def test_that_a_dropped_stage_is_one_undo_step_and_selected_everywhere(window, canvas):
    drop(canvas, title(canvas, "stages.1") - QPoint(5, 0), "bottleneck")

    assert kinds(window) == ["residual", "residual", "dense", "residual"]
    assert window.document.experiment.network.stages[1].block == "bottleneck"
    assert window.build.selected == "stages.1"
    assert len(canvas.items) == 7
    window.document.undo_stack.undo()
    assert window.document.experiment.network == PRESETS["digits_mixed"]


def test_that_a_burst_of_the_wheel_is_one_undo_step(window, canvas):
    place = title(canvas, "stages.1")
    for _ in range(3):
        at, none = QPointF(place), Qt.MouseButton.NoButton
        globally = QPointF(canvas.view.viewport().mapToGlobal(place))
        alt, phase = Modifier.AltModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(at, globally, QPoint(), QPoint(0, 120), none, alt, phase, False)
        QApplication.sendEvent(canvas.view.viewport(), wheel)

    assert window.document.experiment.network.stages[1].layers == 7
    assert window.document.undo_stack.count() == 1
    assert window.build.selected == "stages.1"


def test_that_a_network_is_put_together_by_keyboard_alone(window, canvas, qtbot):
    view = canvas.view
    qtbot.waitUntil(view.hasFocus)
    for key, modifiers in (
        (Key.Key_Home, Modifier.NoModifier),
        (Key.Key_Right, Modifier.NoModifier),
        (Key.Key_Right, Modifier.NoModifier),
        (Key.Key_Delete, Modifier.NoModifier),
        (Key.Key_Plus, Modifier.NoModifier),
        (Key.Key_Plus, Modifier.AltModifier),
        (Key.Key_D, Modifier.ControlModifier),
        (Key.Key_Left, Modifier.AltModifier),
        (Key.Key_Minus, Modifier.NoModifier),
    ):
        qtbot.keyClick(view, key, modifiers)

    before = PRESETS["digits_mixed"].stages
    stages = window.document.experiment.network.stages
    assert kinds(window) == ["dense", "dense", "residual"]
    assert (stages[0].layers, stages[1].layers) == (before[1].layers, before[1].layers + 1)
    assert stages[0].growth_rate == stages[1].growth_rate == before[1].growth_rate + 4
    for _ in range(window.document.undo_stack.count()):
        window.document.undo_stack.undo()
    assert window.document.experiment.network == PRESETS["digits_mixed"]


def test_that_a_typed_width_reaches_the_form_and_the_keyboard_goes_back_to_the_canvas(window, canvas, qtbot):
    window.build.select("stages.0")
    qtbot.waitUntil(canvas.view.hasFocus)
    qtbot.keyClick(canvas.view, Key.Key_F2, Modifier.ShiftModifier)
    editor = canvas.numbers.editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "24")
    qtbot.keyClick(editor, Key.Key_Return)

    assert window.document.experiment.network.stages[0].width == 24
    qtbot.waitUntil(canvas.view.hasFocus)
    assert window.document.undo_stack.count() == 1


def test_that_a_click_elsewhere_takes_what_was_typed(window, canvas, qtbot):
    window.build.select("stages.0")
    qtbot.waitUntil(canvas.view.hasFocus)
    qtbot.keyClick(canvas.view, Key.Key_F2)
    editor = canvas.numbers.editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "5")
    window.build_page.parts.view.setFocus(Qt.FocusReason.MouseFocusReason)

    qtbot.waitUntil(lambda: window.document.experiment.network.stages[0].blocks == 5)


def test_that_a_block_chosen_on_the_canvas_is_marked_in_the_table_and_back(window, canvas):
    block = canvas.items["stages.1"].figure.blocks[0]
    middle = canvas.items["stages.1"].mapToScene(block.start + 2.5 * block.pitch, 0)
    QTest.mouseClick(canvas.view.viewport(), Left, pos=canvas.view.mapFromScene(middle))
    assert window.build.selected == "stages.1"
    assert canvas.items["stages.1"].selected_block == 2

    window.build_page.costs.layers.blockSelected.emit("stages.0", 1)
    assert canvas.items["stages.0"].selected_block == 1


def test_that_a_part_chosen_again_forgets_its_block(window, canvas):
    window.build.select_block("stages.1", 2)
    window.build.select("stages.1")

    assert canvas.items["stages.1"].is_selected
    assert canvas.items["stages.1"].selected_block is None


def test_that_a_chip_is_dragged_into_the_network_by_the_mouse(window, canvas, qtbot):
    """With the events of a real mouse, from the press on the chip to the release over the canvas."""
    if QGuiApplication.platformName() == "offscreen":
        pytest.skip("drag and drop needs a screen: the offscreen platform gives every drag up at once")
    chip, handle = canvas.bar.chips.chips["dense"], window.windowHandle()
    start = chip.mapTo(window, chip.rect().center())
    goal = canvas.view.viewport().mapTo(window, title(canvas, "stages.0") - QPoint(20, 0))
    path = [start + (goal - start) * i / 4 for i in range(1, 5)]

    def go_on() -> None:
        if path:
            # Before the move: the drag that it begins has a loop of its own until the button is let go.
            QTimer.singleShot(10, go_on)
            QTest.mouseMove(handle, path.pop(0))
        else:
            QTest.mouseRelease(handle, Left, Modifier.NoModifier, goal)

    QTest.mousePress(handle, Left, Modifier.NoModifier, start)
    QTimer.singleShot(0, go_on)
    qtbot.waitUntil(lambda: kinds(window) == ["dense", "residual", "dense", "residual"])

    assert window.build.selected == "stages.0"
    assert not canvas.stages.place.isVisible()


def test_that_the_image_is_saved_where_a_person_says_and_that_is_told(window, canvas, tmp_path):
    for name, part in (("net.svg", "Saved as"), ("missing/net.png", "its folder does not exist")):
        canvas.commands.figure.trigger()
        dialog = canvas.findChild(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.close()
        shiboken6.delete(dialog)

        told = window.banner.message or window.statusBar().currentMessage()
        assert part in told
    assert (tmp_path / "net.svg").stat().st_size > 1000
