import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog

from explorer.experiment.recipe import DataConfig
from explorer.runs.events import DataFound
from explorer.ui.train_page.recipe.data_watch import known_data
from explorer.ui.train_page.recipe.recipe_form import DataSection

DIGITS = known_data("digits")


class Knowledge:
    """Stands in for a DataWatch."""

    def __init__(self, found=None, refusal="", is_looking=False):
        self.found, self.refusal, self.is_looking = found, refusal, is_looking


@pytest.fixture
def section(qtbot, experiment):
    section = DataSection()
    section.show()
    section.set_experiment(experiment)
    yield section
    shiboken6.delete(section)


@pytest.fixture
def with_data(experiment):
    def make(**data):
        recipe = experiment.recipe.model_copy(update={"data": DataConfig(**data)})
        return experiment.model_copy(update={"recipe": recipe})

    return make


def test_that_the_folder_is_asked_for_only_where_it_matters(section, with_data):
    assert not section.path.isVisible()
    assert not section.split.control.isEnabled()
    section.set_experiment(with_data(name="folder", path="/images"))
    assert section.path.isVisible()
    assert section.path.line.text() == "/images"
    assert section.split.control.isEnabled()


def test_that_choices_are_told_as_fields_of_the_experiment(qtbot, section, with_data):
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.source.control.edited.emit("folder")
    assert edited.args == ["recipe.data", DataConfig(name="folder")]
    section.set_experiment(with_data(name="folder"))
    with qtbot.waitSignals([section.fieldEdited] * 2):
        qtbot.keyClicks(section.path.line, "/a")
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.path.line.selectAll()
        qtbot.keyClicks(section.path.line, " ")
    assert edited.args == ["recipe.data.path", None]


def test_that_what_was_found_is_said(section):
    section.set_knowledge(Knowledge(found=DIGITS))
    assert section.report.text() == "10 classes · 1,438 training · 359 test images"
    assert section.report.toolTip().startswith("0, 1, 2")


def test_that_data_to_download_says_its_size_and_where_it_goes(section, with_data, monkeypatch, tmp_path):
    monkeypatch.setenv("RESDENSE_DATA", str(tmp_path))
    section.set_experiment(with_data(name="cifar10"))
    section.set_knowledge(Knowledge(found=known_data("cifar10")))
    first, second = section.report.text().split("\n")
    assert first == "10 classes · 50,000 training · 10,000 test images"
    assert second == "Downloaded once, on first use: 162.60 MiB"
    assert section.path.line.placeholderText() == str(tmp_path)
    assert section.path.isVisible()
    (tmp_path / "cifar-10-batches-py").mkdir()
    (tmp_path / "cifar-10-batches-py" / "test_batch").touch()
    section.set_knowledge(Knowledge(found=known_data("cifar10")))
    assert section.report.text() == first


def test_that_other_data_does_not_look_into_the_folder_of_images(qtbot, section, with_data):
    section.set_experiment(with_data(name="folder", path="/images"))
    with qtbot.waitSignal(section.fieldEdited) as edited:
        section.source.control.edited.emit("cifar10")
    assert edited.args == ["recipe.data", DataConfig(name="cifar10")]


def test_that_many_classes_are_not_all_listed(section):
    names = tuple(f"class {number}" for number in range(1000))
    section.set_knowledge(Knowledge(found=DataFound(path="", classes=names, train_images=5, test_images=5)))
    assert section.report.text().startswith("1,000 classes")
    assert section.report.toolTip().endswith("and 960 more")


def test_that_a_refusal_is_said_as_an_issue(section):
    section.set_knowledge(Knowledge(refusal="There is no folder /x."))
    assert section.report.text() == "There is no folder /x."
    assert section.report.property("role") == "issue"
    section.set_knowledge(Knowledge(is_looking=True))
    assert "Reading" in section.report.text()
    assert section.report.property("role") == "caption"


def test_that_a_folder_can_be_chosen(qtbot, section, with_data, tmp_path):
    section.set_experiment(with_data(name="folder", path=str(tmp_path)))
    section.path.choose.click()
    dialog = section.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    with qtbot.waitSignal(section.fieldEdited) as edited:
        dialog.fileSelected.emit(str(tmp_path))
    assert edited.args == ["recipe.data.path", str(tmp_path)]
    dialog.reject()
