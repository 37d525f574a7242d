import pytest

from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.ui.build_page.compare.baseline import Baseline
from models.config import NetworkConfig
from models.presets import PRESETS


@pytest.fixture
def baseline(qapp):
    return Baseline()


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="resnet18", network=PRESETS["resnet18"]))


def test_that_a_preset_or_a_file_may_be_the_baseline(baseline, tmp_path):
    path = tmp_path / "mine.resdense.json"
    save_experiment(path, Experiment(name="mine", network=PRESETS["digits_mixed"]))

    baseline.pin_source("resnet50")
    assert (baseline.side.name, baseline.side.summary.params) == ("resnet50", 25_557_032)
    baseline.pin_source(str(path))
    assert baseline.side.name == "mine"


@pytest.mark.parametrize("content", [None, "{}", "no json"])
def test_that_a_bad_source_is_one_sentence_and_changes_nothing(baseline, tmp_path, qtbot, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    baseline.pin_source("resnet50")
    with qtbot.assertNotEmitted(baseline.changed), pytest.raises(ValueError, match=r"bad\.json"):
        baseline.pin_source(str(path))
    assert baseline.side.name == "resnet50"


def test_that_an_illegal_network_is_never_the_baseline(baseline):
    baseline.pin("none", analyse(NetworkConfig(stages=())))
    assert baseline.side is None


def test_that_a_network_is_compared_once(baseline):
    baseline.pin_source("resnet18")
    analysis = analyse(PRESETS["resnet34"])
    assert baseline.comparison(analysis) is baseline.comparison(analysis)
    assert baseline.comparison(analyse(NetworkConfig(stages=()))) is None
    baseline.unpin()
    assert baseline.comparison(analysis) is None


def test_that_pinning_shows_differences_everywhere_until_it_is_unpinned(window):
    totals, costs, commands = window.build_page.totals, window.build_page.costs, window.commands
    assert not commands.unpin_baseline.isEnabled()

    commands.pin_baseline.trigger()
    assert totals.params.note == "as in the baseline"
    assert costs.baseline_button.text() == "vs resnet18"
    window.document.edit_field("network.stages.0.blocks", 3)
    assert totals.params.note == "+73.98 k (+0.6 %)"
    assert totals.layers.note == "+2 (+11 %)"
    assert "baseline" in costs.growth.bar.legend.toolTip()
    assert costs.layers.model.row(costs.layers.model.index_of("stages.0")).was.params == 147_968

    window.document.edit_field("network.stages.3.groups", 3)
    assert totals.params.note == "+73.98 k (+0.6 %)"
    assert not commands.pin_baseline.isEnabled()

    commands.unpin_baseline.trigger()
    window.document.undo_stack.undo()
    assert totals.params.note.endswith("in fp32")
    assert costs.layers.model.comparison is None
    assert costs.baseline_button.text() == "Baseline"


def test_that_the_pins_menu_offers_presets_and_says_what_is_wrong_with_a_file(window, qtbot, tmp_path):
    costs = window.build_page.costs
    menu = costs.baseline_button.menu()
    menu.presets.aboutToShow.emit()
    groups = {action.text(): action.menu() for action in menu.presets.actions()}
    next(action for action in groups["torchvision"].actions() if action.text() == "ResNet-50").trigger()
    assert costs.baseline.side.name == "resnet50"

    with qtbot.waitSignal(costs.messageRaised) as told:
        menu.sourceChosen.emit(str(tmp_path / "missing.json"))
    assert told.args[0] == "error" and "missing.json" in told.args[1]


def test_that_the_comparison_is_opened_by_its_command(window):
    window.commands.pin_baseline.trigger()
    window.document.edit_field("network.stages.0.blocks", 3)

    window.commands.compare.trigger()

    view = window.build_page.costs.tabs.view
    assert view.title.whole_text == "resnet18 against resnet18"
    assert view.model.index(2, 1).data() == "blocks 2 → 3"
