"""Fifty random edits made on the canvas, and back: document, canvas and layer table always agree."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import get_field
from explorer.number_format import exact_count
from models.presets import PRESETS
from tests.breadth import draw

START = Experiment(name="digits_mixed", network=PRESETS["digits_mixed"])
COMMANDS = (
    *("more_blocks", "fewer_blocks", "wider", "narrower", "move_left", "move_right"),
    *("part_before", "part_after", "block_after", "fold", "fold_all"),
)
STAGES = (("basic", 0), ("bottleneck", 2), ("dense", 6))
STEPS = st.sampled_from((*COMMANDS, *STAGES, "duplicate", "remove", "remove", "undo", "redo"))


def take(window, step):
    """One step as a person takes it."""
    canvas, stack = window.build_page.diagram, window.document.undo_stack
    if isinstance(step, tuple):
        canvas.stageAddRequested.emit(*step)
    elif step in ("undo", "redo"):
        getattr(stack, step)()
    elif step in ("duplicate", "remove"):
        getattr(window.stage_actions, step).trigger()
    else:
        canvas.commands[step].trigger()


def assert_all_agree(window):
    network, analysis = window.document.experiment.network, window.document.analysis
    page = window.build_page
    selected = window.build.selected
    assert page.parts.model.part_at(page.parts.view.currentIndex().row()) == selected
    assert page.diagram.view.is_dimmed != analysis.is_legal
    if not analysis.is_legal:
        return
    assert len(page.diagram.items) == len(network.stages) + 3
    for item in page.diagram.items.values():
        assert item.is_selected == (item.figure.name == selected)
        for spot in item.figure.spots:
            if spot.name != "fold":
                shown = [mark.text for mark in item.figure.header if getattr(mark, "style", "") == "number"]
                assert str(get_field(network, spot.name)) in shown
    table = page.costs.layers
    assert table.model.summary is analysis.summary
    assert exact_count(analysis.summary.params) in table.totals


@draw(2)
@given(steps=st.lists(STEPS, min_size=50, max_size=50))
def run(window, steps):
    document = window.document
    document.replace(START)
    for step in steps:
        take(window, step)
        assert_all_agree(window)
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
        assert_all_agree(window)
    assert document.experiment == START


def test_that_every_view_agrees_through_random_edits_and_back_to_the_start(make_window):
    run(make_window(START))
