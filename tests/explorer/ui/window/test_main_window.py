import pytest
from PySide6.QtCore import Qt

from explorer.experiment.experiment import Experiment
from explorer.jobs.requests import VerifyRequest
from explorer.runs.events import ReportReady
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


@pytest.fixture
def control(window):
    """The control of a field of the part that is shown."""

    def find(name):
        return window.build_page.editor.shown_form.row(name).control

    return find


def choose_preset(qtbot, window, text):
    """As a person does: open the popup, type, press Return."""
    window.tool_bar.presets.click()
    popup = window.tool_bar.presets.popup
    qtbot.keyClicks(popup.line, text)
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)


def choose_part(qtbot, window, title):
    view = window.build_page.parts.view
    row = next(i for i in range(view.model().rowCount()) if view.model().index(i).data() == title)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row)).center())


def type_number(qtbot, box, text):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def test_that_it_begins_with_a_network_that_trains_at_once(window):
    assert window.build_page.totals.params.number == "77.75 k"
    assert window.windowTitle() == "digits_resnet[*] - ResDense"
    assert window.commands.start.isEnabled()
    assert not window.isWindowModified()


def test_that_every_choice_shows_its_cost_and_can_be_undone_to_the_start(qtbot, window, control):
    start = window.document.experiment

    choose_preset(qtbot, window, "DenseNet-121")
    assert window.document.experiment.network == PRESETS["densenet121"]
    assert window.build_page.totals.params.number == "7.98 M"
    assert window.tool_bar.presets.text() == "DenseNet-121"

    choose_part(qtbot, window, "Stage 1")
    type_number(qtbot, control("growth_rate"), "16")
    assert window.document.experiment.network.stages[0].growth_rate == 16
    assert window.tool_bar.presets.text() == "Custom network"

    choose_preset(qtbot, window, "resnet18")
    choose_part(qtbot, window, "Stage 2")
    type_number(qtbot, control("width"), "96")
    assert window.document.experiment.network.stages[1].width == 96
    assert window.isWindowModified()
    end = window.document.experiment

    while window.commands.undo.isEnabled():
        window.commands.undo.trigger()
    assert window.document.experiment == start
    assert not window.isWindowModified()
    while window.commands.redo.isEnabled():
        window.commands.redo.trigger()
    assert window.document.experiment == end


def test_that_undo_works_while_the_cursor_is_in_a_field(qtbot, window, control):
    choose_part(qtbot, window, "Stage 1")
    box = control("width")
    type_number(qtbot, box, "24")
    assert box.hasFocus()

    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert window.document.experiment.network.stages[0].width == 16
    assert box.value() == 16


def test_that_an_illegal_value_is_said_beside_its_field_and_goes(qtbot, window, control):
    choose_part(qtbot, window, "Stage 2")
    type_number(qtbot, control("groups"), "3")

    row = window.build_page.editor.form("residual").row("groups")
    assert "3 groups do not divide 16 channels" in row.issue
    assert window.build_page.headline.issue.isVisible()
    assert not window.build_page.totals.isEnabled()
    assert not window.commands.start.isEnabled()
    assert not window.commands.verify.isEnabled()

    type_number(qtbot, control("groups"), "4")
    assert row.issue == ""
    assert not window.build_page.headline.issue.isVisible()
    assert window.build_page.totals.isEnabled()
    assert window.commands.start.isEnabled()


def test_that_the_issue_in_the_headline_leads_to_its_field(qtbot, window, control):
    window.document.edit_field("network.stages.2.groups", 3)
    choose_part(qtbot, window, "Input")

    window.build_page.headline.issue.click()

    assert window.build.selected == "stages.2"
    qtbot.waitUntil(lambda: control("groups").hasFocus())


def test_that_stages_are_added_copied_moved_and_removed(window):
    actions = window.stage_actions
    window.build.select("stages.0")

    actions.add_dense.trigger()
    assert [stage.kind for stage in window.document.experiment.network.stages] == [
        "residual",
        "dense",
        "residual",
        "residual",
    ]
    assert window.build.selected == "stages.1"
    actions.duplicate.trigger()
    assert window.build.selected == "stages.2"
    actions.move_up.trigger()
    actions.move_up.trigger()
    assert window.build.selected == "stages.0"
    assert not actions.move_up.isEnabled()
    actions.remove.trigger()
    actions.remove.trigger()
    assert [stage.kind for stage in window.document.experiment.network.stages] == ["dense", "residual", "residual"]
    actions.add_residual.trigger()
    assert window.build.selected == "stages.1"


def test_that_a_network_can_lose_all_its_stages_and_get_new_ones(window):
    for _ in range(3):
        window.stage_actions.remove.trigger()

    assert window.build.selected == "stem"
    assert window.build_page.headline.issue.isVisible()
    assert not window.stage_actions.remove.isEnabled()
    window.stage_actions.add_dense.trigger()
    assert window.build.selected == "stages.0"
    assert window.document.analysis.is_legal


def test_that_undo_shows_the_part_that_it_changes(qtbot, window, control):
    choose_part(qtbot, window, "Stage 3")
    type_number(qtbot, control("width"), "96")
    choose_part(qtbot, window, "Stem")

    window.commands.undo.trigger()

    assert window.build.selected == "stages.2"


def test_that_all_views_show_the_same_part(window):
    window.build_page.diagram.partSelected.emit("stages.1")

    view = window.build_page.parts.view
    assert view.currentIndex().data() == "Stage 2"
    assert window.build.selected == "stages.1"


def test_that_delete_in_a_field_deletes_a_digit_and_not_the_stage(qtbot, window, control):
    choose_part(qtbot, window, "Stage 1")
    box = control("width")
    box.setFocus()
    box.lineEdit().setCursorPosition(0)

    qtbot.keyClick(box, Qt.Key.Key_Delete)

    assert len(window.document.experiment.network.stages) == 3
    assert box.value() == 6


def test_that_the_theme_reaches_every_view(window):
    before = window.grab().toImage().pixelColor(640, 780)

    window.commands.dark.trigger()

    assert window.grab().toImage().pixelColor(640, 780) != before
    assert window.commands.dark.isChecked()


def test_that_the_pages_are_switched_by_keys(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.tools.train_page.isVisible()
    assert not window.build_page.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.build_page.isVisible()


def test_that_the_name_is_edited_in_the_headline(qtbot, window):
    name = window.build_page.headline.name
    name.selectAll()
    qtbot.keyClicks(name, "mine")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert window.document.experiment.name == "mine"

    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "mine"


@pytest.mark.parametrize(("agrees", "words"), [(True, "equal those"), (False, "differs")])
def test_that_torchinfos_report_is_shown_with_a_verdict(window, agrees, words):
    report = ReportReady(text="Layer (type)", agrees=agrees, differences=() if agrees else ("params: 1, not 2",))

    window.jobs.toolEventReceived.emit(VerifyRequest(network=window.document.experiment.network), report)

    dialog = window.tools.verification.dialog
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert words in dialog.verdict.text()
    assert "Layer (type)" in dialog.text.toPlainText()


def test_that_the_batch_size_of_the_recipe_counts_in_the_memory(window):
    before = window.build_page.totals.saved_bytes.note

    window.document.edit_field("recipe.batch_size", 256)

    assert window.build_page.totals.saved_bytes.note != before
    assert window.build_page.totals.saved_bytes.note.endswith("at batch 256")


def test_that_the_presets_are_narrowed_by_typing(qtbot, window):
    window.tool_bar.presets.click()
    popup = window.tool_bar.presets.popup

    qtbot.keyClicks(popup.line, "wide 50")

    assert [row.value.name for row in popup.model.rows if row.value is not None] == ["wide_resnet50_2"]
    popup.close()


def test_that_the_build_page_shows_that_a_training_goes_on(window):
    window.tools.train_page.strip.set_state("starting")
    assert window.tools.job_line.isVisible()
    window.tools.job_line.button.click()
    assert not window.tools.job_line.isVisible()
    window.commands.show_build.trigger()
    assert window.tools.job_line.isVisible()
