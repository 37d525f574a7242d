"""The menu bar: every action of the window, with its shortcut."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.ui.editor.stage_actions import StageActions
from explorer.ui.window_actions import WindowActions

translate = QCoreApplication.translate


def fill_menu_bar(
    bar: QMenuBar,
    actions: WindowActions,
    stages: StageActions,
    panels: Iterable[QAction],
    recent: QMenu,
    language: QMenu,
) -> None:
    """Adds the menus; `panels` show and hide the panels of the Build page, `recent` holds the last files."""
    file = _add_menu(bar, translate("MenuBar", "&File"), (actions.new, actions.choose_preset, actions.open))
    file.addMenu(recent)
    recent.setTitle(translate("MenuBar", "Open &recent"))
    file.addSeparator()
    _fill(file, (actions.save, actions.save_as))
    taken = (
        (actions.save_code,),
        (actions.save_network_picture, actions.save_chart_picture, actions.save_curves_picture),
    )
    _add_menu(file, translate("MenuBar", "Take away"), *taken).setToolTipsVisible(True)
    file.addSeparator()
    file.addAction(actions.quit)
    _add_menu(bar, translate("MenuBar", "&Edit"), (actions.undo, actions.redo), *stages.groups)
    network_groups = (actions.nearest, actions.sweep), (actions.compare, actions.pin_baseline, actions.unpin_baseline)
    _add_menu(bar, translate("MenuBar", "&Network"), *network_groups).setToolTipsVisible(True)
    view = _add_menu(bar, translate("MenuBar", "&View"), (actions.show_build, actions.show_train))
    view.addSeparator()
    _add_menu(view, translate("MenuBar", "Panels"), tuple(panels), (actions.reset_panels,))
    view.addMenu(translate("MenuBar", "Theme")).addActions(list(actions.themes.values()))
    view.addMenu(language)
    run_groups = (actions.start, actions.pause, actions.stop), (actions.launch,), (actions.verify,)
    _add_menu(bar, translate("MenuBar", "&Run"), *run_groups).setToolTipsVisible(True)
    _add_menu(bar, translate("MenuBar", "&Help"), (actions.about,))


def _add_menu(bar: QMenuBar | QMenu, title: str, *groups: tuple[QAction, ...]) -> QMenu:
    menu = bar.addMenu(title)
    _fill(menu, *groups)
    return menu


def _fill(menu: QMenu, *groups: tuple[QAction, ...]) -> None:
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        menu.addActions(list(group))
