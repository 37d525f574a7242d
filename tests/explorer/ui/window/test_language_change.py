"""Another language while a person works: another window in the same place, and nothing is lost."""

import time

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QMessageBox

from explorer.experiment.experiment import Experiment
from explorer.experiment.source import load_source
from explorer.ui.build_page.costs.cost_tabs import COMPARE
from explorer.ui.palette import palettes
from explorer.ui.window.main_window import MainWindow
from models.presets import PRESETS
from models.sentence import say
from tests.explorer.ui.window.test_chinese_leaks import leaks

LONG = 60_000
"""Milliseconds."""


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="net", network=PRESETS["digits_mixed"]))


def test_that_both_languages_find_everything_in_either(window, speak):
    other = speak(window, "zh_CN")
    other.commands.search.trigger()
    popup = other.tools.help.search.popup

    def found(typed: str) -> list[str]:
        popup.line.setText(typed)
        return [row.value.text for row in popup.model.rows]

    assert "学习率" in found("learning rate")[0]
    for typed in ("early stopping", "平均", "export", "dropout", "rename"):
        assert found(typed), typed
    popup.close()


def test_that_a_theme_is_chosen_after_another_language(qtbot, window, speak, theme):
    """Qt works through every widget that it knows of, and those of the window before are gone."""
    for language, mode in (("zh_CN", "dark"), ("en", "light")):
        window = speak(window, language)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme.set_mode(mode)
        qtbot.wait(10)
        assert window.palette().window().color().name() == palettes()[mode].window


def test_that_the_training_goes_on_in_the_next_window(qtbot, make_window, speak):
    experiment = load_source("digits_resnet")
    recipe = experiment.recipe.model_copy(update={"epochs": 100_000})
    window = make_window(experiment.model_copy(update={"recipe": recipe}))
    window.commands.start.trigger()
    page, jobs = window.tools.train_page, window.jobs
    qtbot.waitUntil(lambda: bool(len(jobs.history.steps) and page.runs.selected), timeout=LONG)
    page.form.verticalScrollBar().setValue(40)
    folder = jobs.run_folder

    before = time.process_time()
    other = speak(window, "zh_CN")
    took = time.process_time() - before
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    page = other.tools.train_page
    assert not shiboken6.isValid(window)
    assert other.tools.jobs is jobs and jobs.is_training and jobs.run_folder == folder
    assert page.isVisible()
    assert page.strip.title.text() == "训练中"
    assert [run.path for run in page.runs.selected] == [folder]
    assert [run.history for run in page.plots.runs] == [jobs.history]
    qtbot.waitUntil(lambda: page.form.verticalScrollBar().value() == 40)
    assert leaks() == {}
    # Of the processor: the machine may be busy with other tests.
    assert took < 1.5, took
    shown = page.strip.bar.value()
    qtbot.waitUntil(lambda: page.strip.bar.value() > shown, timeout=LONG)
    other.commands.stop.trigger()
    qtbot.waitUntil(lambda: not jobs.is_training, timeout=LONG)
    assert page.strip.title.text() == "已停止"

    assert speak(other, "en").tools.train_page.strip.title.text() == "Stopped"


def test_that_a_person_looks_at_the_same_things(qtbot, window, speak):
    window.document.edit_field("network.stages.0.width", 24)
    window.commands.pin_baseline.trigger()
    page = window.build_page
    window.build.select_block("stages.1", 1)
    page.diagram.folds.toggle("stages.1")
    page.diagram.view.zoom_by(4)
    page.diagram.view.pan_by(QPoint(90, 10))
    page.costs.layers.view.expandAll()
    page.costs.layers.view.verticalScrollBar().setValue(5)
    page.costs.tabs.tabs.setCurrentIndex(COMPARE)
    page.panels["chart"].close()
    page.panels["fields"].setFloating(True)
    page.editor.form("dense").sections[-1].set_open(True)
    window.commands.about.trigger()
    window.resize(1300, 900)
    qtbot.wait(1)
    before = look(window)

    other = speak(window, "zh_CN")

    assert look(other) == before
    assert other.commands.undo.isEnabled() and other.document.is_modified
    shown = {widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget.windowTitle()}
    assert shown == {other, other.build_page.panels["fields"]}
    assert not other.findChildren(QMessageBox)
    other.commands.undo.trigger()
    assert other.document.experiment.network.stages[0].width == PRESETS["digits_mixed"].stages[0].width


def test_that_the_last_legal_network_stays_in_sight(window, speak):
    window.document.edit_field("network.stages.0.groups", 3)
    before = window.build_page.totals.params.number

    other = speak(window, "zh_CN")

    assert other.build_page.totals.params.number == before
    assert other.build_page.diagram.items and other.build_page.diagram.view.is_dimmed


def test_that_a_message_stays_and_is_not_asked_about(make_window, speak):
    window = make_window(load_source("digits_resnet"))
    window.show_message("error", say("Cannot write {}: {}.", "/a", say("its folder does not exist")), "details")

    assert speak(window, "zh_CN").banner.message == "无法写入 /a：所在文件夹不存在。"


def look(window: MainWindow) -> dict[str, object]:
    """What a person looks at."""
    page, canvas, layers = window.build_page, window.build_page.diagram.view, window.build_page.costs.layers.view
    center, content = canvas.seen.center(), canvas.content
    return {
        "size": window.size(),
        "page": window.page,
        "part": (window.build.selected, window.build.selected_block),
        "canvas": (canvas.zoom, canvas.is_fitted),
        "unfolded": [name for name, item in page.diagram.items.items() if item.figure.is_unfolded],
        "place": (round((center.x() - content.left()) / content.width(), 2), round(center.y())),
        "panels": [
            # Menus with Chinese characters are a few pixels higher.
            (panel.isFloating(), panel.isVisible() and (panel.width(), panel.height() // 100))
            for panel in page.panels.values()
        ],
        "tab": page.costs.tabs.tabs.currentIndex(),
        "baseline": page.costs.baseline.side,
        "layers": (len(layers.shown_indexes()), layers.verticalScrollBar().value()),
        "sections": [section.is_open for section in page.editor.form("dense").sections],
    }
