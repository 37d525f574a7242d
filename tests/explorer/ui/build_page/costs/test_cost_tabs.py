import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMenu

from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import with_field
from explorer.experiment.recipe import Recipe
from explorer.runs.events import DevicesKnown
from explorer.ui.build_page.compare.baseline import Baseline, BaselineButton
from explorer.ui.build_page.costs.cost_tabs import LAYERS, LEDGER, MEMORY, SHARES, CostTabs
from explorer.ui.build_page.costs.memory_view import MemoryView
from explorer.ui.build_page.costs.stage_view import CHECKPOINTING, SAVED_BYTES, stage_columns, stage_costs
from explorer.ui.document import DocumentState
from explorer.ui.icons import Mark
from explorer.ui.widgets.table_model import SHARE_ROLE, TableModel
from models.conventions import ledger
from models.memory import training_memory
from models.presets import PRESETS

GIB = 2**30


def state_of(name, **recipe) -> DocumentState:
    experiment = Experiment(network=PRESETS[name], recipe=Recipe(**recipe))
    return DocumentState(experiment, analyse(experiment.network))


@pytest.fixture
def card(qtbot, qapp):
    baseline = Baseline(qapp)
    pin = BaselineButton(baseline, QMenu())
    made = CostTabs(state_of("densenet121"), QLabel("layers"), baseline, pin)
    qtbot.addWidget(made)
    made.resize(556, 250)
    made.set_state(state_of("densenet121"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def look_at(card, tab):
    card.tabs.setCurrentIndex(tab)
    return card.view


def type_size(qtbot, choice, text):
    line = choice.lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_that_views_are_made_when_they_are_looked_at_and_follow_only_in_sight(card):
    assert isinstance(card.view, QLabel)
    counts = look_at(card, LEDGER)
    look_at(card, LAYERS)
    before = counts.model.rows

    card.set_state(state_of("resnet50"))

    assert counts.model.rows is before
    assert look_at(card, LEDGER).model.rows[0].count == 4_089_184_256


def test_that_the_ledger_says_what_the_conventions_say(card):
    view = look_at(card, LEDGER)

    assert view.model.rows == ledger(analyse(PRESETS["densenet121"]).summary)
    text = view.model.index(4, 0).data()
    assert "PyTorch's FlopCounterMode: 5,668,323,328 FLOPs, +2,834,161,664" in text
    assert "exactly twice the MACs" in text


def test_that_the_rows_of_the_ledger_are_high_enough_for_their_reasons(qtbot, card):
    view = look_at(card, LEDGER)

    def height():
        return view.list.visualRect(view.model.index(2, 0)).height()

    qtbot.waitUntil(lambda: height() > 0)
    wide = height()
    card.resize(300, 250)
    qtbot.waitUntil(lambda: height() > wide)


def test_that_the_memory_is_that_of_the_recipe(card):
    card.set_state(state_of("resnet50", batch_size=64, optimizer="adamw", precision="bf16"))
    view = look_at(card, MEMORY)

    summary = analyse(PRESETS["resnet50"]).summary
    memory = training_memory(summary, optimizer="adamw", precision="bf16")
    assert view.total.text() == f"{memory.total(64) / 2**30:,.2f} GiB"
    shown = [kind.num_bytes.text() for kind in view.kinds]
    assert shown[2] == f"{memory.optimizer_state / 2**20:,.2f} MiB"
    assert shown[3] == f"{memory.casts / 2**20:,.2f} MiB"


def test_that_fits_turns_at_the_largest_batch(qtbot, card):
    view = look_at(card, MEMORY)
    type_size(qtbot, view.device, "12 GiB")
    memory = training_memory(analyse(PRESETS["densenet121"]).summary)
    largest = memory.largest_batch(12 * GIB)
    assert view.largest.text() == f"Largest batch: {largest}"

    card.set_state(state_of("densenet121", batch_size=largest))
    assert view.verdict.text() == "Fits in 12 GiB"
    card.set_state(state_of("densenet121", batch_size=largest + 1))
    assert view.verdict.text() == "Does not fit in 12 GiB"


def test_that_no_batch_may_fit(qtbot, card):
    view = look_at(card, MEMORY)
    type_size(qtbot, view.device, "64 MiB")
    assert view.largest.text() == "Not even one image fits."


def test_that_a_device_of_this_machine_is_taken_as_the_recipe_names_it(qtbot, card):
    known = DevicesKnown(
        devices=("cuda", "cpu"), descriptions=("NVIDIA H100 (cuda:0)", "CPU, 2 threads"), memories=(80 * GIB, None)
    )
    card.set_devices(known)
    view = look_at(card, MEMORY)
    assert view.device.currentText() == "NVIDIA H100 (cuda:0), 80 GiB"
    assert view.verdict.text() == "Fits in 80 GiB"

    card.set_state(state_of("densenet121", device="cpu"))
    assert view.verdict.text() == "The memory of this device is not known"
    assert view.verdict.text() == "The memory of this device is not known"

    view.device.setCurrentIndex(view.device.findText("4 GiB"))
    view.device.activated.emit(view.device.currentIndex())
    assert view.device.device.memory == 4 * GIB
    card.set_state(state_of("densenet121", device="cuda"))
    assert view.device.device.memory == 4 * GIB


def test_that_devices_told_without_memory_are_not_known(card):
    card.set_devices(DevicesKnown(devices=("cpu",), descriptions=("CPU, 2 threads",)))
    assert look_at(card, MEMORY).verdict.text() == "The memory of this device is not known"


def test_that_what_is_no_size_is_marked_and_changes_nothing(qtbot, card):
    view = look_at(card, MEMORY)
    before = view.device.device

    type_size(qtbot, view.device, "lots")

    assert view.device.property("issue")
    assert "expected a number of bytes" in view.device.problem
    assert "Expected a number of bytes" in view.device.toolTip()
    assert view.device.device == before
    type_size(qtbot, view.device, "11G")
    assert not view.device.property("issue")
    assert view.device.device.memory == 11 * GIB


def test_that_shares_add_up_and_checkpointing_is_predicted(card):
    model = look_at(card, SHARES).model
    assert sum(model.index(row, SAVED_BYTES).data(SHARE_ROLE) for row in range(model.rowCount())) == pytest.approx(1)

    network = PRESETS["densenet121"]
    kept = analyse(network).summary.saved_bytes
    checkpointed = analyse(with_field(network, "stages.1.checkpoint", True)).summary
    saved = f"{(kept - checkpointed.saved_bytes) / 2**20:,.2f} MiB"
    assert model.index(2, CHECKPOINTING).data() == f"would save {saved}"
    assert stage_costs(checkpointed)[2].is_checkpointed
    assert stage_costs(checkpointed)[2].checkpointing == kept - checkpointed.saved_bytes


def test_that_checkpointing_has_no_column_where_there_is_no_dense_stage(card):
    view = look_at(card, SHARES)
    assert not view.table.isColumnHidden(CHECKPOINTING)
    card.set_state(state_of("resnet18"))
    assert view.table.isColumnHidden(CHECKPOINTING)


def test_that_a_click_on_a_share_selects_the_part(qtbot, card):
    view = look_at(card, SHARES)
    place = view.table.visualRect(view.model.index(2, 1)).center()
    with qtbot.waitSignal(card.partSelected) as selected:
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected.args == ["stages.1"]


def test_that_an_illegal_network_leaves_the_last_numbers_dimmed(card):
    view = look_at(card, MEMORY)
    total = view.total.text()
    network = with_field(PRESETS["densenet121"], "stages.0.growth_rate", 0)
    card.set_state(DocumentState(Experiment(network=network), analyse(network)))
    assert not view.isEnabled()
    assert view.total.text() == total


def test_that_the_models_keep_qts_rules():
    shares = TableModel(stage_columns())
    tester = QAbstractItemModelTester(shares)
    for name in ("densenet121", "digits_mixed", "resnet18", "densenet121"):
        shares.set_rows(stage_costs(analyse(PRESETS[name]).summary))
    assert tester


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_every_view_is_drawn_in_both_themes(card, theme, wear):
    for tab in (MEMORY, SHARES, LEDGER):
        look_at(card, tab)
        wear(theme)
        assert not card.grab().isNull()


@pytest.mark.parametrize(("width", "has_text"), [(900, True), (360, False)])
def test_that_a_narrow_card_keeps_the_room_for_its_tabs(card, width, has_text):
    card.resize(width, 250)
    button = card.findChild(BaselineButton)
    assert (button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon) == has_text


def test_that_the_legend_of_the_memory_has_the_colours_of_the_theme_shown(card, wear):
    view = look_at(card, MEMORY)

    def swatches():
        return [kind.swatch.grab().toImage().pixelColor(5, 5).name() for kind in view.kinds]

    wear("light")
    light = swatches()
    wear("dark")
    assert all(was != now for was, now in zip(light, swatches(), strict=True))


def test_that_the_memory_says_nothing_of_a_network_that_was_never_legal(qtbot):
    view = MemoryView()
    qtbot.addWidget(view)
    broken = with_field(PRESETS["resnet18"], "stages.0.blocks", 0)
    view.set_state(DocumentState(Experiment(network=broken), analyse(broken)))
    assert view.findChild(Mark).isHidden()
    view.set_state(state_of("resnet18"))
    assert not view.findChild(Mark).isHidden()
