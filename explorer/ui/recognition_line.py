"""A quiet line: the known network that this one is exactly."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from explorer.experiment.analysis import Analysis
from explorer.number_format import exact_count, short_count
from explorer.ui.slices import Slices
from explorer.ui.subject_text import subject_text
from explorer.ui.training.elided_label import ElidedLabel
from models.presets import ALL, Preset
from models.recognition import recognise
from models.spec import resolve
from models.summary import Summary

translate = QCoreApplication.translate

MAC_DIGITS = 3
"""As torchvision prints them."""


class RecognitionLine(ElidedLabel):
    """Says nothing of a network that nobody has named, and nothing before it has learned the names there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._short = ""
        super().__init__(parent=parent)
        self._summary: Summary | None = None
        self._is_ready = False
        self._slices = Slices(self)
        self._slices.finished.connect(self._begin)
        self.setProperty("role", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def learn(self) -> None:
        """Looks at all known networks, which takes a while, in slices."""
        self._slices.start(resolve(preset.config) for preset in ALL)

    def set_analysis(self, analysis: Analysis) -> None:
        self._summary = analysis.summary
        self._show()

    def _begin(self) -> None:
        self._is_ready = True
        self._show()

    def _show(self) -> None:
        known = recognise(self._summary.spec) if self._is_ready and self._summary is not None else ()
        self._short = short_text(known) if known else ""
        self.set_text(recognition_text(known, self._summary) if known else "")
        self.setVisible(bool(known))

    def _cut(self) -> None:
        """Where there is no room for the numbers, which the totals show too, the names stand alone."""
        super()._cut()
        if self._short and self.text() != self.whole_text:
            self.setText(self.fontMetrics().elidedText(self._short, Qt.TextElideMode.ElideRight, max(0, self.width())))


def recognition_text(known: tuple[Preset, ...], summary: Summary) -> str:
    """ "Exactly torchvision resnet50: 25,557,032 parameters, 4.089 G MACs"; every name where it has several."""
    text = translate("Recognition", "Exactly {}: {} parameters, {} MACs")
    return text.format(_names(known), exact_count(summary.params), short_count(summary.macs, MAC_DIGITS))


def short_text(known: tuple[Preset, ...]) -> str:
    """ "Exactly torchvision resnet50"."""
    return translate("Recognition", "Exactly {}").format(_names(known))


def _names(known: tuple[Preset, ...]) -> str:
    return translate("Recognition", " and ").join(map(_name, known))


def _name(preset: Preset) -> str:
    return f"torchvision {preset.name}" if preset.group == "torchvision" else subject_text(preset.title)
