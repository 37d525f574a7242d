from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import compare
from explorer.experiment.field_path import with_field
from explorer.experiment.stage_edits import remove_stage
from explorer.ui.build_page.compare.canvas_changes import canvas_changes
from explorer.ui.canvas.items.change_items import CanvasChanges
from models.presets import PRESETS

RESNET = PRESETS["resnet50"]


def changes_of(now, was=RESNET):
    return canvas_changes(compare(analyse(now).summary, analyse(was).summary))


def test_that_equal_networks_and_no_baseline_change_nothing(qapp):
    assert changes_of(RESNET).parts == {}
    assert canvas_changes(None) == CanvasChanges()


def test_that_a_block_that_came_is_marked_and_said(qapp):
    change = changes_of(with_field(RESNET, "stages.0.blocks", 4)).parts["stages.0"]
    assert change.tag == "blocks 3 → 4"
    assert change.blocks == ((3, "more"),)
    assert not change.num_removed


def test_that_blocks_that_went_are_counted(qapp):
    change = changes_of(with_field(RESNET, "stages.2.blocks", 4)).parts["stages.2"]
    assert (change.blocks, change.num_removed) == ((), 2)


def test_that_blocks_of_another_width_are_marked_as_changed_here_and_where_they_lead(qapp):
    parts = changes_of(with_field(RESNET, "stages.0.width", 96)).parts
    assert [position for position, _ in parts["stages.0"].blocks] == [0, 1, 2]
    assert parts["stages.1"].tag == ""
    assert parts["stages.1"].blocks == ((0, "text_muted"),)


def test_that_several_fields_are_counted(qapp):
    other = with_field(with_field(RESNET, "stages.3.width", 96), "stages.3.blocks", 5)
    assert changes_of(other).parts["stages.3"].tag == "2 changes"


def test_that_a_stage_that_went_is_a_ghost_at_its_place(qapp):
    ghosts = changes_of(remove_stage(RESNET, 1).network).ghosts
    assert [(ghost.before, ghost.title, ghost.kind) for ghost in ghosts] == [(1, "Stage 2", "residual")]


def test_that_a_stage_that_came_is_new(qapp):
    parts = changes_of(RESNET, remove_stage(RESNET, 1).network).parts
    assert (parts["stages.1"].tag, parts["stages.1"].color) == ("new", "more")
