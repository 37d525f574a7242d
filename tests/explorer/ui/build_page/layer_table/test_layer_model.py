import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import compare
from explorer.experiment.field_path import with_field
from explorer.ui.build_page.layer_table.layer_column import FIELD, MACS, NAME, PARAMS, SAVED_BYTES, SHAPE, TYPE
from explorer.ui.build_page.layer_table.layer_model import LayerModel
from explorer.ui.build_page.layer_table.tree_row import Level
from explorer.ui.widgets.table_model import VALUE_ROLE
from models.presets import PRESETS, cifar_resnet

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def summary_of(network):
    return analyse(PRESETS[network] if isinstance(network, str) else network).summary


@pytest.fixture
def model(qapp):
    made = LayerModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del tester


def rows_under(model, parent):
    return [model.row(model.index(i, 0, parent)) for i in range(model.rowCount(parent))]


def walked(model, parent=QModelIndex()):  # noqa: B008
    """All rows of the tree, from the top, in their order."""
    for i in range(model.rowCount(parent)):
        index = model.index(i, 0, parent)
        yield model.row(index)
        yield from walked(model, index)


def texts(model, index):
    return [index.siblingAtColumn(column).data() for column in range(model.columnCount())]


def assert_shows(model, summary):
    """The tree holds exactly the parts, blocks and layers of a summary."""
    rows = list(walked(model))
    layers = [row for row in rows if row.level == Level.LAYER]
    parts = [row for row in rows if row.level == Level.PART]
    assert [row[2:9] for row in layers] == [tuple(row) for row in summary.layers]
    assert [(row.name, row.params, row.macs, row.saved_bytes) for row in parts] == [
        (row.name, row.params, row.macs, row.saved_bytes) for row in summary.stages
    ]
    blocks = [row.name for row in rows if row.level == Level.BLOCK]
    assert blocks == [block.name for block in summary.blocks[1:-1]]


@pytest.mark.parametrize("name", ["resnet18", "densenet121", "digits_mixed"])
def test_that_the_tree_holds_parts_blocks_and_layers(model, name):
    model.set_summary(summary_of(name))
    assert_shows(model, summary_of(name))


def test_that_blocks_and_parts_have_the_sums_of_what_is_under_them(model):
    model.set_summary(summary_of("densenet121"))

    for i in range(model.rowCount()):
        part = model.index(i, 0)
        under = rows_under(model, part)
        assert sum(row.params for row in under) == model.row(part).params
        assert sum(row.macs for row in under) == model.row(part).macs
        assert sum(row.saved_bytes for row in under) == model.row(part).saved_bytes


def test_that_a_stage_without_shortcuts_is_called_plain(model):
    network = with_field(PRESETS["resnet18"], "stages.0.shortcut", "none")
    model.set_summary(summary_of(network))
    assert [texts(model, model.index_of(f"stages.{i}"))[1] for i in (0, 1)] == ["plain × 2", "residual × 2"]


def test_that_numbers_are_written_with_separators_and_kept_exact_for_sorting(model):
    model.set_summary(summary_of("resnet18"))
    stem, stage = model.index_of("stem"), model.index_of("stages.0")
    conv = model.index(0, 0, stem)

    assert texts(model, stage)[:2] == ["Stage 1", "residual × 2"]
    assert texts(model, stage)[PARAMS] == "147,968"
    assert texts(model, conv) == ["conv1", "Conv2d", "64 × 112 × 112", "9,408", "118,013,952", "588.00 KiB", "7"]
    assert conv.siblingAtColumn(MACS).data(VALUE_ROLE) == 118_013_952
    assert conv.siblingAtColumn(SAVED_BYTES).data(VALUE_ROLE) == 602_112
    assert conv.siblingAtColumn(PARAMS).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_that_blocks_are_called_what_tells_them_apart(model):
    model.set_summary(summary_of("densenet121"))
    assert [row.label for row in rows_under(model, model.index_of("stages.0"))][-2:] == ["denselayer6", "transition1"]
    model.set_summary(summary_of("resnet18"))
    assert [row.label for row in rows_under(model, model.index_of("stages.1"))] == ["layer2.0", "layer2.1"]


def test_that_every_column_has_a_title_and_a_sentence(model):
    for column in range(model.columnCount()):
        title, tip = (
            model.headerData(column, Qt.Orientation.Horizontal, role)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        )
        assert title and len(tip) > len(title)


def test_that_other_networks_come_and_go_whether_longer_or_shorter(model):
    for name in ("resnet18", "densenet121", "digits_resnet", "resnet18"):
        model.set_summary(summary_of(name))
        assert_shows(model, summary_of(name))


@pytest.mark.parametrize("column", [NAME, TYPE, SHAPE, PARAMS, MACS, SAVED_BYTES, FIELD])
@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
def test_that_sorting_lists_layers_by_exact_values_and_minus_one_restores_the_tree(model, column, order):
    model.set_summary(summary_of("densenet121"))

    model.sort(column, order)
    values = [model.index(row, column).data(VALUE_ROLE) for row in range(model.rowCount())]
    assert len(values) == len(model.summary.layers)
    assert values == sorted(values, reverse=order == DESCENDING)

    model.sort(-1, ASCENDING)
    assert_shows(model, summary_of("densenet121"))


def test_that_a_filter_lists_layers_with_every_word_in_name_type_or_shape(model):
    model.set_summary(summary_of("resnet18"))

    model.set_filter("layer2 conv2d")
    assert {row.type for row in model.listed()} == {"Conv2d"}
    assert {row.label.split(".")[0] for row in model.listed()} == {"layer2"}

    model.set_filter("512 × 7")
    assert all(row.output_shape == (512, 7, 7) for row in model.listed())
    assert model.rowCount() == model.num_listed() > 0

    model.set_filter("nothing of the kind")
    assert model.rowCount() == 0

    model.set_filter("")
    assert_shows(model, summary_of("resnet18"))


def test_that_filter_and_order_outlive_an_edit(model):
    model.set_summary(summary_of("resnet18"))
    model.set_filter("conv")
    model.sort(PARAMS, DESCENDING)

    model.set_summary(summary_of("resnet34"))

    wanted = [row for row in summary_of("resnet34").layers if "conv" in f"{row.name} {row.type}".lower()]
    wanted = [row.name for row in sorted(wanted, key=lambda row: -row.params)]
    assert [row.name for row in rows_under(model, QModelIndex())] == wanted


def test_that_a_selected_layer_stays_selected_when_the_order_changes(model):
    model.set_summary(summary_of("resnet18"))
    model.sort(NAME, ASCENDING)
    row = next(i for i in range(model.rowCount()) if model.index(i, 0).data() == "layer1.0.conv1")
    index = QPersistentModelIndex(model.index(row, NAME))

    model.sort(PARAMS, DESCENDING)

    assert index.data() == "layer1.0.conv1"


def test_that_parts_and_blocks_are_found_in_any_order(model):
    model.set_summary(summary_of("resnet18"))

    assert model.index_of("stages.1").data() == "Stage 2"
    assert model.index_of("stages.1", 1).data() == "layer2.1"
    assert not model.index_of("input").isValid()
    assert not model.index_of("stages.1", 7).isValid()
    model.sort(MACS, DESCENDING)
    found = model.row(model.index_of("stages.1", 1))
    assert (found.part, found.block) == ("stages.1", 1)
    assert model.row(model.index_of("head")).part == "head"


def test_that_thousands_of_layers_are_there(model):
    model.set_summary(summary_of(cifar_resnet(1202)))
    assert model.num_listed() == len(model.summary.layers) > 3_000
    assert model.rowCount(model.index_of("stages.1")) == 200

    model.sort(PARAMS, DESCENDING)
    assert model.row(model.index(0, 0)).params == max(row.params for row in model.summary.layers)


def test_that_rows_know_what_they_were_in_the_baseline(model):
    now, was = summary_of("resnet34"), summary_of(with_field(PRESETS["resnet18"], "stages.0.bias", True))
    model.set_summary(now, compare(now, was))
    column = model.columns[PARAMS]

    stage, old, new = (model.row(model.index_of("stages.0", block)) for block in (None, 0, 2))
    assert stage.was.params == was.stages[1].params
    assert column.change_text(stage) == "+50 %"
    assert column.change_text(old) == "-0.2 %"
    assert new.was is None and column.change_text(new) == ""
    layer = rows_under(model, model.index_of("stages.0", 0))[0]
    assert layer.was.params == layer.params + 64
    tip = model.index_of("stages.0").siblingAtColumn(PARAMS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "+73,728 from the baseline's 148,224 (+50 %)"
