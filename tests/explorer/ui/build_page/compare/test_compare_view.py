import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import compare
from explorer.experiment.experiment import Experiment
from explorer.experiment.stage_edits import remove_stage
from explorer.ui.build_page.compare.baseline import Baseline
from explorer.ui.build_page.compare.compare_model import FIELDS, MACS, NAME, PARAMS, SAVED_BYTES, CompareModel
from explorer.ui.build_page.compare.compare_view import CompareView
from explorer.ui.document import DocumentState
from explorer.ui.palette import themed
from models.config import NetworkConfig
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen


def state_of(network, name="net"):
    network = PRESETS[network] if isinstance(network, str) else network
    return DocumentState(Experiment(name=name, network=network), analyse(network))


@pytest.fixture
def baseline(qapp):
    made = Baseline()
    made.pin_source("resnet18")
    return made


@pytest.fixture
def view(qtbot, baseline):
    made = CompareView(baseline)
    qtbot.addWidget(made)
    made.resize(553, 260)
    made.set_state(state_of("resnet34", "resnet34"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def texts(view, row):
    return [view.model.index(row, column).data() for column in range(view.model.columnCount())]


def ink(view, row, column):
    return view.model.index(row, column).data(Qt.ItemDataRole.ForegroundRole)


def test_that_parts_are_shown_with_what_differs(view):
    assert view.title.whole_text == "resnet34 against resnet18"
    assert texts(view, 0)[:3] == ["≠ Network", "different shapes or costs", "+10.11 M  +86 %"]
    assert texts(view, 1) == ["= Stem", "", "=", "=", "="]
    assert texts(view, 2)[:3] == ["≠ Stage 1", "blocks 2 → 3", "+73.98 k  +50 %"]
    tip = view.model.index(2, PARAMS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Baseline 147,968, now 221,952: +73,984"


def test_that_more_and_less_have_their_colours_beside_their_signs(view):
    assert [ink(view, 2, column) for column in (PARAMS, MACS, SAVED_BYTES)] == [themed("more")] * 3
    view.set_state(state_of(remove_stage(PRESETS["resnet18"], 3).network))
    row = next(i for i in range(view.model.rowCount()) if texts(view, i)[NAME].startswith("−"))
    assert texts(view, row)[FIELDS] == "only in the baseline"
    assert texts(view, row)[PARAMS] == "-8.39 M"
    assert ink(view, row, PARAMS) == themed("less")


def test_that_blocks_are_under_their_part_and_stay_unfolded_over_an_edit(view):
    view.tree.setExpanded(view.model.index(2, 0), True)
    part = view.model.index(2, 0)
    assert [view.model.index(i, 0, part).data() for i in range(3)] == ["= layer1.0", "= layer1.1", "+ layer1.2"]

    view.set_state(state_of("resnet50"))

    assert view.tree.isExpanded(view.model.index(2, 0))


def test_that_a_click_selects_the_part_unless_only_the_baseline_has_it(view, qtbot):
    def click(row):
        place = view.tree.visualRect(view.model.index(row, 1)).center()
        qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(view.partSelected) as told:
        click(3)
    assert told.args == ["stages.1"]
    view.set_state(state_of(remove_stage(PRESETS["resnet18"], 0).network))
    row = next(i for i in range(view.model.rowCount()) if texts(view, i)[NAME].startswith("−"))
    with qtbot.assertNotEmitted(view.partSelected):
        click(row)


def test_that_without_a_baseline_it_says_how_to_have_one(view, baseline):
    baseline.unpin()
    view.set_state(state_of("resnet34"))

    assert not view.tree.isVisible()
    assert "pin the current network" in view.hint.text() and view.hint.isVisible()


def test_that_an_illegal_network_leaves_the_last_comparison_dimmed(view):
    view.set_state(state_of(NetworkConfig(stages=())))
    assert not view.tree.isEnabled()
    assert texts(view, 2)[FIELDS] == "blocks 2 → 3"


def test_that_it_is_copied_and_saved_with_exact_numbers(view, qtbot, tmp_path):
    view.copy_button.click()
    rows = list(csv.DictReader(io.StringIO(QApplication.clipboard().text()), delimiter="\t"))
    assert rows[0]["params_change"] == "10108160"

    view.save_button.click()
    dialog = view.findChild(QFileDialog)
    with qtbot.waitSignal(view.messageRaised) as told:
        dialog.fileSelected.emit(str(tmp_path / "comparison.md"))
    dialog.close()
    assert told.args[0] == "info"
    assert (tmp_path / "comparison.md").read_text(encoding="utf-8").startswith("| level | name |")


def test_that_both_themes_paint_it(view, wear):
    view.tree.expandAll()
    images = []
    for name in ("light", "dark"):
        wear(name)
        images.append(view.tree.grab().toImage())
    assert images[0] != images[1]


def test_that_the_model_keeps_qts_rules(qapp):
    model = CompareModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    summaries = [analyse(PRESETS[name]).summary for name in ("resnet18", "densenet121", "digits_mixed")]
    for now, was in zip(summaries, summaries[1:] + summaries[:1], strict=True):
        model.set_comparison(compare(now, was))
        for i in range(model.rowCount()):
            assert (model.rowCount(model.index(i, 0)) > 0) == model.row(model.index(i, 0)).part.startswith("stages")
    model.set_comparison(None)
    assert model.rowCount() == 0 and tester


def test_that_what_differs_has_room_before_memory_has(view):
    for width, shows_memory in ((553, False), (1000, True)):
        view.resize(width, 260)
        QApplication.processEvents()
        assert view.tree.isColumnHidden(SAVED_BYTES) != shows_memory
        assert view.tree.columnWidth(FIELDS) >= 150
