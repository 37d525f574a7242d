"""The fields that can be swept: every number of the network, and the numbers that several stages share."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.experiment.field_path import get_field
from explorer.ui.forms.fields import Field, part_sections
from explorer.ui.network_parts import kind_of, part_names, part_title
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.field import Range

translate = QCoreApplication.translate

FEW = 12
"""Roughly the number of values that a proposed range has."""


class SweepField(NamedTuple):
    """A number of the network that can take other values."""

    path: str
    """The path of a sweep's axis; "stages.*.width" means every stage that has the field."""
    owner: str
    """ "Stage 2", "Every dense stage"."""
    name: str
    """ "Growth rate k"."""
    is_integer: bool
    legal: Range
    value: float
    """The value in the network, or the field's default while it is off."""
    step: float

    @property
    def label(self) -> str:
        """ "Stage 2: Growth rate k"."""
        return f"{self.owner}: {self.name}"

    @property
    def proposal(self) -> tuple[float, float, float]:
        """From, to and step around the value."""
        if not self.is_integer:
            start = self.legal.start + (self.step if self.legal.open_start else 0)
            return start, min(max(2 * self.value, 5 * self.step), self.legal.end), self.step
        start, end = max(int(self.legal.start), int(self.value) // 2), int(min(2 * self.value, self.legal.end))
        return start, end, max(1, round((end - start) / FEW))


def sweep_fields(network: NetworkConfig) -> list[SweepField]:
    """All fields: those that several stages share, then those of each stage, then the others."""
    parts = sorted(part_names(network), key=lambda part: not part.startswith("stages."))
    fields = [
        _field(network, part, field, field.path(part), part_title(part))
        for part in parts
        for field in _numbers(kind_of(network, part))
    ]
    return _shared_fields(network) + fields


def usual_fields(fields: list[SweepField]) -> tuple[SweepField, ...]:
    """Depth and width, which the papers vary, of the first stages that have them."""
    pairs = (("layers", "growth_rate"), ("blocks", "width_multiplier"))
    depth = next((field for field in fields if field.path.endswith((".layers", ".blocks"))), None)
    if depth is None:
        return tuple(fields[:1])
    prefix, _, name = depth.path.rpartition(".")
    return depth, next(field for field in fields if field.path == f"{prefix}.{dict(pairs)[name]}")


def short_names(fields: tuple[SweepField, ...]) -> tuple[str, ...]:
    """Names without the owners, where they differ without them."""
    names = tuple(field.name for field in fields)
    return names if len(set(names)) == len(names) else tuple(field.label for field in fields)


def _shared_fields(network: NetworkConfig) -> list[SweepField]:
    """The fields that at least two stages have."""
    shared: dict[str, SweepField] = {}
    for i, stage in enumerate(network.stages):
        for field in _numbers(stage.kind):
            num_stages = sum(field.name in type(other).model_fields for other in network.stages)
            if num_stages > 1 and field.name not in shared:
                title = _owner_title(field.name)
                shared[field.name] = _field(network, f"stages.{i}", field, f"stages.*.{field.name}", title)
    return list(shared.values())


def _field(network: NetworkConfig, part: str, field: Field, path: str, title: str) -> SweepField:
    value = get_field(network, field.path(part))
    if not isinstance(value, int | float):
        # An optional number that is off.
        value = field.spec.switched_on if isinstance(field.spec.switched_on, int | float) else field.legal.start
    return SweepField(path, title, field.label, field.kind == "integer", field.legal, value, field.spec.step)


def _numbers(kind: str) -> list[Field]:
    return [field for section in part_sections(kind) for field in section.fields if field.kind in ("integer", "number")]


def _owner_title(name: str) -> str:
    is_residual, is_dense = name in ResidualStage.model_fields, name in DenseStage.model_fields
    if is_residual and is_dense:
        return translate("Sweep", "Every stage")
    return translate("Sweep", "Every residual stage") if is_residual else translate("Sweep", "Every dense stage")
