import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QImage
from PySide6.QtSvg import QSvgRenderer

from explorer.atomic_file import FileWriteError
from explorer.experiment.analysis import analyse
from explorer.experiment.experiment import Experiment
from explorer.figure.column import TALLEST
from explorer.figure.svg import number
from explorer.reports.report_content import ReportContent
from explorer.ui.canvas.items.change_items import CanvasChanges
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.canvas.network_diagram import NetworkDiagram
from explorer.ui.palette import palettes
from explorer.ui.widgets.dialogs import FigureError
from explorer.words.catalogue import ENGLISH
from models.config import NetworkConfig
from models.presets import PRESETS


@pytest.fixture
def diagram(qtbot):
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(500, 260)
    widget.set_analysis(analyse(PRESETS["digits_mixed"]))
    return widget


def test_that_a_png_holds_the_whole_network_in_twice_its_size_whatever_is_in_view(diagram, tmp_path):
    diagram.view.zoom_by(7)
    diagram.set_selected_block("stages.0", 0)
    diagram.save_figure(tmp_path / "net.png")

    figure = QImage(str(tmp_path / "net.png"))
    content = diagram.view.content
    assert abs(figure.width() - 2 * content.width()) <= 2
    corner = figure.pixelColor(figure.width() - 1, figure.height() - 1)
    assert corner.name() == palettes()["light"].color("surface").name()
    columns, rows = range(0, figure.width(), 3), range(0, figure.height(), 3)
    colors = {figure.pixelColor(x, y).name() for x in columns for y in rows}
    assert len(colors) > 30
    assert palettes()["light"].color("accent").name() not in colors


def test_that_an_svg_holds_all_its_words_and_can_be_drawn(diagram, tmp_path):
    diagram.save_figure(tmp_path / "net.svg")

    words = "".join(ElementTree.parse(tmp_path / "net.svg").getroot().itertext())
    for word in ("Input", "Stage 1 · residual", "Stage 2 · dense", "10 classes"):
        assert word in words
    renderer = QSvgRenderer(str(tmp_path / "net.svg"))
    assert renderer.isValid()
    assert renderer.viewBoxF().width() == pytest.approx(diagram.view.content.width(), rel=0.1)


def without_colors(svg):
    return re.sub(r"#[0-9a-f]{6}|color-mix[^\"]*|var[^\"]*", "color", svg)


def test_that_a_report_has_the_windows_figure_of_every_preset_but_for_its_colors(qapp):
    scene = NetworkScene(QFont(), qapp)
    nothing = dict.fromkeys(("record", "history", "seconds", "results", "environment", "receipts"))
    for config in PRESETS.values():
        summary = analyse(config).summary
        scene.draw(summary, TALLEST[0], frozenset(), CanvasChanges())
        window = scene.plain_svg("")
        content = ReportContent(experiment=Experiment(network=config), summary=summary, words=ENGLISH, **nothing)
        report = content.network_figure()
        assert without_colors(window).endswith(without_colors(f"/>{report.body}</svg>\n"))
        assert f'viewBox="0 0 {number(report.width)} {number(report.height)}"' in window
        assert "#" not in report.body and "var(" not in window
    scene.deleteLater()


def test_that_an_unfolded_run_is_drawn_in_an_svg_too(diagram, tmp_path):
    diagram.set_analysis(analyse(PRESETS["resnet50"]))
    diagram.save_figure(tmp_path / "folded.svg")
    diagram.folds.toggle_all()
    diagram.save_figure(tmp_path / "unfolded.svg")

    assert b"<image" not in (tmp_path / "unfolded.svg").read_bytes()
    sizes = [(tmp_path / f"{name}.svg").stat().st_size for name in ("folded", "unfolded")]
    assert sizes[1] > 1.2 * sizes[0]


def test_that_a_figure_longer_than_a_painter_counts_is_drawn_smaller(diagram, tmp_path, monkeypatch):
    monkeypatch.setattr("explorer.ui.canvas.items.network_scene.MAX_SIDE", 700)
    diagram.save_figure(tmp_path / "net.png")

    assert QImage(str(tmp_path / "net.png")).size().width() == 700


@pytest.mark.parametrize("name", ["net.png", "net.svg"])
def test_that_a_figure_that_can_not_be_written_says_so_in_a_sentence(diagram, tmp_path, name):
    with pytest.raises(FileWriteError, match=f"{name}: its folder does not exist"):
        diagram.save_figure(tmp_path / "missing" / name)


def test_that_other_endings_and_nothing_to_draw_are_refused(qtbot, diagram, tmp_path):
    with pytest.raises(FigureError, match=r"\.png or \.svg"):
        diagram.save_figure(tmp_path / "net.bmp")

    empty = NetworkDiagram()
    qtbot.addWidget(empty)
    empty.set_analysis(analyse(NetworkConfig(stages=())))
    with pytest.raises(FigureError, match="no figure yet"):
        empty.save_figure(tmp_path / "net.png")
    assert list(tmp_path.iterdir()) == []


def test_that_the_old_figure_stays_where_a_new_one_fails(diagram, tmp_path, monkeypatch):
    diagram.save_figure(tmp_path / "net.png")
    before = (tmp_path / "net.png").read_bytes()
    monkeypatch.setattr("explorer.ui.canvas.items.network_scene.QImageWriter.write", lambda self, image: False)
    with pytest.raises(FileWriteError):
        diagram.save_figure(tmp_path / "net.png")

    assert (tmp_path / "net.png").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["net.png"]


def test_that_a_dark_figure_is_dark(diagram, tmp_path, wear):
    wear("dark")
    diagram.save_figure(tmp_path / "net.png")

    figure = QImage(str(tmp_path / "net.png")).scaled(QSize(1, 1))
    assert figure.pixelColor(0, 0).lightness() < 90


def test_that_nothing_to_click_is_in_a_figure(diagram, tmp_path):
    """The signs that fold and unfold belong to the screen: what a reader of the figure sees is the network alone."""
    diagram.set_analysis(analyse(PRESETS["resnet50"]))
    item = diagram.items["stages.0"]
    spot = next(spot for spot in item.figure.spots if spot.name == "fold" and spot.row == "header")
    area = item.mapToScene(item.area_of(spot)).boundingRect()
    diagram.save_figure(tmp_path / "net.png")

    figure, corner = QImage(str(tmp_path / "net.png")), diagram.view.scene().content.topLeft()
    left, top = (2 * (area.left() - corner.x()), 2 * (area.top() - corner.y()))
    colors = {
        figure.pixelColor(round(left + x), round(top + y)).name()
        for x in range(round(2 * area.width()))
        for y in range(round(2 * area.height()))
    }
    assert len(colors) == 1
    assert item.figure.folding
