import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.experiment.analysis import analyse
from explorer.ui.layer_table.layer_column import FIELD, KEPT, MACS, NAME, PARAMS, SHAPE, TYPE
from explorer.ui.layer_table.layer_model import VALUE_ROLE, LayerTableModel
from models.presets import PRESETS, cifar_resnet

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def summary_of(name):
    return analyse(PRESETS[name]).summary


@pytest.fixture
def model(qapp):
    made = LayerTableModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del tester


def shown(model):
    return list(model.shown_rows())


@pytest.mark.parametrize("name", ["resnet18", "densenet121", "digits_mixed"])
def test_that_the_rows_are_the_layers_of_the_summary(model, name):
    summary = summary_of(name)

    model.set_summary(summary)

    assert [model.row(i) for i in range(model.rowCount())] == list(summary.layers)


def test_that_numbers_are_written_with_separators_and_kept_exact_for_sorting(model):
    model.set_summary(summary_of("resnet18"))

    def texts(row):
        return [model.index(row, column).data() for column in range(model.columnCount())]

    assert texts(0) == ["conv1", "Conv2d", "64 × 112 × 112", "9,408", "118,013,952", "588.00 KiB", "7"]
    assert model.index(0, MACS).data(VALUE_ROLE) == 118_013_952
    assert model.index(0, KEPT).data(VALUE_ROLE) == 602_112
    assert model.index(0, PARAMS).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


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
        assert shown(model) == list(summary_of(name).layers)


@pytest.mark.parametrize("column", [NAME, TYPE, SHAPE, PARAMS, MACS, KEPT, FIELD])
@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
def test_that_sorting_is_by_exact_values_and_minus_one_restores_the_network(model, column, order):
    model.set_summary(summary_of("densenet121"))

    model.sort(column, order)
    values = [model.index(row, column).data(VALUE_ROLE) for row in range(model.rowCount())]
    assert values == sorted(values, reverse=order == DESCENDING)

    model.sort(-1, ASCENDING)
    assert shown(model) == list(summary_of("densenet121").layers)


def test_that_a_filter_holds_every_word_in_name_type_or_shape(model):
    model.set_summary(summary_of("resnet18"))

    model.set_filter("layer2 conv2d")
    assert {row.type for row in shown(model)} == {"Conv2d"}
    assert {row.name.split(".")[0] for row in shown(model)} == {"layer2"}

    model.set_filter("512 × 7")
    assert shown(model) and all(row.output_shape == (512, 7, 7) for row in shown(model))

    model.set_filter("nothing of the kind")
    assert model.rowCount() == 0

    model.set_filter("")
    assert shown(model) == list(summary_of("resnet18").layers)


def test_that_filter_and_order_outlive_an_edit(model):
    model.set_summary(summary_of("resnet18"))
    model.set_filter("conv")
    model.sort(PARAMS, DESCENDING)

    model.set_summary(summary_of("resnet34"))

    wanted = [row for row in summary_of("resnet34").layers if "conv" in f"{row.name} {row.type}".lower()]
    assert shown(model) == sorted(wanted, key=lambda row: -row.params)


def test_that_a_selected_layer_stays_selected_when_the_order_changes(model):
    model.set_summary(summary_of("resnet18"))
    index = QPersistentModelIndex(model.index(4, NAME))

    model.sort(PARAMS, DESCENDING)

    assert index.data() == "layer1.0.conv1"


def test_that_the_first_layer_of_a_part_is_found_in_any_order(model):
    model.set_summary(summary_of("resnet18"))

    assert model.row(model.first_of("stages.1")).name == "layer2.0.conv1"
    assert model.first_of("input") is None
    model.sort(MACS, DESCENDING)
    assert model.part(model.first_of("head")) == "head"


def test_that_thousands_of_layers_are_there(model):
    model.set_summary(analyse(cifar_resnet(1202)).summary)
    assert model.rowCount() == len(model.summary.layers) > 3_000

    model.sort(PARAMS, DESCENDING)
    assert model.row(0).params == max(row.params for row in model.summary.layers)
