"""The baseline: a network that every number is compared with, until another is pinned or none."""

from PySide6.QtCore import QObject, Signal

from explorer.experiment.analysis import Analysis, analyse
from explorer.experiment.comparison import Comparison, Side, compare
from explorer.experiment.source import load_legal_source


class Baseline(QObject):
    """Holds a legal network with its name. Networks do not change, so that it stays as it was pinned."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        self._last: Comparison | None = None

    @property
    def side(self) -> Side | None:
        """What is pinned."""
        return self._side

    def pin(self, name: str, analysis: Analysis) -> None:
        """Compares with a network from now on; one that is not legal has no costs to compare with."""
        if analysis.summary is not None:
            self.set_side(Side(name, analysis.summary))

    def pin_source(self, source: str) -> None:
        """Compares with a preset, by its name, or with the network of a file.

        Raises ValueError with what is wrong: there is no such file, it is not a good one, or its network is not legal.
        """
        experiment = load_legal_source(source)
        self.pin(experiment.name, analyse(experiment.network))

    def unpin(self) -> None:
        self.set_side(None)

    def comparison(self, analysis: Analysis) -> Comparison | None:
        """A network against the baseline; None where there is none, or the network is not legal."""
        if self._side is None or analysis.summary is None:
            return None
        if self._last is None or self._last.now is not analysis.summary or self._last.was is not self._side.summary:
            self._last = compare(analysis.summary, self._side.summary)
        return self._last

    def set_side(self, side: Side | None) -> None:
        """Compares with what was pinned elsewhere; None: with nothing."""
        if side is not self._side:
            self._side, self._last = side, None
            self.changed.emit()
