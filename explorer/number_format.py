"""How numbers are written: exact in tables and tooltips, short on cards and axes."""

from models.units.layer import Shape

LARGEST_LOSS = -0.999
"""The smallest change, as a share, of what is not all gone."""
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


def signed_count(change: int) -> str:
    """36864 -> "+36,864"."""
    return f"{change:+,}" if change else "0"


def signed_short(change: float) -> str:
    """36864 -> "+36.86 k"."""
    return f"{'+' if change > 0 else '-'}{short_count(abs(change))}" if change else "0"


def signed_bytes(change: float) -> str:
    """22194688 -> "+21.17 MiB"."""
    return f"{'+' if change > 0 else '-'}{byte_count(abs(change))}" if change else "0"


def percent_change(now: float, was: float) -> str:
    """(125, 100) -> "+25 %", (101, 100) -> "+1.0 %", (1200, 100) -> "× 12".

    Empty where nothing was or nothing changed. A change is never written as none: what is less than 0.05 % is "+0.0 %".
    Nor is what is left written as nothing: "-99.9 %" is the most, where anything is.
    """
    if not was or now == was:
        return ""
    share = max(now / was - 1, LARGEST_LOSS) if now > 0 else now / was - 1
    if share >= 9.995:
        return f"× {now / was:,.0f}"
    digits = 0 if abs(share) >= 0.0995 and not -1 < share <= -0.995 else 1
    return f"{share:+.{digits}%}".replace("%", " %")


def byte_count(num_bytes: float) -> str:
    """Bytes in the largest unit that there is one of: 100352 -> "98.00 KiB", 22194688 -> "21.17 MiB"."""
    if num_bytes < _MEBI:
        return f"{num_bytes / _KIBI:,.2f} KiB"
    if round(num_bytes / _MEBI, 2) < _KIBI:
        return f"{num_bytes / _MEBI:,.2f} MiB"
    return f"{num_bytes / _GIBI:,.2f} GiB"


def memory_size(num_bytes: float) -> str:
    """Memory as devices have it: 25769803776 -> "24 GiB", 536870912 -> "512 MiB"."""
    return f"{num_bytes / _GIBI:.4g} GiB" if num_bytes >= _GIBI else f"{num_bytes / _MEBI:,.4g} MiB"


def shape_text(shape: Shape) -> str:
    """(64, 56, 56) -> "64 × 56 × 56"."""
    return " × ".join(str(size) for size in shape)


def duration_text(seconds: float) -> str:
    """8.2 -> "8 s", 185 -> "3:05", 3723 -> "1:02:03"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def amount_done(done: int, total: int, *, in_bytes: bool) -> str:
    """(12_000_000, 170_498_071) bytes -> "11.4 of 162.6 MiB", (256, 60_000) -> "256 of 60,000"; nothing of nothing."""
    if not total:
        return ""
    return f"{done / _MEBI:,.1f} of {total / _MEBI:,.1f} MiB" if in_bytes else f"{done:,} of {total:,}"
