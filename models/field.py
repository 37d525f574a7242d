"""Fields as their config declares them, each once: for checks, forms, sweeps, the command line and documents."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from types import MappingProxyType, NoneType
from typing import Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from models.sentence import Sentence, say

KINDS: dict[object, str] = {
    bool: "switch",
    int: "integer",
    float: "number",
    tuple: "numbers",
    Literal: "choice",
    str: "text",
}


class Range(NamedTuple):
    """Legal values of a number; the ends belong to it unless `open_start` or `open_end`."""

    start: float
    end: float
    open_start: bool = False
    open_end: bool = False

    def holds(self, value: float) -> bool:
        # Infinity is beyond every end, and no number at all is neither above nor below one.
        above = value > self.start if self.open_start else value >= self.start
        below = value < self.end if self.open_end else value <= self.end
        return above and below

    def __str__(self) -> Sentence:
        start = say("more than {:,}", self.start) if self.open_start else say("at least {:,}", self.start)
        end = say("less than {:,}", self.end) if self.open_end else say("at most {:,}", self.end)
        return say("{} and {}", start, end)

    def refusal(self, name: str, number: float) -> Sentence:
        """What is said of a number that is not in it; `name` is what that number is called."""
        return say("{} must be {}, not {:,}", name, self, number)


class FieldSpec(NamedTuple):
    """What an annotation says of its field; the default and the help follow it in the class."""

    label: str
    legal: Range | None = None
    """Of a number, or of each number of a list."""
    step: float = 1
    """Of its spin box."""
    switched_on: float | tuple[float, ...] | None = None
    """The value that an optional field has when it is switched on; None for a field that always has a value."""
    choices: Mapping[str | None, str] = MappingProxyType({})
    """The label of each value of a choice."""


@dataclass(frozen=True)
class DeclaredField:
    """One field of a config class, with all that is declared of it, in English."""

    owner: type[BaseModel]
    name: str

    @property
    def info(self) -> FieldInfo:
        return self.owner.model_fields[self.name]

    @cached_property
    def spec(self) -> FieldSpec:
        return next(part for part in self.info.metadata if isinstance(part, FieldSpec))

    @cached_property
    def kind(self) -> str:
        """One of KINDS."""
        annotation: object = self.info.annotation
        if NoneType in get_args(annotation):
            annotation = get_args(annotation)[0]
        return KINDS[get_origin(annotation) or annotation]

    @property
    def legal(self) -> Range:
        """The range of a number."""
        assert self.spec.legal is not None, f"{self.name} declares no range"
        return self.spec.legal

    @property
    def help(self) -> str:
        return _helps(self.owner.__module__)[self.owner.__name__].get(self.name, "")


def declared_fields(owner: type[BaseModel]) -> Iterator[DeclaredField]:
    """The fields that a person edits, in the order of the class."""
    for name, info in owner.model_fields.items():
        if any(isinstance(part, FieldSpec) for part in info.metadata):
            yield DeclaredField(owner, name)


@cache
def _helps(module: str) -> dict[str, dict[str, str]]:
    """The text below each field, by class and field. Pydantic reads them too, but at import and class by class."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_texts_below(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _texts_below(owner: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(owner.body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            yield ast.unparse(field.target), inspect.cleandoc(str(text.value.value)).replace("\n", " ")


@cache
def ranges_of(owner: type[BaseModel]) -> dict[str, Range]:
    """The range of every number of a config class, by the field's name."""
    return {field.name: field.legal for field in declared_fields(owner) if field.spec.legal is not None}
