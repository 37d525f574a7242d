"""What the fields of every config class declare."""

from types import NoneType
from typing import get_args

import pytest

from explorer.experiment import recipe
from models import config
from models.config import ACTIVATIONS, NetworkConfig, Value
from models.field import DeclaredField, declared_fields
from models.units.layer import LayerType

OWNERS = {
    value
    for module in (config, recipe)
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, Value)
}
FIELDS = sorted((field for owner in OWNERS for field in declared_fields(owner)), key=str)


def named(field: DeclaredField) -> str:
    return f"{field.owner.__name__}.{field.name}"


def test_that_every_field_that_a_person_edits_is_declared():
    """All others are the parts of a network or a recipe, and what tells kinds of stages apart."""
    parts = {"input", "stem", "stages", "head", "init", "data", "augmentation", "kind"}
    assert {name for owner in OWNERS for name in owner.model_fields} == parts | {field.name for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_that_a_declaration_agrees_with_the_type_and_the_default(field):
    spec, default = field.spec, field.info.default
    assert spec.label and field.help
    options = get_args(field.info.annotation)
    if field.kind == "choice":
        assert tuple(spec.choices) == ((None, *get_args(options[0])) if NoneType in options else options)
    elif field.kind in ("integer", "number"):
        assert (spec.switched_on is not None) == (NoneType in options)
        for number in (default, spec.switched_on):
            assert number is None or field.legal.holds(number)


def test_that_activations_are_called_as_torch_calls_them():
    assert {each.function: each.value for each in LayerType if each.is_activation} == ACTIVATIONS


def test_that_a_field_is_found_with_all_that_is_declared_of_it():
    field = DeclaredField(NetworkConfig, "num_classes")
    assert (field.kind, field.spec.label, field.info.default, field.legal.end) == ("integer", "Classes", 1000, 10**6)
    assert field.help == "Number of classes, the outputs of the linear layer."
