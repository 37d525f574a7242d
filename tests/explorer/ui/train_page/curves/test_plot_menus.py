"""No plot has pyqtgraph's own menu: its export fails, and each plot has one of this program."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.experiment.analysis import analyse
from explorer.ui.build_page.growth.growth_plot import GrowthPlot
from explorer.ui.train_page.curves.shown_run import ShownRun
from models.presets import PRESETS


def test_that_a_right_click_opens_no_menu_of_the_library(qtbot, plots, history):
    plots.set_runs([ShownRun(history)])
    growth = GrowthPlot()
    qtbot.addWidget(growth)
    growth.set_analysis(analyse(PRESETS["digits_mixed"]))
    with qtbot.waitExposed(growth):
        growth.show()

    for plot in (plots.loss, plots.accuracy, growth.graph):
        area = plot.viewport().rect()
        for place in (area.center(), QPoint(8, area.center().y()), QPoint(area.center().x(), area.bottom() - 6)):
            QTest.mouseClick(plot.viewport(), Qt.MouseButton.RightButton, pos=place)
            assert QApplication.activePopupWidget() is None
        assert not plot.getPlotItem().menuEnabled() and not plot.getPlotItem().getViewBox().menuEnabled()
        assert plot.getPlotItem().buttonsHidden
