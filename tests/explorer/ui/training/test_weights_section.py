import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog

from explorer.experiment.field_path import with_field
from explorer.ui.training.weights_section import FILE, FRESH, WeightsSection


@pytest.fixture
def section(qtbot, palette, experiment):
    section = WeightsSection(palette)
    section.show()
    section.set_experiment(experiment)
    yield section
    shiboken6.delete(section)


@pytest.mark.parametrize(
    ("value", "source", "shows_path"),
    [(None, FRESH, False), ("torchvision", "torchvision", False), ("/w.pt", FILE, True), ("", FILE, True)],
)
def test_that_it_shows_what_a_recipe_begins_with(section, experiment, value, source, shows_path):
    section.set_experiment(with_field(experiment, "recipe.start_from", value))
    assert section.source.value() == source
    assert section.path.isVisible() == shows_path
    assert section.path.line.text() == (value if shows_path else "")


@pytest.mark.parametrize(("source", "value"), [(FRESH, None), ("torchvision", "torchvision"), (FILE, "")])
def test_that_a_choice_is_told(qtbot, section, source, value):
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.source.activated.emit(section.source.findData(source))
    assert edited.args == ["recipe.start_from", value]


def test_that_a_file_is_named_or_chosen(qtbot, section, experiment, tmp_path):
    section.set_experiment(with_field(experiment, "recipe.start_from", ""))
    with qtbot.waitSignal(section.fieldEdited) as edited:
        qtbot.keyClicks(section.path.line, "w")
    assert edited.args == ["recipe.start_from", "w"]
    section.path.choose.click()
    dialog = section.findChild(QFileDialog)
    assert "*.safetensors" in dialog.nameFilters()[0]
    with qtbot.waitSignal(section.fieldEdited) as edited:
        dialog.fileSelected.emit(str(tmp_path / "w.safetensors"))
    assert edited.args == ["recipe.start_from", str(tmp_path / "w.safetensors")]
    dialog.reject()
