"""The columns of the layer table: what each shows, sorts by and teaches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from explorer.number_format import byte_count, exact_count, shape_text
from models.summary import LayerRow, Summary

translate = QCoreApplication.translate

NAME, TYPE, SHAPE, PARAMS, MACS, KEPT, FIELD = range(7)


@dataclass(frozen=True, slots=True)
class LayerColumn:
    """One column."""

    title: str
    tip: str
    value: Callable[[LayerRow], Any]
    """What it is sorted by."""
    text: Callable[[LayerRow], str]
    total: Callable[[Summary], float] | None = None
    """Of the whole network; a bar shows each row's share of it."""

    @property
    def is_number(self) -> bool:
        return self.value not in (_name, _type)


def layer_columns() -> tuple[LayerColumn, ...]:
    """All columns, in the order of NAME to FIELD."""
    return *_identity_columns(), *_cost_columns()


def _identity_columns() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            translate("LayerTable", "Layer"),
            translate("LayerTable", "Full name of the layer, as in the state dict"),
            _name,
            _name,
        ),
        LayerColumn(
            translate("LayerTable", "Type"),
            translate("LayerTable", "The torch module that the layer becomes"),
            _type,
            _type,
        ),
        LayerColumn(
            translate("LayerTable", "Output"),
            translate("LayerTable", "Channels × height × width of what the layer gives; sorted by its size"),
            lambda row: row.output_shape[0] * row.output_shape[1] * row.output_shape[2],
            lambda row: shape_text(row.output_shape),
        ),
    )


def _cost_columns() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            translate("LayerTable", "Parameters"),
            translate("LayerTable", "Trainable weights; the bar is the share of the whole network"),
            lambda row: row.params,
            lambda row: exact_count(row.params),
            lambda summary: summary.params,
        ),
        LayerColumn(
            translate("LayerTable", "MACs"),
            translate("LayerTable", "Multiply-accumulates for one picture; the bar is the share of the whole network"),
            lambda row: row.macs,
            lambda row: exact_count(row.macs),
            lambda summary: summary.macs,
        ),
        LayerColumn(
            translate("LayerTable", "Kept"),
            translate("LayerTable", "Memory that the layer is the first to keep for the backward pass of one picture"),
            lambda row: row.saved_bytes,
            lambda row: byte_count(row.saved_bytes) if row.saved_bytes else "0",
        ),
        LayerColumn(
            translate("LayerTable", "Field"),
            translate("LayerTable", "Receptive field: pixels of the picture, along one side, that a value depends on"),
            lambda row: row.receptive_field,
            lambda row: exact_count(row.receptive_field),
        ),
    )


def _name(row: LayerRow) -> str:
    return row.name


def _type(row: LayerRow) -> str:
    return row.type
