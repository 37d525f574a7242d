"""The window in Chinese: what it shows is walked through, and no English word is left but names and terms."""

import errno
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.jobs.requests import DataRequest
from explorer.runs.events import JobFailed, JobNote
from explorer.ui.train_page.curves.shown_run import ShownRun
from models.presets import PRESETS
from models.sentence import say
from models.units.layer import ACTIVATIONS
from tests.explorer.ui.shown_texts import texts_of

WORD = re.compile(r"(?<![\w./`*-])[A-Za-z]{3,}(?:[ -][a-z]{3,})*(?![\w./`*-]|：)")
CITATION = re.compile(r"[(（][^()（）]*\d{4}[^()（）]*[)）]|`[^`]*`|<[^>]*>|&\w+;|floor\([^)]*\) \* \w+|fan (?:in|out)")
WORDS = """
    adam adamw alpha amd amp apple arxiv auto autocast autograd avg batch batchnorm beta bias bn bottleneck cifar cpu
    csv ctrl cuda wide cutmix cutout del densenet digits dropout english esc fan fashion-mnist floor flop
    flopcountermode flops fvcore gib gpu head host imagenet imagenette iou json kaiming kib kmnist linear mac
    macs markdown max mib mit mixup mnist mps nccl nesterov net none numpy nvidia onnx png post pre pydantic
    pyqtgraph pyside python pytorch relu resdense resnet resnext return rgb safetensors sgd shift state stem
    svg svhn tensorboard test theta torch torchinfo torchrun torchvision train uci val xavier alt end home
    conv block identity projection constant cosine step folder zip
"""
TERMS = {*WORDS.split(), *map(str.lower, ACTIVATIONS)}
"""Names and terms that Chinese texts of the field write so, and values of fields as files have them."""
NAMING = {"LayerView", "QTreeView", "QAbstractButton"}
"""They list modules by the names that the code has; or are a dock's own buttons, which are never in sight."""
OF_QT = {"Scroll Left", "Scroll Right"}


@pytest.fixture
def window(make_window, language):
    language.set_mode("zh_CN")
    return make_window(Experiment(name="net", network=PRESETS["digits_mixed"]))


def leaks() -> dict[str, str]:
    """Each text with English in it, and where it is."""
    found = {}
    for top in QApplication.topLevelWidgets():
        for where, text in texts_of(top):
            if where.split(".")[1] not in NAMING and text not in OF_QT and not where.startswith("QMenu."):
                words = [word for word in WORD.findall(CITATION.sub(" ", text)) if not is_known(word)]
                if words:
                    found[text] = where
    return found


def is_known(words: str) -> bool:
    return set(re.split(r"[ -]", words.lower())) <= TERMS


def test_that_the_pages_speak_chinese_alone(qtbot, window, play, history):
    page = window.tools.train_page
    for part in ("input", "stem", "stages.0", "stages.1", "head", "init"):
        window.build.select(part)
    for tab in range(5):
        window.build_page.costs.tabs.tabs.setCurrentIndex(tab)
    window.document.edit_field("network.stages.0.groups", 3)
    window.document.edit_field("recipe.weight_decay", 0.01)
    found = leaks()
    window.commands.show_train.trigger()
    page.strip.show_event(play.started())
    page.plots.set_runs([ShownRun(history)])
    qtbot.waitUntil(page.plots.loss.isVisible)
    window.grab()
    found |= leaks()
    window.tools.help.show_guide()
    found |= leaks()
    window.tools.help.dialog.close()

    assert list(found.items()) == []
    assert any("轮" in text for where, text in texts_of(page.plots) if where.endswith("MetricPlot"))


def test_that_dialogs_speak_chinese_alone(window):
    for command in (window.commands.nearest, window.commands.sweep, window.commands.launch, window.commands.about):
        command.trigger()
    window.commands.search.trigger()
    found = leaks()
    window.tools.help.search.popup.close()
    window.tools.help.dialog.close()

    assert list(found.items()) == []


def test_that_what_a_job_says_is_translated(qtbot, window, make_controller):
    """Its child speaks English; the window says it in its own language, numbers and names kept."""
    note = JobNote(message=say("The export was stopped; nothing is left of it."))
    failure = say("The device ({}) is out of memory; {}.", "cpu", say("try a smaller batch"))
    jobs, events = make_controller(lambda request: [note, JobFailed(message=failure)]), []
    jobs.toolEventReceived.connect(lambda _, event: events.append(event))
    jobs.submit(DataRequest(data=DataConfig(name="folder", path="a"), seed=0))
    qtbot.waitUntil(lambda: len(events) == 2)

    assert [event.message for event in events] == [
        "导出已停止，没有留下任何文件。",
        "设备（cpu）的内存已用尽；请尝试更小的批大小。",
    ]


def test_that_what_a_file_refuses_is_said_in_the_banner(window):
    window.show_message("error", str(FileWriteError(Path("/a/b.json"), FileNotFoundError(errno.ENOENT, "gone"))))

    assert window.banner.message == "无法写入 /a/b.json：所在文件夹不存在。"
