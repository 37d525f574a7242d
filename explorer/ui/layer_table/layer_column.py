"""The columns of the layer table: what each shows, sorts by and teaches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from explorer.number_format import byte_count, exact_count, shape_text, signed_bytes, signed_count
from explorer.ui.layer_table.tree_row import TreeRow
from models.summary import LayerRow, Summary
from models.units.layer import numel

translate = QCoreApplication.translate

NAME, TYPE, SHAPE, PARAMS, MACS, KEPT, FIELD = range(7)
BY_IMPORTANCE = (PARAMS, MACS, SHAPE, KEPT, FIELD, TYPE)
"""In which order columns get the room that there is beside the name."""


@dataclass(frozen=True, slots=True)
class LayerColumn:
    """One column."""

    key: str
    """As in files."""
    title: str
    tip: str
    value: Callable[[TreeRow | LayerRow], Any]
    """What it is sorted by."""
    text: Callable[[TreeRow], str]
    total: Callable[[Summary], float] | None = None
    """Of the whole network; a bar shows each row's share of it."""
    change: Callable[[int], str] | None = None
    """How a difference of two values is written, where one means anything."""

    @property
    def is_number(self) -> bool:
        return self.key not in ("name", "type")


def layer_columns() -> tuple[LayerColumn, ...]:
    """All columns, in the order of NAME to FIELD."""
    return *_identity_columns(), *_cost_columns()


def _identity_columns() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            "name",
            translate("LayerTable", "Layer"),
            translate("LayerTable", "Stages, blocks and layers, called as in the state dict"),
            lambda row: row.name,
            lambda row: row.label,
        ),
        LayerColumn(
            "type",
            translate("LayerTable", "Type"),
            translate("LayerTable", "The torch module that a layer becomes; the kind of a block or stage"),
            lambda row: row.type,
            lambda row: row.type,
        ),
        LayerColumn(
            "output_shape",
            translate("LayerTable", "Output"),
            translate("LayerTable", "Channels × height × width of what the layer gives; sorted by its size"),
            lambda row: numel(row.output_shape),
            lambda row: shape_text(row.output_shape),
        ),
    )


def _cost_columns() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            "params",
            translate("LayerTable", "Parameters"),
            translate("LayerTable", "Trainable weights; the bar is the share of the whole network"),
            lambda row: row.params,
            lambda row: exact_count(row.params),
            lambda summary: summary.params,
            signed_count,
        ),
        LayerColumn(
            "macs",
            translate("LayerTable", "MACs"),
            translate("LayerTable", "Multiply-accumulates for one picture; the bar is the share of the whole network"),
            lambda row: row.macs,
            lambda row: exact_count(row.macs),
            lambda summary: summary.macs,
            signed_count,
        ),
        LayerColumn(
            "saved_bytes",
            translate("LayerTable", "Kept"),
            translate("LayerTable", "Memory that the layer is the first to keep for the backward pass of one picture"),
            lambda row: row.saved_bytes,
            lambda row: byte_count(row.saved_bytes) if row.saved_bytes else "0",
            lambda summary: summary.saved_bytes,
            signed_bytes,
        ),
        LayerColumn(
            "receptive_field",
            translate("LayerTable", "Field"),
            translate("LayerTable", "Receptive field: pixels of the picture, along one side, that a value depends on"),
            lambda row: row.receptive_field,
            lambda row: exact_count(row.receptive_field),
        ),
    )
