"""Large numbers as a person reads them."""

SCALES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def as_count(number: int) -> str:
    """A count with three figures or more: "4.09 G", "758 k", "12"."""
    for scale, letter in SCALES:
        if number >= scale * 0.9995:
            return f"{_three_figures(number / scale)} {letter}"
    return str(number)


def as_bytes(number: int) -> str:
    """Bytes in powers of 1024: "106 MiB"."""
    if number < 1024:
        return f"{number} B"
    for power, letter in enumerate("KMGT", start=1):
        amount = number / 1024**power
        if amount < 1000 or letter == "T":
            return f"{_three_figures(amount)} {letter}iB"
    raise AssertionError


def _three_figures(number: float) -> str:
    return f"{number:.2f}" if number < 9.995 else f"{number:.1f}" if number < 99.95 else f"{number:.0f}"
