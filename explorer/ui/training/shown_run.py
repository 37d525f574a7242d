"""A run whose curves are shown."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A history with what tells its curves from those of other runs."""

    history: MetricHistory
    name: str = ""
    path: Path | None = None
    color: int | None = None
    """Which of the palette's colours for runs; None has the colours of training and test: it is shown alone."""
    is_running: bool = False

    def training_color(self, palette: Palette, alpha: float = 1.0) -> QColor:
        return palette.color("training" if self.color is None else palette.run_name(self.color), alpha)

    def test_color(self, palette: Palette) -> QColor:
        return palette.color("test" if self.color is None else palette.run_name(self.color))
