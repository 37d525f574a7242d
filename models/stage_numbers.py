"""Which part of a network a module or a tensor belongs to, by its name. No torch."""

from collections.abc import Iterable, Iterator

from models.spec import NetworkSpec

STEM = 0


def stage_numbers(spec: NetworkSpec, names: Iterable[str]) -> dict[str, int]:
    """Each name with the number of its stage, from 1; 0 is the stem, one more than there are stages the head."""
    known = {name: stage.index + 1 for stage in spec.stages for name in stage.unit_names}
    known |= {layer.name: len(spec.stages) + 1 for layer in spec.head.layers}
    return {name: next((known[prefix] for prefix in _prefixes(name) if prefix in known), STEM) for name in names}


def _prefixes(name: str) -> Iterator[str]:
    """ "a.b.c": "a", "a.b", "a.b.c"."""
    end = name.find(".")
    while end != -1:
        yield name[:end]
        end = name.find(".", end + 1)
    yield name
