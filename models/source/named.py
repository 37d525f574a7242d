"""Numbers that know what a class calls them, so that the rows of a unit can be written as well as computed."""


class Named(int):
    """A number of channels or a stride under a name; what is computed of it is written as a computation."""

    text: str

    def __new__(cls, value: int, text: str) -> "Named":
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text

    def __mul__(self, factor: int) -> "Named":
        return self if factor == 1 else Named(int(self) * int(factor), f"{factor} * {self}")

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> "Named":
        return self if divisor == 1 else Named(int(self) // int(divisor), f"{self} // {divisor}")

    def __sub__(self, other: int) -> "Named":
        return Named(int(self) - int(other), f"{self} - {other}")


class NamedRate(float):
    """A chance under a name."""

    text: str

    def __new__(cls, value: float, text: str) -> "NamedRate":
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text
