"""The columns of the layer table: what each shows, sorts by, explains and writes to files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from explorer.number_format import byte_count, exact_count, percent_change, shape_text, signed_bytes, signed_count
from explorer.ui.build_page.layer_table.tree_row import TreeRow
from explorer.ui.widgets.table_model import Column
from models.units.layer import numel

translate = QCoreApplication.translate

NAME, TYPE, SHAPE, PARAMS, MACS, SAVED_BYTES, FIELD = range(7)
BY_IMPORTANCE = (PARAMS, MACS, SHAPE, SAVED_BYTES, FIELD, TYPE)
"""The order in which columns get the room beside the name."""
WORDS = ("level", "name", "type", "output_shape")
"""The fields of a file that are not numbers."""
COSTS = ("params", "macs", "saved_bytes")
CHANGES = tuple(f"{name}_change" for name in COSTS)
"""Signed differences from the baseline; empty for rows that it does not have."""


@dataclass(frozen=True, slots=True)
class LayerColumn(Column):
    """One column; its key is that of a field of a file."""

    change: Callable[[int], str] | None = None
    """Writes a difference of two values, in columns of costs. A bar shows each row's share of the network's cost."""

    def change_text(self, row: TreeRow) -> str:
        """The signed difference from the baseline in per cent; empty where there is none."""
        if row.was is None or self.change is None:
            return ""
        return percent_change(self.value(row), self.value(row.was))


def layer_columns() -> tuple[LayerColumn, ...]:
    """All columns, in the order of NAME to FIELD."""
    return (
        LayerColumn(
            translate("LayerTable", "Layer"),
            lambda row: row.label,
            lambda row: row.name,
            key="name",
            tip=translate("LayerTable", "Stages, blocks and layers, named as in the state dict"),
            is_number=False,
            about=lambda row: f"{row.name}  {row.type}",
        ),
        LayerColumn(
            translate("LayerTable", "Type"),
            lambda row: row.type,
            lambda row: row.type,
            key="type",
            tip=translate("LayerTable", "The torch module of a layer; the kind of a block or stage"),
            is_number=False,
        ),
        LayerColumn(
            translate("LayerTable", "Output"),
            lambda row: shape_text(row.output_shape),
            lambda row: numel(row.output_shape),
            key="output_shape",
            tip=translate("LayerTable", "Channels × height × width of the output; sorted by the number of values"),
        ),
        _cost(
            "params",
            translate("LayerTable", "Parameters"),
            translate("LayerTable", "Trainable parameters; the bar is the share of the network"),
            exact_count,
            signed_count,
        ),
        _cost(
            "macs",
            translate("LayerTable", "MACs"),
            translate("LayerTable", "Multiply-accumulates for one image; the bar is the share of the network"),
            exact_count,
            signed_count,
        ),
        _cost(
            "saved_bytes",
            translate("LayerTable", "Act. mem."),
            translate("LayerTable", "Activation memory that the layer adds for one image"),
            lambda size: byte_count(size) if size else "0",
            signed_bytes,
        ),
        LayerColumn(
            translate("LayerTable", "Field"),
            lambda row: exact_count(row.receptive_field),
            lambda row: row.receptive_field,
            key="receptive_field",
            tip=translate(
                "LayerTable", "Receptive field: pixels of the image, along one side, that a value depends on"
            ),
        ),
    )


def _cost(key: str, title: str, tip: str, write: Callable[[int], str], sign: Callable[[int], str]) -> LayerColumn:
    value = attrgetter(key)

    def about(row: TreeRow) -> str | None:
        if row.was is None:
            return None
        now, was = value(row), value(row.was)
        if now == was:
            return translate("LayerModel", "As in the baseline")
        share = percent_change(now, was)
        text = translate("LayerModel", "{} from the baseline's {} ({})").format(sign(now - was), write(was), share)
        return text if share else sign(now - was)

    return LayerColumn(title, lambda row: write(value(row)), value, key=key, tip=tip, about=about, change=sign)


def file_fields(rows: Iterable[TreeRow], names: Sequence[str]) -> Iterator[list]:
    """One line of a file for each row, numbers exact, shapes as 64x56x56."""
    return ([_field(row, name) for name in names] for row in rows)


def _field(row: TreeRow, name: str) -> object:
    if name == "output_shape":
        return "x".join(map(str, row.output_shape))
    if name == "level":
        return row.level.name.lower()
    if name in CHANGES:
        cost = COSTS[CHANGES.index(name)]
        return "" if row.was is None else getattr(row, cost) - getattr(row.was, cost)
    return getattr(row, name)
