"""What the canvas shows of a baseline."""

import pytest

from explorer.experiment.analysis import analyse
from explorer.ui.canvas.items.change_items import CanvasChanges, Ghost, PartChange
from explorer.ui.canvas.network_diagram import NetworkDiagram
from models.presets import PRESETS

GHOST = Ghost(1, "Stage 2", "× 2", "dense")
CHANGE = PartChange("blocks 1 → 2", "text_muted", ((1, "more"),), 1)


@pytest.fixture
def analysis():
    return analyse(PRESETS["resnet18"])


@pytest.fixture
def diagram(qtbot, analysis):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(1000, 320)
    widget.set_analysis(analysis)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def scene(diagram):
    return diagram.view.scene()


@pytest.fixture
def changes(analysis):
    return CanvasChanges(analysis.summary, {"stages.0": CHANGE}, (GHOST,))


def test_that_changes_stand_on_their_parts_and_ghosts_have_room_between_them(diagram, scene, changes):
    diagram.set_changes(changes)
    assert diagram.items["stages.0"].change == CHANGE
    assert diagram.items["stages.1"].change is None
    (ghost,) = scene.ghosts
    left = diagram.items["stages.0"]
    assert left.x() + left.band.width() < ghost.x()
    assert ghost.x() + ghost.boundingRect().right() < diagram.items["stages.1"].x() + 1
    assert not diagram.grab().isNull()


def test_that_unpinning_leaves_nothing_of_it(diagram, scene, changes):
    places = [item.x() for item in diagram.items.values()]
    diagram.set_changes(changes)
    diagram.set_changes(CanvasChanges())
    assert not scene.ghosts
    assert [item.x() for item in diagram.items.values()] == places
    assert all(item.change is None for item in diagram.items.values())


def test_that_changes_of_a_network_that_is_not_shown_yet_wait_for_it(diagram, scene):
    other = analyse(PRESETS["resnet34"])
    diagram.set_changes(CanvasChanges(other.summary, {"stages.0": CHANGE}, (GHOST,)))
    assert not scene.ghosts
    diagram.set_analysis(other)
    assert len(scene.ghosts) == 1
    assert diagram.items["stages.0"].change == CHANGE


def test_that_ghosts_take_on_another_theme(diagram, scene, changes, wear):
    diagram.set_changes(changes)
    light = diagram.grab().toImage()
    wear("dark")
    assert len(scene.ghosts) == 1
    assert diagram.grab().toImage() != light


def test_that_a_screen_reader_says_what_is_another(diagram, changes):
    diagram.set_selected("stages.0")
    diagram.set_changes(changes)
    assert "blocks 1 → 2." in diagram.view.accessibleDescription()


def test_that_a_network_without_stages_says_how_to_get_one(diagram, analysis):
    diagram.set_analysis(analyse(analysis.config.model_copy(update={"stages": ()})))
    assert diagram.bar.note.isVisible()
    assert "No stages left" in diagram.bar.note.text()
    diagram.set_analysis(analysis)
    assert not diagram.bar.note.isVisible()
