import pytest
from PySide6.QtTest import QAbstractItemModelTester

from explorer.experiment.analysis import analyse
from explorer.experiment.stage_edits import add_stage, duplicate_stage, move_stage, remove_stage
from explorer.ui.build_page.editor.parts_list import ROW_ROLE, STALE_ROLE, PartsModel
from explorer.ui.network_parts import changed_parts, part_of_field
from models.presets import PRESETS

RESNET = PRESETS["resnet18"]


@pytest.fixture
def model(qapp):
    model = PartsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_analysis(analyse(RESNET))
    return model


def rows(model):
    return [model.index(i).data(ROW_ROLE) for i in range(model.rowCount())]


def test_that_every_part_has_a_row_with_its_costs(model):
    shown = rows(model)

    assert [row.title for row in shown] == [
        "Input",
        "Stem",
        *(f"Stage {i}" for i in range(1, 5)),
        "Head",
        "Initialisation",
    ]
    assert shown[3].detail == "Residual × 2, 128 wide, basic"
    assert (shown[3].shape, shown[3].params) == ("128 × 28 × 28", "525.57 k")
    assert (shown[0].shape, shown[0].params) == ("3 × 224 × 224", "")


@pytest.mark.parametrize(
    "edit",
    [
        lambda net: add_stage(net, 0, "dense"),
        lambda net: add_stage(net, 4, "residual"),
        lambda net: duplicate_stage(net, 1),
        lambda net: move_stage(net, 0, 3),
        lambda net: remove_stage(net, 0),
        lambda net: remove_stage(net, 3),
    ],
)
def test_that_the_rows_follow_edits_of_the_stages_and_back(model, edit):
    changed = edit(RESNET).network

    model.set_analysis(analyse(changed))
    assert len(rows(model)) == len(changed.stages) + 4
    fresh = PartsModel()
    fresh.set_analysis(analyse(changed))
    if analyse(changed).is_legal:
        assert rows(model) == rows(fresh)
    model.set_analysis(analyse(RESNET))
    assert [row.kind for row in rows(model)] == ["input", "stem", *["residual"] * 4, "head", "init"]


def test_that_only_rows_that_differ_are_touched(model, qtbot):
    touched = []
    model.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))

    model.set_analysis(analyse(RESNET.model_copy(update={"num_classes": 10})))

    assert touched == [(6, 6)]


def test_that_an_issue_marks_its_row_and_the_last_costs_stay(model):
    stage = RESNET.stages[1].model_copy(update={"groups": 3})
    model.set_analysis(analyse(RESNET.model_copy(update={"stages": (RESNET.stages[0], stage, *RESNET.stages[2:])})))

    assert "3 groups do not divide" in rows(model)[3].problem
    assert rows(model)[3].shape == "128 × 28 × 28"
    assert rows(model)[2].problem == ""
    assert model.index(2).data(STALE_ROLE)
    model.set_analysis(analyse(RESNET))
    assert not model.index(2).data(STALE_ROLE)
    assert rows(model)[3].problem == ""


def test_that_a_network_without_stages_has_its_other_parts(model):
    model.set_analysis(analyse(RESNET.model_copy(update={"stages": ()})))

    assert [row.kind for row in rows(model)] == ["input", "stem", "head", "init"]


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("stages.1.growth_rate", "stages.1"),
        ("stem.channels", "stem"),
        ("num_classes", "head"),
        ("stochastic_depth", "init"),
        ("stages", None),
    ],
)
def test_that_a_field_is_looked_for_in_its_part(field, part):
    assert part_of_field(field) == part


def test_that_the_parts_that_differ_are_found():
    other = RESNET.model_copy(update={"num_classes": 10, "stages": RESNET.stages[:2]})

    assert changed_parts(RESNET, other) == ["head"]
    assert changed_parts(other, RESNET) == ["stages.2", "stages.3", "head"]
