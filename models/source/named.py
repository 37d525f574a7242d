"""Numbers that know what a class calls them, so that the rows of a unit can be written as well as computed."""

from typing import Self


class _Named:
    def __new__(cls, value: float, text: str) -> Self:
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text


class Named(_Named, int):
    """A number of channels or a stride under a name; what is computed of it is written as a computation."""

    def __mul__(self, factor: int) -> Self:
        return self if factor == 1 else Named(int(self) * int(factor), f"{factor} * {self}")

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> Self:
        return self if divisor == 1 else Named(int(self) // int(divisor), f"{self} // {divisor}")

    def __sub__(self, other: int) -> Self:
        return Named(int(self) - int(other), f"{self} - {other}")


class NamedRate(_Named, float):
    """A chance under a name."""
