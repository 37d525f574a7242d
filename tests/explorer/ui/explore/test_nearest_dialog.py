import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.ui.explore.nearest_dialog import GAP, NAME, NearestDialog, candidate_columns, gap_text
from explorer.ui.widgets.table_model import COLOR_ROLE, TableModel
from models.presets import PRESETS
from models.search import nearest_networks

NETWORK = PRESETS["resnet20_cifar"]


@pytest.fixture
def dialog(qtbot):
    made = NearestDialog(analyse(NETWORK))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show_and_search()
    yield made
    made.close()


def expected(budget, measure="params", network=NETWORK):
    return nearest_networks(budget, measure, image=network.input, num_classes=network.num_classes)


def is_done(dialog):
    return not dialog.slices.is_running


def test_that_it_begins_at_the_budget_of_the_network(qtbot, dialog):
    assert dialog.budget.text() == "269,722"
    qtbot.waitUntil(lambda: is_done(dialog))
    assert dialog.model.rows == expected(269_722)


def test_that_a_budget_is_typed_as_people_say_it(qtbot, dialog):
    dialog.budget.selectAll()
    qtbot.keyClicks(dialog.budget, "1.7M")
    qtbot.keyClick(dialog.budget, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_done(dialog))

    assert dialog.model.rows == expected(1_700_000)
    assert dialog.isVisible()


def test_that_the_measure_brings_its_own_budget(qtbot, dialog):
    dialog.measure.set_value("macs")
    dialog.measure.edited.emit("macs")
    assert dialog.budget.text() == "40,551,040"
    qtbot.waitUntil(lambda: is_done(dialog))
    assert dialog.model.rows == expected(40_551_040, "macs")


def test_that_what_is_no_budget_is_answered_beside_it(qtbot, dialog):
    dialog.budget.setText("some")
    dialog.find_button.click()
    assert dialog.problem.text() == 'Expected a count like 1.7M or 25,557,032, found "some".'
    assert dialog.problem.isVisible() and is_done(dialog)

    dialog.budget.setText("1M")
    dialog.find_button.click()
    assert not dialog.problem.isVisible()


def test_that_other_images_are_searched_for_at_once(qtbot, dialog):
    qtbot.waitUntil(lambda: is_done(dialog))
    other = NETWORK.model_copy(update={"num_classes": 100})

    dialog.set_analysis(analyse(other))

    qtbot.waitUntil(lambda: is_done(dialog))
    assert {candidate.config.num_classes for candidate in dialog.model.rows} == {100}


def test_that_closing_ends_the_search(dialog):
    assert dialog.slices.is_running
    dialog.reject()
    assert is_done(dialog)


def test_that_using_a_network_is_one_undo_step(qtbot, make_window):
    window = make_window(Experiment(name="net", network=NETWORK))
    before = window.document.experiment
    window.commands.nearest.trigger()
    dialog = window.tools.exploration.nearest
    qtbot.waitUntil(lambda: is_done(dialog))
    dialog.table.selectRow(5)

    dialog.use.click()

    chosen = dialog.model.rows[5]
    assert window.document.experiment.network == chosen.config
    assert window.document.experiment.name == chosen.title
    assert window.document.experiment.recipe == before.recipe
    assert window.document.undo_stack.count() == 1
    window.document.undo_stack.undo()
    assert window.document.experiment == before


def test_that_a_double_click_uses_a_network_and_the_theme_is_followed(qtbot, make_window, theme):
    window = make_window(Experiment(name="net", network=NETWORK))
    window.commands.nearest.trigger()
    dialog = window.tools.exploration.nearest
    qtbot.waitUntil(lambda: is_done(dialog))
    theme.set_mode("dark")
    place = dialog.table.visualRect(dialog.model.index(1, GAP)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert window.document.experiment.network == dialog.model.rows[1].config


def test_that_the_model_keeps_qts_rules_and_says_what_was_found():
    model = TableModel(candidate_columns())
    tester = QAbstractItemModelTester(model)
    found = expected(1_000_000)
    for candidates in (found, found[:3], (), found):
        model.set_rows(candidates)
    assert tester
    assert model.index(0, NAME).data() == found[0].title
    assert [model.index(row, NAME).data(COLOR_ROLE) for row in (0, 7)] == ["residual", "dense"]
    assert gap_text(0.0) == "exact"
    assert gap_text(-0.0123) == "-1.23 %"
