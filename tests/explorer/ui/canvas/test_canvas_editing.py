import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from explorer.experiment.analysis import analyse
from explorer.ui.canvas.gestures.stage_chips import MIME_TYPE, stage_mime
from explorer.ui.canvas.network_diagram import NetworkDiagram
from models.config import NetworkConfig
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

Key, Modifier, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
NONE = Modifier.NoModifier


@pytest.fixture
def diagram(qtbot, activate):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(1000, 320)
    widget.set_analysis(analyse(PRESETS["digits_mixed"]))
    with qtbot.waitExposed(widget):
        widget.show()
    activate(widget)
    widget.setFocus()
    return widget


@pytest.fixture
def edits(diagram):
    """Fields edited, stages added and moved, in order."""
    heard = []
    diagram.fieldEdited.connect(lambda path, value: heard.append((path, value)))
    diagram.stageAddRequested.connect(lambda kind, index: heard.append((kind, index)))
    diagram.stageMoveRequested.connect(lambda index, target: heard.append((index, target)))
    return heard


def on_screen(diagram, part, area) -> QPoint:
    """The middle of an area of a part, in the viewport."""
    item = diagram.items[part]
    return diagram.view.mapFromScene(item.mapToScene(area(item).center()))


def title(diagram, part) -> QPoint:
    return on_screen(diagram, part, lambda item: item.band.adjusted(0, 0, 0, 14 - item.band.height()))


def number(diagram, part, field) -> QPoint:
    return on_screen(
        diagram, part, lambda item: item.area_of(next(spot for spot in item.figure.spots if spot.name == field))
    )


def turn(diagram, place, steps, modifiers=Modifier.AltModifier, delta=120):
    event = QWheelEvent(
        QPointF(place),
        QPointF(diagram.view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, steps * delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(diagram.view.viewport(), event)


def drag(diagram, start, end, *, until_released=True):
    """Presses, moves in steps and lets go, as the events of a mouse say it."""
    viewport = diagram.view.viewport()
    none = Qt.MouseButton.NoButton
    path = [start, start + (end - start) / 2, end]
    events = [(QEvent.Type.MouseButtonPress, start, Left, Left)]
    events += [(QEvent.Type.MouseMove, place, none, Left) for place in path]
    events += [(QEvent.Type.MouseButtonRelease, end, Left, none)] if until_released else []
    for kind, place, button, buttons in events:
        at = QPointF(place)
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), button, buttons, NONE))


def drop_events(diagram, place, mime):
    copy = Qt.DropAction.CopyAction
    return (
        QDragEnterEvent(place, copy, mime, Left, NONE),
        QDragMoveEvent(place, copy, mime, Left, NONE),
        QDropEvent(QPointF(place), copy, mime, Left, NONE),
    )


def test_that_a_stage_dropped_between_two_others_is_asked_for_there(diagram, edits):
    place = title(diagram, "stages.1") - QPoint(5, 0)
    mime = stage_mime("bottleneck")
    enter, move, drop = drop_events(diagram, place, mime)

    QApplication.sendEvent(diagram.view.viewport(), enter)
    QApplication.sendEvent(diagram.view.viewport(), move)
    assert enter.isAccepted() and diagram.stages.place.isVisible()

    QApplication.sendEvent(diagram.view.viewport(), drop)
    assert edits == [("bottleneck", 1)]
    assert not diagram.stages.place.isVisible()


@pytest.mark.parametrize(("part", "index"), [("input", 0), ("stem", 0), ("head", 3)])
def test_that_a_stage_dropped_beside_the_stages_becomes_the_first_or_the_last(diagram, edits, part, index):
    mime = stage_mime("dense")
    for event in drop_events(diagram, title(diagram, part), mime):
        QApplication.sendEvent(diagram.view.viewport(), event)

    assert edits == [("dense", index)]


def test_that_a_drag_that_leaves_takes_its_mark_with_it(diagram, edits):
    enter, move, _ = drop_events(diagram, title(diagram, "stages.1"), mime := stage_mime("dense"))
    assert mime.hasFormat(MIME_TYPE)
    for event in (enter, move, QDragLeaveEvent()):
        QApplication.sendEvent(diagram.view.viewport(), event)

    assert not diagram.stages.place.isVisible()
    assert edits == []


@pytest.mark.parametrize("kind", ["a stranger's", ""])
def test_that_nothing_but_a_kind_of_stage_can_be_dropped(diagram, edits, kind):
    mime = QMimeData()
    mime.setData(MIME_TYPE, kind.encode()) if kind else mime.setText("a file, perhaps")
    enter, _, drop = drop_events(diagram, title(diagram, "stages.1"), mime)
    QApplication.sendEvent(diagram.view.viewport(), enter)
    QApplication.sendEvent(diagram.view.viewport(), drop)

    assert not enter.isAccepted()
    assert edits == []


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [("stages.0", "stages.2", (0, 2)), ("stages.2", "stages.0", (2, 0)), ("stages.1", "head", (1, 2))],
)
def test_that_a_stage_dragged_over_others_asks_to_go_there(diagram, edits, source, target, wanted):
    beyond = QPoint(12 if int(wanted[1]) > int(wanted[0]) else -12, 0)
    end = on_screen(diagram, target, lambda item: item.band) + beyond
    drag(diagram, title(diagram, source), end, until_released=False)
    assert diagram.stages.place.isVisible()
    assert diagram.items[source].opacity() < 1

    drag(diagram, title(diagram, source), end)
    assert edits == [wanted]
    assert diagram.items[source].opacity() == 1
    assert not diagram.stages.place.isVisible()


def test_that_a_stage_let_go_where_it_was_stays_and_the_figure_too(diagram, edits):
    start = title(diagram, "stages.1")
    drag(diagram, start, start + QPoint(25, 4))

    assert edits == []
    assert diagram.view.is_fitted


def test_that_escape_gives_a_drag_up(diagram, edits, qtbot):
    drag(diagram, title(diagram, "stages.0"), title(diagram, "head"), until_released=False)
    qtbot.keyClick(diagram.view, Key.Key_Escape)

    assert edits == []
    assert not diagram.stages.place.isVisible()


def test_that_the_wheel_with_alt_changes_the_count_and_with_shift_or_over_it_the_width(diagram, edits):
    turn(diagram, title(diagram, "stages.1"), 2)
    turn(diagram, title(diagram, "stages.0"), 1, Modifier.AltModifier | Modifier.ShiftModifier)
    turn(diagram, number(diagram, "stages.0", "stages.0.width"), 1)
    turn(diagram, title(diagram, "input"), 1)

    stages = PRESETS["digits_mixed"].stages
    wider = ("stages.0.width", stages[0].width + 8)
    assert edits == [("stages.1.layers", stages[1].layers + 2), wider, wider]


def test_that_a_fine_wheel_needs_a_whole_step(diagram, edits):
    for _ in range(3):
        turn(diagram, title(diagram, "stages.1"), 1, delta=50)

    assert edits == [("stages.1.layers", 5)]


def test_that_keys_change_count_and_width_of_the_selected_part(diagram, edits, qtbot):
    diagram.set_selected("stages.1")
    for key, modifiers in (
        (Key.Key_Plus, NONE),
        (Key.Key_Equal, NONE),
        (Key.Key_Minus, Modifier.KeypadModifier),
        (Key.Key_Plus, Modifier.AltModifier),
    ):
        qtbot.keyClick(diagram.view, key, modifiers)
    diagram.set_selected("input")
    qtbot.keyClick(diagram.view, Key.Key_Plus)

    growth = PRESETS["digits_mixed"].stages[1].growth_rate
    assert edits[:3] == [("stages.1.layers", 5), ("stages.1.layers", 5), ("stages.1.layers", 3)]
    assert edits[3:] == [("stages.1.growth_rate", growth + 4)]


def test_that_keys_move_a_stage_but_not_beyond_the_ends(diagram, edits, qtbot):
    for part, key in (("stages.0", Key.Key_Left), ("stages.0", Key.Key_Right), ("stages.2", Key.Key_Right)):
        diagram.set_selected(part)
        qtbot.keyClick(diagram.view, key, Modifier.AltModifier)

    assert edits == [(0, 1)]


def test_that_a_number_is_typed_where_it_stands(diagram, edits, qtbot):
    place = number(diagram, "stages.0", "stages.0.width")
    qtbot.mouseDClick(diagram.view.viewport(), Left, pos=place)
    editor = diagram.numbers.editor

    assert editor.geometry().contains(place)
    assert editor.accessibleName() == "Width"
    editor.lineEdit().selectAll()
    qtbot.keyClicks(editor, "48")
    qtbot.keyClick(editor, Key.Key_Return)

    assert edits == [("stages.0.width", 48)]
    assert diagram.numbers.editor is None


def test_that_a_number_beyond_its_range_is_taken_as_typed_and_a_text_stays_open(diagram, edits, qtbot, activate):
    activate(diagram)
    diagram.set_selected("stages.0")
    for typed, is_open in (("99999", False), ("1.5", True)):
        qtbot.keyClick(diagram.view, Key.Key_F2, Modifier.ShiftModifier)
        editor = diagram.numbers.editor
        editor.selectAll()
        qtbot.keyClicks(editor, typed)
        assert editor.property("issue") and editor.problem
        qtbot.keyClick(editor, Key.Key_Return)
        assert (diagram.numbers.editor is editor) == is_open
    assert edits == [("stages.0.width", 99999)]
    editor.close_unchanged()


def test_that_escape_and_an_edit_from_elsewhere_leave_a_typed_number_unused(diagram, edits, qtbot):
    diagram.set_selected("stages.0")
    qtbot.keyClick(diagram.view, Key.Key_F2)
    qtbot.keyClicks(diagram.numbers.editor, "7")
    qtbot.keyClick(diagram.numbers.editor, Key.Key_Escape)
    assert diagram.numbers.editor is None

    qtbot.keyClick(diagram.view, Key.Key_F2, Modifier.ShiftModifier)
    assert diagram.numbers.editor.field == "stages.0.width"
    diagram.set_analysis(analyse(PRESETS["resnet18"]))

    assert diagram.numbers.editor is None
    assert edits == []


def test_that_the_head_and_the_stem_have_their_numbers_too(diagram, edits, qtbot):
    for part, key in (("head", Key.Key_Plus), ("stem", Key.Key_Plus)):
        diagram.set_selected(part)
        qtbot.keyClick(diagram.view, key)
        qtbot.keyClick(diagram.view, key, Modifier.AltModifier)

    assert edits == [("num_classes", 11), ("stem.channels", PRESETS["digits_mixed"].stem.channels + 8)]


def test_that_a_clicked_chip_adds_behind_the_selected_part(diagram, edits):
    for part in ("stages.1", "input", "head"):
        diagram.set_selected(part)
        diagram.bar.chips.chips["basic"].click()

    assert edits == [("basic", 2), ("basic", 0), ("basic", 3)]


def test_that_a_figure_of_an_earlier_network_offers_nothing_that_is_gone(diagram, edits, qtbot):
    diagram.set_analysis(analyse(NetworkConfig(stages=())))
    with qtbot.assertNotEmitted(diagram.partSelected):
        qtbot.mouseClick(diagram.view.viewport(), Left, pos=title(diagram, "stages.1"))
    turn(diagram, title(diagram, "stages.1"), 1)
    qtbot.mouseDClick(diagram.view.viewport(), Left, pos=number(diagram, "stages.0", "stages.0.width"))
    drag(diagram, title(diagram, "stages.0"), title(diagram, "head"))
    diagram.set_selected("head")
    qtbot.keyClick(diagram.view, Key.Key_Left)

    assert edits == []
    assert diagram.items["stem"].is_selected


def test_that_a_right_click_offers_the_actions_on_the_part_under_it(diagram, qtbot):
    diagram.set_analysis(analyse(PRESETS["resnet50"]))
    with qtbot.waitSignal(diagram.partSelected) as told:
        diagram.view.menuRequested.emit(
            diagram.items["stages.2"].mapToScene(diagram.items["stages.2"].band.center()), QPoint(10, 10)
        )
    menu = diagram.findChild(QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()

    assert told.args == ["stages.2"]
    assert texts == ["Unfold repeats", "Show the whole network", "Save figure…"]
