"""The strip of totals: the costs of the whole network."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from explorer.experiment.analysis import Analysis, depth
from explorer.experiment.comparison import Comparison
from explorer.number_format import (
    byte_count,
    exact_count,
    percent_change,
    short_count,
    signed_bytes,
    signed_count,
    signed_short,
)
from explorer.ui.layout import ElidedLabel, column, label, restyle, row, styled
from models.summary import Summary

FP32_BYTES = 4


class TotalsStrip(QWidget):
    """Cards for parameters, MACs, memory, receptive field and layers; dimmed while the network is not legal."""

    def __init__(self) -> None:
        super().__init__()
        self.params = TotalCard(self.tr("Parameters"))
        self.macs = TotalCard(self.tr("MACs"))
        self.saved_bytes = TotalCard(self.tr("Activation memory"))
        self.field = TotalCard(self.tr("Receptive field"))
        self.layers = TotalCard(self.tr("Depth"))
        self._cards = (self.params, self.macs, self.saved_bytes, self.field, self.layers)
        self.setLayout(row(*((card, 1) for card in self._cards), spacing=8))

    def set_analysis(self, analysis: Analysis, batch_size: int) -> None:
        """Shows the totals; those of the last legal network stay, dimmed."""
        self.setEnabled(analysis.is_legal)
        if analysis.summary is None:
            return
        self._show_params(analysis.summary)
        self._show_macs(analysis.summary)
        self._show_saved_bytes(analysis.summary, batch_size)
        self._show_field(analysis.summary)
        self._show_layers(analysis.summary)

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows the difference of every total from a baseline; None: there is none."""
        if comparison is None:
            for card in self._cards:
                card.show_change("")
            return
        now, was = comparison.now, comparison.was
        self._show_change(self.params, now.params, was.params, signed_short)
        self._show_change(self.macs, now.macs, was.macs, signed_short)
        self._show_change(self.saved_bytes, now.saved_bytes, was.saved_bytes, signed_bytes)
        self._show_change(self.field, now.receptive_field, was.receptive_field, signed_count)
        self._show_change(self.layers, depth(now.spec), depth(was.spec), signed_count)

    def _show_params(self, summary: Summary) -> None:
        size = byte_count(summary.params * FP32_BYTES)
        tip = self.tr(
            "{} trainable parameters: convolutions, batch norms and the linear layer. In fp32 they take {}."
        ).format(exact_count(summary.params), size)
        self.params.show_total(short_count(summary.params), self.tr("{} in fp32").format(size), tip)

    def _show_macs(self, summary: Summary) -> None:
        tip = self.tr(
            "{} multiply-accumulates of convolutions and linear layers for one image, without biases. One MAC is "
            "two floating-point operations; papers often report MACs and call them FLOPs."
        ).format(exact_count(summary.macs))
        self.macs.show_total(short_count(summary.macs), self.tr("for one image"), tip)

    def _show_saved_bytes(self, summary: Summary, batch_size: int) -> None:
        batch = byte_count(summary.saved_bytes_of(batch_size))
        tip = self.tr(
            "What autograd saves in the forward pass for the backward pass: {} for one image, {} for the recipe's "
            "batch of {} (fp32, without weights). It grows with the feature maps, not with the weights: dense "
            "blocks save every concatenation."
        ).format(byte_count(summary.saved_bytes), batch, batch_size)
        note = self.tr("{} at batch {}").format(batch, batch_size)
        self.saved_bytes.show_total(byte_count(summary.saved_bytes), note, tip)

    def _show_field(self, summary: Summary) -> None:
        image = summary.spec.input[1:]
        size = f"{image[0]} × {image[1]}"
        tip = self.tr(
            "One value of the last feature map depends on at most {0} × {0} pixels of the image, which has {1}. "
            "Large kernels and early strides widen the receptive field; shortcuts also pass smaller ones through."
        ).format(exact_count(summary.receptive_field), size)
        larger = summary.receptive_field > max(image)
        note = self.tr("larger than {}").format(size) if larger else self.tr("of {}").format(size)
        self.field.show_total(self.tr("{} px").format(exact_count(summary.receptive_field)), note, tip)

    def _show_layers(self, summary: Summary) -> None:
        weighted = exact_count(depth(summary.spec))
        num_blocks = sum(row.num_blocks for row in summary.stages)
        tip = self.tr(
            "{} convolutions and linear layers from the image to the classes, counted as in the papers: without "
            "projections in shortcuts. With batch norms, activations and pools there are {} layers."
        ).format(weighted, exact_count(len(summary.layers)))
        note = self.tr("layers in 1 block") if num_blocks == 1 else self.tr("layers in {} blocks")
        self.layers.show_total(weighted, note.format(exact_count(num_blocks)), tip)

    def _show_change(self, card: "TotalCard", now: int, was: int, write: Callable[[int], str]) -> None:
        if now == was:
            card.show_change(self.tr("as in the baseline"))
            return
        share = percent_change(now, was)
        change = f"{write(now - was)} ({share})" if share else write(now - was)
        card.show_change(change, "more" if now > was else "less")


class TotalCard(QFrame):
    """One total with its name and a note that puts it into proportion; the tooltip explains it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        styled(self, "card")
        self._title, self._number = label(title, "caption"), label("", "number")
        for text in (self._title, self._number):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note = styled(ElidedLabel(), "caption")
        self._plain_note, self._tip, self._change = "", "", ("", "")
        self.setLayout(column(self._title, self._number, self._note, spacing=0, margins=(12, 7, 8, 7)))

    def show_total(self, number: str, note: str, tip: str) -> None:
        self._number.setText(number)
        self._plain_note, self._tip = note, tip
        self._show_note()

    def show_change(self, change: str, role: str = "caption") -> None:
        """Shows the difference from a baseline in place of the note, as "more" or "less"; empty: the note again."""
        if (change, role) != self._change:
            self._change = change, role
            restyle(self._note, role=role if change else "caption")
            self._show_note()

    def _show_note(self) -> None:
        change = self._change[0]
        if (change or self._plain_note) != self._note.whole_text:
            self._note.set_text(change or self._plain_note)
        text = f"{self._tip} {change}." if change else self._tip
        self.setToolTip(f"<p>{text}</p>")
        self.setAccessibleDescription(f"{self.number}. {text}")

    @property
    def number(self) -> str:
        return self._number.text()

    @property
    def note(self) -> str:
        return self._note.whole_text
