"""A comparison as a Qt model: the network, its parts, and the blocks of each part."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from explorer.experiment.comparison import (
    ComparedRow,
    Comparison,
    FieldChange,
    block_row,
    field_name,
    network_row,
    part_row,
    value_text,
)
from explorer.number_format import byte_count, exact_count, percent_change, signed_bytes, signed_count, signed_short
from explorer.ui.language import in_words
from explorer.ui.network_parts import part_title
from explorer.ui.widgets.table_model import Column, Key, TreeModel

NAME, FIELDS, PARAMS, MACS, SAVED_BYTES = range(5)
"""The columns."""
MARKS = {"same": "=", "changed": "≠", "added": "+", "removed": "−"}

_INKS = {"same": "text_muted", "changed": "text", "added": "more", "removed": "less"}

translate = QCoreApplication.translate


class CompareModel(TreeModel):
    """Rows of parts; the blocks of a part are paired when they are first looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = compare_columns()
        self._comparison: Comparison | None = None
        self._rows: list[ComparedRow] = []
        self._blocks: dict[int, list[ComparedRow]] = {}

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison, folded."""
        self.beginResetModel()
        self._comparison, self._blocks, self._rows = comparison, {}, []
        if comparison is not None:
            self._rows = [network_row(comparison), *map(part_row, comparison.parts)]
        self.endResetModel()

    def num_rows(self, above: Key) -> int:
        if not above:
            return len(self._rows)
        return len(self._blocks_of(above[0])) if len(above) == 1 else 0

    def row_at(self, key: Key) -> ComparedRow:
        return self._rows[key[0]] if len(key) == 1 else self._blocks_of(key[0])[key[1]]

    def is_bold(self, row: ComparedRow) -> bool:
        """Whether a row stands for the whole network."""
        return row.level == "network"

    def _blocks_of(self, i: int) -> list[ComparedRow]:
        """The blocks of the part in row `i`; none of stem and head, which are one block each."""
        if self._comparison is None or i == 0 or not self._rows[i].part.startswith("stages"):
            return []
        if i not in self._blocks:
            pairs = self._comparison.parts[i - 1].blocks
            self._blocks[i] = [block_row(pair, self._rows[i].part) for pair in pairs]
        return self._blocks[i]


def compare_columns() -> tuple[Column, ...]:
    """In the order of NAME to SAVED_BYTES."""
    return (
        Column(
            translate("Compare", "Part"),
            lambda row: f"{MARKS[row.change]} {_title(row)}",
            tip=translate("Compare", "Aligned for the fewest differing fields: = same, ≠ changed, + added, − removed"),
            is_number=False,
            ink=lambda row: _INKS[row.change],
            about=lambda row: row.name,
        ),
        Column(
            translate("Compare", "What differs"),
            _fields,
            tip=translate("Compare", "Fields with their values: baseline → now"),
            is_number=False,
            ink=lambda row: _INKS[row.change],
            about=_fields,
        ),
        _cost(
            translate("Compare", "Parameters"),
            translate("Compare", "Trainable parameters: current minus baseline"),
            "params",
        ),
        _cost(
            translate("Compare", "MACs"),
            translate("Compare", "Multiply-accumulates for one image: current minus baseline"),
            "macs",
        ),
        _cost(
            translate("Compare", "Act. mem."),
            translate("Compare", "Activation memory: current minus baseline"),
            "saved_bytes",
            (signed_bytes, signed_bytes, byte_count),
        ),
    )


def _cost(
    title: str,
    tip: str,
    name: str,
    writers: tuple[Callable[[int], str], ...] = (signed_short, signed_count, exact_count),
) -> Column:
    """A cost's difference; `writers` are of the difference, of the exact one, and of both values."""
    short, exact, write = writers

    def text(row: ComparedRow) -> str:
        was, now = row.cost(name)
        if now == was:
            return "="
        share = percent_change(now, was) if row.change == "changed" else ""
        return f"{short(now - was)}  {share}".rstrip()

    def about(row: ComparedRow) -> str:
        was, now = row.cost(name)
        return translate("Compare", "Baseline {}, now {}: {}").format(write(was), write(now), exact(now - was))

    def ink(row: ComparedRow) -> str:
        was, now = row.cost(name)
        return "text_muted" if now == was else "more" if now > was else "less"

    return Column(title, text, tip=tip, ink=ink, about=about)


def _fields(row: ComparedRow) -> str:
    changes = {
        "same": "",
        "changed": translate("Compare", "different shapes or costs"),
        "added": translate("Compare", "not in the baseline"),
        "removed": translate("Compare", "only in the baseline"),
    }
    return ", ".join(map(field_text, row.fields)) or changes[row.change]


def _title(row: ComparedRow) -> str:
    if row.level == "network":
        return translate("Compare", "Network")
    if row.level == "block":
        return row.name
    return part_title(row.part) if row.now is not None else row.name


def field_text(change: FieldChange) -> str:
    """A field with both values, in the language of the window: "width 64 → 96"."""
    words = field_name(change), value_text(change.was), value_text(change.now)
    return "{} {} → {}".format(*map(in_words, words))
