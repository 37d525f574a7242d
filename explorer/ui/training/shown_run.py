"""A run whose curves are shown."""

from dataclasses import dataclass
from pathlib import Path

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

    @property
    def training_color(self) -> str:
        """Name of the colour of the curves of training."""
        return "training" if self.color is None else Palette.run_name(self.color)

    @property
    def test_color(self) -> str:
        return "test" if self.color is None else Palette.run_name(self.color)
