"""Numbers of a spec, written as the names that a class gives them."""

from collections.abc import Callable, Mapping, Sequence

Values = Sequence[int | float]

CHANNELS = ("channels", "width", "growth_rate", "out_channels", "in_channels")
"""What a class may call a number of channels, the names that read best first."""


class Names:
    """What a class calls the numbers of its units, each name with its value in every unit."""

    def __init__(self, values: Mapping[str, Values]) -> None:
        self.values = {name: values[name] for name in sorted(values, key=_place)}

    def channels(self, wanted: Values) -> str:
        """Channels as a name, as a name times or divided by a number, or as the number itself.

        Raises:
            KeyError: the units differ and no name says how.
        """
        named = {name: values for name, values in self.values.items() if name in CHANNELS}
        return _same(named, wanted) or _multiple(named, wanted) or _number(wanted)

    def number(self, name: str, wanted: Values) -> str:
        """The number of that name (a stride, groups, a rate): as the name, or itself where the class has it fixed.

        Raises:
            KeyError: the units differ and no name says how.
        """
        named = {name: self.values[name]} if name in self.values else {}
        return _same(named, wanted) or _number(wanted)


def _place(name: str) -> int:
    return CHANNELS.index(name) if name in CHANNELS else len(CHANNELS)


def _same(named: Mapping[str, Values], wanted: Values) -> str | None:
    return next((name for name, values in named.items() if list(values) == list(wanted)), None)


def _multiple(named: Mapping[str, Values], wanted: Values) -> str | None:
    for name, values in named.items():
        ratio, factor = values[0] // wanted[0], wanted[0] // values[0]
        if ratio and [value // ratio for value in values] == list(wanted):
            return f"{name} // {ratio}"
        if factor and [value * factor for value in values] == list(wanted):
            return f"{factor} * {name}"
    return None


def _number(wanted: Values) -> str:
    if len(set(wanted)) != 1:
        raise KeyError(tuple(wanted))
    return str(wanted[0])


def condition(names: Names, wanted: Sequence[bool]) -> str | None:
    """A condition that holds for just the units that are `wanted`, in the names' words; None where there is none."""
    for text, holds in _conditions(names):
        if [holds(i) for i in range(len(wanted))] == list(wanted):
            return text
    return None


def _conditions(names: Names) -> list[tuple[str, Callable[[int], bool]]]:
    values = names.values
    found: list[tuple[str, Callable[[int], bool]]] = [("True", lambda i: True)]
    strides, enters = values.get("stride"), values.get("in_channels")
    leaves = next((name for name in ("out_channels", "channels") if name in values), None)
    if enters is not None and leaves is not None and strides is not None:
        text = f"stride > 1 or in_channels != {leaves}"
        found.append((text, lambda i: strides[i] > 1 or enters[i] != values[leaves][i]))
    if enters is not None and leaves is not None:
        found.append((f"in_channels != {leaves}", lambda i: enters[i] != values[leaves][i]))
    if strides is not None:
        found.append(("stride > 1", lambda i: strides[i] > 1))
    return found
