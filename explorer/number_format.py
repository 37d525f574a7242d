"""How numbers are written: exact in tables and tooltips, short on cards and axes."""

from models.units.layer import Shape

_PREFIXES = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))
_KIBI, _MEBI, _GIBI = 1024, 1024**2, 1024**3


def exact_count(count: int) -> str:
    """11689512 -> "11,689,512"."""
    return f"{count:,}"


def short_count(count: float, digits: int = 2) -> str:
    """11689512 -> "11.69 M", with so many digits after the point; counts below a thousand are exact."""
    for size, prefix in _PREFIXES:
        if round(count / size * 1000, digits) >= 1000:
            return f"{count / size:.{digits}f} {prefix}"
    return f"{count:,.0f}"


def tick_count(count: float) -> str:
    """2500000 -> "2.5 M": as short as it goes, for the ticks of an axis."""
    for size, prefix in _PREFIXES:
        if abs(count) >= size:
            return f"{count / size:g} {prefix}"
    return f"{count:g}"


def mebibytes(num_bytes: float) -> str:
    """22194688 -> "21.17 MiB"."""
    return f"{num_bytes / _MEBI:,.2f} MiB"


def byte_count(num_bytes: float) -> str:
    """Bytes in KiB below one MiB, else in MiB: 100352 -> "98.00 KiB"."""
    if num_bytes < _MEBI:
        return f"{num_bytes / _KIBI:,.2f} KiB"
    return mebibytes(num_bytes)


def memory_size(num_bytes: float) -> str:
    """Memory as devices have it: 25769803776 -> "24 GiB", 536870912 -> "512 MiB"."""
    return f"{num_bytes / _GIBI:.4g} GiB" if num_bytes >= _GIBI else f"{num_bytes / _MEBI:,.4g} MiB"


def shape_text(shape: Shape) -> str:
    """(64, 56, 56) -> "64 × 56 × 56"."""
    return " × ".join(str(size) for size in shape)
