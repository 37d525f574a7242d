"""What the first paint of the window does not wait for.

Only here does an import stand below the top of its module: these modules take longer to load than the rest of the
window together.
"""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.ui.jobs.job_controller import JobController
    from explorer.ui.window.main_window import MainWindow
    from explorer.ui.window.tools import WindowTools


def import_late_parts() -> Iterator[ModuleType]:
    """Imports one module at a step, so that the event loop runs between two steps."""
    import numpy

    yield numpy
    import pyqtgraph

    yield pyqtgraph
    from explorer.ui.build_page import cost_views

    yield cost_views
    from explorer.ui.train_page import train_page

    yield train_page
    from explorer.ui.window import help_desk

    yield help_desk
    from explorer.ui.window import tools

    yield tools


def make_tools(window: "MainWindow", make_jobs: "Callable[[], JobController] | None") -> "WindowTools":
    """Makes the tools of a window, importing what `import_late_parts` has not imported by now."""
    from explorer.ui.window.tools import WindowTools

    return WindowTools(window, make_jobs)
