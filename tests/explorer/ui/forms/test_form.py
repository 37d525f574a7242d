import pytest
from PySide6.QtCore import Qt

from explorer.experiment.analysis import analyse
from explorer.experiment.field_path import get_field, with_field
from explorer.ui.forms.fields import part_sections
from explorer.ui.forms.form import Form, by_field
from explorer.ui.network_parts import advice_of
from models.config import DenseStage, HeadConfig, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.presets import ALL, PRESETS

KINDS = {
    "input": (InputShape,),
    "stem": (StemConfig,),
    "residual": (ResidualStage,),
    "dense": (DenseStage,),
    "head": (HeadConfig,),
    "init": (InitConfig,),
}


def show(form, network, part) -> None:
    analysis = analyse(network)
    form.fill(network, part, by_field(analysis.issues), by_field(advice_of(analysis)))


@pytest.fixture
def make_form(qtbot):
    def make(kind, network, part) -> Form:
        form = Form(part_sections(kind))
        qtbot.addWidget(form)
        show(form, network, part)
        form.show()
        return form

    return make


def test_that_every_field_of_the_config_is_in_a_form():
    shown = {(field.owner, field.name) for kind in KINDS for section in part_sections(kind) for field in section.fields}
    owners = {owner for kind in KINDS.values() for owner in kind}
    known = {(owner, name) for owner in owners for name in owner.model_fields if name != "kind"}

    network = {(NetworkConfig, name) for name in ("num_classes", "stochastic_depth", "activation")}
    assert shown == known | network


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.name)
def test_that_a_form_shows_what_the_config_says(make_form, preset):
    for i, stage in enumerate(preset.config.stages[:2]):
        form = make_form(stage.kind, preset.config, f"stages.{i}")

        assert {row.field.name: row.control.value() for row in form.rows()} == {
            name: value for name, value in dict(stage).items() if name != "kind"
        }


def test_that_typing_asks_for_every_value_on_the_way(make_form, qtbot):
    form = make_form("dense", PRESETS["densenet121"], "stages.1")
    asked = []
    form.fieldEdited.connect(lambda path, value: asked.append((path, value)))
    box = form.row("growth_rate").control

    box.selectAll()
    qtbot.keyClicks(box, "128")

    assert asked == [("stages.1.growth_rate", value) for value in (1, 12, 128)]


def test_that_an_optional_number_is_switched_on_and_off(make_form, qtbot):
    form = make_form("dense", PRESETS["densenet121"], "stages.0")
    asked = []
    form.fieldEdited.connect(lambda path, value: asked.append((path, value)))
    control = form.row("bottleneck").control

    control.check.click()
    control.check.click()

    assert asked == [("stages.0.bottleneck", None), ("stages.0.bottleneck", 4)]


def test_that_a_choice_is_asked_for_by_its_value(make_form, qtbot):
    form = make_form("residual", PRESETS["resnet18"], "stages.1")
    control = form.row("shortcut").control

    with qtbot.waitSignal(form.fieldEdited) as asked:
        qtbot.keyClick(control, Qt.Key.Key_Up)

    assert asked.args == ["stages.1.shortcut", "zero_pad"]


def test_that_showing_a_value_asks_for_nothing(make_form, qtbot):
    form = make_form("residual", PRESETS["resnet18"], "stages.1")

    with qtbot.assertNotEmitted(form.fieldEdited):
        show(form, PRESETS["resnext50_32x4d"], "stages.2")


def test_that_an_issue_stands_under_its_field_and_goes(make_form):
    network = PRESETS["resnet18"]
    form = make_form("residual", network, "stages.1")
    row = form.row("groups")

    show(form, with_field(network, "stages.1.groups", 3), "stages.1")
    assert row.issue == "3 groups do not divide 64 channels; use a divisor of 64"
    assert row.control.property("issue")
    assert form.row("width").issue == ""

    show(form, network, "stages.1")
    assert row.issue == ""
    assert not row.control.property("issue")


def test_that_an_issue_opens_the_section_it_is_in(make_form):
    network = PRESETS["resnet18"]
    form = make_form("residual", network, "stages.1")
    control = form.row("width_multiplier").control
    assert not control.isVisible()

    show(form, with_field(network, "stages.1.width_multiplier", 0.0), "stages.1")

    assert control.isVisible()


@pytest.mark.parametrize(
    ("preset", "part", "kind", "name", "is_relevant"),
    [
        ("resnet18", "stages.1", "residual", "stride_on", False),
        ("resnet50", "stages.1", "residual", "stride_on", True),
        ("resnet50", "stages.0", "residual", "stride_on", False),
        ("resnet50", "stages.1", "residual", "downsample", True),
        ("resnet20_cifar", "stages.1", "residual", "downsample", False),
        ("densenet121", "init", "init", "zero_init_residual", False),
        ("densenet121", "init", "init", "stochastic_depth", False),
        ("resnet18", "init", "init", "stochastic_depth", True),
    ],
)
def test_that_a_field_that_means_nothing_is_disabled_and_says_why(make_form, preset, part, kind, name, is_relevant):
    form = make_form(kind, PRESETS[preset], part)
    row = form.row(name)

    assert row.control.isEnabled() == is_relevant
    assert (row.toolTip().count("<p>") == 2) != is_relevant


def test_that_a_value_far_out_of_its_range_can_be_shown(make_form):
    network = with_field(PRESETS["resnet18"], "stages.0.width", -7)
    form = make_form("residual", network, "stages.0")
    assert form.row("width").control.value() == -7

    show(form, with_field(network, "stages.0.width", 10**12), "stages.0")
    assert "1,000,000,000,000" in form.row("width").issue


def test_that_typing_keeps_the_cursor_where_it_is(make_form, qtbot):
    network = PRESETS["resnet18"]
    form = make_form("residual", network, "stages.0")
    box = form.row("width").control
    state = [network]

    def apply(path, value):
        state[0] = with_field(state[0], path, value)
        show(form, state[0], "stages.0")

    form.fieldEdited.connect(apply)
    box.lineEdit().setCursorPosition(1)
    qtbot.keyClicks(box, "0")

    assert box.text() == "604"
    assert box.lineEdit().cursorPosition() == 2
    assert get_field(state[0], "stages.0.width") == 604


def test_that_a_folded_section_says_how_much_of_it_is_changed(make_form):
    form = make_form("residual", with_field(PRESETS["resnet50"], "stages.1.stride_on", "1x1"), "stages.1")

    assert form.sections[-1]._fold.text() == "Advanced (1 changed)"


def test_that_a_stage_can_have_its_own_activation_and_the_networks_again(make_form):
    network = PRESETS["digits_mixed"].model_copy(update={"activation": "silu"})
    assert make_form("init", network, "init").row("activation").control.currentText() == "SiLU"
    form = make_form("residual", network, "stages.0")
    control, edits = form.row("activation").control, []
    form.fieldEdited.connect(lambda *edit: edits.append(edit))
    assert control.currentText() == "The network's"
    control.activated.emit(control.findText("Hardswish"))
    control.activated.emit(0)
    assert edits == [("stages.0.activation", "hardswish"), ("stages.0.activation", None)]

    show(form, with_field(network, "stages.0.activation", "gelu"), "stages.0")
    assert control.currentText() == "GELU"
    show(form, network, "stages.0")
    assert control.currentText() == "The network's"
