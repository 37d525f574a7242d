"""Units that are built alike, which share a class."""

from collections.abc import Callable, Iterable, Sequence

from models.units.unit import Unit


def grouped(units: Iterable[Unit], alike: Callable[[Unit], tuple]) -> list[tuple[Unit, ...]]:
    """The units by what `alike` says of them, equal ones once, in the order in which the network needs them."""
    groups: dict[tuple, list[Unit]] = {}
    for unit in units:
        groups.setdefault(alike(unit), []).append(unit)
    return [tuple(dict.fromkeys(group)) for group in groups.values()]


def titled(title: str, groups: Sequence[tuple[Unit, ...]]) -> list[tuple[str, tuple[Unit, ...]]]:
    """Each group with the name of its class, numbered where there are several."""
    titles = [title] if len(groups) == 1 else [f"{title}{i + 1}" for i in range(len(groups))]
    return list(zip(titles, groups, strict=True))
